"""Reading back lines of a file that was written, so that these need not wait in memory."""

import mmap
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Self

_FORGET: int | None = getattr(mmap, "MADV_DONTNEED", None)
_MOST_SEEN = 1 << 20


class LineReader:
    """The lines of a file: its first one, and each other by its name.

    Raises OSError where the file can't be read.
    """

    def __init__(self, file: Path, names: Iterable[str], lengths: Sequence[int]) -> None:
        """Open a file whose lines have these lengths in bytes, the first one too, which has no name.

        No line is without its end, so that the first one is longer than nothing.
        """
        ends = list(accumulate(lengths))
        self._places = dict(zip(names, map(slice, ends, ends[1:]), strict=True))
        with file.open("rb") as stream:
            self._lines = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        self._head = self._lines[: lengths[0]]
        self._seen = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()

    def read(self, names: Iterable[str]) -> bytes:
        """Give the first line and those with these names, in their order."""
        read = b"".join([self._head, *map(self._lines.__getitem__, map(self._places.__getitem__, names))])
        self._seen += len(read)
        if self._seen > _MOST_SEEN and _FORGET is not None:
            # What was looked at would count as this process's own until the end.
            self._lines.madvise(_FORGET)
            self._seen = 0
        return read
