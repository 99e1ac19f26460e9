"""The days on which a record changed, for whoever asks for no more than what is new."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.git.history import History

_Key = tuple[str, str]


def list_change_days(history: History) -> Mapping[_Key, frozenset[datetime.date]]:
    """Give the days on which each record changed, by kind and id; as far back as the history goes."""
    days: dict[_Key, set[datetime.date]] = defaultdict(set)
    for commit in history.commits:
        for change in commit.changes:
            days[change.place.kind, change.place.id].add(commit.day)
    return {key: frozenset(found) for key, found in days.items()}


def join_days(days: Mapping[_Key, frozenset[datetime.date]], keys: Iterable[_Key]) -> list[datetime.date]:
    """Give the days of a record under all the ids that it has had, newest first."""
    nothing: frozenset[datetime.date] = frozenset()
    return sorted(nothing.union(*(days.get(key, nothing) for key in keys)), reverse=True)
