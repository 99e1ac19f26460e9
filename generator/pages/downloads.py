"""The page of open data: which file is for whom, how large it is, what is in it, and how to name it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator import addresses
from generator.edition import Edition
from generator.pages.citation import Citer
from generator.pages.page import Crumb, Page
from generator.tables.columns import Group
from generator.tables.tables import Export, list_exports

Sizes = Mapping[str, int]
"""The sizes of files in bytes, by their addresses."""

GROUPS: dict[Group, str] = {
    "agreements": "Agreements",
    "evaluations": "Evaluations",
    "partners": "Partners",
    "government": "Departments and affairs",
    "mapping": "Mapping of needs",
    "figures": "Figures",
}
"""What tables are about, as headings (catalogue messages)."""


class File(NamedTuple):
    """A file: what it is called, where it is, and its size where that is known."""

    name: str
    address: str
    size: int | None


class Offer(NamedTuple):
    """A file for some kind of reader: a heading, for whom it is, and the file."""

    heading: str
    about: str
    file: File


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table with its file."""

    export: Export
    file: File

    @property
    def about(self) -> str:
        """What a row is (a catalogue message)."""
        return self.export.table.about

    @property
    def name(self) -> str:
        """The table's name."""
        return self.export.table.name


class TableGroup(NamedTuple):
    """The tables about one thing."""

    heading: str
    tables: list[TableFile]


OFFERS = (
    (
        "For a spreadsheet",
        "Excel, LibreOffice, Google Sheets: a sheet a table, with filters, dates, and what columns mean.",
        "XLSX",
        addresses.WORKBOOK,
    ),
    (
        "For a database",
        "SQLite, for Datasette, DB Browser or a program: tables with types, keys and ready views.",
        "SQLite",
        addresses.DATABASE,
    ),
    (
        "For a program",
        "Every record whole, one JSON object on a line, with its computed status.",
        "JSON Lines",
        addresses.RECORD_LINES,
    ),
    (
        "Everything at once",
        "All tables as CSV, the records, the workbook and the database in one archive.",
        "ZIP",
        addresses.ARCHIVE,
    ),
    (
        "To read without a connection",
        "This whole site as files: unpack it and open index.html.",
        "ZIP",
        addresses.OFFLINE_COPY,
    ),
)
"""The files that most want: heading, for whom (catalogue messages), kind and address."""


def iterate_download_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of open data, before any file has a size."""
    yield make_download_page(edition, {})


def measure_files(site: Path, names: Iterable[str]) -> dict[str, int]:
    """Give the sizes of those of a site's files that are there and stand among its data."""
    found = {name: site / name for name in names if name.startswith(addresses.DATA)}
    return {name: path.stat().st_size for name, path in found.items() if path.is_file()}


def make_download_page(edition: Edition, sizes: Sizes, *, offline_copy: bool = False) -> Page:
    """Give the page of open data; ``offline_copy`` says whether the site carries one.

    The copy holds this page, so its own size can't stand on it.
    """
    say = edition.locale.say
    title = say("Open data")
    return Page(
        addresses.DATA,
        addresses.DATA,
        title,
        say("All records as tables and JSON, free to use."),
        "data.html",
        (Crumb(title),),
        {
            "offers": [
                Offer(say(heading), say(about), _find_file(name, address, sizes))
                for heading, about, name, address in OFFERS
                if address != addresses.OFFLINE_COPY or offline_copy
            ],
            "groups": list(_group_tables(edition, sizes)),
            "citation": Citer(edition).cite_all(),
        },
    )


def _group_tables(edition: Edition, sizes: Sizes) -> Iterator[TableGroup]:
    exports = list_exports(edition)
    for group, heading in GROUPS.items():
        tables = [
            TableFile(export, _find_file("CSV", addresses.data_table_address(export.table.name), sizes))
            for export in exports
            if export.table.group == group
        ]
        yield TableGroup(edition.locale.say(heading), tables)


def _find_file(name: str, address: str, sizes: Sizes) -> File:
    return File(name, address, sizes.get(address))
