"""Dates: every form is read, shown as it was written, compared and counted right."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import Date, DateError, add_duration, from_day, parse_date, parse_day

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))


def _spell(day: datetime.date, precision: str) -> str:
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]


SPANS = st.builds(_spell, DAYS, st.sampled_from(["day", "month", "year"]))
TEXTS = st.one_of(
    st.builds(str.__add__, SPANS, st.sampled_from(["", "?", "~"])),
    st.lists(SPANS, min_size=2, max_size=4).map(lambda spans: f"[{','.join(spans)}]"),
)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "year", "is_exact"),
    [
        ("2024-05-17", "2024-05-17", "2024-05-17", 2024, True),
        ("2024-02", "2024-02-01", "2024-02-29", 2024, False),
        ("2023-02", "2023-02-01", "2023-02-28", 2023, False),
        ("2024", "2024-01-01", "2024-12-31", 2024, False),
        ("2013-09-06?", "2013-09-06", "2013-09-06", 2013, False),
        ("2013-09~", "2013-09-01", "2013-09-30", 2013, False),
        ("[2024-05-20,2024-05-27]", "2024-05-20", "2024-05-27", 2024, False),
        ("[2024-12-31, 2025-01-01]", "2024-12-31", "2025-01-01", None, False),
        ("[2024,2022-03]", "2022-03-01", "2024-12-31", None, False),
    ],
)
def test_read_date(text: str, earliest: str, latest: str, year: int | None, is_exact: bool) -> None:  # noqa: FBT001
    date = parse_date(text)
    assert (date.earliest.isoformat(), date.latest.isoformat()) == (earliest, latest)
    assert (date.year, date.is_exact) == (year, is_exact)


@pytest.mark.parametrize(
    "text",
    ["", " ", "2024-5-17", "17-05-2024", "2024/05/17", "24", "2024-05-17T10:00", "2024-05-17 ",
     "2024-05-17??", "2024-05-17?~", "2024-05-17~?", "?", "[2024]", "[]", "[2024,]", "[2024,2025]?",
     "2024,2025",
     "２０２４", "2024-05-17\n", "-2024", "2024-W01", "2024-", "[2024,10 Mei 2024]"],
)  # fmt: skip
def test_refuse_form(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert caught.value.reason == "form"


@pytest.mark.parametrize(
    ("text", "culprit"),
    [
        ("2024-02-30", "2024-02-30"),
        ("2023-02-29", "2023-02-29"),
        ("2024-13", "2024-13"),
        ("2024-00-10", "2024-00-10"),
        ("2024-01-00", "2024-01-00"),
        ("1899", "1899"),
        ("2201-01-01", "2201-01-01"),
        ("[2024-05-20,2024-05-32]", "2024-05-32"),
    ],
)
def test_refuse_impossible(text: str, culprit: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert (caught.value.reason, caught.value.culprit) == ("impossible", culprit)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        date = parse_date(text)
    except DateError:
        return
    assert date.earliest <= date.latest


@given(TEXTS)
def test_round_trip(text: str) -> None:
    date = parse_date(text)
    assert date.text == text
    assert parse_date(date.text) == date


@given(TEXTS, TEXTS)
def test_order_is_strict(one: str, other: str) -> None:
    first, second = parse_date(one), parse_date(other)
    assert not first.is_certainly_before(first)
    assert not (first.is_certainly_before(second) and second.is_certainly_before(first))
    if first.is_certainly_before(second):
        assert all(a.last < b.first for a in first.candidates for b in second.candidates)


@given(TEXTS, TEXTS, TEXTS)
def test_order_is_transitive(one: str, two: str, three: str) -> None:
    a, b, c = parse_date(one), parse_date(two), parse_date(three)
    if a.is_certainly_before(b) and b.is_certainly_before(c):
        assert a.is_certainly_before(c)


@given(DAYS)
def test_day_is_itself(day: datetime.date) -> None:
    assert from_day(day) == parse_date(day.isoformat())
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize("text", ["2024-05", "2024", "2024-05-17?", "[2024-05-17,2024-05-18]", "besok"])
def test_day_must_be_one_certain_day(text: str) -> None:
    with pytest.raises(DateError):
        parse_day(text)


@pytest.mark.parametrize(
    ("start", "length", "last"),
    [
        ("2024-05-17", {"years": 1}, "2025-05-16"),
        ("2024-01-01", {"years": 5}, "2028-12-31"),
        ("2024-02-29", {"years": 1}, "2025-02-27"),
        ("2024-01-31", {"months": 1}, "2024-02-28"),
        ("2024-11-15", {"months": 14}, "2026-01-14"),
        ("2024-05-17", {"days": 1}, "2024-05-17"),
        ("2024-12-31", {"days": 30}, "2025-01-29"),
        ("2024-05-17", {"years": 1, "months": 6, "days": 10}, "2025-11-26"),
    ],
)
def test_add_duration(start: str, length: dict[str, int], last: str) -> None:
    assert add_duration(datetime.date.fromisoformat(start), **length).isoformat() == last


@given(DAYS, st.integers(1, 100), st.integers(1, 1200), st.integers(1, 36600))
def test_no_allowed_length_runs_off_the_calendar(
    start: datetime.date, years: int, months: int, days: int
) -> None:
    assert add_duration(start, years=years, months=months, days=days) > start


def test_dates_are_values() -> None:
    assert isinstance(parse_date("2024"), Date)
    assert hash(parse_date("2024")) == hash(parse_date("2024"))
