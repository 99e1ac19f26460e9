"""Mending in rounds: propose, check again, and keep only what did exactly what was announced."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generator.check.checker import Checked
from generator.check.finding import Finding
from generator.check.fix_case import Surroundings
from generator.check.fixes import Fix, propose_fix
from generator.records import RecordKind, parse_place
from generator.schemas import SchemaSet
from generator.write.edits import Source, apply_edits

# What one mend brings to light may be mended too; a file that never comes to rest is not followed forever.
_MOST_ROUNDS = 12

Check: TypeAlias = Callable[[dict[str, bytes]], Checked]
"""Checks the whole register with other bytes for some of its files."""

_Key: TypeAlias = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Mending:
    """What can be mended: the fixes in order, each file's old and new bytes, the check as it then stands."""

    fixes: tuple[Fix, ...]
    before: Mapping[str, bytes]
    data: Mapping[str, bytes]
    checked: Checked


@dataclass(slots=True)
class Mender:
    """Mends the wanted files of a register; nothing is written here."""

    check: Check
    read: Callable[[str], bytes]
    files: Sequence[str]
    schemas: SchemaSet
    _before: dict[str, bytes] = field(default_factory=dict)
    _data: dict[str, bytes] = field(default_factory=dict)
    _refused: set[tuple[str, _Key]] = field(default_factory=set)

    def mend(self, is_wanted: Callable[[str], bool]) -> Mending:
        """Find every fix of the wanted files that is certain, and what the register is like with them."""
        checked = self.check({})
        fixes: list[Fix] = []
        for _ in range(_MOST_ROUNDS):
            proposed = self._propose(checked, is_wanted)
            if not proposed:
                break
            tried = {file: self._apply(file, found) for file, found in proposed.items()}
            after = self.check({**self._data, **tried})
            then, now = _count_findings(checked), _count_findings(after)
            failed = [file for file in proposed if not _is_exact(proposed[file], then[file], now[file])]
            if failed:
                self._refused |= {(file, _key(fix.finding)) for file in failed for fix in proposed[file]}
                continue
            self._data.update(tried)
            fixes += [fix for found in proposed.values() for fix in found]
            checked = after
        before = {file: self._before[file] for file in self._data}
        return Mending(tuple(fixes), before, dict(self._data), checked)

    def _propose(self, checked: Checked, is_wanted: Callable[[str], bool]) -> dict[str, list[Fix]]:
        findings = [found for found in checked.findings if is_wanted(found.file)]
        around = self._look_around(checked)
        proposed: dict[str, list[Fix]] = defaultdict(list)
        for finding in findings:
            place = parse_place(finding.file)
            if place is None or (finding.file, _key(finding)) in self._refused:
                continue
            fix = propose_fix(finding, self._get(finding.file), place, around)
            if fix and not _overlaps(fix, proposed[finding.file]):
                proposed[finding.file].append(fix)
        return {file: found for file, found in proposed.items() if found}

    def _look_around(self, checked: Checked) -> Surroundings:
        ids: dict[RecordKind, list[str]] = defaultdict(list)
        for file in self.files:
            place = parse_place(file)
            if place:
                ids[place.kind].append(place.id)
        units: dict[str, list[str]] = {}
        for record in checked.records:
            if record.kind == "partner":
                value: Any = record.value
                units[record.id] = [unit["id"] for unit in value.get("units", ())]
        missed = [self._point_at(found) for found in checked.findings if found.rule == "KS211"]
        return Surroundings(self.schemas, ids, units, frozenset(missed))

    def _point_at(self, finding: Finding) -> str:
        """Give the text that a finding points at, without its quotes."""
        source = Source(self._get(finding.file).decode("utf-8", "replace"))
        start = source.offset(finding.line, finding.column)
        return source.text[start : source.offset(finding.end_line, finding.end_column)].strip("\"'")

    def _get(self, file: str) -> bytes:
        if file in self._data:
            return self._data[file]
        if file not in self._before:
            # Read once: what is written later must come from just these bytes.
            self._before[file] = self.read(file)
        return self._before[file]

    def _apply(self, file: str, fixes: Sequence[Fix]) -> bytes:
        text = self._get(file).decode("utf-8")
        return apply_edits(text, [edit for fix in fixes for edit in fix.edits]).encode()


def _key(finding: Finding) -> _Key:
    """Give what tells a finding from another of its file; columns move when a line is mended."""
    return finding.rule, finding.line, finding.message


def _overlaps(fix: Fix, others: Sequence[Fix]) -> bool:
    return any(
        edit.start <= other.end and other.start <= edit.end
        for edit in fix.edits
        for found in others
        for other in found.edits
    )


def _count_findings(checked: Checked) -> dict[str, Counter[_Key]]:
    """Give how often each finding was made, by file."""
    counted: dict[str, Counter[_Key]] = defaultdict(Counter)
    for found in checked.findings:
        counted[found.file][_key(found)] += 1
    return counted


def _is_exact(fixes: Sequence[Fix], before: Counter[_Key], after: Counter[_Key]) -> bool:
    """Whether the announced findings of a file are gone, and of the others that were there none."""
    announced = Counter(_key(fix.finding) for fix in fixes)
    stay = before - announced
    return not (stay - after) and not (announced & (after - stay))
