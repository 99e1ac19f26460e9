"""The story of a record as its page tells it: when it was published, and what changed since, and why."""

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.edition import Edition
from generator.git.history import Commit
from generator.hosting import read_hosting
from generator.records import RecordKind
from generator.story.chapter import Chapter

SHOWN = 5
"""How many chapters of a story stand open; older ones are unfolded."""

_QUOTED = re.compile("“[^”]*”")


class Words(NamedTuple):
    """A sentence in parts; every second one is what a record or its author wrote."""

    parts: tuple[str, ...]


class Telling(NamedTuple):
    """One chapter as the public reads it."""

    day: datetime.date
    reason: str
    version: str
    url: str
    """Where the host shows the change; empty where that is not known."""
    sentences: tuple[Words, ...]


class StoryPart(NamedTuple):
    """The story of one record: when it was first there, and its chapters, newest first."""

    first_day: datetime.date | None
    newest: Sequence[Telling]
    older: Sequence[Telling]


class Narrator:
    """Tells the stories of an edition's records in its language."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._hosting = read_hosting(edition.register.registry.get("repository_url", ""))

    def tell(self, kind: RecordKind, record_id: str, former_ids: Iterable[str] = ()) -> StoryPart:
        """Tell the story of one record."""
        first = self._edition.find_first_day(kind, record_id, *former_ids)
        chapters = self._edition.story.chapters.get((kind, record_id))
        if not chapters:
            return StoryPart(first, (), ())
        told = [self._tell(chapter) for chapter in chapters]
        if chapters[-1].event.what == "added":
            # What it said at first stands on the page, or in the chapters after.
            told[-1] = told[-1]._replace(
                sentences=(Words((self._edition.locale.say("Published here for the first time."),)),)
            )
        return StoryPart(first, told[:SHOWN], told[SHOWN:])

    def find_url(self, commit: Commit) -> str:
        """Give where the host shows a change; empty where that is not known."""
        return self._hosting.commit(commit.id) if self._hosting else ""

    def _tell(self, chapter: Chapter) -> Telling:
        commit, locale = chapter.commit, self._edition.locale
        sentences = (split_quotes(locale.pick(sentence.text)) for sentence in chapter.event.sentences)
        return Telling(commit.day, commit.subject, commit.id[:10], self.find_url(commit), tuple(sentences))


def split_quotes(sentence: str) -> Words:
    """Part a sentence at what it quotes, which is in the records' language."""
    parts, start = [], 0
    for found in _QUOTED.finditer(sentence):
        parts += [sentence[start : found.start()], found[0]]
        start = found.end()
    return Words((*parts, sentence[start:]))
