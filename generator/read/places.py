"""Where a value stands in its file: asked only for what is reported, so that reading stays fast.

A text in the plain form is looked through line by line; any other is the parser's business.
"""

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from generator.read.plain_lines import STEP, read_head, split_plain_lines

if TYPE_CHECKING:
    import yaml

Path: TypeAlias = Sequence[str | int]


class Position(NamedTuple):
    """A stretch of a file; lines and columns count from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Places:
    """The places of a file's values; all of what can't be read stands at its start."""

    def __init__(self, data: bytes) -> None:
        self._lines = _split_lines(data)
        self._tree: yaml.Node | None = None
        if self._lines is None:
            from generator.read.positions import read_places  # noqa: PLC0415  most records need no parser

            self._tree = read_places(data)

    def locate(self, path: Path, *, key: bool = False) -> Position:
        """Find the value at a path, or with ``key`` the key that leads to it.

        A path that the file does not have gives the nearest part that it has.
        """
        if self._lines is not None:
            return _locate_plainly(self._lines, path, key=key)
        from generator.read.positions import locate  # noqa: PLC0415

        return locate(self._tree, path, key=key)


def _split_lines(data: bytes) -> list[str] | None:
    try:
        return split_plain_lines(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _locate_plainly(lines: Sequence[str], path: Path, *, key: bool) -> Position:
    # Where the value that the path has led to begins and ends, and the depth of its keys or dashes.
    depth, end = 0, len(lines)
    start = _skip(lines, 0, end)
    place = _mark(start, 0)
    for step in path:
        at = _find(lines, range(start, end), depth, step)
        if at is None:
            break
        own, dash, name = read_head(lines[at])
        is_item = isinstance(step, int)
        # What belongs to a key stands deeper than it, what belongs to an item deeper than its dash.
        depth = own + 1 if is_item else own + dash + 1
        margin = " " * (STEP * depth)
        end = next((n for n in range(at + 1, end) if lines[n] and not lines[n].startswith(margin)), end)
        # The first key of an item stands behind its dash.
        start = at if is_item and name else _skip(lines, at + 1, end)
        if key and not is_item:
            place = _mark(at, own + dash, len(name))
        elif start < end:
            place = _mark(start, depth)
        else:
            column = STEP * (own + dash) + (len(name) + len(": ") if name else 0)
            place = Position(at + 1, column + 1, at + 1, len(lines[at]) + 1)
    return place


def _skip(lines: Sequence[str], start: int, end: int) -> int:
    """Give the first line that says something."""
    return next((number for number in range(start, end) if lines[number]), end)


def _find(lines: Sequence[str], numbers: range, depth: int, step: str | int) -> int | None:
    """Give the line to which a step leads; None where there is none."""
    margin = " " * (STEP * depth)
    if isinstance(step, int):
        items = (number for number in numbers if lines[number].startswith(f"{margin}- "))
        return next(islice(items, step, None), None)
    if ":" in step:
        return None
    if depth and numbers and lines[numbers[0]].startswith(f"{margin[STEP:]}- {step}:"):
        return numbers[0]
    return next((number for number in numbers if lines[number].startswith(f"{margin}{step}:")), None)


def _mark(number: int, depth: int, length: int = 1) -> Position:
    """Give the beginning of what stands so deep on a line."""
    column = STEP * depth + 1
    return Position(number + 1, column, number + 1, column + length)
