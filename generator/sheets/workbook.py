"""The sheets of the files to import, each told apart: which kind of records or which group its rows hold."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from generator.entry.fields import Field, Table
from generator.entry.headings import fold_heading, guess_fields
from generator.entry.problem import fill
from generator.records import AGREEMENT_TYPES
from generator.schemas import SchemaSet
from generator.sheets.book import CHOICES, LISTS
from generator.sheets.grid import Grid
from generator.sheets.guide import NAME
from generator.sheets.headrows import Head, find_head
from generator.sheets.layout import (
    CATEGORY,
    COUNTRY,
    EVALUATION,
    KINDS,
    TYPE,
    SheetLayout,
    headings_of,
    list_layouts,
)
from generator.sheets.remarks import Remark, remark_on
from generator.sheets.tables import DataRow, read_rows
from generator.sheets.typewords import list_types, read_type
from generator.text import Text

MIXED = "mixed"
"""Agreements whose type stands in a column of their own, or in the rows that head parts of the table."""

_TYPE_FIELD = Field(TYPE, Text("Jenis kerja sama", "Cooperation type"), Text("", ""), "text")
_CATEGORY_FIELD = Field(
    CATEGORY, Text("Kategori mitra", "Partner category"), Text("", ""), "text", is_list=True
)
_COUNTRY_FIELD = Field(COUNTRY, Text("Negara mitra", "Partner country"), Text("", ""), "text", is_list=True)
_KIND_WORDS: dict[str, str] = {
    **dict(zip(AGREEMENT_TYPES, AGREEMENT_TYPES, strict=True)),
    "synergy": "sinergi", "pemetaan": "mapping-entry",
    "mapping": "mapping-entry", "evaluasi": EVALUATION, "evaluations": EVALUATION, "mitra": "partner",
    "partners": "partner",
}  # fmt: skip

_NO_HEAD = Text("Baris judul kolom tidak ditemukan, jadi lembar ini tidak dibaca.",
                "No row of headings was found, so this sheet was not read.")  # fmt: skip
_HEAD_HELP = Text("Tulis judul kolom seperti pada templat: registri import --template.",
                  "Write the headings as in the template: registri import --template.")  # fmt: skip
_NO_KIND = Text("Jenis catatan pada lembar ini tidak diketahui.",
                "It is not known what records this sheet holds.")  # fmt: skip
_KIND_HELP = Text(
    "Tambahkan --type, misalnya --type ksdd, kolom “Jenis kerja sama”, atau baris pembagi seperti “A. KSDD”.",
    "Add --type, such as --type ksdd, or a column “Jenis kerja sama”, or rows between such as “A. KSDD”.",
)
_HIDDEN = Text("Lembar ini tersembunyi dan tidak dibaca.", "This sheet is hidden and was not read.")
_HIDDEN_ROWS = Text("{count} baris yang tersembunyi ikut dibaca.", "{count} hidden rows were read too.")
_COLUMN = Text("Kolom ini tidak dikenal dan tidak dibaca.", "This column is not known and was not read.")
_PERHAPS = Text("Mungkin maksudnya {titles}.", "Perhaps {titles} is meant.")
_NO_NEAR = Text("Bila isinya perlu, beri judul seperti pada templat.",
                "If it is needed, give it a heading as in the template.")  # fmt: skip
_DOUBLED = Text("Kolom ini sama artinya dengan kolom lain dan tidak dibaca.",
                "This column means the same as another and was not read.")  # fmt: skip
_RENAME = Text("Beri judul lain, atau hapus salah satunya.", "Give it another heading, or delete one.")


@dataclass(slots=True)
class SheetTable:
    """One sheet's rows: the kind of records (or ``mixed``) and the group that they are items of."""

    grid: Grid
    kind: str
    group: str
    head: Head
    rows: list[DataRow] = field(default_factory=list)


def read_tables(
    grids: Sequence[Grid], schemas: SchemaSet, default: str | None
) -> tuple[list[SheetTable], list[Remark]]:
    """Give the tables of all files, and what is to be said of sheets and columns.

    ``default`` is the kind of sheets whose name does not tell it.
    """
    tables: list[SheetTable] = []
    remarks: list[Remark] = []
    mains: dict[str, list[str]] = defaultdict(list)
    # The main sheets come first: they tell whose the groups of the same file are.
    for grid in sorted(grids, key=lambda one: _find_group(one, schemas, ()) is not None):
        if _is_aside(grid) or not grid.rows:
            continue
        if grid.is_hidden:
            remarks.append(remark_on(grid, None, None, _HIDDEN, weight="note", reason="hidden"))
            continue
        table = _read_table(grid, schemas, default, mains[grid.file], remarks)
        if table is not None:
            tables.append(table)
            mains[grid.file] += [] if table.group else [table.kind]
    return tables, remarks


