"""Judging: what a register holds and what is wrong with it, brought up to date from files that changed."""

import datetime
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.check.checker import Checked, Checker, order_findings
from generator.check.collection import Collection
from generator.check.finding import Finding
from generator.check.incremental import judge_change
from generator.check.index import amend_index, index_records
from generator.check.kept import Body, Head
from generator.check.kept_index import Index
from generator.read.documents import is_document, list_document_files
from generator.read.files import list_record_files, read_file
from generator.records import REGISTRY_FILE, Record, parse_place
from generator.schemas import SchemaSet
from generator.text import Language


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a register holds at one moment, and what keeps it from being published."""

    records: Mapping[str, Record]
    """The sound records by their files, in order."""
    files: frozenset[str]
    """All that is among the records and the documents."""
    errors: tuple[Finding, ...]
    index: Index

    @property
    def count(self) -> int:
        """The number of files among the records."""
        return sum(not is_document(file) for file in self.files)


@dataclass(frozen=True, slots=True)
class _RecordValues:
    """The values of records, as judging a change asks for them."""

    records: Mapping[str, Record]

    def __contains__(self, file: object, /) -> bool:
        return file in self.records

    def __iter__(self) -> Iterator[str]:
        return iter(self.records)

    def read(self, file: str) -> object:
        return self.records[file].value


class Judge:
    """Judges one register on one day, after it was checked whole."""

    def __init__(self, root: Path, schemas: SchemaSet, as_of: datetime.date, language: Language) -> None:
        self._root = root
        self._checker = Checker(root, schemas, as_of, language, only_errors=True)
        self._prints: dict[str, bytes] = {}

    def take_over(self, checked: Checked) -> Verdict:
        """Give the verdict of a whole check."""
        records = {record.file: record for record in checked.records}
        return Verdict(records, self._list_files(), checked.errors, index_records(checked.records))

    def judge(self, old: Verdict, changed: Iterable[str]) -> Verdict | None:
        """Give the verdict once some files changed; None where only a whole check can tell.

        A record that says what it said before is the same object. The old verdict itself is given where
        nothing has changed in truth.
        """
        differing = {file for file in changed if self._is_another(file)}
        if not differing:
            return old
        files = self._find_files(old, differing)
        self._checker.prepare()
        fresh = {record.file: record for record in self._read(old, differing & files)}
        if self._allows_others(old, fresh):
            return None
        kept = {file: record for file, record in old.records.items() if file not in differing}
        records = dict(sorted((kept | fresh).items())) if fresh.keys() - old.records.keys() else None
        if records is None:
            # In the same order, without those that are gone.
            records = {
                file: fresh.get(file, record)
                for file, record in old.records.items()
                if file in kept or file in fresh
            }
        head = Head(old.files, old.errors)
        body = Body(_RecordValues(old.records), old.index)
        errors = judge_change(self._checker, head, body, files, differing)
        if errors is None:
            errors = self._judge_together(old, records, files, differing)
        gone = [old.records[file] for file in differing if file in old.records]
        return Verdict(records, files, _keep_errors(errors), amend_index(old.index, gone, fresh.values()))

    def _judge_together(
        self, old: Verdict, records: Mapping[str, Record], files: frozenset[str], differing: set[str]
    ) -> tuple[Finding, ...]:
        """Judge by themselves the files that changed or were at fault, and then all records together."""
        places = {file: place for file in files if not is_document(file) and (place := parse_place(file))}
        # Whatever has no sound record is looked at again: what is wrong with it is not known by itself.
        doubtful = differing | {found.file for found in old.errors} | (places.keys() - records.keys())
        own = [
            finding
            for file in sorted(doubtful & files)
            if not is_document(file)
            for finding in self._checker.check_file(file)[1]
        ]
        sound, broken = list(records.values()), places.keys() - records.keys()
        known: set[tuple[str, str]] = {(places[file].kind, places[file].id) for file in broken}
        together = self._checker.check_together(Collection(sound, self._checker.as_of, known))
        documents = [file for file in sorted(files) if is_document(file)]
        return order_findings((*own, *together, *self._checker.check_documents(sound, documents)))

    def _is_another(self, file: str) -> bool:
        """Whether a file holds something else than when it was last asked after."""
        if is_document(file):
            return True
        data = read_file(self._root, file)
        print_ = data.encode() if isinstance(data, str) else sha256(data).digest()
        if self._prints.get(file) == print_:
            return False
        self._prints[file] = print_
        return True

    def _read(self, old: Verdict, files: set[str]) -> Iterator[Record]:
        for file in sorted(files):
            place = None if is_document(file) else parse_place(file)
            value = self._checker.check_file(file)[0] if place else None
            if place and value is not None:
                known = old.records.get(file)
                yield known if known and known.value == value else Record(file, place, value)

    def _allows_others(self, old: Verdict, fresh: Mapping[str, Record]) -> bool:
        """Whether other values than before are allowed to look like personal data, in any file."""
        now, then = fresh.get(REGISTRY_FILE), old.records.get(REGISTRY_FILE)
        if now is None:
            return False
        return then is None or now.value.get("allowed_values") != then.value.get("allowed_values")

    def _find_files(self, old: Verdict, differing: set[str]) -> frozenset[str]:
        there = set()
        for file in differing:
            try:
                mode = os.lstat(self._root / file).st_mode
            except OSError:
                continue
            if not stat.S_ISREG(mode):
                # A folder or a link: what this means for others only a listing tells.
                return self._list_files()
            there.add(file)
        return (old.files - differing) | there

    def _list_files(self) -> frozenset[str]:
        return frozenset((*list_record_files(self._root), *list_document_files(self._root)))


def _keep_errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity == "error")
