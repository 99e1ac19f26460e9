"""The page of what changed: every published change in sentences, month by month."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator import addresses
from generator.git.history import ChangeKind, Commit, FileChange
from generator.pages.edition import Edition
from generator.pages.page import Crumb, Page
from generator.records import RecordKind

_MOST_NAMED = 100

TOLD: dict[ChangeKind, str] = {
    "added": "%(count)s %(things)s added",
    "changed": "%(count)s %(things)s changed",
    "renamed": "%(count)s %(things)s renamed",
    "removed": "%(count)s %(things)s removed",
}
THINGS: dict[RecordKind, str] = {
    "agreement": "agreements",
    "partner": "partners",
    "department": "departments",
    "affair": "government affairs",
    "mapping-entry": "mapped needs",
    "official-total": "published figures",
    "registry": "statements about the register",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """A record that a change touched: what it is called and, where it has a page, its address."""

    name: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """What a commit did to the records of one kind: a sentence, the records named, how many more."""

    told: str
    things: tuple[Thing, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class Change:
    """One commit as the public reads it."""

    commit: Commit
    groups: tuple[Group, ...]


def iterate_change_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of all changes."""
    say = edition.locale.say
    changes = [_describe_change(edition, commit) for commit in edition.history.commits if commit.changes]
    months = [
        (key, list(found))
        for key, found in groupby(changes, lambda change: (change.commit.day.year, change.commit.day.month))
    ]
    title = say("What changed")
    about = say("Every published change to the register's records, month by month.")
    crumbs = (Crumb(title),)
    yield Page(addresses.CHANGES, addresses.CHANGES, title, about, "changes.html", crumbs, {"months": months})


def _describe_change(edition: Edition, commit: Commit) -> Change:
    groups: dict[tuple[RecordKind, ChangeKind], list[FileChange]] = defaultdict(list)
    for change in commit.changes:
        groups[change.place.kind, change.kind].append(change)
    order = {kind: number for number, kind in enumerate(THINGS)}
    return Change(
        commit,
        tuple(
            _describe_group(edition, *key, groups[key])
            for key in sorted(groups, key=lambda key: (order[key[0]], key[1]))
        ),
    )


def _describe_group(
    edition: Edition, kind: RecordKind, change: ChangeKind, changes: list[FileChange]
) -> Group:
    locale = edition.locale
    count = locale.number(len(changes))
    told = locale.say(TOLD[change], count=count, things=locale.say(THINGS[kind], count=count))
    if kind == "registry":
        return Group(locale.say("What the register says of itself was changed"), (), 0)
    named = tuple(_name_record(edition, kind, one.place.id) for one in changes[:_MOST_NAMED])
    return Group(told, named, max(0, len(changes) - _MOST_NAMED))


def _name_record(edition: Edition, kind: RecordKind, record_id: str) -> Thing:  # noqa: PLR0911  one line a kind
    """Give a record as it is now; one that no longer exists is known by its id alone."""
    register = edition.register
    if kind == "agreement" and record_id in register.agreements:
        return Thing(register.agreements[record_id].title, addresses.agreement_address(record_id))
    if kind == "partner" and record_id in register.partners:
        partner = register.partners[record_id]
        return Thing(partner.name, None if partner.is_own else addresses.partner_address(record_id))
    if kind == "department" and record_id in register.departments:
        return Thing(register.departments[record_id].name, addresses.department_address(record_id))
    if kind == "affair" and record_id in register.affairs:
        return Thing(register.affairs[record_id].name, addresses.affair_address(record_id))
    for entry in register.mapping if kind == "mapping-entry" else ():
        if entry.id == record_id:
            return Thing(entry.value["need"], addresses.mapping_address(str(entry.year)))
    for total in register.totals if kind == "official-total" else ():
        if total.id == record_id:
            return Thing(f"{total.value['measure']} ({total.value['place']})", addresses.STATISTICS)
    return Thing(record_id, None)
