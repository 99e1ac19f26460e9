"""The standing site: what is remembered of the files that a site was written with.

A file of it may serve the next site as it is, where it is known to hold just what would be written: its
times, its size and its place on the disk are those that it had when it was written. What anybody has touched
since is read before it is believed. The memory is one packed entry in the user's cache folder; the site
itself carries none of it.
"""

import hashlib
import os
import stat
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from generator.memory.entry import Entry, MemoryLostError
from generator.memory.store import Slot, find_store
from generator.parallel import do_beside, limit_jobs
from generator.questions import answer_both
from generator.read.files import OPEN_FLAGS

_GROUNDS, _NAMES, _STAMPS, _HASHES = "grounds", "names", "stamps", "hashes"
_FORM = "1"
"""Changes with what is kept, for the program does not: a new one finds the old one's files."""
_STAMP, _HASH = 4, 32
"""How many numbers a stamp is, and how many bytes a hash."""
_NUMBER = "q"
_LARGEST = (1 << 63) - 1
_STRETCH = 1 << 20
_OWN_SHARE = 33
"""How many files in a hundred are looked at here, where a second process looks at the others."""
_FOLDER_FLAGS = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
# Files are looked for from the folder that was found at first, whatever takes its place meanwhile.
_HAS_LINKS = os.link in os.supports_dir_fd and os.stat in os.supports_dir_fd and os.open in os.supports_dir_fd


class _Stamp(NamedTuple):
    modified: int
    changed: int
    size: int
    place: int


class Kept(NamedTuple):
    """A file of the standing site that holds what is to be written."""

    time: int
    """When its content was first written, in nanoseconds."""
    is_untouched: bool
    """Whether nobody has touched it since, not even its permissions."""


class Survey(NamedTuple):
    """The files of a site with their hashes and the stamps of all files, then of all folders but the top."""

    files: tuple[str, ...]
    hashes: bytes
    folders: tuple[str, ...]
    stamps: "array[int]"
    lent: tuple[int, ...] = ()
    """The numbers of the files that also are another site's."""

    def read_hash(self, number: int) -> bytes:
        """Give the hash of a file."""
        return self.hashes[number * _HASH : (number + 1) * _HASH]

    def read_stamp(self, number: int) -> _Stamp:
        """Give the stamp of a file, or of a folder behind them."""
        return _Stamp(*self.stamps[number * _STAMP : (number + 1) * _STAMP])


class StandingSite:
    """A site as it is remembered, in the folder where it stands."""

    def __init__(self, folder: Path, grounds: str, survey: Survey) -> None:
        self._folder, self.grounds, self._survey = folder, grounds, survey
        self._top: int | None = None

    @contextmanager
    def open(self) -> Iterator[None]:
        """Hold on to the folder as it is now, whatever takes its place meanwhile."""
        if not _HAS_LINKS:
            yield
            return
        with suppress(OSError):
            self._top = os.open(self._folder, _FOLDER_FLAGS)
        try:
            yield
        finally:
            if self._top is not None:
                os.close(self._top)
                self._top = None

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self._survey.files)}

    def find(self, name: str, digest: str, *, is_content: bool = True) -> Kept | None:
        """Give the file of a name where it is known to hold what has the SHA-256 ``digest``.

        Where that is no hash of its content but stands for it, what was touched is not believed.
        """
        number = self._places.get(name)
        if number is None or self._survey.read_hash(number) != bytes.fromhex(digest):
            return None
        now, then = self._read_stamp(name), self._survey.read_stamp(number)
        if now is None or (now.modified, now.size, now.place) != (then.modified, then.size, then.place):
            return None
        if now.changed == then.changed:
            return Kept(then.modified, is_untouched=True)
        is_same = is_content and self._hash(name) == digest
        return Kept(then.modified, is_untouched=False) if is_same else None

    def _read_stamp(self, name: str) -> "_Stamp | None":
        if self._top is None:
            return None
        try:
            return _make_stamp(os.stat(name, dir_fd=self._top, follow_symlinks=False))
        except OSError:
            return None

    def _hash(self, name: str) -> str | None:
        """Give the hash of a file's content as it is; None where it can't be read."""
        digest = hashlib.sha256()
        try:
            file = os.open(name, OPEN_FLAGS, dir_fd=self._top)
        except OSError:
            return None
        try:
            if not stat.S_ISREG(os.fstat(file).st_mode):
                return None
            while stretch := os.read(file, _STRETCH):
                digest.update(stretch)
        except OSError:
            return None
        finally:
            os.close(file)
        return digest.hexdigest()

    def lend(self, name: str, target: str) -> bool:
        """Have a file be the new site's too, in the place of another; False where that can't be."""
        for _ in range(2):
            try:
                os.link(name, target, src_dir_fd=self._top, follow_symlinks=False)
            except FileExistsError:
                os.unlink(target)  # noqa: PTH108
            except (OSError, NotImplementedError):
                return False
            else:
                return True
        return False

    def is_as_written(self, hangs_on: Callable[[], str]) -> bool:
        """Whether every file is there as it was written, and no other in any folder but the topmost.

        ``hangs_on`` gives the grounds, which must be those of then; it is asked beside.
        """
        names, stamps = (*self._survey.files, *self._survey.folders), self._survey.stamps
        part = len(names) * _OWN_SHARE // 100

        def look(start: int, end: int) -> bool:
            wanted = stamps[start * _STAMP : end * _STAMP]
            found = _stamp(f"{self._folder}/", names[start:end])
            return found is not None and found.numbers == wanted

        def look_here() -> bool:
            return hangs_on() == self.grounds and look(0, part)

        return bool(self.grounds) and answer_both(look_here, lambda: look(part, len(names)))


