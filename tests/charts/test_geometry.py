"""The laws of every drawing: nothing outside it, no text on another, lengths that stand for numbers."""

import datetime
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts.bars import Bar, lay_bars
from generator.charts.columns import Column, small_years_chart, stack_columns
from generator.charts.drawing import NARROW, WIDE, Box, Drawing, Linked, Words, overlap
from generator.charts.grid import lay_grid
from generator.charts.lettering import measure, shorten, wrap
from generator.charts.lines import draw_line
from generator.charts.maps import Place, draw_provinces, draw_world
from generator.charts.outlines import read_outlines
from generator.charts.scale import fit_scale
from generator.charts.timeline import Run, draw_timeline, fit_axis, lay_run
from generator.dates import parse_date
from generator.records import AGREEMENT_TYPES
from generator.selections import Selection
from generator.statistics import Count

AS_OF = datetime.date(2026, 11, 24)
ROUNDING = 0.11

widths = st.sampled_from([WIDE, NARROW])
numbers = st.one_of(st.integers(0, 9), st.integers(0, 20_000))
texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=90)
names = st.lists(texts, min_size=1, max_size=8).map(" ".join)


def count(number: int) -> Count:
    return Count(Selection("year", ("2024",)), number)


@st.composite
def stacks(draw: st.DrawFn) -> list[Column]:
    first, many = draw(st.integers(1950, 2020)), draw(st.integers(1, 40))
    columns = []
    for year in range(first, first + many):
        parts = tuple(draw(st.lists(numbers, min_size=5, max_size=5)))
        columns.append(Column(str(year), parts, count(sum(parts)) if draw(st.booleans()) else None))
    return columns


def assert_within(drawing: Drawing) -> None:
    for mark in drawing.marks():
        left, top, right, bottom = mark.bounds
        assert left >= -ROUNDING, mark
        assert top >= -ROUNDING, mark
        assert right <= drawing.width + ROUNDING, mark
        assert bottom <= drawing.height + ROUNDING, mark


def assert_no_text_on_another(drawing: Drawing) -> None:
    found = [mark for mark in drawing.marks() if isinstance(mark, Words)]
    for one, other in combinations(found, 2):
        a, b = one.bounds, other.bounds
        shrunk = (a[0] + ROUNDING, a[1] + ROUNDING, a[2] - ROUNDING, a[3] - ROUNDING)
        assert not overlap(shrunk, b), (one, other)


def assert_targets_are_large_and_apart(drawing: Drawing) -> None:
    hits = [shape.marks[0].bounds for shape in drawing.shapes if isinstance(shape, Linked)]
    for left, top, right, bottom in hits:
        assert right - left >= 24 - ROUNDING
        assert bottom - top >= 24 - ROUNDING
    for one, other in combinations(hits, 2):
        shrunk = (one[0] + ROUNDING, one[1] + ROUNDING, one[2] - ROUNDING, one[3] - ROUNDING)
        assert not overlap(shrunk, other)


@given(widths, stacks())
def test_columns_are_as_high_as_their_numbers_and_stand_on_each_other(
    width: int, columns: list[Column]
) -> None:
    drawing = stack_columns(width, columns, AGREEMENT_TYPES, [kind.upper() for kind in AGREEMENT_TYPES])
    assert_within(drawing)
    assert_no_text_on_another(drawing)
    assert_targets_are_large_and_apart(drawing)
    bars: dict[float, list[Box]] = {}
    for mark in drawing.marks():
        if isinstance(mark, Box) and mark.series and mark.y + mark.height <= 220 + ROUNDING:
            bars.setdefault(mark.x, []).append(mark)
    standing = [column for column in columns if column.total]
    assert len(bars) == len(standing)
    unit = 200 / fit_scale(max((column.total for column in columns), default=0)).top
    # From left to right in the order given.
    for (_, boxes), column in zip(sorted(bars.items()), standing, strict=True):
        assert sum(box.height for box in boxes) == pytest.approx(column.total * unit, abs=ROUNDING)
        assert [box.series for box in boxes] == [
            series for series, number in zip(AGREEMENT_TYPES, column.numbers, strict=True) if number
        ]
        for below, above in pairwise(boxes):
            assert above.y + above.height == pytest.approx(below.y, abs=0.001)


@given(widths, st.lists(st.tuples(names, st.integers(1, 20_000)), min_size=1, max_size=30))
def test_bars_keep_the_order_and_the_proportions(width: int, given_bars: list[tuple[str, int]]) -> None:
    drawing = lay_bars(width, [Bar(name, number, count(number)) for name, number in given_bars])
    assert_within(drawing)
    assert_no_text_on_another(drawing)
    assert_targets_are_large_and_apart(drawing)
    drawn = [mark for mark in drawing.marks() if isinstance(mark, Box) and mark.kind == "bar"]
    highest = max(number for _, number in given_bars)
    longest = max(box.width for box in drawn)
    for box, (_, number) in zip(drawn, given_bars, strict=True):
        assert box.width == pytest.approx(max(longest * number / highest, 0.5), abs=2 * ROUNDING)
    assert [box.y for box in drawn] == sorted(box.y for box in drawn)


def test_a_bar_of_nothing_leads_nowhere() -> None:
    drawing = lay_bars(WIDE, [Bar("Ada", 2, count(2)), Bar("Kosong", 0, count(0))])
    assert [shape.count.number for shape in drawing.shapes if isinstance(shape, Linked)] == [2]


