"""A fault: something the reader refuses, by its rule and its place."""

from dataclasses import dataclass, field
from typing import Protocol

MOST_ALIKE = 20
"""A file full of the same fault is one mistake, not thousands."""
MOST_FAULTS = 200
"""How much is told of one file: who mends it reads no further, and placing each takes time."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something the subset refuses: a rule id and its place (lines and columns from 1)."""

    rule: str
    line: int
    column: int
    end_line: int
    end_column: int
    params: dict[str, str] = field(default_factory=dict)
    related: tuple[tuple[int, int], ...] = ()


class Mark(Protocol):
    """A place as the parser counts it: lines and columns from 0."""

    line: int
    column: int


def place_of(mark: Mark | None) -> tuple[int, int]:
    """Give a parser's mark as line and column from 1; the start of the file where there is none."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def place_at(text: str, offset: int) -> tuple[int, int]:
    """Give the line and column from 1 of a character by its number."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1
