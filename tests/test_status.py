"""The state of an agreement on a day: every state, at the days where it changes."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import agreement_record, lone_agreement, register_of

from generator.status import SOON, STATUSES, compute_end, compute_status

SIGNED: dict[str, Any] = {"signing": {"date": "2023-01-10"}}


def _term(end: str, **keys: Any) -> dict[str, Any]:
    return {**SIGNED, "term": {"end": end}, **keys}


def _ended_early(day: str) -> dict[str, Any]:
    return _term("2026-12-31", termination={"date": day, "ground": "tujuan-tercapai"})


WITHDRAWN = {"withdrawn": {"date": "2024-01-01", "reason": "Keliru."}}

TABLE: list[tuple[str, dict[str, Any], str, str]] = [
    ("before signing", _term("2026-12-31"), "2023-01-09", "upcoming"),
    ("signing day", _term("2026-12-31"), "2023-01-10", "in-force"),
    (
        "start after signing",
        {**SIGNED, "term": {"start": "2023-02-01", "end": "2026-12-31"}},
        "2023-01-31",
        "upcoming",
    ),
    ("start day", {**SIGNED, "term": {"start": "2023-02-01", "end": "2026-12-31"}}, "2023-02-01", "in-force"),
    ("91 days before the end", _term("2025-12-31"), "2025-10-01", "in-force"),
    ("90 days before the end", _term("2025-12-31"), "2025-10-02", "ending-soon"),
    ("last day", _term("2025-12-31"), "2025-12-31", "ending-soon"),
    ("day after the end", _term("2025-12-31"), "2026-01-01", "ended"),
    ("inside the month it ends in", _term("2025-06"), "2025-06-15", "unknown"),
    ("last day of that month", _term("2025-06"), "2025-06-30", "unknown"),
    ("day after that month", _term("2025-06"), "2025-07-01", "ended"),
    ("day before that month", _term("2025-06"), "2025-05-31", "ending-soon"),
    ("inside the year it ends in", _term("2025"), "2025-06-15", "unknown"),
    ("one of two ends, before", _term("[2025-06-10,2025-06-20]"), "2025-06-09", "ending-soon"),
    ("one of two ends, between", _term("[2025-06-10,2025-06-20]"), "2025-06-15", "unknown"),
    ("one of two ends, after", _term("[2025-06-10,2025-06-20]"), "2025-06-21", "ended"),
    ("uncertain end", _term("2025-12-31?"), "2025-06-01", "in-force"),
    ("no end", SIGNED, "2025-06-01", "unknown"),
    ("nothing known", {}, "2025-06-01", "unknown"),
    ("end without signing", {"term": {"end": "2030-01-01"}}, "2025-06-01", "unknown"),
    ("end without signing, over", {"term": {"end": "2020-01-01"}}, "2025-06-01", "ended"),
    (
        "only planned",
        {"signing": {"planned": "2025-01"}, "term": {"end": "2030-01-01"}},
        "2025-06-01",
        "unknown",
    ),
    (
        "only planned, with a stated start",
        {"signing": {"planned": "2025-01"}, "term": {"start": "2025-02-01", "end": "2030-01-01"}},
        "2025-06-01",
        "unknown",
    ),
    (
        "only planned, its stated end over",
        {"signing": {"planned": "2019-01"}, "term": {"start": "2019-02-01", "end": "2020-01-01"}},
        "2025-06-01",
        "unknown",
    ),
    (
        "planned and signed",
        {"signing": {"planned": "2025-01", "date": "2025-01-10"}, "term": {"end": "2030-01-01"}},
        "2025-06-01",
        "in-force",
    ),
    (
        "known by",
        {"signing": {"known_by": "2025-01"}, "term": {"end": "2030-01-01"}},
        "2025-06-01",
        "in-force",
    ),
    ("duration, last day", {**SIGNED, "term": {"duration": {"years": 1}}}, "2024-01-09", "ending-soon"),
    ("duration, over", {**SIGNED, "term": {"duration": {"years": 1}}}, "2024-01-10", "ended"),
    (
        "duration from a month",
        {"signing": {"date": "2023-01"}, "term": {"duration": {"years": 9}}},
        "2024-01-10",
        "unknown",
    ),
    ("terminated tomorrow", _ended_early("2024-05-02"), "2024-05-01", "in-force"),
    ("terminated today", _ended_early("2024-05-02"), "2024-05-02", "terminated"),
    ("terminated this month", _ended_early("2024-05"), "2024-05-15", "in-force"),
    ("terminated last month", _ended_early("2024-05"), "2024-05-31", "terminated"),
    ("terminated, its end long past", _ended_early("2024-05-02"), "2030-01-01", "terminated"),
    ("withdrawn", _term("2026-12-31", **WITHDRAWN), "2025-06-01", "withdrawn"),
    ("withdrawn and terminated", {**_ended_early("2024-05-02"), **WITHDRAWN}, "2025-06-01", "withdrawn"),
]


@pytest.mark.parametrize(("what", "keys", "day", "status"), TABLE, ids=[row[0] for row in TABLE])
def test_status(what: str, keys: dict[str, Any], day: str, status: str) -> None:
    assert lone_agreement(datetime.date.fromisoformat(day), **keys).status == status, what


@pytest.mark.parametrize("tie", ["renews", "replaces"])
@pytest.mark.parametrize(("day", "status"), [("2024-05-31", "in-force"), ("2024-06-01", "superseded")])
def test_superseded(tie: str, day: str, status: str) -> None:
    old = agreement_record("lama", **_term("2026-12-31"))
    new = agreement_record(
        "baru", signing={"date": "2024-06-01"}, relations=[{"type": tie, "agreement": "lama"}]
    )
    register = register_of(old, new, as_of=datetime.date.fromisoformat(day))
    assert register.agreements["lama"].status == status


@pytest.mark.parametrize(
    ("keys", "day", "status"),
    [
        ({"signing": {"date": "2024-06-01"}, "term": {"start": "2025-01-01"}}, "2024-12-31", "in-force"),
        ({"signing": {"date": "2024-06-01"}, "term": {"start": "2025-01-01"}}, "2025-01-01", "superseded"),
        ({"signing": {"date": "2024-06-01"}, "term": {"start": "2025-01"}}, "2025-01-30", "in-force"),
        ({"signing": {"date": "2024-06-01"}, "term": {"start": "2025-01"}}, "2025-01-31", "superseded"),
        ({"signing": {"date": "2024-06-01"}, "term": {"start": "2024-01-01"}}, "2024-05-31", "in-force"),
        ({"signing": {"known_by": "2024-06-01"}}, "2024-05-31", "in-force"),
        ({"signing": {"known_by": "2024-06-01"}}, "2024-06-01", "superseded"),
        ({"signing": {"planned": "2024-06-01"}}, "2024-06-01", "in-force"),
    ],
)
def test_superseded_once_the_later_one_has_begun(keys: dict[str, Any], day: str, status: str) -> None:
    old = agreement_record("lama", **_term("2026-12-31"))
    new = agreement_record("baru", relations=[{"type": "renews", "agreement": "lama"}], **keys)
    register = register_of(old, new, as_of=datetime.date.fromisoformat(day))
    assert register.agreements["lama"].status == status


@pytest.mark.parametrize(
    "new",
    [
        {"relations": [{"type": "renews", "agreement": "lama"}]},
        {"signing": {"date": "2024-06-01"}, "relations": [{"type": "implements", "agreement": "lama"}]},
        {
            "signing": {"date": "2024-06-01"},
            "relations": [{"type": "renews", "agreement": "lama"}],
            **WITHDRAWN,
        },
    ],
    ids=["unsigned", "other tie", "withdrawn"],
)
def test_not_superseded(new: dict[str, Any]) -> None:
    register = register_of(agreement_record("lama", **_term("2026-12-31")), agreement_record("baru", **new))
    assert register.agreements["lama"].status == "in-force"


def test_every_status_occurs_in_the_table() -> None:
    assert {row[3] for row in TABLE} | {"superseded"} == set(STATUSES)


_DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2050, 1, 1))


@given(_DAYS, _DAYS, _DAYS)
def test_a_whole_term_goes_forward(signed: datetime.date, end: datetime.date, day: datetime.date) -> None:
    value = {"signing": {"date": signed.isoformat()}, "term": {"end": max(signed, end).isoformat()}}
    last, is_computed = compute_end(value)
    assert not is_computed
    order = ["upcoming", "in-force", "ending-soon", "ended"]
    today = compute_status(value, last, day, superseded=False)
    tomorrow = compute_status(value, last, day + datetime.timedelta(days=1), superseded=False)
    assert order.index(today) <= order.index(tomorrow)
    assert (today == "ending-soon") == (signed <= day <= max(signed, end) and max(signed, end) - day <= SOON)
