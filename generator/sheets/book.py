"""A workbook to fill in or to keep: headings, drop-downs, lists of the register's names, instructions.

The same contents always give the same bytes.
"""

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from generator.entry.dates import read_date
from generator.entry.fields import Field
from generator.entry.names import References
from generator.entry.problem import EntryError
from generator.records import RecordKind
from generator.sheets.examples import VIRTUAL, write_example
from generator.sheets.grid import column_letters
from generator.sheets.guide import NAME, write_guide
from generator.sheets.layout import SheetLayout
from generator.text import Language, Text

Texts: TypeAlias = Mapping[str, str]
_Format: TypeAlias = Any

LISTS: dict[RecordKind, Text] = {
    "partner": Text("Daftar mitra", "List of partners"),
    "department": Text("Daftar perangkat daerah", "List of departments"),
    "affair": Text("Daftar urusan", "List of affairs"),
    "agreement": Text("Daftar perjanjian", "List of agreements"),
}
CHOICES = Text("Daftar pilihan", "List of choices")
_LIST_HEAD = (Text("Nama", "Name"), Text("Pengenal", "Identifier"))
_MADE_ON = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  a workbook's dates know no time zone
_ROWS_WITH_CHOICES = 2000
_LONGEST_NAME, _LONGEST_TITLE, _LONGEST_MESSAGE = 31, 32, 255
_DAY = 10
_LARGEST_NUMBER = 10**15
_WIDTHS = {
    "date": 18,
    "number": 10,
    "choice": 24,
    "flag": 10,
    "term": 20,
    "money": 20,
    "lines": 45,
    "url": 35,
}
_WIDE = {"title": 60, "partners": 36, "need": 60, "name": 45, "scope": 45}
_PICK = Text("Pilih dari daftar, atau ketik.", "Choose from the list, or type.")


def write_book(
    layouts: Sequence[SheetLayout],
    rows: Mapping[str, Sequence[Texts]],
    references: References,
    language: Language,
    *,
    with_example: bool = False,
) -> bytes:
    """Give the bytes of an ``xlsx`` file with a sheet for each layout and its rows by group."""
    import xlsxwriter  # noqa: PLC0415  loaded only where a workbook is made

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": _MADE_ON})
    writer = _Writer(book, layouts, references, language)
    writer.write(rows, with_example=with_example)
    book.close()
    return target.getvalue()


