"""History: what changed in the records and when, read from git in one pass.

What the public sees is the main line: a merge is one publication, on the day of the merge. Along it days
never run backwards, whatever the clocks said that the commits were made by (``generator.git.days``).
"""

import datetime
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from generator.git.contents import BROKEN
from generator.git.days import settle_days
from generator.git.heads import Head, read_head
from generator.git.program import finish_git, start_git
from generator.read.characters import FORBIDDEN, shows_nothing
from generator.records import RECORDS, FilePlace, parse_place
from generator.refusal import RefusalError

ChangeKind: TypeAlias = Literal["added", "changed", "renamed", "removed"]

DIRTY = "-dirty"
"""Follows the commit's id where the folder held something else, as ``git describe --dirty`` says it."""
NO_FILE = "-"
"""In the place of a content's id: what stands there is a link or another repository, no ordinary file."""

_PROGRAM = "generator"
"""Where the program stands in a repository that holds it beside a register."""
_LONGEST = 500
"""How many letters of a reason are told."""
_HEAD = "\x1e"
_FIELD = "\x1f"
# A subject may hold any character but NUL, so a head counts only at the start or after one.
_AT_HEAD = re.compile(f"(?:^|\x00\n?){_HEAD}")
_FORMAT = _FIELD.join(("%H", "%P", "%ct", "%cd", "%s%n%b"))
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_ZONE = re.compile(r"([-+])([0-9]{2})([0-9]{2})")
_RAW = re.compile(r":([0-7]{6}) ([0-7]{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])[0-9]*")
_ORDINARY = ("100644", "100755", "100664")
# The subjects that hosts and git itself give to merges: what was merged stands below them.
_HOSTS_WORDS = ("Merge pull request ", "Merge branch ", "Merge remote-tracking branch ")
# The public line, with the commits that touch no record, for they too have a day.
_MAIN_LINE = ("--first-parent", "-m", "--date=raw", "--no-color")


class FileChange(NamedTuple):
    """What a commit did to one record's file."""

    kind: ChangeKind
    place: FilePlace
    file: str = ""
    """Where it stands, or stood where it is gone."""
    former: str = ""
    """Where it stood before, of one that was renamed."""
    before: str = ""
    """The id of the content before, empty where there was none."""
    after: str = ""


class Commit(NamedTuple):
    """One published change: its id, its day, the reason that was given and the records it touched."""

    id: str
    day: datetime.date
    subject: str
    changes: tuple[FileChange, ...]


class LineCommit(NamedTuple):
    """A commit of the main line as git has it: its first parent, and the day and time of its own clock."""

    id: str
    parent: str
    day: datetime.date | None
    """None where the clock said what is no day."""
    time: datetime.datetime | None
    subject: str
    changes: tuple[FileChange, ...]


class History(NamedTuple):
    """Commits that touched records, newest first; ``head`` is empty for a register outside git.

    Where the folder holds something else than the commit, ``head`` is its id with ``DIRTY`` behind it.
    """

    head: str
    head_day: datetime.date | None
    """The day on which records changed last."""
    commits: tuple[Commit, ...]
    is_shallow: bool = False
    is_clean: bool = True
    head_time: datetime.datetime | None = None
    """When the newest commit was made, whatever it touched, in UTC."""

    @property
    def generated_at(self) -> str | None:
        """The time of the newest commit as data files say it: ISO 8601 in UTC; None where it is not known."""
        return self.head_time.strftime("%Y-%m-%dT%H:%M:%SZ") if self.head_time else None

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


def find_head_files(root: Path) -> tuple[Path, ...]:
    """Give the files of git's own that change when another commit is the newest; none outside git."""
    found = finish_git(start_git(root, "rev-parse", "--git-path", "HEAD", "--git-path", "logs/HEAD"))
    # Each from the folder that git was asked in.
    return tuple((root / line).resolve() for line in (found or "").splitlines())


def read_first(root: Path) -> str:
    """Give the commit that a main line begins with; empty outside git."""
    found = finish_git(start_git(root, "rev-list", "--first-parent", "--max-parents=0", "HEAD"))
    return (found or "").strip()


def read_history(root: Path) -> History:
    """Read the history of a register's records; NO_HISTORY where the folder is under no git of its own."""
    head = read_head(root)
    return make_history(head, read_line(root, "HEAD")) if head else NO_HISTORY


def make_history(head: Head, line: Sequence[LineCommit]) -> History:
    """Give the history of a main line, newest first; NO_HISTORY where no commit of it touched a record."""
    commits = settle_commits(line)
    if not commits:
        return NO_HISTORY
    return History(
        head=head.commit if head.is_clean else head.commit + DIRTY,
        head_day=commits[0].day,
        commits=commits,
        is_shallow=head.is_shallow,
        is_clean=head.is_clean,
        head_time=_settle_time(line),
    )


def _settle_time(line: Sequence[LineCommit]) -> datetime.datetime | None:
    """Give when the newest commit was made: the start of the day that is told where its clock was wrong."""
    day = settle_days([commit.day for commit in line])[0]
    if day is None or day == line[0].day:
        return line[0].time
    return datetime.datetime.combine(day, datetime.time.min, datetime.UTC)


def read_commits(root: Path, revisions: str) -> tuple[Commit, ...]:
    """Read the commits of some revisions that touched records, newest first."""
    # A day hangs on the clocks before it too.
    days = dict(read_days(root, revisions.rpartition("..")[2]))
    return _date_commits((commit, days.get(commit.id)) for commit in read_line(root, revisions))


