"""The timeline: everything dated in one order, told once, doubts and gaps included."""

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from registers import AS_OF, SCHEMAS, agreement_record, register_of

from generator.dates import parse_date as parse
from generator.locale import Locale
from generator.pages.timeline import Step, Timekeeper

EN = Locale("en", SCHEMAS)


def steps(as_of: datetime.date = AS_OF, **keys: Any) -> list[Step]:
    register = register_of(agreement_record("uji", **keys), as_of=as_of)
    return Timekeeper(EN, register).list_steps(register.agreements["uji"])


def told(found: list[Step]) -> list[tuple[str, str, list[str]]]:
    return [(step.words, step.kind, [entry.name for entry in step.entries]) for step in found]


def test_a_whole_course_stands_in_one_order() -> None:
    found = steps(
        stages=[
            {"stage": "persiapan", "date": "2024-01"},
            {"stage": "penawaran", "date": "2024-02-03", "number": "7/2024", "sources": ["s1"]},
            {"stage": "penandatanganan-pks", "date": "2024-05-17", "note": "di balai kota"},
        ],
        signing={"date": "2024-05-17", "planned": "2024-04-01"},
        term={"start": "2024-05-17", "end": "2027-05-16"},
        events=[{"date": "2024-07-01", "kind": "peluncuran", "place": "Terminal", "sources": ["s1"]}],
        evaluations=[
            {
                "period": {"year": 2024, "semester": 2},
                "evaluator": "dinas-kesehatan",
                "state": "berjalan",
                "recommendation": "dilanjutkan",
                "sources": ["s1"],
            }
        ],
        termination={"date": "2025-02", "ground": "objek-hilang", "note": "berita acara"},
    )
    assert told(found) == [
        ("January 2024", "unsure", ["Preparation"]),
        ("3 February 2024", "sure", ["Offer"]),
        ("1 April 2024", "sure", ["Planned signing"]),
        ("17 May 2024", "sure", ["Signed", "First day in force"]),
        ("1 July 2024", "sure", ["peluncuran"]),
        ("Second half of 2024", "unsure", ["Evaluated: Second half of 2024"]),
        ("February 2025", "unsure", ["Ended early"]),
        ("16 May 2027", "future", ["Last day agreed"]),
    ]
    entries = [entry for step in found for entry in step.entries]
    assert [entry.detail for entry in entries] == [
        "", "number 7/2024", "", "di balai kota", "", "Terminal", "Under way",
        "Loss of the object; berita acara", "",
    ]  # fmt: skip
    assert [list(entry.sources) for entry in entries].count(["s1"]) == 3
    assert [entry.name for entry in entries if entry.is_quoted] == ["peluncuran"]


def test_what_is_not_dated_says_so() -> None:
    assert steps() == []
    assert told(steps(term={"start": "2024"})) == [
        ("date not known", "open", ["Signed"]),
        ("2024", "unsure", ["First day in force"]),
        ("date not known", "open", ["Last day in force"]),
    ]


def test_a_document_known_to_exist_is_not_called_signed() -> None:
    first, last = told(steps(signing={"known_by": "2023-08-11"}))
    assert first == ("11 August 2023", "sure", ["Existed by then; the day of signing is not known"])
    assert last == ("date not known", "open", ["Last day in force"])


def test_an_uncertain_day_is_marked_and_said() -> None:
    first = told(steps(signing={"date": "2024-05-17?"}))[0]
    assert first == ("17 May 2024 (uncertain)", "unsure", ["Signed"])


def test_a_computed_end_says_so() -> None:
    last = steps(signing={"date": "2024-05-17"}, term={"duration": {"years": 1}})[-1]
    assert (last.words, last.entries[0].detail) == ("16 May 2025", "computed from the stated length")


def test_stages_keep_their_order_where_dates_are_vague() -> None:
    found = steps(
        stages=[
            {"stage": "penawaran"},
            {"stage": "penandatanganan-pks", "date": "2024-05"},
            {"stage": "penatausahaan", "date": "2024-05"},
            {"stage": "pelaksanaan"},
        ],
        signing={"date": "2024-05-17"},
    )
    names = [entry.name for step in found for entry in step.entries]
    assert names == ["Offer", "Signed", "Records administration", "Implementation", "Last day in force"]


def test_the_signing_of_an_umbrella_is_another_signing() -> None:
    found = steps(
        stages=[
            {"stage": "penandatanganan-kb", "date": "2023-01-05"},
            {"stage": "penandatanganan-pks", "date": "2024-05-17"},
        ],
        signing={"date": "2024-05-17"},
    )
    assert told(found)[:2] == [
        ("5 January 2023", "sure", ["Signing of the joint agreement"]),
        ("17 May 2024", "sure", ["Signed"]),
    ]


