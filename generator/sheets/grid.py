"""A sheet as rows of cells, whatever file it came from: texts, with what else is worth knowing of a cell."""

import datetime
from dataclasses import dataclass, field
from typing import TypeAlias

Block: TypeAlias = tuple[int, int, int, int]
"""A merged region: first row and column, last row and column, all counted from 0."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says as a text; ``is_date`` where the spreadsheet keeps a day in it."""

    text: str = ""
    is_date: bool = False


EMPTY = Cell()


@dataclass(slots=True)
class Grid:
    """The cells of one sheet; rows and columns count from 0 here and from 1 (and A) for people."""

    file: str
    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[Block] = field(default_factory=list)
    hidden_rows: int = 0
    is_hidden: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell; an empty one outside of the sheet."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else EMPTY

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row) for row in self.rows), default=0)


def make_cell(value: object) -> Cell:
    """Give the cell of a value that a spreadsheet holds."""
    if isinstance(value, bool):
        return Cell("Ya" if value else "Tidak")
    if isinstance(value, float):
        return Cell(str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value))  # noqa: PLR2004
    if isinstance(value, datetime.datetime):
        return Cell(value.date().isoformat(), is_date=True)
    if isinstance(value, datetime.date):
        return Cell(value.isoformat(), is_date=True)
    text = "" if value is None else str(value)
    # Most cells of a wide sheet are empty.
    return Cell(text) if text else EMPTY


def fill_merged(grid: Grid) -> None:
    """Let the value of a merged region belong to each of its cells; regions outside the sheet are let go.

    Regions of a spreadsheet never lie over one another: once they cover more than the sheet has, the rest
    is no spreadsheet's work and is let go as well.
    """
    widest, lowest = grid.width - 1, len(grid.rows) - 1
    kept: list[Block] = []
    room = (widest + 1) * (lowest + 1)
    for top, left, last_row, last_column in grid.merged:
        bottom, right = min(last_row, lowest), min(last_column, widest)
        if right < left or bottom < top:
            continue
        room -= (right - left + 1) * (bottom - top + 1)
        if room < 0:
            break
        kept.append((top, left, bottom, right))
        value = grid.cell(top, left)
        if not value.text:
            continue
        for row in grid.rows[top : bottom + 1]:
            row.extend([EMPTY] * (right + 1 - len(row)))
            row[left : right + 1] = [value] * (right + 1 - left)
    grid.merged = kept


def column_letters(column: int) -> str:
    """Give the letters of a column counted from 0: A, B, …, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