def recall_site(folder: Path) -> StandingSite | None:
    """Give the site that stands in a folder, as it was written there; None where nothing is remembered."""
    entry = _find_slot(folder).read()
    if entry is None:
        return None
    try:
        return _unpack(folder, entry)
    except (MemoryLostError, ValueError):
        return None


def _unpack(folder: Path, entry: Entry) -> StandingSite:
    names = tuple(os.fsdecode(entry.read(_NAMES)).split("\0"))
    hashes = entry.read(_HASHES)
    stamps = array(_NUMBER)
    stamps.frombytes(entry.read(_STAMPS))
    number = len(hashes) // _HASH
    if len(names) * _STAMP != len(stamps) or number > len(names) or number * _HASH != len(hashes):
        raise MemoryLostError
    survey = Survey(names[:number], hashes, names[number:], stamps)
    return StandingSite(folder, entry.read(_GROUNDS).decode(), survey)


def survey_site(stage: Path, hashes: Mapping[str, str], jobs: int = 1) -> Survey | None:
    """Give what is to be remembered of a finished site that does not stand yet; None where one is not there.

    ``hashes`` has the SHA-256 of every file, or what stands for it; up to two of ``jobs`` processes look.
    """
    from concurrent.futures import BrokenExecutor  # noqa: PLC0415  slow to load

    files = tuple(hashes)
    folders: dict[str, None] = {}
    for name in files:
        while (name := name.rpartition("/")[0]) and name not in folders:
            folders[name] = None
    names, top = (*files, *folders), f"{stage}/"
    half = len(names) // 2
    with do_beside(partial(_stamp, top, names[half:]), limit_jobs(jobs, len(names))) as wait:
        first = _stamp(top, names[:half])
        try:
            second = wait()
        except BrokenExecutor:
            # The site is finished and good: no more is lost than what would have been remembered of it.
            return None
    if first is None or second is None:
        return None
    packed = bytes.fromhex("".join(hashes.values()))
    found = (*first.lent, *(half + number for number in second.lent))
    # Each folder has more names than its own.
    lent = tuple(number for number in found if number < len(files))
    return Survey(files, packed, tuple(folders), first.numbers + second.numbers, lent)


def remember_site(folder: Path, survey: Survey, grounds: str) -> None:
    """Keep what a site was written with, once it stands; ``grounds`` say all that it was made from.

    They are empty where that is not known.
    """
    stamps = survey.stamps[:]
    for number in survey.lent:
        # Losing its other name was a change, but none of its content.
        with suppress(OSError):
            now, then = _make_stamp(os.lstat(f"{folder}/{survey.files[number]}")), survey.read_stamp(number)
            if now._replace(changed=then.changed) == then:
                stamps[number * _STAMP + 1] = now.changed
    names = "\0".join((*survey.files, *survey.folders))
    parts = {
        _GROUNDS: grounds.encode(),
        _NAMES: os.fsencode(names),
        _STAMPS: stamps.tobytes(),
        _HASHES: survey.hashes,
    }
    _find_slot(folder).write(parts)


def _find_slot(folder: Path) -> Slot:
    return find_store().lasting_slot(("site", os.fspath(folder)), (_FORM, sys.byteorder))


def _make_stamp(status: os.stat_result) -> _Stamp:
    return _Stamp(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino & _LARGEST)


class _Stamps(NamedTuple):
    numbers: "array[int]"
    """The stamps, one after the other."""
    lent: list[int]
    """Which of the names are not the only one."""


def _stamp(top: str, names: Iterable[str]) -> _Stamps | None:
    """Give the stamps of files or folders; None where one is not there."""
    stamps: list[int] = []
    lent: list[int] = []
    look, take = os.stat, stamps.extend
    try:
        # From an open folder the system need not go along the way to it for each file.
        place = os.open(top, _FOLDER_FLAGS) if _HAS_LINKS else None
        before = top if place is None else ""
        try:
            for number, name in enumerate(names):
                status = look(before + name, dir_fd=place, follow_symlinks=False)
                take((status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino & _LARGEST))
                if status.st_nlink > 1:
                    lent.append(number)
        finally:
            if place is not None:
                os.close(place)
    except OSError:
        return None
    return _Stamps(array(_NUMBER, stamps), lent)
