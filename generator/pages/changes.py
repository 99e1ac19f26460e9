"""The pages of what changed: every published change in sentences, month by month.

A register with few changes tells them all on one page. A larger one has a page for each month, and a first
page with the newest month and the way to the others.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import addresses
from generator.edition import Edition
from generator.pages.page import Crumb, Page
from generator.pages.story import Narrator, Words, split_quotes
from generator.records import RecordKind
from generator.story.chapter import Event, Publication, What

LONG = 300
"""Beyond so many changes of records the months have pages of their own; an import counts as few."""
MOST_NAMED = 100
"""How many records a change names of a kind; the rest are counted."""
MOST_SHOWN = 200
"""How many publications of a month its page tells, the newest; the files for programs hold all."""
MOST_TOLD = 25
"""Of how many records a change tells in sentences what changed."""

TOLD: dict[What, str] = {
    "added": "%(count)s %(things)s added",
    "changed": "%(count)s %(things)s changed",
    "renamed": "%(count)s %(things)s renamed",
    "merged": "%(count)s %(things)s merged into another",
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
    """A record that a change touched: its name, its address where it has a page, and what changed."""

    name: str
    address: str | None
    sentences: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What was done to the records of one kind: a sentence, the records named, how many more."""

    told: str
    things: tuple[Thing, ...]
    rest: int

    @property
    def is_short(self) -> bool:
        """Whether all that is told may stand open."""
        return any(thing.sentences for thing in self.things)


@dataclass(frozen=True, slots=True)
class Change:
    """One publication as the public reads it."""

    day: datetime.date
    reason: str
    version: str
    url: str
    groups: tuple[Group, ...]

    @property
    def anchor(self) -> str:
        """By what name a link leads to it on its page."""
        return f"versi-{self.version}"


@dataclass(frozen=True, slots=True)
class Month:
    """The publications of one month, newest first; what they tell is put together where it is shown."""

    first_day: datetime.date
    publications: tuple[Publication, ...]

    @property
    def address(self) -> str:
        """Where the month has its page, in a register with many changes."""
        return addresses.changes_address(self.first_day.year, self.first_day.month)

    @property
    def rest(self) -> int:
        """How many publications the page does not tell."""
        return max(0, len(self.publications) - MOST_SHOWN)

    @property
    def count(self) -> int:
        """The number of records that were changed, each as often as it was."""
        return sum(len(publication.events) for publication in self.publications)


class ChangeTeller:
    """Tells publications in an edition's language."""

    def __init__(self, edition: Edition) -> None:
        self._edition, self._narrator, self._namer = edition, Narrator(edition), ThingNamer(edition)
        self._order = {kind: number for number, kind in enumerate(THINGS)}

    def tell(self, month: Month) -> list[Change]:
        """Tell the newest publications of a month."""
        return [self.tell_publication(publication) for publication in month.publications[:MOST_SHOWN]]

    def tell_publication(self, publication: Publication) -> Change:
        """Tell one publication."""
        groups: dict[tuple[RecordKind, What], list[Event]] = defaultdict(list)
        for event in publication.events:
            groups[event.kind, event.what].append(event)
        commit = publication.commit
        return Change(
            commit.day,
            commit.subject,
            commit.id[:10],
            self._narrator.find_url(commit),
            tuple(
                self._tell_group(*key, groups[key])
                for key in sorted(groups, key=lambda key: (self._order[key[0]], key[1]))
            ),
        )

    def _tell_group(self, kind: RecordKind, what: What, events: Sequence[Event]) -> Group:
        locale = self._edition.locale
        count = locale.number(len(events))
        told = locale.say(TOLD[what], count=count, things=locale.say(THINGS[kind], count=count))
        if kind == "registry":
            told = locale.say(
                "What the register says of itself was published"
                if what == "added"
                else "What the register says of itself was changed"
            )
        things = [self._tell_thing(event) for event in events[:MOST_TOLD]]
        things += [self._namer.name(event) for event in events[MOST_TOLD:MOST_NAMED]]
        return Group(told, tuple(things), max(0, len(events) - MOST_NAMED))

    def _tell_thing(self, event: Event) -> Thing:
        thing = self._namer.name(event)
        if event.what == "added":
            # What a new record says stands on its page.
            return thing
        told = tuple(split_quotes(self._edition.locale.pick(one.text)) for one in event.sentences)
        return Thing(thing.name, thing.address, told)


def iterate_change_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of all changes and, where there are many, one for each month."""
    say, teller = edition.locale.say, ChangeTeller(edition)
    months, is_long = list_months(edition.story.publications)
    shown = months[:1] if is_long else months
    title = say("What changed")
    about = say("Every published change to the register's records, month by month.")
    context = {"shown": shown, "months": months if is_long else [], "teller": teller}
    yield Page(addresses.CHANGES, addresses.CHANGES, title, about, "changes.html", (Crumb(title),), context)
    for month in months if is_long else ():
        name = edition.locale.month(month.first_day)
        crumbs = (Crumb(title, addresses.CHANGES), Crumb(name))
        context = {"shown": [month], "months": [], "teller": teller}
        about = say("Every published change to the register's records in %(month)s.", month=name)
        yield Page(
            month.address,
            addresses.CHANGES,
            say("What changed in %(month)s", month=name),
            about,
            "changes.html",
            crumbs,
            context,
        )


def list_months(publications: Sequence[Publication]) -> tuple[list[Month], bool]:
    """Give the months in which something was published, newest first, and whether each has its own page."""
    months = [
        Month(day, tuple(found))
        for day, found in groupby(publications, lambda one: one.commit.day.replace(day=1))
    ]
    # One publication counts for no more than it tells in full.
    return months, sum(min(len(one.events), MOST_TOLD) for one in publications) > LONG


class ThingNamer:
    """Names the records that changes touched, as they are now."""

    def __init__(self, edition: Edition) -> None:
        register = edition.register
        self._register = register
        self._needs = {entry.id: entry for entry in register.mapping}
        self._totals = {total.id: total for total in register.totals}

    def name(self, event: Event) -> Thing:
        """Give a record as it is now; one that no longer exists by what it was called."""
        register, kind, record_id = self._register, event.kind, event.id
        if kind == "agreement" and record_id in register.agreements:
            return Thing(register.agreements[record_id].title, addresses.agreement_address(record_id))
        if kind == "partner" and record_id in register.partners:
            partner = register.partners[record_id]
            return Thing(partner.name, None if partner.is_own else addresses.partner_address(record_id))
        if kind == "department" and record_id in register.departments:
            return Thing(register.departments[record_id].name, addresses.department_address(record_id))
        if kind == "affair" and record_id in register.affairs:
            return Thing(register.affairs[record_id].name, addresses.affair_address(record_id))
        return self._name_unpaged(event)

    def _name_unpaged(self, event: Event) -> Thing:
        """Name a record that has no page of its own."""
        need, total = self._needs.get(event.id), self._totals.get(event.id)
        if event.kind == "mapping-entry" and need:
            return Thing(need.value["need"], addresses.entry_address(need.id, need.year))
        if event.kind == "official-total" and total:
            return Thing(f"{total.value['measure']} ({total.value['place']})", addresses.STATISTICS)
        if event.kind == "registry":
            return Thing(self._register.registry["name"], None)
        return Thing(event.name or event.id, None)
