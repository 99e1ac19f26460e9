"""A record's text with some values changed: comments stay, and every value that is not another."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from generator.read.strict_yaml import read_mapping
from generator.schemas import Schema
from generator.value import Value
from generator.write.document import Block, Entry, Leaf, render_document
from generator.write.reading import read_document

_Any: TypeAlias = Any


class UnchangeableError(Exception):
    """A record whose text can't be changed without losing something of it."""


def change_record(data: bytes, value: Mapping[str, Value], schema: Schema) -> bytes:
    """Give a record's text with another value in it; what both values have in common is not touched.

    New keys stand in the schema's order. Raises UnchangeableError for a text that is no record, or one that
    would not say exactly the new value.
    """
    old, _ = read_mapping(data)
    if old is None:
        raise UnchangeableError
    document = read_document(data.decode("utf-8"))
    _change_group(document.top, old, value, schema)
    changed = render_document(document).encode()
    again, _ = read_mapping(changed)
    if again != dict(value):
        raise UnchangeableError
    return changed


def _change_group(block: Block, old: Mapping[str, _Any], new: Mapping[str, _Any], schema: Schema) -> None:
    known = schema.get("properties", {})
    block.entries = [entry for entry in block.entries if entry.key in new]
    for entry in block.entries:
        entry.value = _change_value(entry.value, old[entry.key], new[entry.key], known.get(entry.key, {}))
    order = list(known)
    present = {entry.key for entry in block.entries}
    for key in (*(key for key in order if key in new), *(key for key in new if key not in known)):
        if key not in present:
            block.entries.insert(_find_place(block, key, order), Entry(key, _make_value(new[key])))
            present.add(key)


def _find_place(block: Block, key: str, order: Sequence[str]) -> int:
    """Give where a new key goes: after the last of those that come before it."""
    if key not in order:
        return len(block.entries)
    before = set(order[: order.index(key)])
    places = [number for number, entry in enumerate(block.entries, 1) if entry.key in before]
    return places[-1] if places else 0


def _change_value(value: Leaf | Block, old: _Any, new: _Any, schema: Schema) -> Leaf | Block:
    if _is_same(old, new):
        return value
    if isinstance(value, Block) and isinstance(old, Mapping) and isinstance(new, Mapping):
        _change_group(value, old, new, schema)
        return value
    if isinstance(value, Block) and value.is_list and isinstance(new, list):
        value.entries = list(_change_items(value, old, new, schema.get("items", {})))
        return value
    return _make_value(new)


def _is_same(old: _Any, new: _Any) -> bool:
    """Whether two values are the same, for whom true is not 1."""
    return bool(old == new) and repr(old) == repr(new)


def _change_items(block: Block, old: Sequence[_Any], new: Sequence[_Any], schema: Schema) -> Iterator[Entry]:
    """Give the entries of a list: those whose value stays are kept with their comments, others changed."""
    left = list(zip(old, block.entries, strict=True))
    for item in new:
        same = next((pair for pair in left if _is_same(pair[0], item)), None)
        near = same or next((pair for pair in left if _is_near(pair[0], item) and pair[0] not in new), None)
        if near is None:
            yield Entry("", _make_value(item))
            continue
        left.remove(near)
        near[1].value = _change_value(near[1].value, near[0], item, schema)
        yield near[1]


def _is_near(old: _Any, new: _Any) -> bool:
    """Whether an item is another with some changes: their first keys say the same."""
    if not (isinstance(old, Mapping) and isinstance(new, Mapping) and old):
        return False
    key = next(iter(old))
    return key in new and _is_same(old[key], new[key])


def _make_value(value: _Any) -> Leaf | Block:
    if isinstance(value, Mapping):
        return Block(is_list=False, entries=[Entry(key, _make_value(item)) for key, item in value.items()])
    if isinstance(value, list):
        return Block(is_list=True, entries=[Entry("", _make_value(item)) for item in value])
    leaf: Leaf = value
    return leaf
