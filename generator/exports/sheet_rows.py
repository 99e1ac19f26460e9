"""The rows of a spreadsheet's sheets as XML (ECMA-376, 18.3.1), and the list of the texts in them.

A text is always a text, whatever it begins with; a day is a number with a date's format. Texts stand in the
workbook's shared list, so that each is written once; how a cell is written is thought of once as well.
"""

import datetime
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from generator.exports.csv_lines import FORMULA_STARTS
from generator.tables.columns import NUMBERS, Cell, Column, ColumnType, Content

LONGEST_TEXT = 32767
"""How many characters a cell holds at most, counted as UTF-16 does: two for each beyond its first plane."""
_BATCH = 2000
_DAY_ZERO = datetime.date(1899, 12, 30)
_NOTHING = "<c/>"
# What XML can't hold, and what would read as the escape of it.
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_PLAIN = re.compile(
    r"[^&<>_\s\x00-\x1f\ufffe\uffff](?:[^&<>_\x00-\x1f\ufffe\uffff]*[^&<>_\s\x00-\x1f\ufffe\uffff])?"
)
_TEXTS_AT_ONCE = 2000
_STRETCH = 1 << 18


class Styles(NamedTuple):
    """The numbers of the formats in the workbook's list."""

    date: int
    whole: int
    money: int
    quoted: int
    """Of a text that must stay one even where somebody edits its cell."""


class _Known(dict[Cell, str]):
    """How cells of one type are written, found out when first asked."""

    def __init__(self, write: Callable[[Cell], str]) -> None:
        super().__init__({None: _NOTHING})
        self._write = write

    def __missing__(self, cell: Cell) -> str:
        written = self[cell] = self._write(cell)
        return written


class RowWriter:
    """Writes the rows of all sheets of a workbook."""

    def __init__(self, styles: Styles, texts: Sequence[str], yes: str, no: str) -> None:
        """Begin with the texts, as XML, that the workbook's list holds already; and say yes and no."""
        self._styles = styles
        # They wait on the disk until all are known: the list has a part of its own in the workbook.
        self._listed = tempfile.TemporaryFile()  # noqa: SIM115  it lives as long as the writer
        self._texts, self._count = list(texts), len(texts)
        whole, money = _Known(self._number_writer(styles.whole)), _Known(self._number_writer(styles.money))
        self._shared = _Known(self._write_text)
        self._known: dict[ColumnType, _Known] = {
            **dict.fromkeys(NUMBERS, whole),
            "rupiah": money,
            "date": _Known(self._write_day),
            # In words: Calc would make a formula of a cell that is true or false.
            "boolean": _Known(lambda cell: self._shared[yes if cell else no]),
        }

    def iterate_rows(self, columns: Sequence[Column], content: Content) -> Iterator[bytes]:
        """Give rows as XML in UTF-8, some at a time; every cell is there, so that none needs to say where."""
        find = [self._known.get(column.type, self._shared).__getitem__ for column in columns]
        for start in range(0, len(content[0]), _BATCH):
            stretches = [cells[start : start + _BATCH] for cells in content]
            written = [map(known, cells) for known, cells in zip(find, stretches, strict=True)]
            lines = map("".join, zip(*written, strict=True))
            yield f"<row>{'</row><row>'.join(lines)}</row>".encode()

    def iterate_texts(self) -> Iterator[bytes]:
        """Give the list of all texts as XML, some at a time; none can be written afterwards."""
        self._put_down()
        # They know their writer, who knows them: nothing else would take them apart.
        self._shared.clear()
        self._known.clear()
        self._listed.seek(0)
        with self._listed:
            while stretch := self._listed.read(_STRETCH):
                yield stretch

    def _write_text(self, cell: Cell) -> str:
        text = str(cell)
        style = f' s="{self._styles.quoted}"' if text[:1] in FORMULA_STARTS else ""
        self._texts.append(_list_text(text))
        self._count += 1
        if len(self._texts) >= _TEXTS_AT_ONCE:
            self._put_down()
        return f'<c{style} t="s"><v>{self._count - 1}</v></c>'

    def _put_down(self) -> None:
        self._listed.write("".join(self._texts).encode())
        self._texts.clear()

    def _write_day(self, cell: Cell) -> str:
        days = (datetime.date.fromisoformat(str(cell)) - _DAY_ZERO).days
        return f'<c s="{self._styles.date}"><v>{days}</v></c>'

    @staticmethod
    def _number_writer(style: int) -> Callable[[Cell], str]:
        return lambda cell: f'<c s="{style}"><v>{cell}</v></c>'


def _list_text(text: str) -> str:
    if len(text) > LONGEST_TEXT // 2 and len(whole := text.encode("utf-16-le")) > 2 * LONGEST_TEXT:
        text = f"{whole[: 2 * (LONGEST_TEXT - 1)].decode('utf-16-le', 'ignore')}…"
    if _PLAIN.fullmatch(text):
        return f"<si><t>{text}</t></si>"
    shown = escape(_ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text), quote=False)
    return f'<si><t xml:space="preserve">{shown}</t></si>'
