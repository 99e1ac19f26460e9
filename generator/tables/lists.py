"""Tables of lists: one row for each item of a list that records hold, made from a plan of its columns."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from generator.edition import Edition
from generator.tables.columns import (
    Column,
    ColumnType,
    Field,
    Group,
    Reference,
    Row,
    Said,
    Table,
    get,
    list_bounds,
    read_bounds,
)
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
    things: Callable[[Edition], Iterable[Any]]

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
    """A column of a list's table: its name, its type, and its key inside the item.

    An empty key means the item itself; a list of texts is joined.
    """

    name: str
    type: ColumnType = "text"
    key: str = ""
    is_required: bool = False


_TEXT_LISTS = frozenset(("sources", "aliases"))
"""The keys of items that hold several texts."""

_Place: TypeAlias = tuple[Any, int, Any]


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
        column = Column(item.name, item.type, field, item.is_required)
        columns += list_bounds(column)
    way = tuple(path.split("."))

    def find(edition: Edition) -> Iterator[_Place]:
        for thing in owner.things(edition):
            found = thing.value.get(way[0]) if len(way) == 1 else get(thing.value, *way)
            if found:
                for position, value in enumerate(found, 1):
                    yield thing, position, value

    def measure(edition: Edition) -> int:
        if len(way) == 1:
            (name_of_list,) = way
            return sum([len(thing.value.get(name_of_list, ())) for thing in owner.things(edition)])
        return sum(len(get(thing.value, *way) or ()) for thing in owner.things(edition))

    make_row = _plan_row(items)
    return Table(
        name,
        group,
        about,
        tuple(columns),
        find,
        make_row,
        (owner.column, key),
        (owner.reference, *references),
        measure,
    )


def _plan_row(items: Sequence[Item]) -> Callable[[_Place, Edition], Row]:
    """Give what makes a row of an item of a list."""
    keys = tuple(item.key for item in items)
    # From the last to the first: each takes more room than before.
    dates = [number + 2 for number, item in enumerate(items) if item.type == "edtf"][::-1]

    # Where lists of texts stand in the end, behind the two further cells of each date.
    widths = [3 if item.type == "edtf" else 1 for item in items]
    joined = [2 + sum(widths[:number]) for number, key in enumerate(keys) if key in _TEXT_LISTS]

    def make_row(place: _Place, _: Edition) -> Row:
        thing, position, value = place
        row: list[Any] = [thing.id, position, *map(value.get, keys)]
        for number in dates:
            row[number : number + 1] = read_bounds(row[number])
        return tuple(row)

    def make_joined_row(place: _Place, edition: Edition) -> Row:
        row: list[Any] = list(make_row(place, edition))
        for number in joined:
            if row[number]:
                row[number] = "; ".join(row[number])
        return tuple(row)

    def make_short_row(place: _Place, _: Edition) -> Row:
        thing, position, value = place
        return thing.id, position, value

    if keys == ("",):
        return make_short_row
    return make_joined_row if joined else make_row


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
