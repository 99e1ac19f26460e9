"""Findings as GitHub workflow commands: annotations on the lines of a change, within GitHub's limits.

Of a step's annotations GitHub shows ten of each level and drops the rest without a word. So findings of one
rule in one file share an annotation, ten are written of each level, and what is left over is said aloud.
"""

from collections.abc import Iterator, Sequence

from generator.check.finding import Finding, Severity
from generator.check.reporters.causes import Group, group_by_rule
from generator.check.reporters.cells import render_printable
from generator.check.reporters.setting import Setting
from generator.check.reporters.tally import render_counts
from generator.check.reporters.text import FIX
from generator.text import Text

MOST_ANNOTATIONS = 10
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "advice": "notice"}
# An annotation that stands for more findings than these names the first of them.
_MOST_NAMED = 10
_LINE = Text("Baris {line}: {message}", "Line {line}: {message}")
_MORE = Text(
    "Masih ada {count} lagi menurut aturan ini di berkas ini.",
    "There are {count} more by this rule in this file.",
)
_LEFT = Text(
    "Belum ditandai, karena GitHub menampilkan paling banyak {limit} tanda tiap derajat: {counts}. "
    "Daftar lengkapnya pada ringkasan pekerjaan ini, atau jalankan registri check.",
    "Not annotated, since GitHub shows at most {limit} of each level: {counts}. "
    "The full list is in this job's summary, or run registri check.",
)


def render(findings: Sequence[Finding], setting: Setting) -> str:
    """Give one ``::error file=…,line=…`` command a rule and file, and last how many are left over."""
    groups = group_by_rule(findings)
    chosen = _choose(groups, MOST_ANNOTATIONS)
    left = _list_left(groups, chosen)
    if left:
        # What is said aloud is a notice too and needs its place among the ten.
        chosen = _choose(groups, MOST_ANNOTATIONS, notices=MOST_ANNOTATIONS - 1)
        left = _list_left(groups, chosen)
    lines = [_render_annotation(group, setting) for group in chosen]
    if left:
        counts = render_counts(left, setting)
        text = _LEFT.render(setting.language, limit=str(MOST_ANNOTATIONS), counts=counts)
        lines.append(f"::notice title=registri check::{_escape(text)}")
    return "".join(f"{line}\n" for line in lines)


def _choose(groups: Sequence[Group], most: int, notices: int | None = None) -> list[Group]:
    room: dict[Severity, int] = {
        "error": most,
        "warning": most,
        "advice": most if notices is None else notices,
    }
    chosen = []
    for group in groups:
        severity = group.first.severity
        if room[severity]:
            room[severity] -= 1
            chosen.append(group)
    return chosen


def _list_left(groups: Sequence[Group], chosen: Sequence[Group]) -> list[Finding]:
    """Give the findings that no annotation names."""
    named = {id(group) for group in chosen}
    return [
        finding
        for group in groups
        for finding in (group.findings[_MOST_NAMED:] if id(group) in named else group.findings)
    ]


def _render_annotation(group: Group, setting: Setting) -> str:
    first = group.first
    file = render_printable(setting.folder + first.file)
    place = f"file={_escape_property(file)},line={first.line}"
    if first.end_line == first.line:
        place += f",col={first.column},endLine={first.end_line},endColumn={first.end_column}"
    else:
        # GitHub takes columns only within one line.
        place += f",endLine={first.end_line}"
    text = "\n".join(_render_message(group, setting))
    return f"::{_LEVELS[first.severity]} {place},title={_escape_property(first.rule)}::{_escape(text)}"


def _render_message(group: Group, setting: Setting) -> Iterator[str]:
    first = group.first
    yield f"{render_printable(first.message)} {render_printable(first.help)}"
    if first.fix is not None:
        fix = FIX.render(setting.language, text=render_printable(first.fix))
        yield f"{fix[0].upper()}{fix[1:]}"
    for finding in group.findings[1:_MOST_NAMED]:
        yield _LINE.render(
            setting.language, line=str(finding.line), message=render_printable(finding.message)
        )
    if rest := group.findings[_MOST_NAMED:]:
        yield _MORE.render(setting.language, count=str(len(rest)))


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
