"""JSON written a stretch at a time: a list of many items is never held as text whole."""

import itertools
from collections.abc import Iterable, Iterator
from typing import TypeVar

_BATCH = 500

Item = TypeVar("Item")


def batch(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Give items some hundreds at a time."""
    iterator = iter(items)
    while stretch := list(itertools.islice(iterator, _BATCH)):
        yield stretch
