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
        "department-line",
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
        # Of evaluations: what is in force, by the state of its evaluation; and each half-year.
        "current-type",
        "current-department",
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
        """Give another selection that holds exactly the same agreements; where there is none, the selection.

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


CROSSED: dict[Kind, Kind] = {
    "type-department": "department",
    "type-affair": "affair",
    "type-category": "partner-category",
    "type-region": "region",
}
"""The kinds that cross the type with another property, and the kind of that property alone."""

_SAME, _FIRST, _REST = slice(None), slice(1), slice(1, None)
# Which other selections' lists may stand for a kind's own, the likeliest first, each by which of its own
# values it has, or by values of its own. Each holds all of the kind's agreements, but for what is in force
# and for the line of a department: these hold the status of the same name, and the department's own.
_WIDER: dict[Kind, tuple[tuple[Kind, slice | tuple[str, ...]], ...]] = {
    **{crossed: ((plain, _REST), ("type", _FIRST)) for crossed, plain in CROSSED.items()},
    "year-category": (("partner-category", _REST), ("year", _FIRST)),
    "department-year": (("department", _FIRST),),
    "department-line": (("department", _SAME),),
    "affair-year": (("affair", _FIRST),),
    "affair-group": (("all", ()),),
    "in-force": (("status", ("in-force",)),),
    "in-force-evaluated": (("evaluated", ("done",)), ("in-force", ())),
    "recorded": (("all", ()),),
    "length-known": (("all", ()),),
    "publication-known": (("all", ()),),
    "current-type": (("type", _SAME),),
    "current-department": (("department", _SAME),),
    "due-type": (("type", _REST), ("current-type", _REST)),
    "due-department": (("department", _REST), ("current-department", _REST)),
    "status-department": (("department", _REST),),
    "unevaluated-department": (("department", _SAME), ("current-department", _SAME)),
    "evaluated-in-type": (("evaluated-in", _FIRST),),
    "evaluated-in-department": (("evaluated-in", _FIRST),),
    "execution-in": (("evaluated-in", _FIRST),),
    "recommended-in": (("evaluated-in", _FIRST),),
    "missed-in-type": (("missed-in", _FIRST),),
    "mapped": (("year", _SAME),),
    "unmapped": (("year", _SAME),),
}


def _iterate_wider(selection: Selection) -> Iterator[Selection]:
    """Give the selections whose list can stand for that of a selection where both hold as many."""
    for kind, part in _WIDER.get(selection.kind, ()):
        yield Selection(kind, selection.values[part] if isinstance(part, slice) else part)
