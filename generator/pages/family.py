"""The family of an agreement: everything that relations connect with it, as a tree of chains.

What implements an agreement stands under it; what extends, renews, amends, replaces or follows one
stands after it, in the same chain. Each is numbered, so that every relation can be said in words.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from generator.locale import Locale
from generator.register.model import Agreement
from generator.register.register import Register
from generator.status import read_date
from generator.words.relations import BONDS

FAMILY_SIZE = 40
"""How many related agreements a page shows: an umbrella may have hundreds, each with the same family."""

FIRST_SHOWN, LAST_SHOWN, LEAST_FOLDED = 3, 2, 4
"""How much of a long chain is seen at once: its first, its last, and what is near; the rest is folded."""

_UNDER = "implements"


class Bond(NamedTuple):
    """A relation in words, such as "Extends number 2", with what the record adds."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Kin:
    """A member of a family at its place; ``under`` holds what implements it."""

    agreement: Agreement
    number: str
    bonds: tuple[Bond, ...]
    under: tuple["Kin | Fold", ...] = ()
    is_own: bool = False

    @property
    def folded(self) -> tuple["Kin", ...]:
        """A member folds nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class Fold:
    """A part of a long chain that is seen on demand."""

    folded: tuple[Kin, ...]


Chain: TypeAlias = tuple[Kin | Fold, ...]


@dataclass(slots=True)
class _Place:
    """Where a member stands: what comes after it in its chain and what stands under it."""

    agreement: Agreement
    number: str = ""
    after: list["_Place"] = field(default_factory=list)
    under: list["_Place"] = field(default_factory=list)


class Family(NamedTuple):
    """A family as one of its members shows it."""

    chain: Chain
    is_cut: bool
    """Whether there are more related agreements than are shown."""


NO_FAMILY = Family((), is_cut=False)


class Genealogist:
    """Draws up the families of one register in one language; a family is laid out once for its members."""

    def __init__(self, locale: Locale, register: Register) -> None:
        self._agreements = register.agreements
        self._say = lru_cache(maxsize=None)(locale.say)
        self._known: dict[str, list[_Place]] = {}

    def find_family(self, agreement: Agreement) -> Family:
        """Give the family of an agreement; one that is related to nothing has none."""
        if not agreement.relations:
            return NO_FAMILY
        top = self._known.get(agreement.id)
        is_cut = False
        if top is None:
            members, is_cut = trace_family(self._agreements, agreement)
            top = _lay_out(members)
            if not is_cut:
                self._known.update((member.id, top) for member in members)
        places = {place.agreement.id: place for place in _walk(top)}
        return Family(self._show(top, agreement, places), is_cut)

    def _show(self, row: Sequence[_Place], own: Agreement, places: dict[str, _Place]) -> Chain:
        shown = tuple(
            Kin(
                agreement=place.agreement,
                number=place.number,
                bonds=tuple(
                    Bond(
                        self._say(BONDS[relation.type]) % {"number": places[relation.agreement].number},
                        relation.note,
                    )
                    for relation in place.agreement.relations
                    if not relation.inverse and relation.agreement in places
                ),
                under=self._show(place.under, own, places) if place.under else (),
                is_own=place.agreement is own,
            )
            for place in row
        )
        return _fold(shown)


def trace_family(agreements: dict[str, Agreement], agreement: Agreement) -> tuple[list[Agreement], bool]:
    """Give the agreements that relations connect with this one, and whether there are more than these.

    The nearest are found first; they come oldest first, this one included. A family of one is no family:
    the list is then empty.
    """
    found = {agreement.id: None}
    waiting = deque([agreement])
    while waiting and len(found) <= FAMILY_SIZE:
        for relation in waiting.popleft().relations:
            if relation.agreement not in found:
                found[relation.agreement] = None
                waiting.append(agreements[relation.agreement])
    nearest = list(found)[:FAMILY_SIZE]
    family = sorted((agreements[agreement_id] for agreement_id in nearest), key=_order)
    return (family if len(family) > 1 else []), len(found) > FAMILY_SIZE


def _order(agreement: Agreement) -> tuple[str, str]:
    """Order by signing; where that is not known, by the next best date the record has."""
    known_by = read_date(agreement.value, "signing", "known_by")
    date = agreement.signed or agreement.start or agreement.end or known_by
    return (date.earliest.isoformat() if date else "9999", agreement.id)


def _lay_out(members: Iterable[Agreement]) -> list[_Place]:
    """Give the top chain of a family, everything else under or after what it belongs to."""
    places = {member.id: _Place(member) for member in members}
    parents: dict[str, str] = {}
    heads = []
    for place in places.values():
        relation = next(
            (
                relation
                # What succeeds another stands beside it, even where it implements something as well.
                for relation in sorted(place.agreement.relations, key=lambda item: item.type == _UNDER)
                if not relation.inverse
                and relation.agreement in places
                and not _leads_to(parents, relation.agreement, place.agreement.id)
            ),
            None,
        )
        if relation is None:
            heads.append(place)
            continue
        parents[place.agreement.id] = relation.agreement
        parent = places[relation.agreement]
        (parent.under if relation.type == _UNDER else parent.after).append(place)
    top = _string(heads)
    _number(top, "")
    return top


def _leads_to(parents: dict[str, str], start: str, goal: str) -> bool:
    """Whether the way up from a member comes by another: relations that go in a circle have no top."""
    at: str | None = start
    while at is not None and at != goal:
        at = parents.get(at)
    return at == goal


def _string(heads: Iterable[_Place]) -> list[_Place]:
    """Give members with their successors behind them, one after the other."""
    strung: list[_Place] = []
    waiting = list(heads)[::-1]
    while waiting:
        place = waiting.pop()
        strung.append(place)
        waiting.extend(place.after[::-1])
    return strung


def _number(row: list[_Place], head: str) -> None:
    for index, place in enumerate(row, 1):
        place.number = f"{head}{index}"
        place.under = _string(place.under)
        _number(place.under, f"{place.number}.")


def _walk(row: Iterable[_Place]) -> Iterable[_Place]:
    for place in row:
        yield place
        yield from _walk(place.under)


def _holds_own(kin: "Kin | Fold") -> bool:
    if isinstance(kin, Fold):
        return any(map(_holds_own, kin.folded))
    return kin.is_own or any(map(_holds_own, kin.under))


def _fold(row: tuple[Kin, ...]) -> Chain:
    """Fold what is neither first, last nor near this agreement away, where it is long enough."""
    near = {index + step for index, kin in enumerate(row) if _holds_own(kin) for step in (-1, 0, 1)}
    seen = near | set(range(FIRST_SHOWN)) | set(range(len(row) - LAST_SHOWN, len(row)))
    folded: list[Kin | Fold] = []
    run: list[Kin] = []
    for index in range(len(row) + 1):
        if index < len(row) and index not in seen:
            run.append(row[index])
            continue
        folded.extend([Fold(tuple(run))] if len(run) >= LEAST_FOLDED else run)
        run = []
        if index < len(row):
            folded.append(row[index])
    return tuple(folded)
