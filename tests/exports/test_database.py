"""The database: whole, the same each time, and open to Datasette as it is."""

import asyncio
import resource
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from builtsite import BuiltSite
from datasette.app import Datasette  # type: ignore[import-untyped]
from registers import AS_OF, BASE, SCHEMAS, check

from generator.edition import Edition, make_edition
from generator.exports.database import Database
from generator.exports.views import VIEWS
from generator.git.history import NO_HISTORY
from generator.locale import Locale
from generator.register.register import build_register
from generator.tables.tables import TABLES, list_tables


@pytest.fixture(scope="module")
def edition() -> Edition:
    register = build_register(check(BASE).records, AS_OF)
    return make_edition(register, NO_HISTORY, Locale("id", SCHEMAS))


def render(edition: Edition, folder: Path) -> bytes:
    database = Database(edition, folder)
    for table in list_tables(edition):
        database.add(table, table.read(edition))
    return b"".join(database.iterate_file())


@pytest.fixture(scope="module")
def file(built: BuiltSite) -> Path:
    return built.folder / "data" / "registri.sqlite"


def ask(file: Path, query: str) -> list[Any]:
    with sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True) as connection:
        return connection.execute(query).fetchall()


def test_nothing_in_it_is_broken(file: Path) -> None:
    assert ask(file, "PRAGMA foreign_key_check") == []
    assert ask(file, "PRAGMA integrity_check") == [("ok",)]
    assert ask(file, "PRAGMA encoding") == [("UTF-8",)]
    keys = sum(len(ask(file, f"PRAGMA foreign_key_list({table.name})")) for table in TABLES)
    assert keys > len(TABLES)


def test_a_broken_reference_would_be_found(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(file.read_bytes())
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE parties SET partner = 'tidak-ada' WHERE position = 1")
    assert ask(copy, "PRAGMA foreign_key_check") != []


def test_the_same_register_makes_the_same_bytes(edition: Edition, tmp_path: Path) -> None:
    first = render(edition, tmp_path)
    assert first == render(edition, tmp_path)
    assert not list(tmp_path.iterdir())
    assert first[:16] == b"SQLite format 3\0"
    # Neither does it say which SQLite wrote it.
    assert first[96:100] == (3_040_000).to_bytes(4, "big")


def test_a_full_disk_is_told_as_such(edition: Edition, tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, before[1]))
    try:
        with pytest.raises(OSError, match=r"Input/output|space"):
            render(edition, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_every_column_is_defined_and_every_code_named(file: Path) -> None:
    for name, columns in ((table.name, table.names) for table in TABLES):
        held = [row[1] for row in ask(file, f"PRAGMA table_info({name})")]
        assert held[: len(columns)] == list(columns)
        defined = ask(file, f"SELECT count(*) FROM definitions WHERE \"table\" = '{name}'")  # noqa: S608
        assert defined == [(len(held),)]
    query = """SELECT DISTINCT a.type FROM agreements AS a WHERE a.type NOT IN (
      SELECT code FROM codes WHERE "table" = 'agreements' AND "column" = 'type')"""
    assert ask(file, query) == []
    about = dict(ask(file, "SELECT key, value FROM about"))
    assert about["licence"]
    assert about["notice_id"]
    assert about["as_of"] == "2026-11-24"


def test_days_compare_and_numbers_add_up(file: Path) -> None:
    query = "SELECT typeof(signed_year), typeof(signed_earliest), signed_earliest FROM agreements"
    for year, day, value in ask(file, f"{query} WHERE signed_earliest IS NOT NULL LIMIT 5"):
        assert (year, day) in {("integer", "text"), ("null", "text")}
        assert ask(file, f"SELECT date('{value}')") == [(value,)]


def test_datasette_opens_it_lists_the_views_and_answers(file: Path) -> None:
    async def visit() -> tuple[Any, Any, Any]:
        datasette = Datasette([], immutables=[str(file)])
        await datasette.invoke_startup()
        database = await datasette.client.get("/registri.json")
        view = await datasette.client.get("/registri/view_types_by_year.json?_shape=array&_size=max")
        row = await datasette.client.get("/registri/departments.json?_shape=array&_size=1")
        page = await datasette.client.get("/registri/agreements?_facet=type")
        assert page.status_code == 200
        return database.json(), view.json(), row.json()

    database, view, row = asyncio.run(visit())
    assert {one["name"] if isinstance(one, dict) else one for one in database["views"]} == set(VIEWS)
    assert row[0]["id"]
    total = ask(file, "SELECT count(*) FROM agreements WHERE NOT withdrawn")[0][0]
    assert sum(one["agreements"] for one in view) == total
