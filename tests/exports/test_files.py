"""The open data: every table readable, nothing a spreadsheet would run."""

import csv
import io
import json
import re
from functools import partial
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import AS_OF, BASE, SCHEMAS, check

from generator.edition import make_edition
from generator.exports.csv_lines import iterate_lines, render_csv
from generator.exports.files import list_exports, write_exports
from generator.git.history import NO_HISTORY
from generator.locale import Locale
from generator.register.register import build_register
from generator.site.writing import FileWriter
from generator.tables.columns import SAMPLE, Column
from generator.tables.tables import TABLES


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    register = build_register(check(BASE).records, AS_OF)
    folder = tmp_path_factory.mktemp("exports")
    hashes: dict[str, str] = {}
    open_file = partial(FileWriter(folder).open, hashes)
    write_exports(make_edition(register, NO_HISTORY, Locale("id", SCHEMAS)), folder, open_file)
    written = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    # Nothing else is left behind.
    assert sorted(written) == sorted(hashes)
    return {path: (folder / path).read_bytes() for path in hashes}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_csv_and_json_hold_the_same_rows(files: dict[str, bytes], table: object) -> None:
    name = getattr(table, "name", "")
    rows = list(csv.DictReader(io.StringIO(files[f"data/{name}.csv"].decode("utf-8-sig"), newline="")))
    document = json.loads(files[f"data/{name}.json"])
    assert document["count"] == len(document["rows"]) == len(rows)
    for row, item in zip(rows, document["rows"], strict=True):
        for column, value in item.items():
            shown = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            assert row[column].removeprefix("'") == shown.removeprefix("'")


def test_records_json_holds_every_record_whole(files: dict[str, bytes]) -> None:
    document = json.loads(files["data/records.json"])
    for record in check(BASE).records:
        if record.kind == "agreement":
            assert record.value in document["agreements"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str) -> None:
    row = ("other", f"{start}HYPERLINK(1)", None)
    columns = [Column("about", "code", SAMPLE.about), Column("note", "text", SAMPLE.about), SAMPLE]
    for text in (render_csv([row]), *chain(*iterate_lines(columns, [row]))):
        cells = next(csv.reader(io.StringIO(text.decode(), newline="")))
        assert cells == ["other", f"'{start}HYPERLINK(1)", ""]


@given(st.lists(st.text("a1 \"',;=+-@＝\n\r\t", max_size=12), min_size=1, max_size=4))
def test_no_part_of_a_cell_is_a_formula_where_cells_end_at_semicolons(texts: list[str]) -> None:
    texts = ["awal", *(text.strip() for text in texts)]
    line = render_csv([texts]).decode()
    # As a spreadsheet reads it that knows no comma, and quotes only around the whole of a cell.
    for cell in re.split("[;\t\r\n]", line):
        assert cell.lstrip(" ")[:1] not in set("=+-@＝＋－＠")
    read = next(csv.reader(io.StringIO(line, newline="")))
    assert [cell.replace("'", "") for cell in read] == [text.replace("'", "") for text in texts]


def test_tables_stand_in_data_and_what_belongs_to_a_page_beside_it(files: dict[str, bytes]) -> None:
    beside = {name for name in files if Path(name).parts[0] != "data"}
    assert {Path(name).name for name in beside} == {"data.csv", "feed.xml"}
    tables = {f"data/{table.name}.{ending}" for table in TABLES for ending in ("csv", "json")}
    whole = {f"data/{name}" for name in ("records.json", "records.jsonl", "registri.xlsx", "registri.sqlite")}
    assert set(files) - beside == tables | whole


def test_every_file_is_announced(files: dict[str, bytes]) -> None:
    assert set(files) <= set(list_exports(build_register(check(BASE).records, AS_OF)))
