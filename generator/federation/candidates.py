"""Candidates: which records of which government tell of an agreement with which other gathered government."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.federation.gathered import Member, fold_name
from generator.federation.titles import split_title
from generator.register.model import Agreement, Partner
from generator.value import Value

LOCAL_GOVERNMENT = "pemerintah-daerah"


@dataclass(frozen=True, eq=False)
class Side:
    """One government's record of an agreement with ``other``, another gathered government."""

    member: Member
    other: Member
    agreement: Agreement
    partner_id: str
    """What the record calls the other government."""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others of the same two governments, and orders it."""
        return self.member.id, self.agreement.id

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the title that say what the agreement is about."""
        return split_title(self.agreement.title, (*self.member.names, *self.other.names))

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The document's numbers by the gathered government that gave them."""
        own = str(self.member.registry["government"])
        found: dict[str, str] = {}
        for party in self.agreement.value["parties"]:
            whose = {own: self.member.id, self.partner_id: self.other.id}.get(str(party["partner"]))
            if whose and "number" in party:
                found.setdefault(whose, str(party["number"]))
        return found

    @cached_property
    def number_keys(self) -> Mapping[str, str]:
        """The same numbers as they are compared."""
        return {whose: fold_number(number) for whose, number in self.numbers.items()}


Parties = tuple[str, str]
"""Two governments by their ids in the gathering, in order."""


def list_candidates(members: Sequence[Member]) -> Mapping[Parties, tuple[list[Side], list[Side]]]:
    """Give for each two governments the records of the first and of the second that name the other."""
    found: dict[Parties, tuple[list[Side], list[Side]]] = defaultdict(lambda: ([], []))
    finder = Finder(members)
    for member in members:
        for agreement in member.agreements:
            others = {other.id: (other, partner) for partner, other in finder.find_all(member, agreement)}
            for other, partner in others.values():
                parties = (member.id, other.id) if member.id < other.id else (other.id, member.id)
                sides = found[parties][0 if parties[0] == member.id else 1]
                sides.append(Side(member, other, agreement, partner.id))
    return dict(sorted(found.items()))


class Finder:
    """Finds the gathered government that a register's partner is."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._by_code: dict[str, Member] = {}
        self._by_name: dict[str, Member | None] = {}
        for member in members:
            self._by_code[member.entry.region_code] = member
            for name in member.names:
                # A name that two bear says nothing.
                self._by_name[name] = None if name in self._by_name else member

    def is_outside(self, member: Member, partner: Partner) -> bool:
        """Whether a register's partner is a government of this country that is not gathered."""
        value = partner.value
        if not _is_government(partner):
            return False
        if "region_code" in value:
            return value["region_code"] not in self._by_code
        # A name that two bear is one of theirs.
        return (
            self._by_name.keys().isdisjoint(_list_names(partner))
            and partner.id != member.registry["government"]
        )

    def find(self, member: Member, partner: Partner) -> Member | None:
        """Give the government that a partner of a member's is: by region code, else by name or alias."""
        value = partner.value
        if not _is_government(partner):
            return None
        if "region_code" in value:
            found = self._by_code.get(value["region_code"])
        else:
            known = [one for name in _list_names(partner) if (one := self._by_name.get(name))]
            found = known[0] if len({one.id for one in known}) == 1 else None
        return None if found is member else found

    def find_all(self, member: Member, agreement: Agreement) -> list[tuple[Partner, Member]]:
        """Give the partners of an agreement that are gathered governments, each with its government."""
        return [(one, found) for one in agreement.partners if (found := self.find(member, one))]


def _is_government(partner: Partner) -> bool:
    return partner.category == LOCAL_GOVERNMENT and partner.value.get("country", "ID") == "ID"


def _list_names(partner: Partner) -> list[str]:
    """Give a partner's names as they are compared, its own first."""
    return [fold_name(one) for one in (partner.name, *_texts(partner.value.get("aliases", ())))]


def fold_number(number: str) -> str:
    """Give a document's number as it is compared: without capitals, blanks, dots and the word for number."""
    words = number.casefold().replace(".", " ").replace(":", " ").replace("-", "/").split()
    return "".join(word for word in words if word not in ("nomor", "no", "nomer"))


def _texts(value: Value) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
