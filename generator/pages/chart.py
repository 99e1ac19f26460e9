"""Charts as shapes: all geometry is computed here, the template only draws it."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 720
_LEFT, _TOP, _BAR_AREA, _BOTTOM = 36, 12, 220, 28
_GAP = 0.3
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10000)
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Segment:
    """One coloured piece of a bar: its series and its rectangle in the drawing's units."""

    series: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, the middle it stands under, and its pieces from the bottom up."""

    label: str
    middle: float
    segments: tuple[Segment, ...]
    show_label: bool


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line of the scale: its value and its height in the drawing."""

    value: int
    y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A stacked bar chart."""

    width: int
    height: int
    left: int
    baseline: float
    bars: tuple[Bar, ...]
    lines: tuple[GridLine, ...]


def stack_bars(labels: Sequence[str], numbers: Sequence[Sequence[int]]) -> Chart:
    """Give the chart of a number a series and label: ``numbers[i][s]`` belongs to ``labels[i]``."""
    highest = max((sum(row) for row in numbers), default=0) or 1
    step = next((step for step in _STEPS if highest / step <= _MOST_LINES), _STEPS[-1])
    top = -(-highest // step) * step
    scale = _BAR_AREA / top
    baseline = _TOP + _BAR_AREA
    slot = (WIDTH - _LEFT) / max(len(labels), 1)
    width = slot * (1 - _GAP)
    every = -(-len(labels) // 16)
    bars = []
    for index, (label, row) in enumerate(zip(labels, numbers, strict=True)):
        x, y = _LEFT + slot * (index + _GAP / 2), float(baseline)
        segments = []
        for series, number in enumerate(row):
            if number:
                y -= number * scale
                segments.append(Segment(series, _trim(x), _trim(y), _trim(width), _trim(number * scale)))
        bars.append(Bar(label, _trim(x + width / 2), tuple(segments), index % every == 0))
    lines = tuple(GridLine(value, _trim(baseline - value * scale)) for value in range(0, top + 1, step))
    return Chart(WIDTH, baseline + _BOTTOM, _LEFT, baseline, tuple(bars), lines)


def _trim(number: float) -> float:
    return round(number, 1)
