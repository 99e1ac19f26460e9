"""Notices: what the system itself tells of changes in folders, where it can (inotify, on Linux).

They only say where to look: on some disks and in some containers none come, so whoever listens looks for
himself now and then.
"""

import ctypes
import os
import select
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress

_CLOSED_AFTER_WRITING, _MOVED_AWAY, _MOVED_HERE, _MADE, _DELETED = 0x8, 0x40, 0x80, 0x100, 0x200
_ASKED = _CLOSED_AFTER_WRITING | _MOVED_AWAY | _MOVED_HERE | _MADE | _DELETED
_ONLY_FOLDERS = 0x01000000
_OVERFLOW, _FOLDER_IS_GONE, _IS_FOLDER = 0x4000, 0x8000, 0x40000000
_HEAD = struct.Struct("iIII")
_MOST_BYTES = 1 << 16


class Notices:
    """Listens to folders; raises OSError at once where the system can't tell."""

    def __init__(self) -> None:
        if not sys.platform.startswith("linux"):
            raise OSError
        try:
            self._system = ctypes.CDLL(None, use_errno=True)
            self._stream = self._system.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        except AttributeError:
            raise OSError from None
        if self._stream < 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        self._folders: dict[int, str] = {}

    def listen_to(self, folders: Iterable[str]) -> None:
        """Listen to folders, but not to those inside them; to one that is listened to it changes nothing."""
        for folder in folders:
            number = self._system.inotify_add_watch(self._stream, os.fsencode(folder), _ASKED | _ONLY_FOLDERS)
            if number >= 0:
                self._folders[number] = folder

    def wait(self, seconds: float) -> set[str] | None:
        """Give the paths at which something happened; none after some seconds of silence.

        None where more happened than can be told, or a folder came or went: then look everywhere.
        """
        select.select([self._stream], [], [], seconds)
        found: set[str] = set()
        is_told = True
        with suppress(BlockingIOError):
            while data := os.read(self._stream, _MOST_BYTES):
                is_told = self._read(data, found) and is_told
        return found if is_told else None

    def _read(self, data: bytes, found: set[str]) -> bool:
        """Add the paths of some events; False where they do not tell everything."""
        place, is_told = 0, True
        while place < len(data):
            number, what, _, length = _HEAD.unpack_from(data, place)
            place += _HEAD.size
            name = os.fsdecode(data[place : place + length].rstrip(b"\0"))
            place += length
            folder = self._folders.get(number)
            if what & _FOLDER_IS_GONE:
                self._folders.pop(number, None)
            if what & (_OVERFLOW | _FOLDER_IS_GONE | _IS_FOLDER) or folder is None:
                is_told = False
            elif not what & _MADE or os.path.islink(f"{folder}/{name}"):  # noqa: PTH114  a path as text
                # A file that was only made is told of again once it is written.
                found.add(f"{folder}/{name}")
        return is_told

    def close(self) -> None:
        """Listen no more."""
        os.close(self._stream)
