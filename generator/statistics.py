"""Statistics: which selections stand in which table, and how the register compares with published totals."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from statistics import median_low
from typing import Any

from generator.records import AGREEMENT_TYPES
from generator.register.model import Agreement, OfficialTotal
from generator.register.register import Register
from generator.selections import ALL, CROSSED, NO_YEAR, NOT_KNOWN, RECORDED, Kind, Selection, Selections
from generator.sorting import count_days
from generator.status import STATUSES


@dataclass(frozen=True, slots=True)
class Count:
    """A number and the selection it counts."""

    selection: Selection
    number: int
    place: str | None = None
    """The address of the list, where it isn't the selection's own page but a part of another."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what it is about and its counts."""

    key: str
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A published figure beside what the register holds; ``official`` is None where none was published."""

    type: str
    recorded: Count
    official: int | None
    is_minimum: bool = False
    """Whether the published figure says "more than"."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One set of published totals for a year beside the register's counts."""

    year: int
    total: OfficialTotal
    rows: tuple[Comparison, ...]


def count_years_by_type(selections: Selections) -> list[Row]:
    """Give a row a year, newest first: each type's signed agreements, then all of the year."""
    return [
        Row(
            year,
            (
                *(count(selections, "type-year", kind, year) for kind in AGREEMENT_TYPES),
                count(selections, "year", year),
            ),
        )
        for year in selections.years()
    ]


def count_types(selections: Selections) -> Row:
    """Give the totals: each type's agreements, then all."""
    counts = [count(selections, "type", kind) for kind in AGREEMENT_TYPES]
    return Row("all", (*counts, Count(ALL, selections.count(ALL))))


def count_statuses(selections: Selections) -> list[Row]:
    """Give a row a status that occurs; the withdrawn stand apart and are in no other count."""
    return _count_values(selections, "status", [status for status in STATUSES if status != "withdrawn"])


def count_values(selections: Selections, kind: Kind) -> list[Row]:
    """Give a row for each value of a kind of selection, most agreements first, the unknown last."""
    return _sort_rows(_count_values(selections, kind, [values[0] for values in selections.of(kind)]))


def _sort_rows(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.key == NOT_KNOWN, -row.counts[0].number, row.key))


def _count_values(selections: Selections, kind: Kind, values: Iterable[str]) -> list[Row]:
    rows = [Row(value, (count(selections, kind, value),)) for value in values]
    return [row for row in rows if row.counts[0].number]


def count_selection(selections: Selections, selection: Selection) -> Count:
    """Give the number of agreements in a selection, with the selection it counts."""
    return Count(selection, selections.count(selection))


def count(selections: Selections, kind: Kind, *values: str) -> Count:
    """Give the number of agreements of a kind of selection with these values."""
    return count_selection(selections, Selection(kind, values))


MOVEMENTS: tuple[Kind, ...] = ("year", "signed-by", "extended-in", "ended-in", "in-force-at-end-of")
"""What moves in a year: signed, signed so far, extended, ended, and in force on its last day."""


def count_movements(selections: Selections, year: str) -> dict[Kind, Count]:
    """Give what moved in a year, in the order of ``MOVEMENTS``."""
    return {kind: count(selections, kind, year) for kind in MOVEMENTS}


def tell_movements(selections: Selections, year: str, as_of: datetime.date) -> dict[Kind, Count]:
    """Give what moved in a year as far as it can be told on a day: a year's end must have come."""
    movements = count_movements(selections, year)
    if year == NO_YEAR:
        return {kind: count for kind, count in movements.items() if kind in ("year", "extended-in")}
    if int(year) >= as_of.year:
        del movements["in-force-at-end-of"]
    if int(year) > as_of.year:
        # What bears a day that is still to come has not been signed.
        del movements["signed-by"]
    return movements


def statistic_years(selections: Selections) -> list[str]:
    """Give every year that has statistics: newest first, the unknown year last."""
    years = set(selections.years())
    for kind in ("ended-in", "in-force-at-end-of", "extended-in"):
        years |= {values[0] for values in selections.of(kind)}
    return sorted(years, key=lambda year: (year[0].isdigit(), year), reverse=True)


@dataclass(frozen=True, slots=True)
class Cross:
    """A table of the types against another property: a row a value, its last count for all types together."""

    kind: Kind
    rows: tuple[Row, ...]

    def of_type(self, agreement_type: str) -> list[Row]:
        """Give the rows of one type alone, without the values that it lacks, most agreements first."""
        column = AGREEMENT_TYPES.index(agreement_type)
        rows = [Row(row.key, (row.counts[column],)) for row in self.rows if row.counts[column].number]
        return _sort_rows(rows)


