"""Lines: a number that runs through the years."""

from collections.abc import Callable, Sequence

from generator.charts.columns import Column, find_labelled, label_year
from generator.charts.drawing import Box, Dot, Drawing, Linked, Mark, Shape, Stroke, Trace, Words, trim
from generator.charts.lettering import measure
from generator.charts.scale import fit_scale

_AREA, _TOP, _FOOT = 180, 20, 24
_LEAST_TARGET = 26


def draw_line(width: int, points: Sequence[Column], show: Callable[[int], str] = str) -> Drawing:
    """Draw one line through the years, its last number in figures at its end.

    ``show`` writes a number as the page's language does.
    """
    scale = fit_scale(max((point.total for point in points), default=0))
    left = measure(show(scale.top)) + 6
    base, slot = _TOP + _AREA, (width - left) / max(len(points), 1)
    shapes: list[Shape] = []
    for value in scale.values:
        y = trim(base - value * _AREA / scale.top)
        shapes.append(Stroke(trim(left), y, width, y, "grid"))
        shapes.append(Words(trim(left - 6), y + 4, show(value), "m", "end"))
    places = [
        (trim(left + slot * (index + 0.5)), trim(base - point.total * _AREA / scale.top))
        for index, point in enumerate(points)
    ]
    if len(places) > 1:
        shapes.append(Trace((tuple(places),), "line"))
    labelled = find_labelled([point.label for point in points], slot)
    for index, (point, (x, y)) in enumerate(zip(points, places, strict=True)):
        marks: list[Mark] = [Dot(x, y, 3, "dot")]
        if index in labelled:
            marks.append(label_year(point.label, x, base, width))
        if index == len(points) - 1:
            end = min(x + measure(show(point.total)) / 2, width)
            marks.append(Words(trim(end), trim(y - 8), show(point.total), "b", "end"))
        if point.count and point.count.number and slot >= _LEAST_TARGET:
            target = Box(trim(left + slot * index), 0, trim(slot), base + _FOOT, "hit")
            shapes.append(Linked(point.count, f"{point.label}: {show(point.total)}", (target, *marks)))
        else:
            shapes += marks
    return Drawing(width, base + _FOOT, tuple(shapes))
