"""The register as one SQLite file: typed tables with keys, views to begin with, and what everything means.

The same register makes the same bytes: the file is put together in a fixed order, and the one place that
names the version of SQLite is filled with a fixed one.
"""

import errno
import itertools
import operator
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from generator.document_head import list_facts
from generator.edition import Edition
from generator.exports.views import VIEWS
from generator.locale import Locale
from generator.tables.columns import NUMBERS, Cell, Column, Content, Table
from generator.tables.meanings import explain_column

_APPLICATION_ID = 0x524B5344
"""What tells programs whose file it is (PRAGMA application_id): "RKSD"."""
_SCHEMA_VERSION = 1
_VERSION_PLACE = slice(96, 100)
_VERSION = (3_040_000).to_bytes(4, "big")
"""Which SQLite wrote the file last: the header's field is set to the oldest that the program knows."""
_STRETCH = 1 << 20
_INTEGERS = {*NUMBERS, "boolean"}

_CELLS_AT_ONCE = 400
"""How many cells are handed over at once: with more, a statement gains no more."""

# Python's module looks for a way to adapt each cell that is neither a text nor a number, and words an error
# where it finds none: that took a third of all the time that tables need.
sqlite3.register_adapter(type(None), dict[None, str]().get)
sqlite3.register_adapter(bool, int)


