"""The strict YAML subset: one pass from bytes to plain values, refusing what YAML readers disagree on.

No anchors, aliases, tags, merge keys, doubled keys, YAML 1.1 booleans, sexagesimals, octals, floats,
unquoted dates, empty values, control or bidirectional characters, deep nesting or huge files. What is
refused comes back as faults with their place, never as an exception.
"""

import itertools
import re
from dataclasses import dataclass, field
from sys import intern
from typing import Protocol, TypeAlias

import yaml

from generator.canonical import Value
from generator.read.plain_lines import read_plain_lines
from generator.read.scalars import Refusal, resolve_plain, resolve_short

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
_SHORT = 48

# A file full of them is one mistake, not thousands.
_MOST_CHARACTERS = 20

Mapping: TypeAlias = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something the subset refuses: a rule id and its place (lines and columns from 1)."""

    rule: str
    line: int
    column: int
    end_line: int
    end_column: int
    params: dict[str, str] = field(default_factory=dict)
    related: tuple[tuple[int, int], ...] = ()


class PlainTextLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """PyYAML's C parser without implicit types: every scalar stays text, we decide what it means."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:  # noqa: ARG002  PyYAML's interface
        """Give one tag for every node: written ones are refused, implied ones are not asked for."""
        return "!"

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Keep no path: no resolver needs it."""

    def ascend_resolver(self) -> None:
        """Keep no path: no resolver needs it."""


_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
# A quote that its own line does not close, where a value may begin.
_OPEN_QUOTE = re.compile(r"""^ *(?:- +)*(?:[\w-]+: +)?(?P<quote>["'])(?:(?!(?P=quote)).)*$""", re.MULTILINE)
_ITEM = re.compile(r"(?P<margin> *)- ")
_MARKUP = re.compile(r"[&*!]|<<")
_DEEP_DASHES = re.compile(r"(?:[-?:] +){20}")
_MANY_BRACKETS = 60
_FAR_IN = "\n" + " " * 60


def read_mapping(data: bytes) -> tuple[Mapping | None, list[Fault]]:
    """Read one record.

    Gives its value and no faults, or None and at least one fault.
    """
    text, faults = _decode(data)
    if text is None:
        return None, faults
    value = read_plain_lines(text)
    return parse_mapping(text) if value is None else (value, [])


def parse_mapping(text: str) -> tuple[Mapping | None, list[Fault]]:
    """Read one record's text with the parser: what ``read_mapping`` does with all but the plainest."""
    faults: list[Fault] = []
    try:
        if _may_be_deep(text) and (fault := _find_depth(text)):
            return None, [fault]
        if _MARKUP.search(text):
            faults += _find_markup(text)
        node = yaml.compose(text, Loader=PlainTextLoader)
    except yaml.MarkedYAMLError as error:
        return None, [*faults, _explain_syntax(error, text)]
    except (yaml.YAMLError, RecursionError, ValueError):
        return None, [*faults, Fault("KS001", 1, 1, 1, 1)]
    if not isinstance(node, yaml.MappingNode):
        return None, [*faults, _explain_top_level(node, text)]
    builder = _Builder(text)
    built = builder.build_mapping(node, 1)
    faults += builder.faults
    return (None if faults else built), faults


def _decode(data: bytes) -> tuple[str | None, list[Fault]]:
    if len(data) > MAX_BYTES:
        return None, [Fault("KS002", 1, 1, 1, 1, {"kib": str(MAX_BYTES // 1024)})]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        return None, [Fault("KS003", line, column, line, column + 1)]
    if "\r" in text:
        line, column = _place(text, text.index("\r"))
        return None, [Fault("KS005", line, column, line, column + 1)]
    if text.replace("\n", "").isprintable():
        return text, []
    faults = []
    for found in itertools.islice(_FORBIDDEN.finditer(text), _MOST_CHARACTERS):
        line, column = _place(text, found.start())
        faults.append(Fault("KS004", line, column, line, column + 1, {"code": f"U+{ord(found[0]):04X}"}))
    return (None if faults else text), faults


def _place(text: str, offset: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def _span(rule: str, node: yaml.Node, **params: str) -> Fault:
    start, end = node.start_mark, node.end_mark
    return Fault(rule, start.line + 1, start.column + 1, end.line + 1, end.column + 1, params)


def _may_be_deep(text: str) -> bool:
    """Whether a text may nest deeper than is allowed: composing recurses, so this is asked before."""
    brackets = text.count("[") + text.count("{")
    return brackets >= _MANY_BRACKETS or _FAR_IN in text or _DEEP_DASHES.search(text) is not None


def _find_depth(text: str) -> Fault | None:
    depth = 0
    for event in yaml.parse(text, Loader=PlainTextLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            line, column = _mark_place(event.start_mark)
            return Fault("KS016", line, column, line, column + 1, {"depth": str(MAX_DEPTH)})
    return None


class _Mark(Protocol):
    line: int
    column: int


def _mark_place(mark: _Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _find_markup(text: str) -> list[Fault]:
    """Find anchors, aliases and tags, which composing would quietly resolve."""
    faults = []
    for event in yaml.parse(text, Loader=PlainTextLoader):
        kind = None
        if isinstance(event, yaml.AliasEvent):
            kind = "alias"
        elif getattr(event, "anchor", None):
            kind = "anchor"
        elif getattr(event, "tag", None):
            kind = "tag"
        if kind:
            line, column = _mark_place(event.start_mark)
            faults.append(Fault("KS006", line, column, line, column + 1, {"kind": kind}))
    return faults


def _explain_top_level(node: yaml.Node | None, text: str) -> Fault:
    if node is None:
        return Fault("KS007", 1, 1, 1, 1)
    if "\uff1a" in text:
        line, column = _place(text, text.index("\uff1a"))
        return Fault("KS009", line, column, line, column + 1)
    return _span("KS008", node)


def _explain_syntax(error: yaml.MarkedYAMLError, text: str) -> Fault:  # noqa: C901, PLR0911  one line a cause
    problem = f"{error.context or ''} {error.problem or ''}"
    line, column = _mark_place(error.problem_mark or error.context_mark)
    if "expected a single document" in problem:
        return Fault("KS010", line, column, line, column + 3)
    lines = text.split("\n")
    source = lines[line - 1] if line <= len(lines) else ""
    related: tuple[tuple[int, int], ...] = ()
    if error.context_mark and _mark_place(error.context_mark)[0] != line:
        related = (_mark_place(error.context_mark),)
    conflict = re.search(r"^(?:<{7}|={7}|>{7})", text, re.MULTILINE)
    if conflict:
        line, column = _place(text, conflict.start())
        return Fault("KS011", line, column, line, column + 7)
    if source.lstrip(" ").startswith("\t"):
        place = source.index("\t") + 1
        return Fault("KS012", line, place, line, place + 1)
    if "found unexpected end of stream" in problem or "quoted scalar" in problem:
        line, column = _mark_place(error.context_mark or error.problem_mark)
        return Fault("KS013", line, column, line, column + 1)
    if "mapping values are not allowed" in problem:
        return Fault("KS014", line, column, line, column + 1)
    if "cannot start any token" in problem:
        return Fault("KS015", line, column, line, column + 1, {"char": source[column - 1 : column]})
    # A quote left open swallows lines up to the next quote, and only what follows that is an error.
    opened = _OPEN_QUOTE.search("\n".join(lines[: line - 1]))
    if opened:
        line, column = _place(text, opened.start("quote"))
        return Fault("KS013", line, column, line, column + 1)
    dash = _find_lost_dash(lines, line) if "did not find expected key" in problem else None
    if dash:
        width = len(lines[dash - 1])
        start = width - len(lines[dash - 1].lstrip(" ")) + 1
        return Fault("KS001", dash, start, dash, width + 1, {}, ((line, column),))
    if "could not find expected ':'" in problem:
        # The parser notices a lost colon on the next line only; the context is where the key began.
        line, column = _mark_place(error.context_mark or error.problem_mark)
        return Fault("KS001", line, column, line, column + 1)
    return Fault("KS001", line, column, line, column + 1, {}, related)


def _find_lost_dash(lines: list[str], line: int) -> int | None:
    """Give the line of the list item that lost its dash, which the parser notices only at the next dash.

    ``line`` (from 1) is where it noticed; all lines above it, up to the list's own key, lie deeper.
    """
    found = _ITEM.match(lines[line - 1])
    if found is None:
        return None
    above = line - 1
    while above and lines[above - 1].startswith(found["margin"] + "  "):
        above -= 1
    is_key = above and lines[above - 1].rstrip().endswith(":")
    return above + 1 if is_key and above + 1 < line and not _ITEM.match(lines[above]) else None


class _Builder:
    """Turns nodes into values and gathers what it must refuse."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self._lines = text.split("\n") if " #" in text else []

    def build_mapping(self, node: yaml.MappingNode, depth: int) -> Mapping:
        value: Mapping = {}
        places: dict[str, yaml.Node] = {}
        if depth > MAX_DEPTH:
            self.faults.append(_span("KS016", node, depth=str(MAX_DEPTH)))
            return value
        for key_node, item_node in node.value:
            key = self._read_key(key_node)
            if key is None:
                continue
            if key in places:
                first = places[key].start_mark
                fault = _span("KS020", key_node, key=key)
                related = ((first.line + 1, first.column + 1),)
                self.faults.append(
                    Fault("KS020", fault.line, fault.column, fault.end_line, fault.end_column,
                          {"key": key, "line": str(first.line + 1)}, related)
                )  # fmt: skip
                continue
            places[key] = key_node
            value[intern(key)] = self._build(item_node, key_node, depth + 1)
        return value

    def _read_key(self, node: yaml.Node) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self.faults.append(_span("KS021", node))
            return None
        key: str = node.value
        if node.style:
            self._find_escaped(node)
        if key == "<<" and not node.style:
            self.faults.append(_span("KS006", node, kind="merge"))
            return None
        if not node.style and not isinstance(resolve_short(key), str):
            self.faults.append(_span("KS021", node))
            return None
        return key

    def _build(self, node: yaml.Node, owner: yaml.Node, depth: int) -> Value:
        if isinstance(node, yaml.ScalarNode):
            return self._build_scalar(node, owner)
        if isinstance(node, yaml.MappingNode):
            return self.build_mapping(node, depth)
        if depth > MAX_DEPTH:
            self.faults.append(_span("KS016", node, depth=str(MAX_DEPTH)))
            return []
        return [self._build(item, item, depth + 1) for item in node.value]

    def _build_scalar(self, node: yaml.ScalarNode, owner: yaml.Node) -> Value:
        # Short texts repeat from record to record: codes, ids, dates.
        text: str = node.value
        resolve = resolve_plain
        if len(text) <= _SHORT:
            text, resolve = intern(text), resolve_short
        if self._lines and not node.style:
            self._find_lost_comment(node)
        if node.style:
            self._find_escaped(node)
            return text
        value = resolve(text)
        if isinstance(value, Refusal):
            place = owner if value.rule == "KS022" else node
            self.faults.append(_span(value.rule, place, text=text))
            return text
        return value

    def _find_escaped(self, node: yaml.ScalarNode) -> None:
        """Find what an escape inside double quotes brings in although it is refused in the open."""
        found = _FORBIDDEN.search(node.value) if node.style == '"' else None
        if found:
            self.faults.append(_span("KS004", node, code=f"U+{ord(found[0]):04X}"))

    def _find_lost_comment(self, node: yaml.ScalarNode) -> None:
        mark = node.end_mark
        rest = self._lines[mark.line][mark.column :] if mark.line < len(self._lines) else ""
        found = re.match(r"\s+#\S", rest)
        if found:
            column = mark.column + rest.index("#") + 1
            self.faults.append(
                Fault("KS028", mark.line + 1, column, mark.line + 1, mark.column + len(rest) + 1)
            )
