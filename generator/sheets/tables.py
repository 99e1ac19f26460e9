"""The rows of a sheet as texts by field: without titles, totals and empty rows, with what a merge shares."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.entry.blanks import fold, is_nothing, is_same
from generator.entry.fields import Field, Table
from generator.entry.problem import fill
from generator.sheets.examples import is_example
from generator.sheets.grid import Grid
from generator.sheets.headrows import Head, is_column_numbers, is_repeated_head
from generator.sheets.layout import KINDS, ROW, TYPE
from generator.sheets.remarks import Remark, remark_on
from generator.sheets.typewords import ABROAD_TYPES, list_types, read_type
from generator.text import Text

_TOTALS = (
    "jumlah",
    "total",
    "jumlah total",
    "grand total",
    "total keseluruhan",
    "jumlah keseluruhan",
    "rekap",
)
_ALIGNED = {
    "partner_numbers": "partners", "partner_offices": "partners", "partner_names": "partners",
    "source_titles": "source_urls", "source_dates": "source_urls",
}  # fmt: skip
_NONE = "-"
_NAMING = ("title", "name", "need", "measure")
"""The fields by which a row is one record, the first that a table has."""

_IS_DATE = Text("Sel ini berisi tanggal, padahal kolomnya berisi {title}.",
                "This cell holds a date, but the column holds {title}.")  # fmt: skip
_AS_TEXT = Text("Ubah format sel menjadi Teks, lalu ketik lagi isinya.",
                "Change the format of the cell to Text and type its contents again.")  # fmt: skip
_SEVERAL = Text("Baris-baris yang digabung menyebut beberapa isi: {texts}.",
                "The merged rows hold several things: {texts}.")  # fmt: skip
_ONE = Text("Sisakan satu, atau pisahkan barisnya.", "Keep one, or part the rows.")
_SECTION = Text('Baris ini dilewati: "{text}". Baris di bawahnya dibaca sebagai {type}.',
                'This row was passed over: "{text}". The rows below it are read as {type}.')  # fmt: skip
_ABROAD = Text("{pl} atau {ll}, menurut kategori mitranya", "{pl} or {ll}, by the category of the partner")
_SKIPPED = Text('Baris ini dilewati: "{text}".', 'This row was passed over: "{text}".')
_NOTHING_ABOVE = Text('"{text}" menunjuk baris di atasnya, tetapi di sana kosong.',
                      '"{text}" points to the row above, but that is empty.')  # fmt: skip
_WRITE_OUT = Text("Tulis isinya.", "Write it out.")


@dataclass(slots=True)
class DataRow:
    """A record's or an item's row: its texts by field, and the cell of each; rows count from 0."""

    grid: Grid
    head: Head
    row: int
    last_row: int
    texts: dict[str, str] = field(default_factory=dict)
    cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    section: str = ""
    """What the last row above that heads a part of the table and speaks of a type says, if one does."""

    def heading(self, key: str) -> str:
        """Give the heading above a field, as the sheet has it."""
        column = self.cells.get(key, (0, -1))[1]
        return self.head.headings.get(column, "")


def read_rows(grid: Grid, head: Head, table: Table) -> tuple[list[DataRow], list[Remark]]:
    """Give the rows of a sheet that hold something, and what is to be said of them."""
    rows: list[DataRow] = []
    remarks: list[Remark] = []
    above: dict[str, str] = {}
    section = ""
    for group in _group_rows(grid, head):
        first = group[0]
        skipped = _find_reason(grid, head, first)
        if skipped in ("section", "total"):
            text = _join_said(grid, first)
            # A part of a part, such as a year, leaves the type as it was.
            section = text if skipped == "section" and list_types(text) else section
            told = _tell_type(section) if skipped == "section" else None
            said = fill(_SECTION, text=text, type=told) if told else fill(_SKIPPED, text=text)
            remarks.append(remark_on(grid, first, None, said, weight="note", reason=skipped))
        if skipped:
            continue
        row = DataRow(grid, head, first, group[-1], section=section)
        remarks += _read_row(row, group, table, above)
        if any(key != ROW for key in row.texts):
            rows.append(row)
    return rows, remarks


def _group_rows(grid: Grid, head: Head) -> Iterator[list[int]]:
    """Give the rows that belong together: those over which the cell that names the record is merged.

    Where the file knows no merges, a row without name and number goes on with the one above.
    """
    naming = _find_naming(head)
    number = head.column_of(ROW)
    spans = {
        row: top
        for top, left, bottom, right in grid.merged
        if naming is not None and left <= naming <= right and right - left < _MOST_COLUMNS_OF_NAME
        for row in range(top, min(bottom, len(grid.rows)) + 1)
    }
    group: list[int] = []
    for row in range(head.first_data_row, len(grid.rows)):
        if not any(cell.text.strip() for cell in grid.rows[row]):
            continue
        belongs = bool(group) and (
            (row in spans and spans[row] == spans.get(group[0]))
            or (not grid.merged and _continues(grid, head, row, naming, number))
        )
        if group and not belongs:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


_MOST_COLUMNS_OF_NAME = 3


def _continues(grid: Grid, head: Head, row: int, naming: int | None, number: int | None) -> bool:
    if (
        naming is None
        or number is None
        or grid.cell(row, naming).text.strip()
        or grid.cell(row, number).text.strip()
    ):
        return False
    filled = [column for column in head.columns if grid.cell(row, column).text.strip()]
    return bool(filled) and all(head.columns[column].is_list for column in filled)


def _find_reason(grid: Grid, head: Head, row: int) -> str:
    """Give why a row is no record: ``example``, ``numbers``, ``head``, ``total``, ``section``; or nothing."""
    texts = [cell.text for cell in grid.rows[row]]
    if is_example(texts):
        return "example"
    if is_column_numbers(grid, row):
        return "numbers"
    if is_repeated_head(grid, head, row):
        return "head"
    said = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
    if any(fold(text).rstrip(" :.") in _TOTALS for text in said[:2]):
        return "total"
    return "section" if len(head.columns) > _LEAST_OF_SECTION and _is_section(head, texts, said) else ""


_COUNTED = re.compile(r"\(?(?:[A-Za-z]|[IVXivx]{1,5})[.)]{0,2}")
"""How the parts of a table are counted, where their heading has a cell for that: A, B, C or I, II, III."""


def _is_section(head: Head, texts: Sequence[str], said: Sequence[str]) -> bool:
    """Whether a row only heads the rows below: one text, or one behind the letter that counts it."""
    if len(said) == _LETTER_AND_TEXT:
        return _COUNTED.fullmatch(said[0]) is not None
    filled = [column for column, text in enumerate(texts) if text.strip()]
    # A name alone is a record of which the rest is missing, unless it is that of a type.
    is_name = len(filled) == 1 and filled[0] == _find_naming(head)
    return len(said) == 1 and (not is_name or bool(list_types(said[0])))


_LETTER_AND_TEXT = 2


def _tell_type(section: str) -> Text | None:
    """Give what the rows below a section are read as; None where that is said by each of them."""
    if list_types(section) == ABROAD_TYPES:
        return fill(_ABROAD, pl=KINDS["ksdpl"], ll=KINDS["ksdll"])
    told = read_type(section)
    return KINDS[told] if told else None


def _join_said(grid: Grid, row: int) -> str:
    """Give the texts of a row in one line, that of a merged cell once."""
    return " ".join(dict.fromkeys(cell.text.strip() for cell in grid.rows[row] if cell.text.strip()))


def _find_naming(head: Head) -> int | None:
    """Give the column that names the record of a row."""
    return next((one for key in _NAMING if (one := head.column_of(key)) is not None), None)


_LEAST_OF_SECTION = 3


def _read_row(row: DataRow, group: Sequence[int], table: Table, above: dict[str, str]) -> list[Remark]:
    remarks: list[Remark] = []
    found: dict[str, list[str]] = {}
    for column, one in row.head.columns.items():
        for number in group:
            cell = row.grid.cell(number, column)
            text = cell.text.strip()
            if text and is_same(text):
                if one.key not in above:
                    wrong = fill(_NOTHING_ABOVE, text=text)
                    remarks.append(_remark(row, number, column, wrong, _WRITE_OUT))
                text = above.get(one.key, "")
            if cell.is_date and _is_words(one):
                remarks.append(
                    _remark(row, number, column, fill(_IS_DATE, title=_lower(one.title)), _AS_TEXT)
                )
                text = ""
            found.setdefault(one.key, []).append(text)
            if text:
                row.cells.setdefault(one.key, (number, column))
        row.cells.setdefault(one.key, (group[0], column))
    for key, texts in found.items():
        text, is_clash = _join(key, texts, found, table.by_key.get(key))
        if is_clash:
            number, column = row.cells[key]
            shown = ", ".join(f'"{one}"' for one in dict.fromkeys(filter(None, texts)))
            remarks.append(_remark(row, number, column, fill(_SEVERAL, texts=shown), _ONE))
        if text:
            row.texts[key] = text
            above[key] = text
    return remarks


def _join(key: str, texts: Sequence[str], found: dict[str, list[str]], one: Field | None) -> tuple[str, bool]:
    """Join what the rows of one record say of a field; tell whether they contradict each other."""
    distinct = list(dict.fromkeys(text for text in texts if text))
    if len(distinct) <= 1 and key not in _ALIGNED:
        return (distinct[0] if distinct else ""), False
    if one is None or not one.is_list:
        return (distinct[0] if distinct else ""), len(distinct) > 1
    if key in _ALIGNED and len(texts) > 1:
        leading = found.get(_ALIGNED[key], [])
        if len(dict.fromkeys(filter(None, leading))) > 1 and distinct:
            pairs = zip(leading, texts, strict=False)
            return "\n".join(text or _NONE for lead, text in pairs if lead or text), False
    return "\n".join(distinct), False


def _is_words(one: Field) -> bool:
    return one.form in ("text", "lines", "url") and not one.names and one.key not in (ROW, TYPE)


def _lower(title: Text) -> Text:
    return Text(title.id[:1].lower() + title.id[1:], title.en[:1].lower() + title.en[1:])


def _remark(row: DataRow, number: int, column: int, wrong: Text, instead: Text) -> Remark:
    heading = row.head.headings.get(column, "")
    return remark_on(row.grid, number, column, wrong, instead, heading=heading, reason="cell")


def says_something(row: DataRow, key: str) -> bool:
    """Whether a row says anything in a field."""
    return not is_nothing(row.texts.get(key, ""))
