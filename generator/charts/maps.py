"""Maps: circles over outlines of land, as large as the number of agreements at a place."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from generator.charts.drawing import (
    NARROW,
    Bounds,
    Box,
    Dot,
    Drawing,
    Linked,
    Mark,
    Shape,
    Trace,
    Words,
    overlap,
    trim,
)
from generator.charts.lettering import SIZE, measure
from generator.charts.outlines import Point, Ring, read_outlines
from generator.statistics import Count

_LARGEST = {True: 12.0, False: 17.0}
_SMALLEST, _ONE = 3.5, 5.5
"""Radii: no circle is smaller, and none for one agreement larger."""
_TARGET = 24.0
_MARGIN = 4.0
_SHORTEST = 0.5
"""Steps of an outline that nobody would see are not drawn."""
_EAST = 115.5
"""Where a narrow map is cut: what lies wholly east of it stands below the rest, as large."""


@dataclass(frozen=True, slots=True)
class Place:
    """A number at an area or country: its key among the outlines, its name, and what it counts."""

    key: str
    label: str
    number: int
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Land on paper: how degrees become units, and the height taken."""

    project: Callable[[Point], Point]
    height: float


class _Land(NamedTuple):
    """What every map of some width begins with: its height, the land, and where each key's place is."""

    height: float
    shapes: tuple[Shape, ...]
    placed: Mapping[str, Point]


def draw_provinces(width: int, places: Sequence[Place], show: Callable[[int], str] = str) -> Drawing:
    """Draw Indonesia with a circle a province.

    A narrow drawing shows the western half above the eastern one, both as large as the width allows.
    """
    return _set_circles(width, _lay_provinces(width), places, show)


def draw_world(width: int, places: Sequence[Place], show: Callable[[int], str] = str) -> Drawing:
    """Draw the land of the world, without borders, with a circle a country."""
    return _set_circles(width, _lay_world(width), places, show)


@cache
def _lay_provinces(width: int) -> _Land:
    outlines = read_outlines("provinces")
    if width > NARROW:
        strips = [list(outlines.areas)]
    else:
        strips = [[], []]
        for key, rings in outlines.areas.items():
            strips[min(x for ring in rings for x, _ in ring) >= _EAST].append(key)
    boxes = [_span([ring for key in keys for ring in outlines.areas[key]]) for keys in strips]
    unit = width / max(right - left for left, _, right, _ in boxes)
    shapes: list[Shape] = []
    placed: dict[str, Point] = {}
    y = 0.0
    for keys, box in zip(strips, boxes, strict=True):
        sheet = _lay_flat(box, unit, width, y)
        for key in keys:
            shapes.append(_trace(outlines.areas[key], sheet, "land"))
            placed[key] = sheet.project(outlines.points[key])
        y += sheet.height + 2 * _MARGIN
    return _Land(y, tuple(shapes), placed)


@cache
def _lay_world(width: int) -> _Land:
    outlines = read_outlines("world")
    (rings,) = outlines.areas.values()
    left, top, right, bottom = _span([tuple(map(_flatten, ring)) for ring in rings])
    unit = width / (right - left)

    def project(point: Point) -> Point:
        x, y = _flatten(point)
        return trim((x - left) * unit), trim((y - top) * unit)

    sheet = _Sheet(project, trim((bottom - top) * unit))
    placed = {key: project(point) for key, point in outlines.points.items()}
    return _Land(sheet.height, (_trace(rings, sheet, "land"),), placed)


def is_on_world(country: str) -> bool:
    """Whether the map of the world knows where a country lies."""
    return country in read_outlines("world").points


def _span(rings: Sequence[Ring]) -> Bounds:
    across, down = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    return min(across), min(down), max(across), max(down)


def _lay_flat(box: Bounds, unit: float, width: int, y: float) -> _Sheet:
    """Near the equator a degree is as long both ways."""
    left, top, right, bottom = box
    shift = (width - (right - left) * unit) / 2

    def project(point: Point) -> Point:
        return trim((point[0] - left) * unit + shift), trim((point[1] - top) * unit + y + _MARGIN)

    return _Sheet(project, trim((bottom - top) * unit))


