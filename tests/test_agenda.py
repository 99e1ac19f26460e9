"""The agenda: the site's own numbers, each with its day, and the duties that the law dates."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import AS_OF, agreement_record, register_of
from test_selections import registers

from generator.agenda import CLOSING_DAYS, Item, group_by_department, list_agenda, order_departments
from generator.dates import from_day
from generator.due import Timing, find_asked, judge_evaluation
from generator.periods import Period, period_end
from generator.records import Record
from generator.register.register import Register
from generator.selections import Selection
from generator.sorting import select_agreements

_DAYS = st.dates(datetime.date(2015, 1, 1), datetime.date(2030, 12, 31))
_PERIODS = st.builds(Period, st.integers(2015, 2030), st.integers(1, 2))
_TIMINGS = st.builds(Timing, st.integers(1, 2), st.integers(0, 180))


def _evaluation(year: int, semester: int) -> dict[str, Any]:
    return {"period": {"year": year, "semester": semester}, "evaluator": "dinas-kesehatan",
            "state": "berjalan", "recommendation": "dilanjutkan"}  # fmt: skip


def _running(kind: str = "ksdd", **keys: Any) -> Record:
    return agreement_record(
        "uji", kind, **{"signing": {"date": "2024-01-01"}, "term": {"end": "2026-12-31"}, **keys}
    )


def _told(register: Register, within: int = 90) -> list[tuple[str, str, str]]:
    return [(item.duty, item.date.isoformat(), item.period) for item in list_agenda(register, within)]


@given(registers())
def test_its_numbers_are_the_site_s(register: Register) -> None:
    selections, items = select_agreements(register), list_agenda(register)
    ending = {item.agreement.id for item in items if item.duty == "ending"}
    overdue = {item.agreement.id for item in items if item.duty == "evaluation" and item.is_overdue}
    for found, selection in (
        (ending, Selection("status", ("ending-soon",))),
        (overdue, Selection("evaluated", ("overdue",))),
    ):
        listed = selections.members(selection)
        assert found == {agreement.id for agreement in listed}


@given(registers(), st.integers(0, 400))
def test_each_item_stands_once_in_order_of_days(register: Register, within: int) -> None:
    items = list_agenda(register, within)
    assert len({item.key for item in items}) == len(items)
    assert [item.date for item in items] == sorted(item.date for item in items)
    assert all(item.days_left == (item.date - register.as_of).days <= within for item in items)
    grouped = [item for _, group in group_by_department(items) for item in group]
    assert sorted(grouped, key=lambda item: item.key) == sorted(items, key=lambda item: item.key)
    wider = {item.key for item in list_agenda(register, within + 30)}
    assert {item.key for item in items} <= wider


@given(registers())
def test_what_was_withdrawn_has_no_duties(register: Register) -> None:
    assert all(item.agreement.status != "withdrawn" for item in list_agenda(register, 3660))


@given(_TIMINGS, _DAYS, st.lists(_PERIODS, max_size=4), _DAYS)
def test_an_evaluation_is_asked_for_until_the_day_before_it_is_overdue(
    timing: Timing, begin: datetime.date, done: list[Period], as_of: datetime.date
) -> None:
    known = from_day(begin)

    def judge(day: datetime.date) -> str:
        return judge_evaluation(timing, is_current=True, begin=known, done=done, as_of=day)

    asked = find_asked(timing, begin=known, done=done, as_of=as_of)
    assert asked is not None
    assert asked.last_day == period_end(asked.period) + datetime.timedelta(days=timing.days_after)
    assert (judge(as_of) == "overdue") == (asked.last_day < as_of)
    day = as_of
    while day <= asked.last_day:
        assert judge(day) != "overdue"
        day += datetime.timedelta(days=1)
    assert judge(max(as_of, asked.last_day + datetime.timedelta(days=1))) == "overdue"


def test_nothing_is_asked_of_what_began_nobody_knows_when() -> None:
    assert find_asked(Timing(), begin=None, done=[], as_of=AS_OF) is None


def test_an_evaluation_keeps_its_key_when_its_day_passes() -> None:
    record = _running(evaluations=[_evaluation(2024, 1)])
    before = register_of(record, as_of=datetime.date(2025, 6, 20))
    after = register_of(record, as_of=datetime.date(2025, 7, 20))
    found = [
        next(item for item in list_agenda(register) if item.duty == "evaluation")
        for register in (before, after)
    ]
    assert [item.is_overdue for item in found] == [False, True]
    assert found[0].key == found[1].key == "uji:evaluation:2025-1"


def test_no_evaluation_is_asked_for_after_the_end() -> None:
    record = _running(term={"end": "2025-06-30"}, evaluations=[_evaluation(2024, 2)])
    assert _told(register_of(record, as_of=datetime.date(2025, 6, 1))) == [("ending", "2025-06-30", "")]


def test_an_end_that_is_not_known_to_the_day_counts_with_its_last() -> None:
    register = register_of(_running(term={"end": "2025-08"}, evaluations=[_evaluation(2024, 2)]))
    assert ("ending", "2025-08-31", "") in _told(register)


def test_cooperation_abroad_is_reported_every_january() -> None:
    record = _running("ksdpl", evaluations=[_evaluation(2024, 1)])
    reports = [one for one in _told(register_of(record), 366) if one[0] == "report"]
    assert reports == [("report", "2025-01-07", "2024"), ("report", "2026-01-07", "2025")]
    answered = _running("ksdpl", evaluations=[_evaluation(2024, 2)])
    assert [one for one in _told(register_of(answered)) if one[0] == "report"] == []
    item = list_agenda(register_of(record))[0]
    assert item.basis == "Permendagri 25/2020 pasal 35"
    assert [one for one in _told(register_of(_running())) if one[0] == "report"] == []


def test_a_province_reports_in_the_second_week() -> None:
    register = register_of(_running("ksdll"))
    registry = {**register.registry, "level": "provinsi"}
    days = {
        item.date.day
        for item in list_agenda(_with(register, registry))
        if item.duty == "report"
    }  # fmt: skip
    assert days == {14}


def _with(register: Register, registry: dict[str, Any]) -> Register:
    return Register(
        registry=registry, as_of=register.as_of, agreements=register.agreements, partners=register.partners,
        departments=register.departments, affairs=register.affairs, mapping=register.mapping,
        totals=register.totals, schedule=register.schedule,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("end", "day"), [("2026-08-31", "2026-02-28"), ("2026-05-31", "2025-11-30"), ("2026-03-01", "2025-09-01")]
)
def test_an_extension_of_a_foreign_memorandum_is_announced_half_a_year_before(end: str, day: str) -> None:
    record = _running(
        "ksdpl", term={"end": end}, document={"kind": "memorandum-of-understanding"}
    )  # fmt: skip
    assert ("extension-notice", day, "") in _told(register_of(record), 366)
    later = register_of(record, as_of=datetime.date.fromisoformat(day) + datetime.timedelta(days=1))
    assert all(duty != "extension-notice" for duty, _, _ in _told(later, 366))


def test_what_ended_lately_and_was_never_evaluated_is_asked_for() -> None:
    record = _running("ksdpk", term={"end": "2025-03-31"})
    found = list_agenda(register_of(record))
    assert [(item.duty, item.date.isoformat(), item.basis) for item in found] == [
        ("closing", "2025-03-31", "PP 28/2018 pasal 19")
    ]
    assert _told(register_of(_running(term={"end": "2025-03-31"}, evaluations=[_evaluation(2024, 1)]))) == []
    long_ago = datetime.date(2025, 3, 31) + datetime.timedelta(days=CLOSING_DAYS + 1)
    assert _told(register_of(record, as_of=long_ago)) == []


def test_the_department_in_charge_comes_first_and_each_once() -> None:
    roles = [{"department": "bagian-kerja-sama"}, {"department": "dinas-kesehatan", "lead": True},
             {"department": "bagian-kerja-sama"}]  # fmt: skip
    register = register_of(_running(departments=roles))
    agreement = register.agreements["uji"]
    assert [one.id for one in order_departments(agreement)] == ["dinas-kesehatan", "bagian-kerja-sama"]
    item = Item("ending", agreement, AS_OF, 0)
    assert [department and department.id for department, _ in group_by_department([item])] == [
        "dinas-kesehatan"
    ]


def test_an_extension_that_is_recorded_is_named() -> None:
    old = _running(term={"end": "2025-07-31"}, evaluations=[_evaluation(2024, 2)])
    relations = [{"type": "extends", "agreement": "uji"}]
    for signing, extended in (({"date": "2025-06-01"}, "baru"), ({"planned": "2025-07-01"}, "")):
        later = agreement_record("baru", signing=signing, term={"start": "2025-08-01"}, relations=relations)
        ending = next(item for item in list_agenda(register_of(old, later)) if item.duty == "ending")
        assert ending.extended_by == extended
