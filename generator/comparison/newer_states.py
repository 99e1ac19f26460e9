"""Newer states: what is found in a state that differs from a kept one in some files, and keeping it instead.

Only the files that differ are read, and what hangs on them is judged; where that is too much, all is.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.check.checker import Checker
from generator.check.incremental import judge_change
from generator.check.index import amend_index
from generator.check.kept import Body, Head, Values
from generator.comparison.kept_states import KeptState
from generator.comparison.recount import NewerState, Recount
from generator.git.trees import FileDifference, TreeSource, fold_file
from generator.parallel import Progress
from generator.read.documents import is_document
from generator.read.source import Source
from generator.records import RECORDS, REGISTRY_FILE, Record, parse_place

MOST_ADVANCED = 400
"""A kept state that differs in more files is better made anew."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The files of a register that differ between two states."""

    files: frozenset[str]
    """Records and documents, by their path from the register's root."""
    there: frozenset[str] | None
    """Those of them that there are in the newer state; None where only the newer state itself can tell."""


def find_changed(differing: Iterable[FileDifference], prefix: str) -> Changed:
    """Give the changed records and documents among what differs in a repository."""
    files, there, is_plain = set(), set(), True
    for found in differing:
        file = found.path.removeprefix(prefix)
        is_inside = found.path.startswith(prefix) and (is_document(file) or file.startswith(f"{RECORDS}/"))
        if not is_inside or any(name.startswith(".") for name in file.split("/")):
            continue
        folded = fold_file(file)
        is_plain = is_plain and folded == file
        files.add(folded)
        if found.after:
            there.add(file)
    return Changed(frozenset(files), frozenset(there) if is_plain else None)


@dataclass(frozen=True, slots=True)
class Look:
    """How a newer state is looked at."""

    checker: Checker
    source: Source
    changed: Changed
    jobs: int = 1
    progress: Progress | None = None

    def look_from(self, older: KeptState, *, is_judged_alike: bool = True) -> NewerState:
        """Give what is found, from what is kept of the older state where the same schemas judge both."""
        files = self._list_files(older)
        findings = None
        if is_judged_alike:
            findings = older.findings
            if changed := set(self.changed.files):
                findings = judge_change(self.checker, older.head, older.body, files, changed)
        if findings is None:
            return self._look_at_all(files)
        self.checker.prepare()
        return NewerState(findings, files, {one.file: one for one in self._read(self.changed.files & files)})

    def _list_files(self, older: KeptState) -> frozenset[str]:
        if self.changed.there is None:
            return frozenset((*self.source.list_records(), *self.source.list_documents()))
        return (older.files - self.changed.files) | self.changed.there

    def _look_at_all(self, files: frozenset[str]) -> NewerState:
        if isinstance(self.source, TreeSource):
            self.source.fetch()
        checked = self.checker.check_register(self.jobs, self.progress)
        sound = {one.file: one for one in checked.records if one.file in self.changed.files}
        return NewerState(checked.findings, files, sound, checked.records)

    def _read(self, files: Iterable[str]) -> Iterator[Record]:
        for file in sorted(files):
            place = parse_place(file)
            value = self.checker.check_file(file)[0] if place else None
            if place and value is not None:
                yield Record(file, place, value)


@dataclass(frozen=True, slots=True)
class _OverlaidValues:
    """Values of which some are others now."""

    files: Mapping[str, None]
    under: Values
    over: Mapping[str, Record]

    def __contains__(self, file: object, /) -> bool:
        return file in self.files

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def read(self, file: str) -> object:
        return self.over[file].value if file in self.over else self.under.read(file)


def advance_state(
    older: KeptState, look: Look, days: Mapping[str, int], as_of: datetime.date
) -> KeptState | None:
    """Give a kept state brought on by some changes; None where it is better made anew.

    ``days`` are the days of first publication in the newer state.
    """
    files = look.changed.files
    if older.tally is None or REGISTRY_FILE in files or len(files) > MOST_ADVANCED:
        return None
    newer = look.look_from(older)
    if newer.everything is not None or any(found.severity == "error" for found in newer.findings):
        return None
    old_records = {file: record for file in files if (record := older.read(file))}
    counted = Recount(older, newer, old_records, files, days, as_of).count_part()
    if counted is None:
        return None
    kept = older.body.values
    there = (*(file for file in kept if file not in files), *newer.changed)
    values = _OverlaidValues(dict.fromkeys(there), kept, newer.changed)
    index = amend_index(older.body.index, old_records.values(), newer.changed.values())
    head = Head(newer.files, newer.findings)
    return KeptState(head, Body(values, index), counted[1].tally, days)
