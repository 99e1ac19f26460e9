"""CSV: rows as lines that every spreadsheet reads and none runs.

A large table has few different cells; how one is spelled is thought of once.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence

from generator.exports.sink import Sink
from generator.tables.columns import Cell, Column, Content

# A cell that starts like this would be run as a formula by a spreadsheet; by some with the wide forms too.
FORMULA_STARTS = frozenset("=+-@\t\r＝＋－＠")
# Where commas are decimal, as in Indonesia, a spreadsheet cuts at semicolons and ends of lines instead, and
# sees no quotes: what follows one of these is a cell of its own to it.
_INNER_START = re.compile("(?<=[;\t\r\n])(?= *[=+\\-@＝＋－＠])")
_CUTS = re.compile("[;\t\r\n]")
_NOTABLE = re.compile('[;\t\r\n,"]')
_BATCH = 2000


class _Spellings(dict[Cell, str]):
    """How cells of one type are written, found out when first asked."""

    def __missing__(self, cell: Cell) -> str:
        spelled = self[cell] = spell(cell)
        return spelled


def render_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Give rows of any cells as CSV in UTF-8."""
    return "".join(f"{','.join(map(spell, row))}\r\n" for row in rows).encode()


def render_head(columns: Sequence[Column]) -> bytes:
    """Give the line with the columns' names."""
    return render_csv([[column.name for column in columns]])


def write_csv(columns: Sequence[Column], content: Content, sink: Sink) -> None:
    """Write a table as a file."""
    sink.write(codecs.BOM_UTF8 + render_head(columns))
    for lines in iterate_lines(columns, content):
        lines.append("")
        sink.write("\r\n".join(lines).encode())


def write_measured_csv(columns: Sequence[Column], content: Content, sink: Sink) -> list[int]:
    """Write a table as a file and give the lengths of its lines, the head with the file's mark first."""
    head = codecs.BOM_UTF8 + render_head(columns)
    sink.write(head)
    lengths = [len(head)]
    for lines in iterate_lines(columns, content):
        spelled = [f"{line}\r\n".encode() for line in lines]
        sink.write(b"".join(spelled))
        lengths += map(len, spelled)
    return lengths


def iterate_lines(columns: Sequence[Column], content: Content) -> Iterator[list[str]]:
    """Give each row of a table as a line without its end, some at a time."""
    for start in range(0, len(content[0]), _BATCH):
        # Apart for each type: what is true equals one. And anew for each stretch: texts are long and many.
        known = {column.type: _Spellings() for column in columns}
        spelled = [
            map(known[column.type].__getitem__, cells[start : start + _BATCH])
            for column, cells in zip(columns, content, strict=True)
        ]
        yield [*map(",".join, zip(*spelled, strict=True))]


def spell(cell: Cell) -> str:
    """Give a cell as CSV: what a spreadsheet would run begins with an apostrophe, within a text too."""
    if not isinstance(cell, str):
        if cell is None:
            return ""
        return str(cell).lower() if isinstance(cell, bool) else str(cell)
    if not _NOTABLE.search(cell) and cell[:1] not in FORMULA_STARTS:
        return cell
    text = f"'{cell}" if cell[:1] in FORMULA_STARTS else cell
    is_cut = _CUTS.search(text) is not None
    if is_cut:
        text = _INNER_START.sub("'", text)
    if is_cut or '"' in text or "," in text:
        return f'"{text.replace(chr(34), chr(34) * 2)}"'
    return text
