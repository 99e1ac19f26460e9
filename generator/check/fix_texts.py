"""Fixes of texts that are no YAML yet: invisible characters, line endings, tabs, a lost quote or blank."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.canonical import render_scalar
from generator.check.fix_case import Case, Found, compose
from generator.write.edits import Edit, apply_edits

Fixer = Callable[[Case], Iterator[Edit]]

# They leave no trace on paper: a byte order mark, and the marks for the direction of writing.
_TRACELESS = frozenset("\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_TAB_INDENT = re.compile(r"^[ \t]*\t[ \t]*", re.MULTILINE)
_TAB_WIDTHS = (2, 4, 8)
_LINE = re.compile(r"(?P<head> *(?:- +)*(?:[a-z][a-z0-9_]*: +)?)(?P<value>\S.*?) *")
_WIDE_COLON = re.compile(r"^(?P<head> *(?:- +)*[a-z][a-z0-9_]*)：[ \u3000]*", re.MULTILINE)
_JOINED = re.compile(r"(?P<head> *(?:- +)*(?P<key>[a-z][a-z0-9_]*)):(?P<value>[^\s:/].*)")
_OPENS_OTHERWISE = ('"', "'", "[", "{", "|", ">", "&", "*", "!", "#")


def fix_character(case: Case) -> Iterator[Edit]:
    """Take away a character that nobody sees and that says nothing."""
    if case.stretch in _TRACELESS and case.stretch:
        yield Edit(case.start, case.end, "")


def fix_line_endings(case: Case) -> Iterator[Edit]:
    """End lines with a line feed alone."""
    places = [found.start() for found in re.finditer("\r", case.text)]
    if all(case.text[place : place + 2] == "\r\n" for place in places):
        yield from (Edit(place, place + 1, "") for place in places)


def fix_tabs(case: Case) -> Iterator[Edit]:
    """Indent with blanks, where all widths of a tab that make sense make the same sense."""
    answers: dict[str, list[Edit]] = {}
    for width in _TAB_WIDTHS:
        edits = [
            Edit(found.start(), found.end(), found[0].replace("\t", " " * width))
            for found in _TAB_INDENT.finditer(case.text)
        ]
        root = compose(apply_edits(case.text, edits))
        if root is not None:
            answers.setdefault(_spell(root), edits)
    if len(answers) == 1:
        yield from next(iter(answers.values()))


def _spell(node: object) -> str:
    """Give a spelling of nodes that is the same for the same values."""
    value = getattr(node, "value", node)
    if isinstance(value, list):
        return f"[{','.join(_spell(part) for part in value)}]"
    if isinstance(value, tuple):
        return f"({','.join(_spell(part) for part in value)})"
    return repr(value)


class _Line(NamedTuple):
    """A line's value: where it starts and ends, and its text."""

    start: int
    end: int
    value: str


def _read_line(case: Case) -> _Line | None:
    """Give the value on the finding's line; None where a part of it might be a comment."""
    start, line = case.line
    found = _LINE.fullmatch(line)
    if found is None or " #" in found["value"] or "\t" in line:
        return None
    return _Line(start + found.start("value"), start + found.end("value"), found["value"])


def _offer(case: Case, edit: Edit) -> Iterator[Edit]:
    """Offer an edit of a value where the schema then takes what stands there."""
    found = _find_after(case, edit)
    if found and not found.is_key and found.value is not None and case.fits(found.path, found.value):
        yield edit


def _find_after(case: Case, edit: Edit) -> Found | None:
    """Give the value that begins where an edit does, in the edited text."""
    root = compose(apply_edits(case.text, [edit]))
    line = case.source.line_of(edit.start)
    return case.find(root, line, edit.start - case.source.offset(line, 1) + 1)


def fix_open_value(case: Case) -> Iterator[Edit]:
    """Put a value into quotes that holds a colon, or begins with a character that has a meaning."""
    line = _read_line(case)
    if line and line.start <= case.start and not line.value.startswith(_OPENS_OTHERWISE):
        spelling = render_scalar(line.value)
        if spelling.startswith('"'):
            yield from _offer(case, Edit(line.start, line.end, spelling))


def fix_open_quote(case: Case) -> Iterator[Edit]:
    """Close a quote at the end of its line."""
    line = _read_line(case)
    if line and line.start == case.start and line.value.count(line.value[0]) == 1 and "\\" not in line.value:
        yield from _offer(case, Edit(line.start, line.end, line.value + line.value[0]))


def fix_colon(case: Case) -> Iterator[Edit]:
    """Write an ordinary colon and a blank behind a key."""
    wide = [
        Edit(found.start(), found.end(), f"{found['head']}: ") for found in _WIDE_COLON.finditer(case.text)
    ]
    if wide:
        yield from wide
        return
    start, line = case.line
    joined = _JOINED.fullmatch(line)
    if joined:
        value = start + joined.start("value")
        edit = Edit(value, value, " ")
        root = compose(apply_edits(case.text, [edit]))
        found = case.find(root, case.finding.line, joined.start("value") + 2)
        if found and not found.is_key and case.schema_of(found.path):
            yield edit


TEXT_FIXERS: dict[str, Fixer] = {
    "KS001": fix_colon,
    "KS004": fix_character,
    "KS005": fix_line_endings,
    "KS009": fix_colon,
    "KS012": fix_tabs,
    "KS013": fix_open_quote,
    "KS014": fix_open_value,
    "KS015": fix_open_value,
}
