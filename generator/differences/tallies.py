"""Tallies: everything the site counts as numbers alone, so that one state's can be had from another's.

A tally can be taken of a part of the records. What a change makes of all numbers is then the tally of what
it can affect, after, less the tally of the same before; nothing else is looked at.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from generator.agenda import list_agenda
from generator.calendars import AHEAD, list_calendars
from generator.evaluations import measure_outputs
from generator.mapping import EntryCount, EntryKind, EntrySelection, MappingSelections
from generator.periods import Period
from generator.regions import region_of
from generator.register.model import Agreement
from generator.register.register import Register
from generator.selections import Kind, Selection, Selections
from generator.sorting import Ground, count_days, select_agreements

_Key: TypeAlias = tuple[str, tuple[str, ...]]
_DERIVED: frozenset[Kind] = frozenset(("signed-by",))
"""What hangs on the years of all agreements and is made of their numbers."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers by what they count; plain data, so that they can be kept."""

    selections: Counter[_Key] = field(default_factory=Counter)
    entries: Counter[_Key] = field(default_factory=Counter)
    """Mapping entries."""
    lengths: Counter[int] = field(default_factory=Counter)
    """How many agreements run how many days."""
    delays: Counter[int] = field(default_factory=Counter)
    """How many records were published how many days after the signing."""
    outputs: Counter[_Key] = field(default_factory=Counter)
    """Outputs of evaluations: ``(what, (whose, half-year or department))``."""
    partners: Counter[_Key] = field(default_factory=Counter)
    """Partners by category and by region, whether or not they have agreements."""
    agenda: Counter[_Key] = field(default_factory=Counter)
    """Days of the agenda, by the calendar that they stand in, and those that come."""

    def pack(self) -> list[list[tuple[Any, int]]]:
        """Give the tally as plain data."""
        return [list(part.items()) for part in self._parts]

    @classmethod
    def unpack(cls, packed: Any) -> "Tally":  # noqa: ANN401  whatever was kept
        """Give a tally from plain data.

        Raises TypeError or ValueError for anything else.
        """
        return cls(*(Counter({_unpack_key(key): number for key, number in part}) for part in packed))

    @property
    def _parts(self) -> tuple[Counter[Any], ...]:
        return (
            self.selections,
            self.entries,
            self.lengths,
            self.delays,
            self.outputs,
            self.partners,
            self.agenda,
        )

    def change(self, before: "Tally", after: "Tally") -> "Tally":
        """Give the tally once a part of what it counts is no longer as before but as after."""
        parts = []
        for whole, less, more in zip(self._parts, before._parts, after._parts, strict=True):  # noqa: SLF001
            changed = Counter(whole)
            changed.subtract(less)
            changed.update(more)
            for key in (*less, *more):
                if not changed[key]:
                    del changed[key]
            parts.append(changed)
        return Tally(*parts)

    @property
    def ground(self) -> Ground:
        """What decides where each agreement belongs."""
        slugs = (values[0].split("-") for kind, values in self.selections if kind == "evaluated-in")
        return Ground(
            frozenset(Period(int(year), int(half)) for year, half in slugs),
            frozenset(int(values[0]) for kind, values in self.entries if kind == "year"),
        )


def _unpack_key(key: Any) -> Any:  # noqa: ANN401  whatever was kept
    if isinstance(key, int):
        return key
    kind, values = key
    return str(kind), tuple(map(str, values))


def take_tally(
    register: Register,
    published: Mapping[str, datetime.date],
    ground: Ground | None = None,
    only: Collection[tuple[str, str]] | None = None,
) -> Tally:
    """Count a register, or ``only`` some of its records, named by kind and id."""
    tally = Tally()
    counted = None if only is None else {name for kind, name in only if kind == "agreement"}
    agreements = [one for one in register.agreements.values() if counted is None or one.id in counted]
    for selection, members in select_agreements(register, published, ground):
        if selection.kind not in _DERIVED:
            number = len(members) if counted is None else sum(one.id in counted for one in members)
            if number:
                tally.selections[selection.kind, selection.values] = number
    for agreement in agreements:
        if agreement.status != "withdrawn":
            _count_measures(tally, agreement, published)
    _count_agenda(tally, register, counted)
    entries = [one for one in register.mapping if only is None or ("mapping-entry", one.id) in only]
    for entry, found in MappingSelections(entries):
        tally.entries[entry.kind, entry.values] = len(found)
    for partner in register.partners.values():
        if not partner.is_own and (only is None or ("partner", partner.id) in only):
            tally.partners["partner-category", (partner.category,)] += 1
            if region := region_of(partner):
                tally.partners["region", (region,)] += 1
    return tally


