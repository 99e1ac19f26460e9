"""Findings for a person at a terminal: the place, the words, the line itself with a caret under it."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from generator.check.finding import Finding
from generator.read.files import read_bytes
from generator.text import Language, Text

_SEVERITY = {
    "error": Text("salah", "error"),
    "warning": Text("peringatan", "warning"),
    "advice": Text("saran", "advice"),
}
# A longer line is shown only around the place that is meant.
_LONGEST_LINE = 140
_SEE = Text("lihat juga", "see also")
_CLEAN = Text("{files} berkas diperiksa; tidak ada yang perlu diperbaiki.",
              "{files} files checked; nothing to mend.")  # fmt: skip
_SUMMARY = Text(
    "{files} berkas diperiksa: {errors} salah, {warnings} peringatan, {advice} saran.",
    "{files} files checked: {errors} errors, {warnings} warnings, {advice} pieces of advice.",
)


def report_text(findings: Sequence[Finding], files: int, root: Path, language: Language) -> str:
    """Give one block a finding and a closing line."""
    lines: list[str] = []
    for file, found in groupby(findings, key=lambda finding: finding.file):
        # A file full of findings is read once.
        source = read_bytes(root, file).decode("utf-8", "replace").split("\n")
        for finding in found:
            lines += _render(finding, source, language)
    counts = Counter(finding.severity for finding in findings)
    if findings:
        closing = _SUMMARY.render(
            language,
            files=str(files),
            errors=str(counts["error"]),
            warnings=str(counts["warning"]),
            advice=str(counts["advice"]),
        )
    else:
        closing = _CLEAN.render(language, files=str(files))
    return "\n".join([*lines, closing]) + "\n"


def _render(finding: Finding, lines: list[str], language: Language) -> Iterator[str]:
    word = _SEVERITY[finding.severity].render(language)
    place = f"{finding.file}:{finding.line}:{finding.column}"
    yield f"{_printable(place)}: {word} {finding.rule}: {_printable(finding.message)}"
    if finding.line <= len(lines) and lines[finding.line - 1].strip():
        number = str(finding.line)
        same_line = finding.end_line == finding.line
        source, start, end = _cut(
            lines[finding.line - 1], finding.column - 1, finding.end_column - 1 if same_line else None
        )
        before = _width(source[:start])
        length = max(1, _width(source[start:end]))
        yield f"  {number} | {_printable(source)}"
        yield f"  {' ' * len(number)} | {' ' * before}{'^' * length}"
    yield f"  = {_printable(finding.help)}"
    for other in finding.related:
        yield f"  = {_SEE.render(language)} {_printable(other.file)}:{other.line}:{other.column}"
    yield ""


def _cut(source: str, start: int, end: int | None) -> tuple[str, int, int]:
    """Give the part of a line around a stretch of it, and where the stretch then lies."""
    stop = len(source) if end is None else end
    if len(source) <= _LONGEST_LINE:
        return source, start, stop
    first = max(0, min(start - _LONGEST_LINE // 2, len(source) - _LONGEST_LINE))
    last = first + _LONGEST_LINE
    head, tail = "…" if first else "", "…" if last < len(source) else ""
    shift = len(head) - first
    return f"{head}{source[first:last]}{tail}", start + shift, min(stop, last) + shift


def _printable(text: str) -> str:
    """Give a text that can do a terminal no harm: what is no visible character becomes its code."""
    return "".join(
        "    " if char == "\t" else char if char.isprintable() else f"\\u{ord(char):04x}" for char in text
    )


def _width(text: str) -> int:
    """Give the columns a text takes on a terminal, as ``_printable`` shows it."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in _printable(text)
    )
