"""Kept states: a register as it was at a commit, checked and counted once and kept in the user's cache."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.check.checker import Checker
from generator.check.finding import Finding
from generator.check.index import index_records
from generator.check.kept import Body, Head, keep_check, recall_check
from generator.differences.tallies import Tally
from generator.git.trees import TreeSource
from generator.memory.store import Slot
from generator.parallel import Progress
from generator.read.stamps import list_unsure
from generator.records import Record, parse_place


@dataclass(frozen=True, slots=True)
class KeptState:
    """A state as it is kept: what was found in it, its records, and its numbers where it has no errors."""

    head: Head
    body: Body
    tally: Tally | None
    first_days: Mapping[str, int]
    """The day on which each record was first published, as a number, by kind and id."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found."""
        return self.head.findings

    @property
    def files(self) -> frozenset[str]:
        """All files, documents too."""
        return frozenset(self.head.files)

    def read(self, file: str) -> Record | None:
        """Give a sound record by its file.

        Raises MemoryLostError where what was kept is gone.
        """
        place = parse_place(file)
        if place is None or file not in self.body.values:
            return None
        return Record(file, place, self.body.values.read(file))

    def read_all(self) -> list[Record]:
        """Give all sound records."""
        return [record for file in self.body.values if (record := self.read(file))]


@dataclass(frozen=True, slots=True)
class _HeldValues:
    """Values that are held and not kept."""

    held: Mapping[str, Any]

    def __contains__(self, file: object, /) -> bool:
        return file in self.held

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)

    def read(self, file: str) -> Any:  # noqa: ANN401  a record's value
        return self.held[file]


def recall_state(slot: Slot) -> tuple[str, KeptState] | None:
    """Give the commit and the state that is kept; None where none is, or it is damaged."""
    kept = recall_check(slot)
    body = kept.read_body() if kept else None
    if kept is None or body is None:
        return None
    try:
        commit, packed, days = kept.read_more()
        tally = None if packed is None else Tally.unpack(packed)
        return str(commit), KeptState(kept.head, body, tally, dict(days))
    except (TypeError, ValueError):
        return None


def find_state(  # noqa: PLR0917  each is another thing
    checker: Checker,
    source: TreeSource,
    count: Callable[[list[Record]], tuple[Tally, Mapping[str, int]]],
    slot: Slot | None,
    jobs: int,
    progress: Progress | None,
) -> KeptState:
    """Check and count a state, and keep it where there is a place for it."""
    source.fetch()
    checked = checker.check_register(jobs, progress)
    records = list(checked.records)
    is_whole = not checked.errors and any(record.kind == "registry" for record in records)
    tally, days = count(records) if is_whole else (None, {})
    files = (*source.list_records(), *source.list_documents())
    source.close()
    index = index_records(records)
    head = Head(files, checked.findings)
    if slot:
        values = ((record.file, record.value) for record in records)
        packed = None if tally is None else tally.pack()
        more = source.commit, packed, dict(days)
        keep_check(slot, list_unsure(files), head.findings, values, index, more)
    held = {record.file: record.value for record in records}
    return KeptState(head, Body(_HeldValues(held), index), tally, days)
