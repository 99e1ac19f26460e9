"""The keys of the statistics' numbers, by which one is asked for: ``type-year/ksdpk/2024`` or ``in-force``.

A key is the kind of number, then its type, its year and its value, as far as it has them.
"""

import difflib
from collections.abc import Sequence

from generator.exports.tables import Cells
from generator.selections import NO_YEAR

_OF_YEAR = frozenset(("year", "type-year", "year-category", "extended-in"))
_MOST_GUESSES = 5


def figure_key(cells: Cells) -> str:
    """Give the key of a number from its row; no two rows of a register have the same."""
    figure, year = str(cells["figure"]), cells["year"]
    if year is None and figure in _OF_YEAR:
        year = NO_YEAR
    parts = (figure, cells["type"], year, cells["item"])
    return "/".join(str(part) for part in parts if part is not None)


def select_figures(rows: Sequence[Cells], key: str) -> list[Cells]:
    """Give the row with a key, or all whose keys it begins, as ``type-year/ksdpk`` does."""
    wanted = key.strip("/")
    found = [(figure_key(row), row) for row in rows]
    return [row for own, row in found if own == wanted] or [
        row for own, row in found if own.startswith(f"{wanted}/")
    ]


def guess_keys(rows: Sequence[Cells], key: str) -> list[str]:
    """Give the keys that may have been meant: near ones, else of the same kind, else the kinds."""
    keys = [figure_key(row) for row in rows]
    near = difflib.get_close_matches(key, keys, n=_MOST_GUESSES, cutoff=0.75)
    kinds = list(dict.fromkeys(str(row["figure"]) for row in rows))
    kind = key.partition("/")[0]
    if near or kind in kinds:
        return near or [own for own in keys if own.startswith(f"{kind}/")][:_MOST_GUESSES]
    return difflib.get_close_matches(kind, kinds, n=_MOST_GUESSES) or kinds
