"""Selections: they part the register without loss, and never hold what was withdrawn."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import AS_OF, agreement_record, register_of

from generator.records import AGREEMENT_TYPES
from generator.register.register import Register
from generator.selections import ALL, NO_YEAR, NOT_KNOWN, Kind, Selection, select_agreements

_DATES = st.one_of(
    st.dates(datetime.date(2020, 1, 1), datetime.date(2027, 12, 31)).map(datetime.date.isoformat),
    st.sampled_from(["2022", "2023-05", "2024-02-10?", "[2022-12-30,2023-01-02]", "[2024-01,2024-03]"]),
)
_PARTNERS = ["kota-seberang", "universitas-tepi-laut", "pt-air-bening", "kota-sahabat"]


@st.composite
def agreements(draw: st.DrawFn, index: int) -> Any:
    """Draw an agreement's record with any mix of what may be known of it, some of it told twice."""
    keys: dict[str, Any] = {}
    partners = draw(st.lists(st.sampled_from(_PARTNERS), max_size=3))
    keys["parties"] = [{"partner": "kota-contoh"}, *({"partner": one} for one in partners)]
    if draw(st.booleans()):
        keys["signing"] = {"date": draw(_DATES)}
    if draw(st.booleans()):
        keys["term"] = draw(
            st.one_of(
                st.builds(lambda end: {"end": end}, _DATES),
                st.builds(lambda years: {"duration": {"years": years}}, st.integers(1, 5)),
            )
        )
    if draw(st.integers(0, 4)) == 0:
        keys["termination"] = {"date": draw(_DATES), "ground": "tujuan-tercapai"}
    if draw(st.integers(0, 4)) == 0:
        keys["withdrawn"] = {"date": "2024", "reason": "Keliru."}
    if draw(st.booleans()):
        names = st.sampled_from(["dinas-kesehatan", "bagian-kerja-sama"])
        keys["departments"] = [{"department": name} for name in draw(st.lists(names, min_size=1, max_size=3))]
    if draw(st.booleans()):
        keys["affairs"] = ["kesehatan"] * draw(st.integers(1, 2))
    if draw(st.booleans()):
        halves = st.tuples(st.integers(2023, 2025), st.integers(1, 2))
        keys["evaluations"] = [
            {"period": {"year": year, "semester": half}, "evaluator": "dinas-kesehatan", "state": "berjalan",
             "recommendation": "dilanjutkan"}
            for year, half in draw(st.lists(halves, min_size=1))
        ]  # fmt: skip
    return agreement_record(f"uji-{index}", draw(st.sampled_from(AGREEMENT_TYPES)), **keys)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Draw a register of up to eight agreements."""
    count = draw(st.integers(0, 8))
    return register_of(*(draw(agreements(index)) for index in range(count)))


PARTITIONS: list[Kind] = ["type", "year", "type-year", "document", "evaluated"]
COVERS: list[Kind] = ["department", "affair"]


@given(registers())
def test_partitions_sum_to_all(register: Register) -> None:
    selections = select_agreements(register)
    everything = selections.members(ALL)
    assert set(everything) == set(register.counted)
    for kind in PARTITIONS:
        members = [agreement for found in selections.of(kind).values() for agreement in found]
        assert len(members) == len(everything), kind
        assert set(members) == set(everything), kind


@given(registers())
def test_statuses_without_withdrawn_sum_to_all(register: Register) -> None:
    selections = select_agreements(register)
    states = {values[0]: len(found) for values, found in selections.of("status").items()}
    gone = states.pop("withdrawn", 0)
    assert sum(states.values()) == selections.count(ALL)
    assert sum(states.values()) + gone == len(register.agreements)


@given(registers())
def test_what_can_have_several_leaves_nobody_out(register: Register) -> None:
    selections = select_agreements(register)
    for kind in COVERS:
        members = [agreement for found in selections.of(kind).values() for agreement in found]
        assert set(members) == set(register.counted), kind


@given(registers())
def test_withdrawn_is_only_in_its_status(register: Register) -> None:
    for selection, members in select_agreements(register):
        if selection != Selection("status", ("withdrawn",)):
            assert all(agreement.status != "withdrawn" for agreement in members), selection


@given(registers())
def test_members_stand_once_in_the_registers_order(register: Register) -> None:
    order = list(register.agreements)
    for _, members in select_agreements(register):
        places = [order.index(agreement.id) for agreement in members]
        assert places == sorted(set(places))


@given(registers())
def test_type_years_refine_types_and_years(register: Register) -> None:
    selections = select_agreements(register)
    for (kind, year), members in selections.of("type-year").items():
        assert set(members) == {
            agreement
            for agreement in selections.members(Selection("type", (kind,)))
            if agreement in selections.members(Selection("year", (year,)))
        }


@given(registers())
def test_nobody_ends_or_runs_without_known_days(register: Register) -> None:
    selections = select_agreements(register)
    for kind in ("ended-in", "in-force-at-end-of"):
        for (year,), members in selections.of(kind).items():
            assert int(year) <= AS_OF.year
            for agreement in members:
                assert agreement.end or agreement.status == "terminated"


def _years(kind: Kind, as_of: datetime.date = AS_OF, **keys: Any) -> list[str]:
    return [
        values[0]
        for values in select_agreements(register_of(agreement_record("uji", **keys), as_of=as_of)).of(kind)
    ]


@pytest.mark.parametrize(
    ("signed", "end", "ended", "in_force"),
    [
        ("2022-06-01", "2024-06-30", ["2024"], ["2022", "2023"]),
        ("2022-06-01", "2024-12-31", ["2024"], ["2022", "2023", "2024"]),
        ("2022-12-31", "2023-01-01", ["2023"], ["2022"]),
        ("2022-06-01", "2025-06-29", ["2025"], ["2022", "2023", "2024"]),
        ("2022-06-01", "2025-06-30", [], ["2022", "2023", "2024"]),
        ("2022-06-01", "2030-01-01", [], ["2022", "2023", "2024"]),
        ("2022", "2024", ["2024"], ["2022", "2023"]),
        ("2022-06-01", "[2023-12-01,2024-02-01]", [], ["2022"]),
        ("[2022-12-01,2023-01-05]", "2024-05-05", ["2024"], []),
    ],
)
def test_years_it_ran_and_ended(signed: str, end: str, ended: list[str], in_force: list[str]) -> None:
    keys: dict[str, Any] = {"signing": {"date": signed}, "term": {"end": end}}
    assert _years("ended-in", **keys) == ended
    assert _years("in-force-at-end-of", **keys) == in_force


def test_termination_comes_before_the_end() -> None:
    keys: dict[str, Any] = {
        "signing": {"date": "2022-06-01"},
        "term": {"end": "2030-01-01"},
        "termination": {"date": "2024-03-01", "ground": "tujuan-tercapai"},
    }
    assert _years("ended-in", **keys) == ["2024"]
    assert _years("in-force-at-end-of", **keys) == ["2022", "2023"]


def test_what_was_only_planned_never_ran_or_ended() -> None:
    keys: dict[str, Any] = {
        "signing": {"planned": "2020-01"},
        "term": {"start": "2020-02-01", "end": "2024-12-31"},
    }
    assert _years("ended-in", **keys) == []
    assert _years("in-force-at-end-of", **keys) == []


def test_a_length_on_a_guessed_day_makes_no_end() -> None:
    keys: dict[str, Any] = {"signing": {"date": "2020"}, "term": {"duration": {"years": 1}}}
    assert _years("ended-in", **keys) == []


def test_what_is_unknown_has_its_own_name() -> None:
    selections = select_agreements(register_of(agreement_record("uji")))
    assert list(selections.of("year")) == [(NO_YEAR,)]
    assert list(selections.of("department")) == [(NOT_KNOWN,)]
    assert list(selections.of("affair")) == [(NOT_KNOWN,)]
    assert selections.count(Selection("year", ("1999",))) == 0


def test_years_newest_first_unknown_last() -> None:
    register = register_of(
        agreement_record("a"),
        agreement_record("b", signing={"date": "2021"}),
        agreement_record("c", signing={"date": "2024"}),
    )
    assert select_agreements(register).years() == ["2024", "2021", NO_YEAR]
