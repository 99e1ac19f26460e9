"""The register as one workbook (XLSX): a sheet a table, and before them what it is and what columns mean.

XlsxWriter makes the frame, with every format, heading, filter and the sheets of explanation; the many rows
are written straight into its sheets, which takes a fifth of the time. The same register makes the same
bytes.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any, NamedTuple

from generator.document_head import find_moment, list_facts
from generator.edition import Edition
from generator.exports.sheet_rows import RowWriter, Styles
from generator.locale import Locale
from generator.tables.columns import ColumnType, Content, Table
from generator.tables.meanings import explain_column, head_columns

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS: dict[ColumnType, int] = {"text": 36, "url": 36, "id": 30, "code": 18, "rupiah": 18, "edtf": 14}
_WIDTH = 12
_BEFORE = 2
"""How many sheets stand before those of the tables."""
_STYLE = re.compile(r'<c r="([A-D])2" s="(\d+)"')
_DATA = re.compile(rb'(?:<row r="2".*)?(?=</sheetData>)', re.DOTALL)
_DIMENSION = re.compile(rb'(?<=<dimension ref="A1:)([A-Z]+)\d+')
_TEXTS = "xl/sharedStrings.xml"
_TEXT = re.compile("<si>.*?</si>", re.DOTALL)
_TEXTS_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)
_LEVEL = 1
"""How hard sheets are compressed: the next levels take half as long again and save a tenth."""


class _Formats(NamedTuple):
    head: Any
    date: Any
    whole: Any
    money: Any
    quoted: Any
    wrapped: Any
    title: Any


class Workbook:
    """A workbook that takes table after table, those without rows aside."""

    def __init__(self, edition: Edition, tables: Iterable[Table]) -> None:
        self._edition = edition
        self._counts = {table: count for table in tables if (count := table.count(edition))}
        self._target = io.BytesIO()
        self._archive = zipfile.ZipFile(self._target, "w")
        self._frame = self._make_frame()
        found = dict(_STYLE.findall(self._frame.read(_sheet_name(_BEFORE)).decode()))
        styles = Styles(*(int(found[letter]) for letter in "ABCD"))
        say, texts = edition.locale.say, _TEXT.findall(self._frame.read(_TEXTS).decode())
        self._writer = RowWriter(styles, texts, say("yes"), say("no"))

    def add(self, table: Table, content: Content) -> None:
        """Take a table with its cells."""
        if table not in self._counts:
            return
        name = _sheet_name(_BEFORE + list(self._counts).index(table))
        head, _, tail = _DATA.sub(b"\0", self._frame.read(name), count=1).partition(b"\0")
        with self._archive.open(_make_part(name), "w") as part:
            part.write(_DIMENSION.sub(b"\\g<1>%d" % (len(content[0]) + 1), head))
            for stretch in self._writer.iterate_rows(table.columns, content):
                part.write(stretch)
            part.write(tail)

    def render(self) -> bytes:
        """Give the file; nothing can be added afterwards."""
        for name in self._frame.namelist():
            if name in self._archive.namelist():
                continue
            with self._archive.open(_make_part(name), "w") as part:
                if name == _TEXTS:
                    part.write(_TEXTS_HEAD)
                    for stretch in self._writer.iterate_texts():
                        part.write(stretch)
                    part.write(b"</sst>")
                else:
                    part.write(self._frame.read(name))
        self._archive.close()
        return self._target.getvalue()

    def _make_frame(self) -> zipfile.ZipFile:
        """Make a workbook whose sheets of tables hold only headings and a row to show the formats."""
        import xlsxwriter  # noqa: PLC0415  loaded only where a workbook is made

        target = io.BytesIO()
        book = xlsxwriter.Workbook(target, _OPTIONS)
        locale, registry = self._edition.locale, self._edition.register.registry
        book.set_properties(
            {
                "created": find_moment(self._edition).replace(tzinfo=None),
                "title": registry["name"],
                "comments": self._edition.notice,
            }
        )
        formats = _Formats(
            book.add_format({"bold": True, "bg_color": "#dfe7e4", "text_wrap": True, "valign": "top"}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
            book.add_format({"num_format": "0"}),
            book.add_format({"num_format": "#,##0"}),
            book.add_format({"quote_prefix": True}),
            book.add_format({"text_wrap": True, "valign": "top"}),
            book.add_format({"bold": True, "font_size": 14}),
        )
        sheets = [book.add_worksheet(name) for name in (locale.say("About"), locale.say("Definitions"))]
        for table, count in self._counts.items():
            sheets.append(book.add_worksheet(table.name))
            _write_headings(sheets[-1], table, locale, formats, count)
        # A row to read the numbers of the formats from; the rows of the table take its place.
        for number, style in enumerate(formats[1:5]):
            sheets[_BEFORE].write_blank(1, number, None, style)
        self._write_about(sheets[0], formats)
        self._write_definitions(sheets[1], formats)
        book.close()
        return zipfile.ZipFile(target)

    def _write_about(self, sheet: Any, formats: _Formats) -> None:  # noqa: ANN401  XlsxWriter has no types
        locale, say = self._edition.locale, self._edition.locale.say
        head = list_facts(self._edition)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 90, formats.wrapped)
        sheet.write_string(0, 0, str(head["register"]), formats.title)
        lines = [
            (say("Notice"), self._edition.notice),
            (say("Licence"), " ".join(filter(None, (head["licence"], head["licence_url"])))),
            (say("As of"), head["as_of"]),
            (say("Commit"), head["commit"] or say("The files are not kept in git.")),
            (say("Site"), head["site_url"]),
            (say("How to read it"), say(HOW_TO_READ)),
        ]
        row = 2
        for name, text in lines:
            if text:
                sheet.write_string(row, 0, name, formats.head)
                sheet.write_string(row, 1, text, formats.wrapped)
                row += 1
        row += 1
        for column, name in enumerate((say("Sheet"), say("What a row is"), say("Rows"))):
            sheet.write_string(row, column, name, formats.head)
        for number, (table, count) in enumerate(self._counts.items(), row + 1):
            sheet.write_url(number, 0, f"internal:'{table.name}'!A1", string=table.name)
            sheet.write_string(number, 1, locale.say(table.about), formats.wrapped)
            sheet.write_number(number, 2, count, formats.money)

    def _write_definitions(self, sheet: Any, formats: _Formats) -> None:  # noqa: ANN401
        locale, say = self._edition.locale, self._edition.locale.say
        sheet.freeze_panes(1, 0)
        names = DEFINITION_NAMES
        for number, (name, width) in enumerate(zip(names, (24, 34, 26, 20, 80, 60), strict=True)):
            sheet.write_string(0, number, say(name), formats.head)
            sheet.set_column(number, number, width)
        row = 0
        for table in self._counts:
            for column, heading in zip(table.columns, head_columns(table, locale), strict=True):
                row += 1
                meaning = explain_column(column, locale)
                codes = "; ".join(f"{code} = {name}" for code, name in meaning.choices)
                held = say(TYPE_NAMES[column.type])
                for number, text in enumerate((table.name, heading, column.name, held, meaning.text, codes)):
                    sheet.write_string(row, number, text, formats.wrapped)
        sheet.autofilter(0, 0, row, len(names) - 1)


DEFINITION_NAMES = ("Sheet", "Column", "Name in the other files", "What it holds", "Meaning", "Codes")
HOW_TO_READ = (
    "Each sheet has a row of headings; the sheet of definitions says what each column holds. An empty cell "
    "means that the record does not say; it never means zero. A date that is not known to the day stands as "
    "it is written, and beside it the first and the last day that it can be."
)
TYPE_NAMES: dict[ColumnType, str] = {
    "text": "text",
    "edtf": "a date as far as it is known (EDTF)",
    "date": "a day",
    "integer": "a whole number",
    "rupiah": "a whole number of rupiah",
    "days": "a whole number of days",
    "boolean": "yes or no",
    "id": "an id",
    "code": "a code",
    "url": "a web address",
}
"""What the cells of a column are, in words (catalogue messages)."""


def _write_headings(
    sheet: Any,  # noqa: ANN401
    table: Table,
    locale: Locale,
    formats: _Formats,
    count: int,
) -> None:
    for number, (column, heading) in enumerate(zip(table.columns, head_columns(table, locale), strict=True)):
        sheet.write_string(0, number, heading, formats.head)
        sheet.set_column(number, number, _WIDTHS.get(column.type, _WIDTH))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, count, len(table.columns) - 1)


def _sheet_name(number: int) -> str:
    return f"xl/worksheets/sheet{number + 1}.xml"


def _make_part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name)
    part.compress_type = zipfile.ZIP_DEFLATED
    part._compresslevel = _LEVEL  # type: ignore[attr-defined]  # noqa: SLF001  no other way before Python 3.13
    return part
