"""New lines in a record's text: a value in its place, a key where the schema has it, one more list item.

Nothing is written anew: what is not changed keeps its spelling, its order and its comments. Each result
is read once more, and refused rather than given where it says anything else than was meant.
"""

import copy
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from generator.canonical import render_leaf, render_record, render_scalar
from generator.read.positions import read_places
from generator.read.strict_yaml import Mapping, read_mapping
from generator.schemas import Schema
from generator.value import Value
from generator.write.edits import Edit, Source, apply_edits

_Any: TypeAlias = Any


class UnplaceableError(Exception):
    """A text in which there is no sure place for a change; tidied up first, there is one."""


@dataclass(frozen=True, slots=True)
class Put:
    """A change: the value at a path becomes this; where there is none, the key comes into being."""

    path: tuple[str, ...]
    value: Value


@dataclass(frozen=True, slots=True)
class Add:
    """A change: the list at a path gets one more item at its end; where there is none, it comes to be."""

    path: tuple[str, ...]
    item: Value


@dataclass(frozen=True, slots=True)
class Swap:
    """A change: the key at the end of a path gives its place to another one, with another value."""

    path: tuple[str, ...]
    key: str
    value: Value


Change: TypeAlias = Put | Add | Swap


def amend_record(data: bytes, schema: Schema, changes: Sequence[Change]) -> bytes:
    """Give a record's text with some changes, each in lines of its own.

    The record must be one that the strict reader takes. Raises UnplaceableError where a change would need
    more than its own lines.
    """
    for change in changes:
        value, _ = read_mapping(data)
        if value is None:
            raise UnplaceableError
        text = data.decode()
        data = apply_edits(text, [_place(Source(text), read_places(data), schema, change)]).encode()
        wanted, (found, _) = _apply(value, change), read_mapping(data)
        if found is None or _spell(found) != _spell(wanted):
            raise UnplaceableError
    return data


def _spell(value: Mapping) -> str:
    """Give a spelling in which true is not 1, as it would be for ``==``; the order of keys is no matter."""
    return json.dumps(value, sort_keys=True)


def _apply(value: Mapping, change: Change) -> Mapping:
    """Give what the record says after a change."""
    wanted: Mapping = copy.deepcopy(value)
    inside: _Any = wanted
    for key in change.path[:-1]:
        inside = inside.setdefault(key, {})
    last = change.path[-1]
    if isinstance(change, Add):
        inside.setdefault(last, []).append(change.item)
    elif isinstance(change, Put):
        inside[last] = change.value
    else:
        del inside[last]
        inside[change.key] = change.value
    return wanted


def _place(source: Source, top: yaml.Node | None, schema: Schema, change: Change) -> Edit:
    if not isinstance(top, yaml.MappingNode):
        raise UnplaceableError
    value: Value = [change.item] if isinstance(change, Add) else change.value
    node: yaml.MappingNode = top
    for depth, key in enumerate(change.path):
        found = _find_entry(node, key)
        if found is None:
            inner: dict[str, Value] = {change.path[-1]: value}
            for outer in reversed(change.path[depth:-1]):
                inner = {outer: inner}
            return _insert_key(source, node, schema, key, inner[key])
        if depth == len(change.path) - 1:
            return _change_entry(source, found, change)
        if not isinstance(found[1], yaml.MappingNode):
            raise UnplaceableError
        node, schema = found[1], schema.get("properties", {}).get(key, {})
    raise UnplaceableError


def _change_entry(source: Source, entry: tuple[yaml.Node, yaml.Node], change: Change) -> Edit:
    key_node, node = entry
    if isinstance(change, Add):
        return _append_item(source, node, change.item)
    start = _offset(source, key_node.start_mark) if isinstance(change, Swap) else _start(source, node)
    end = _last_offset(source, node)
    if "#" in source.text[start:end] and not isinstance(node, yaml.ScalarNode):
        # A comment inside would go with it.
        raise UnplaceableError
    indent = " " * key_node.start_mark.column
    if isinstance(change.value, list | dict):
        raise UnplaceableError
    leaf = render_leaf(change.value, indent)
    return Edit(start, end, f"{render_scalar(change.key)}: {leaf}" if isinstance(change, Swap) else leaf)


def _insert_key(source: Source, node: yaml.MappingNode, schema: Schema, key: str, value: Value) -> Edit:
    """Put a key behind those that the schema has before it, else before all others."""
    if node.flow_style:
        pair = f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        return _insert_in_brackets(source, node, pair)
    order = {name: number for number, name in enumerate(schema.get("properties", {}))}
    rank = order.get(key, len(order))
    before = [entry for entry in node.value if order.get(entry[0].value, len(order)) <= rank]
    lines = list(_render_lines({key: value}, node.value[0][0].start_mark.column))
    if before:
        last = max(before, key=lambda entry: _last_offset(source, entry[1]))
        return _insert_after(source, _last_offset(source, last[1]), lines)
    start = _offset(source, node.value[0][0].start_mark)
    indent = " " * node.value[0][0].start_mark.column
    return Edit(start, start, "\n".join((*lines, "")).removeprefix(indent) + indent)


def _append_item(source: Source, node: yaml.Node, item: Value) -> Edit:
    if not isinstance(node, yaml.SequenceNode):
        raise UnplaceableError
    if node.flow_style:
        return _insert_in_brackets(source, node, json.dumps(item, ensure_ascii=False))
    column = node.start_mark.column
    lines = [f"{' ' * column}{line}" if line else "" for line in _render_item(item)]
    return _insert_after(source, _last_offset(source, node), lines)


def _render_item(item: Value) -> Iterator[str]:
    """Give an item of a list as lines that begin with its dash."""
    # The canonical text of a list under a key is indented by two.
    text = render_record({"x": [item]}).removesuffix("\n")
    yield from (line[2:] for line in text.split("\n")[1:])


def _render_lines(value: Mapping, column: int) -> Iterator[str]:
    for line in render_record(value).removesuffix("\n").split("\n"):
        yield f"{' ' * column}{line}" if line else ""


def _insert_after(source: Source, offset: int, lines: list[str]) -> Edit:
    """Put lines behind the line in which something ends, before any comment that follows."""
    line_end = source.text.find("\n", offset)
    if line_end < 0:
        line_end = len(source.text)
    return Edit(line_end, line_end, "".join(f"\n{line}" for line in lines))


def _insert_in_brackets(source: Source, node: yaml.CollectionNode, text: str) -> Edit:
    end = _offset(source, node.end_mark) - 1
    return Edit(end, end, f", {text}" if node.value else text)


def _find_entry(node: yaml.MappingNode, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    return next((entry for entry in node.value if entry[0].value == key), None)


def _offset(source: Source, mark: _Any) -> int:
    return source.offset(mark.line + 1, mark.column + 1)


def _start(source: Source, node: yaml.Node) -> int:
    return _offset(source, node.start_mark)


def _last_offset(source: Source, node: yaml.Node) -> int:
    """Give where the last thing within a value ends: blank lines and comments behind it are not of it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_offset(source, last[1] if isinstance(last, tuple) else last)
    start, end = _start(source, node), _offset(source, node.end_mark)
    # A block of text ends where the next line begins.
    return start + len(source.text[start:end].rstrip())
