"""Timeline: how long agreements run, as bars over a stretch of years."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.charts.drawing import Box, Drawing, Mark, Shape, Stroke, Trace, Words, lay_legend, trim
from generator.charts.lettering import measure, shorten
from generator.dates import Date

_YEARS_BACK, _YEARS_AHEAD = 10, 10
_UNSURE = 14.0
"""Length of what is drawn hatched where not even a span of days is known, in units."""
_NAME, _BAR, _GAP = 16, 12, 10


UNSURE_SWATCH = Drawing(28, _BAR, (Box(0, 0, 28, _BAR, "doubt", "unsure"),))
BEYOND_SWATCH = Drawing(
    28,
    _BAR,
    (Box(0, 0, 28, _BAR, "", "ksdd"), Trace((((28, 6), (21, 0), (21, _BAR)),), "cut", closed=True)),
)
"""What the legend shows."""


@dataclass(frozen=True, slots=True)
class Run:
    """An agreement's time: a name for it, its type, and its first and last day as far as they are known."""

    label: str
    series: str
    start: Date | None
    end: Date


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of whole years on a width."""

    first: datetime.date
    last: datetime.date
    width: float

    def place(self, day: datetime.date) -> float:
        """Give where a day stands; what lies beyond either end stands at it."""
        share = (day - self.first).days / (self.last - self.first).days
        return trim(min(max(share, 0.0), 1.0) * self.width)

    @property
    def years(self) -> range:
        """The years whose first days lie on it."""
        return range(self.first.year, self.last.year + 1)


def fit_axis(runs: Sequence[Run], as_of: datetime.date, width: float) -> Axis:
    """Give the years from the first start to the last end, but at most ten before and after ``as_of``."""
    starts = [run.start.earliest.year for run in runs if run.start]
    first = max(min([*starts, as_of.year]), as_of.year - _YEARS_BACK)
    last = min(max([run.end.latest.year for run in runs] or [as_of.year]), as_of.year + _YEARS_AHEAD)
    return Axis(datetime.date(first, 1, 1), datetime.date(max(last, as_of.year) + 1, 1, 1), width)


def lay_run(run: Run, axis: Axis, as_of: datetime.date, y: float = 0.0, height: float = _BAR) -> list[Mark]:
    """Draw one agreement's bar: whole where it surely runs, hatched where its start or end is not sure.

    A triangle says that it goes on beyond the axis.
    """
    sure_from = axis.place(run.start.latest if run.start else as_of)
    sure_to = axis.place(run.end.earliest)
    begin = axis.place(run.start.earliest) if run.start else max(sure_from - _UNSURE, 0.0)
    finish = axis.place(run.end.latest)
    if run.start and _is_doubtful(run.start):
        sure_from = min(max(sure_from, begin + _UNSURE), sure_to)
    if _is_doubtful(run.end):
        sure_to = max(min(sure_to, finish - _UNSURE), sure_from)
    sure_to = max(sure_to, sure_from)
    finish = max(finish, sure_to)
    marks: list[Mark] = []
    if sure_from > begin:
        marks.append(Box(begin, y, trim(sure_from - begin), height, "doubt", "unsure"))
    if sure_to > sure_from:
        marks.append(Box(sure_from, y, trim(sure_to - sure_from), height, "", run.series))
    if finish > sure_to:
        marks.append(Box(sure_to, y, trim(finish - sure_to), height, "doubt", "unsure"))
    if run.start and run.start.earliest < axis.first:
        marks.append(_point(0.0, 7.0, y, height))
    if run.end.latest >= axis.last:
        marks.append(_point(axis.width, axis.width - 7.0, y, height))
    return marks


def _is_doubtful(date: Date) -> bool:
    return date.uncertain or date.approximate


def _point(tip: float, back: float, y: float, height: float) -> Trace:
    return Trace((((tip, y + height / 2), (back, y), (back, y + height)),), "cut", closed=True)


def draw_axis(axis: Axis, as_of: datetime.date, today: str) -> Drawing:
    """Draw the years over the bars, and the word for today where it stands."""
    half, now = measure(today) / 2, axis.place(as_of)
    middle = min(max(now, half), axis.width - half)
    shapes: list[Shape] = [
        *rule_years(axis, 20, 38),
        *_name_years(axis, 34),
        Words(trim(middle), 12, today, "b", "middle"),
        Stroke(now, 15, now, 21, "now"),
    ]
    return Drawing(axis.width, 38, tuple(shapes))


def rule_years(axis: Axis, top: float = 0, bottom: float = _BAR) -> list[Stroke]:
    """Draw the lines of the years, which stand behind the bars."""
    places = (axis.place(datetime.date(year, 1, 1)) for year in axis.years)
    return [Stroke(x, top, x, bottom, "grid") for x in places]


def rule_today(axis: Axis, as_of: datetime.date, top: float = 0, bottom: float = _BAR) -> Stroke:
    """Draw the line of today, which stands before the bars: it crosses every one of them."""
    now = axis.place(as_of)
    return Stroke(now, top, now, bottom, "now")


def _name_years(axis: Axis, y: float) -> list[Words]:
    slot = axis.width / max(len(axis.years) - 1, 1)
    every = max(1, -int(-(measure("0000") + 8) // slot))
    named = []
    for year in axis.years:
        x = axis.place(datetime.date(year, 1, 1)) + 3
        if (year - axis.years[0]) % every == 0 and x + measure(str(year)) <= axis.width:
            named.append(Words(trim(x), y, str(year), "m"))
    return named


def draw_timeline(
    runs: Sequence[Run],
    axis: Axis,
    as_of: datetime.date,
    words: Mapping[str, str],
    tell: Callable[[Run], str],
) -> Drawing:
    """Draw all bars under one axis, each below its name and, as ``tell`` says, its first and last day.

    ``words`` names today, the types and what is hatched, by ``today``, the series and ``unsure``.
    """
    head = draw_axis(axis, as_of, words["today"])
    row = _NAME + _BAR + _GAP
    height = head.height + len(runs) * row
    shapes: list[Shape] = [*head.shapes, *rule_years(axis, head.height, height)]
    used: set[str] = set()
    for number, run in enumerate(runs):
        y = head.height + number * row
        told = shorten(tell(run), axis.width * 2 / 3)
        name = shorten(run.label, axis.width - measure(told) - 12)
        shapes.append(Words(0, trim(y + 12), name, "halo"))
        shapes.append(Words(axis.width, trim(y + 12), told, "m halo", "end"))
        marks = lay_run(run, axis, as_of, y + _NAME)
        used |= {mark.series for mark in marks if isinstance(mark, Box)}
        shapes += [*marks, rule_today(axis, as_of, y + _NAME, y + _NAME + _BAR)]
    entries = [(series, name) for series, name in words.items() if series in used]
    legend, height = lay_legend(entries, axis.width, height)
    return Drawing(axis.width, trim(height), (*shapes, *legend))
