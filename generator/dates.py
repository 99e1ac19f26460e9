"""Dates as people know them: whole, partial, uncertain, or one of several (EDTF, ISO 8601-2 level 1 subset).

The one type of the program that knows how to compare, show and count them. Forms:
``2024-05-17``, ``2024-05``, ``2024``; uncertain ``2013-09-06?``; approximate ``2013-09~``; one of
``[2024-05-20,2024-05-27]``.
"""

import calendar
import datetime
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

Precision = Literal["day", "month", "year"]

_MEMBER = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# Beyond these a year is a slip of the hand, and sums of dates would run off the calendar.
_SHORTEST_MONTH = 28
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class DateError(ValueError):
    """A text that is no date: ``reason`` is ``form`` or ``impossible``, ``culprit`` the part at fault."""

    def __init__(self, reason: Literal["form", "impossible"], culprit: str) -> None:
        super().__init__(f"{reason}: {culprit}")
        self.reason = reason
        self.culprit = culprit


class Span(NamedTuple):
    """A day, a month or a year, as its first and last day."""

    first: datetime.date
    last: datetime.date
    precision: Precision


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is known: one or more candidate spans, perhaps uncertain or approximate."""

    text: str
    candidates: tuple[Span, ...]
    uncertain: bool = False
    approximate: bool = False

    earliest: datetime.date = field(init=False, repr=False, compare=False)
    """The first day it can be."""
    latest: datetime.date = field(init=False, repr=False, compare=False)
    """The last day it can be."""
    year: int | None = field(init=False, repr=False, compare=False)
    """The year it falls in, or None where the candidates differ in it."""

    def __post_init__(self) -> None:
        """Find the bounds once: dates are shared and asked for them again and again."""
        earliest = min([span.first for span in self.candidates])
        latest = max([span.last for span in self.candidates])
        object.__setattr__(self, "earliest", earliest)
        object.__setattr__(self, "latest", latest)
        object.__setattr__(self, "year", earliest.year if earliest.year == latest.year else None)

    @property
    def is_exact(self) -> bool:
        """Whether it is one certain day."""
        return self.earliest == self.latest and not (self.uncertain or self.approximate)

    def is_certainly_before(self, other: "Date") -> bool:
        """Whether every day it can be lies before every day the other can be."""
        return self.latest < other.earliest


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Date:
    """Read an EDTF text.

    Raises DateError with reason ``form`` for a text in no known form and ``impossible`` for a day or
    month that the calendar does not have.
    """
    if text.startswith("[") and text.endswith("]"):
        members = [part.strip() for part in text[1:-1].split(",")]
        spans = tuple(_parse_span(part) for part in members)
        if len(spans) < 2:  # noqa: PLR2004  "one of" needs two
            raise DateError("form", text)
        return Date(f"[{','.join(members)}]", spans)
    bare = text.removesuffix("?").removesuffix("~") if text[-1:] == "?" else text.removesuffix("~")
    if len(text) - len(bare) > 1:
        raise DateError("form", text)
    return Date(text, (_parse_span(bare),), text.endswith("?"), text.endswith("~"))


def parse_optional(text: str | None) -> Date | None:
    """Read an EDTF text where there is one.

    Raises DateError as ``parse_date`` does.
    """
    return parse_date(text) if text else None


def _parse_span(text: str) -> Span:
    found = _MEMBER.fullmatch(text)
    if not found:
        raise DateError("form", text)
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise DateError("impossible", text)
    if month is None:
        return Span(datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year")
    if not 1 <= month <= 12:  # noqa: PLR2004  months of a year
        raise DateError("impossible", text)
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return Span(datetime.date(year, month, 1), datetime.date(year, month, last), "month")
    if not 1 <= day <= last:
        raise DateError("impossible", text)
    exact = datetime.date(year, month, day)
    return Span(exact, exact, "day")


def parse_day(text: str) -> datetime.date:
    """Read a text that must be one certain day, such as ``2026-11-24``.

    Raises DateError for anything else.
    """
    date = parse_date(text)
    if not date.is_exact:
        raise DateError("form", text)
    return date.earliest


@lru_cache(maxsize=65536)
def from_day(day: datetime.date) -> Date:
    """Give the date that is exactly this day."""
    return Date(day.isoformat(), (Span(day, day, "day"),))


def add_duration(start: datetime.date, *, years: int = 0, months: int = 0, days: int = 0) -> datetime.date:
    """Give the last day of a term of this length that begins on ``start``.

    A term of one year from 17 May ends on 16 May; a day that the last month lacks becomes its last day.
    """
    month_index = start.month - 1 + months + 12 * years
    year, month = start.year + month_index // 12, month_index % 12 + 1
    day = start.day
    if day > _SHORTEST_MONTH:
        day = min(day, calendar.monthrange(year, month)[1])
    return datetime.date(year, month, day) + datetime.timedelta(days=days - 1)
