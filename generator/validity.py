"""The last day that an agreement was in force, as far as it can be said."""

import datetime
from typing import NamedTuple

from generator.dates import parse_date
from generator.register.model import Agreement
from generator.status import is_only_planned


class Last(NamedTuple):
    """The last day in force, between two days, and the year in which it ended where that is known."""

    earliest: datetime.date
    latest: datetime.date
    year: int | None


_DAY = datetime.timedelta(days=1)


def find_last(agreement: Agreement) -> Last | None:
    """Give the last day in force: its end, or before it was terminated or another took its place.

    None where that can't be said, as where it is not known when the other agreement began, or where it is
    only known that the signing was planned.
    """
    if is_only_planned(agreement.value):
        return None
    last = _find_own_last(agreement)
    if agreement.status not in ("terminated", "superseded"):
        return last
    taken = agreement.superseded_from
    if taken is None:
        return None if agreement.status == "superseded" else last
    if last is None:
        return None
    earliest, latest = min(last.earliest, taken.earliest - _DAY), min(last.latest, taken.latest - _DAY)
    if (earliest, latest) == (last.earliest, last.latest):
        return last
    return Last(earliest, latest, latest.year if earliest.year == latest.year else None)


def _find_own_last(agreement: Agreement) -> Last | None:
    """Give its last day as it stands by itself, whatever came after it."""
    end = agreement.end
    if agreement.status == "terminated":
        day = parse_date(agreement.value["termination"]["date"])
        if end is None or not end.is_certainly_before(day):
            return Last(day.earliest - _DAY, day.latest - _DAY, day.year)
    return Last(end.earliest, end.latest, end.year) if end else None
