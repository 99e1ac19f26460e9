"""What is certain enough to be mended by the program: from a finding to a change of its exact stretch.

A fix is offered only where one answer is possible. Whatever a fixer offers is weighed once more: the text
must still be YAML of the same shape, and no value outside the changed stretches may be another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

import yaml

from generator.check.finding import Finding
from generator.check.fix_case import Case, Surroundings, compose
from generator.check.fix_texts import TEXT_FIXERS
from generator.check.fix_values import VALUE_FIXERS, Fixer, fix_tidiness
from generator.read.files import MAX_BYTES
from generator.read.parser import PlainTextLoader
from generator.records import FilePlace
from generator.write.edits import Edit, Source, apply_edits

_FIXERS = {**TEXT_FIXERS, **VALUE_FIXERS}
# Texts whose only fault may be their blanks.
_TIDINESS = "KS8"
_LINE_ENDING = "KS005"
# What they mend stands before all else: the text may have other faults that keep it from being YAML.
_FIRST = frozenset(("KS004", "KS005"))


@dataclass(frozen=True, slots=True)
class Fix:
    """A finding and the changes that mend it, all of them inside one file."""

    finding: Finding
    edits: tuple[Edit, ...]
    old: str
    new: str


def propose_fix(finding: Finding, data: bytes, place: FilePlace, around: Surroundings) -> Fix | None:
    """Give the fix of a finding in its file's bytes; None where none is certain."""
    fixer = _find_fixer(finding.rule)
    if fixer is None or len(data) > MAX_BYTES:
        return None
    try:
        case = Case(finding, data.decode("utf-8"), place, around)
    except UnicodeDecodeError:
        return None
    edits = tuple(edit for edit in fixer(case) if case.text[edit.start : edit.end] != edit.text)
    if not edits or not _is_safe(case, edits):
        return None
    old = case.text[edits[0].start : edits[0].end]
    return Fix(finding, edits, old, edits[0].text)


def can_fix(rule: str) -> bool:
    """Whether some findings of a rule can be mended by the program."""
    return _find_fixer(rule) is not None


def _find_fixer(rule: str) -> Fixer | None:
    return fix_tidiness if rule.startswith(_TIDINESS) else _FIXERS.get(rule)


def _is_safe(case: Case, edits: tuple[Edit, ...]) -> bool:
    """Whether the edited text is YAML of the same shape, with no value changed but where the finding is."""
    rule, text = case.finding.rule, case.text
    edited = apply_edits(text, edits)
    root = compose(edited)
    if edited.count("\n") != text.count("\n") or not (rule in _FIRST or isinstance(root, yaml.MappingNode)):
        return False
    if compose(text) is None:
        # What was no YAML had no values that could be others now.
        return True
    if root is None:
        return False
    # The ends of lines are no part of any value, so that not even those beside them may change.
    first, last = case.source.offset(case.finding.line, 1), case.source.line_end(case.finding.end_line)
    shown = (
        [] if rule == _LINE_ENDING else [edit for edit in edits if first <= edit.start and edit.end <= last]
    )
    touched = [(edit.start, edit.end) for edit in shown]
    pairs = zip_longest(_iterate_events(text), _iterate_events(edited))
    return all(_is_same(old, new, touched) for old, new in pairs)


@dataclass(frozen=True, slots=True)
class _Event:
    kind: str
    value: str
    start: int
    end: int


def _iterate_events(text: str) -> Iterator[_Event]:
    source = Source(text)
    for event in yaml.parse(text, Loader=PlainTextLoader):
        start, end = (
            source.offset(mark.line + 1, mark.column + 1) if mark else 0
            for mark in (event.start_mark, event.end_mark)
        )
        yield _Event(type(event).__name__, str(getattr(event, "value", "")), start, end)


def _is_same(old: _Event | None, new: _Event | None, touched: list[tuple[int, int]]) -> bool:
    if old is None or new is None or old.kind != new.kind:
        return False
    return old.value == new.value or any(start <= old.end and old.start <= end for start, end in touched)
