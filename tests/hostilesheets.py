"""Spreadsheet files made to harm, and what they are made with: archives of XML written by hand."""

import io
import zipfile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
_LONG, _HUGE, _BROKEN = "20,000 rows", "far larger", "is broken"


def make_book(path: str, part: bytes, **more: str) -> bytes:
    """Give a spreadsheet's file whose one sheet is the given part: XML, or whatever it may be."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        if path.endswith(".ods"):
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{_OPEN}manifest:1.0"/>')
            archive.writestr("content.xml", part)
        else:
            for name, text in _AROUND.items():
                archive.writestr(name, _XML + text)
            archive.writestr("xl/worksheets/sheet1.xml", part)
        for name, text in more.items():
            archive.writestr(name.replace("__", "."), text)
    return target.getvalue()


_AROUND = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="a" '
    f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
    '<sheet name="KSDD" sheetId="1" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="a" '
    f'Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def make_xlsx(rows: str, after: str = "", *, begin: str = "", **more: str) -> bytes:
    """Give a workbook of one sheet: a row of two headings, and the given rows below."""
    head = f'<row r="1">{cell("A1", "Judul")}{cell("B1", "Mitra")}</row>'
    sheet = f'{_XML}{begin}<worksheet xmlns="{_MAIN}"><sheetData>{head}{rows}</sheetData>{after}</worksheet>'
    return make_book("a.xlsx", sheet.encode(), **more)


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def pad(data: bytes) -> bytes:
    """Make an archive large enough for what it unpacks to not to be out of proportion."""
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("docProps/more", b"x" * 2_000_000)
    return target.getvalue()


def make_ods(*tables: str, begin: str = "") -> bytes:
    """Give an OpenDocument spreadsheet of these tables."""
    spaces = " ".join(f'xmlns:{name}="{_OPEN}{name}:1.0"' for name in ("office", "table", "text"))
    inner = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    content = f"{begin}<office:document-content {spaces}>{inner}</office:document-content>"
    return make_book("a.ods", content.encode())


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

HARMFUL: dict[str, tuple[str, bytes, str]] = {
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
"""By what they are: a file's name, its bytes, and words of the refusal in English."""

SLOW = {"more elements than a table has", "cells without end"}
