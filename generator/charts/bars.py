"""Bars: numbers of named things as lying bars, one under the other in the order given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.charts.drawing import NARROW, Box, Drawing, Linked, Mark, Shape, Stroke, Words, trim
from generator.charts.lettering import measure, wrap
from generator.statistics import Count

_LINE, _THICK, _GAP = 15, 14, 11
_NAME_SHARE = 0.42
_MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the name of the thing, its number, what that counts, and the series it is drawn as."""

    label: str
    number: int
    count: Count | None = None
    series: str = ""


def lay_bars(width: int, bars: Sequence[Bar], show: Callable[[int], str] = str) -> Drawing:
    """Draw bars with their names beside them, or above them where the drawing is narrow.

    ``show`` writes a number as the page's language does.
    """
    is_narrow = width <= NARROW
    left = 0.0 if is_narrow else width * _NAME_SHARE
    room = width if is_narrow else left - 12
    widest = max((measure(show(bar.number)) for bar in bars), default=0)
    unit = (width - left - widest - 8) / max((bar.number for bar in bars), default=1)
    shapes: list[Shape] = []
    y = 0.0
    for bar in bars:
        lines = wrap(bar.label, room, _MOST_LINES)
        names = len(lines) * _LINE
        height = names + _THICK + _GAP if is_narrow else max(names, _THICK) + _GAP
        top = y + names + 2 if is_narrow else y + (height - _THICK) / 2
        first = y + _LINE - 3 if is_narrow else y + (height - names) / 2 + _LINE - 4
        length = trim(max(bar.number * unit, 0.5))
        kind = "" if bar.series else "bar"
        marks: list[Mark] = [
            *_write_name(lines, 0.0 if is_narrow else left - 12, first, "start" if is_narrow else "end"),
            Box(trim(left), trim(top), length, _THICK, kind, bar.series),
            Words(trim(left + length + 6), trim(top + 11), show(bar.number)),
        ]
        if bar.count and bar.count.number:
            target = Box(0, trim(y), width, trim(height), "hit")
            shapes.append(Linked(bar.count, f"{bar.label}: {show(bar.number)}", (target, *marks)))
        else:
            shapes += marks
        y += height
    if bars and not is_narrow:
        shapes.append(Stroke(trim(left), 0, trim(left), trim(y), "axis"))
    return Drawing(width, trim(y), tuple(shapes))


def _write_name(lines: Sequence[str], x: float, y: float, anchor: str) -> list[Words]:
    return [Words(trim(x), trim(y + number * _LINE), line, "", anchor) for number, line in enumerate(lines)]
