"""What changed, for programs that keep a copy: which days brought changes, and what each of them brought."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from generator import addresses
from generator.api.desk import Body, Desk, Fields, pack_member
from generator.hosting import read_hosting
from generator.pages.changes import ThingNamer, list_months
from generator.story.chapter import WHATS, Event, Publication
from generator.text import Text

_PAGED = frozenset(("agreement", "partner", "department", "affair"))


class ChangeDesk:
    """Makes the documents of what changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._namer = desk, ThingNamer(desk.edition)
        self._hosting = read_hosting(desk.register.registry.get("repository_url", ""))

    @cached_property
    def days(self) -> Mapping[datetime.date, list[Publication]]:
        """The publications of each day on which records were touched, newest first.

        A day on which files were only written another way, with the same content, has none.
        """
        edition = self._desk.edition
        days: dict[datetime.date, list[Publication]] = {commit.day: [] for commit in edition.history.commits}
        for publication in edition.story.publications:
            days.setdefault(publication.commit.day, []).append(publication)
        return days

    def make_index(self) -> Body:
        """Give the days, newest first, with how much each of them brought."""
        story = self._desk.edition.story
        return Body(
            {
                "page": addresses.CHANGES,
                "is_known": story.is_known,
                "announcements": [
                    {
                        "id": one.id,
                        "date": one.day.isoformat(),
                        "text": {"id": one.text.id, "en": one.text.en},
                        "ground": one.ground or None,
                        "records": [{"record": kind, "id": record_id} for kind, record_id in one.records],
                    }
                    for one in story.announcements
                ],
            },
            {"days": (pack_member(self._describe(day)) for day in self.days)},
        )

    def make_day(self, day: datetime.date) -> Body:
        """Give what one day brought, in the order in which it was published."""
        publications = list(reversed(self.days[day]))
        changes = (
            pack_member(self._tell(publication, event))
            for publication in publications
            for event in publication.events
        )
        return Body(self._describe(day), {"changes": changes})

    def _describe(self, day: datetime.date) -> Fields:
        counts = Counter(event.what for publication in self.days[day] for event in publication.events)
        return {
            "date": day.isoformat(),
            "api": addresses.day_changes_address(day),
            "page": self._pages.get(day.replace(day=1), addresses.CHANGES),
            "count": counts.total(),
            **{what: counts[what] for what in WHATS},
        }

    @cached_property
    def _pages(self) -> Mapping[datetime.date, str]:
        return dict(self._iterate_pages())

    def _iterate_pages(self) -> Iterator[tuple[datetime.date, str]]:
        months, is_long = list_months(self._desk.edition.story.publications)
        for month in months if is_long else ():
            yield month.first_day, month.address

    def _tell(self, publication: Publication, event: Event) -> Fields:
        commit = publication.commit
        thing = self._namer.name(event)
        # A record that shares a page with others has no document there.
        own = thing.address if event.kind in _PAGED else None
        return {
            "what": event.what,
            "record": event.kind,
            "id": event.id,
            "former_id": event.former or None,
            "name": thing.name,
            "page": thing.address,
            "api": addresses.api_address(own) if own else None,
            "commit": commit.id,
            "commit_url": self._hosting.commit(commit.id) if self._hosting else None,
            "reason": commit.subject or None,
            "fields": list(dict.fromkeys(one.field for one in event.sentences if one.field)),
            "sentences": [_both(one.text) for one in event.sentences],
        }


def _both(text: Text) -> Fields:
    return {"id": text.id, "en": text.en}
