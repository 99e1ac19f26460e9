"""The lines of a file that a finding means, with carets under the very place."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.check.finding import Finding
from generator.check.reporters.cells import Cell, count_width, render_cells
from generator.check.reporters.palette import paint
from generator.check.reporters.setting import Setting
from generator.check.rules.privacy import find_personal_data
from generator.text import Text

_MOST_LINES = 3
_INDENT = "  "
_UNTIL = Text("sampai baris {line}", "up to line {line}")
# Of a line cut around its place, this part shows what comes before.
_BEFORE = 0.4
# Characters looked at for each column: a picture of a family takes seven for two.
_MARGIN = 8
# A report is kept where a record's history is not purged: it shows where personal data stand, not which.
_PERSONAL = "KS7"
_DIGITS_AND_ADDRESSES = re.compile(r"(?<!\S)\S+@\S+|\d")
_SIGN = re.compile(r"\S")
_HIDDEN = "•"


class _Stretch(NamedTuple):
    """A line as it is shown: what is meant, what stands before and after it, and the columns they take."""

    before: str
    meant: str
    after: str
    margin: int
    width: int


def hide_personal(source: str) -> str:
    """Give a line with a dot for each character of what may be a person's number or address."""
    hidden = _DIGITS_AND_ADDRESSES.sub(lambda found: _HIDDEN * len(found[0]), source)
    # Written in a way of its own: nothing of the line is shown.
    return _SIGN.sub(_HIDDEN, source) if find_personal_data(hidden, ()) else hidden


def hide_where_personal(source: str) -> str:
    """Give a line that anybody may read: as it is, or hidden where it holds what looks like personal data."""
    return hide_personal(source) if find_personal_data(source, ()) else source


def render_excerpt(finding: Finding, setting: Setting) -> Iterator[str]:
    """Give the lines that a finding spans, three at most, each with carets under what is meant.

    Nothing where the file has no such line or nothing stands there.
    """
    if not setting.read_line(finding.file, finding.line):
        return
    last = min(_find_last_line(finding), setting.count_lines(finding.file))
    numbers = range(finding.line, min(last, finding.line + _MOST_LINES - 1) + 1)
    gutter = len(str(numbers[-1]))
    frame = paint(f"{_INDENT}{' ' * gutter} | ", "frame", colour=setting.colour)
    for number in numbers:
        source = setting.read_line(finding.file, number)
        start, stop = _find_meant(finding, number, source)
        # Of a line with personal data another finding must not show them either.
        hide = hide_personal if finding.rule.startswith(_PERSONAL) else hide_where_personal
        source = hide(source)
        stretch = _cut(source, start, stop, setting.width - gutter - len(_INDENT) - len(" | "))
        label = paint(f"{_INDENT}{number:>{gutter}} | ", "frame", colour=setting.colour)
        meant = paint(stretch.meant, finding.severity, colour=setting.colour)
        yield f"{label}{stretch.before}{meant}{stretch.after}".rstrip(" ")
        if start < stop or number == finding.line:
            # A place between two characters is one caret wide.
            carets = "^" * max(1, stretch.width)
            yield frame + " " * stretch.margin + paint(carets, finding.severity, colour=setting.colour)
    if last > numbers[-1]:
        yield f"{frame}… ({_UNTIL.render(setting.language, line=str(last))})"


def render_line(text: str, width: int) -> str:
    """Give a line without its indent, cut at its end where it is wider than ``width`` columns."""
    stretch = _cut(text.strip(), 0, 0, width)
    return f"{stretch.before}{stretch.meant}{stretch.after}"


def _find_last_line(finding: Finding) -> int:
    """Give the last line that a finding means something of."""
    if finding.end_line > finding.line and finding.end_column <= 1:
        return finding.end_line - 1
    return finding.end_line


def _find_meant(finding: Finding, number: int, source: str) -> tuple[int, int]:
    """Give the stretch of one line that a finding means."""
    indent = len(source) - len(source.lstrip())
    start = min(finding.column - 1, len(source)) if number == finding.line else indent
    stop = min(finding.end_column - 1, len(source)) if number == finding.end_line else len(source.rstrip())
    return start, max(start, stop)


def _cut(source: str, start: int, stop: int, width: int) -> _Stretch:
    """Give the part of a line around a stretch of it that fits into ``width`` columns."""
    if len(source) <= width and source.isascii() and source.isprintable():
        # Shown as it is, a column for each character.
        return _Stretch(source[:start], source[start:stop], source[stop:], start, stop - start)
    # Of a line of a hundred thousand characters, only those that could be shown are looked at.
    near, far = max(0, start - _MARGIN * width), start + _MARGIN * width
    cells = render_cells(source[near:far])
    start, stop = start - near, min(stop - near, len(cells))
    if near == 0 and far >= len(source) and count_width(cells) <= width:
        return _lay_out(cells, start, stop)
    room = max(8, width - 2)
    behind = min(count_width(cells[start:]), room)
    first = _step_back(cells, start, max(int(room * _BEFORE), room - behind))
    last = _step_on(cells, first, room)
    head = [Cell("…", 1)] if near or first else []
    tail = [Cell("…", 1)] if last < len(cells) or far < len(source) else []
    shift = len(head) - first
    return _lay_out([*head, *cells[first:last], *tail], start + shift, max(start, min(stop, last)) + shift)


def _step_back(cells: list[Cell], start: int, room: int) -> int:
    """Give the first cell that may be shown when ``room`` columns are left before a place."""
    first = start
    while first > 0 and cells[first - 1].width <= room:
        first -= 1
        room -= cells[first].width
    # A mark without the letter it belongs to would sit on another one.
    while 0 < first < start and cells[first].width == 0:
        first += 1
    return first


def _step_on(cells: list[Cell], first: int, room: int) -> int:
    """Give the end of the cells from ``first`` on that fit into ``room`` columns."""
    last = first
    while last < len(cells) and cells[last].width <= room:
        room -= cells[last].width
        last += 1
    return last


def _lay_out(cells: list[Cell], start: int, stop: int) -> _Stretch:
    """Give cells as a line of which those from ``start`` to before ``stop`` are meant."""
    parts = cells[:start], cells[start:stop], cells[stop:]
    before, meant, after = ("".join(cell.shown for cell in part) for part in parts)
    return _Stretch(before, meant, after, *map(count_width, parts[:2]))
