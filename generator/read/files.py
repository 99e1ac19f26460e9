"""The records on disk: which files there are, and their bytes."""

import os
import stat
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from generator.reasons import is_exhaustion
from generator.records import RECORDS

Obstacle: TypeAlias = Literal["link", "folder", "pipe", "socket", "device", "closed"]
"""Why something has no bytes to give: what it is instead of a file; ``closed`` where it can't be read."""

Stamp: TypeAlias = tuple[int, int, int, int]
"""How a file is known to be unchanged: its two times in nanoseconds, its size and its inode."""
UNSURE: Stamp = (0, 0, 0, 0)
"""The stamp of a file that may have changed, whatever its stamp was."""
SETTLING_SECONDS = 0.1
"""How long after a change a file may change again without a sign."""

MAX_BYTES = 256 * 1024
"""What no record is longer than."""
MOST_LINES, MOST_VALUES = 5000, 10_000
"""How many lines a record has at most, and how many keys and items: they bound what judging it costs."""
_RECORD_SUFFIXES = (".yaml", ".yml")
_SPECIAL: dict[int, Obstacle] = {
    stat.S_IFLNK: "link",
    stat.S_IFIFO: "pipe",
    stat.S_IFSOCK: "socket",
    stat.S_IFCHR: "device",
    stat.S_IFBLK: "device",
}
# A file that becomes a link or a pipe after it was looked at is neither followed nor waited for.
OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_FOLDER_FLAGS = OPEN_FLAGS | getattr(os, "O_DIRECTORY", 0)
_HAS_PLACES = os.scandir in os.supports_fd and os.stat in os.supports_dir_fd


Look: TypeAlias = Callable[[str, Sequence[str], int | None], bytes]
"""Looks at files: what is put before each name, the names, and the open folder that they are seen from."""


class _Run(NamedTuple):
    """Files that follow each other in a folder, and what a look at them gave."""

    files: list[str]
    seen: bytes


def list_record_files(root: Path) -> list[str]:
    """Give what is under ``records/`` but folders, relative to the root with forward slashes, in order.

    A folder is named too where it bears a record's name or can't be listed. Names that start with a dot
    belong to editors and systems and are left out. Links are named, never followed.
    """
    return list_files(root, RECORDS, _RECORD_SUFFIXES)


def is_record_file(root: Path, file: str) -> bool:
    """Whether ``list_record_files`` certainly names an ordinary file; else only that list can tell."""
    top, *parts = file.split("/")
    if top != RECORDS or not parts or any(part.startswith(".") for part in parts):
        return False
    if any(part.endswith(_RECORD_SUFFIXES) for part in parts[:-1]):
        return False
    place = f"{root}/{top}"
    try:
        for part in parts:
            # As it is spelt there, and in no folder that a link leads to.
            if not stat.S_ISDIR(os.lstat(place).st_mode) or part not in os.listdir(place):  # noqa: PTH208
                return False
            place = f"{place}/{part}"
        return stat.S_ISREG(os.lstat(place).st_mode)
    except OSError:
        return False


def list_files(root: Path, name: str, suffixes: tuple[str, ...] = ()) -> list[str]:
    """Give what is in a folder of a register, as ``list_record_files`` does.

    ``suffixes`` are endings that make even a folder be named.
    """
    return walk_files(root, name, suffixes, _see_nothing)[0]


def walk_record_files(root: Path, look: Look) -> tuple[list[str], bytes]:
    """Give what ``list_record_files`` gives, and what a look at each gave."""
    return walk_files(root, RECORDS, _RECORD_SUFFIXES, look)


