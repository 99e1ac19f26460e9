"""JSON written a stretch at a time: the head of a document, then its lists, an item a line."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import orjson

_BATCH = 500

Item = TypeVar("Item")


def render_opening(head: Mapping[str, object]) -> bytes:
    """Give the first members of a JSON document, left open for more."""
    return b"{" + b",\n".join(
        b"%b:%b" % (orjson.dumps(key), orjson.dumps(value)) for key, value in head.items()
    )


def render_items(items: Iterable[object], *, first: bool) -> bytes:
    """Give items of a JSON list, a line each, so that differences between two days are readable."""
    return (b"\n" if first else b",\n") + b",\n".join(map(orjson.dumps, items))


def batch(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Give items some hundreds at a time."""
    iterator = iter(items)
    while stretch := list(itertools.islice(iterator, _BATCH)):
        yield stretch
