"""Profiles: what the agreements of one partner, department or affair say together."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Literal, NamedTuple, Protocol, TypeAlias, TypeVar

from generator.dates import Date
from generator.register.model import Agreement
from generator.status import Status, read_date

Parting: TypeAlias = Literal[
    "partner-state",
    "partner-evaluated",
    "partner-unit",
    "department-state",
    "department-year",
    "affair-state",
    "affair-year",
    "affair-group",
]
"""The kinds of selection that part the agreements of a thing, and of the groups that things stand in."""

State: TypeAlias = Literal["current", "upcoming", "open", "over"]
STATES: tuple[State, ...] = ("current", "upcoming", "open", "over")
STATE_OF: dict[Status, State] = {
    "in-force": "current",
    "ending-soon": "current",
    "upcoming": "upcoming",
    "unknown": "open",
    "ended": "over",
    "terminated": "over",
    "superseded": "over",
}
"""The four groups that part the agreements of a partner, department or affair; withdrawn ones are in none."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


Thing = TypeVar("Thing", bound=_Named)


What: TypeAlias = Literal["signed", "ended", "terminated", "superseded"]


class Moment(NamedTuple):
    """Something that happened to an agreement on a date that is known."""

    date: Date
    what: What
    agreement: Agreement


def find_signings(
    agreements: Sequence[Agreement], as_of: datetime.date
) -> tuple[Agreement, Agreement] | None:
    """Give the agreements signed first and last, of those whose date is known and has come."""
    signed = [
        (found.signed, found) for found in agreements if found.signed and found.signed.earliest <= as_of
    ]
    if not signed:
        return None
    first = min(signed, key=lambda pair: (pair[0].earliest, pair[1].id))
    last = max(signed, key=lambda pair: (pair[0].latest, pair[1].id))
    return first[1], last[1]


def list_moments(
    agreements: Sequence[Agreement], as_of: datetime.date, most: int | None = None
) -> list[Moment]:
    """Give every signing and end that has come and whose date is known, or the latest ones; oldest first."""
    found = [
        (date.earliest, what != "signed", agreement.id, date, what, agreement)
        for agreement in agreements
        for date, what in _iterate_moments(agreement, as_of)
    ]
    found.sort(key=itemgetter(0, 1, 2))
    return [Moment(*one[3:]) for one in (found if most is None else found[-most:])]


def _iterate_moments(agreement: Agreement, as_of: datetime.date) -> Iterator[tuple[Date, What]]:
    if agreement.signed and agreement.signed.earliest <= as_of:
        yield agreement.signed, "signed"
    if agreement.status == "terminated":
        if date := read_date(agreement.value, "termination", "date"):
            yield date, "terminated"
    elif agreement.status == "superseded":
        if taken := agreement.superseded_from:
            yield taken, "superseded"
    elif agreement.status == "ended" and agreement.end:
        yield agreement.end, "ended"


def rank_things(
    agreements: Sequence[Agreement], things_of: Callable[[Agreement], Sequence[Thing]]
) -> list[Thing]:
    """Give the things that agreements name, those named most often first, then by name."""
    things: dict[str, Thing] = {}
    counts: dict[str, int] = {}
    for agreement in agreements:
        # Once, however often its record names the same.
        named = {thing.id: thing for thing in things_of(agreement)}
        things |= named
        for id_ in named:
            counts[id_] = counts.get(id_, 0) + 1
    return sorted(things.values(), key=lambda thing: (-counts[thing.id], thing.name.casefold()))
