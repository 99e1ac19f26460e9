"""Figures: every public number of a register in one state, and which of them a change makes different.

The numbers are those of the pages: both ask ``generator.statistics`` and its neighbours. What a figure is
called comes from the pages as well.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias, cast

from generator import addresses
from generator.differences.tallies import CountedEntries, CountedSelections, Tally, median_days
from generator.due import Schedule
from generator.evaluation_counts import (
    count_current,
    count_current_by_department,
    count_current_by_type,
    count_period,
    count_period_by_type,
)
from generator.evaluations import list_periods
from generator.listing import PAGE_ROWS
from generator.mapping import EntryKind, EntrySelection
from generator.periods import Period
from generator.presence import SHOWN_STATES, iterate_counted_addresses
from generator.register.register import Register
from generator.selections import NOT_KNOWN, Kind, Selection
from generator.statistics import percentage

Family: TypeAlias = Literal["agreements", "mapping", "share", "days", "outputs", "named", "agenda",
                            "published"]  # fmt: skip
"""What is counted: agreements, mapped needs, a share in per cent, days, outputs of evaluations, the
partners, departments and affairs that agreements name, what is on the agenda, or what somebody published."""
Unit: TypeAlias = Literal["agreements", "needs", "percent", "days", "outputs", "partners", "departments",
                          "affairs", "duties", "published"]  # fmt: skip


class FigureKey(NamedTuple):
    """Which number it is: its family, its kind and its values, such as the type and year of ``type-year``."""

    family: Family
    kind: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class State:
    """All that numbers hang on in one state of a register."""

    tally: Tally
    register: Register
    """With its own records of published totals, and at least the records that changed figures speak of."""

    @property
    def as_of(self) -> datetime.date:
        """The day that everything is judged on."""
        return self.register.as_of

    @property
    def _schedule(self) -> Schedule:
        return self.register.schedule

    @cached_property
    def selections(self) -> CountedSelections:
        """Every set of agreements that is counted."""
        return CountedSelections(self.tally, self.as_of)

    @cached_property
    def entries(self) -> CountedEntries:
        """Every set of mapped needs that is counted."""
        return CountedEntries(self.tally)

    @cached_property
    def periods(self) -> list[Period]:
        """The half-years that have a page of evaluations."""
        return list_periods(self.register, self.tally.ground.evaluated)

    @cached_property
    def figures(self) -> dict[FigureKey, int]:
        """Every number; one that can't be told is missing."""
        figures = {
            FigureKey("agreements", selection.kind, selection.values): number
            for selection, number in self.selections.numbers().items()
            if selection.kind != "partner-evaluated" or selection.values[1] in SHOWN_STATES
        }
        figures.update(
            (FigureKey("mapping", entry.kind, entry.values), number)
            for entry, number in self.entries.numbers().items()
        )
        told = (*self._shares(), *self._measures(), *self._named(), *self._published())
        figures.update((key, number) for key, number in told if number is not None)
        return figures

    def _shares(self) -> Iterator[tuple[FigureKey, int | None]]:
        """Give what is shown as a share of something."""
        selections = self.selections
        yield FigureKey("share", "evaluation"), count_current(selections).coverage
        for type_row in count_current_by_type(selections):
            yield FigureKey("share", "evaluation-type", (type_row.key,)), type_row.coverage
        for row in count_current_by_department(selections):
            yield FigureKey("share", "evaluation-department", (row.key,)), row.coverage
        for period in self.periods:
            slug = period.slug
            whole = count_period(selections, self._schedule, slug)
            yield FigureKey("share", "evaluated-in", (slug,)), whole.coverage
            for part in count_period_by_type(selections, self._schedule, slug):
                yield FigureKey("share", "evaluated-in-type", (slug, part.key)), part.coverage
        for year in self.entries.years():
            realised, planned = self.entries.count("year-realised", year), self.entries.count("year", year)
            yield FigureKey("share", "realised", (year,)), percentage(realised.number, planned.number)

    def _measures(self) -> Iterator[tuple[FigureKey, int | None]]:
        yield FigureKey("days", "length"), median_days(self.tally.lengths)
        yield FigureKey("days", "publication"), median_days(self.tally.delays)
        for (what, place), number in self.tally.outputs.items():
            yield FigureKey("outputs", what, place), number
        for (what, whose), number in self.tally.agenda.items():
            yield FigureKey("agenda", what, whose), number

    def _named(self) -> Iterator[tuple[FigureKey, int]]:
        """Give how many partners, departments and affairs any agreement names."""
        for kind in ("partner", "department", "affair"):
            yield FigureKey("named", kind), len(self.selections.of(kind).keys() - {(NOT_KNOWN,)})

    def _published(self) -> Iterator[tuple[FigureKey, int]]:
        """Give what others have published, by the record and what its figure counts."""
        for total in self.register.totals:
            for figure in total.value["figures"]:
                year = figure.get("year", total.value.get("year"))
                what = figure.get("type") or figure.get("label", "")
                yield FigureKey("published", "figure", (total.id, what, str(year or ""))), figure["value"]
            if "total" in total.value:
                yield FigureKey("published", "total", (total.id,)), total.value["total"]

    def pages(self) -> set[str]:
        """Give the addresses of all pages that there are because of numbers."""
        groups = [Selection(cast("Kind", kind), values) for kind, values in self.tally.partners]
        return set(iterate_counted_addresses(self.selections, self.entries.numbers(), self.periods, groups))

    def locate(self, key: FigureKey) -> str | None:
        """Give the address at which a number's list, or the number itself, is found; None for nought."""
        if key.family == "agreements":
            return self._locate_list(key)
        if key not in self.figures:
            return None
        if key.family == "mapping":
            entry = EntrySelection(cast("EntryKind", key.kind), key.values)
            return addresses.entry_selection_address(entry)
        return _PLACES[key.family] if key.family in _PLACES else _locate_other(key)

    def _locate_list(self, key: FigureKey) -> str | None:
        selection = Selection(cast("Kind", key.kind), key.values)
        if not self.selections.count(selection):
            return None
        thing, _, part = key.kind.partition("-")
        if thing in _THINGS and part in _PARTS:
            whole = Selection(cast("Kind", thing), key.values[:1])
            if self.selections.count(whole) <= PAGE_ROWS:
                return addresses.section_address(selection)
        return addresses.selection_address(self.selections.widest(selection))


