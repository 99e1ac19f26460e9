"""The tables: every column known by type and meaning, every key a key, every date a day where it is one."""

import datetime
from typing import Any

import pytest
from registers import AS_OF, BASE, SCHEMAS, check

from generator.edition import Edition, make_edition
from generator.git.history import NO_HISTORY
from generator.locale import Locale
from generator.register.register import build_register
from generator.tables.columns import NUMBERS, Field, Table
from generator.tables.meanings import explain_column, find_parts, head_columns
from generator.tables.tables import TABLES
from generator.text import Language

BY_NAME = {table.name: table for table in TABLES}


@pytest.fixture(scope="module")
def edition() -> Edition:
    register = build_register(check(BASE).records, AS_OF)
    return make_edition(register, NO_HISTORY, Locale("id", SCHEMAS))


def rows_of(table: Table, edition: Edition) -> list[dict[str, Any]]:
    return [dict(zip(table.names, row, strict=True)) for row in table.rows(edition)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rows_are_of_their_columns_types(table: Table, edition: Edition) -> None:
    rows = rows_of(table, edition)
    for row in rows:
        for column in table.columns:
            cell = row[column.name]
            if cell is None:
                assert not column.is_required, column.name
            elif column.type == "boolean":
                assert isinstance(cell, bool), column.name
            elif column.type in NUMBERS:
                assert type(cell) is int, column.name
            else:
                assert isinstance(cell, str), column.name
            if column.type == "date" and cell is not None:
                assert datetime.date.fromisoformat(cell).isoformat() == cell
    assert table.count(edition) == len(rows)
    keys = [tuple(row[name] for name in table.key) for row in rows]
    assert not table.key or len(set(keys)) == len(keys)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_explained_by_a_field_or_by_words(table: Table, language: Language) -> None:
    locale = Locale(language, SCHEMAS)
    headings = head_columns(table, locale)
    assert len(set(headings)) == len(headings)
    for column in table.columns:
        meaning = explain_column(column, locale)
        assert meaning.title
        assert meaning.text
        if isinstance(column.about, Field) and not column.about.bound:
            parts = find_parts(SCHEMAS, *column.about[:2])
            is_date = any(part.get("format") == "edtf" for part in parts)
            assert (column.type == "edtf") == is_date, column.name
            if column.type in NUMBERS:
                assert "integer" in {part.get("type", "integer") for part in parts}


def test_every_reference_is_to_a_key_of_a_table(edition: Edition) -> None:
    seen = 0
    for table in TABLES:
        for reference in table.references:
            target = BY_NAME[reference.table]
            assert target.key == reference.key
            known = {tuple(row[name] for name in target.key) for row in rows_of(target, edition)}
            for row in rows_of(table, edition):
                cells = tuple(row[name] for name in reference.columns)
                assert None in cells or cells in known
                seen += 1
    assert seen > 20


def test_dates_that_are_not_one_day_have_a_first_and_a_last_one(edition: Edition) -> None:
    rows = rows_of(BY_NAME["agreements"], edition)
    months = [row for row in rows if row["signed"] and len(row["signed"]) == len("2024-05")]
    days = [row for row in rows if row["signed"] and len(row["signed"]) == len("2024-05-17")]
    assert days
    for row in days:
        assert row["signed_earliest"] == row["signed_latest"] == row["signed"]
    for row in months:
        assert row["signed_earliest"] == f"{row['signed']}-01"
        assert row["signed_latest"] > row["signed_earliest"]
