"""Partners that a table names and the register does not: records for them, where that is asked for."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from generator.entry.blanks import is_nothing, tidy
from generator.entry.draft import read_draft
from generator.entry.fields import list_table
from generator.entry.leaves import read_choice
from generator.entry.lists import split_list, split_names
from generator.entry.names import References
from generator.entry.problem import EntryError, EntryProblem
from generator.schemas import SchemaSet
from generator.sheets.items import Item
from generator.sheets.layout import CATEGORY
from generator.text import Text

_Any: TypeAlias = Any

# So alike is a name that is only written wrong.
_SLIP = 0.8

_NO_CATEGORY = Text("Mitra baru ini belum punya kategori.", "This new partner has no category.")
_FILL_CATEGORY = Text("Isi kolom “Kategori mitra”, misalnya Perguruan tinggi atau Badan usaha swasta.",
                      "Fill in a column “Kategori mitra”, such as Perguruan tinggi.")  # fmt: skip
_NEW = Text("Mitra ini akan ditambahkan ke register.", "This partner will be added to the register.")
_NONE = Text("", "")


def draft_partners(
    items: Iterable[Item], references: References, schemas: SchemaSet
) -> list[tuple[Item, dict[str, _Any]]]:
    """Give a record's value for each unknown partner, with the item that first names it.

    A name close to a known one is left to its writer: it is a slip more often than another body.
    """
    index = references.of("partner")
    drafts: dict[str, tuple[Item, dict[str, _Any]]] = {}
    for item in items:
        row = item.row
        if row is None or "partners" not in row.texts:
            continue
        names = split_names(row.texts["partners"], index.knows)
        unknown = [name for name in names if _is_new(name, references)]
        for name in unknown:
            if name.casefold() in drafts:
                continue
            category = _find_category(item, names.index(name), len(names), schemas)
            if category is None:
                continue
            draft = read_draft("partner", {"name": name, "category": category}, references, schemas)
            references.announce("partner", str(draft.value["id"]), [name])
            drafts[name.casefold()] = item, draft.value
    return list(drafts.values())


def _is_new(name: str, references: References) -> bool:
    found = references.of("partner").find(tidy(name))
    return found.id is None and not found.is_shared and not any(one.likeness >= _SLIP for one in found.near)


def _find_category(item: Item, place: int, count: int, schemas: SchemaSet) -> str | None:
    """Give the code of a new partner's category; say what is wrong where there is none."""
    row = item.place
    written = row.texts.get(CATEGORY, "")
    parts: Sequence[str] = [written] if count == 1 else split_list(written)
    text = parts[place] if len(parts) == count else parts[0] if len(parts) == 1 else ""
    if is_nothing(text):
        item.say(EntryProblem("partners", written, _NO_CATEGORY, _FILL_CATEGORY, reason="category"), row)
        return None
    try:
        return str(read_choice(list_table(schemas, "partner").by_key["category"], text))
    except EntryError as error:
        item.say(error.at(CATEGORY, text), row)
        return None


def note_new_partner(item: Item, name: str) -> EntryProblem:
    """Give what is said of a row whose partner is added."""
    del item
    return EntryProblem("partners", name, _NEW, _NONE, weight="note", reason="new-partner")
