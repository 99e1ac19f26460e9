"""What state an agreement is in on a date: computed from its dates and relations, never typed in."""

import datetime
from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

from generator.dates import Date, add_duration, from_day, parse_date
from generator.records import Record

Status: TypeAlias = Literal[
    "upcoming",
    "in-force",
    "ending-soon",
    "ended",
    "terminated",
    "superseded",
    "unknown",
    "withdrawn",
]
STATUSES: tuple[Status, ...] = (
    "in-force",
    "ending-soon",
    "upcoming",
    "ended",
    "terminated",
    "superseded",
    "unknown",
    "withdrawn",
)
CURRENT: frozenset[Status] = frozenset(("in-force", "ending-soon"))

SOON = datetime.timedelta(days=90)
"""How long before its end an agreement counts as ending soon."""

_SUPERSEDING = frozenset(("replaces", "renews"))


def read_date(value: Any, *path: str) -> Date | None:  # noqa: ANN401  a record's value
    """Give the date at a path of keys, or None where the record has none."""
    for key in path:
        if key not in value:
            return None
        value = value[key]
    return parse_date(value)


def compute_end(value: Any) -> tuple[Date | None, bool]:  # noqa: ANN401  a record's value
    """Give the last day in force and whether it was computed from a stated length.

    A length counts from the stated start, else from the signing; it is only used where that day is
    exact, for a length on a guessed day would be a made-up end.
    """
    stated = read_date(value, "term", "end")
    if stated:
        return stated, False
    duration = value.get("term", {}).get("duration")
    begin = read_date(value, "term", "start") or read_date(value, "signing", "date")
    if duration and begin and begin.is_exact:
        return from_day(add_duration(begin.earliest, **duration)), True
    return None, False


def is_only_planned(value: Any) -> bool:  # noqa: ANN401  a record's value
    """Whether all that is known of the signing is that it was planned: it may never have come about."""
    signing = value.get("signing", {})
    return "planned" in signing and "date" not in signing and "known_by" not in signing


def compute_status(value: Any, end: Date | None, as_of: datetime.date, *, superseded: bool) -> Status:  # noqa: ANN401, PLR0911  one line a state
    """Give the state on ``as_of``; ``superseded`` says that a later agreement took this one's place."""
    if "withdrawn" in value:
        return "withdrawn"
    terminated = read_date(value, "termination", "date")
    if terminated and terminated.latest <= as_of:
        return "terminated"
    if superseded:
        return "superseded"
    begin = read_date(value, "term", "start") or read_date(value, "signing", "date")
    if begin and begin.earliest > as_of:
        return "upcoming"
    if is_only_planned(value):
        return "unknown"
    if end is None or (end.earliest <= as_of <= end.latest and end.earliest != end.latest):
        return "unknown"
    if as_of > end.latest:
        return "ended"
    if begin is None and not value.get("signing"):
        return "unknown"
    return "ending-soon" if as_of + SOON >= end.latest else "in-force"


def find_superseded(records: Iterable[Record], as_of: datetime.date) -> dict[str, Date | None]:
    """Find since when a signed, standing agreement has taken the place of others: once that has begun.

    Where several did, the first counts; None where it is not known when the other one began.
    """
    superseded: dict[str, Date | None] = {}
    for record in records:
        value: Any = record.value
        # Few have any: only of these the dates are read.
        relations = [one for one in value.get("relations", ()) if one["type"] in _SUPERSEDING]
        if not relations:
            continue
        signed = read_date(value, "signing", "date")
        known = signed or read_date(value, "signing", "known_by")
        if known is None or known.latest > as_of or "withdrawn" in value:
            continue
        start = read_date(value, "term", "start")
        if start and start.latest > as_of:
            continue
        begin = start or signed
        for relation in relations:
            other = superseded.get(relation["agreement"], begin)
            both = (begin, other) if begin and other else None
            superseded[relation["agreement"]] = min(both, key=_bounds) if both else None
    return superseded


def _bounds(date: Date) -> tuple[datetime.date, datetime.date]:
    return date.earliest, date.latest
