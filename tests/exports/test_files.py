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

from generator.edition import Edition, make_edition
from generator.exports.csv_lines import iterate_lines, render_csv
from generator.exports.files import list_exports, write_exports
from generator.git.history import NO_HISTORY
from generator.locale import Locale
from generator.register.register import build_register
from generator.site.writing import FileWriter
from generator.tables.columns import SAMPLE, Column, fill_rows
from generator.tables.tables import TABLES, list_tables


def _edition() -> Edition:
    return make_edition(build_register(check(BASE).records, AS_OF), NO_HISTORY, Locale("id", SCHEMAS))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("exports")
    hashes: dict[str, str] = {}
    open_file = partial(FileWriter(folder).open, hashes)
    write_exports(_edition(), folder, open_file)
    written = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    # Nothing else is left behind.
    assert sorted(written) == sorted(hashes)
    return {path: (folder / path).read_bytes() for path in hashes}


@pytest.mark.parametrize("number", range(len(TABLES)), ids=[table.name for table in TABLES])
def test_csv_holds_the_rows_of_its_table(files: dict[str, bytes], number: int) -> None:
    table = list_tables(_edition())[number]
    text = files[f"data/{table.name}.csv"].decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text, newline=""))
    assert head == list(table.names)
    for line, row in zip(lines, table.rows(_edition()), strict=True):
        for shown, cell in zip(line, row, strict=True):
            told = "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
            assert shown.removeprefix("'") == told.removeprefix("'")


def test_every_record_is_a_line_with_what_is_computed_of_it(files: dict[str, bytes]) -> None:
    register = build_register(check(BASE).records, AS_OF)
    head, *lines = map(json.loads, files["data/records.jsonl"].splitlines())
    assert (head["kind"], head["as_of"], head["record"]) == ("register", str(AS_OF), register.registry)
    told = {(line["kind"], line["id"]): line for line in lines}
    assert len(told) == len(lines)
    records = {(one.kind, one.id): one.value for one in check(BASE).records if one.kind != "registry"}
    assert {name: line["record"] for name, line in told.items()} == records
    for agreement in register.agreements.values():
        computed = told["agreement", agreement.id]["computed"]
        assert (computed["status"], computed["file"]) == (agreement.status, agreement.file)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str) -> None:
    row = ("other", f"{start}HYPERLINK(1)", None)
    columns = [Column("about", "code", SAMPLE.about), Column("note", "text", SAMPLE.about), SAMPLE]
    lines = chain(*iterate_lines(columns, fill_rows([row])))
    for text in (render_csv([row]).decode(), *lines):
        cells = next(csv.reader(io.StringIO(text, newline="")))
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
    tables = {f"data/{table.name}.csv" for table in TABLES}
    whole = {f"data/{name}" for name in ("records.jsonl", "registri.xlsx", "registri.sqlite")}
    assert set(files) - beside == tables | whole


def test_every_file_is_announced(files: dict[str, bytes]) -> None:
    assert set(files) <= set(list_exports(build_register(check(BASE).records, AS_OF)))
