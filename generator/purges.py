"""Purges: what the register announces to have removed from its history, so that others can do the same.

An announcement says when, on which ground and of which records, never what: whoever holds an older copy of
such a record is to delete it.
"""

import datetime
from typing import Any, NamedTuple, cast

from generator.dates import parse_date
from generator.records import RecordKind


class PurgedRecord(NamedTuple):
    """A record whose former contents are no longer what was published."""

    kind: RecordKind
    id: str


class Announcement(NamedTuple):
    """One removal from the history."""

    date: datetime.date
    ground: str
    records: tuple[PurgedRecord, ...]
    note: str
    """What else is to be said of it; empty for nothing."""


def list_announcements(registry: Any) -> list[Announcement]:  # noqa: ANN401  a record's value
    """Give what the register's own record announces to have been purged, the newest first."""
    found = [
        Announcement(
            parse_date(item["date"]).earliest,
            item["ground"],
            tuple(
                PurgedRecord(cast("RecordKind", one["kind"]), one["id"]) for one in item.get("records", ())
            ),
            item.get("note", ""),
        )
        for item in registry.get("purges", ())
    ]
    # Of one day the one written last comes first.
    found.sort(key=lambda one: one.date)
    return found[::-1]
