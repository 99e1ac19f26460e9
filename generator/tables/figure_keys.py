"""The keys of the statistics' numbers, by which one is asked for: ``type-year/ksdpk/2024`` or ``in-force``.

A key is the kind of number, then its type, its year and its value, as far as it has them; of a figure that
was published several times, and not the same each time, each but the first has its place among them behind.
"""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping

from generator.selections import NO_YEAR
from generator.tables.columns import Cells

_OF_YEAR = frozenset(("year", "type-year", "year-category", "extended-in"))
_MOST_GUESSES = 5


def name_figures(rows: Iterable[Cells]) -> dict[str, Cells]:
    """Give every row of a register's numbers by its key, in their order."""
    named: dict[str, Cells] = {}
    met: Counter[str] = Counter()
    for row in rows:
        key = _make_key(row)
        met[key] += 1
        named[key if met[key] == 1 else f"{key}/{met[key]}"] = row
    return named


def _make_key(cells: Cells) -> str:
    figure, year = str(cells["figure"]), cells["year"]
    if year is None and figure in _OF_YEAR:
        year = NO_YEAR
    parts = (figure, cells["type"], year, cells["item"])
    return "/".join(str(part) for part in parts if part is not None)


def select_figures(named: Mapping[str, Cells], key: str) -> dict[str, Cells]:
    """Give the number with a key, or all whose keys it begins, as ``type-year/ksdpk`` does."""
    wanted = key.strip("/")
    if wanted in named:
        return {wanted: named[wanted]}
    return {own: row for own, row in named.items() if own.startswith(f"{wanted}/")}


def guess_keys(named: Mapping[str, Cells], key: str) -> list[str]:
    """Give the keys that may have been meant: near ones, else of the same kind, else the kinds."""
    near = difflib.get_close_matches(key, named, n=_MOST_GUESSES, cutoff=0.75)
    kinds = list(dict.fromkeys(str(row["figure"]) for row in named.values()))
    kind = key.partition("/")[0]
    if near or kind in kinds:
        return near or [own for own in named if own.startswith(f"{kind}/")][:_MOST_GUESSES]
    return difflib.get_close_matches(kind, kinds, n=_MOST_GUESSES) or kinds
