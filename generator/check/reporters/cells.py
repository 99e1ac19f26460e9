"""Texts on a terminal: what each character is shown as, and how many columns it takes.

Nothing that a terminal could obey, hide or turn around is let through: it is shown as its code.
"""

import re
import unicodedata
from typing import NamedTuple

_TAB = "    "
_JOINER, _EMOJI_FORM = "\u200d", "\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
# Vowels and finals of Hangul written letter by letter fall into the syllable that their consonant opened.
_FALLING_LETTERS = (range(0x1160, 0x1200), range(0xD7B0, 0xD800))
# Narrow signs that are no symbols by their kind, yet have a wide form as pictures.
_WIDENED = "0123456789#*‼⁉"
# Letters by their kind that no one can see.
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
# The flag of a part of a country: a black flag, letters that can't be seen, and the end of them.
_TAG_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")


class Cell(NamedTuple):
    """One character of a text as a terminal gets it."""

    shown: str
    width: int


def render_cells(text: str) -> list[Cell]:
    """Give a cell for each character of a text, so that places in the text are places in the cells."""
    if text.isascii() and text.isprintable():
        return [Cell(char, 1) for char in text]
    cells: list[Cell] = []
    flags = {place for found in _TAG_FLAG.finditer(text) for place in range(found.start() + 1, found.end())}
    # What the character leans on; whether a joiner follows that; whether it can still grow a column.
    base, joined, growing = "", False, False
    for index, char in enumerate(text):
        if char == _JOINER and _is_picture(base) and _is_picture(text[index + 1 : index + 2]):
            joined = True
            cells.append(Cell(char, 0))
        elif index in flags:
            cells.append(Cell(char, 0))
        elif not char.isprintable() or char in _BLANKS:
            shown = _TAB if char == "\t" else _spell_code(char)
            cells.append(Cell(shown, len(shown)))
            base, joined, growing = "", False, False
        elif _leans(char, base):
            grows = growing and (_is_widened(base) if char == _EMOJI_FORM else _takes_room(char))
            growing = growing and not grows
            cells.append(Cell(char, 1 if grows else 0))
        else:
            cells.append(Cell(char, 0 if joined else _count_columns(char)))
            base, joined, growing = char, False, not joined
    return cells


def render_printable(text: str) -> str:
    """Give a text that can do a terminal no harm: what is no visible character becomes its code."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(cell.shown for cell in render_cells(text))


def count_width(cells: list[Cell]) -> int:
    """Give the columns that cells take together."""
    return sum(cell.width for cell in cells)


def _spell_code(char: str) -> str:
    number = ord(char)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004  the end of \u


def _is_picture(char: str) -> bool:
    if not char or char.isascii():
        return False
    return unicodedata.category(char) == "So" or char == "↔" or ord(char) in _SKIN_TONES


def _takes_room(mark: str) -> bool:
    """Whether a vowel sign stands beside its letter, as many of Javanese and Balinese do."""
    return unicodedata.category(mark) == "Mc"


def _leans(char: str, base: str) -> bool:
    """Whether a character changes the one before instead of standing beside it."""
    if unicodedata.category(char) in {"Mn", "Mc", "Me"}:
        return True
    number = ord(char)
    return any(number in letters for letters in _FALLING_LETTERS) or (
        number in _SKIN_TONES and _is_picture(base)
    )


def _is_widened(base: str) -> bool:
    """Whether a character is narrow by itself and wide when shown as a picture."""
    return bool(base) and (_is_picture(base) or base in _WIDENED) and _count_columns(base) == 1


def _count_columns(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
