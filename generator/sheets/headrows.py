"""Where the headings of a sheet stand and which field each column holds, whatever stands above them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.entry.fields import Field, Table
from generator.entry.headings import find_field, find_written_field, fold_heading, is_row_number
from generator.sheets.grid import Grid
from generator.sheets.layout import ROW

_Find: TypeAlias = Callable[[Table, str], Field | None]

_DEEPEST = 40
_LEAST_FOUND = 2
_ROW_FIELD_NAMES = frozenset(("no", "nomor urut", "no urut"))


@dataclass(slots=True)
class Head:
    """The heading rows of a sheet: the first, how many, and what each column is.

    ``unknown`` are the headings that no field has; ``doubled`` the columns whose field another has already.
    """

    row: int
    depth: int
    columns: dict[int, Field] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    doubled: dict[int, Field] = field(default_factory=dict)

    @property
    def first_data_row(self) -> int:
        """The row after the headings."""
        return self.row + self.depth

    def column_of(self, key: str) -> int | None:
        """Give the first column of a field."""
        return next((column for column, one in self.columns.items() if one.key == key), None)


def find_head(grid: Grid, table: Table) -> Head | None:
    """Give the heading rows of a sheet: the row, or two, in which most cells are names of fields.

    None where no row has at least two of them, or the only column of a table that has but one.
    """
    best: Head | None = None
    for row in range(min(_DEEPEST, len(grid.rows))):
        if not any(cell.text.strip() for cell in grid.rows[row]):
            continue
        for depth in (1, 2):
            head = _read_head(grid, table, (row, depth), find_written_field)
            if len(head.columns) < _LEAST_FOUND:
                continue
            # A second row is one of headings only if it tells more columns apart.
            if best is None or _rate(head) > _rate(best):
                best = head
    # Slips of the hand are forgiven once it is known which row it is.
    return _read_head(grid, table, (best.row, best.depth), find_field) if best else None


def _rate(head: Head) -> int:
    return 2 * len(head.columns) - len(head.doubled)


def _read_head(grid: Grid, table: Table, place: tuple[int, int], find: _Find) -> Head:
    row, depth = place
    head = Head(row, depth)
    taken: Counter[str] = Counter()
    outer = ""
    for column in range(grid.width):
        top = grid.cell(row, column).text.strip()
        below = grid.cell(row + 1, column).text.strip() if depth > 1 else ""
        # A heading over several columns stands in the first alone where the file knows no merges.
        top = top or (outer if below else "")
        outer = top if below and below != top else ""
        heading = " ".join(dict.fromkeys(part for part in (top, below) if part))
        if not heading:
            continue
        if len(heading) > _LONGEST_HEADING:
            # No field has such a one; that its column is not read is told all the same.
            head.unknown[column] = f"{heading[:_LONGEST_HEADING]}…"
            continue
        found = _find(table, top, below, find)
        head.headings[column] = (below or top).rstrip(" *")
        if found is None and not is_row_number(heading):
            head.unknown[column] = heading
        elif found is None:
            continue
        elif taken[found.key] and not found.is_list:
            head.doubled[column] = found
        else:
            head.columns[column] = found
            taken[found.key] += 1
    return head


_LONGEST_HEADING = 120


def _find(table: Table, top: str, below: str, find: _Find) -> Field | None:
    """Give the field of a column whose heading may stand in two cells, one above the other."""
    spellings = dict.fromkeys((f"{top} {below}", below, top) if below and below != top else (top,))
    for spelling in spellings:
        if ROW in table.by_key and is_row_number(spelling):
            return table.by_key[ROW]
        found = find(table, spelling)
        if found is not None:
            return found
    return None


def is_repeated_head(grid: Grid, head: Head, row: int) -> bool:
    """Whether a row repeats the headings, as tables printed over several pages do."""
    found = sum(
        fold_heading(grid.cell(row, column).text) == fold_heading(heading) != ""
        for column, heading in head.headings.items()
    )
    return found >= max(_LEAST_FOUND, len(head.headings) // 2)


def is_column_numbers(grid: Grid, row: int) -> bool:
    """Whether a row only numbers the columns, as in 1, 2, 3."""
    numbers = [cell.text.strip("() .") for cell in grid.rows[row] if cell.text.strip()]
    return len(numbers) > _LEAST_FOUND and numbers == [str(number) for number in range(1, len(numbers) + 1)]
