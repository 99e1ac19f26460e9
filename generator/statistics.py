"""Statistics: which selections stand in which table, and how the register compares with published totals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.records import AGREEMENT_TYPES
from generator.register.model import OfficialTotal
from generator.register.register import Register
from generator.register.status import STATUSES
from generator.selections import ALL, NOT_KNOWN, Kind, Selection, Selections


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
                *(_count(selections, "type-year", kind, year) for kind in AGREEMENT_TYPES),
                _count(selections, "year", year),
            ),
        )
        for year in selections.years()
    ]


def count_types(selections: Selections) -> Row:
    """Give the totals: each type's agreements, then all."""
    counts = [_count(selections, "type", kind) for kind in AGREEMENT_TYPES]
    return Row("all", (*counts, Count(ALL, selections.count(ALL))))


def count_statuses(selections: Selections) -> list[Row]:
    """Give a row a status that occurs; the withdrawn stand apart and are in no other count."""
    return _count_values(selections, "status", [status for status in STATUSES if status != "withdrawn"])


def count_values(selections: Selections, kind: Kind) -> list[Row]:
    """Give a row for each value of a kind of selection, most agreements first, the unknown last."""
    rows = _count_values(selections, kind, [values[0] for values in selections.of(kind)])
    return sorted(rows, key=lambda row: (row.key == NOT_KNOWN, -row.counts[0].number, row.key))


def _count_values(selections: Selections, kind: Kind, values: Iterable[str]) -> list[Row]:
    rows = [Row(value, (_count(selections, kind, value),)) for value in values]
    return [row for row in rows if row.counts[0].number]


def count_selection(selections: Selections, selection: Selection) -> Count:
    """Give the number of agreements in a selection, with the selection it counts."""
    return Count(selection, selections.count(selection))


def _count(selections: Selections, kind: Kind, *values: str) -> Count:
    return count_selection(selections, Selection(kind, values))


def count_movements(selections: Selections, year: str) -> dict[Kind, Count]:
    """Give what moved in a year: signed, ended, and in force on its last day."""
    kinds: Sequence[Kind] = ("year", "ended-in", "in-force-at-end-of")
    return {kind: _count(selections, kind, year) for kind in kinds}


def statistic_years(selections: Selections) -> list[str]:
    """Give every year that has statistics: newest first, the unknown year last."""
    years = set(selections.years())
    for kind in ("ended-in", "in-force-at-end-of"):
        years |= {values[0] for values in selections.of(kind)}
    return sorted(years, key=lambda year: (year[0].isdigit(), year), reverse=True)


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
                _compare(_count(selections, "type-year", kind, str(year)), kind, published.get(kind))
                for kind in AGREEMENT_TYPES
            )
            coverages.append(Coverage(year, total, rows))
    return sorted(coverages, key=lambda coverage: -coverage.year)


def _compare(recorded: Count, kind: str, figure: Mapping[str, Any] | None) -> Comparison:
    if figure is None:
        return Comparison(kind, recorded, None)
    return Comparison(kind, recorded, figure["value"], figure.get("comparison") == "more-than")
