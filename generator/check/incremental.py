"""Checking only what a change can affect, with the same findings as checking everything.

A record's findings hang on its own file, on the records it names, on those it is related to along any
chain, and on those it shares something with: an id, a name, a number. So a change affects the changed
records, as they were and as they are, those that name or relate to them, and those that share something.
A document kept beside the records is shared by those that name it.
These are judged anew, amid all that they in turn hang on; all other findings stand.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain

from generator.check.checker import Checker, order_findings
from generator.check.collection import Collection
from generator.check.finding import Finding
from generator.check.footprint import Footprint, find_documents, record_key, trace_document, trace_footprint
from generator.check.identifiers import PresentIds
from generator.check.index import index_records
from generator.check.kept import Body, Changes, Head, Report, find_changes, keep_check
from generator.memory.entry import MemoryLostError
from generator.memory.store import Slot
from generator.parallel import Progress
from generator.read.documents import is_document
from generator.read.strict_yaml import Mapping
from generator.records import REGISTRY_FILE, Record, parse_place

# Beyond these, judging everything with several processes is quicker.
_MOST_AFFECTED, _MOST_CONTEXT = 400, 4000
_ABOUT_IDS = frozenset(("KS204", "KS211", "KS212"))
"""Rules that say of an id whether it exists, and which was meant: they hang on all ids there are."""


def check_incrementally(
    checker: Checker,
    slot: Slot,
    jobs: int,
    progress: Progress | None = None,
    changes: Changes | None = None,
) -> Report:
    """Give what checking the whole register gives, judging only what has changed since the last time.

    Who has already found the ``changes`` gives them.
    """
    changes = changes or find_changes(slot, checker.read_stamps())
    if told := changes.recall():
        return told
    stamps, kept, changed = changes
    if kept:
        body = kept.read_body() if REGISTRY_FILE not in changed else None
        findings = None
        with suppress(MemoryLostError):
            findings = _Round(checker, kept.head, body, stamps.files, changed).judge() if body else None
        if findings is not None:
            return Report(findings, stamps.count_records())
    checked = checker.check_register(jobs, progress)
    # What changed while it was checked is found changed the next time: the stamps are from before.
    values = ((record.file, record.value) for record in checked.records)
    keep_check(slot, stamps, checked.findings, values, index_records(checked.records))
    return Report(checked.findings, checked.files)


def judge_change(
    checker: Checker, head: Head, body: Body, present: Iterable[str], changed: set[str]
) -> tuple[Finding, ...] | None:
    """Give all findings once some files differ from what was judged; None where all is better judged anew.

    ``present`` names all files, documents too, that there are now.
    """
    if REGISTRY_FILE in changed:
        return None
    return _Round(checker, head, body, present, changed).judge()


def _is_unicode(file: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in file)


class _Round:
    """One judging of a change."""

    def __init__(
        self, checker: Checker, head: Head, body: Body, present: Iterable[str], changed: set[str]
    ) -> None:
        self._checker, self._head, self._body, self._changed = checker, head, body, changed
        self._files = dict.fromkeys(present)
        self._own: dict[str, list[Finding]] = {}
        self._records: dict[str, Record] = {}
        self._prints: dict[str, list[Footprint]] = {}
        self._ids = PresentIds(self._files)

    def judge(self) -> tuple[Finding, ...] | None:
        """Give all findings after the change; None where it affects so much that all is better judged."""
        if len(self._changed) > _MOST_AFFECTED or not all(map(self._is_plain, self._changed)):
            return None
        self._checker.prepare()
        for file in sorted(self._changed):
            if file in self._files and not is_document(file):
                self._read_anew(file)
        affected = self._find_affected()
        if affected is None:
            return None
        context = self._find_context(affected)
        if len(context) > _MOST_CONTEXT:
            return None
        for file in affected & self._files.keys():
            if file not in self._own and not is_document(file):
                self._own[file] = self._checker.check_file(file)[1]
        together = [record for file in sorted(context) if (record := self._record(file))]
        collection = Collection(together, self._checker.as_of, known=self._ids)
        found = self._checker.check_together(collection, affected) + self._check_documents(affected)
        kept = [one for one in self._head.findings if one.file not in affected]
        return order_findings((*kept, *found, *(one for own in self._own.values() for one in own)))

    def _check_documents(self, affected: set[str]) -> list[Finding]:
        """Judge the affected documents: all that name them, before or after, are affected as well."""
        records = [record for file in sorted(affected) if (record := self._record(file))]
        documents = sorted(file for file in affected & self._files.keys() if is_document(file))
        return self._checker.check_documents(records, documents)

    def _is_plain(self, file: str) -> bool:
        """Whether a change to a file leaves the ground of all others: the own government's record is it."""
        place = parse_place(file)
        government = self._unpack(REGISTRY_FILE)["government"] if REGISTRY_FILE in self._body.values else ""
        is_ground = place is not None and place.kind == "partner" and place.id == government
        return not is_ground and file.isprintable() and _is_unicode(file)

    def _read_anew(self, file: str) -> None:
        value, findings = self._checker.check_file(file)
        self._own[file] = findings
        place = parse_place(file)
        if place and value is not None:
            self._records[file] = Record(file, place, value)

    def _record(self, file: str) -> Record | None:
        """Give a record as it is now; None for a file without a sound record."""
        if file not in self._records and file not in self._changed and file in self._body.values:
            place, value = parse_place(file), self._unpack(file)
            if place:
                self._records[file] = Record(file, place, value)
        return self._records.get(file)

    def _unpack(self, file: str) -> Mapping:
        value: Mapping = self._body.values.read(file)
        return value

    def _old_record(self, file: str) -> Record | None:
        place = parse_place(file)
        return Record(file, place, self._unpack(file)) if place and file in self._body.values else None

    def _footprints(self, file: str) -> list[Footprint]:
        """Give what a record hangs on: as it is, and where it changed, as it was."""
        if file not in self._prints and is_document(file):
            self._prints[file] = [trace_document(file)]
        elif file not in self._prints:
            versions = [self._record(file), self._old_record(file) if file in self._changed else None]
            self._prints[file] = [trace_footprint(record) for record in versions if record]
        return self._prints[file]

    def _find_affected(self) -> set[str] | None:
        """Give the files whose findings may change; None where they are too many."""
        affected, index = set(self._changed), self._body.index
        if self._ids_changed():
            affected |= {finding.file for finding in self._head.findings if finding.rule in _ABOUT_IDS}
            affected.add(REGISTRY_FILE)
        waiting = list(self._changed)
        while waiting:
            file = waiting.pop()
            found: set[str] = set(self._relatives(file))
            if file in self._changed:
                found |= set(self._named_by(file))
                for print_ in self._footprints(file):
                    found |= self._share(print_)
                for key in self._find_recounted(file):
                    found |= {one for one in index.counted.get(key, ()) if "/totals/" in one}
            new = found - affected
            affected |= new
            # Chains run along relations alone; what only names or shares ends there.
            waiting += [one for one in new if "/agreements/" in one]
            if len(affected) > _MOST_AFFECTED:
                return None
        return affected

    def _find_recounted(self, file: str) -> Iterable[str]:
        """Give the keys of the counts that a changed record has entered or left."""
        versions = [print_.counts for print_ in self._footprints(file)]
        # One that was sound before and is sound now still counts where it did.
        return versions[0] ^ versions[1] if len(versions) > 1 else chain.from_iterable(versions)

    def _ids_changed(self) -> bool:
        before = frozenset(self._head.files)
        records = (file for file in self._changed if not is_document(file))
        return any((file in self._files) != (file in before) for file in records)

    def _share(self, print_: Footprint) -> set[str]:
        sharing = self._body.index.sharing
        found = {file for key in print_.shares for file in sharing.get(key, ())}
        found |= {place for place in find_documents(print_) if place in self._files}
        # Those that changed share what they share now, which the index does not know.
        for file in self._changed:
            if any(other.shares & print_.shares for other in self._footprints(file)):
                found.add(file)
        return found

    def _named_by(self, file: str) -> Iterable[str]:
        """Give the files that name a record, by the index; those that changed are affected anyway."""
        place = parse_place(file)
        return self._body.index.naming.get(record_key(place.kind, place.id), ()) if place else ()

    def _relatives(self, file: str) -> Iterable[str]:
        """Give the agreements one relation away, in either direction, before and after the change."""
        place = parse_place(file)
        if place is None or place.kind != "agreement":
            return
        yield from self._body.index.relating.get(record_key(place.kind, place.id), ())
        for print_ in self._footprints(file):
            for key in print_.relates:
                yield from self._find_files(key)
        own = record_key(place.kind, place.id)
        for other in self._changed:
            if any(own in print_.relates for print_ in self._footprints(other)):
                yield other

    def _find_files(self, key: str) -> Sequence[str]:
        """Give the files whose record bears an id now."""
        kind, _, record_id = key.partition("/")
        return self._ids.find_files(kind, record_id)

    def _find_context(self, affected: set[str]) -> set[str]:
        """Give all that judging the affected needs: their whole chains, what these name, share and count."""
        context = {file for file in affected if file in self._files} | {REGISTRY_FILE}
        waiting = list(context)
        while waiting:
            new = set(self._relatives(waiting.pop())) & self._files.keys() - context
            context |= new
            waiting += new
        for file in list(context):
            for print_ in self._footprints(file):
                for key in print_.names:
                    context.update(self._find_files(key))
                context |= self._share(print_) & self._files.keys()
                if "/totals/" in file and file in affected:
                    for key in print_.counts:
                        context.update(one for one in self._counted(key) if one in self._files)
        return context

    def _counted(self, key: str) -> Iterable[str]:
        yield from self._body.index.counted.get(key, ())
        for file in self._changed:
            if any(key in print_.counts for print_ in self._footprints(file)):
                yield file
