"""The check of a whole register: read each file, judge it by itself, then judge them together."""

import datetime
import marshal
from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from generator.check.collection import Collection
from generator.check.finding import Finding, Problem
from generator.check.rules import RULES, check_persons, check_record, check_records, check_texts
from generator.check.rules.files import MAX_CREST_BYTES, check_documents, list_documents
from generator.check.rules.links import Fetch, LinkException, check_links
from generator.check.rules.pages import check_pages
from generator.check.rules.privacy import check_comments, may_hold_personal_data, settle_fault, settle_problem
from generator.check.schema_faults import check_schema
from generator.check.wording import word_fault, word_problems
from generator.collector import collected_later
from generator.own_pages import list_own_files
from generator.parallel import Errand, Progress, map_chunks
from generator.read.documents import is_document
from generator.read.fault import Fault
from generator.read.files import Obstacle
from generator.read.plain_lines import forget_parts
from generator.read.source import FolderSource, Source
from generator.read.stamps import Stamps, read_settled, read_stamps
from generator.read.strict_yaml import Mapping, read_mapping
from generator.records import REGISTRY_FILE, SCHEMAS, Record, parse_place
from generator.schemas import SchemaSet
from generator.text import Language

_Values: TypeAlias = list[tuple[str, Mapping | None]]


class _Part(NamedTuple):
    """What some files gave: each one's value, where it is free of faults, and all findings."""

    values: _Values
    findings: list[Finding]

    def __reduce__(self) -> tuple[Callable[[bytes, list[Finding]], "_Part"], tuple[bytes, list[Finding]]]:
        """Cross between two processes packed the quickest way; values are nothing but plain data."""
        return _unpack, (marshal.dumps(self.values), self.findings)


def _unpack(packed: bytes, findings: list[Finding]) -> _Part:
    return _Part(marshal.loads(packed), findings)  # noqa: S302  packed by our own process


class Checked(NamedTuple):
    """What a check gives: the records that meet their schema, all findings in order, and the file count."""

    records: tuple[Record, ...]
    findings: tuple[Finding, ...]
    files: int

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep a register from being published."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


