"""Spreadsheet files made to harm: each is refused within little time and memory, and the program lives on."""

import time

import pytest
from hostilesheets import HARMFUL, SLOW, cell, make_ods, make_xlsx, repeat, row, said, table

from generator.refusal import RefusalError
from generator.sheets.files import read_grids


@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=[pytest.mark.slow] if one in SLOW else []) for one in HARMFUL]
)
def test_what_would_use_up_the_machine_is_refused(name: str) -> None:
    file, data, words = HARMFUL[name]
    started = time.perf_counter()
    with pytest.raises(RefusalError, match=words):
        read_grids(data, file)
    assert time.perf_counter() - started < 60


def test_merges_one_over_another_take_no_time() -> None:
    one = '<mergeCell ref="A2:B15000"/>'
    merges = f"<mergeCells>{one * 20_000}</mergeCells>"
    data = make_xlsx(f'<row r="2">{cell("A2", "x")}</row><row r="15000">{cell("B15000", "y")}</row>', merges)
    [grid] = read_grids(data, "a.xlsx")
    assert grid.merged == [(1, 0, 14_999, 1)]
    assert grid.cell(14_999, 1).text == "x"


def test_empty_cells_far_away_harm_nothing() -> None:
    beyond = row(f"{said('x')}<table:table-cell {repeat('columns', 16_383)}/>")
    below = row(f"<table:table-cell {repeat('columns', 16_384)}/>", 1_048_000)
    [grid] = read_grids(make_ods(table(beyond + below)), "a.ods")
    assert [[one.text for one in cells] for cells in grid.rows] == [["Judul", "Mitra"], ["x", ""]]
    [sheet] = read_grids(make_xlsx('<row r="1048576"><c r="XFD1048576" s="1"/></row>'), "a.xlsx")
    assert len(sheet.rows) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separated_text_is_read_whatever_ends_its_lines(end: str) -> None:
    [grid] = read_grids(f"Judul;Mitra{end}a, b;c{end}{end}d;e{end}{end}".encode(), "a.csv")
    assert [[one.text for one in cells] for cells in grid.rows] == [
        ["Judul", "Mitra"], ["a, b", "c"], [], ["d", "e"],
    ]  # fmt: skip
