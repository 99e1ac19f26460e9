"""Outlines: the shapes of land and provinces that maps are drawn from, and points inside them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]
"""A closed line without its first point repeated: longitude and, counted southwards, latitude."""

_HERE = Path(__file__).resolve().parent
_PROBES = 24


@dataclass(frozen=True, slots=True)
class Outlines:
    """Areas and points in degrees, with the source they come from."""

    source: str
    areas: dict[str, tuple[Ring, ...]]
    points: dict[str, Point]
    """A place inside each area, or inside countries that have no area here."""


@cache
def read_outlines(name: str) -> Outlines:
    """Read ``provinces`` (areas by the ministry's code) or ``world`` (points by ISO code)."""
    document = json.loads((_HERE / f"{name}.json").read_text(encoding="utf-8"))
    units = document["units"]
    areas = {
        key: tuple(_read_ring(numbers, units) for numbers in rings)
        for key, rings in document["areas"].items()
    }
    points = {key: (x / units, y / units) for key, (x, y) in document.get("points", {}).items()}
    return Outlines(
        document["source"], areas, points or {key: find_middle(rings) for key, rings in areas.items()}
    )


def _read_ring(numbers: Sequence[int], units: int) -> Ring:
    across, down = accumulate(numbers[::2]), accumulate(numbers[1::2])
    return tuple((x / units, y / units) for x, y in zip(across, down, strict=True))


def measure_area(ring: Ring) -> float:
    """Give the area in a ring, negative where it runs the other way round."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise((*ring, ring[0]))) / 2


def is_inside(point: Point, ring: Ring) -> bool:
    """Whether a point lies in a ring: a line from it to one side crosses the ring an odd number of times."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise((*ring, ring[0])):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def find_middle(rings: Sequence[Ring]) -> Point:
    """Give a point well inside the largest ring: the middle of the widest stretch on lines laid across it.

    A centroid can lie in the sea: of an arc of land, or between islands.
    """
    ring = max(rings, key=lambda one: abs(measure_area(one)))
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    best, place = -1.0, ring[0]
    for probe in range(1, _PROBES):
        y = top + (bottom - top) * (probe + 0.01) / _PROBES
        crossings = sorted(
            (bx - ax) * (y - ay) / (by - ay) + ax
            for (ax, ay), (bx, by) in pairwise((*ring, ring[0]))
            if (ay > y) != (by > y)
        )
        # A wide stretch near the tip of an area is worse than one at its waist.
        weight = min(probe, _PROBES - probe)
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            if (right - left) * weight > best:
                best, place = (right - left) * weight, ((left + right) / 2, y)
    return place
