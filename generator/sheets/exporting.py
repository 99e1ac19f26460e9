"""A register's records as the rows of tables that are read back as the same records."""

from collections.abc import Iterable, Mapping, Sequence

from generator.entry.names import References
from generator.records import AGREEMENT_TYPES, Record
from generator.schemas import SchemaSet
from generator.sheets.layout import EVALUATION, ROW, SheetLayout, list_layouts
from generator.sheets.records import Texts, write_rows
from generator.sheets.separated import write_separated
from generator.text import Language


def select_records(records: Iterable[Record], kind: str) -> list[Record]:
    """Give the records that an export of a kind holds, in the order of their ids."""
    if kind == EVALUATION:
        return [one for one in _sort(records) if one.kind == "agreement" and one.value.get("evaluations")]
    if kind in AGREEMENT_TYPES:
        return [one for one in _sort(records) if one.kind == "agreement" and one.value["type"] == kind]
    return [one for one in _sort(records) if one.kind == kind]


def _sort(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda one: (one.place.group, one.id))


def write_all(
    kind: str, records: Sequence[Record], references: References, schemas: SchemaSet
) -> dict[str, list[Texts]]:
    """Give the rows of all records by group."""
    rows: dict[str, list[Texts]] = {layout.group: [] for layout in list_layouts(schemas, kind)}
    for record in records:
        for group, found in write_rows(kind, record.value, references, schemas).items():
            rows[group] += found
    for number, texts in enumerate(rows[""], 1):
        texts[ROW] = str(number)
    return rows


def render_separated(layout: SheetLayout, rows: Iterable[Mapping[str, str]], language: Language) -> bytes:
    """Give a sheet as separated text, with its headings."""
    head = [one.title.render(language) for one in layout.columns]
    return write_separated([head, *([texts.get(one.key, "") for one in layout.columns] for texts in rows)])
