"""Changes of a text by exact stretches: everything outside them stays byte for byte."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A stretch of a text, by its offsets, and what stands there instead."""

    start: int
    end: int
    text: str


class Source:
    """A file's text with its lines, so that places become offsets; lines end at line feeds alone."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0]
        for index, char in enumerate(text):
            if char == "\n":
                self._starts.append(index + 1)

    def offset(self, line: int, column: int) -> int:
        """Give the offset of a line and column, both from 1; beyond the text, its end."""
        if line > len(self._starts):
            return len(self.text)
        return min(self._starts[line - 1] + column - 1, len(self.text))

    def line_of(self, offset: int) -> int:
        """Give the line, from 1, in which an offset lies."""
        return bisect_right(self._starts, offset)

    def line_end(self, line: int) -> int:
        """Give the offset at which a line ends, before its line feed."""
        return self._starts[line] - 1 if line < len(self._starts) else len(self.text)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Give the text with its stretches replaced.

    Raises ValueError where two edits would change the same stretch.
    """
    parts, position = [], 0
    for edit in sorted(edits):
        if edit.start < position:
            raise ValueError(f"overlapping edits at {edit.start}")
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])
