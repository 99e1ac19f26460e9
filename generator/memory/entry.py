"""Entries: one kept file of named parts and many items, of which only the wanted ones are read.

Items come first, then the parts, then a table of where each stands, and at the end a seal over that table.
Whatever is not as it was written counts as lost: a table by its seal, a part or an item by its checksum.
"""

import hashlib
import os
import stat
import struct
import weakref
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import accumulate
from typing import IO, Any, TypeAlias

from generator.memory.plain import pack_plain, unpack_plain

Place: TypeAlias = tuple[int, int, int]
"""Where something begins in the file, how long it is, and its checksum."""
_END = struct.Struct(">8sQQ32s")
_SIGN = b"registri"
_ITEMS = "items"
# What is in a cache's folder may be anything: a link is not followed, a pipe is not waited for.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class MemoryLostError(Exception):
    """What was kept is not there as it was written."""


class Entry:
    """An entry that is read.

    Its file stays open: who deletes it or puts another in its place takes nothing away from this one.
    """

    def __init__(self, path: str, key: str) -> None:
        """Open an entry. Raises MemoryLostError where there is none under this key."""
        try:
            self._file = os.open(path, _FLAGS)
        except (OSError, ValueError):
            raise MemoryLostError from None
        weakref.finalize(self, os.close, self._file)
        status = os.fstat(self._file)
        self._size = status.st_size if stat.S_ISREG(status.st_mode) else 0
        table = self._read_table()
        if table.get("key") != key:
            raise MemoryLostError
        self._parts: Mapping[str, Any] = table.get("parts", {})
        self._items: dict[str, Place] | None = None

    def read(self, name: str) -> bytes:
        """Give a part. Raises MemoryLostError."""
        return self._read_place(self._parts.get(name))

    def read_plain(self, name: str) -> Any:  # noqa: ANN401  plain data of any shape
        """Give a part that is plain data. Raises MemoryLostError."""
        return _unpack(self.read(name))

    @property
    def items(self) -> Mapping[str, Place]:
        """Where each item stands, in the order they were written. Raises MemoryLostError."""
        if self._items is None:
            try:
                names, lengths, checksums = self.read_plain(_ITEMS)
                starts = accumulate(lengths, initial=0)
                # The last start is the end of all.
                places = zip(starts, lengths, checksums, strict=False)
                self._items = dict(zip(names, places, strict=True))
            except (TypeError, ValueError):
                raise MemoryLostError from None
        return self._items

    def read_item(self, name: str) -> bytes:
        """Give an item. Raises MemoryLostError."""
        return self._read_place(self.items.get(name))

    def read_plain_item(self, name: str) -> Any:  # noqa: ANN401  plain data of any shape
        """Give an item that is plain data. Raises MemoryLostError."""
        return _unpack(self.read_item(name))

    def touch(self) -> None:
        """Have the file bear the time of its last use, where it is ours."""
        if os.utime in os.supports_fd:
            with suppress(OSError):
                os.utime(self._file)

    def _read_table(self) -> dict[str, Any]:
        end = self._read_at(self._size - _END.size, _END.size)
        sign, start, length, seal = _END.unpack(end)
        if sign != _SIGN:
            raise MemoryLostError
        table = self._read_at(start, length)
        found = _unpack(table) if hashlib.sha256(table).digest() == seal else None
        if not isinstance(found, dict) or not isinstance(found.get("parts"), dict):
            raise MemoryLostError
        return found

    def _read_place(self, place: Any) -> bytes:  # noqa: ANN401  whatever the table says
        try:
            start, length, checksum = place
            content = self._read_at(start, length)
        except (TypeError, ValueError):
            raise MemoryLostError from None
        if zlib.crc32(content) != checksum:
            raise MemoryLostError
        return content

    def _read_at(self, start: int, length: int) -> bytes:
        if start < 0 or length < 0 or start + length > self._size:
            raise MemoryLostError
        try:
            if hasattr(os, "pread"):
                content = os.pread(self._file, length, start)
            else:
                os.lseek(self._file, start, os.SEEK_SET)
                content = os.read(self._file, length)
        except OSError:
            raise MemoryLostError from None
        if len(content) != length:
            raise MemoryLostError
        return content


def _unpack(content: bytes) -> Any:  # noqa: ANN401  plain data of any shape
    try:
        return unpack_plain(content)
    except ValueError:
        raise MemoryLostError from None


def write_entry(
    stream: IO[bytes], key: str, parts: Mapping[str, bytes], items: Iterable[tuple[str, bytes]]
) -> int:
    """Write an entry, and give its size."""
    names, lengths, checksums = [], [], []
    for name, content in items:
        stream.write(content)
        names.append(name)
        lengths.append(len(content))
        checksums.append(zlib.crc32(content))
    start, places = sum(lengths), {}
    for name, content in (*parts.items(), (_ITEMS, pack_plain((names, lengths, checksums)))):
        stream.write(content)
        places[name] = (start, len(content), zlib.crc32(content))
        start += len(content)
    table = pack_plain({"key": key, "parts": places})
    stream.write(table)
    stream.write(_END.pack(_SIGN, start, len(table), hashlib.sha256(table).digest()))
    return start + len(table) + _END.size
