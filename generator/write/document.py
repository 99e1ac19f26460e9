"""A record as its author wrote it: entries in order, each with the comments that belong to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.canonical import render_leaf, render_scalar

Leaf: TypeAlias = str | int | bool


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item of a list (its key is empty), and the comments above it."""

    key: str
    value: "Leaf | Block"
    above: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """A group of keys or, with ``is_list``, a list; ``below`` are the comments after its last entry."""

    is_list: bool
    entries: list[Entry] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """A whole record; ``head`` are the comments at the top of the file."""

    top: Block
    head: list[str] = field(default_factory=list)


def render_document(document: Document) -> str:
    """Give the canonical text of a document: that of its record, with the comments between.

    Raises TypeError for a list directly inside a list, as ``canonical.render_record`` does.
    """
    nothing = [] if document.top.entries else ["{}"]
    lines = [*document.head, *_render_block(document.top, ""), *nothing]
    return "".join(f"{line}\n" for line in lines)


def iterate_comments(document: Document) -> Iterator[str]:
    """Give every comment of a document."""
    yield from document.head
    yield from _iterate_block_comments(document.top)


def _iterate_block_comments(block: Block) -> Iterator[str]:
    for entry in block.entries:
        yield from entry.above
        if isinstance(entry.value, Block):
            yield from _iterate_block_comments(entry.value)
    yield from block.below


def _render_block(block: Block, indent: str) -> Iterator[str]:
    for entry in block.entries:
        yield from _render_item(entry, indent) if block.is_list else _render_pair(entry, indent)
    yield from (f"{indent}{comment}" for comment in block.below)


def _render_pair(entry: Entry, indent: str) -> Iterator[str]:
    head = f"{indent}{render_scalar(entry.key)}:"
    if isinstance(entry.value, Block) and entry.value.entries:
        yield from _render_above(entry, indent)
        yield head
        yield from _render_block(entry.value, f"{indent}  ")
    else:
        yield from _render_line(head, entry, indent)


def _render_item(entry: Entry, indent: str) -> Iterator[str]:
    if not isinstance(entry.value, Block) or not entry.value.entries:
        yield from _render_line(f"{indent}-", entry, indent)
        return
    if entry.value.is_list:
        raise TypeError("a record holds no list directly inside a list")
    # A dash shares its line with the first key: what stood between the two comes before both.
    yield from _render_above(entry, indent)
    lines = _render_block(entry.value, f"{indent}  ")
    first = next(lines)
    while first.lstrip().startswith("#"):
        yield f"{indent}{first.lstrip()}"
        first = next(lines)
    yield f"{indent}- {first.lstrip()}"
    yield from lines


def _render_line(head: str, entry: Entry, indent: str) -> Iterator[str]:
    """Give an entry whose value begins on the line of its key or dash."""
    yield from _render_above(entry, indent)
    if isinstance(entry.value, Block):
        yield from (f"{indent}{comment}" for comment in entry.value.below)
        spelt = "[]" if entry.value.is_list else "{}"
    else:
        spelt = render_leaf(entry.value, indent)
    yield f"{head} {spelt}"


def _render_above(entry: Entry, indent: str) -> Iterator[str]:
    return (f"{indent}{comment}" for comment in entry.above)
