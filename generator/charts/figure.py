"""Figures: a drawing with what makes it readable to everyone: its name, one sentence, its numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from generator.charts.drawing import NARROW, WIDE, Drawing
from generator.statistics import Count

Cell: TypeAlias = str | int | Count


@dataclass(frozen=True, slots=True)
class DataTable:
    """What a drawing shows, in rows; the first cell of a row is its name."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    links: tuple[str, ...] = ()
    """Where each row's name leads to, if anywhere."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart: ``key`` names its files and its place on a page, ``summary`` says what it shows."""

    key: str
    title: str
    summary: str
    draw: Callable[[int], Drawing]
    """Draws it as wide as is asked, and only where it is shown: a file needs one width, a page another."""
    table: DataTable
    note: str = ""
    """What must be known to read it right."""

    @property
    def wide(self) -> Drawing:
        """The drawing for a page that has room, and for its file."""
        return self.draw(WIDE)

    @property
    def narrow(self) -> Drawing:
        """The drawing for a phone."""
        return self.draw(NARROW)


@dataclass(frozen=True, slots=True)
class Tile:
    """One of many small drawings: its name, what it counts, and a sentence for who does not see it."""

    label: str
    count: Count
    drawing: Drawing
    summary: str
    is_record: bool = False
    """Whether a record gives the name, so that it is written in the records' language."""


@dataclass(frozen=True, slots=True)
class Tiles:
    """Many small drawings to one scale, and the one drawing of all that is their file."""

    figure: Figure
    tiles: tuple[Tile, ...]
