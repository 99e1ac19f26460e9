"""What a row says of a partner beside its name: the category and the country, each partner's own."""

from generator.entry.blanks import fold, is_nothing
from generator.entry.countries import find_country, read_list_country
from generator.entry.fields import list_table
from generator.entry.leaves import read_choice
from generator.entry.lists import split_list
from generator.entry.problem import EntryError
from generator.schemas import SchemaSet
from generator.sheets.layout import CATEGORY, COUNTRY
from generator.sheets.tables import DataRow
from generator.text import Text


def find_category(row: DataRow, schemas: SchemaSet) -> str | None:
    """Give the category that a row tells of its partners, where it is one; None where it tells none."""
    parts = split_list(row.texts.get(CATEGORY, ""))
    try:
        found = {_read_category(part, schemas) for part in parts if not is_nothing(part)}
    except EntryError:
        return None
    return found.pop() if len(found) == 1 else None


def read_category(row: DataRow, place: tuple[int, int], name: str, schemas: SchemaSet) -> str | None:
    """Give the category of one of a row's partners, None where the row is silent.

    ``place`` counts the partner, from 0, and all of them. Raises EntryError for what is no category.
    """
    text = take_part(row, CATEGORY, place)
    if fold(text).strip(".") == _PT:
        if fold(name).startswith(_HIGHER_EDUCATION):
            return "perguruan-tinggi"
        raise EntryError("choice", _TWO_THINGS, _SAY_WHICH)
    return None if is_nothing(text) else _read_category(text, schemas)


_PT = "pt"
_HIGHER_EDUCATION = (
    "universitas ",
    "institut ",
    "politeknik ",
    "sekolah tinggi ",
    "akademi ",
    "stie ",
    "stikes ",
)
_TWO_THINGS = Text('"PT" dapat berarti perguruan tinggi atau perseroan terbatas.',
                   '"PT" may mean a university or a limited company.')  # fmt: skip
_SAY_WHICH = Text(
    "Tulis Perguruan tinggi, Badan usaha swasta, Badan usaha milik negara, atau Badan usaha milik daerah.",
    "Write Perguruan tinggi, Badan usaha swasta, Badan usaha milik negara or Badan usaha milik daerah.",
)


def read_partner_country(row: DataRow, place: tuple[int, int], name: str) -> str | None:
    """Give the country of one of a row's partners: from its own column, else from the end of its name.

    Raises EntryError for what is no country.
    """
    text = take_part(row, COUNTRY, place)
    return find_country(name) if is_nothing(text) else read_list_country(text)


def take_part(row: DataRow, key: str, place: tuple[int, int]) -> str:
    """Give what a column says of one of a row's partners; what it says once holds for all of them."""
    index, count = place
    written = row.texts.get(key, "")
    parts = [written] if count == 1 else split_list(written)
    return parts[index] if len(parts) == count else parts[0] if len(parts) == 1 else ""


def _read_category(text: str, schemas: SchemaSet) -> str:
    return str(read_choice(list_table(schemas, "partner").by_key["category"], text))
