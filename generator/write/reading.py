"""From a record's text to a document: which comment belongs to which entry."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.read.parser import PlainTextLoader
from generator.read.scalars import Refusal, resolve_plain
from generator.write.document import Block, Document, Entry, Leaf

_COMMENT = re.compile(r"#[^\n]*")
_BLOCK_HEAD = re.compile(r"[|>][^\s#]*[ \t]+(#[^\n]*)")


@dataclass(frozen=True, slots=True)
class _Comment:
    offset: int
    column: int
    text: str
    is_beside: bool
    """Whether something else stands before it on its line."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entry begins, where its value begins, and the blocks it lies in, innermost first."""

    entry: Entry
    start: int
    column: int
    value_start: int
    blocks: tuple[tuple[Block, int], ...]
    """Each with the column its entries begin in."""


@dataclass(frozen=True, slots=True)
class _Flow:
    """A list or group in brackets: from where to where it goes."""

    block: Block
    start: int
    end: int


def read_document(text: str) -> Document:
    """Read a record's text that the strict reader takes without a fault.

    Raises TypeError for a text that holds no group of keys; of other faulty texts nothing is promised.
    """
    node = yaml.compose(text, Loader=PlainTextLoader)
    if not isinstance(node, yaml.MappingNode):
        raise TypeError("a record is a group of keys")
    starts = [0]
    starts.extend(found.end() for found in re.finditer("\n", text))
    comments = list(_find_comments(text, _iterate_scalars(node), starts))
    reader = _Reader(text, starts, comments)
    document = Document(reader.read_block(node, ()))
    for comment in comments:
        reader.settle(comment, document)
    return document


def _iterate_scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _iterate_scalars(key)
            yield from _iterate_scalars(value)
    else:
        for item in node.value:
            yield from _iterate_scalars(item)


def _find_comments(text: str, scalars: Iterator[yaml.ScalarNode], starts: list[int]) -> Iterator[_Comment]:
    """Find what stands behind a # outside all scalars, and in the first line of a block of text."""
    position = 0
    for node in scalars:
        start = starts[node.start_mark.line] + node.start_mark.column
        yield from _find_between(text, position, start, starts)
        if node.style in ("|", ">") and (head := _BLOCK_HEAD.match(text, start)):
            yield _describe(head.start(1), head[1], text, starts)
        position = starts[node.end_mark.line] + node.end_mark.column
    yield from _find_between(text, position, len(text), starts)


def _find_between(text: str, start: int, end: int, starts: list[int]) -> Iterator[_Comment]:
    for found in _COMMENT.finditer(text, start, end):
        yield _describe(found.start(), found[0], text, starts)


def _describe(offset: int, words: str, text: str, starts: list[int]) -> _Comment:
    line = starts[bisect_right(starts, offset) - 1]
    return _Comment(offset, offset - line, words.rstrip(), bool(text[line:offset].strip()))


class _Reader:
    """Builds the blocks, remembering where each entry begins, then gives each comment to one of them."""

    def __init__(self, text: str, starts: list[int], comments: list[_Comment]) -> None:
        self._starts = starts
        self._places: list[_Place] = []
        self._flows: list[_Flow] = []
        # Dashes are looked for backwards from an item: those inside comments must not be seen.
        bare = list(text)
        for comment in comments:
            end = text.find("\n", comment.offset)
            end = len(text) if end < 0 else end
            bare[comment.offset : end] = " " * (end - comment.offset)
        self._bare = "".join(bare)

    def read_block(self, node: yaml.CollectionNode, outer: tuple[tuple[Block, int], ...]) -> Block:
        block = Block(isinstance(node, yaml.SequenceNode))
        if node.flow_style:
            end = self._offset(node.end_mark.line, node.end_mark.column)
            self._flows.append(_Flow(block, self._offset(node.start_mark.line, node.start_mark.column), end))
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                start = self._offset(key.start_mark.line, key.start_mark.column)
                self._read_entry(block, key.value, start, value, outer)
        else:
            for item in node.value:
                start = self._offset(item.start_mark.line, item.start_mark.column)
                if not node.flow_style:
                    start = self._bare.rindex("-", 0, start)
                self._read_entry(block, "", start, item, outer)
        return block

    def _read_entry(
        self, block: Block, key: str, start: int, node: yaml.Node, outer: tuple[tuple[Block, int], ...]
    ) -> None:
        entry = Entry(key, _read_leaf(node) if isinstance(node, yaml.ScalarNode) else "")
        column = start - self._starts[bisect_right(self._starts, start) - 1]
        blocks = ((block, column), *outer)
        value_start = self._offset(node.start_mark.line, node.start_mark.column)
        self._places.append(_Place(entry, start, column, value_start, blocks))
        block.entries.append(entry)
        if isinstance(node, yaml.CollectionNode):
            entry.value = self.read_block(node, blocks)

    def _offset(self, line: int, column: int) -> int:
        return self._starts[line] + column

    def settle(self, comment: _Comment, document: Document) -> None:
        """Give a comment to the entry or block that it speaks of."""
        index = bisect_right(self._places, comment.offset, key=lambda place: place.start)
        before = self._places[index - 1] if index else None
        after = self._places[index] if index < len(self._places) else None
        flows = [flow for flow in self._flows if flow.start < comment.offset < flow.end]
        if before is None:
            document.head.append(comment.text)
        elif comment.is_beside:
            # A comment has a line of its own in canonical form: beside a value it might be text.
            before.entry.above.append(comment.text)
        elif before.value_start > comment.offset and not isinstance(before.entry.value, Block):
            before.entry.above.append(comment.text)
        elif flows:
            inside = after is not None and after.start < flows[-1].end
            (after.entry.above if after and inside else flows[-1].block.below).append(comment.text)
        else:
            _settle_by_column(comment, before, after, document)


def _settle_by_column(comment: _Comment, before: _Place, after: _Place | None, document: Document) -> None:
    """Give a comment between two entries to the next, or to the block that it is indented like."""
    if after is not None and comment.column <= after.column:
        after.entry.above.append(comment.text)
        return
    lowest = after.column if after is not None else -1
    for block, column in before.blocks:
        if lowest < column <= comment.column:
            block.below.append(comment.text)
            return
    (after.entry.above if after is not None else document.top.below).append(comment.text)


def _read_leaf(node: yaml.ScalarNode) -> Leaf:
    text: str = node.value
    if node.style:
        return text
    value = resolve_plain(text)
    return text if isinstance(value, Refusal) else value
