"""Where exports go: the interface of what takes their bytes."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol, TypeAlias


class Sink(Protocol):
    """Something that takes bytes, one stretch after the other."""

    def write(self, data: bytes, /) -> object:
        """Take the next bytes."""


OpenFile: TypeAlias = Callable[[str], AbstractContextManager[Sink]]
