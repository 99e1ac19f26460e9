"""A difference as Markdown: a comment on a proposal, or the summary of a job."""

from collections.abc import Iterable, Iterator

from generator.check.reporters.markdown import escape_markdown
from generator.differences.difference import Difference
from generator.differences.reporters.outline import Item, Outline, Section, Table
from generator.differences.reporters.setting import Setting
from generator.text import Text

MOST_BYTES = 60_000
"""A comment on GitHub may have 65,536 characters."""

_FOLDED = Text("Tampilkan {count} lagi", "Show {count} more")
_CUT = Text(
    "Laporan ini terlalu panjang dan dipotong di sini; selengkapnya: registri diff --format json.",
    "This report is too long and was cut here; for all of it: registri diff --format json.",
)


def render(difference: Difference, setting: Setting) -> str:
    """Give the sections with headings; what weighs less is folded, what is too much for a comment is cut."""
    outline = Outline(difference, setting)
    lines = [f"## {escape_markdown(outline.title)}"]
    for lead in outline.lead:
        lines += ["", escape_markdown(lead)]
    room = MOST_BYTES - sum(len(line.encode()) + 1 for line in lines)
    for section in outline.sections:
        told = ["", *_render_section(section, setting)]
        size = sum(len(line.encode()) + 1 for line in told)
        if size > room:
            lines += [*_fit(told, room), "", escape_markdown(_CUT.render(setting.language))]
            break
        room -= size
        lines += told
    return "\n".join(lines) + "\n"


def _fit(lines: Iterable[str], room: int) -> Iterator[str]:
    """Give the lines that fit; what a fold opened is closed."""
    is_open = False
    for line in lines:
        room -= len(line.encode()) + 1
        if room < 0:
            break
        is_open = line.startswith("<details>") or (is_open and line != "</details>")
        yield line
    if is_open:
        yield from ("", "</details>")


def _render_section(section: Section, setting: Setting) -> Iterator[str]:
    yield f"### {escape_markdown(section.title)}"
    if section.lead:
        yield ""
        yield escape_markdown(section.lead)
    if section.items:
        yield from ("", *_render_items(section.items))
    if section.folded:
        yield from ("", *_fold(_render_items(section.folded), len(section.folded), setting))
    if section.table:
        yield from ("", *_render_table(section.table))
    if section.more:
        yield from ("", *_fold(_render_table(section.more), len(section.more.rows), setting))


def _fold(lines: Iterable[str], count: int, setting: Setting) -> Iterator[str]:
    told = _FOLDED.render(setting.language, count=setting.locale.number(count))
    yield from (f"<details><summary>{escape_markdown(told)}</summary>", "", *lines, "", "</details>")


def _render_items(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield f"- {escape_markdown(item.text)}"
        for below in item.below:
            yield f"  - {escape_markdown(below)}"


def _render_table(table: Table) -> Iterator[str]:
    yield _render_row(table.heads)
    yield _render_line("---:" if column in table.numbers else "---" for column in range(len(table.heads)))
    yield from map(_render_row, table.rows)


def _render_row(cells: Iterable[str]) -> str:
    return _render_line(map(escape_markdown, cells))


def _render_line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
