"""The days of a main line: what they promise, whatever clocks the commits were made by."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.git.days import FAR, FIRST_DAY, LAST_START, settle_days

DAY = datetime.timedelta(days=1)
START = datetime.date(2021, 3, 1)
Days = list[datetime.date | None]

clocks = st.lists(
    st.one_of(st.none(), st.dates(), st.dates(START, START + 900 * DAY), st.just(datetime.date(1970, 1, 1)))
)


@st.composite
def _make_honest(draw: st.DrawFn) -> list[datetime.date]:
    """Give the days of a line, oldest first, whose clocks were right and that never slept long."""
    steps = draw(st.lists(st.integers(0, 150), min_size=3, max_size=20))
    return [START + sum(steps[:number]) * DAY for number in range(len(steps))]


def settle(days: Days) -> Days:
    """Settle days that are given oldest first."""
    return settle_days(days[::-1])[::-1]


@given(clocks)
def test_days_never_run_backwards(days: Days) -> None:
    settled = [day for day in settle(days) if day]
    assert settled == sorted(settled)
    assert len(settled) in {0, len(days)}


@given(clocks, clocks)
def test_what_was_published_stays_when_others_follow(days: Days, more: Days) -> None:
    before = settle(days)
    after = settle(days + more)[: len(days)]
    assert [(old, new) for old, new in zip(before, after, strict=True) if old and old != new] == []


@given(
    _make_honest(),
    st.data(),
    st.one_of(st.none(), st.dates(max_value=START - 800 * DAY), st.dates(LAST_START)),
)
def test_one_wrong_clock_changes_no_other_day(
    days: list[datetime.date], data: st.DataObject, wrong: datetime.date | None
) -> None:
    assert settle([*days]) == days
    place = data.draw(st.integers(0, len(days) - 1))
    settled = settle([*days[:place], wrong, *days[place + 1 :]])
    spoilt = {place}
    if place == 0 and wrong and wrong >= FIRST_DAY and wrong < START:
        # A line that begins long ago and one that begins with a clock that is behind look the same.
        spoilt.add(1)
    others = [number for number in range(len(days)) if number not in spoilt]
    assert [settled[number] for number in others] == [days[number] for number in others]
    if place:
        assert settled[place] == days[place - 1]


@pytest.mark.parametrize("wrong", ["1970-01-01", "2003-01-01", "2038-01-19", "2106-02-07", "9999-12-31"])
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_wrong_clock_anywhere(wrong: str, place: int) -> None:
    days: Days = [START + number * DAY for number in range(4)]
    days[place] = datetime.date.fromisoformat(wrong)
    settled = settle(days)
    wanted: Days = [START + number * DAY for number in range(4)]
    wanted[place] = START + max(1 if place == 0 else 0, place - 1) * DAY
    assert settled == wanted


def test_after_years_of_silence_a_second_clock_is_waited_for() -> None:
    back = START + 3 * FAR
    assert settle([START, back]) == [START, START]
    assert settle([START, back, back + DAY]) == [START, START, back + DAY]
    assert settle([START, back, back - DAY]) == [START, START, back - DAY]
    # And where the first of them was wrong, the second does not follow it.
    assert settle([START, datetime.date(2099, 1, 1), back]) == [START, START, back]


def test_a_register_of_one_change_a_year_has_its_days() -> None:
    days: Days = [datetime.date(2020 + number, 1, 10 + number) for number in range(6)]
    assert settle(days) == days


def test_no_clock_at_all() -> None:
    assert settle([]) == []
    assert settle([None, None]) == [None, None]
    assert settle([None, START, None]) == [START, START, START]
