"""The parser's way from a record's text to its values: for all texts, however they are written.

What the strict subset refuses comes back as faults with their place, never as an exception.
"""

import re
from sys import intern

import yaml

from generator.read.characters import FORBIDDEN, shows_nothing
from generator.read.fault import MOST_ALIKE, MOST_FAULTS, Fault, place_at, place_of
from generator.read.files import MOST_VALUES
from generator.read.scalars import Refusal, resolve_plain, resolve_short
from generator.read.syntax import explain_syntax
from generator.value import Value

MAX_DEPTH = 20
_SHORT = 48


class PlainTextLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """PyYAML's C parser without implicit types: every scalar stays text, we decide what it means."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:  # noqa: ARG002  PyYAML's interface
        """Give one tag for every node: written ones are refused, implied ones are not asked for."""
        return "!"

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Keep no path: no resolver needs it."""

    def ascend_resolver(self) -> None:
        """Keep no path: no resolver needs it."""


# A comment behind a value: blanks and a hash.
_COMMENT = re.compile(r"[ \t]+#")
_MARKUP = re.compile(r"[&*!]|<<")
_DEEP_DASHES = re.compile(r"(?:[-?:] +){20}")
_MANY_BRACKETS = 60
_FAR_IN = "\n" + " " * 60


def parse_mapping(text: str) -> tuple[dict[str, Value] | None, list[Fault]]:  # noqa: PLR0911  a cause a line
    """Read one record's text: what ``strict_yaml.read_mapping`` does with all but the plainest."""
    faults: list[Fault] = []
    try:
        if _may_be_deep(text) and (fault := _find_depth(text)):
            return None, [fault]
        if _MARKUP.search(text):
            faults, has_alias = _find_markup(text)
            if has_alias:
                # A few aliases of aliases would be millions of values once built.
                return None, faults
        node = yaml.compose(text, Loader=PlainTextLoader)
    except yaml.MarkedYAMLError as error:
        # That an anchor comes twice adds nothing to its being refused.
        if "duplicate anchor" not in (error.context or ""):
            faults.append(explain_syntax(error, text, PlainTextLoader))
        return None, faults
    except (yaml.YAMLError, RecursionError, ValueError):
        return None, [*faults, Fault("KS001", 1, 1, 1, 1)]
    if not isinstance(node, yaml.MappingNode):
        return None, [*faults, _explain_top_level(node, text)]
    builder = _Builder(text)
    built = builder.build_mapping(node, 1)
    if builder.values > MOST_VALUES:
        return None, [Fault("KS002", 1, 1, 1, 1, {"most": "values"})]
    faults += builder.faults
    return (None if faults else built), faults


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
            line, column = place_of(event.start_mark)
            return Fault("KS016", line, column, line, column + 1, {"depth": str(MAX_DEPTH)})
    return None


def _find_markup(text: str) -> tuple[list[Fault], bool]:
    """Find anchors, aliases and tags, which composing would quietly resolve, and whether any is an alias."""
    faults: list[Fault] = []
    has_alias = False
    for event in yaml.parse(text, Loader=PlainTextLoader):
        kind = None
        if isinstance(event, yaml.AliasEvent):
            kind, has_alias = "alias", True
        elif getattr(event, "anchor", None):
            kind = "anchor"
        elif getattr(event, "tag", None):
            kind = "tag"
        if kind and len(faults) < MOST_ALIKE:
            line, column = place_of(event.start_mark)
            faults.append(Fault("KS006", line, column, line, column + 1, {"kind": kind}))
    return faults, has_alias


def _explain_top_level(node: yaml.Node | None, text: str) -> Fault:
    if node is None:
        return Fault("KS007", 1, 1, 1, 1)
    if "\uff1a" in text:
        line, column = place_at(text, text.index("\uff1a"))
        return Fault("KS009", line, column, line, column + 1)
    return _span("KS008", node)


class _Builder:
    """Turns nodes into values and gathers what it must refuse."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self.values = 0
        # Only where a comment may stand behind a value is there anything to look up.
        self._lines = text.split("\n") if _COMMENT.search(text) else []

    def _refuse(self, fault: Fault) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)

    def build_mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Value]:
        value: dict[str, Value] = {}
        places: dict[str, yaml.Node] = {}
        if depth > MAX_DEPTH:
            self._refuse(_span("KS016", node, depth=str(MAX_DEPTH)))
            return value
        for key_node, item_node in node.value:
            key = self._read_key(key_node)
            if key is None:
                continue
            if key in places:
                first = places[key].start_mark
                fault = _span("KS020", key_node, key=key)
                related = ((first.line + 1, first.column + 1),)
                self._refuse(
                    Fault("KS020", fault.line, fault.column, fault.end_line, fault.end_column,
                          {"key": key, "line": str(first.line + 1)}, related)
                )  # fmt: skip
                continue
            places[key] = key_node
            value[intern(key)] = self._build(item_node, key_node, depth + 1)
        return value

    def _read_key(self, node: yaml.Node) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self._refuse(_span("KS021", node))
            return None
        key: str = node.value
        if node.style:
            self._find_escaped(node)
        if key == "<<" and not node.style:
            self._refuse(_span("KS006", node, kind="merge"))
            return None
        if not node.style and not isinstance(resolve_short(key), str):
            self._refuse(_span("KS021", node))
            return None
        return key

    def _build(self, node: yaml.Node, owner: yaml.Node, depth: int) -> Value:
        self.values += 1
        if isinstance(node, yaml.ScalarNode):
            return self._build_scalar(node, owner)
        if self._lines and getattr(node, "flow_style", False):
            self._find_comment(node)
        if isinstance(node, yaml.MappingNode):
            return self.build_mapping(node, depth)
        if depth > MAX_DEPTH:
            self._refuse(_span("KS016", node, depth=str(MAX_DEPTH)))
            return []
        return [self._build(item, item, depth + 1) for item in node.value]

    def _build_scalar(self, node: yaml.ScalarNode, owner: yaml.Node) -> Value:
        # Short texts repeat from record to record: codes, ids, dates.
        text: str = node.value
        resolve = resolve_plain
        if len(text) <= _SHORT:
            text, resolve = intern(text), resolve_short
        if self._lines and node.style not in ("|", ">"):
            self._find_comment(node)
        if shows_nothing(text):
            self._refuse(_span("KS029", node))
        if node.style:
            self._find_escaped(node)
            return text
        value = resolve(text)
        if isinstance(value, Refusal):
            place = owner if value.rule == "KS022" else node
            self._refuse(_span(value.rule, place, text=text))
            return text
        return value

    def _find_escaped(self, node: yaml.ScalarNode) -> None:
        """Find what an escape inside double quotes brings in although it is refused in the open."""
        found = FORBIDDEN.search(node.value) if node.style == '"' else None
        if found:
            self._refuse(_span("KS004", node, code=f"U+{ord(found[0]):04X}"))

    def _find_comment(self, node: yaml.Node) -> None:
        """Find a comment behind a value: whether its writer meant a comment or a text, nobody can tell."""
        mark = node.end_mark
        rest = self._lines[mark.line][mark.column :] if mark.line < len(self._lines) else ""
        if _COMMENT.match(rest):
            column = mark.column + rest.index("#") + 1
            self._refuse(Fault("KS028", mark.line + 1, column, mark.line + 1, mark.column + len(rest) + 1))
