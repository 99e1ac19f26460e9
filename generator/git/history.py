"""History: what changed in the records and when, read from git in one pass."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from generator.git.program import finish_git, start_git
from generator.read.characters import FORBIDDEN, shows_nothing
from generator.records import RECORDS, FilePlace, parse_place

ChangeKind: TypeAlias = Literal["added", "changed", "renamed", "removed"]

DIRTY = "-dirty"
"""Follows the commit's id where the folder held something else, as ``git describe --dirty`` says it."""

_KINDS: dict[str, ChangeKind] = {"A": "added", "M": "changed", "R": "renamed", "D": "removed", "T": "changed"}
_HEAD = "\x1e"
_FIELD = "\x1f"
# A subject may hold any character but NUL, so a head counts only at the start or after one.
_AT_HEAD = re.compile(f"(?:^|\x00\n?){_HEAD}")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_ZONE = re.compile(r"([-+])([0-9]{2})([0-9]{2})")

# What a site is made of, in a register's folder.
_MADE_OF = (RECORDS, "schema", "docs", "mkdocs.yml")


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a commit did to one record's file."""

    kind: ChangeKind
    place: FilePlace


@dataclass(frozen=True, slots=True)
class Commit:
    """One published change: its id, its day, its subject and the records it touched."""

    id: str
    day: datetime.date
    subject: str
    changes: tuple[FileChange, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Commits that touched records, newest first; ``head`` is empty for a register outside git.

    Where the folder holds something else than the commit, ``head`` is its id with ``DIRTY`` behind it.
    """

    head: str
    head_day: datetime.date | None
    commits: tuple[Commit, ...]
    is_shallow: bool = False
    is_clean: bool = True

    @property
    def last_changes(self) -> dict[tuple[str, str], Commit]:
        """The newest commit of each record, by kind and id."""
        last: dict[tuple[str, str], Commit] = {}
        for commit in self.commits:
            for change in commit.changes:
                last.setdefault((change.place.kind, change.place.id), commit)
        return last

    @property
    def first_days(self) -> dict[tuple[str, str], datetime.date]:
        """The day of the oldest commit of each record, by kind and id; none where the oldest were cut off."""
        if self.is_shallow:
            return {}
        return {
            (change.place.kind, change.place.id): commit.day
            for commit in self.commits
            for change in commit.changes
        }


NO_HISTORY = History("", None, ())


def read_history(root: Path) -> History:
    """Read the history of a register's records; NO_HISTORY where the folder is under no git of its own.

    A commit without a day that a calendar has is left out.
    """
    state = finish_git(start_git(root, "rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix"))
    if not state:
        return NO_HISTORY
    commit, shallow, prefix = state.removesuffix("\n").split("\n", 2)
    status = start_git(
        root, "status", "--porcelain", "-z", "--untracked-files=all", "--ignored=matching", "--no-renames",
        "--ignore-submodules=none", "--", *_MADE_OF,
    )  # fmt: skip
    commits = read_commits(root, "HEAD")
    differing = finish_git(status)
    if commits is None:
        return NO_HISTORY
    # Each entry is two letters and a path from the top of the repository.
    is_clean = differing is not None and not any(
        _is_read(entry[3:].removeprefix(prefix)) for entry in differing.split("\x00")
    )
    return History(
        head=commit if is_clean else commit + DIRTY,
        head_day=commits[0].day if commits else None,
        commits=commits,
        is_shallow=shallow == "true",
        is_clean=is_clean,
    )


def read_commits(root: Path, revisions: str) -> tuple[Commit, ...] | None:
    """Read the commits of some revisions that touched records, newest first; None where there are none."""
    log = start_git(
        root, "log", "--relative", "-M", "--name-status", "-z", "--no-color", "--no-ext-diff",
        f"--format={_HEAD}%H{_FIELD}%ct{_FIELD}%cd{_FIELD}%s", "--date=raw", revisions, "--", RECORDS,
    )  # fmt: skip
    parts = _AT_HEAD.split(finish_git(log) or "")[1:]
    return tuple(found for part in parts if (found := _parse_commit(part))) if parts else None


def _is_read(path: str) -> bool:
    """Whether a file of the folder goes into a site; names that start with a dot do not."""
    return bool(path) and not any(name.startswith(".") for name in path.split("/"))


def _parse_commit(part: str) -> Commit | None:
    head, _, tail = part.partition("\x00")
    commit_id, seconds, stamp, subject = head.split(_FIELD, 3)
    day = _read_day(seconds, stamp)
    return Commit(commit_id, day, _clean(subject), tuple(_parse_changes(tail))) if day else None


def _read_day(seconds: str, stamp: str) -> datetime.date | None:
    """Give the day of a commit where it was made, or None where that is no day at all."""
    zone = _ZONE.search(stamp)
    if not zone or not seconds.isdecimal():
        return None
    minutes = int(zone[2]) * 60 + int(zone[3])
    try:
        moment = _EPOCH + datetime.timedelta(
            seconds=int(seconds), minutes=-minutes if zone[1] == "-" else minutes
        )
    except OverflowError:
        return None
    return moment.date()


def _clean(subject: str) -> str:
    """Give a subject without what does harm or shows nothing where it is read."""
    text = " ".join(FORBIDDEN.sub("", subject).split())
    return "" if shows_nothing(text) else text


def _parse_changes(text: str) -> Iterator[FileChange]:
    fields = [field.lstrip("\n") for field in text.split("\x00") if field.strip("\n")]
    position = 0
    while position < len(fields):
        letter = fields[position][:1]
        # A rename names the old file, then the new one.
        width = 2 if letter in "RC" else 1
        file = fields[position + width] if position + width < len(fields) else ""
        position += 1 + width
        place = parse_place(file)
        if place and letter in _KINDS:
            yield FileChange(_KINDS[letter], place)