def order_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give findings in the order of a report, each once."""
    return tuple(sorted(set(findings), key=lambda found: found.order))


class Checker:
    """Checks the records under one root, on one date, in one language.

    ``only_errors`` leaves out what keeps no register from being published, ``without_documents`` what is to
    be said of the documents beside the records: whoever has the records alone can't see them.
    ``instead`` gives some files other bytes than the disk has, or files that it does not have, to see what a
    change would lead to; ``source`` takes the place of the whole folder.
    """

    def __init__(
        self,
        root: Path,
        schemas: SchemaSet,
        as_of: datetime.date,
        language: Language = "id",
        instead: dict[str, bytes] | None = None,
        *,
        only_errors: bool = False,
        source: Source | None = None,
        without_documents: bool = False,
    ) -> None:
        self._instead = instead or {}
        self._root, self._schemas, self._as_of, self._language = root, schemas, as_of, language
        self._source = source or FolderSource(root)
        self._only_errors, self._without_documents = only_errors, without_documents
        self._allowed: frozenset[str] = frozenset()

    @collected_later()
    def check_register(
        self,
        jobs: int = 1,
        progress: Progress | None = None,
        errand: Errand | None = None,
    ) -> Checked:
        """Check every file, then what the records say of each other; an errand is done beside the files."""
        files = list(self._source.list_records())
        # What is about to be written for the first time is judged like the rest.
        files += sorted(set(self._instead).difference(files))
        self.prepare()
        for name in SCHEMAS if files else ():
            # Compiled before the processes part, so that each has them.
            self._schemas.is_valid(name, {})
        parts = map_chunks(self._check_files, files, jobs, progress, errand=errand)
        findings = [finding for part in parts for finding in part.findings]
        records, broken = self._sort_values(parts)
        known: set[tuple[str, str]] = {(record.kind, record.id) for record in broken}
        findings += self.check_together(Collection(records, self._as_of, known))
        if not self._without_documents:
            findings += self.check_documents(records, self._source.list_documents())
        forget_parts()
        # The records know their places from here on.
        parse_place.cache_clear()
        return Checked(tuple(records), order_findings(findings), len(files))

    @property
    def root(self) -> Path:
        """The register's folder."""
        return self._root

    @property
    def as_of(self) -> datetime.date:
        """The day that everything is judged on."""
        return self._as_of

    def read_stamps(self) -> Stamps:
        """Give how each file is known to be unchanged, documents too: in the order of the records' files."""
        return read_stamps(self._root, read_settled())

    def prepare(self) -> None:
        """Read what judging any single file needs; ``check_register`` does so by itself."""
        self._allowed = self._read_allowed()

    def check_together(self, records: Collection, about: Container[str] | None = None) -> list[Finding]:
        """Check what records say of each other; with ``about``, only what is to be said of these files."""
        problems = check_records(records, only_errors=self._only_errors)
        return self._word([one for one in problems if about is None or one.spot.file in about])

    def check_documents(self, records: Sequence[Record], documents: Iterable[str]) -> list[Finding]:
        """Check what records say of documents in the register, and that these documents are named."""
        named = {place for record in records for place in list_documents(record)}
        # Only what was listed is read: a path could lead through a linked folder to anywhere.
        present = named.intersection(self._source.list_documents()) if named else ()
        crests = {
            place for record in records if record.kind == "registry" for place in list_documents(record)
        }
        keep = dict.fromkeys(crests, MAX_CREST_BYTES)
        prints = {place: self._source.read_print(place, keep.get(place, 0)) for place in sorted(present)}
        return self._word(list(check_documents(records, documents, prints)))

    def check_pages(self) -> list[Finding]:
        """Check the pages that the register has of its own; no record hangs on them, nor they on any."""
        value, _ = read_mapping(self._read_bytes(REGISTRY_FILE))
        read = {file: self._read_bytes(file) for file in list_own_files()}
        pages = {file: data.decode("utf-8", "replace") for file, data in read.items()}
        standing = str(value.get("standing")) if value else ""
        return [word_fault(file, fault, self._language) for file, fault in check_pages(standing, pages)]

    def check_web(
        self, records: Iterable[Record], exceptions: Sequence[LinkException], fetch: Fetch
    ) -> list[Finding]:
        """Check the addresses that records name, on the web; never part of ``check_register``."""
        return self._word(list(check_links(records, exceptions, fetch, self._as_of)))

    def _read_allowed(self) -> frozenset[str]:
        """Read which values only look like personal data; a registry with faults allows none."""
        value, _ = read_mapping(self._read_bytes(REGISTRY_FILE))
        if value is None or not self._schemas.is_valid("registry", value):
            return frozenset()
        items: Any = value.get("allowed_values", ())
        return frozenset(item["value"] for item in items)

    def _sort_values(self, parts: Sequence[_Part]) -> tuple[list[Record], list[Record]]:
        """Tell the records that meet their schema from those that only have a place."""
        records, broken = [], []
        for part in parts:
            for file, value in part.values:
                place = parse_place(file)
                if place and value is not None:
                    records.append(Record(file, place, value))
                elif place:
                    broken.append(Record(file, place, {}))
        return records, broken

    def _check_files(self, files: Sequence[str]) -> _Part:
        part = _Part([], [])
        for file in files:
            value, findings = self.check_file(file)
            part.values.append((file, value))
            part.findings.extend(findings)
        return part

    def check_file(self, file: str) -> tuple[Mapping | None, list[Finding]]:
        """Check one file by itself: its value, where it meets its schema, and what is to be said of it."""
        place, data = parse_place(file), self._read_file(file)
        if place is None or isinstance(data, str):
            return None, [self._refuse_file(file, data)]
        value, faults = read_mapping(data)
        if value is None:
            return None, self._word_faults(file, faults)
        record = Record(file, place, value)
        comments = self._check_comments(file, data)
        problems = check_schema(self._schemas, place.schema, file, value)
        if problems:
            return None, [*self._word([*problems, *check_persons(record, data, self._allowed)]), *comments]
        problems = [*check_record(record, self._as_of, only_errors=self._only_errors)]
        problems += check_texts(record, data, self._allowed, only_errors=self._only_errors)
        return value, [*self._word(problems), *comments] if problems else comments

    def _check_comments(self, file: str, data: bytes) -> list[Finding]:
        faults = check_comments(data, self._allowed) if may_hold_personal_data(data) else ()
        return [word_fault(file, fault, self._language) for fault in faults]

    def _refuse_file(self, file: str, data: bytes | Obstacle) -> Finding:
        """Say why a file is not even looked into: it is none, can't be read, or has no place here."""
        # A name that is no UTF-8 could not even be reported as it stands.
        name = file.encode("utf-8", "backslashreplace").decode("utf-8")
        rule, thing = "KS201", ""
        if isinstance(data, str):
            rule, thing = "KS207" if data == "closed" else "KS206", data
        return word_fault(name, Fault(rule, 1, 1, 1, 1, {"thing": thing}), self._language)

    def _word_faults(self, file: str, faults: Sequence[Fault]) -> list[Finding]:
        settled = (settle_fault(fault, self._allowed) for fault in faults)
        return [word_fault(file, fault, self._language) for fault in settled]

    def _word(self, problems: list[Problem]) -> list[Finding]:
        if self._only_errors:
            problems = [problem for problem in problems if RULES[problem.rule].severity == "error"]
        # Findings are read by everybody.
        problems = [settle_problem(problem, self._allowed) for problem in problems]
        return word_problems(problems, self._read_bytes, self._language)

    def _read_file(self, file: str) -> bytes | Obstacle:
        return self._instead[file] if file in self._instead else self._source.read(file)

    def _read_bytes(self, file: str) -> bytes:
        if is_document(file):
            # What is wrong with a document has no line in it.
            return b""
        data = self._read_file(file)
        return data if isinstance(data, bytes) else b""
