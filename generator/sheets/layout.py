"""Which sheets and columns a kind of records is written in: one table, and a sheet for each repeating group.

A row of the main sheet is a record. A row of another sheet belongs to the record that its first column
names, and to the item of the group above it that its second column counts.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from generator.entry.fields import Field, Table, list_table
from generator.entry.headings import fold_heading
from generator.records import AGREEMENT_TYPES
from generator.schemas import SchemaSet
from generator.text import Text

OWNER = "@record"
"""The key of the column that names the record of a group's row."""
ITEM = "@item"
"""The key of the column that counts the item of the outer group."""
ROW = "@row"
"""The key of the column of mere row numbers."""
TYPE = "@type"
"""The key of the column that names an agreement's type, in tables that mix them."""
CATEGORY = "@category"
"""The key of the column that names the category of partners not yet known."""

COUNTRY = "@country"
"""The key of the column that names the country of partners not yet known."""

EVALUATION = "evaluation"
"""A sheet of evaluations alone, of agreements that are in the register."""

KINDS: dict[str, Text] = {
    "ksdd": Text("KSDD", "KSDD"),
    "ksdpk": Text("KSDPK", "KSDPK"),
    "ksdpl": Text("KSDPL", "KSDPL"),
    "ksdll": Text("KSDLL", "KSDLL"),
    "sinergi": Text("Sinergi", "Synergy"),
    "partner": Text("Mitra", "Partners"),
    "department": Text("Perangkat daerah", "Departments"),
    "affair": Text("Urusan", "Affairs"),
    "mapping-entry": Text("Pemetaan", "Mapping"),
    "official-total": Text("Angka resmi", "Official totals"),
    EVALUATION: Text("Evaluasi", "Evaluations"),
}
"""What can be imported and exported, each with the name of its main sheet."""
_OTHER_NAMES = {
    "partners": "partner", "departments": "department", "affairs": "affair", "mapping": "mapping-entry",
    "totals": "official-total", "opd": "department", "evaluations": EVALUATION, "synergy": "sinergi",
}  # fmt: skip
_GROUP_NAMES: dict[str, Text] = {
    "parties": Text("Pihak", "Parties"),
    "parties.signatories": Text("Penanda tangan", "Signatories"),
    "unnamed_parties": Text("Pihak tanpa nama", "Unnamed parties"),
    "unnamed_parties.signatories": Text("Penanda tangan tanpa nama", "Unnamed signatories"),
    "departments": Text("Peran perangkat daerah", "Department roles"),
    "signing.conflicts": Text("Tanggal bertentangan", "Conflicting dates"),
    "withheld": Text("Dikecualikan", "Withheld"),
    "unknown": Text("Belum diketahui", "Not known"),
    "reported_results": Text("Hasil diberitakan", "Reported results"),
}  # fmt: skip
_CORE = (
    "title", "document.kind", "partners", "own_number", "partner_numbers", "signing.date", "signing.place",
    "term.start", "term.end", "term.duration", "subject", "affairs", "lead_department", "other_departments",
    "purpose", "object", "scope", "value.total", "value.funding_source", "own_office", "own_name",
    "partner_offices", "partner_names", "not_known", "notes", "source_urls", "source_titles", "source_dates",
    "id",
)  # fmt: skip
"""What nearly every agreement has; the other columns of its sheet follow, folded away."""

_OWNER_TITLE = Text("Perjanjian", "Agreement id")
_RECORD_TITLE = Text("Pengenal induk", "Record id")
_OWNER_ABOUT = Text("Pengenal, judul, atau nomor catatan yang baris ini termasuk di dalamnya.",
                    "Id, title or number of the record that this row belongs to.")  # fmt: skip
_ITEM_TITLE = Text("{group} ke-", "Number in {group}")
_ITEM_ABOUT = Text("Urutannya pada lembar {group} untuk catatan yang sama: 1, 2, 3, …",
                   "Its place among the record's rows in the sheet {group}: 1, 2, 3, …")  # fmt: skip
