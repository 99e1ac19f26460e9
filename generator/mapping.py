"""Mapping of needs: every set of mapping entries that the site counts or lists, made once in one place.

An entry is a need or potential, not an agreement, so its numbers are no ``Count`` of agreements: they are
the sizes of these selections, and lead to the list of exactly their entries.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from generator.register.model import Affair, Department, MappingEntry

REALISED = "terwujud"
"""The status of an entry that an agreement has realised."""
PUBLIC = "masyarakat"
"""The proposer of an entry that the public proposed."""
BASES = ("kebutuhan", "potensi")
NOT_STATED = "_tidak-disebut"
"""What stands for a value that an entry does not state; no value of a record can begin so."""

EntryKind: TypeAlias = Literal[
    "year",
    "year-status",
    "year-basis",
    "year-proposer",
    "year-type",
    "year-plan",
    "year-realised",
    "year-unproven",
    "department",
    "department-realised",
]


class EntrySelection(NamedTuple):
    """What is selected: a kind of question and its values, such as ``("year-status", ("2024", "batal"))``."""

    kind: EntryKind
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryCount:
    """A number and the mapping entries it counts."""

    selection: EntrySelection
    number: int


class MappingSelections:
    """All selections of mapping entries that hold at least one."""

    def __init__(self, entries: Sequence[MappingEntry]) -> None:
        members: dict[EntrySelection, list[MappingEntry]] = defaultdict(list)
        for entry in entries:
            for selection in _iterate_selections(entry):
                members[selection].append(entry)
        self._members = {selection: tuple(listed) for selection, listed in members.items()}

    def members(self, kind: EntryKind, *values: str) -> tuple[MappingEntry, ...]:
        """Give the entries of a selection in the register's order; none where it is empty."""
        return self._members.get(EntrySelection(kind, values), ())

    def count(self, kind: EntryKind, *values: str) -> EntryCount:
        """Give the number of entries of a selection, with the selection it counts."""
        return EntryCount(EntrySelection(kind, values), len(self.members(kind, *values)))

    def years(self) -> list[str]:
        """Give the years that have a mapping, newest first."""
        years = {selection.values[0] for selection in self._members if selection.kind == "year"}
        return sorted(years, reverse=True)

    def of_year(self, kind: EntryKind, year: str) -> list[EntryCount]:
        """Give the counts of a kind in a year: most entries first, what is not stated last."""
        found = [
            EntryCount(selection, len(listed))
            for selection, listed in self._members.items()
            if selection.kind == kind and selection.values[0] == year
        ]
        return sorted(
            found, key=lambda item: (item.selection.values[-1] == NOT_STATED, -item.number, item.selection)
        )

    def __iter__(self) -> Iterator[tuple[EntrySelection, tuple[MappingEntry, ...]]]:
        return iter(self._members.items())


def is_realised(entry: MappingEntry) -> bool:
    """Whether an entry is called realised and names an agreement that did it, not a withdrawn one."""
    return bool(entry.value["status"] == REALISED) and any(
        agreement.status != "withdrawn" for agreement in entry.realised_by
    )


def _iterate_selections(entry: MappingEntry) -> Iterator[EntrySelection]:
    year, value = str(entry.year), entry.value
    yield EntrySelection("year", (year,))
    yield EntrySelection("year-status", (year, value["status"]))
    yield EntrySelection("year-basis", (year, value.get("basis", NOT_STATED)))
    yield EntrySelection("year-proposer", (year, value.get("proposer", NOT_STATED)))
    yield EntrySelection("year-type", (year, value["proposed_type"]))
    plans = dict.fromkeys(plan["document"] for plan in value.get("plan_references", ()))
    for document in plans or (NOT_STATED,):
        yield EntrySelection("year-plan", (year, document))
    yield EntrySelection("department", (entry.department.id,))
    if is_realised(entry):
        yield EntrySelection("year-realised", (year,))
        yield EntrySelection("department-realised", (entry.department.id,))
    elif value["status"] == REALISED:
        yield EntrySelection("year-unproven", (year,))


@dataclass(frozen=True, slots=True)
class PairRow:
    """What a department mapped for one affair: needs, potentials, and what is not said to be either.

    An entry about several affairs stands in the row of each.
    """

    department: Department
    affair: Affair
    entries: tuple[tuple[MappingEntry, ...], ...]


def pair_entries(entries: Sequence[MappingEntry]) -> list[PairRow]:
    """Sort entries by department and affair, in the order of their names and codes."""
    bases = (*BASES, NOT_STATED)
    pairs: dict[tuple[str, str], tuple[list[MappingEntry], ...]] = {}
    things: dict[tuple[str, str], tuple[Department, Affair]] = {}
    for entry in entries:
        for affair in {one.id: one for one in entry.affairs}.values():
            key = entry.department.id, affair.id
            things[key] = entry.department, affair
            cells = pairs.setdefault(key, tuple([] for _ in bases))
            cells[bases.index(entry.value.get("basis", NOT_STATED))].append(entry)
    order = sorted(pairs, key=lambda key: (things[key][0].name, things[key][1].code or "9", key))
    return [PairRow(*things[key], tuple(tuple(cell) for cell in pairs[key])) for key in order]
