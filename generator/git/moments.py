"""Moments: which commit of a register a day or a name means, to be laid out and built from as it was."""

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.dates import DateError, parse_day
from generator.git.checkouts import list_running
from generator.git.history import find_commit_on, read_days
from generator.git.obstacles import refuse_untold
from generator.refusal import RefusalError
from generator.text import Text

if TYPE_CHECKING:
    from generator.git.trees import Repository

_FUTURE = Text(
    "{day} belum tiba: yang diketahui pada hari itu belum ada. Sebutkan hari ini ({today}) atau sebelumnya.",
    "{day} has not come yet, so nothing is known of it. Name today ({today}) or a day before.",
)
_TOO_EARLY = Text(
    "Pada {day} register ini belum ada: commit pertamanya dari {first}. Sebutkan {first} atau sesudahnya.",
    "On {day} this register did not exist yet: its first commit is of {first}. Name {first} or a later day.",
)
_UNDATED = Text(
    "Commit {name} tidak memuat hari yang dapat dipakai. Sebutkan sendiri harinya dengan --as-of.",
    "Commit {name} bears no day that can be used. Name the day yourself with --as-of.",
)
_STRANGER = Text(
    "Commit {name} tidak ada dalam riwayat cabang ini, dan mengubah berkas yang dijalankan saat situs "
    "dibangun: {files}. Tidak ada yang dijalankan. Baca dahulu perubahannya; bila aman, pindah ke commit itu "
    "(git switch --detach {name}), lalu bangun di sana.",
    "Commit {name} is not in this branch's history, and changes files that are run when the site is built: "
    "{files}. Nothing was run. Read them first; if they are safe, go to that commit "
    "(git switch --detach {name}) and build there.",
)
_NO_DAY = Text('"{text}" bukan tanggal. Tulis TTTT-BB-HH, misalnya 2026-11-24.',
               '"{text}" is no date. Write YYYY-MM-DD, such as 2026-11-24.')  # fmt: skip
_LIKE_A_DAY = re.compile(r"(?:19|20)[0-9]{2}|[0-9]{1,4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,4})?")
_SHOWN = 12
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Moment:
    """A commit, and the day whose knowledge it is: the day asked for, else the commit's own."""

    commit: str
    day: datetime.date


def find_moment(repository: "Repository", text: str, today: datetime.date) -> Moment:
    """Give what ``--at`` means: a day (the last commit of the main line on or before it), or a revision.

    Raises RefusalError for a day that has not come or that the register did not see, an unknown revision,
    a shallow copy, and a commit from elsewhere that brings files which a build would run.
    """
    refuse_untold(repository.root)
    try:
        day = parse_day(text)
    except DateError:
        if _LIKE_A_DAY.fullmatch(text) and not repository.has(text):
            raise RefusalError(_NO_DAY, text=text) from None
        commit = repository.resolve(text)
        refuse_stranger(repository, commit)
        return Moment(commit, _read_day(repository, commit))
    if day > today:
        raise RefusalError(_FUTURE, day=text, today=today.isoformat())
    # An empty repository is told as such.
    repository.resolve("HEAD")
    found = find_commit_on(repository.root, day)
    if found is None:
        raise RefusalError(_TOO_EARLY, day=text, first=_read_first_day(repository))
    return Moment(found, day)


def refuse_stranger(repository: "Repository", commit: str) -> None:
    """Refuse a commit of somebody else's that brings files which building a site would run.

    What is in the register's own history was published from once, settings and all; what was only fetched,
    such as another's proposal, was not. Raises RefusalError.
    """
    head = repository.resolve("HEAD")
    if repository.is_before(commit, head):
        return
    # Without a common origin nothing of it is known here.
    origin = repository.find_origin(commit, head)
    files = list_running(repository.compare(origin, commit), repository.prefix)
    if files:
        more = ["…"] if len(files) > _MOST_NAMED else []
        raise RefusalError(_STRANGER, name=commit[:_SHOWN], files=", ".join([*files[:_MOST_NAMED], *more]))


def was_known_on(repository: "Repository", commit: str, day: datetime.date) -> bool:
    """Whether a commit is what was known on a day, or on a part of it, before another followed.

    Raises RefusalError for a commit that bears no day.
    """
    followed = None
    for other, found in read_days(repository.root):
        if other == commit:
            return found <= day and (followed is None or day <= followed)
        followed = found
    return _read_day(repository, commit) == day


def _read_day(repository: "Repository", commit: str) -> datetime.date:
    """Give the day that the public is told of a commit; of one of another line the day that line tells."""
    for revision in ("HEAD", commit):
        for found, day in read_days(repository.root, revision):
            if found == commit:
                return day
    raise RefusalError(_UNDATED, name=commit[:_SHOWN])


def _read_first_day(repository: "Repository") -> str:
    days = read_days(repository.root)
    return days[-1][1].isoformat() if days else "?"
