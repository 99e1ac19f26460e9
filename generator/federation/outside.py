"""Outside: the governments that gathered registers name and that are not gathered themselves."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.federation.candidates import Finder
from generator.federation.gathered import Gathered, Member, fold_name
from generator.register.model import Agreement, Partner


@dataclass(frozen=True, slots=True)
class OutsideTie:
    """What one gathered register records of agreements with one government that is not gathered."""

    name: str
    region_code: str
    """Empty where no register states it."""
    member: Member
    agreements: tuple[Agreement, ...]


def list_outside(gathered: Gathered) -> tuple[OutsideTie, ...]:
    """Give them by the outer government: by region code where one is stated, then by name."""
    finder = Finder(gathered.members)
    found: dict[tuple[str, str], dict[str, list[Agreement]]] = defaultdict(lambda: defaultdict(list))
    names: dict[tuple[str, str], str] = {}
    for member in gathered.members:
        for agreement in member.agreements:
            # A record may name one government twice, by two names.
            for key, partner in {
                _key(one): one for one in agreement.partners if finder.is_outside(member, one)
            }.items():
                found[key][member.id].append(agreement)
                names.setdefault(key, partner.name)
    return tuple(
        OutsideTie(names[key], key[0], member, tuple(found[key][member.id]))
        for key in sorted(found, key=lambda one: (not one[0], one))
        for member in gathered.members
        if member.id in found[key]
    )


def pick_ids(ties: Sequence[OutsideTie]) -> Mapping[str, frozenset[str]]:
    """Give the ids of each gathered government's agreements with such, by what its ids begin with."""
    found: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        found[tie.member.id].update(one.id for one in tie.agreements)
    return {member: frozenset(ids) for member, ids in found.items()}


def _key(partner: Partner) -> tuple[str, str]:
    code = str(partner.value.get("region_code", ""))
    return code, "" if code else fold_name(partner.name)
