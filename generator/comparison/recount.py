"""Recounting: every public number of two states of a register, counted where they differ or as a whole."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.check.finding import Finding
from generator.comparison.kept_states import KeptState
from generator.differences.bearing import Shelf, find_affected, gather_needed, list_places
from generator.differences.figures import State
from generator.differences.tallies import Tally, take_tally
from generator.evaluations import list_periods
from generator.lineage import find_lines
from generator.periods import Period, period_end
from generator.records import FOLDERS, RECORDS, REGISTRY_FILE, Record, RecordKind
from generator.register.register import Register, build_register
from generator.statistics import list_published

_ALWAYS: tuple[RecordKind, ...] = ("official-total", "department")
"""The kinds of which a count has all records."""
_FOLDERS = tuple(f"{RECORDS}/{folder}/" for folder, kind in FOLDERS.items() if kind in _ALWAYS)


@dataclass(frozen=True, slots=True)
class NewerState:
    """The newer state, as far as it was looked at."""

    findings: tuple[Finding, ...]
    files: frozenset[str]
    changed: Mapping[str, Record]
    """The sound records of the changed files."""
    everything: tuple[Record, ...] | None = None
    """All sound records, where all were read."""


@dataclass(frozen=True)
class Recount:
    """Two states and what is known of both: the older as it is kept, of the newer what differs."""

    older: KeptState
    newer: NewerState
    old_records: Mapping[str, Record]
    """The sound records of the changed files as they were."""
    touched: frozenset[str]
    """The changed files."""
    newer_days: Mapping[str, int]
    """The day on which each record was first published in the newer state, as ``KeptState`` has it."""
    as_of: datetime.date

    @cached_property
    def shelves(self) -> tuple[Shelf, Shelf]:
        """The records of the older and of the newer state."""
        base, newer = self.older, self.newer
        groups = _list_groups((*base.files, *newer.changed))

        def files_of(kind: str, record_id: str) -> list[str]:
            return list_places(kind, record_id, groups)

        return (
            Shelf(self.old_records, self.touched, base.body.index, base.read, files_of),
            Shelf(newer.changed, self.touched, base.body.index, base.read, files_of),
        )

    def count(self) -> tuple[State, State]:
        """Count both states: only what the change bears on, where that is less than everything."""
        return self.count_part() or self._count_whole()

    def count_part(self) -> tuple[State, State] | None:
        """Count what the change bears on; None where that is no less than everything."""
        tally = self.older.tally
        if tally is None or self.newer.everything is not None or REGISTRY_FILE in self.touched:
            return None
        old, new = self.shelves
        affected = find_affected(old, new)
        if affected is None:
            return None
        registers, tallies = [], []
        days = self.older.first_days, self.newer_days
        always = self._list_always()
        for shelf, first_days, others in zip((old, new), days, always, strict=True):
            needed = {record.file: record for record in (*gather_needed(affected, shelf), *others)}
            register = build_register(needed.values(), self.as_of)
            registers.append(register)
            tallies.append(take_tally(register, find_published(register, first_days), tally.ground, affected))
        after = tally.change(*tallies)
        if find_lines(registers[0].departments) != find_lines(registers[1].departments):
            # Who took whose place decides where the agreements of all of them are counted.
            return None
        if not self._is_on_same_ground(tally, after, registers[0]):
            return None
        return State(tally, registers[0]), State(after, registers[1])

    def _is_on_same_ground(self, old: Tally, new: Tally, register: Register) -> bool:
        """Whether what decides where every agreement belongs is the same: else all are counted anew."""

        def list_ended(evaluated: Iterable[Period]) -> list[Period]:
            periods = list_periods(register, frozenset(evaluated))
            return [period for period in periods if period_end(period) < register.as_of]

        before, after = old.ground, new.ground
        return before.mapped_years == after.mapped_years and list_ended(before.evaluated) == list_ended(
            after.evaluated
        )

    def _count_whole(self) -> tuple[State, State]:
        base, newer, as_of = self.older, self.newer, self.as_of
        old_records = base.read_all()
        kept = [record for record in old_records if record.file not in self.touched]
        new_records = [*kept, *newer.changed.values()] if newer.everything is None else newer.everything
        old, new = build_register(old_records, as_of), build_register(new_records, as_of)
        published = find_published(old, base.first_days), find_published(new, self.newer_days)
        return State(take_tally(old, published[0]), old), State(take_tally(new, published[1]), new)

    def _list_always(self) -> tuple[list[Record], list[Record]]:
        """Give all published totals and departments of both states: few, and any may bear on numbers."""
        base = self.older
        rest = [
            record
            for file in base.body.values
            if file.startswith(_FOLDERS) and file not in self.touched and (record := base.read(file))
        ]
        old, new = (
            [*rest, *(one for one in changed.values() if one.kind in _ALWAYS)]
            for changed in (self.old_records, self.newer.changed)
        )
        return old, new


def _list_groups(files: Iterable[str]) -> Mapping[str, list[str]]:
    """Give the folders in which records of each kind stand."""
    kinds = {f"{RECORDS}/{folder}": kind for folder, kind in FOLDERS.items()}
    groups: dict[str, list[str]] = defaultdict(list)
    for folder in sorted({file.rpartition("/")[0] for file in files}):
        kind = kinds.get("/".join(folder.split("/")[:2]))
        if kind:
            groups[kind].append(folder)
    return groups


def find_published(register: Register, first_days: Mapping[str, int]) -> dict[str, datetime.date]:
    """Give the day on which each agreement's record was first published, as far as it can be told."""
    names = {name for one in register.counted for name in (one.id, *one.value.get("former_ids", ()))}
    days = {
        ("agreement", name): datetime.date.fromordinal(first_days[f"agreement/{name}"])
        for name in names if f"agreement/{name}" in first_days
    }  # fmt: skip
    return list_published(register.counted, days)
