"""The check of a register that is built again and again: it goes on from what was found the last time.

Where few files differ, only these are read and only what hangs on them is judged; the values of all others
are as they were kept.
"""

from generator.check.checker import Checked, Checker
from generator.check.finding import Finding
from generator.check.incremental import judge_change
from generator.check.index import index_records
from generator.check.kept import Body, KeptCheck, find_changes, keep_check
from generator.check.kept_index import Index
from generator.memory.entry import MemoryLostError
from generator.memory.store import Slot
from generator.parallel import Errand, Progress
from generator.read.documents import is_document
from generator.read.stamps import Stamps
from generator.read.strict_yaml import Mapping as Value
from generator.records import Record, parse_place

_WORTH_KEEPING = 40
"""Changed files that make it worth while to keep everything anew: until then they are read each time."""


def check_remembered(
    checker: Checker,
    slot: Slot,
    jobs: int = 1,
    progress: Progress | None = None,
    errand: Errand | None = None,
) -> Checked:
    """Give what ``check_register`` gives; an errand is done beside the files, or where few are read, here."""
    stamps, kept, changed = find_changes(slot, checker.read_stamps())
    checked = _go_on(checker, kept, stamps, changed) if kept else None
    if checked:
        if errand:
            errand.take(errand.do())
        if len(changed) <= _WORTH_KEEPING:
            return checked
    else:
        checked = checker.check_register(jobs, progress, errand)
    # What changed while it was checked is found changed the next time: the stamps are from before.
    values = ((record.file, record.value) for record in checked.records)
    # The index is made when something has changed: most builds that keep it are the first and the last.
    keep_check(slot, stamps, checked.findings, values, Index())
    return checked


def _go_on(checker: Checker, kept: KeptCheck, stamps: Stamps, changed: set[str]) -> Checked | None:
    """Give the check from what was kept; None where it is damaged, or all is better judged anew."""
    try:
        before = kept.read_values()
    except MemoryLostError:
        return None
    findings: tuple[Finding, ...] | None = kept.head.findings
    if changed:
        index = index_records(filter(None, (_make_record(file, value) for file, value in before.items())))
        findings = judge_change(checker, kept.head, Body(_Values(before), index), stamps.files, changed)
    if findings is None:
        return None
    files = [file for file in stamps.files if not is_document(file)]
    now = (
        _make_record(file, checker.check_file(file)[0] if file in changed else before.get(file))
        for file in files
    )
    return Checked(tuple(filter(None, now)), findings, len(files))


def _make_record(file: str, value: Value | None) -> Record | None:
    place = parse_place(file)
    return Record(file, place, value) if place and value is not None else None


class _Values(dict[str, Value]):
    """The values of the sound records by their files."""

    def read(self, file: str) -> Value:
        """Give a record's value."""
        return self[file]
