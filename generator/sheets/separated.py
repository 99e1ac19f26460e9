"""Tables as separated text (CSV): whatever letters and separator they were saved with, and safe to open."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import islice

from generator.sheets.grid import EMPTY, Cell, Grid

_SEPARATORS = ",;\t|"
_SAMPLE_LINES = 20
_RISKY = re.compile(r"^'*[=+\-@\t\r]")
_GUARDED = re.compile(r"^'+[=+\-@\t\r]")


def read_separated(data: bytes, file: str, name: str, most_rows: int, most_cells: int) -> Grid:
    """Give the table in a file of separated text, in UTF-8, UTF-16 or Windows-1252.

    Of a table with more rows or cells than the most no more is read than shows that it has. Raises ValueError
    for what is no text.
    """
    csv.field_size_limit(10**7)
    text = decode(data)
    lines = list(islice(io.StringIO(text, newline=None), _SAMPLE_LINES))
    if lines and re.fullmatch(r"sep=.", lines[0].strip()):
        separator, text = lines[0].strip()[-1], re.split(r"\r\n|\r|\n", text, maxsplit=1)[-1]
    else:
        separator = _find_separator(lines)
    grid = Grid(file, name)
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if len(grid.rows) >= most_rows and not any(row):
                # Tables are saved with any number of empty rows below.
                continue
            grid.rows.append([Cell(unguard(cell)) if cell else EMPTY for cell in row])
            cells += len(row)
            if len(grid.rows) > most_rows or cells > most_cells:
                break
    except csv.Error as error:
        raise ValueError(str(error)) from None
    return grid


def decode(data: bytes) -> str:
    """Give the text of a file.

    Raises ValueError for what holds null bytes outside of UTF-16, and so is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\x00" in data:
        raise ValueError("null bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _find_separator(lines: Sequence[str]) -> str:
    """Give the sign that divides most lines into the same number of cells.

    A file does not say what divides it: one whose cells are full of another separator is read by that one.
    """

    def rate(sign: str) -> int:
        counts = [len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1]
        usual = max(counts, key=lambda count: (counts.count(count), count), default=0)
        return counts.count(usual) * usual

    try:
        return max(_SEPARATORS, key=rate)
    except csv.Error:
        return ","


def write_separated(rows: Iterable[Sequence[str]]) -> bytes:
    """Give a table as UTF-8 text that spreadsheets open rightly, in which no cell is a formula."""
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\r\n").writerows([guard(text) for text in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def guard(text: str) -> str:
    """Give a text with a single quote before what a spreadsheet would take for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def unguard(text: str) -> str:
    """Take away the single quote that ``guard`` puts before a text."""
    return text[1:] if _GUARDED.match(text) else text