def walk_files(root: Path, name: str, suffixes: tuple[str, ...], look: Look) -> tuple[list[str], bytes]:
    """Give what ``list_files`` gives, and what a look at each gave."""
    if (root / name).is_symlink():
        return [name], look(f"{root}/", (name,), None)
    files: list[str] = []
    seen: list[bytes] = []
    unlisted: list[str] = []
    waiting: list[str | _Run] = [name] if (root / name).is_dir() else []
    while waiting:
        one = waiting.pop()
        if isinstance(one, _Run):
            files += one.files
            seen.append(one.seen)
            continue
        try:
            waiting += reversed(_look_into(root, one, suffixes, look))
        except OSError as error:
            if is_exhaustion(error):
                raise
            unlisted.append(one)
    if not unlisted:
        return files, b"".join(seen)
    # Hardly ever: those that can't be listed are put in their places, and all is looked at from outside.
    files = sorted((*files, *unlisted))
    return files, look(f"{root}/", files, None)


def _look_into(root: Path, folder: str, suffixes: tuple[str, ...], look: Look) -> "list[str | _Run]":
    """Give what is in a folder, in order: its folders, and between them its files that were looked at.

    Raises OSError where it can't be listed.
    """
    path = f"{root}/{folder}"
    # From an open folder the system finds each file in one step instead of along the whole path.
    place = os.open(path, _FOLDER_FLAGS) if _HAS_PLACES else None
    found: list[str | _Run] = []
    try:
        names = _list_names(path if place is None else place, suffixes)
        base = f"{path}/" if place is None else ""
        for is_folder, group in groupby(names, key=_is_folder):
            run = list(group)
            if is_folder:
                found += [f"{folder}/{one[:-1]}" for one in run]
            else:
                found.append(_Run([f"{folder}/{one}" for one in run], look(base, run, place)))
    finally:
        if place is not None:
            os.close(place)
    return found


def _list_names(folder: str | int, suffixes: tuple[str, ...]) -> list[str]:
    """Give the names in a folder; a slash behind those of folders puts these where their files belong."""
    with os.scandir(folder) as entries:
        return sorted(
            f"{name}/" if entry.is_dir(follow_symlinks=False) and not name.endswith(suffixes) else name
            for entry in entries
            if not (name := entry.name).startswith(".")
        )


def _is_folder(name: str) -> bool:
    return name.endswith("/")


def _see_nothing(base: str, names: Sequence[str], place: int | None) -> bytes:  # noqa: ARG001  a Look
    return b""


def read_file(root: Path, file: str) -> bytes | Obstacle:
    """Give the bytes of an ordinary file, or why there are none.

    No more is read than shows that a file is too large for a record. Raises OSError where the system has
    nothing left to open a file with, which is no fault of the file's.
    """
    path = f"{root}/{file}"
    try:
        status = os.lstat(path)
        mode = status.st_mode
        if stat.S_ISDIR(mode):
            return "folder" if file.endswith(_RECORD_SUFFIXES) else "closed"
        if not stat.S_ISREG(mode):
            return _SPECIAL.get(stat.S_IFMT(mode), "device")
        descriptor = os.open(path, OPEN_FLAGS)
        try:
            # As much room as it needs: room for the longest comes anew from the system for each file, which
            # took two thirds of the time. One of the length that it had needs no second look for its end.
            data = os.read(descriptor, min(status.st_size, MAX_BYTES) + 1)
            while len(data) != status.st_size and len(data) <= MAX_BYTES:
                if not (more := os.read(descriptor, MAX_BYTES + 1 - len(data))):
                    break
                data += more
        finally:
            os.close(descriptor)
    except OSError as error:
        if is_exhaustion(error):
            raise
        return "closed"
    return data


def make_stamp(status: os.stat_result, settled: int) -> Stamp:
    """Give the stamp of a file whose state is known; UNSURE where it changed too lately."""
    modified, changed = status.st_mtime_ns, status.st_ctime_ns
    if modified > settled or changed > settled:
        return UNSURE
    return modified, changed, status.st_size, status.st_ino


def read_bytes(root: Path, file: str) -> bytes:
    """Give the bytes of a record's file; nothing for what is missing, no ordinary file, or can't be read."""
    data = read_file(root, file)
    return data if isinstance(data, bytes) else b""
