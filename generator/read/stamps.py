"""The stamps of a register's files: what shows which of them have changed, without reading any.

They are kept and compared packed, for a register has ten thousand files and hardly one of them has changed.
"""

import os
import struct
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from generator.read.documents import DOCUMENTS, is_document
from generator.read.files import SETTLING_SECONDS, UNSURE, Look, walk_files, walk_record_files

_NUMBER = "q"
_STAMP = struct.Struct("32s")
_LARGEST = (1 << 63) - 1
_UNSURE = bytes(_STAMP.size)


class Stamps(NamedTuple):
    """The files of a register and how each is known to be unchanged: records in order, then documents."""

    files: Sequence[str]
    packed: bytes
    """The stamp of each file after the other."""

    @property
    def is_whole(self) -> bool:
        """Whether there is a stamp for each file, and no more."""
        return len(self.packed) == len(self.files) * _STAMP.size

    @property
    def is_sure(self) -> bool:
        """Whether no file may have changed without a sign."""
        # The quick look finds zeros that belong to two stamps, too.
        return _UNSURE not in self.packed or _UNSURE not in self.iterate()

    def count_records(self) -> int:
        """Give how many of the files are no documents."""
        return len(self.files) - sum(1 for _ in takewhile(is_document, reversed(self.files)))

    def iterate(self) -> Iterator[bytes]:
        """Give the stamp of each file."""
        return (stamp for (stamp,) in _STAMP.iter_unpack(self.packed))

    def find_changed(self, old: "Stamps") -> set[str]:
        """Give the files that are not known to be as they were, and those that are gone."""
        if self.packed == old.packed and self.files == old.files and self.is_sure:
            return set()
        if self.files == old.files:
            pairs = zip(self.files, self.iterate(), old.iterate(), strict=True)
            return {file for file, stamp, before in pairs if stamp != before or stamp == _UNSURE}
        then = dict(zip(old.files, old.iterate(), strict=True))
        now = zip(self.files, self.iterate(), strict=True)
        changed = {file for file, stamp in now if stamp == _UNSURE or then.get(file) != stamp}
        return changed | then.keys() - set(self.files)


def list_unsure(files: Iterable[str]) -> Stamps:
    """Give the stamps of files of which nothing is known but that they are there."""
    named = list(files)
    return Stamps(named, _UNSURE * len(named))


def read_settled() -> int:
    """Give the time, in nanoseconds, from which on a change may be followed by another without a sign."""
    return time.time_ns() - int(SETTLING_SECONDS * 1e9)


def read_stamps(root: Path, settled: int) -> Stamps:
    """Give what tells that a register's files, documents too, are unchanged.

    One that can't be looked at, or has changed after ``settled``, may change again without a sign: clocks of
    file systems move on in steps.
    """
    look = _make_look(settled)
    records, documents = walk_record_files(root, look), walk_files(root, DOCUMENTS, (), look)
    return Stamps(records[0] + documents[0], records[1] + documents[1])


def _make_look(settled: int) -> Look:
    def look(base: str, names: Sequence[str], place: int | None) -> bytes:
        numbers: list[int] = []
        see, take = os.stat, numbers.extend
        for name in names:
            try:
                status = see(base + name, dir_fd=place, follow_symlinks=False)
            except OSError:
                take(UNSURE)
                continue
            modified, changed = status.st_mtime_ns, status.st_ctime_ns
            if modified > settled or changed > settled:
                take(UNSURE)
            else:
                take((modified, changed, status.st_size, status.st_ino & _LARGEST))
        try:
            return array(_NUMBER, numbers).tobytes()
        except OverflowError:
            # A time before the year 1677 is known to no clock.
            return _UNSURE * len(names)

    return look
