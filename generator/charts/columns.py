"""Columns: numbers of years as standing bars, stacked by series, or small, for many side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.charts.drawing import Box, Drawing, Linked, Mark, Shape, Stroke, Words, lay_legend, trim
from generator.charts.lettering import measure
from generator.charts.scale import fit_scale
from generator.statistics import Count

_GAP = 0.28
_AREA, _TOP, _FOOT = 200, 20, 24
_LEAST_TARGET = 26
"""A column narrower than this is no link: a finger would miss it, and the table holds the same link."""
_SMALL_WIDTH, _SMALL_AREA = 160, 56


@dataclass(frozen=True, slots=True)
class Column:
    """One bar: its label, a number a series from the bottom up, and what all of them count."""

    label: str
    numbers: tuple[int, ...]
    count: Count | None = None

    @property
    def total(self) -> int:
        """The height of the whole bar."""
        return sum(self.numbers)


def stack_columns(
    width: int,
    columns: Sequence[Column],
    series: Sequence[str],
    names: Sequence[str],
    show: Callable[[int], str] = str,
) -> Drawing:
    """Draw stacked bars with scale, totals and, for several series, a legend.

    ``show`` writes a number as the page's language does.
    """
    scale = fit_scale(max((column.total for column in columns), default=0))
    left = max(measure(show(scale.top)) + 6, measure(columns[0].label) / 2 if columns else 0)
    base, slot = _TOP + _AREA, (width - left) / max(len(columns), 1)
    shapes: list[Shape] = []
    for value in scale.values:
        y = trim(base - value * _AREA / scale.top)
        shapes += [
            Stroke(trim(left), y, width, y, "grid"),
            Words(trim(left - 6), y + 4, show(value), "m", "end"),
        ]
    named = find_labelled([column.label for column in columns], slot)
    with_totals = all(measure(show(column.total)) <= slot for column in columns)
    for index, column in enumerate(columns):
        marks = _stack(column, series, (left + slot * index, slot), _AREA / scale.top)
        middle = trim(left + slot * (index + 0.5))
        if with_totals and column.total:
            top = base - column.total * _AREA / scale.top
            marks.append(Words(middle, trim(top - 5), show(column.total), "", "middle"))
        if index in named:
            marks.append(label_year(column.label, middle, base, width))
        if column.count and column.count.number and slot >= _LEAST_TARGET:
            target = Box(trim(left + slot * index), _TOP - 18, trim(slot), _AREA + 18 + _FOOT, "hit")
            label = f"{column.label}: {show(column.total)}"
            shapes.append(Linked(column.count, label, (target, *marks)))
        else:
            shapes += marks
    bottom = float(base + _FOOT)
    if len(series) > 1:
        legend, bottom = lay_legend(zip(series, names, strict=True), width, bottom + 8)
        shapes += legend
    return Drawing(width, bottom, tuple(shapes))


def _stack(column: Column, series: Sequence[str], place: tuple[float, float], unit: float) -> list[Mark]:
    """Give the pieces of a bar; each stands where the one below ends, so that none is lost to rounding."""
    marks: list[Mark] = []
    (x, slot), base, below = place, _TOP + _AREA, 0
    for name, number in zip(series, column.numbers, strict=True):
        if number:
            bottom, top = trim(base - below * unit), trim(base - (below + number) * unit)
            left = trim(x + slot * _GAP / 2)
            marks.append(Box(left, top, trim(slot * (1 - _GAP)), trim(bottom - top), "", name))
        below += number
    return marks


def find_labelled(labels: Sequence[str], slot: float) -> frozenset[int]:
    """Give the places whose labels are shown: as many as fit, the newest always."""
    widest = max(map(measure, labels), default=0)
    # The last label may have to move inwards.
    room = widest + 6 + max(widest - slot, 0) / 2
    every = max(1, -int(-room // slot)) if slot else 1
    return frozenset(index for index in range(len(labels)) if (len(labels) - 1 - index) % every == 0)


def label_year(label: str, middle: float, base: float, width: float) -> Words:
    """Give a year's name under its place, moved inwards where it would not end within the drawing."""
    return Words(trim(min(middle, width - measure(label) / 2)), base + 17, label, "m", "middle")


def small_years_chart(
    counts: Mapping[str, int],
    years: Sequence[int] | None = None,
    top: int | None = None,
    series: str = "",
) -> Drawing:
    """Draw the numbers of years as a small chart without a scale, the highest named in figures.

    ``counts`` holds a number a year; what is no year is left out. ``years`` are the years drawn (those
    between the first and the last of ``counts`` otherwise) and ``top`` is the number that fills the
    height, so that several charts can share both; ``series`` is the type they are drawn as, if any.
    """
    known = {int(year): number for year, number in counts.items() if year.isdigit()}
    drawn = list(years if years is not None else range(min(known), max(known) + 1) if known else ())
    highest = max((known.get(year, 0) for year in drawn), default=0)
    unit, base = _SMALL_AREA / max(top or 0, highest, 1), 16.0 + _SMALL_AREA
    slot = _SMALL_WIDTH / max(len(drawn), 1)
    kind = series or "bar"
    shapes: list[Shape] = [Stroke(0, base, _SMALL_WIDTH, base, "axis")]
    named = False
    for index, year in enumerate(drawn):
        number = known.get(year, 0)
        if not number:
            continue
        y = trim(base - number * unit)
        shapes.append(Box(trim(slot * (index + 0.12)), y, trim(slot * 0.76), trim(base - y), kind))
        if number == highest and not named:
            half = measure(str(number)) / 2
            middle = min(max(slot * (index + 0.5), half), _SMALL_WIDTH - half)
            shapes.append(Words(trim(middle), trim(y - 4), str(number), "", "middle"))
            named = True
    if drawn:
        shapes.append(Words(0, base + 14, str(drawn[0]), "m"))
        if len(drawn) > 1:
            shapes.append(Words(_SMALL_WIDTH, base + 14, str(drawn[-1]), "m", "end"))
    return Drawing(_SMALL_WIDTH, base + 19, tuple(shapes))
