"""Bearing: which records a change can make count otherwise, and all that counting these needs.

Where an agreement is counted hangs on its own record, on the kind and place of its partners, on its affairs'
groups, on the agreements that relate to it and the mapped needs that name it. Which departments took whose
place bears on it as well: whoever counts gives all of these. Nothing else is read.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.check.footprint import record_key, trace_footprint
from generator.check.kept_index import Index
from generator.records import REGISTRY_FILE, Record, RecordKind, parse_place

Name: TypeAlias = tuple[str, str]
"""A record by its kind and id."""

MOST_AFFECTED = 1000
"""Beyond these, counting everything is no slower."""

_COUNTED_BY: dict[RecordKind, tuple[str, ...]] = {
    "partner": ("id", "category", "region_code", "country"),
    "affair": ("id", "group"),
}
"""What of a partner or an affair decides where the agreements that name it are counted."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The records of one state: those of the other changed files, and the common rest by an index."""

    changed: Mapping[str, Record]
    """The sound records of the changed files."""
    touched: frozenset[str]
    """All changed files: of these the common rest says nothing."""
    index: Index
    read: Callable[[str], Record | None]
    """Gives a record of the common rest by its file."""
    files_of: Callable[[str, str], Iterable[str]]
    """Gives the files at which a record of a kind and id may stand."""

    def find(self, kind: str, record_id: str) -> Record | None:
        """Give a record by its kind and id."""
        for file in self.files_of(kind, record_id):
            found = self.changed.get(file) if file in self.touched else self.read(file)
            if found:
                return found
        for record in self.changed.values():
            if (record.kind, record.id) == (kind, record_id):
                return record
        return None

    def naming(self, kind: str, record_id: str) -> list[Record]:
        """Give the records that name a record."""
        key = record_key(kind, record_id)
        found = [self.read(file) for file in self.index.naming.get(key, ()) if file not in self.touched]
        found += [record for record in self.changed.values() if key in trace_footprint(record).names]
        return [record for record in found if record]


def find_affected(old: Shelf, new: Shelf) -> set[Name] | None:
    """Give the records that a change can make count otherwise; None where they are too many."""
    affected: set[Name] = set()
    for shelf, other in ((old, new), (new, old)):
        for record in shelf.changed.values():
            affected.add((record.kind, record.id))
            affected |= _find_around(record, shelf, other)
            if len(affected) > MOST_AFFECTED:
                return None
    return affected


def _find_around(record: Record, shelf: Shelf, other: Shelf) -> set[Name]:
    value: Any = record.value
    if record.kind == "agreement":
        entries = {("mapping-entry", one.id) for one in shelf.naming("agreement", record.id)
                   if one.kind == "mapping-entry"}  # fmt: skip
        return entries | {("agreement", relation["agreement"]) for relation in value.get("relations", ())}
    if record.kind == "mapping-entry":
        return {("agreement", name) for name in value.get("realised_by", ())}
    if record.kind not in _COUNTED_BY:
        return set()
    twin = other.find(record.kind, record.id)
    if twin and all(twin.value.get(key) == value.get(key) for key in _COUNTED_BY[record.kind]):
        return set()
    return {(one.kind, one.id) for one in shelf.naming(record.kind, record.id) if one.kind == "agreement"}


def gather_needed(affected: Iterable[Name], shelf: Shelf) -> list[Record]:
    """Give the affected records of a state with all that counting them reads, the registry first."""
    needed: dict[str, Record] = {}
    waiting: list[tuple[Record, bool]] = []

    def add(record: Record | None, *, is_affected: bool = False) -> None:
        if record and (record.file not in needed or is_affected):
            needed[record.file] = record
            waiting.append((record, is_affected))

    add(shelf.read(REGISTRY_FILE))
    for kind, record_id in affected:
        add(shelf.find(kind, record_id), is_affected=True)
    while waiting:
        record, is_affected = waiting.pop()
        for kind, record_id in _list_named(record):
            add(shelf.find(kind, record_id))
        if is_affected and record.kind == "agreement":
            for one in shelf.naming("agreement", record.id):
                add(one)
    return list(needed.values())


def _list_named(record: Record) -> list[Name]:
    """Name the records without which a record can't be linked."""
    value: Any = record.value
    if record.kind == "agreement":
        return [
            *(("partner", party["partner"]) for party in value["parties"]),
            *(("department", role["department"]) for role in value.get("departments", ())),
            *(("affair", name) for name in value.get("affairs", ())),
        ]
    if record.kind == "mapping-entry":
        return [
            ("department", value["department"]),
            *(("affair", name) for name in value["affairs"]),
            *(("agreement", name) for name in value.get("realised_by", ())),
        ]
    return [("partner", value["government"])] if record.kind == "registry" else []


def list_places(kind: str, record_id: str, groups: Mapping[str, Iterable[str]]) -> list[str]:
    """Give the files at which a record may stand; ``groups`` gives a kind's folders."""
    return [
        file for folder in groups.get(kind, ()) if parse_place(file := f"{folder}/{record_id}.yaml")
    ]  # fmt: skip
