"""Renewal: a register brought up to date from the records that changed, as if it had been built anew.

What did not change stays the very same object, so that whatever hangs on single agreements can tell which
these are.
"""

from bisect import insort
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from generator.dates import Date
from generator.records import Record, RecordKind
from generator.register.model import Affair, Agreement, Department, Partner
from generator.register.register import (
    Ground,
    Register,
    assemble,
    link_affairs,
    link_departments,
    link_partners,
    link_relations,
    make_agreement,
    sort_records,
)
from generator.status import find_superseded

_Thing = TypeVar("_Thing", Partner, Department, Affair)


@dataclass(frozen=True, slots=True)
class Renewed:
    """A register brought up to date, and which agreements are others than before."""

    register: Register
    gone: Mapping[str, Agreement]
    """By id, as they were: those that are no more, or are something else now."""
    come: Mapping[str, Agreement]
    """By id, as they are now."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all that is another than before."""
        return frozenset((*self.gone, *self.come))


def renew_register(
    old: Register, before: Mapping[str, Record], after: Mapping[str, Record]
) -> Renewed | None:
    """Give the register of the records ``after``, from that of the records ``before``; both by their files.

    A record that did not change is the same object in both. None where the register's own record changed:
    then it is better built anew. Raises KeyError for records that are not free of errors.
    """
    files = before.keys() | after.keys()
    changed = [file for file in files if before.get(file) is not after.get(file)]
    versions = [record for file in changed for record in (before.get(file), after.get(file)) if record]
    if any(record.kind == "registry" for record in versions):
        return None
    ids = {kind: {one.id for one in versions if one.kind == kind} for kind in _KINDS}
    by_kind = sort_records(after.values())
    ground = _renew_ground(old, by_kind, ids)
    made = ids["agreement"] | set(_find_naming(old, ids))
    if any("relations" in record.value for record in versions):
        then = [record for record in before.values() if record.kind == "agreement"]
        superseded = find_superseded(by_kind["agreement"], old.as_of)
        made |= _find_differing(find_superseded(then, old.as_of), superseded)
    else:
        # The same as before: only who may take the place of one of these is looked at.
        superseded = find_superseded((after[one.file] for one in _find_stating(old, made)), old.as_of)
    fresh = {
        record.id: make_agreement(record, ground, superseded)
        for record in by_kind["agreement"]
        if record.id in made
    }
    for name in _find_relatives(old, fresh, made) - made:
        # Another object: what its relations lead to is another.
        if name in old.agreements:
            fresh[name] = replace(old.agreements[name])
    agreements = _put_in_order(old.agreements, made, fresh)
    stating = (agreements[one.id] for one in _find_stating(old, fresh) if one.id in agreements)
    others = dict.fromkeys((*fresh.values(), *stating))
    link_relations(agreements, fresh, others)
    gone = {name: old.agreements[name] for name in made | fresh.keys() if name in old.agreements}
    return Renewed(assemble(old.registry, ground, agreements, by_kind), gone, fresh)


_KINDS: tuple[RecordKind, ...] = ("agreement", "partner", "department", "affair")


def _renew_ground(
    old: Register, by_kind: dict[RecordKind, list[Record]], ids: Mapping[RecordKind, Collection[str]]
) -> Ground:
    own = str(old.registry["government"])
    return Ground(
        old.as_of,
        _renew(old.partners, ids["partner"], lambda: link_partners(by_kind["partner"], own)),
        _renew(old.departments, ids["department"], lambda: link_departments(by_kind["department"])),
        _renew(old.affairs, ids["affair"], lambda: link_affairs(by_kind["affair"])),
        old.schedule,
    )


def _renew(
    old: dict[str, _Thing], changed: Collection[str], link: Callable[[], dict[str, _Thing]]
) -> dict[str, _Thing]:
    """Give things as they are now, those that did not change as the objects that they were."""
    if not changed:
        return old
    return {name: thing if name in changed else old[name] for name, thing in link().items()}


def _find_naming(old: Register, ids: Mapping[RecordKind, Collection[str]]) -> Iterator[str]:
    """Give the agreements that name a partner, a department or an affair that changed."""
    named: tuple[tuple[RecordKind, Callable[[Agreement], Iterable[Partner | Department | Affair]]], ...] = (
        ("partner", attrgetter("partners")),
        ("department", attrgetter("departments")),
        ("affair", attrgetter("affairs")),
    )
    for kind, list_things in named:
        if changed := ids[kind]:
            for agreement in old.agreements.values():
                if any(thing.id in changed for thing in list_things(agreement)):
                    yield agreement.id


def _put_in_order(
    old: dict[str, Agreement], made: Collection[str], fresh: Mapping[str, Agreement]
) -> dict[str, Agreement]:
    """Give the register's agreements without those that are others now, and with these, in its order."""
    # The order runs backwards.
    ordered = [one for name, one in reversed(old.items()) if name not in made and name not in fresh]
    for agreement in fresh.values():
        insort(ordered, agreement, key=attrgetter("order"))
    return {agreement.id: agreement for agreement in reversed(ordered)}


def _find_stating(old: Register, names: Iterable[str]) -> Iterator[Agreement]:
    """Give the agreements that stated a tie to some others."""
    for name in names:
        for tie in old.agreements[name].relations if name in old.agreements else ():
            if tie.inverse:
                yield old.agreements[tie.agreement]


def _find_differing(then: Mapping[str, Date | None], now: Mapping[str, Date | None]) -> set[str]:
    """Give the agreements whose place is taken in one of two states only, or since another day."""
    both = then.keys() & now.keys()
    return (then.keys() ^ now.keys()) | {name for name in both if then[name] != now[name]}


def _find_relatives(old: Register, fresh: Mapping[str, Agreement], made: Iterable[str]) -> set[str]:
    """Give the agreements one relation away, in either direction, before and now."""
    found = {
        tie.agreement for name in made if name in old.agreements for tie in old.agreements[name].relations
    }
    found.update(
        item["agreement"] for agreement in fresh.values() for item in agreement.value.get("relations", ())
    )
    return found