def read_line(root: Path, revisions: str) -> tuple[LineCommit, ...]:
    """Read every commit of a main line, newest first, with what it did to records; empty outside git.

    A commit that changed the program too gives its reason for that, in the words of those who write programs:
    of the records it says none. Raises RefusalError for commits that git can't read.
    """
    log = start_git(
        root, "log", *_MAIN_LINE, "--sparse", "--full-history", "--relative", "-M", "--raw", "--no-abbrev",
        "-z", "--no-ext-diff", f"--format={_HEAD}{_FORMAT}", revisions, "--", RECORDS,
    )  # fmt: skip
    of_program = start_git(root, "log", *_MAIN_LINE, "--format=%H", revisions, "--", _PROGRAM)
    unsaid = frozenset((finish_git(of_program) or "").split())
    return tuple(
        commit._replace(subject="") if commit.id in unsaid else commit
        for commit in _iterate_commits(root, log)
    )


def read_days(root: Path, revision: str = "HEAD") -> list[tuple[str, datetime.date]]:
    """Give every commit of a main line with the day that the public is told, newest first.

    Raises RefusalError for commits that git can't read.
    """
    log = start_git(root, "log", *_MAIN_LINE, "-z", f"--format={_HEAD}{_FORMAT}", revision)
    line = list(_iterate_commits(root, log))
    days = settle_days([commit.day for commit in line])
    return [(commit.id, day) for commit, day in zip(line, days, strict=True) if day]


def _iterate_commits(root: Path, log: "subprocess.Popen[bytes] | None") -> Iterator[LineCommit]:
    """Give the commits that git lists; none outside git, or before the first commit."""
    listed = finish_git(log)
    if listed is None and finish_git(start_git(root, "rev-parse", "HEAD")):
        # A list that ends where a commit is missing would tell of a younger register.
        raise RefusalError(BROKEN)
    yield from map(_parse_commit, _AT_HEAD.split(listed or "")[1:])


def find_commit_on(root: Path, day: datetime.date) -> str | None:
    """Give the last commit of the main line on or before a day; None where the line begins later."""
    return next((commit for commit, found in read_days(root) if found <= day), None)


def settle_commits(line: Sequence[LineCommit]) -> tuple[Commit, ...]:
    """Give the commits of a line that touched records, each with the day that the public is told."""
    return _date_commits(zip(line, settle_days([commit.day for commit in line]), strict=True))


def _date_commits(dated: Iterable[tuple[LineCommit, datetime.date | None]]) -> tuple[Commit, ...]:
    return tuple(
        Commit(commit.id, day, commit.subject, commit.changes)
        for commit, day in dated
        if commit.changes and day
    )


def _parse_commit(part: str) -> LineCommit:
    head, _, tail = part.partition("\x00")
    commit_id, parents, seconds, stamp, words = head.split(_FIELD, 4)
    first, *others = parents.split(" ")
    subject, _, body = words.partition("\n")
    reason = _read_reason(subject, body, is_merge=bool(others))
    changes = tuple(_parse_changes(tail))
    return LineCommit(commit_id, first, _read_day(seconds, stamp), _read_time(seconds), reason, changes)


def _read_reason(subject: str, body: str, *, is_merge: bool) -> str:
    """Give why a change was made: of a merge that its host named, the first thing that was written below."""
    if is_merge and subject.startswith(_HOSTS_WORDS):
        return next(filter(None, map(_clean, body.split("\n"))), "") or _clean(subject)
    return _clean(subject)


def _read_time(seconds: str) -> datetime.datetime | None:
    """Give the time of a commit in UTC, or None where it is no time."""
    try:
        return _EPOCH + datetime.timedelta(seconds=int(seconds)) if seconds.isdecimal() else None
    except OverflowError:
        return None


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
    """Give a subject without what does harm or shows nothing where it is read; a very long one is cut."""
    text = " ".join(FORBIDDEN.sub("", subject).split())
    if len(text) > _LONGEST:
        # Between words: half of a number would no longer be known for what it is.
        whole, _, _ = text[: _LONGEST + 1].rpartition(" ")
        text = f"{whole or text[:_LONGEST]} …"
    return "" if shows_nothing(text) else text


def _parse_changes(text: str) -> Iterator[FileChange]:
    fields = iter(text.split("\x00"))
    for field in fields:
        found = _RAW.fullmatch(field.lstrip("\n"))
        if not found:
            continue
        # A rename names the old file, then the new one.
        old = new = next(fields, "")
        if found[5] in "RC":
            new = next(fields, "")
        before, after = (_name_content(found[mode], found[mode + 2]) for mode in (1, 2))
        yield from _list_changes(old, new, before, after)


def _name_content(mode: str, blob: str) -> str:
    if not blob.strip("0"):
        return ""
    return blob if mode in _ORDINARY else NO_FILE


def _list_changes(old: str, new: str, before: str, after: str) -> Iterator[FileChange]:
    """Give what happened to records; what moves into the register or out of it comes or goes."""
    # No record has ever had a name that can't be shown.
    place, former = (parse_place(file) if file.isprintable() else None for file in (new, old))
    if old == new or not (place and former):
        if former and before and not (old == new and after):
            yield FileChange("removed", former, old, before=before)
        elif place:
            kind: ChangeKind = "changed" if before and old == new else "added"
            yield FileChange(kind, place, new, before=before if old == new else "", after=after)
    else:
        yield FileChange("renamed", place, new, old, before, after)
