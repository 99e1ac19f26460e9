"""The data dictionary: what every column of every table means, from the schemas that the records meet."""

from collections.abc import Iterator
from typing import NamedTuple

from generator import addresses
from generator.edition import Edition
from generator.pages.page import Crumb, Page
from generator.tables.columns import ColumnType, Table
from generator.tables.meanings import Meaning, explain_column
from generator.tables.tables import TABLES

COLUMN_TYPES: dict[ColumnType, str] = {
    "text": "text",
    "edtf": "date that may be incomplete (EDTF)",
    "date": "date (YYYY-MM-DD)",
    "integer": "whole number",
    "rupiah": "whole number, rupiah",
    "days": "whole number, days",
    "boolean": "true or false",
    "id": "id",
    "code": "code",
    "url": "web address",
}
"""What the types of columns are called."""


class Entry(NamedTuple):
    """A column as the dictionary shows it."""

    name: str
    kind: str
    is_required: bool
    meaning: Meaning
    leads_to: str
    """The table that its values are ids of; empty for none."""


def dictionary_page(edition: Edition) -> Page:
    """Give the page of the data dictionary."""
    say = edition.locale.say
    title = say("Data dictionary")
    return Page(
        addresses.DICTIONARY,
        addresses.DATA,
        title,
        say("What every column of every table means: its type, its unit and its codes."),
        "dictionary.html",
        (Crumb(say("Open data"), addresses.DATA), Crumb(title)),
        {"tables": TABLES, "entries": lambda table: list(_iterate_entries(table, edition))},
    )


def _iterate_entries(table: Table, edition: Edition) -> Iterator[Entry]:
    """Give the columns of a table, told when the page is rendered."""
    places = {one.columns[0]: one.table for one in table.references if len(one.columns) == 1}
    for column in table.columns:
        yield Entry(
            column.name,
            edition.locale.say(COLUMN_TYPES[column.type]),
            column.is_required or column.name in table.key,
            explain_column(column, edition.locale),
            places.get(column.name, ""),
        )