class Database:
    """A database that takes table after table; it grows on the disk, below ``folder``, until it is read.

    Whatever is asked of it raises OSError where the disk is full or fails.
    """

    def __init__(self, edition: Edition, folder: Path) -> None:
        self._edition = edition
        self._folder = tempfile.TemporaryDirectory(prefix=".", dir=folder)
        self._file = Path(self._folder.name, "registri.sqlite")
        self._connection = sqlite3.connect(self._file, isolation_level=None)
        self._tables: list[Table] = []
        for setting in (
            # On larger pages than the usual ones fewer of the long rows reach beyond theirs.
            "page_size = 8192",
            "encoding = 'UTF-8'",
            "journal_mode = OFF",
            "synchronous = OFF",
            "locking_mode = EXCLUSIVE",
            "foreign_keys = OFF",
            f"application_id = {_APPLICATION_ID}",
            f"user_version = {_SCHEMA_VERSION}",
        ):
            self._execute(f"PRAGMA {setting}")
        self._execute("BEGIN")

    def add(self, table: Table, content: Content) -> None:
        """Take a table with its cells."""
        self._tables.append(table)
        self._execute(_declare(table))
        # The first column is the first part of the key, if there is one, and always handed over.
        places = ["?", *map(_find_place, content[1:])]
        told = (cells for cells, place in zip(content, places, strict=True) if place == "?")
        rows = list(zip(*told, strict=True))
        if table.key:
            # In the order in which the file keeps them, so that each goes to its end; what has the same
            # first part of a key comes in order already.
            rows.sort(key=operator.itemgetter(0))
        self._insert(table.name, places, rows)

    def iterate_file(self) -> Iterator[bytes]:
        """Give the file a stretch at a time, with its definitions, indexes and views.

        Nothing can be added afterwards.
        """
        self._define()
        for table in self._tables:
            for statement in _index(table):
                self._execute(statement)
        for name, query in VIEWS.items():
            self._execute(f"CREATE VIEW {name} AS {query}")
        self._execute("COMMIT")
        self._connection.close()
        with self._folder, self._file.open("rb") as file:
            yield file.read(_VERSION_PLACE.start)
            yield _VERSION
            file.seek(_VERSION_PLACE.stop)
            while stretch := file.read(_STRETCH):
                yield stretch

    def _execute(self, statement: str) -> None:
        with _disk():
            self._connection.execute(statement)

    def _insert(self, name: str, places: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Insert rows that hold what the question marks among a row's ``places`` stand for."""
        # Several rows at once take three quarters of the time; those that are left over, one by one.
        width = places.count("?")
        at_once = max(1, _CELLS_AT_ONCE // width)
        whole = len(rows) // at_once * at_once
        for some, number in ((rows[:whole], at_once), (rows[whole:], 1)):
            values = ",".join([f"({','.join(places)})"] * number)
            cells = [itertools.chain.from_iterable(some)] * (width * number)
            # The names are the program's own.
            statement = f"INSERT INTO {_quote(name)} VALUES {values}"  # noqa: S608
            with _disk():
                self._connection.executemany(statement, zip(*cells, strict=True))

    def _define(self) -> None:
        """Write what the register is, what the columns mean, and what the codes are called."""
        for statement in (_ABOUT, _TABLES, _DEFINITIONS, _CODES):
            self._execute(statement)
        schemas = self._edition.locale.schemas
        locales = (Locale("id", schemas), Locale("en", schemas))
        self._insert("about", "??", [*list_facts(self._edition).items()])
        self._insert("tables", "???", [
            (table.name, *(locale.say(table.about) for locale in locales)) for table in self._tables
        ])  # fmt: skip
        columns = [(table, column) for table in self._tables for column in table.columns]
        self._insert("definitions", "?" * 7, [
            (table.name, column.name, column.type, *_explain(column, locales)) for table, column in columns
        ])  # fmt: skip
        self._insert("codes", "?" * 5, [
            (table.name, column.name, *choice)
            for table, column in columns
            for choice in _name_codes(column, locales)
        ])  # fmt: skip


@contextmanager
def _disk() -> Iterator[None]:
    """Raise as OSError what SQLite can't do for want of a disk."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & _KIND not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise
        number = errno.ENOSPC if error.sqlite_errorcode & _KIND == sqlite3.SQLITE_FULL else errno.EIO
        raise OSError(number, os.strerror(number)) from error


_KIND = 0xFF
"""The part of an error's number that says its kind."""
_ABOUT = "CREATE TABLE about (key TEXT NOT NULL PRIMARY KEY, value TEXT) WITHOUT ROWID"
_TABLES = """CREATE TABLE tables (
  "table" TEXT NOT NULL PRIMARY KEY, about_id TEXT NOT NULL, about_en TEXT NOT NULL) WITHOUT ROWID"""
_DEFINITIONS = """CREATE TABLE definitions (
  "table" TEXT NOT NULL REFERENCES tables ("table"), "column" TEXT NOT NULL, type TEXT NOT NULL,
  title_id TEXT NOT NULL, about_id TEXT NOT NULL, title_en TEXT NOT NULL, about_en TEXT NOT NULL,
  PRIMARY KEY ("table", "column")) WITHOUT ROWID"""
_CODES = """CREATE TABLE codes (
  "table" TEXT NOT NULL, "column" TEXT NOT NULL, code TEXT NOT NULL,
  name_id TEXT NOT NULL, name_en TEXT NOT NULL, PRIMARY KEY ("table", "column", code),
  FOREIGN KEY ("table", "column") REFERENCES definitions ("table", "column")) WITHOUT ROWID"""


def _find_place(cells: Sequence[Cell]) -> str:
    """Give how a row has its cell of a column: as handed over, or the same in all rows, where it is no text.

    Nothing at all, and true or false, cost more to hand over than other cells.
    """
    first = cells[0] if cells else "?"
    if not (first is None or isinstance(first, bool)) or cells.count(first) < len(cells):
        return "?"
    return "NULL" if first is None else str(int(first))


def _declare(table: Table) -> str:
    parts = [
        f"{_quote(column.name)} {'INTEGER' if column.type in _INTEGERS else 'TEXT'}"
        f"{' NOT NULL' if column.is_required else ''}"
        for column in table.columns
    ]
    if table.key:
        parts.append(f"PRIMARY KEY ({_list(table.key)})")
    parts += [
        f"FOREIGN KEY ({_list(columns)}) REFERENCES {_quote(other)} ({_list(key)})"
        for columns, other, key in table.references
    ]
    return f"CREATE TABLE {_quote(table.name)} ({', '.join(parts)}){' WITHOUT ROWID' if table.key else ''}"


_ALSO_SOUGHT = {"agreements": ("type", "status", "signed_year", "evaluation_state")}


def _index(table: Table) -> Iterator[str]:
    """Give the indexes of what a table refers to, and of what is asked for most."""
    sought: list[tuple[str, ...]] = []
    for reference in table.references:
        known = (table.key, *sought)
        if all(columns[:1] != reference.columns[:1] for columns in known):
            sought.append(reference.columns)
    sought += [(name,) for name in _ALSO_SOUGHT.get(table.name, ())]
    for columns in sought:
        name = "_".join(("by", table.name, *columns))
        yield f"CREATE INDEX {_quote(name)} ON {_quote(table.name)} ({_list(columns)})"


def _explain(column: Column, locales: Iterable[Locale]) -> Iterator[str]:
    for locale in locales:
        meaning = explain_column(column, locale)
        yield meaning.title
        yield meaning.text


def _name_codes(column: Column, locales: Sequence[Locale]) -> Iterator[tuple[str, ...]]:
    first, *others = (explain_column(column, locale).choices for locale in locales)
    for (code, name), *rest in zip(first, *others, strict=True):
        yield code, name, *(other for _, other in rest)


def _quote(name: str) -> str:
    return f'"{name}"'


def _list(names: Iterable[str]) -> str:
    return ", ".join(map(_quote, names))
