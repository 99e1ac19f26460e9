"""Findings for a person at a terminal: the place, the words, the line itself with a caret under it."""

from collections.abc import Iterator, Sequence

from generator.check.finding import SEVERITY_NAMES, Finding, Place
from generator.check.reporters.causes import Group, group_by_cause, list_lines
from generator.check.reporters.cells import render_printable
from generator.check.reporters.excerpt import hide_where_personal, render_excerpt, render_line
from generator.check.reporters.palette import paint
from generator.check.reporters.setting import Setting
from generator.check.reporters.tally import render_summary
from generator.text import Text

SEE = Text("lihat juga", "see also")
FIX = Text("dapat ditulis: {text}", "can be written: {text}")
MORE = Text(
    "masih ada {count} lagi yang sama di berkas ini: baris {lines}",
    "there are {count} more of the same in this file: line {lines}",
)
_EXPLAIN = Text(
    "Penjelasan dan contoh: {program} explain {rule}", "Explanation and examples: {program} explain {rule}"
)
_OTHERS = Text(" (juga {rules})", " (also {rules})")
# More rules than these are not named one by one.
_MOST_RULES = 8


def render(findings: Sequence[Finding], setting: Setting) -> str:
    """Give one block a finding, the way to their explanations, and a closing line."""
    lines: list[str] = []
    for block in render_blocks(findings, setting):
        lines += [*block, ""]
    if findings:
        lines += [render_way_on(findings, setting), ""]
    return "\n".join([*lines, render_summary(findings, setting)]) + "\n"


def render_blocks(findings: Sequence[Finding], setting: Setting) -> Iterator[list[str]]:
    """Give the lines of each finding that is shown, in the order of their places."""
    shown = [
        (finding, number, group)
        for group in group_by_cause(findings)
        for number, finding in enumerate(group.shown)
    ]
    for finding, number, group in sorted(shown, key=lambda one: one[0].order):
        yield list(_render_block(finding, number, group, setting))


def render_way_on(findings: Sequence[Finding], setting: Setting) -> str:
    """Give the command that explains the rules that were broken."""
    first, *others = list(dict.fromkeys(render_printable(finding.rule) for finding in findings))
    text = _EXPLAIN.render(setting.language, program=setting.program, rule=first)
    if not others:
        return text
    tail = [*others[: _MOST_RULES - 1], *(["…"] if len(others) >= _MOST_RULES else [])]
    return text + _OTHERS.render(setting.language, rules=", ".join(tail))


def _render_block(finding: Finding, number: int, group: Group, setting: Setting) -> Iterator[str]:
    where = render_printable(_spell(finding.place))
    what = f"{SEVERITY_NAMES[finding.severity].render(setting.language)} {render_printable(finding.rule)}"
    yield (
        f"{paint(where, 'place', colour=setting.colour)}: "
        f"{paint(what, finding.severity, colour=setting.colour)}: {render_printable(finding.message)}"
    )
    yield from render_excerpt(finding, setting)
    # The same advice is not given twice for the same mistake.
    if number == 0 or finding.help != group.first.help:
        yield _render_note(render_printable(finding.help), setting)
    if finding.fix is not None:
        fix = paint(render_printable(finding.fix), "fix", colour=setting.colour)
        yield _render_note(FIX.render(setting.language, text=fix), setting)
    for other in finding.related:
        yield _render_note(_render_related(other, setting), setting)
    if group.more and finding is group.shown[-1]:
        count, lines = str(len(group.more)), list_lines(group.more)
        yield _render_note(MORE.render(setting.language, count=count, lines=lines), setting)


def _render_note(text: str, setting: Setting) -> str:
    return f"{paint('  = ', 'frame', colour=setting.colour)}{text}"


def _render_related(other: Place, setting: Setting) -> str:
    head = f"{SEE.render(setting.language)} {render_printable(_spell(other))}"
    room = setting.width - len(head)
    source = hide_where_personal(setting.read_line(other.file, other.line).strip())
    return f"{head} | {render_line(source, max(room, 40))}" if source else head


def _spell(place: Place) -> str:
    return f"{place.file}:{place.line}:{place.column}"
