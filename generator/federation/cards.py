"""Report cards: what each gathered register says of itself, in numbers that each have their list."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.federation.cooperation import NO_SHARES, Cooperation, Shares
from generator.federation.gathered import Member
from generator.records import AGREEMENT_TYPES
from generator.register.model import Agreement
from generator.selections import Selection
from generator.statistics import Coverage, compare_totals

Heading: TypeAlias = Literal["validity", "evaluation", "types", "completeness", "between"]


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of one government's agreements, and these."""

    key: str
    members: tuple[Agreement, ...]

    @property
    def number(self) -> int:
        """How many they are."""
        return len(self.members)


@dataclass(frozen=True, slots=True)
class Card:
    """All numbers of one government, by their key, and its published totals beside what it records."""

    member: Member
    tallies: Mapping[str, Tally]
    coverage: tuple[Coverage, ...]

    def pick(self, keys: Iterable[str]) -> list[Tally]:
        """Give some of the numbers, in the order asked for."""
        return [self.tallies[key] for key in keys]


_SELECTED: dict[str, Selection] = {
    "all": Selection("all"),
    "in-force": Selection("in-force"),
    "ending-soon": Selection("status", ("ending-soon",)),
    "ended": Selection("status", ("ended",)),
    "unknown": Selection("status", ("unknown",)),
    "evaluated": Selection("evaluated", ("done",)),
    "overdue": Selection("evaluated", ("overdue",)),
    "without-number": Selection("recorded", ("number", "no")),
    "without-end": Selection("recorded", ("end", "no")),
    "without-signing": Selection("recorded", ("signing", "no")),
    "without-document": Selection("recorded", ("document", "no")),
    **{kind: Selection("type", (kind,)) for kind in AGREEMENT_TYPES},
}
_SHARED: dict[str, Callable[[Shares], Iterable[str]]] = {
    "confirmed": lambda shares: shares.confirmed,
    "differing": lambda shares: shares.differing,
    "possible": lambda shares: (*shares.possible, *shares.unclear),
    "one-sided": lambda shares: shares.one_sided,
}
COUNTED_TWICE = frozenset(("confirmed", "differing", "possible"))
"""The numbers that count what two governments record: their sum over all would count each thing twice."""
_OUTSIDE = "outside"
KEYS = (*_SELECTED, *_SHARED, _OUTSIDE)
"""Every number of a card."""
GROUPS: dict[Heading, tuple[str, ...]] = {
    "validity": ("all", "in-force", "ending-soon", "ended", "unknown"),
    "evaluation": ("evaluated", "overdue"),
    "between": (*_SHARED, _OUTSIDE),
    "types": AGREEMENT_TYPES,
    "completeness": ("without-number", "without-signing", "without-end", "without-document"),
}


def make_card(member: Member, cooperation: Cooperation, outside: Collection[str] = ()) -> Card:
    """Give the report card of a government; ``outside`` are its agreements with such as are not gathered."""
    tallies = {key: Tally(key, member.selections.members(one)) for key, one in _SELECTED.items()}
    shares = cooperation.by_member.get(member.id, NO_SHARES)
    named_by = {key: set(read(shares)) for key, read in _SHARED.items()} | {_OUTSIDE: set(outside)}
    for key, named in named_by.items():
        tallies[key] = Tally(key, tuple(one for one in member.agreements if one.id in named))
    coverage = compare_totals(member.register, member.selections)
    return Card(member, tallies, tuple(coverage))
