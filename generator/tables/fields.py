"""Fields of many records or of many parts of them, each read as a column."""

from collections.abc import Iterable, Sequence
from typing import Any

from generator.tables.columns import Cell, Column, Field, join, read_bounds

_TEXT_LISTS = frozenset(("sources", "aliases"))
"""The fields that are columns of texts although they are lists: several texts stand in one cell."""


class FieldReader:
    """Reads the fields of values, which are records or stand in them at the end of a way."""

    def __init__(self, values: Sequence[Any], way: str = "") -> None:
        self._way = way
        self._found: dict[str, Sequence[Any]] = {way: values}
        self._bounds: dict[str, list[tuple[str | None, str | None, str | None]]] = {}

    def fill(self, column: Column) -> Sequence[Cell]:
        """Give the cells of a column that is a field, one of each value."""
        if not isinstance(column.about, Field):
            raise TypeError(column.name)
        _, path, bound = column.about
        cells = self.read(path)
        if bound:
            if path not in self._bounds:
                self._bounds[path] = list(map(read_bounds, cells))
            place = ("", "earliest", "latest").index(bound)
            return [days[place] for days in self._bounds[path]]
        if path != self._way and path.rpartition(".")[2] in _TEXT_LISTS:
            return [join(cell or ()) for cell in cells]
        return cells

    def read(self, path: str) -> Sequence[Any]:
        """Give what stands at the end of a way in each; None where a value's way ends before."""
        found = self._found.get(path)
        if found is None:
            around, _, key = path.rpartition(".")
            found = self._found[path] = [one.get(key) if one else None for one in self.read(around)]
        return found


def unfold(lists: Iterable[tuple[str, Sequence[Any]]]) -> tuple[list[str], list[int], list[Any]]:
    """Give the items of many lists, each of an owner: the owner of each item, its position, and the items."""
    owners: list[str] = []
    positions: list[int] = []
    items: list[Any] = []
    for owner, found in lists:
        owners += [owner] * len(found)
        positions += range(1, len(found) + 1)
        items += found
    return owners, positions, items