def cross_types(selections: Selections) -> dict[Kind, Cross]:
    """Give every table of the types against another property, by its kind."""
    return {kind: _cross(selections, kind, plain) for kind, plain in CROSSED.items()}


def _cross(selections: Selections, kind: Kind, plain: Kind) -> Cross:
    rows = [
        Row(
            row.key, (*(count(selections, kind, one, row.key) for one in AGREEMENT_TYPES), row.counts[0])
        )
        for row in count_values(selections, plain)
    ]  # fmt: skip
    return Cross(kind, tuple(rows))


def count_year_categories(selections: Selections, year: str) -> list[Row]:
    """Give a row for each kind of partner of the agreements signed in a year, most agreements first."""
    found = [values[1] for values in selections.of("year-category") if values[0] == year]
    return _sort_rows([Row(value, (count(selections, "year-category", year, value),)) for value in found])


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some agreements have something, how many lack it."""

    key: str
    having: Count
    lacking: Count
    of: Count


def count_recorded(selections: Selections) -> list[Share]:
    """Give for each thing that a record should hold how many hold it."""
    return [
        Share(
            name,
            count(selections, "recorded", name, "yes"),
            count(selections, "recorded", name, "no"),
            count(selections, "all"),
        )
        for name in RECORDED
    ]


def percentage(part: int, whole: int) -> int | None:
    """Give a share in whole per cent, or None of nothing; all is 100 and none is 0, and nothing else is."""
    if not whole:
        return None
    if part in (0, whole):
        return 100 * part // whole
    return min(99, max(1, (200 * part + whole) // (2 * whole)))


@dataclass(frozen=True, slots=True)
class Median:
    """A median of days, of two middle ones the shorter, and of how many; None where nothing is known."""

    days: int | None
    of: Count


def measure_length(selections: Selections) -> Median:
    """Give the median length of the agreements whose first and last day are certain, both days counted."""
    known = selections.members(Selection("length-known"))
    return _median(selections, "length-known", _count_lengths(known))


@lru_cache(maxsize=1)
def _count_lengths(agreements: tuple[Agreement, ...]) -> list[int]:
    """Give how many days agreements last: pages, tables and documents ask it of the same ones, one by one."""
    return [count_days(agreement) or 0 for agreement in agreements]


def measure_publication(selections: Selections, published: Mapping[str, datetime.date]) -> Median:
    """Give the median of days from the signing to the first publication of the record."""
    known = selections.members(Selection("publication-known"))
    days = [
        (published[agreement.id] - agreement.signed.earliest).days for agreement in known if agreement.signed
    ]
    return _median(selections, "publication-known", days)


def list_published(
    agreements: Iterable[Agreement], first_days: Mapping[tuple[str, str], datetime.date]
) -> dict[str, datetime.date]:
    """Give the day on which each record was first published, by id, where that was after a certain signing.

    A record that was there before the signing announced it; nothing can be said of how long it took.
    """
    published = {}
    for agreement in agreements:
        names = (agreement.id, *agreement.value.get("former_ids", ()))
        days = [first_days["agreement", name] for name in names if ("agreement", name) in first_days]
        signed = agreement.signed
        if days and signed and signed.is_exact and min(days) >= signed.earliest:
            published[agreement.id] = min(days)
    return published


def _median(selections: Selections, kind: Kind, days: list[int]) -> Median:
    return Median(median_low(days) if days else None, count(selections, kind))


def compare_totals(register: Register, selections: Selections) -> list[Coverage]:
    """Set every comparable published total beside the register, newest year first."""
    coverages = []
    for total in register.totals:
        if not total.is_comparable:
            continue
        years = {figure.get("year", total.value.get("year")) for figure in total.value["figures"]}
        for year in sorted(filter(None, years)):
            published = {
                figure["type"]: figure
                for figure in total.value["figures"]
                if "type" in figure and figure.get("year", total.value.get("year")) == year
            }
            rows = tuple(
                _compare(count(selections, "type-year", kind, str(year)), kind, published.get(kind))
                for kind in AGREEMENT_TYPES
            )
            coverages.append(Coverage(year, total, rows))
    return sorted(coverages, key=lambda coverage: -coverage.year)


def _compare(recorded: Count, kind: str, figure: Mapping[str, Any] | None) -> Comparison:
    if figure is None:
        return Comparison(kind, recorded, None)
    return Comparison(kind, recorded, figure["value"], figure.get("comparison") == "more-than")
