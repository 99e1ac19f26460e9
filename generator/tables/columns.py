"""Columns and tables: what an exported table is made of, apart from what any one table holds.

A cell is a text, a whole number, true or false, or None for what the record does not say.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from generator.dates import parse_date
from generator.edition import Edition
from generator.text import Text

Cell: TypeAlias = str | int | bool | None
Cells: TypeAlias = dict[str, Cell]
Row: TypeAlias = tuple[Cell, ...]
"""The cells of a row in the order of the columns."""
Content: TypeAlias = Sequence[Sequence[Cell]]
"""The cells of a table, one column after the other."""

ColumnType: TypeAlias = Literal[
    "text", "edtf", "date", "integer", "rupiah", "days", "boolean", "id", "code", "url"
]
"""What a column's cells are: ``date`` is one certain day, ``code`` a value of a fixed list, ``id`` a name
that another row has or is had by, ``rupiah`` and ``days`` whole numbers of these."""

NUMBERS: frozenset[ColumnType] = frozenset(("integer", "rupiah", "days"))
"""The types whose cells are whole numbers."""

Bound: TypeAlias = Literal["", "earliest", "latest"]


class Field(NamedTuple):
    """The meaning of a column that is a field: the schema, the way to the field in it, and which bound.

    ``schema`` is a record's schema or a shared part; ``agreement`` stands for those of all five types, as
    not every one has every field. ``bound`` says which day of the field's date a column of days holds.
    """

    schema: str
    path: str
    bound: Bound = ""


class Said(NamedTuple):
    """The meaning of a column that is computed, or that says where a row belongs."""

    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in every format, the type of its cells, its meaning, and whether any is empty."""

    name: str
    type: ColumnType
    about: Field | Said
    is_required: bool = False


def said(name: str, kind: ColumnType, title: Text, text: Text, *, required: bool = False) -> Column:
    """Give a column that is no field of a record, with its title and what it means."""
    return Column(name, kind, Said(title, text), required)


class Reference(NamedTuple):
    """A foreign key: columns whose cells, where none is empty, are the key of a row of another table."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


Group: TypeAlias = Literal["agreements", "evaluations", "partners", "government", "mapping", "figures"]
"""What tables are about, in the order in which people are shown them."""


@dataclass(frozen=True)
class Table:
    """A table: its name, what a row is (a catalogue message), its columns, and what fills these.

    Columns are filled one after the other: all cells of one are made alike, and so in half the time of rows.
    ``key`` names the columns that together are different in each row; it is empty where a row is no thing of
    its own.
    """

    name: str
    group: Group
    about: str
    columns: tuple[Column, ...]
    fill: Callable[[Edition], Content]
    """Gives the cells of all columns; nothing at all where there is no row, if it likes."""
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    measure: Callable[[Edition], int] | None = None
    """A shorter way to the number of rows, where there is one."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def read(self, edition: Edition) -> Content:
        """Give the cells of all columns."""
        return self.fill(edition) or ((),) * len(self.columns)

    def rows(self, edition: Edition) -> Iterator[Row]:
        """Give the rows."""
        return zip(*self.read(edition), strict=True)

    def count(self, edition: Edition) -> int:
        """Give the number of rows, which the edition remembers: files and pages tell of it."""
        counts = edition.row_counts
        if self.name not in counts:
            counts[self.name] = self.measure(edition) if self.measure else len(self.read(edition)[0])
        return counts[self.name]


SAMPLE = said(
    "sample",
    "boolean",
    Text("Contoh", "Sample"),
    Text("Benar: seluruh isi register ini rekaan.", "True: everything in this register is invented."),
    required=True,
)
"""The column that every table of a sample has besides."""


def mark_sample(table: Table) -> Table:
    """Give a table that says in each row that it is invented."""

    def fill(edition: Edition) -> Content:
        content = table.read(edition)
        return (*content, (True,) * len(content[0]))

    return replace(table, columns=(*table.columns, SAMPLE), fill=fill)


def list_bounds(column: Column) -> tuple[Column, ...]:
    """Give a column with, behind a date that may be incomplete, the first and the last day it can be."""
    if column.type != "edtf" or not isinstance(column.about, Field):
        return (column,)
    schema, path, _ = column.about
    return (
        column,
        Column(f"{column.name}_earliest", "date", Field(schema, path, "earliest")),
        Column(f"{column.name}_latest", "date", Field(schema, path, "latest")),
    )


@lru_cache(maxsize=65536)
def read_bounds(text: str | None) -> tuple[str | None, str | None, str | None]:
    """Give the cells of a date: as a record writes it, and the first and the last day it can be."""
    if not text:
        return text, None, None
    date = parse_date(text)
    return text, date.earliest.isoformat(), date.latest.isoformat()


def fill_rows(rows: Iterable[Row]) -> Content:
    """Give the cells of rows, one column after the other."""
    return tuple(zip(*rows, strict=True))


def join(texts: Iterable[str]) -> str | None:
    """Give several texts in one cell; None where there is none."""
    return "; ".join(texts) or None
