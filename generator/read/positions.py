"""Where a value stands in a file, by the parser: whatever form its text has."""

import yaml

from generator.read.parser import PlainTextLoader
from generator.read.places import Path, Position

_START = Position(1, 1, 1, 1)


def read_places(data: bytes) -> yaml.Node | None:
    """Give the tree of a file's values with their places; None for what can't be read."""
    try:
        return yaml.compose(data.decode("utf-8"), Loader=PlainTextLoader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return None


def locate(top: yaml.Node | None, path: Path, *, key: bool = False) -> Position:
    """Find the value at a path, or with ``key`` the key that leads to it.

    A path that the file does not have gives the nearest part that it has.
    """
    if top is None:
        return _START
    node = place = top
    for step in path:
        found = _descend(node, step)
        if found is None:
            return _position(place)
        key_node, node = found
        place = node
        if key and key_node is not None:
            place = key_node
    if not path:
        return Position(node.start_mark.line + 1, node.start_mark.column + 1, node.start_mark.line + 1, 2)
    return _position(place)


def find_path(top: yaml.Node | None, line: int, column: int) -> tuple[str | int, ...]:
    """Give the path of the innermost value, or key, that holds a place; lines and columns count from 1."""
    path: list[str | int] = []
    node = top
    while node is not None:
        inner = next((step for step in _list_steps(node) if _holds(step[1:], line, column)), None)
        if inner is None:
            break
        path.append(inner[0])
        node = inner[2]
    return tuple(path)


def _list_steps(node: yaml.Node) -> list[tuple[str | int, yaml.Node, yaml.Node]]:
    """Give each value in a group or list: the step to it, the node it begins with, and its own node."""
    if isinstance(node, yaml.MappingNode):
        return [(key_node.value, key_node, value_node) for key_node, value_node in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [(index, item, item) for index, item in enumerate(node.value)]
    return []


def _holds(nodes: tuple[yaml.Node, yaml.Node], line: int, column: int) -> bool:
    start, end = nodes[0].start_mark, nodes[1].end_mark
    return (start.line, start.column) <= (line - 1, column - 1) < (end.line, end.column)


def _descend(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == step:
                return key_node, value_node
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _position(node: yaml.Node) -> Position:
    start, end = node.start_mark, node.end_mark
    if isinstance(node, yaml.ScalarNode):
        return Position(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    return Position(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