_THINGS = frozenset(("partner", "department", "affair"))
_PARTS = frozenset(("state", "evaluated", "unit"))
_PLACES: dict[Family, str] = {
    "days": addresses.STATISTICS,
    "named": addresses.HOME,
    "published": addresses.STATISTICS,
    "agenda": addresses.CALENDARS,
}


def _locate_other(key: FigureKey) -> str:
    """Give the page that shows a share or a count of outputs."""
    if key.family == "outputs":
        where, value = key.values
        return addresses.department_address(value) if where == "department" else _period_page(value)
    if key.kind.startswith("evaluated-in"):
        return _period_page(key.values[0])
    return addresses.mapping_address(key.values[0]) if key.kind == "realised" else addresses.EVALUATIONS


def _period_page(slug: str) -> str:
    year, _, half = slug.partition("-")
    return addresses.evaluation_address(Period(int(year), int(half)))


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A number that is another after the change; None where it can't be told or there is none."""

    key: FigureKey
    old: int | None
    new: int | None
    address: str | None
    """Where the list or the number is found after the change; where nothing is left, None."""


def compare_figures(old: State, new: State) -> list[FigureChange]:
    """Give every number that differs, the most general first."""
    before, after = old.figures, new.figures
    changed = [
        key for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
    ]  # fmt: skip
    return [
        FigureChange(key, _number(key, before), _number(key, after), new.locate(key))
        for key in sorted(changed, key=_order)
    ]


def _number(key: FigureKey, figures: Mapping[FigureKey, int]) -> int | None:
    """Give a number; of what is counted, nothing is nought."""
    number = figures.get(key)
    return 0 if number is None and key.family in _COUNTS else number


_COUNTS = frozenset(("agreements", "mapping", "outputs", "named", "agenda"))
_FAMILIES: Sequence[Family] = (
    "agreements",
    "share",
    "days",
    "mapping",
    "outputs",
    "named",
    "agenda",
    "published",
)
MAIN_KINDS = frozenset(
    (
        "all",
        "type",
        "year",
        "type-year",
        "status",
        "in-force",
        "evaluated",
        "unevaluated",
        "evaluation",
        "realised",
        "figure",
        "total",
    )
)
"""The kinds of numbers that say most: the rest are the same agreements counted by something else."""
_KINDS = (
    "all", "type", "year", "type-year", "status", "in-force", "evaluated", "in-force-evaluated",
    "unevaluated", "evaluated-in", "missed-in", "signed-by", "extended-in", "ended-in", "in-force-at-end-of",
    "document", "recorded", "partner", "partner-category", "department", "affair", "region",
)  # fmt: skip


def _order(key: FigureKey) -> tuple[int, int, str, tuple[str, ...]]:
    place = _KINDS.index(key.kind) if key.kind in _KINDS else len(_KINDS)
    return _FAMILIES.index(key.family), place, key.kind, key.values


def compare_pages(old: State, new: State) -> tuple[list[str], list[str]]:
    """Give the addresses of the pages that appear and of those that vanish because of numbers."""
    before, after = old.pages(), new.pages()
    return sorted(after - before), sorted(before - after)
