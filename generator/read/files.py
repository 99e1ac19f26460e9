"""The records on disk: which files there are, and their bytes."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TypeAlias

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


def list_record_files(root: Path) -> list[str]:
    """Give what is under ``records/`` but folders, relative to the root with forward slashes, in order.

    A folder is named too where it bears a record's name or can't be listed. Names that start with a dot
    belong to editors and systems and are left out. Links are named, never followed.
    """
    return list_files(root, RECORDS, _RECORD_SUFFIXES)


def list_files(root: Path, name: str, suffixes: tuple[str, ...] = ()) -> list[str]:
    """Give what is in a folder of a register, as ``list_record_files`` does.

    ``suffixes`` are endings that make even a folder be named.
    """
    top = root / name
    if top.is_symlink():
        return [name]
    found: list[str] = []
    folders = [name] if top.is_dir() else []
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(root / folder) as entries:
                for entry in entries:
                    path = f"{folder}/{entry.name}"
                    if entry.name.startswith("."):
                        continue
                    is_folder = entry.is_dir(follow_symlinks=False)
                    is_named_as_file = bool(suffixes) and entry.name.endswith(suffixes)
                    (folders if is_folder and not is_named_as_file else found).append(path)
        except OSError:
            found.append(folder)
    return sorted(found)


def read_file(root: Path, file: str) -> bytes | Obstacle:
    """Give the bytes of an ordinary file, or why there are none.

    No more is read than shows that a file is too large for a record.
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
    except OSError:
        return "closed"
    return data


def read_stamps(root: Path, files: Iterable[str], settled: int) -> dict[str, Stamp]:
    """Give what tells that files are unchanged; UNSURE where one can't be looked at, or changed too lately.

    ``settled`` is a time in nanoseconds: a file changed after it may change again without a sign, for
    clocks of file systems move on in steps.
    """
    top, stamps, look = f"{root}/", dict.fromkeys(files, UNSURE), os.lstat
    for file in stamps:
        try:
            status = look(top + file)
        except OSError:
            continue
        stamps[file] = make_stamp(status, settled)
    return stamps


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
