"""Grid: many small drawings with their names, side by side in one."""

from collections.abc import Sequence
from dataclasses import replace

from generator.charts.drawing import Box, Dot, Drawing, Linked, Mark, Shape, Stroke, Trace, Words
from generator.charts.lettering import wrap

_GAP, _LINE, _MOST_LINES = 20, 15, 3


def lay_grid(width: int, tiles: Sequence[tuple[str, Drawing]]) -> Drawing:
    """Give one drawing of all: as many in a row as fit, each below its name."""
    if not tiles:
        return Drawing(width, 0, ())
    across = max(drawing.width for _, drawing in tiles)
    columns = max(1, int((width + _GAP) // (across + _GAP)))
    names = [wrap(name, across, _MOST_LINES) for name, _ in tiles]
    head = max(map(len, names)) * _LINE
    down = max(drawing.height for _, drawing in tiles) + head + _GAP
    shapes: list[Shape] = []
    for number, (lines, (_, drawing)) in enumerate(zip(names, tiles, strict=True)):
        x, y = number % columns * (across + _GAP), number // columns * down
        shapes += [Words(x, y + 12 + _LINE * place, line, "b") for place, line in enumerate(lines)]
        shapes += [move(mark, x, y + head + 2) for mark in drawing.marks()]
    rows = -(-len(tiles) // columns)
    return Drawing(width, rows * down, tuple(shapes))


def move(shape: Shape, x: float, y: float) -> Mark:
    """Give a shape at another place; what it leads to is left behind."""
    match shape:
        case Box() | Words() | Dot():
            return replace(shape, x=shape.x + x, y=shape.y + y)
        case Stroke():
            return replace(shape, x1=shape.x1 + x, x2=shape.x2 + x, y1=shape.y1 + y, y2=shape.y2 + y)
        case Trace():
            rings = tuple(tuple((px + x, py + y) for px, py in ring) for ring in shape.rings)
            return replace(shape, rings=rings)
        case Linked():
            raise TypeError(shape)
