"""The proof that no step loses anything: every value and every comment of before is there after."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from generator.read.strict_yaml import read_mapping
from generator.records import RecordKind
from generator.upgrading.migration import EACH, Move, Path, Scalar
from generator.write.document import iterate_comments
from generator.write.reading import read_document

_Any: TypeAlias = Any
_Leaf: TypeAlias = Scalar | tuple[()]
"""A value that holds no other; an empty list or group is the empty tuple."""
_NOTHING = object()


def find_lost_value(before: bytes, after: bytes, kind: RecordKind, moves: Iterable[Move]) -> Path | None:
    """Give the place of the first value of a record that its new text doesn't say; None where all are there.

    A value is looked for at its own place, or where a move puts it. A new text that can't be read says none.
    """
    old, _ = read_mapping(before)
    new, _ = read_mapping(after)
    found = dict(_iterate_leaves(new, ())) if new is not None else {}
    own = [move for move in moves if move.kind == kind]
    for path, value in _iterate_leaves(old, ()):
        place, wanted = _follow(path, value, own)
        there = found.get(place, _NOTHING)
        # For Python, true is 1.
        if not any(there == one and type(there) is type(one) for one in wanted):
            return path
    return None


def find_lost_comment(before: bytes, after: bytes) -> str | None:
    """Give the first comment of a text that its new text doesn't have; None where all are there."""
    if b"#" not in before:
        return None
    lost = _count_comments(before) - _count_comments(after)
    return next(iter(lost), None)


def _count_comments(data: bytes) -> Counter[str]:
    return Counter(iterate_comments(read_document(data.decode())))


def _iterate_leaves(value: _Any, path: Path) -> Iterator[tuple[Path, _Leaf]]:
    parts = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if parts is None:
        yield path, value
    elif not value:
        yield path, ()
    else:
        for key, inner in parts:
            yield from _iterate_leaves(inner, (*path, key))


def _follow(path: Path, value: _Leaf, moves: Sequence[Move]) -> tuple[Path, list[_Leaf]]:
    """Give where a value stands after all moves, one after the other, and what it may say there.

    A step need not say each value in other words that it says some in.
    """
    said = [value]
    for move in moves:
        items = _match(path, move.path)
        if items is None:
            continue
        left = iter(items)
        path = (*(next(left) if part == EACH else part for part in move.to), *path[len(move.path) :])
        said += [move.becomes[one] for one in said if isinstance(one, str) and one in move.becomes]
    return path, said


def _match(path: Path, pattern: tuple[str, ...]) -> list[int] | None:
    """Give the numbers of the items that a path goes through where a pattern has any; None for another."""
    if len(path) < len(pattern):
        return None
    items = []
    for part, wanted in zip(path, pattern, strict=False):
        if wanted == EACH and isinstance(part, int):
            items.append(part)
        elif part != wanted:
            return None
    return items
