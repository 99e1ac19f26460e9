"""Half-years: the periods that evaluations are about, two to a budget year."""

import datetime
from typing import NamedTuple


class Period(NamedTuple):
    """A half-year: semester 1 is January to June, 2 is July to December."""

    year: int
    semester: int

    @property
    def slug(self) -> str:
        """The period as it stands in addresses, such as ``2024-1``."""
        return f"{self.year}-{self.semester}"

    @property
    def ends_year(self) -> bool:
        """Whether the year ends with it."""
        return self.semester != 1


def period_of(day: datetime.date) -> Period:
    """Give the half-year a day lies in."""
    return Period(day.year, 1 if day.month <= 6 else 2)  # noqa: PLR2004  June ends the first half


def period_before(period: Period) -> Period:
    """Give the half-year before."""
    return Period(period.year - 1, 2) if period.semester == 1 else Period(period.year, 1)


def last_ended(day: datetime.date) -> Period:
    """Give the last half-year that had ended before a day."""
    return period_before(period_of(day))


def period_after(period: Period) -> Period:
    """Give the half-year after."""
    return Period(period.year + 1, 1) if period.ends_year else Period(period.year, 2)


def period_start(period: Period) -> datetime.date:
    """Give the first day of a half-year."""
    return datetime.date(period.year, 1 if period.semester == 1 else 7, 1)


def period_end(period: Period) -> datetime.date:
    """Give the last day of a half-year."""
    return datetime.date(period.year, 6, 30) if period.semester == 1 else datetime.date(period.year, 12, 31)
