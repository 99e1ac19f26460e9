"""Spreadsheet files made to harm: each is refused within little time and memory, and the program lives on."""

import io
import time
import zipfile

import pytest

from generator.refusal import RefusalError
from generator.sheets.files import read_grids

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
_LONG, _HUGE, _BROKEN = "20,000 rows", "far larger", "is broken"


def make_xlsx(rows: str, after: str = "", **more: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        types = "http://schemas.openxmlformats.org/package/2006/content-types"
        archive.writestr("[Content_Types].xml", f'{_XML}<Types xmlns="{types}"/>')
        archive.writestr(
            "_rels/.rels",
            f'{_XML}<Relationships xmlns="{_PACKAGE}"><Relationship Id="a" '
            f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
            '<sheet name="KSDD" sheetId="1" r:id="a"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{_XML}<Relationships xmlns="{_PACKAGE}"><Relationship Id="a" Type="{_RELATIONS}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        head = f'<row r="1">{cell("A1", "Judul")}{cell("B1", "Mitra")}</row>'
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{head}{rows}</sheetData>{after}</worksheet>',
        )
        for name, text in more.items():
            archive.writestr(name.replace("__", "."), text)
    return target.getvalue()


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def pad(data: bytes) -> bytes:
    """Make an archive large enough for what it unpacks to not to be out of proportion."""
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("docProps/more", b"x" * 2_000_000)
    return target.getvalue()


def make_ods(*tables: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{_OPEN}manifest:1.0"/>')
        spaces = " ".join(f'xmlns:{name}="{_OPEN}{name}:1.0"' for name in ("office", "table", "text"))
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{''.join(tables)}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return target.getvalue()


def table(rows: str, name: str = "KSDD") -> str:
    head = f"<table:table-row>{said('Judul')}{said('Mitra')}</table:table-row>"
    return f'<table:table table:name="{name}">{head}{rows}</table:table>'


def said(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def repeat(what: str, count: int) -> str:
    return f'table:number-{what}-repeated="{count}"'


def row(cells: str, count: int = 1) -> str:
    return f"<table:table-row {repeat('rows', count)}>{cells}</table:table-row>"


_FAR_AWAY = row("<table:table-cell/>", 18_000) + row(
    f"<table:table-cell {repeat('columns', 100)}/>{said('x')}"
)

_HARMFUL: dict[str, tuple[str, bytes, str]] = {
    "a cell in the last corner": ("a.xlsx", make_xlsx(f"<row>{cell('XFD1048576', 'x')}</row>"), _LONG),
    "a corner in small letters": ("a.xlsx", make_xlsx(f"<row>{cell('xfd1048576', 'x')}</row>"), _LONG),
    "a corner beyond all sheets": ("a.xlsx", make_xlsx(f"<row>{cell('ZZZZZ99999999', 'x')}</row>"), _LONG),
    "a row far away": ("a.xlsx", make_xlsx(f'<row r="4294967295">{cell("A4294967295", "x")}</row>'), _LONG),
    "a place taken from the row": (
        "a.xlsx", make_xlsx(f'<row r="1048576"><c><v>1</v></c>{cell("XFD2", "x")}</row>'), _LONG),
    "a place that is none": ("a.xlsx", make_xlsx(f"<row>{cell('??', 'x')}</row>"), _BROKEN),
    "more elements than a table has": ("a.xlsx", pad(make_xlsx("<c/>" * 5_100_000)), _HUGE),
    "another kind of book inside": ("a.xlsx", make_xlsx("", content__xml="<x/>"), _BROKEN),
    "a long text": ("a.xlsx", make_xlsx(f'<row r="2">{cell("A2", "x" * 40_000)}</row>'), "A2"),
    "rows without end": ("a.ods", make_ods(table(row(said("x"), 10**9))), _LONG),
    "columns without end": ("a.ods", make_ods(table(row(said("x", repeat("columns", 10**9))))), _LONG),
    "millions of cells": ("a.ods", make_ods(table(row(said("x", repeat("columns", 900)), 100_000))), _LONG),
    "sheets of far cells": (
        "a.ods", make_ods(*(table(_FAR_AWAY, f"KSDD {number}") for number in range(9))), _LONG),
    "a sheet hidden by its namesake": (
        "a.ods", make_ods(table(row(said("x", repeat("columns", 400)), 150_000)), table("")), _BROKEN),
    "spaces without end": (
        "a.ods", make_ods(table(row(said('a<text:s text:c="2000000000"/>b')))), _HUGE),
    "lines without end": ("a.csv", b"Judul;Mitra\n" * 1_000_000, _LONG),
    "cells without end": ("a.csv", b"Judul;Mitra\n" + (b"x;" * 400 + b"\n") * 15_000, _LONG),
    "columns by the million": ("a.csv", b"Judul;Mitra" + b";x" * 1_000_000 + b"\n", _LONG),
}  # fmt: skip


_SLOW = {"more elements than a table has", "cells without end"}


@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=[pytest.mark.slow] if one in _SLOW else []) for one in _HARMFUL]
)
def test_what_would_use_up_the_machine_is_refused(name: str) -> None:
    file, data, words = _HARMFUL[name]
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
