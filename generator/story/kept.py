"""Kept stories: what was told of a main line, in the user's cache, so that only new commits are told.

What is kept hangs on the commits alone, on the schemas and the program: any copy of the repository can use
it. It may be deleted at any time; what is damaged counts as nothing.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.git.history import FileChange, LineCommit
from generator.memory.entry import MemoryLostError
from generator.memory.plain import pack_plain
from generator.memory.store import Slot
from generator.records import parse_place
from generator.story.chapter import Event, Told
from generator.text import Text

_LINE = "line"


@dataclass(frozen=True, slots=True)
class ToldCommit:
    """A commit of the main line with what is told of it."""

    commit: LineCommit
    events: tuple[Event, ...]


def recall_line(slot: Slot) -> tuple[ToldCommit, ...]:
    """Give the line that is kept, newest first; none where nothing usable is."""
    entry = slot.read()
    if entry is None:
        return ()
    try:
        return tuple(_unpack(*packed) for packed in entry.read_plain(_LINE))
    except (MemoryLostError, AttributeError, KeyError, TypeError, ValueError, OverflowError):
        return ()


def keep_line(slot: Slot, line: Iterable[ToldCommit]) -> None:
    """Keep a line, newest first."""
    slot.write({_LINE: pack_plain([_pack(told) for told in line])})


def find_place(line: Sequence[ToldCommit], commit_id: str) -> int | None:
    """Give where a commit stands in a line; None where it does not."""
    return next((number for number, told in enumerate(line) if told.commit.id == commit_id), None)


def _pack(told: ToldCommit) -> tuple[Any, ...]:
    commit = told.commit
    return (
        commit.id,
        commit.parent,
        commit.day.toordinal() if commit.day else 0,
        commit.time.timestamp() if commit.time else None,
        commit.subject,
        [(change.kind, change.file, change.former, change.before, change.after) for change in commit.changes],
        [
            (event.what, event.kind, event.id, event.former, event.name,
             [(sentence.field, sentence.text.id, sentence.text.en) for sentence in event.sentences])
            for event in told.events
        ],
    )  # fmt: skip


def _unpack(*packed: Any) -> ToldCommit:  # noqa: ANN401  whatever was kept
    commit_id, parent, day, seconds, subject, changes, events = packed
    commit = LineCommit(
        commit_id,
        parent,
        datetime.date.fromordinal(day) if day else None,
        None if seconds is None else datetime.datetime.fromtimestamp(seconds, datetime.UTC),
        subject,
        tuple(_unpack_change(*change) for change in changes),
    )
    return ToldCommit(
        commit,
        tuple(
            Event(what, kind, record_id, former, name,
                  tuple(Told(field, Text(local, english)) for field, local, english in sentences))
            for what, kind, record_id, former, name, sentences in events
        ),
    )  # fmt: skip


def _unpack_change(kind: Any, file: str, former: str, before: str, after: str) -> FileChange:  # noqa: ANN401
    place = parse_place(file)
    if place is None:
        raise ValueError(file)
    return FileChange(kind, place, file, former, before, after)