_ROW_TITLE = Text("No.", "No.")
_ROW_ABOUT = Text("Nomor urut; boleh kosong.", "Number of the row; may stay empty.")


@dataclass(frozen=True, eq=False)
class SheetLayout:
    """One sheet: which kind and group it holds, its name, its columns; the ``folded`` ones come last."""

    kind: str
    table: Table
    name: Text
    columns: tuple[Field, ...]
    folded: int = 0

    @property
    def group(self) -> str:
        """The repeating group that the rows are items of; empty for the main sheet."""
        return "" if self.kind == EVALUATION and self.table.key == "evaluations" else self.table.key


def find_kind(word: str) -> str | None:
    """Give the kind that a word on the command line means."""
    wanted = fold_heading(word)
    for kind, name in KINDS.items():
        if wanted in (fold_heading(kind), fold_heading(name.id), fold_heading(name.en)):
            return kind
    return _OTHER_NAMES.get(wanted)


def schema_name(kind: str) -> str:
    """Give the name of the schema that a kind's records meet."""
    if kind == EVALUATION:
        return "agreement-ksdd"
    return f"agreement-{kind}" if kind in AGREEMENT_TYPES else kind


@lru_cache(maxsize=64)
def list_layouts(schemas: SchemaSet, kind: str) -> tuple[SheetLayout, ...]:
    """Give the sheets of a kind: the main one, then one for each repeating group, outer ones first."""
    top = list_table(schemas, schema_name(kind))
    if kind == EVALUATION:
        top = next(table for table in top.tables if table.key == "evaluations")
    layouts = [_main_layout(kind, top)]
    layouts += [_group_layout(kind, top, table) for table in top.iterate() if table is not top]
    return tuple(layouts)


def _main_layout(kind: str, table: Table) -> SheetLayout:
    row = Field(ROW, _ROW_TITLE, _ROW_ABOUT, "text")
    if kind == EVALUATION:
        return SheetLayout(kind, table, KINDS[kind], (row, _owner(kind), *table.fields))
    if kind in AGREEMENT_TYPES:
        core = [table.by_key[key] for key in _CORE if key in table.by_key]
        rest = [one for one in table.fields if one not in core]
        return SheetLayout(kind, table, KINDS[kind], (row, *core, *rest), len(rest))
    # The id last: most clerks leave it to the program.
    own = [one for one in table.fields if one.key == "id"]
    return SheetLayout(
        kind, table, KINDS[kind], (row, *(one for one in table.fields if one not in own), *own)
    )


def _group_layout(kind: str, top: Table, table: Table) -> SheetLayout:
    columns = [_owner(kind)]
    outer = next((one for one in top.iterate() if table in one.tables), top)
    if outer is not top or kind == EVALUATION:
        name = group_name(outer)
        title = Text(_ITEM_TITLE.id.format(group=name.id), _ITEM_TITLE.en.format(group=name.en))
        about = Text(_ITEM_ABOUT.id.format(group=name.id), _ITEM_ABOUT.en.format(group=name.en))
        columns.append(Field(ITEM, title, about, "number"))
    return SheetLayout(kind, table, group_name(table), (*columns, *table.fields))


def _owner(kind: str) -> Field:
    is_agreement = kind in AGREEMENT_TYPES or kind == EVALUATION
    title = _OWNER_TITLE if is_agreement else _RECORD_TITLE
    return Field(OWNER, title, _OWNER_ABOUT, "text", is_required=True)


def group_name(table: Table) -> Text:
    """Give the name of the sheet of a repeating group."""
    return _GROUP_NAMES.get(table.key, table.title)


def headings_of(layout: SheetLayout) -> Table:
    """Give a table of all columns of a sheet, as ``headings.find_field`` takes it."""
    return _headings_of(layout)


@lru_cache(maxsize=256)
def _headings_of(layout: SheetLayout) -> Table:
    return replace(layout.table, fields=layout.columns, tables=())