def _flatten(point: Point) -> Point:
    """Give a place on a map that keeps areas true (Equal Earth, after Šavrič, Patterson and Jenny 2018)."""
    longitude, latitude = math.radians(point[0]), math.radians(point[1])
    angle = math.asin(math.sqrt(3) / 2 * math.sin(latitude))
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    square = angle * angle
    sixth = square**3
    x = 2 * math.sqrt(3) * longitude * math.cos(angle) / (
        3 * (9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1)
    )  # fmt: skip
    return x, angle * (a4 * sixth * square + a3 * sixth + a2 * square + a1)


def _trace(rings: Sequence[Ring], sheet: _Sheet, kind: str) -> Trace:
    """Draw an area without its shortest steps."""
    traced = []
    for ring in rings:
        points: list[Point] = []
        for point in map(sheet.project, ring):
            if not points or max(abs(point[0] - points[-1][0]), abs(point[1] - points[-1][1])) >= _SHORTEST:
                points.append(point)
        if len(points) > 2:  # noqa: PLR2004  less encloses nothing
            traced.append(tuple(points))
    return Trace(tuple(traced), kind, closed=True)


def _locate(places: Sequence[Place], placed: Mapping[str, Point]) -> list[tuple[Place, Point]]:
    found = [(place, placed[place.key]) for place in places if place.key in placed and place.number]
    return sorted(found, key=lambda pair: (-pair[0].number, pair[0].key))


def _set_circles(width: int, land: _Land, places: Sequence[Place], show: Callable[[int], str]) -> Drawing:
    """Lay circles over the land, the largest first, with names as far as they fit."""
    height, located = land.height, _locate(places, land.placed)
    highest = max((place.number for place, _ in located), default=1)
    unit = min(_LARGEST[width <= NARROW] / math.sqrt(highest), _ONE)
    dots = []
    for place, (x, y) in located:
        radius = trim(max(unit * math.sqrt(place.number), _SMALLEST))
        inside = (min(max(x, radius), width - radius), min(max(y, radius), height - radius))
        dots.append(Dot(trim(inside[0]), trim(inside[1]), radius, "spot"))
    taken: list[Bounds] = [dot.bounds for dot in dots]
    targets: list[Bounds] = []
    shapes: list[Shape] = list(land.shapes)
    names: list[Mark] = []
    for (place, _), dot in zip(located, dots, strict=True):
        marks: list[Mark] = [dot]
        name = _find_room(f"{place.label} {show(place.number)}", dot, (width, height), taken)
        if name:
            taken.append(name.bounds)
            names.append(name)
        half = max(dot.radius, _TARGET / 2)
        target = (dot.x - half, dot.y - half, dot.x + half, dot.y + half)
        fits = target[0] >= 0 and target[1] >= 0 and target[2] <= width and target[3] <= height
        if place.count and fits and not any(overlap(target, other) for other in targets):
            targets.append(target)
            hit = Box(trim(target[0]), trim(target[1]), trim(2 * half), trim(2 * half), "hit")
            shapes.append(Linked(place.count, f"{place.label}: {show(place.number)}", (hit, *marks)))
        else:
            shapes += marks
    return Drawing(width, trim(height), (*shapes, *names))


def _find_room(text: str, dot: Dot, room: Point, taken: Sequence[Bounds]) -> Words | None:
    """Give a circle's name beside, above or below it, where it covers nothing; else None."""
    across, down = dot.radius + 4, SIZE * 0.35
    for x, y, anchor in (
        (dot.x + across, dot.y + down, "start"),
        (dot.x - across, dot.y + down, "end"),
        (dot.x, dot.y - dot.radius - 5, "middle"),
        (dot.x, dot.y + dot.radius + SIZE, "middle"),
        (dot.x, dot.y - dot.radius - 4, "start"),
        (dot.x, dot.y + dot.radius + SIZE, "start"),
        (dot.x, dot.y - dot.radius - 4, "end"),
        (dot.x, dot.y + dot.radius + SIZE, "end"),
    ):
        words = Words(trim(x), trim(y), text, "halo", anchor)
        left, top, right, bottom = words.bounds
        if left < 0 or top < 0 or right > room[0] or bottom > room[1] or measure(text) > room[0]:
            continue
        if not any(overlap(words.bounds, other) for other in taken):
            return words
    return None
