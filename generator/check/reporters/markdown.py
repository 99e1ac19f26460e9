"""Findings as Markdown: the summary of a job, or a comment on a change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.check.finding import SEVERITY_NAMES, Finding
from generator.check.reporters.causes import Group, group_by_cause, list_lines
from generator.check.reporters.cells import render_printable
from generator.check.reporters.setting import Setting
from generator.check.reporters.tally import count_severities, render_summary
from generator.check.reporters.text import FIX, MORE, SEE, render_way_on
from generator.markdown import escape_marks
from generator.text import Text

MOST_BYTES = 1_000_000
"""A job's summary on GitHub may have 1 MiB; a longer one is refused whole."""

_TITLE = Text("Hasil pemeriksaan", "Result of the check")
_COUNT_HEADS = (
    Text("Berkas", "File"),
    Text("Salah", "Errors"),
    Text("Peringatan", "Warnings"),
    Text("Saran", "Advice"),
)
_HEADS = (
    Text("Baris", "Line"),
    Text("Aturan", "Rule"),
    Text("Yang ditemukan", "What was found"),
    Text("Cara membetulkan", "How to mend it"),
)
_CUT = Text(
    "Daftar ini terlalu panjang dan dipotong di sini: {count} temuan lagi ada pada registri check.",
    "This list is too long and was cut here: registri check has {count} more findings.",
)
_BREAK = "<br>"
_MOST_FILES = 200
_MORE_FILES = Text("dan {count} berkas lagi", "and {count} more files")
# What may still follow a list that was cut.
_RESERVE = 1000


def render(findings: Sequence[Finding], setting: Setting) -> str:
    """Give the counts by file, then a table a file: what is wrong where, and what to do about it."""
    lines = [f"## {_TITLE.render(setting.language)}", "", escape_markdown(render_summary(findings, setting))]
    if findings:
        by_file: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_file[finding.file].append(finding)
        lines += ["", *_render_counts(by_file, setting)]
        lines += _fill(_render_files(by_file, setting), MOST_BYTES - _size(lines), len(findings), setting)
        lines += ["", escape_markdown(render_way_on(findings, setting))]
    return "\n".join(lines) + "\n"


def escape_markdown(text: str) -> str:
    """Give a text that reads the same in Markdown, in a cell of a table too, and is nothing but text."""
    return escape_marks(render_printable(text))


def _render_counts(by_file: Mapping[str, Sequence[Finding]], setting: Setting) -> Iterator[str]:
    yield _render_row(head.render(setting.language) for head in _COUNT_HEADS)
    yield "| --- | ---: | ---: | ---: |"
    files = list(by_file)
    for file in files[:_MOST_FILES]:
        counts = count_severities(by_file[file])
        yield _render_row([escape_markdown(file), *map(str, counts.values())])
    if others := files[_MOST_FILES:]:
        counts = count_severities(finding for file in others for finding in by_file[file])
        name = _MORE_FILES.render(setting.language, count=str(len(others)))
        yield _render_row([name, *map(str, counts.values())])


def _render_files(
    by_file: Mapping[str, Sequence[Finding]], setting: Setting
) -> Iterator[tuple[list[str], int]]:
    """Give the lines of each row, the first of a file with its heading, and how many findings it is for."""
    for file, findings in by_file.items():
        lines = ["", f"### {escape_markdown(file)}", ""]
        lines.append(_render_row(head.render(setting.language) for head in _HEADS))
        lines.append("| --- | --- | --- | --- |")
        for group in group_by_cause(findings):
            yield [*lines, _render_group(group, setting)], len(group.findings)
            lines = []


def _render_group(group: Group, setting: Setting) -> str:
    severity = SEVERITY_NAMES[group.first.severity].render(setting.language)
    places = [f"{finding.line}:{finding.column}" for finding in group.shown]
    others = dict.fromkeys(place for finding in group.shown for place in finding.related)
    said = [
        *(finding.message for finding in group.shown),
        *(f"{SEE.render(setting.language)} {other.file}:{other.line}:{other.column}" for other in others),
    ]
    if group.more:
        count, lines = str(len(group.more)), list_lines(group.more)
        said.append(MORE.render(setting.language, count=count, lines=lines))
    advice = [finding.help for finding in group.shown]
    fixes = [finding.fix for finding in group.shown if finding.fix is not None]
    advice += [FIX.render(setting.language, text=fix) for fix in fixes]
    return _render_row(
        _BREAK.join(map(escape_markdown, dict.fromkeys(texts)))
        for texts in (places, [f"{group.first.rule} {severity}"], said, advice)
    )


def _render_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _fill(rows: Iterable[tuple[list[str], int]], room: int, left: int, setting: Setting) -> Iterator[str]:
    """Give the rows that fit into so many bytes, and say how many findings did not."""
    room -= _RESERVE
    for lines, count in rows:
        room -= _size(lines)
        if room < 0:
            yield ""
            yield _CUT.render(setting.language, count=str(left))
            return
        left -= count
        yield from lines


def _size(lines: Sequence[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)
