"""The schedule of evaluation: its configuration, its days, and one definition for the site and the check."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import AS_OF, agreement_record, base_records, lone_agreement
from test_selections import registers

from generator.check.collection import Collection
from generator.check.rules.lifecycle import check_overdue
from generator.dates import from_day, parse_date
from generator.due import (
    CURRENT_STATES,
    DEFAULT_SCHEDULE,
    STATES,
    Schedule,
    Timing,
    judge_evaluation,
    read_schedule,
)
from generator.evaluation_counts import count_current
from generator.periods import Period, period_after, period_before, period_end, period_of, period_start
from generator.records import AGREEMENT_TYPES, Record, parse_place
from generator.register.register import Register, build_register
from generator.selections import Selection
from generator.sorting import select_agreements

YEARLY = Timing(1)
_DAYS = st.dates(datetime.date(2015, 1, 1), datetime.date(2030, 12, 31))


def _judge(timing: Timing, day: str, begin: str, *done: Period) -> str:
    as_of = datetime.date.fromisoformat(day)
    return judge_evaluation(timing, is_current=True, begin=parse_date(begin), done=done, as_of=as_of)


def test_without_a_word_the_city_s_rule_holds() -> None:
    assert read_schedule({}) == DEFAULT_SCHEDULE == Schedule(Timing(2, 0, ""))
    assert read_schedule({"evaluation": {"basis": "Tata cara"}}).timing == Timing(2, 0, "Tata cara")


def test_the_first_exception_that_names_a_type_holds() -> None:
    stated = {
        "per_year": 2,
        "exceptions": [
            {"types": ["ksdpl", "ksdll"], "per_year": 1, "days_after": 7},
            {"types": ["ksdll"], "per_year": 2},
        ],
    }
    schedule = read_schedule({"evaluation": stated})
    found = {kind: schedule.of(kind) for kind in AGREEMENT_TYPES}
    assert found == {
        "ksdd": Timing(),
        "ksdpk": Timing(),
        "ksdpl": Timing(1, 7),
        "ksdll": Timing(1, 7),
        "sinergi": Timing(),
    }


@pytest.mark.parametrize(
    ("day", "done", "state"),
    [
        ("2024-12-31", (), "not-due"),
        ("2025-01-01", (), "overdue"),
        ("2025-06-30", (Period(2023, 2),), "overdue"),
        ("2025-06-30", (Period(2024, 1),), "done"),
        ("2025-06-30", (Period(2024, 2),), "done"),
        ("2025-12-31", (Period(2024, 1),), "done"),
        ("2026-01-01", (Period(2024, 2),), "overdue"),
        ("2026-01-01", (Period(2025, 1),), "done"),
    ],
)
def test_yearly(day: str, done: tuple[Period, ...], state: str) -> None:
    assert _judge(YEARLY, day, "2024-01-01", *done) == state


def test_a_year_is_asked_for_only_where_it_was_whole() -> None:
    assert _judge(YEARLY, "2025-12-31", "2024-01-02") == "not-due"
    assert _judge(YEARLY, "2026-01-01", "2024-01-02") == "overdue"


@pytest.mark.parametrize(("day", "state"), [("2025-01-07", "not-due"), ("2025-01-08", "overdue")])
def test_the_days_after_a_period_are_waited_for(day: str, state: str) -> None:
    """The first week of January: Permendagri 25/2020 art. 35."""
    assert _judge(Timing(1, 7), day, "2024-01-01") == state


@given(_DAYS, st.sampled_from([1, 2]), st.integers(0, 180), _DAYS)
def test_an_evaluation_of_the_running_half_year_always_answers(
    as_of: datetime.date, per_year: int, days: int, begin: datetime.date
) -> None:
    timing = Timing(per_year, days)

    def judge(*done: Period) -> str:
        return judge_evaluation(timing, is_current=True, begin=from_day(begin), done=done, as_of=as_of)

    assert judge(period_of(as_of)) == "done"
    assert judge() in ("overdue", "not-due")
    # Grace only ever helps.
    if judge() == "overdue":
        assert (
            judge_evaluation(Timing(per_year), is_current=True, begin=from_day(begin), done=(), as_of=as_of)
            == "overdue"
        )


@given(_DAYS)
def test_half_years_go_on(day: datetime.date) -> None:
    period = period_of(day)
    assert period_before(period_after(period)) == period
    assert period_start(period) <= day <= period_end(period)


@given(registers())
def test_each_agreement_in_force_is_in_one_state(register: Register) -> None:
    selections = select_agreements(register)
    current = set(selections.members(Selection("in-force")))
    assert current == {one for one in register.counted if one.is_current}
    states = count_current(selections).states
    found = [one for state in states for one in selections.members(state.selection)]
    assert len(found) == len(current)
    assert set(found) == current
    for kind in ("type", "department"):
        for (name,), members in selections.of(f"current-{kind}").items():  # type: ignore[arg-type]
            parts = [
                one
                for state in CURRENT_STATES
                for one in selections.members(Selection(f"due-{kind}", (state, name)))  # type: ignore[arg-type]
            ]
            assert len(parts) == len(members)
            assert set(parts) == set(members)
    types = [one for members in selections.of("current-type").values() for one in members]
    assert len(types) == len(current)
    done = set(selections.members(states[0].selection))
    assert set(selections.members(Selection("unevaluated"))) == current - done


@given(registers())
def test_what_is_missed_was_in_force_and_not_evaluated(register: Register) -> None:
    selections = select_agreements(register)
    for (slug,), members in selections.of("missed-in").items():
        year, half = map(int, slug.split("-"))
        for agreement in members:
            assert Period(year, half) not in {one.period for one in agreement.evaluations}
            begin = agreement.start or agreement.signed
            assert begin
            assert begin.latest <= period_start(Period(year, half))
        assert not set(members) & set(selections.members(Selection("evaluated-in", (slug,))))
    for part, whole in (("evaluated-in-type", "evaluated-in"), ("execution-in", "evaluated-in"),
                        ("recommended-in", "evaluated-in"), ("missed-in-type", "missed-in")):  # fmt: skip
        for (slug,), members in selections.of(whole).items():  # type: ignore[arg-type]
            split = [one for values, some in selections.of(part).items() if values[0] == slug for one in some]  # type: ignore[arg-type]
            assert len(split) == len(members)
            assert set(split) == set(members)


_DRAWN = st.lists(st.tuples(st.sampled_from(AGREEMENT_TYPES), _DAYS, st.integers(1, 5)), max_size=4)


@given(_DRAWN, st.sampled_from([1, 2]))
def test_the_check_and_the_site_call_the_same_overdue(
    drawn: list[tuple[str, datetime.date, int]], per_year: int
) -> None:
    records = [record for record in base_records() if record.kind != "agreement"]
    records = [record for record in records if record.kind not in ("registry", "mapping-entry")]
    registry = next(record for record in base_records() if record.kind == "registry")
    value: Any = {**registry.value, "evaluation": {"per_year": per_year}}
    place = parse_place(registry.file)
    assert place
    records.append(Record(registry.file, place, value))
    for index, (kind, day, years) in enumerate(drawn):
        keys: dict[str, Any] = {
            "signing": {"date": day.isoformat()},
            "term": {"duration": {"years": years}},
        }
        if index:
            keys["relations"] = [{"type": "renews", "agreement": "uji-0"}]
        records.append(agreement_record(f"uji-{index}", kind, **keys))
    register = build_register(records, AS_OF)
    overdue = {one.id for one in register.agreements.values() if one.evaluation_state == "overdue"}
    said = {problem.spot.file for problem in check_overdue(Collection(records, AS_OF))}
    assert said == {register.agreements[one].file for one in overdue}


def test_a_termination_to_come_does_not_excuse() -> None:
    running: dict[str, Any] = {"signing": {"date": "2022-03-01"}, "term": {"end": "2030-01-01"}}
    agreement = lone_agreement(
        **running, termination={"date": "2025-09-01", "ground": "kesepakatan-para-pihak"}
    )
    assert agreement.evaluation_state == "overdue"
    assert set(STATES) == {*CURRENT_STATES, "no-term"}
