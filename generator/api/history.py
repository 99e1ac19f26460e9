"""When a record was published and changed, as the documents say it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.git.history import Commit, History


class RecordDays(NamedTuple):
    """The days of one record: when it was first published, its newest commit, and every day it changed."""

    first: datetime.date | None
    """None where the oldest commits were cut off."""
    last: Commit | None
    days: tuple[datetime.date, ...]
    """Newest first."""


NO_DAYS = RecordDays(None, None, ())
"""What is known of a record outside git."""


def list_record_days(history: History) -> Mapping[tuple[str, str], RecordDays]:
    """Give the days of each record that a history knows, by kind and id."""
    touched: dict[tuple[str, str], list[Commit]] = defaultdict(list)
    for commit in history.commits:
        for change in commit.changes:
            touched[change.place.kind, change.place.id].append(commit)
    return {
        key: RecordDays(
            None if history.is_shallow else commits[-1].day,
            commits[0],
            tuple(dict.fromkeys(commit.day for commit in commits)),
        )
        for key, commits in touched.items()
    }


def join_days(found: Iterable[RecordDays]) -> RecordDays:
    """Give the days of a record that had other ids before; its present one comes first."""
    known = [one for one in found if one.days]
    if len(known) < 2:  # noqa: PLR2004  nothing to join
        return known[0] if known else NO_DAYS
    days = sorted({day for one in known for day in one.days}, reverse=True)
    first = None if any(one.first is None for one in known) else days[-1]
    return RecordDays(first, known[0].last, tuple(days))
