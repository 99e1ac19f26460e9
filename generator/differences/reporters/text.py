"""A difference for a person at a terminal."""

from collections.abc import Iterator

from generator.check.reporters.cells import count_width, render_cells, render_printable
from generator.check.reporters.palette import paint
from generator.differences.difference import Difference
from generator.differences.reporters.outline import Outline, Section, Table
from generator.differences.reporters.setting import Setting
from generator.text import Text

_INDENT = "  "
_MOST_PAGES = 12
_MORE_PAGES = Text("dan {count} halaman daftar lagi; tampilkan semuanya dengan --all.",
                   "and {count} more pages of lists; show all of them with --all.")  # fmt: skip
_MORE = Text("Ada {count} angka lain yang berubah; tampilkan semuanya dengan --all.",
             "{count} more numbers change; show all of them with --all.")  # fmt: skip


def render(difference: Difference, setting: Setting) -> str:
    """Give the sections one under the other."""
    outline = Outline(difference, setting)
    lines = [render_printable(line) for line in outline.lead]
    for section in outline.sections:
        lines += ["", *_render_section(section, setting)]
    return "\n".join(lines) + "\n"


def _render_section(section: Section, setting: Setting) -> Iterator[str]:
    yield paint(section.title, "warning" if section.name == "looks" else "place", colour=setting.colour)
    if section.lead:
        yield f"{_INDENT}{render_printable(section.lead)}"
    mark = "!" if section.name == "looks" else "-"
    shown = section.folded if setting.is_full else section.folded[:_MOST_PAGES]
    for item in (*section.items, *shown):
        yield f"{_INDENT}{mark} {render_printable(item.text)}"
        for below in item.below:
            yield f"{_INDENT * 3}{render_printable(below)}"
    if left := len(section.folded) - len(shown):
        yield f"{_INDENT}{_MORE_PAGES.render(setting.language, count=setting.locale.number(left))}"
    for table in (section.table, section.more if setting.is_full else None):
        yield from _render_table(table) if table else ()
    if section.more and not setting.is_full:
        count = setting.locale.number(len(section.more.rows))
        yield f"{_INDENT}{_MORE.render(setting.language, count=count)}"


def _render_table(table: Table) -> Iterator[str]:
    """Give a line a row: the numbers first, for names may be long."""
    rows = [tuple(map(render_printable, row)) for row in table.rows]
    widths = [max(_measure(row[column]) for row in rows) for column in table.numbers]
    for row in rows:
        numbers = [
            " " * (width - _measure(row[column])) + row[column]
            for column, width in zip(table.numbers, widths, strict=True)
        ]
        yield f"{_INDENT}{' → '.join(numbers)}  {row[0]}  {row[-1]}".rstrip()


def _measure(text: str) -> int:
    return count_width(render_cells(text))