@given(widths, st.integers(1950, 2020), st.lists(numbers, min_size=1, max_size=40))
def test_a_line_keeps_within_its_room(width: int, first: int, totals: list[int]) -> None:
    points = [Column(str(first + place), (total,), count(total)) for place, total in enumerate(totals)]
    drawing = draw_line(width, points)
    assert_within(drawing)
    assert_targets_are_large_and_apart(drawing)
    years = [mark for mark in drawing.marks() if isinstance(mark, Words) and mark.y > 200]
    assert_no_text_on_another(Drawing(width, drawing.height, tuple(years)))
    assert years[-1].text == points[-1].label


@given(st.dictionaries(st.integers(1950, 2026).map(str), numbers, max_size=30), st.integers(0, 30_000))
def test_a_small_chart_shares_its_scale(counts: dict[str, int], top: int) -> None:
    drawing = small_years_chart({**counts, "tidak-diketahui": 3}, top=top)
    assert_within(drawing)
    boxes = [mark for mark in drawing.marks() if isinstance(mark, Box)]
    standing = [number for _, number in sorted(counts.items()) if number]
    assert len(boxes) == len(standing)
    unit = 56 / max([top, *standing, 1])
    for box, number in zip(boxes, standing, strict=True):
        assert box.height == pytest.approx(number * unit, abs=ROUNDING)


@given(widths, st.lists(st.tuples(names, st.dictionaries(st.just("2024"), numbers, min_size=1)), max_size=9))
def test_a_grid_holds_every_tile(width: int, given_tiles: list[tuple[str, dict[str, int]]]) -> None:
    drawing = lay_grid(width, [(name, small_years_chart(counts)) for name, counts in given_tiles])
    assert_within(drawing)
    assert_no_text_on_another(drawing)


days = st.dates(datetime.date(1990, 1, 1), datetime.date(2080, 12, 31))


@st.composite
def runs(draw: st.DrawFn) -> Run:
    def date(earliest: datetime.date, latest: datetime.date) -> str:
        day = draw(st.dates(earliest, latest)).isoformat()
        return day[: draw(st.sampled_from([4, 7, 10]))] + draw(st.sampled_from(["", "?", "~"]))

    start = date(datetime.date(1990, 1, 1), AS_OF) if draw(st.booleans()) else None
    end = date(AS_OF, datetime.date(2080, 12, 31))
    return Run(
        draw(names),
        draw(st.sampled_from(AGREEMENT_TYPES)),
        parse_date(start) if start else None,
        parse_date(end),
    )


@given(widths, st.lists(runs(), max_size=12))
def test_a_timeline_keeps_every_bar_on_its_axis(width: int, given_runs: list[Run]) -> None:
    axis = fit_axis(given_runs, AS_OF, width)
    words: dict[str, str] = {
        "today": "Hari ini",
        **{kind: kind.upper() for kind in AGREEMENT_TYPES},
        "unsure": "arsiran",
    }
    drawing = draw_timeline(given_runs, axis, AS_OF, words, lambda run: run.end.text)
    assert_within(drawing)
    assert_no_text_on_another(drawing)
    for run in given_runs:
        boxes = [mark for mark in lay_run(run, axis, AS_OF) if isinstance(mark, Box)]
        assert boxes or run.end.earliest == run.end.latest
        for one, other in pairwise(boxes):
            assert one.x + one.width == pytest.approx(other.x, abs=ROUNDING)


def draw_run(start: str | None, end: str) -> list[str]:
    run = Run("", "ksdd", parse_date(start) if start else None, parse_date(end))
    axis = fit_axis([run], AS_OF, WIDE)
    return [mark.series for mark in lay_run(run, axis, AS_OF) if isinstance(mark, Box)]


def test_what_is_not_known_exactly_is_hatched_and_the_rest_is_not() -> None:
    assert draw_run("2025-01-01", "2028-01-01") == ["ksdd"]
    assert draw_run("2025-01-01", "2028") == ["ksdd", "unsure"]
    assert draw_run("2025-01-01", "2028-01-01?") == ["ksdd", "unsure"]
    assert draw_run("2025", "2028-01-01") == ["unsure", "ksdd"]
    assert draw_run("2025-01-01~", "2028-01-01") == ["unsure", "ksdd"]
    assert draw_run(None, "2028-01-01") == ["unsure", "ksdd"]


@given(
    widths,
    st.dictionaries(
        st.sampled_from(sorted(read_outlines("provinces").areas)), st.integers(1, 5000), max_size=33
    ),
    st.dictionaries(
        st.sampled_from(sorted(read_outlines("world").points)), st.integers(1, 5000), max_size=60
    ),
)
def test_maps_place_circles_and_names_within_and_apart(
    width: int, provinces: dict[str, int], countries: dict[str, int]
) -> None:
    for draw_map, numbered in ((draw_provinces, provinces), (draw_world, countries)):
        places = [Place(key, f"Tempat {key}", number, count(number)) for key, number in numbered.items()]
        drawing = draw_map(width, places)
        assert_within(drawing)
        assert_no_text_on_another(drawing)
        assert_targets_are_large_and_apart(drawing)
        assert len([mark for mark in drawing.marks() if getattr(mark, "kind", "") == "spot"]) == len(places)


@given(names, st.floats(40, 400), st.integers(1, 4))
def test_text_is_broken_to_fit(text: str, width: float, most: int) -> None:
    lines = wrap(text, width, most)
    assert 1 <= len(lines) <= most
    assert all(measure(line) <= width for line in lines)
    assert shorten(text, measure(text)) == text


@given(st.integers(0, 10**7))
def test_a_scale_reaches_the_highest_number_in_few_steps(highest: int) -> None:
    scale = fit_scale(highest)
    assert scale.top >= highest
    assert len(scale.values) <= 6
    assert scale.values[-1] == scale.top
    assert scale.top - scale.step < max(highest, 1)