@dataclass
class _Writer:
    """Writes one workbook."""

    book: Any
    layouts: Sequence[SheetLayout]
    references: References
    language: Language

    def write(self, rows: Mapping[str, Sequence[Texts]], *, with_example: bool) -> None:
        """Write every sheet: instructions, tables, then the lists."""
        guide = self.book.add_worksheet(NAME.render(self.language))
        self._write_guide(guide)
        ranges = {
            layout: self.book.add_worksheet(_cut(layout.name.render(self.language)))
            for layout in self.layouts
        }
        lists = self._write_lists()
        for layout, sheet in ranges.items():
            self._write_table(sheet, layout, rows.get(layout.group, ()), lists, with_example=with_example)
        main = ranges[self.layouts[0]]
        main.activate()
        main.set_first_sheet()

    @cached_property
    def _formats(self) -> dict[str, _Format]:
        add = self.book.add_format
        top = {"valign": "top", "text_wrap": True}
        return {
            "head": add({"bold": True, "bg_color": "#DCE6E4", "border": 1, **top}),
            "required": add({"bold": True, "bg_color": "#F4D8A8", "border": 1, **top}),
            "folded": add({"bg_color": "#EEF1F0", "border": 1, **top}),
            "text": add({"num_format": "@", **top}),
            "date": add({"num_format": "dd/mm/yyyy", "align": "left", **top}),
            "number": add({"num_format": "0", **top}),
            "money": add({"num_format": "#,##0", **top}),
            "example": add({"italic": True, "font_color": "#6B6B6B", "num_format": "@", **top}),
            "title": add({"bold": True, "font_size": 14}),
            "wrap": add(top),
        }  # fmt: skip

    def _write_guide(self, sheet: Any) -> None:  # noqa: ANN401  xlsxwriter brings no types
        for column, width in enumerate((24, 34, 10, 70, 70)):
            sheet.set_column(column, column, width)
        for number, cells in enumerate(write_guide(self.layouts, self.language)):
            is_sentence = len(cells) == 1
            for column, text in enumerate(cells):
                look = (
                    self._formats["title"] if number == 0 else None if is_sentence else self._formats["wrap"]
                )
                sheet.write_string(number, column, text, look)

    def _write_lists(self) -> dict[str, str]:
        """Write the lists that drop-downs take from; give the range of each by the key of its field."""
        ranges: dict[str, str] = {}
        fields = [field for layout in self.layouts for field in layout.columns]
        for kind in dict.fromkeys(field.names for field in fields if field.names):
            found = self._write_names(kind)
            ranges |= {_list_key(field): found for field in fields if field.names == kind and found}
        wanted = {_list_key(field): field for field in fields if field.choices}
        if wanted:
            sheet = self.book.add_worksheet(_cut(CHOICES.render(self.language)))
            for column, (key, field) in enumerate(wanted.items()):
                sheet.set_column(column, column, 30)
                sheet.write_string(0, column, field.title.render(self.language), self._formats["head"])
                for row, (_, label) in enumerate(field.choices, 1):
                    sheet.write_string(row, column, label.render(self.language))
                ranges[key] = _range(CHOICES.render(self.language), column, len(field.choices))
        return ranges

    def _write_names(self, kind: RecordKind) -> str:
        index = self.references.of(kind)
        name = LISTS[kind].render(self.language)
        sheet = self.book.add_worksheet(_cut(name))
        sheet.set_column(0, 0, 70)
        sheet.set_column(1, 1, 40)
        sheet.freeze_panes(1, 0)
        for column, text in enumerate(_LIST_HEAD):
            sheet.write_string(0, column, text.render(self.language), self._formats["head"])
        for row, one in enumerate(index.ids, 1):
            sheet.write_string(row, 0, index.spell(one))
            sheet.write_string(row, 1, one)
        return _range(name, 0, len(index.ids)) if index.ids else ""

    def _write_table(
        self,
        sheet: Any,  # noqa: ANN401
        layout: SheetLayout,
        rows: Iterable[Texts],
        lists: Mapping[str, str],
        *,
        with_example: bool,
    ) -> None:
        folded = len(layout.columns) - layout.folded
        for column, field in enumerate(layout.columns):
            is_required = field.is_required and field.key not in _BY_ITSELF
            is_folded = column >= folded
            look = "folded" if is_folded else "required" if is_required else "head"
            title = field.title.render(self.language) + (" *" if is_required else "")
            sheet.write_string(0, column, title, self._formats[look])
            outline = {"level": 1, "hidden": True} if is_folded else {}
            width = _WIDE.get(field.key, _WIDTHS.get(field.form, 26))
            sheet.set_column(column, column, width, self._formats[_look(field)], outline)
            self._write_choices(sheet, column, field, lists)
        sheet.set_row(0, 45)
        sheet.freeze_panes(1, 2)
        number = 1
        if with_example and not layout.group:
            example = write_example(layout.kind, layout.columns, self.language)
            for column, field in enumerate(layout.columns):
                sheet.write_string(number, column, example.get(field.key, ""), self._formats["example"])
            number += 1
        for texts in rows:
            for column, field in enumerate(layout.columns):
                self._write_cell(sheet, number, column, field, texts.get(field.key, ""))
            number += 1

    def _write_cell(self, sheet: Any, row: int, column: int, field: Field, text: str) -> None:  # noqa: ANN401
        if not text:
            return
        look = self._formats[_look(field)]
        day = _read_day(field, text)
        if day:
            sheet.write_datetime(row, column, day, look)
        elif field.form in ("number", "money") and not field.is_list and _is_number(text):
            sheet.write_number(row, column, int(text), look)
        else:
            sheet.write_string(row, column, text, look)

    def _write_choices(self, sheet: Any, column: int, field: Field, lists: Mapping[str, str]) -> None:  # noqa: ANN401
        source = lists.get(_list_key(field))
        about = field.about.render(self.language)
        if source:
            about = f"{about} {_PICK.render(self.language)}"
        options: dict[str, object] = {
            "validate": "list" if source else "any",
            "input_title": _cut(field.title.render(self.language), _LONGEST_TITLE),
            "input_message": _cut(about, _LONGEST_MESSAGE),
        }
        if source:
            # Several names in one cell, or a new one, are no mistake of the table: the import will say more.
            options |= {"source": source, "show_error": not (field.is_list or field.names)}
        sheet.data_validation(1, column, _ROWS_WITH_CHOICES, column, options)


_BY_ITSELF = frozenset(("id", "certainty")) | VIRTUAL


def _look(field: Field) -> str:
    if field.is_list:
        return "text"
    return field.form if field.form in ("date", "number", "money") else "text"


def _list_key(field: Field) -> str:
    """Give what tells one list of choices from another: fields of different groups may share a key."""
    return f"{field.names or ''}|{','.join(str(code) for code, _ in field.choices)}"


def _range(sheet: str, column: int, count: int) -> str:
    letters = column_letters(column)
    return f"='{_cut(sheet)}'!${letters}$2:${letters}${count + 1}"


def _cut(text: str, longest: int = _LONGEST_NAME) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _read_day(field: Field, text: str) -> datetime.datetime | None:
    if field.form != "date" or field.is_list:
        return None
    try:
        edtf = read_date(text) or ""
        day = datetime.date.fromisoformat(edtf) if len(edtf) == _DAY else None
    except (EntryError, ValueError):
        return None
    # Spreadsheets know no day before 1 March 1900 for certain.
    return datetime.datetime(day.year, day.month, day.day) if day and day.year > 1900 else None  # noqa: DTZ001, PLR2004


def _is_number(text: str) -> bool:
    return text.lstrip("-").isdecimal() and text.isascii() and abs(int(text)) < _LARGEST_NUMBER
