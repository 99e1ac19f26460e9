"""One finding with all that is needed to mend it: the text, the value it points at, that value's schema."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from generator.check.finding import Finding
from generator.read.parser import PlainTextLoader
from generator.read.scalars import Refusal, resolve_plain
from generator.records import FilePlace, RecordKind
from generator.schemas import FORMATS, Schema, SchemaSet
from generator.value import Value
from generator.write.edits import Source

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the other records say: the ids of each kind, each partner's units, the ids named in vain."""

    schemas: SchemaSet
    ids: Mapping[RecordKind, Sequence[str]] = field(default_factory=dict)
    units: Mapping[str, Sequence[str]] = field(default_factory=dict)
    missed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A single value or key in a text: its path, its node and what it means (None where it is refused)."""

    path: Path
    node: yaml.ScalarNode
    is_key: bool

    @property
    def value(self) -> Value | None:
        """What the scalar means to the strict reader."""
        if self.node.style:
            return str(self.node.value)
        value = resolve_plain(self.node.value)
        return None if isinstance(value, Refusal) else value


class Case:
    """A finding in its file's text."""

    def __init__(self, finding: Finding, text: str, place: FilePlace, around: Surroundings) -> None:
        self.finding, self.place, self.around = finding, place, around
        self.source = Source(text)
        self.start = self.source.offset(finding.line, finding.column)
        self.end = self.source.offset(finding.end_line, finding.end_column)

    @property
    def text(self) -> str:
        """The whole file's text."""
        return self.source.text

    @property
    def stretch(self) -> str:
        """What the finding points at, as it is written."""
        return self.text[self.start : self.end]

    @property
    def line(self) -> tuple[int, str]:
        """The line the finding begins on: its offset and its text."""
        start = self.source.offset(self.finding.line, 1)
        return start, self.text[start : self.source.line_end(self.finding.line)]

    @cached_property
    def root(self) -> yaml.Node | None:
        """The text's nodes; None for a text that is no YAML."""
        return compose(self.text)

    @cached_property
    def found(self) -> Found | None:
        """The value or key that begins where the finding does."""
        return self.find(self.root, self.finding.line, self.finding.column)

    @staticmethod
    def find(root: yaml.Node | None, line: int, column: int) -> Found | None:
        """Give the value or key of a text that begins at a place."""
        return _find(root, (), (line - 1, column - 1)) if root is not None else None

    def schema_of(self, path: Path) -> Schema | None:
        """Give what the schema asks of a place; None for a place it does not know."""
        part: Schema | None = self.around.schemas.get(self.place.schema)
        for step in path:
            if part is None:
                return None
            part = part.get("items") if isinstance(step, int) else part.get("properties", {}).get(step)
        return part

    def fits(self, path: Path, value: object) -> bool:
        """Whether the schema takes a value in a place; a place it does not know takes none."""
        from generator.schema_errors import find_errors  # noqa: PLC0415  only a faulty record needs it

        schema = self.schema_of(path)
        return schema is not None and not find_errors(schema, FORMATS, value)

    def value_at(self, path: Path) -> Any:  # noqa: ANN401  any YAML value
        """Give the single value at a path as text; None where there is none."""
        node = self.root
        for step in path:
            node = _descend(node, step)
        return node.value if isinstance(node, yaml.ScalarNode) else None

    def keys_at(self, path: Path) -> dict[str, yaml.Node]:
        """Give the keys of the group at a path, each with its value's node."""
        node = self.root
        for step in path:
            node = _descend(node, step)
        if not isinstance(node, yaml.MappingNode):
            return {}
        return {key.value: value for key, value in node.value}


def compose(text: str) -> yaml.Node | None:
    """Give a text's nodes; None for what is no YAML."""
    try:
        return yaml.compose(text, Loader=PlainTextLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _find(node: yaml.Node, path: Path, mark: tuple[int, int]) -> Found | None:
    if isinstance(node, yaml.ScalarNode):
        is_here = (node.start_mark.line, node.start_mark.column) == mark
        return Found(path, node, is_key=False) if is_here else None
    if isinstance(node, yaml.SequenceNode):
        parts = [_find(item, (*path, index), mark) for index, item in enumerate(node.value)]
        return next(filter(None, parts), None)
    for key, value in node.value:
        inner = (*path, str(key.value))
        if isinstance(key, yaml.ScalarNode) and (key.start_mark.line, key.start_mark.column) == mark:
            return Found(inner, key, is_key=True)
        found = _find(value, inner, mark)
        if found:
            return found
    return None


def _descend(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item: yaml.Node = node.value[step]
        return item
    return None
