"""Selections: they part the register without loss, and never hold what was withdrawn."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import AS_OF, agreement_record, register_of

from generator.records import AGREEMENT_TYPES
from generator.register.register import Register
from generator.selections import ALL, CROSSED, NO_YEAR, NOT_KNOWN, RECORDED, Kind, Selection
from generator.sorting import count_days, select_agreements

_DATES = st.one_of(
    st.dates(datetime.date(2020, 1, 1), datetime.date(2027, 12, 31)).map(datetime.date.isoformat),
    st.sampled_from(["2022", "2023-05", "2024-02-10?", "[2022-12-30,2023-01-02]", "[2024-01,2024-03]"]),
)
_RELATIONS = ["extends", "renews", "replaces", "amends"]
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
    if index and draw(st.booleans()):
        other = f"uji-{draw(st.integers(0, index - 1))}"
        keys["relations"] = [{"type": draw(st.sampled_from(_RELATIONS)), "agreement": other}]
    if draw(st.booleans()):
        keys["attachments"] = [{"title": "Naskah", "kind": "naskah", "url": "https://contoh.example/a.pdf"}]
    return agreement_record(f"uji-{index}", draw(st.sampled_from(AGREEMENT_TYPES)), **keys)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Draw a register of up to eight agreements."""
    count = draw(st.integers(0, 8))
    return register_of(*(draw(agreements(index)) for index in range(count)))


PARTITIONS: list[Kind] = ["type", "year", "type-year", "document", "evaluated"]
COVERS: list[Kind] = ["department", "affair", "region", "type-department", "type-affair", "type-region"]


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
def test_crosses_refine_types_and_values(register: Register) -> None:
    selections = select_agreements(register)
    for kind, plain in CROSSED.items():
        for (one, value), members in selections.of(kind).items():
            of_value = set(selections.members(Selection(plain, (value,))))
            assert set(members) == of_value & set(selections.members(Selection("type", (one,))))
    for (year, category), members in selections.of("year-category").items():
        of_year = set(selections.members(Selection("year", (year,))))
        assert set(members) == of_year & set(selections.members(Selection("partner-category", (category,))))


@given(registers())
def test_a_record_holds_a_thing_or_lacks_it(register: Register) -> None:
    selections = select_agreements(register)
    for name in RECORDED:
        having, lacking = (
            set(selections.members(Selection("recorded", (name, one)))) for one in ("yes", "no")
        )
        assert having | lacking == set(register.counted)
        assert not having & lacking


@given(registers())
def test_what_was_signed_so_far_is_all_that_years_hold(register: Register) -> None:
    selections = select_agreements(register)
    for (year,), members in selections.of("signed-by").items():
        years = [found for (one,), found in selections.of("year").items() if one != NO_YEAR and one <= year]
        assert set(members) == {agreement for found in years for agreement in found}


@given(registers())
def test_the_widest_selection_holds_exactly_the_same(register: Register) -> None:
    selections = select_agreements(register)
    for selection, members in selections:
        widest = selections.widest(selection)
        assert selections.members(widest) == members
        assert selections.widest(widest) == widest
    nothing = Selection("type-department", ("ksdd", "tidak-ada"))
    assert selections.widest(nothing) == nothing


@given(registers())
def test_who_is_in_force_and_evaluated(register: Register) -> None:
    selections = select_agreements(register)
    current = {agreement for agreement in register.counted if agreement.is_current}
    assert set(selections.members(Selection("in-force"))) == current
    states = {
        state: set(selections.members(Selection("evaluated", (state,))))
        for state in ("done", "overdue", "not-due")
    }
    assert set(selections.members(Selection("in-force-evaluated"))) == current & states["done"]
    assert current == (current & states["done"]) | states["overdue"] | states["not-due"]


@given(st.integers(2020, 2024), st.data())
def test_who_was_in_force_at_a_year_s_end_was_so_seen_on_that_day(year: int, data: st.DataObject) -> None:
    records = [data.draw(agreements(index)) for index in range(data.draw(st.integers(1, 6)))]
    then = register_of(*records, as_of=datetime.date(year, 12, 31))
    counted = select_agreements(register_of(*records)).members(Selection("in-force-at-end-of", (str(year),)))
    for agreement in counted:
        seen = then.agreements[agreement.id]
        # That it was in force without a known end is certain only since it was terminated.
        assert seen.is_current or (seen.status == "unknown" and seen.end is None)


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


def _superseded(begin: dict[str, Any], **keys: Any) -> dict[str, list[str]]:
    """Give the years in which an agreement ended and ran that another has taken the place of."""
    old = agreement_record(
        "lama", **{"signing": {"date": "2020-05-01"}, "term": {"end": "2024-12-31"}, **keys}
    )
    new = agreement_record("baru", relations=[{"type": "renews", "agreement": "lama"}], **begin)
    selections = select_agreements(register_of(old, new))
    kinds: tuple[Kind, ...] = ("ended-in", "in-force-at-end-of")
    return {
        kind: [year for (year,), found in selections.of(kind).items() if "lama" in {one.id for one in found}]
        for kind in kinds
    }


