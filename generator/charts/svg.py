"""SVG: how a drawing is written down, inside a page or as a file of its own.

The one place where a text of a record enters an SVG: it is escaped here, whatever it holds.
"""

import html
import re
from collections.abc import Callable, Iterable, Sequence
from functools import singledispatch
from itertools import pairwise

from generator.charts.drawing import Box, Dot, Drawing, Linked, Mark, Stroke, Trace, Words
from generator.statistics import Count

PATTERNS: dict[str, str] = {
    "ksdd": "",
    "ksdpk": '<path class="c-hatch" d="M-2 2L2-2M0 8L8 0M6 10L10 6"/>',
    "ksdpl": '<circle class="c-fleck" cx="2" cy="2" r="1.1"/><circle class="c-fleck" cx="6" cy="6" r="1.1"/>',
    "ksdll": '<path class="c-hatch" d="M0 4H8"/>',
    "sinergi": '<path class="c-hatch" d="M0 4H8M4 0V8"/>',
    "unsure": '<path class="c-hatch" d="M-2 6L2 10M0 0L8 8M6-2L10 2"/>',
}
"""What is drawn over a series' colour, in a square of 8 units: series differ without their colours."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def write_inline(drawing: Drawing, key: str, label: str, link: Callable[[Count], str]) -> str:
    """Give a drawing as an ``svg`` element of a page.

    ``key`` is the page's own name for it, of which the ids of its patterns are made; ``label`` is what it
    is called where it is not seen; ``link`` gives the address of a list.
    """
    role = "group" if drawing.has_links else "img"
    room = f"0 0 {_n(drawing.width)} {_n(drawing.height)}"
    parts = [
        f'<svg viewBox="{room}" role="{role}" aria-label="{escape(label)}">',
        write_patterns(list_series(drawing), key),
    ]
    for shape in drawing.shapes:
        if isinstance(shape, Linked):
            inner = "".join(_write(mark, key) for mark in shape.marks)
            # No record stands in an address, but the mark of the site's root may.
            parts.append(
                f'<a href="{html.escape(link(shape.count))}" data-count="{shape.count.number}" '
                f'aria-label="{escape(shape.label)}">{inner}</a>'
            )
        else:
            text = _write(shape, key)
            # A reader who hears the page gets the links and the table, not every number of the scale.
            hidden = role == "group" and isinstance(shape, Words)
            parts.append(text.replace("<text", '<text aria-hidden="true"', 1) if hidden else text)
    return "".join([*parts, "</svg>"])


def write_marks(drawing: Drawing, key: str) -> str:
    """Give a drawing's shapes without links, to stand in an SVG that has their patterns already."""
    return "".join(_write(mark, key) for mark in drawing.marks())


def write_patterns(series: Iterable[str], key: str) -> str:
    """Give the patterns of series, once each, under ids that begin with ``key``."""
    patterns = [
        f'<pattern id="{key}-{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect class="c-{name}" width="8" height="8"/>{PATTERNS[name]}</pattern>'
        for name in dict.fromkeys(series)
    ]
    return f"<defs>{''.join(patterns)}</defs>" if patterns else ""


def list_series(drawing: Drawing) -> list[str]:
    """Give the series whose patterns a drawing needs."""
    return [mark.series for mark in drawing.marks() if isinstance(mark, Box) and mark.series]


def escape(text: str) -> str:
    """Give a text as XML and HTML both read it, without what XML can't hold."""
    return html.escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))


def _class(kind: str) -> str:
    """Give the attribute that the style sheet colours a shape by."""
    return f' class="{" ".join(f"c-{word}" for word in kind.split())}"' if kind else ""


def _n(number: float) -> str:
    return f"{number:g}" if number < 100_000 else str(round(number))  # noqa: PLR2004  never in powers of ten


@singledispatch
def _write(mark: Mark, key: str) -> str:
    raise TypeError(type(mark), key)


@_write.register
def _(mark: Box, key: str) -> str:
    fill = f' fill="url(#{key}-{mark.series})"' if mark.series else ""
    return (
        f'<rect{_class(mark.kind)}{fill} x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(mark.width)}" '
        f'height="{_n(mark.height)}"/>'
    )


@_write.register
def _(mark: Stroke, key: str) -> str:  # noqa: ARG001  one signature for all
    return f'<path{_class(mark.kind)} d="M{_n(mark.x1)} {_n(mark.y1)}L{_n(mark.x2)} {_n(mark.y2)}"/>'


@_write.register
def _(mark: Trace, key: str) -> str:  # noqa: ARG001
    end = "z" if mark.closed else ""
    return f'<path{_class(mark.kind)} d="{"".join(_write_ring(ring) + end for ring in mark.rings)}"/>'


def _write_ring(ring: Sequence[tuple[float, float]]) -> str:
    """Give a line as steps from point to point, in tenths: an outline has thousands of them."""
    (x, y), *_ = ring
    steps = [f"M{_n(x)} {_n(y)}l"]
    for (ax, ay), (bx, by) in pairwise(ring):
        for step in (bx - ax, by - ay):
            short = f"{round(step, 1):g}".replace("0.", ".", 1) if abs(step) < 1 else f"{round(step, 1):g}"
            steps.append(short if short[0] == "-" or len(steps) == 1 else f" {short}")
    return "".join(steps)


@_write.register
def _(mark: Dot, key: str) -> str:  # noqa: ARG001
    return f'<circle{_class(mark.kind)} cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n(mark.radius)}"/>'


@_write.register
def _(mark: Words, key: str) -> str:  # noqa: ARG001
    anchor = "" if mark.anchor == "start" else f' text-anchor="{mark.anchor}"'
    return f'<text{_class(mark.kind)}{anchor} x="{_n(mark.x)}" y="{_n(mark.y)}">{escape(mark.text)}</text>'
