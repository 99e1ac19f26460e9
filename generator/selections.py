"""Selections: every set of agreements that the site counts or lists, made once in one place.

A number on a page is the size of a selection, and links to the list of exactly its agreements; so no
number is computed twice.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from generator.profiles import Parting
from generator.register.model import Agreement

Kind: TypeAlias = (
    Parting
    | Literal[
        "all",
        "type",
        "type-year",
        "year",
        "status",
        "document",
        "ended-in",
        "in-force-at-end-of",
        "partner",
        "partner-category",
        "department",
        "affair",
        "evaluated",
        "evaluated-in",
        "signed-by",
        "extended-in",
        "in-force",
        "in-force-evaluated",
        "region",
        "type-department",
        "type-affair",
        "type-category",
        "type-region",
        "year-category",
        "recorded",
        "length-known",
        "publication-known",
        # Of evaluations: what is in force, alone and by the state of its evaluation; and each half-year.
        "current-type",
        "current-department",
        "due",
        "due-type",
        "due-department",
        "unevaluated",
        "unevaluated-department",
        "status-department",
        "evaluated-in-type",
        "evaluated-in-department",
        "missed-in",
        "missed-in-type",
        "execution-in",
        "recommended-in",
        # Of the mapping of needs: what was signed in a mapped year, with and without a mapped need.
        "mapped",
        "unmapped",
    ]
)

NO_YEAR = "tidak-diketahui"
NOT_KNOWN = "_belum-diketahui"
"""No id can begin so: the list of what is not known never takes the page of a record."""


class Selection(NamedTuple):
    """What is selected: the kind of question and its values, such as ``("type-year", ("ksdd", "2024"))``."""

    kind: Kind
    values: tuple[str, ...] = ()


ALL = Selection("all")

RECORDED = ("document", "number", "end", "signing")
"""What a record should hold: ``("recorded", ("number", "yes"))`` selects those that do, ``no`` the rest."""


class Selections:
    """All selections of a register that hold at least one agreement."""

    def __init__(self, members: dict[Selection, tuple[Agreement, ...]]) -> None:
        self._members = members
        self._kinds: dict[Kind, list[tuple[tuple[str, ...], tuple[Agreement, ...]]]] = defaultdict(list)
        for selection, listed in members.items():
            self._kinds[selection.kind].append((selection.values, listed))

    def members(self, selection: Selection) -> tuple[Agreement, ...]:
        """Give the agreements of a selection in the register's order; none where it is empty."""
        return self._members.get(selection, ())

    def count(self, selection: Selection) -> int:
        """Give the number of agreements in a selection."""
        return len(self.members(selection))

    def widest(self, selection: Selection) -> Selection:
        """Give a wider selection that holds exactly the same agreements; where there is none, the selection.

        Its list serves for both: a department all of whose agreements are of one type needs no second list.
        """
        count = self.count(selection)
        same = (wider for wider in _iterate_wider(selection) if self.count(wider) == count)
        found = next(same, None) if count else None
        return self.widest(found) if found else selection

    def of(self, kind: Kind) -> dict[tuple[str, ...], tuple[Agreement, ...]]:
        """Give the selections of one kind by their values, in order of the values."""
        return dict(sorted(self._kinds.get(kind, ()), key=lambda pair: pair[0]))

    def years(self) -> list[str]:
        """Give the years in which agreements were signed, newest first, the unknown year last."""
        years = [values[0] for values in self.of("year")]
        return sorted(years, key=lambda year: (year != NO_YEAR, year), reverse=True)

    def __iter__(self) -> Iterator[tuple[Selection, tuple[Agreement, ...]]]:
        return iter(self._members.items())


def _iterate_wider(selection: Selection) -> Iterator[Selection]:
    """Give the selections that a selection is a part of and whose list can stand for its own."""
    kind, values = selection
    if kind in CROSSED:
        yield Selection(CROSSED[kind], values[1:])
        yield Selection("type", values[:1])
    elif kind == "year-category":
        yield Selection("partner-category", values[1:])
        yield Selection("year", values[:1])
    elif kind in ("department-year", "affair-year"):
        yield Selection("department" if kind == "department-year" else "affair", values[:1])
    elif kind == "affair-group":
        yield ALL
    elif kind == "in-force":
        yield Selection("status", ("in-force",))
    elif kind == "in-force-evaluated":
        yield Selection("evaluated", ("done",))
        yield Selection("in-force")
    elif kind in ("recorded", "length-known", "publication-known"):
        yield ALL
    for wider, part in _WIDER.get(kind, ()):
        yield Selection(wider, values[part])
    if selection == ("due", ("done",)):
        yield Selection("in-force-evaluated")


_ALL, _NONE, _FIRST, _REST = slice(None), slice(0), slice(1), slice(1, None)
# What the selections of evaluations and of the mapping are a part of, widest first, by which of their values.
_WIDER: dict[Kind, tuple[tuple[Kind, slice], ...]] = {
    "due": (("evaluated", _ALL), ("in-force", _NONE)),
    "current-type": (("type", _ALL),),
    "current-department": (("department", _ALL),),
    "due-type": (("type", _REST), ("current-type", _REST)),
    "due-department": (("department", _REST), ("current-department", _REST)),
    "status-department": (("department", _REST),),
    "unevaluated-department": (("department", _ALL), ("current-department", _ALL)),
    "evaluated-in-type": (("evaluated-in", _FIRST),),
    "evaluated-in-department": (("evaluated-in", _FIRST),),
    "execution-in": (("evaluated-in", _FIRST),),
    "recommended-in": (("evaluated-in", _FIRST),),
    "missed-in-type": (("missed-in", _FIRST),),
    "mapped": (("year", _ALL),),
    "unmapped": (("year", _ALL),),
}


CROSSED: dict[Kind, Kind] = {
    "type-department": "department",
    "type-affair": "affair",
    "type-category": "partner-category",
    "type-region": "region",
}
"""The kinds that cross the type with another property, and the kind of that property alone."""
