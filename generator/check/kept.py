"""What an earlier check found, as it is kept: so that the next one judges only what a change can affect."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from generator.check.finding import Finding, Place
from generator.check.kept_index import Index, pack_index, read_index
from generator.fingerprints import fingerprint_folder
from generator.memory.entry import Entry, MemoryLostError
from generator.memory.plain import pack_plain
from generator.memory.store import Slot, find_store
from generator.read.stamps import Stamps

_STAMPS, _HEAD, _MORE = "stamps", "head", "more"


class Head(NamedTuple):
    """Which files there were, documents too, and what was found: enough where nothing has changed."""

    files: Collection[str]
    findings: tuple[Finding, ...]


class Values(Protocol):
    """The values of the sound records by their files; each is had only when it is asked for."""

    def __contains__(self, file: object, /) -> bool:
        """Whether a file holds a sound record."""

    def __iter__(self) -> Iterator[str]:
        """Give the files of all sound records."""

    def read(self, file: str) -> Any:  # noqa: ANN401  a record's value
        """Give a record's value. Raises MemoryLostError where it was kept and is damaged."""


class Body:
    """What judging a change needs: the values of the sound records, and the index."""

    def __init__(self, values: Values, index: Index) -> None:
        self.values, self.index = values, index


class KeptCheck:
    """A check as it is kept: its head with the stamps of the files, and the rest when it is asked for."""

    def __init__(self, head: Head, stamps: Stamps, entry: Entry) -> None:
        self.head, self.stamps, self._entry = head, stamps, entry

    def read_body(self) -> Body | None:
        """Give the body; None where it is damaged."""
        try:
            return Body(_KeptValues(self._entry, self._entry.items), read_index(self._entry))
        except MemoryLostError:
            return None

    def read_values(self) -> dict[str, Any]:
        """Give the values of all sound records by their files. Raises MemoryLostError for damage."""
        return {file: self._entry.read_plain_item(file) for file in self._entry.items}

    def read_more(self) -> Any:  # noqa: ANN401  plain data of any shape
        """Give what else was kept; None where that is missing or damaged."""
        with suppress(MemoryLostError):
            return self._entry.read_plain(_MORE)
        return None


class _KeptValues:
    def __init__(self, entry: Entry, files: Collection[str]) -> None:
        self._entry, self._files = entry, files

    def __contains__(self, file: object, /) -> bool:
        return file in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def read(self, file: str) -> Any:  # noqa: ANN401  a record's value
        return self._entry.read_plain_item(file)


def recall_check(slot: Slot) -> KeptCheck | None:
    """Give the check that is kept; None where nothing usable is."""
    entry = slot.read()
    if entry is None:
        return None
    try:
        files, findings = entry.read_plain(_HEAD)
        stamps = Stamps(files, entry.read(_STAMPS))
        if not stamps.is_whole:
            return None
        return KeptCheck(Head(files, tuple(_unpack_finding(*item) for item in findings)), stamps, entry)
    except (MemoryLostError, AttributeError, TypeError, ValueError):
        return None


class Report(NamedTuple):
    """What a check is to say: all findings in order, and the number of files."""

    findings: tuple[Finding, ...]
    files: int


class Changes(NamedTuple):
    """How a register's files differ from those of the check that is kept."""

    stamps: Stamps
    kept: KeptCheck | None
    files: set[str]
    """The files that are not known to be as they were; none where no check is kept."""

    def recall(self) -> Report | None:
        """Give what is to be said where nothing has changed; None where something is to be judged."""
        if self.kept is None or self.files:
            return None
        return Report(self.kept.head.findings, self.stamps.count_records())


def find_changes(slot: Slot, stamps: Stamps) -> Changes:
    """Give what has changed since the check that is kept."""
    kept = recall_check(slot)
    return Changes(stamps, kept, stamps.find_changed(kept.stamps) if kept else set())


def keep_check(  # noqa: PLR0917  each is another thing
    slot: Slot,
    stamps: Stamps,
    findings: Sequence[Finding],
    values: Iterable[tuple[str, Any]],
    index: Index,
    more: Any = None,  # noqa: ANN401  plain data of any shape
) -> None:
    """Keep a check, with ``more`` plain data, where anything can be kept."""
    slot.write(
        {
            _STAMPS: stamps.packed,
            _HEAD: pack_plain((list(stamps.files), [_pack_finding(finding) for finding in findings])),
            **pack_index(index),
            _MORE: pack_plain(more),
        },
        ((file, pack_plain(value)) for file, value in values),
    )


def find_slot(root: Path, schemas: Path, parts: Iterable[str], purpose: str = "check") -> Slot:
    """Give where checks of a register are kept; ``parts`` is what they hang on beside records and schemas.

    Each ``purpose`` has a place of its own.
    """
    return find_store().slot((purpose, str(root)), (fingerprint_folder(schemas, ".json"), *parts))


def _pack_finding(finding: Finding) -> tuple[Any, ...]:
    related = tuple((place.file, place.line, place.column) for place in finding.related)
    return (finding.rule, finding.severity, finding.file, finding.line, finding.column, finding.end_line,
            finding.end_column, finding.message, finding.help, related, finding.fix)  # fmt: skip


def _unpack_finding(*item: Any) -> Finding:  # noqa: ANN401  whatever was kept
    rule, severity, file, line, column, end_line, end_column, message, told, related, fix = item
    places = tuple(Place(*place) for place in related)
    return Finding(
        rule, severity, file, line, column, end_line, end_column, message, told, related=places, fix=fix
    )