def test_council_approval_is_told_once() -> None:
    approval = {"required": True, "number": "9/2024", "date": "2024-03-01"}
    stage = {"stage": "persetujuan-dprd", "date": "2024-03-01"}
    assert told(steps(dprd_approval=approval))[0][2] == ["Signed"]
    assert [step.words for step in steps(dprd_approval=approval, stages=[stage])].count("1 March 2024") == 1
    assert told(steps(dprd_approval=approval))[1] == ("1 March 2024", "sure", ["Council approval"])


def test_later_changes_belong_to_the_course_but_what_implements_it_does_not() -> None:
    old = agreement_record("lama", signing={"date": "2020-01-01"})
    others = [
        agreement_record(
            kind, signing={"date": "2022-02-02"}, relations=[{"type": kind, "agreement": "lama", "note": "x"}]
        )
        for kind in ("extends", "implements")
    ]
    register = register_of(old, *others)
    found = Timekeeper(EN, register).list_steps(register.agreements["lama"])
    assert told(found)[1] == ("2 February 2022", "sure", ["Extended by"])
    entry = found[1].entries[0]
    assert entry.agreement is register.agreements["extends"]
    assert entry.detail == "x"


def test_a_withdrawn_successor_is_not_told() -> None:
    old = agreement_record("lama", signing={"date": "2020-01-01"})
    later = agreement_record(
        "keliru",
        signing={"date": "2022-02-02"},
        relations=[{"type": "extends", "agreement": "lama"}],
        withdrawn={"date": "2023-01-01", "reason": "Keliru."},
    )
    register = register_of(old, later)
    found = Timekeeper(EN, register).list_steps(register.agreements["lama"])
    assert [step.words for step in found] == ["1 January 2020", "date not known"]


def test_a_month_that_has_begun_is_not_to_come() -> None:
    assert [step.kind for step in steps(signing={"date": "2025-06"}, term={"end": "2025"})] == [
        "unsure", "unsure",
    ]  # fmt: skip


def test_an_end_within_a_year_stands_after_what_happened_in_it() -> None:
    found = steps(
        signing={"date": "2024-01-01"}, term={"end": "2025"}, events=[{"date": "2025-03-01", "kind": "k"}]
    )
    assert [step.words for step in found] == ["1 January 2024", "1 March 2025", "2025"]


_DATES = st.one_of(
    st.dates(datetime.date(2020, 1, 1), datetime.date(2029, 12, 31)).map(datetime.date.isoformat),
    st.sampled_from(["2022", "2025-01", "2024-02-10?", "2024~", "[2022-12-30,2023-01-02]"]),
)
_STAGES = st.lists(
    st.fixed_dictionaries(
        {
            "stage": st.sampled_from(
                ["persiapan", "penandatanganan-kb", "penandatanganan-pks", "persetujuan-dprd"]
            )
        },
        optional={"date": _DATES},
    ),
    max_size=5,
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "stages": _STAGES,
            "signing": st.fixed_dictionaries(
                {}, optional={"date": _DATES, "known_by": _DATES, "planned": _DATES}
            ),
            "term": st.fixed_dictionaries({}, optional={"start": _DATES, "end": _DATES}),
            "events": st.lists(_DATES.map(lambda date: {"date": date, "kind": "k"}), max_size=3),
            "termination": _DATES.map(lambda date: {"date": date, "ground": "objek-hilang"}),
        },
    )
)
def test_every_date_of_a_record_is_told_and_no_other(keys: dict[str, Any]) -> None:
    register = register_of(agreement_record("uji", **keys))
    agreement = register.agreements["uji"]
    found = Timekeeper(EN, register).list_steps(agreement)
    signing = keys.get("signing", {})
    dates = [
        *(stage["date"] for stage in keys.get("stages", ()) if "date" in stage),
        *(event["date"] for event in keys.get("events", ())),
        *keys.get("term", {}).values(),
        *(date for key, date in signing.items() if key != "known_by" or "date" not in signing),
        *([keys["termination"]["date"]] if "termination" in keys else []),
    ]
    words = {EN.date(date) for date in map(parse, dates)}
    shown = {step.words for step in found} - {"date not known"}
    # A stage that is the signing takes the signing's day, which says more than its own.
    assert shown <= words
    assert words - shown <= {
        EN.date(parse(stage["date"])) for stage in keys.get("stages", ()) if "date" in stage
    }
    assert all(step.entries for step in found)