@pytest.mark.parametrize(
    ("begin", "ended", "in_force"),
    [
        ({"signing": {"date": "2022-03-01"}}, ["2022"], ["2020", "2021"]),
        (
            {"signing": {"date": "2022-03-01"}, "term": {"start": "2023-01-01"}},
            ["2022"],
            ["2020", "2021", "2022"],
        ),
        ({"signing": {"date": "2025-02-01"}}, ["2024"], ["2020", "2021", "2022", "2023", "2024"]),
        ({"signing": {"date": "2022"}}, [], ["2020", "2021"]),
        ({"signing": {"known_by": "2022-03-01"}}, [], []),
        ({"signing": {"date": "2025-09-01"}}, ["2024"], ["2020", "2021", "2022", "2023", "2024"]),
    ],
)
def test_an_agreement_ends_when_another_takes_its_place(
    begin: dict[str, Any], ended: list[str], in_force: list[str]
) -> None:
    assert _superseded(begin) == {"ended-in": ended, "in-force-at-end-of": in_force}


def test_without_a_known_end_nothing_is_said_of_a_superseded_agreement() -> None:
    found = _superseded({"signing": {"date": "2022-03-01"}}, term={"start": "2020-05-01"})
    assert found == {"ended-in": [], "in-force-at-end-of": []}


@pytest.mark.parametrize(
    ("day", "ended", "in_force"),
    [("2024-06-01", ["2022"], ["2020", "2021"]), ("2021-06-01", ["2021"], ["2020"])],
)
def test_what_was_terminated_does_not_run_beside_what_took_its_place(
    day: str, ended: list[str], in_force: list[str]
) -> None:
    termination = {"date": day, "ground": "tujuan-tercapai"}
    found = _superseded({"signing": {"date": "2022-03-01"}}, termination=termination)
    assert found == {"ended-in": ended, "in-force-at-end-of": in_force}


@pytest.mark.parametrize(("day", "in_force"), [("2023-12-31", ["2022"]), ("2024-01-01", ["2022", "2023"])])
def test_on_the_day_of_its_termination_it_is_no_longer_in_force(day: str, in_force: list[str]) -> None:
    keys: dict[str, Any] = {
        "signing": {"date": "2022-06-01"},
        "termination": {"date": day, "ground": "tujuan-tercapai"},
    }
    assert _years("in-force-at-end-of", **keys) == in_force
    assert _years("ended-in", **keys) == [day[:4]]


@pytest.mark.parametrize(
    ("later", "years"),
    [
        ({"signing": {"date": "2023-04-01"}}, ["2023"]),
        ({"signing": {"known_by": "2023-04-01"}}, [NO_YEAR]),
        ({"signing": {"planned": "2023-04-01"}}, []),
        ({"signing": {"date": "2023-04-01"}, "withdrawn": {"date": "2024", "reason": "Keliru."}}, []),
    ],
)
def test_an_agreement_is_extended_in_the_year_of_the_later_one(
    later: dict[str, Any], years: list[str]
) -> None:
    first = agreement_record("semula", signing={"date": "2020-04-01"})
    second = agreement_record("lanjutan", relations=[{"type": "extends", "agreement": "semula"}], **later)
    selections = select_agreements(register_of(first, second))
    found = selections.of("extended-in")
    assert [year for (year,) in found] == years
    assert all([agreement.id for agreement in members] == ["semula"] for members in found.values())


def test_regions_are_those_of_the_partners() -> None:
    parties = [{"partner": name} for name in ("kota-contoh", "kota-sahabat", "pt-air-bening")]
    both = agreement_record("uji", parties=parties)
    # The own government's region is nobody's partner's.
    neither = agreement_record("lain", parties=[parties[0], parties[2]])
    found = select_agreements(register_of(both, neither)).of("region")
    assert {region: [one.id for one in members] for (region,), members in found.items()} == {
        "my": ["uji"],
        NOT_KNOWN: ["lain"],
    }


@pytest.mark.parametrize(
    ("keys", "days"),
    [
        ({"signing": {"date": "2024-01-01"}, "term": {"end": "2024-12-31"}}, 366),
        ({"signing": {"date": "2023-05-17"}, "term": {"duration": {"years": 1}}}, 366),
        ({"signing": {"date": "2022-05-17"}, "term": {"start": "2022-06-01", "end": "2022-06-01"}}, 1),
        ({"signing": {"date": "2024"}, "term": {"end": "2024-12-31"}}, None),
        ({"signing": {"date": "2024-01-01?"}, "term": {"end": "2024-12-31"}}, None),
        ({"signing": {"planned": "2024-01-01"}, "term": {"start": "2024-01-01", "end": "2024-12-31"}}, None),
        ({"term": {"end": "2024-12-31"}}, None),
    ],
)
def test_the_days_of_an_agreement(keys: dict[str, Any], days: int | None) -> None:
    register = register_of(agreement_record("uji", **keys))
    assert count_days(register.agreements["uji"]) == days
    assert select_agreements(register).count(Selection("length-known")) == (days is not None)
