"""Reading back single lines of a file that was written, so that these need not wait in memory."""

import os
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Self


class LineReader:
    """The lines of a file: its first one, and each other by its name.

    Raises OSError where the file can't be read.
    """

    def __init__(self, file: Path, names: Iterable[str], lengths: Sequence[int]) -> None:
        """Open a file whose lines have these lengths in bytes, the first one too, which has no name."""
        self._places = dict(zip(names, zip(accumulate(lengths), lengths[1:], strict=False), strict=True))
        self._file = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self.head = os.read(self._file, lengths[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._file)

    def __getitem__(self, name: str) -> bytes:
        start, length = self._places[name]
        os.lseek(self._file, start, os.SEEK_SET)
        return os.read(self._file, length)
