"""History: what changed in the records and when, read from git in one pass."""

import datetime
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from generator.records import RECORDS, FilePlace, parse_place

ChangeKind: TypeAlias = Literal["added", "changed", "renamed", "removed"]

_KINDS: dict[str, ChangeKind] = {"A": "added", "M": "changed", "R": "renamed", "D": "removed", "T": "changed"}
_HEAD = "\x1e"
_FIELD = "\x1f"
# A subject may hold any character but NUL, so a head counts only at the start or after one.
_AT_HEAD = re.compile(f"(?:^|\x00\n?){_HEAD}")


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
    """Commits that touched records, newest first; ``head`` is empty for a register outside git."""

    head: str
    head_day: datetime.date | None
    commits: tuple[Commit, ...]
    is_shallow: bool = False

    @property
    def last_changes(self) -> dict[tuple[str, str], Commit]:
        """The newest commit of each record, by kind and id."""
        last: dict[tuple[str, str], Commit] = {}
        for commit in self.commits:
            for change in commit.changes:
                last.setdefault((change.place.kind, change.place.id), commit)
        return last


NO_HISTORY = History("", None, ())


def read_history(root: Path) -> History:
    """Read the history of a register's records; NO_HISTORY where the folder is under no git of its own."""
    head = _ask_git(root, "log", "-1", "--format=%H%x1f%cd", "--date=format:%Y-%m-%d", "--", RECORDS)
    if not head or not head.strip():
        return NO_HISTORY
    _, day = head.strip().split(_FIELD)
    commit = (_ask_git(root, "rev-parse", "HEAD") or "").strip()
    shallow = (_ask_git(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true"
    log = _ask_git(
        root, "log", "--relative", "-M", "--name-status", "-z", f"--format={_HEAD}%H{_FIELD}%cd{_FIELD}%s",
        "--date=format:%Y-%m-%d", "--", RECORDS,
    )  # fmt: skip
    commits = tuple(_parse_commit(part) for part in _AT_HEAD.split(log or "")[1:])
    return History(commit, datetime.date.fromisoformat(day), commits, shallow)


def _ask_git(root: Path, *args: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603  fixed arguments, no shell
            ["git", "-C", str(root), *args],  # noqa: S607  git of the user's path, as the user runs it
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _parse_commit(part: str) -> Commit:
    head, _, tail = part.partition("\x00")
    commit_id, day, subject = head.split(_FIELD, 2)
    fields = [field.lstrip("\n") for field in tail.split("\x00") if field.strip("\n")]
    changes = []
    position = 0
    while position < len(fields):
        letter = fields[position][:1]
        # A rename names the old file, then the new one.
        width = 2 if letter in "RC" else 1
        file = fields[position + width] if position + width < len(fields) else ""
        position += 1 + width
        place = parse_place(file)
        if place and letter in _KINDS:
            changes.append(FileChange(_KINDS[letter], place))
    return Commit(commit_id, datetime.date.fromisoformat(day), subject, tuple(changes))
