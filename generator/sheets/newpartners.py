"""Partners that a table names and the register does not: records for them, where that is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generator.check.rules.parties import FOREIGN_CATEGORIES
from generator.entry.blanks import tidy
from generator.entry.draft import read_draft
from generator.entry.lists import split_names
from generator.entry.names import References
from generator.entry.problem import EntryError, EntryProblem
from generator.regions import HOME_COUNTRY, find_province
from generator.schemas import SchemaSet
from generator.sheets.items import Item
from generator.sheets.layout import CATEGORY, COUNTRY
from generator.sheets.partnerwords import read_category, read_partner_country, take_part
from generator.text import Text

_Any: TypeAlias = Any

# So alike is a name that is only written wrong.
_SLIP = 0.8
_NEEDS_COUNTRY = FOREIGN_CATEGORIES - {"lembaga-internasional"}
_ABROAD = {"pemerintah-daerah": "pemerintah-daerah-luar-negeri"}
_OTHER_ABROAD = "lembaga-luar-negeri"

_NO_CATEGORY = Text("Mitra baru ini belum punya kategori.", "This new partner has no category.")
_FILL_CATEGORY = Text("Isi kolom “Kategori mitra”, misalnya Perguruan tinggi atau Badan usaha swasta.",
                      "Fill in a column “Kategori mitra”, such as Perguruan tinggi.")  # fmt: skip
_NO_COUNTRY = Text(
    "Negara mitra luar negeri ini belum diketahui.", "The country of this partner is not known."
)
_FILL_COUNTRY = Text(
    "Isi kolom “Negara”, atau tulis negaranya di belakang nama mitra, misalnya “Kota Contoh (Jepang)”.",
    "Fill in a column “Negara”, or write it behind the partner's name, such as “Kota Contoh (Japan)”.",
)
_NEW = Text("Mitra ini akan ditambahkan ke register.", "This partner will be added to the register.")
_NONE = Text("", "")


@dataclass(slots=True)
class NewPartner:
    """A partner to be added: the record's value, and the items that name it, the first of them first."""

    value: dict[str, _Any]
    items: list[Item] = field(default_factory=list)


def draft_partners(items: Iterable[Item], references: References, schemas: SchemaSet) -> list[NewPartner]:
    """Give each unknown partner with a record's value.

    A name close to a known one is left to its writer: it is a slip more often than another body.
    """
    index = references.of("partner")
    drafts: dict[str, NewPartner] = {}
    for item in items:
        row = item.row
        if row is None or "partners" not in row.texts:
            continue
        names = split_names(row.texts["partners"], index.knows)
        for place, name in enumerate(names):
            known = drafts.get(index.find(tidy(name)).id or "")
            if known is not None:
                known.items.append(item)
            if known is not None or not _is_new(name, references):
                continue
            answers = _read_answers(item, name, (place, len(names)), schemas)
            if answers is None:
                item.lacking.add(name)
                continue
            draft = read_draft("partner", answers, references, schemas)
            record_id = str(draft.value["id"])
            references.announce("partner", record_id, [name])
            drafts[record_id] = NewPartner(draft.value, [item])
    return list(drafts.values())


def _is_new(name: str, references: References) -> bool:
    found = references.of("partner").find(tidy(name))
    return found.id is None and not found.is_shared and not any(one.likeness >= _SLIP for one in found.near)


def _read_answers(item: Item, name: str, place: tuple[int, int], schemas: SchemaSet) -> dict[str, str] | None:
    """Give what a row tells of a new partner; say what is wrong or missing where that is not enough."""
    row = item.place
    try:
        category = read_category(row, place, name, schemas)
    except EntryError as error:
        item.say(error.at(CATEGORY, take_part(row, CATEGORY, place)), row)
        return None
    try:
        country = read_partner_country(row, place, name)
    except EntryError as error:
        item.say(error.at(COUNTRY, take_part(row, COUNTRY, place)), row)
        return None
    if category is None:
        item.say(EntryProblem("partners", name, _NO_CATEGORY, _FILL_CATEGORY, reason="category"), row)
        return None
    if category in _NEEDS_COUNTRY and country is None:
        item.say(EntryProblem("partners", name, _NO_COUNTRY, _FILL_COUNTRY, reason="country"), row)
        return None
    answers = {"name": name, "category": category}
    if country not in (None, HOME_COUNTRY):
        answers |= {"country": str(country), **_move_abroad(category, take_part(row, CATEGORY, place))}
    province = find_province(name) if category == "pemerintah-daerah" else None
    return answers | ({"region_code": province} if province and country in (None, HOME_COUNTRY) else {})


def _move_abroad(category: str, written: str) -> dict[str, str]:
    """Give the category of a partner abroad, whose kind of body at home is kept as it was written."""
    if category in FOREIGN_CATEGORIES:
        return {}
    if category in _ABROAD:
        return {"category": _ABROAD[category]}
    return {"category": _OTHER_ABROAD, "category_as_stated": tidy(written)}


def note_new_partner(name: str) -> EntryProblem:
    """Give what is said of a row whose partner is added."""
    return EntryProblem("partners", name, _NEW, _NONE, weight="note", reason="new-partner")
