"""Drawings: the few shapes that every chart is made of, in the drawing's own units."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from generator.charts.lettering import SIZE, measure
from generator.statistics import Count

WIDE, NARROW = 720, 300
"""Widths a chart is drawn at: for a desk, and for a phone, where a unit is about a pixel."""

Bounds: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; with a ``series`` it wears that series' colour and pattern."""

    x: float
    y: float
    width: float
    height: float
    kind: str = ""
    series: str = ""

    @property
    def bounds(self) -> Bounds:
        """The rectangle itself."""
        return self.x, self.y, self.x + self.width, self.y + self.height


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str

    @property
    def bounds(self) -> Bounds:
        """What the line spans."""
        return min(self.x1, self.x2), min(self.y1, self.y2), max(self.x1, self.x2), max(self.y1, self.y2)


@dataclass(frozen=True, slots=True)
class Trace:
    """A line through several points, or with ``closed`` an area of several rings."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    kind: str
    closed: bool = False

    @property
    def bounds(self) -> Bounds:
        """What the points span."""
        points = [point for ring in self.rings for point in ring]
        across, down = [x for x, _ in points], [y for _, y in points]
        return min(across), min(down), max(across), max(down)


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle by its middle and radius."""

    x: float
    y: float
    radius: float
    kind: str

    @property
    def bounds(self) -> Bounds:
        """The square around the circle."""
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text by its baseline; ``anchor`` is start, middle or end."""

    x: float
    y: float
    text: str
    kind: str = ""
    anchor: str = "start"

    @property
    def bounds(self) -> Bounds:
        """What the text takes at most, as far as that can be known without a font."""
        width = measure(self.text)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.y - SIZE * 0.8, left + width, self.y + SIZE * 0.25


Mark: TypeAlias = Box | Stroke | Trace | Dot | Words


@dataclass(frozen=True, slots=True)
class Linked:
    """Shapes that together lead to the list of what they count; ``label`` says so in words."""

    count: Count
    label: str
    marks: tuple[Mark, ...]


Shape: TypeAlias = Mark | Linked


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in the order they are laid over each other, and the room they stand in."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    def marks(self) -> Iterator[Mark]:
        """Give every shape by itself, those in links included."""
        for shape in self.shapes:
            if isinstance(shape, Linked):
                yield from shape.marks
            else:
                yield shape

    @property
    def has_links(self) -> bool:
        """Whether something in it leads to a list."""
        return any(isinstance(shape, Linked) for shape in self.shapes)


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether two rectangles share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def trim(number: float) -> float:
    """Give a coordinate as precisely as anyone sees it: to a tenth."""
    return round(number, 1)


def lay_legend(entries: Iterable[tuple[str, str]], width: float, y: float) -> tuple[list[Shape], float]:
    """Give swatches with names (series, name), row under row, and the height below the last row."""
    shapes: list[Shape] = []
    x, side = 0.0, 12.0
    for series, name in entries:
        room = side + 6 + measure(name)
        if x and x + room > width:
            x, y = 0.0, y + 20
        shapes += [
            Box(trim(x), trim(y), side, side, "", series),
            Words(trim(x + side + 6), trim(y + 10), name),
        ]
        x += room + 14
    return shapes, (y + 20 if shapes else y)