def _count_measures(tally: Tally, agreement: Agreement, published: Mapping[str, datetime.date]) -> None:
    days = count_days(agreement)
    if days is not None:
        tally.lengths[days] += 1
    if agreement.id in published and agreement.signed:
        tally.delays[(published[agreement.id] - agreement.signed.earliest).days] += 1
    for evaluation in agreement.evaluations:
        numbers = zip(("target", "met"), measure_outputs([evaluation]), strict=True)
        places = [("half-year", evaluation.period.slug)]
        places += [("department", name) for name in {one.id for one in agreement.departments}]
        for what, number in numbers:
            for place in places if number else ():
                tally.outputs[what, place] += number


def _count_agenda(tally: Tally, register: Register, counted: Collection[str] | None) -> None:
    items = [
        item for item in list_agenda(register, AHEAD) if counted is None or item.agreement.id in counted
    ]  # fmt: skip
    for listing in list_calendars(register, items):
        if listing.items:
            tally.agenda["calendar", (listing.scope, listing.value)] = len(listing.items)
    if coming := sum(not item.is_overdue for item in items):
        tally.agenda["coming", ()] = coming


class CountedSelections(Selections):
    """The selections of a tally: their sizes without their members."""

    def __init__(self, tally: Tally, as_of: datetime.date) -> None:
        super().__init__({})
        self._counts = {**tally.selections, **dict(_run_years(tally, as_of))}
        self._values: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for kind, values in self._counts:
            self._values[kind].append(values)

    def count(self, selection: Selection) -> int:
        """Give the number of agreements in a selection."""
        return self._counts.get(selection, 0)

    def of(self, kind: Kind) -> dict[tuple[str, ...], tuple[Agreement, ...]]:
        """Give the selections of one kind in order of their values, without their members."""
        return dict.fromkeys(sorted(self._values.get(kind, ())), ())

    def numbers(self) -> dict[Selection, int]:
        """Give every selection with its number."""
        counts = self._counts.items()
        return {Selection(cast("Kind", kind), values): number for (kind, values), number in counts}


class CountedEntries(MappingSelections):
    """The selections of mapping entries of a tally: their sizes without their members."""

    def __init__(self, tally: Tally) -> None:
        super().__init__(())
        self._counts = tally.entries

    def count(self, kind: EntryKind, *values: str) -> EntryCount:
        """Give the number of entries of a selection, with the selection it counts."""
        return EntryCount(EntrySelection(kind, values), self._counts.get((kind, values), 0))

    def years(self) -> list[str]:
        """Give the years that have a mapping, newest first."""
        return sorted((values[0] for kind, values in self._counts if kind == "year"), reverse=True)

    def numbers(self) -> dict[EntrySelection, int]:
        """Give every selection with its number."""
        counts = self._counts.items()
        return {EntrySelection(cast("EntryKind", kind), values): number for (kind, values), number in counts}


def _run_years(tally: Tally, as_of: datetime.date) -> Iterator[tuple[_Key, int]]:
    """Give what had been signed by the end of each year, as ``generator.sorting`` does."""
    signed = {
        int(values[0]): number
        for (kind, values), number in tally.selections.items()
        if kind == "year" and values[0].isdigit()
    }
    total = 0
    for year in range(min(signed), as_of.year + 1) if signed else ():
        total += signed.get(year, 0)
        yield ("signed-by", (str(year),)), total


def median_days(days: Counter[int]) -> int | None:
    """Give the median of counted days, of two middle ones the shorter; None of nothing."""
    middle = (days.total() + 1) // 2
    for length in sorted(days) if middle else ():
        middle -= days[length]
        if middle <= 0:
            return length
    return None