def _is_aside(grid: Grid) -> bool:
    """Whether a sheet is one of those that stand beside the table in a template."""
    name = fold_heading(grid.name)
    aside = [NAME, CHOICES, *LISTS.values()]
    return any(name in (fold_heading(text.id), fold_heading(text.en)) for text in aside)


def _read_table(
    grid: Grid, schemas: SchemaSet, default: str | None, mains: Sequence[str], remarks: list[Remark]
) -> SheetTable | None:
    found = _find_group(grid, schemas, mains)
    kind, group = found or (_find_kind(grid) or default or "", "")
    if kind == EVALUATION:
        kind, group = "ksdd", "evaluations"
    layout = _find_layout(schemas, kind or "ksdpk", group)
    table = headings_of(layout) if group else _widen(headings_of(layout))
    head = find_head(grid, table)
    if head is None:
        remarks.append(remark_on(grid, None, None, _NO_HEAD, _HEAD_HELP, weight="note", reason="no-head"))
        return None
    if (
        not group
        and head.column_of(TYPE) is not None
        and (not kind or kind in AGREEMENT_TYPES)
        and not _find_kind(grid)
    ):
        kind = MIXED
    rows, said = read_rows(grid, head, table)
    if not kind:
        # A name such as "Kerja Sama Luar Negeri" leaves open which of two types a row is of.
        for row in rows:
            row.section = row.section or (grid.name if list_types(grid.name) else "")
        kind = MIXED if any(row.section for row in rows) else ""
    if not kind:
        remarks.append(remark_on(grid, None, None, _NO_KIND, _KIND_HELP, reason="no-kind"))
        return None
    remarks += [*_tell_columns(grid, head, table), *said]
    return SheetTable(grid, kind, group, head, rows)


@lru_cache(maxsize=32)
def _widen(table: Table) -> Table:
    """Give a table that also knows columns which are no fields of a record."""
    if "partners" not in table.by_key:
        return table
    return replace(table, fields=(*table.fields, _TYPE_FIELD, _CATEGORY_FIELD, _COUNTRY_FIELD))


def _find_layout(schemas: SchemaSet, kind: str, group: str) -> SheetLayout:
    return next(layout for layout in list_layouts(schemas, kind) if layout.group == group)


def _find_kind(grid: Grid) -> str | None:
    """Give the kind that a sheet's name tells, or its file's."""
    for name in (grid.name, re.sub(r"^.*[/\\]|\.[^.]*$", "", grid.file)):
        wanted = fold_heading(name)
        for kind, title in KINDS.items():
            if wanted in (fold_heading(title.id), fold_heading(title.en), fold_heading(kind)):
                return kind
        told = [_KIND_WORDS[word] for word in wanted.split() if word in _KIND_WORDS]
        if len(set(told)) == 1:
            return told[0]
        type_ = read_type(name)
        if type_ is not None:
            return type_
    return None


def _find_group(grid: Grid, schemas: SchemaSet, mains: Sequence[str]) -> tuple[str, str] | None:
    """Give the kind and group of a sheet that is named as a repeating group is."""
    name = fold_heading(grid.name)
    order = [*_list_told(name), *mains, "ksdpk", "partner", "mapping-entry", "official-total"]
    for kind in dict.fromkeys("ksdpk" if one == MIXED else one for one in order):
        found = [
            (len(title), layout.group)
            for layout in list_layouts(schemas, kind)
            for title in (fold_heading(layout.name.id), fold_heading(layout.name.en))
            # A sheet saved as a file of its own bears the name of the main one before its own.
            if layout.group and (name == title or name.endswith(f" {title}"))
        ]
        if found:
            return kind, max(found)[1]
    return None


def _list_told(name: str) -> list[str]:
    """Give the kinds that a sheet's name begins with, as one saved as a file of its own does."""
    return [
        kind
        for kind, title in KINDS.items()
        if kind != EVALUATION and name.startswith((f"{fold_heading(title.id)} ", f"{fold_heading(kind)} "))
    ]


def _tell_columns(grid: Grid, head: Head, table: Table) -> Iterator[Remark]:
    if grid.hidden_rows:
        wrong = fill(_HIDDEN_ROWS, count=str(grid.hidden_rows))
        yield remark_on(grid, None, None, wrong, weight="note", reason="hidden")
    for column, heading in head.unknown.items():
        if not any(grid.cell(row, column).text.strip() for row in range(head.first_data_row, len(grid.rows))):
            continue
        near = guess_fields(table, heading)
        titles = Text(
            ", ".join(f'"{one.title.id}"' for one in near), ", ".join(f'"{one.title.en}"' for one in near)
        )
        instead = fill(_PERHAPS, titles=titles) if near else _NO_NEAR
        yield remark_on(
            grid, head.row, column, _COLUMN, instead, heading=heading, weight="note", reason="column"
        )
    for column in head.doubled:
        heading = head.headings[column]
        yield remark_on(
            grid, head.row, column, _DOUBLED, _RENAME, heading=heading, weight="note", reason="column"
        )
