"""Chapters: what one published change did to one record, in sentences of both languages."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from generator.git.history import NO_HISTORY, Commit, History
from generator.records import RecordKind
from generator.text import Text

What: TypeAlias = Literal["added", "changed", "renamed", "merged", "removed"]
WHATS: tuple[What, ...] = ("added", "changed", "renamed", "merged", "removed")
Key: TypeAlias = tuple[RecordKind, str]
"""A record by its kind and id."""


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence, with the field that it is about; the field is empty where it is about all of a record."""

    field: str
    text: Text


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to one record, whatever the day."""

    what: What
    kind: RecordKind
    id: str
    """The id that it has since; of what was merged, the id of what it was merged into."""
    former: str
    """The id that it had, where that was another; else empty."""
    name: str
    """What it was called then; empty where that was not looked up, as in a large import."""
    sentences: tuple[Told, ...]

    @property
    def key(self) -> Key:
        """The record as it is known since."""
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class Chapter:
    """An event with the published change that it belongs to."""

    commit: Commit
    event: Event


@dataclass(frozen=True, slots=True)
class Publication:
    """One published change that did something to records: its day, its reason and the events."""

    commit: Commit
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Announcement:
    """Something that those who keep copies of the data must be told, such as that they must take some out."""

    id: str
    """Tells it from every other, and stays."""
    day: datetime.date
    text: Text
    ground: str = ""
    """The legal ground; empty where there is none."""
    records: tuple[tuple[RecordKind, str], ...] = ()
    """The records that copies are to be taken out of, by kind and id."""


@dataclass(frozen=True)
class Story:
    """What happened to all records, newest first."""

    history: History
    publications: tuple[Publication, ...]
    announcements: tuple[Announcement, ...] = ()
    """What must be told beside the changes themselves, newest first."""

    @property
    def is_known(self) -> bool:
        """Whether there is a history at all: none for a folder without git."""
        return bool(self.history.head)

    @cached_property
    def chapters(self) -> Mapping[Key, tuple[Chapter, ...]]:
        """The chapters of each record, newest first; those of a renamed one go on from its former id's."""
        told: dict[Key, list[Chapter]] = {}
        for publication in reversed(self.publications):
            for event in publication.events:
                if event.what == "merged":
                    continue
                chapters = told.setdefault(event.key, [])
                if event.what == "renamed":
                    chapters[:0] = told.pop((event.kind, event.former), [])
                chapters.append(Chapter(publication.commit, event))
        return {key: tuple(reversed(chapters)) for key, chapters in told.items()}

    @cached_property
    def last_changes(self) -> dict[tuple[str, str], Commit]:
        """The newest commit that changed what a record says; its file may have been written anew since."""
        return {key: chapters[0].commit for key, chapters in self.chapters.items()}


NO_STORY = Story(NO_HISTORY, ())
