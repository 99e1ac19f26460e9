"""Evaluations: what is done, overdue or not yet due, at the days where it changes."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import AS_OF, agreement_record, base_records, lone_agreement, register_of

from generator.due import STATES
from generator.evaluations import find_missed, list_periods, summarise_periods
from generator.periods import Period, period_before, period_end, period_of
from generator.register.register import Register, build_register
from generator.validity import find_last


def _evaluations(*periods: str) -> dict[str, Any]:
    done = [
        {
            "period": {"year": int(period[:4]), "semester": int(period[-1])},
            "evaluator": "dinas-kesehatan",
            "state": "berjalan",
            "recommendation": "dilanjutkan",
        }
        for period in periods
    ]
    return {"evaluations": done} if done else {}


RUNNING: dict[str, Any] = {"signing": {"date": "2022-03-01"}, "term": {"end": "2030-01-01"}}

TABLE: list[tuple[str, dict[str, Any], str, str]] = [
    ("never", RUNNING, "2025-06-30", "overdue"),
    ("the half before", {**RUNNING, **_evaluations("2024-2")}, "2025-06-30", "done"),
    ("two halves before", {**RUNNING, **_evaluations("2024-1")}, "2025-06-30", "done"),
    ("three halves before", {**RUNNING, **_evaluations("2023-2")}, "2025-06-30", "overdue"),
    ("this half", {**RUNNING, **_evaluations("2025-1")}, "2025-06-30", "done"),
    ("a half later", {**RUNNING, **_evaluations("2024-1")}, "2025-07-01", "overdue"),
    (
        "signed on the last day that makes it due",
        {**RUNNING, "signing": {"date": "2024-07-01"}},
        "2025-06-30",
        "overdue",
    ),
    ("signed a day before", {**RUNNING, "signing": {"date": "2024-06-30"}}, "2025-06-30", "overdue"),
    ("signed a day later", {**RUNNING, "signing": {"date": "2024-07-02"}}, "2025-06-30", "not-due"),
    (
        "signed a day later, next half",
        {**RUNNING, "signing": {"date": "2024-07-02"}},
        "2025-07-01",
        "overdue",
    ),
    (
        "since New Year's Day, for all of the first half",
        {**RUNNING, "term": {"start": "2025-01-01", "end": "2030-01-01"}},
        "2025-07-01",
        "overdue",
    ),
    ("signed in an unknown month", {**RUNNING, "signing": {"date": "2024"}}, "2025-06-30", "not-due"),
    ("no end known", {"signing": {"date": "2022-03-01"}}, "2025-06-30", "no-term"),
    (
        "over, evaluated long ago",
        {"signing": {"date": "2018-03-01"}, "term": {"end": "2020-01-01"}, **_evaluations("2019-1")},
        "2025-06-30",
        "done",
    ),
    (
        "over, never",
        {"signing": {"date": "2018-03-01"}, "term": {"end": "2020-01-01"}},
        "2025-06-30",
        "no-term",
    ),
    (
        "known by only",
        {"signing": {"known_by": "2023-01"}, "term": {"end": "2030-01-01"}},
        "2025-06-30",
        "not-due",
    ),
]


@pytest.mark.parametrize(("what", "keys", "day", "state"), TABLE, ids=[row[0] for row in TABLE])
def test_state(what: str, keys: dict[str, Any], day: str, state: str) -> None:
    as_of = datetime.date.fromisoformat(day)
    assert lone_agreement(as_of, **keys).evaluation_state == state, what


def test_every_state_occurs() -> None:
    assert {row[3] for row in TABLE} == set(STATES)


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2150, 1, 1)))
def test_halves_follow_each_other(day: datetime.date) -> None:
    period = period_of(day)
    assert period_end(period_before(period)) < day <= period_end(period)
    assert period_of(period_end(period)) == period
    assert period_of(period_end(period) + datetime.timedelta(days=1)) > period


def test_summaries() -> None:
    register = build_register(base_records(), AS_OF)
    newest, oldest = summarise_periods(register)
    assert (newest.period, newest.count, oldest.period, oldest.count) == (
        Period(2024, 2),
        2,
        Period(2024, 1),
        1,
    )
    assert (oldest.outputs_with_target, oldest.outputs_met) == (1, 1)
    assert oldest.states == {"berjalan": 1}
    assert oldest.recommendations == {"dilanjutkan": 1}
    assert newest.outputs_with_target == 0
    assert oldest.period.slug == "2024-1"


def _find_missed(register: Register) -> list[Period]:
    agreement = register.agreements["uji"]
    last = find_last(agreement)
    assert last
    return find_missed(register)(agreement, last)


@pytest.mark.parametrize(
    ("day", "days_after", "last"),
    [
        ("2025-06-30", 0, Period(2024, 2)),
        ("2025-07-01", 0, Period(2025, 1)),
        ("2025-07-31", 31, Period(2024, 2)),
        ("2025-08-01", 31, Period(2025, 1)),
    ],
)
def test_a_half_year_without_any_evaluation_is_a_gap_that_is_seen(
    day: str, days_after: int, last: Period
) -> None:
    """Also after the last that was evaluated: from the first on, every half-year that has ended is told."""
    record = agreement_record("uji", **RUNNING, **_evaluations("2023-2"))
    others = [one for one in base_records() if one.kind not in ("agreement", "mapping-entry")]
    registry: Any = next(one for one in others if one.kind == "registry").value
    registry["evaluation"] = {"days_after": days_after}
    register = build_register([*others, record], datetime.date.fromisoformat(day))
    periods = list_periods(register)
    assert (periods[0], periods[-1]) == (Period(2023, 2), last)
    assert _find_missed(register) == periods[1:]


def test_an_evaluation_made_ahead_is_told_too() -> None:
    register = register_of(agreement_record("uji", **RUNNING, **_evaluations("2025-1")))
    assert list_periods(register) == [Period(2025, 1)]
    assert _find_missed(register) == []


@pytest.mark.parametrize(("target", "result", "met"), [(10, 9, 0), (10, 10, 1), (0, 0, 1)])
def test_an_output_is_met_at_its_target(target: int, result: int, met: int) -> None:
    keys = _evaluations("2024-1")
    keys["evaluations"][0]["outputs"] = [
        {"name": "a", "target": target, "result": result},
        {"name": "tanpa hasil", "target": 5},
        {"name": "tanpa target", "result": 5},
    ]
    summary = summarise_periods(register_of(agreement_record("uji", **keys)))[-1]
    assert (summary.outputs_with_target, summary.outputs_met) == (1, met)
