"""The days on which a record changed, for whoever asks for no more than what is new."""

import datetime
from collections.abc import Iterable

from generator.records import RecordKind
from generator.story.chapter import Story


def list_change_days(story: Story, kind: RecordKind, ids: Iterable[str]) -> list[datetime.date]:
    """Give the days whose documents tell of a record, under all the ids that it has had, newest first.

    A day on which its file was only written another way is none of them.
    """
    found = (chapter for one in ids for chapter in story.chapters.get((kind, one), ()))
    return sorted({chapter.commit.day for chapter in found}, reverse=True)
