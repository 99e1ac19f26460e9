"""Tables of lists: one row for each item of a list that records hold, made from a plan of its columns."""

from collections.abc import Callable, Collection, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from generator.edition import Edition
from generator.tables.columns import (
    Column,
    ColumnType,
    Content,
    Field,
    Group,
    Reference,
    Said,
    Table,
    list_bounds,
)
from generator.tables.fields import FieldReader, unfold
from generator.text import Text

POSITION = Said(
    Text("Urutan", "Position"),
    Text("Letak baris ini dalam daftarnya, mulai dari 1.", "Where the row stands in its list, from 1."),
)


class Owner(NamedTuple):
    """What a list belongs to: the column that names it, its table, its schema, and where they all are."""

    column: str
    table: str
    schema: str
    about: Said
    things: Callable[[Edition], Collection[Any]]

    @property
    def id_column(self) -> Column:
        """The column that says to which of them a row belongs."""
        return Column(self.column, "id", self.about, is_required=True)

    @property
    def reference(self) -> Reference:
        """The key of the table that they stand in."""
        return Reference((self.column,), self.table, ("id",))


def _own(title: str, english: str) -> Said:
    return Said(
        Text(title, english),
        Text(f"Pengenal {title.lower()} pada baris ini.", f"Id of the row's {english.lower()}."),
    )


AGREEMENT = Owner(
    "agreement",
    "agreements",
    "agreement",
    _own("Perjanjian", "Agreement"),
    lambda edition: edition.register.agreements.values(),
)
PARTNER = Owner(
    "partner",
    "partners",
    "partner",
    _own("Mitra", "Partner"),
    lambda edition: edition.register.partners.values(),
)
DEPARTMENT = Owner(
    "department",
    "departments",
    "department",
    _own("Perangkat daerah", "Department"),
    lambda edition: edition.register.departments.values(),
)
AFFAIR = Owner(
    "affair",
    "affairs",
    "affair",
    _own("Urusan", "Affair"),
    lambda edition: edition.register.affairs.values(),
)
ENTRY = Owner(
    "entry",
    "mapping",
    "mapping-entry",
    _own("Entri pemetaan", "Mapping entry"),
    attrgetter("register.mapping"),
)


class Item(NamedTuple):
    """A column of a list's table: its name, its type, and its key in the item; empty for the item itself."""

    name: str
    type: ColumnType = "text"
    key: str = ""
    is_required: bool = False


def list_table(  # noqa: PLR0917  what a table is
    name: str,
    group: Group,
    about: str,
    owner: Owner,
    path: str,
    items: Sequence[Item],
    *references: Reference,
    key: str = "position",
) -> Table:
    """Give the table of a list of every owner; ``path`` leads to the list in the owner's record.

    Its rows are named by their owner and the column ``key``.
    """
    columns = [owner.id_column, Column("position", "integer", POSITION, is_required=True)]
    for item in items:
        field = Field(owner.schema, ".".join(filter(None, (path, item.key))))
        columns += list_bounds(Column(item.name, item.type, field, item.is_required))

    def fill(edition: Edition) -> Content:
        things = owner.things(edition)
        lists = FieldReader([thing.value for thing in things]).read(path)
        held = ((thing.id, own) for thing, own in zip(things, lists, strict=True) if own)
        owners, positions, found = unfold(held)
        return (owners, positions, *map(FieldReader(found, path).fill, columns[2:]))

    def measure(edition: Edition) -> int:
        lists = FieldReader([thing.value for thing in owner.things(edition)]).read(path)
        return sum(map(len, filter(None, lists)))

    return Table(
        name,
        group,
        about,
        tuple(columns),
        fill,
        (owner.column, key),
        (owner.reference, *references),
        measure,
    )


def to(column: str, table: str) -> Reference:
    """Give the reference of a column to the id of another table."""
    return Reference((column,), table, ("id",))


SOURCE_ITEMS = (
    Item("source", "id", "id", is_required=True),
    Item("url", "url", "url", is_required=True),
    Item("title", "text", "title"),
    Item("page_date", "edtf", "page_date"),
    Item("page_date_note", "text", "page_date_note"),
    Item("read_on", "edtf", "read_on"),
    Item("note", "text", "note"),
)
"""The columns of sources, whoever names them."""
