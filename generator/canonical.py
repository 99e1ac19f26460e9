"""The canonical YAML text of a record: one way to write every value, so that differences stay small.

Keys stand in the schema's order, lists are indented under their key, text is plain where every YAML
reader agrees on it, a literal block where it has lines of its own, and double-quoted elsewhere. Comments
are no part of a value; ``generator.write`` keeps them.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from generator.value import Value

# A plain scalar must not be taken for anything but text, by YAML 1.1 or YAML 1.2 readers.
_RESOLVES_OTHERWISE = re.compile(
    r"""^(?:~|=|<<|
        y|n|yes|no|on|off|true|false|null|
        [-+]?\.(?:inf|nan)|
        [-+.]?[0-9][-+0-9_.,:eExXoOa-fA-F]*|
        [0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?.*
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
_UNSAFE_START = re.compile(r"""^(?:[\s,\[\]{}#&*!|>'"%@`]|[-?:](?:\s|$)|---|\.\.\.)""")
_UNSAFE_INSIDE = re.compile(r":(?:\s|$)|\s#|\s$|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_MUST_ESCAPE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")


def render_scalar(text: str) -> str:
    """Give the YAML spelling of a text: plain where that is safe, double-quoted otherwise."""
    if text and not (
        _RESOLVES_OTHERWISE.match(text) or _UNSAFE_START.match(text) or _UNSAFE_INSIDE.search(text)
    ):
        return text
    return quote_text(text)


def quote_text(text: str) -> str:
    """Give a text in double quotes, which all YAML readers take for the same text."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _MUST_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def render_record(value: Mapping[str, Value]) -> str:
    """Give the canonical text of a record, ending in a line break.

    The mapping's own order is kept: callers order the keys by the schema.
    """
    return "".join(f"{line}\n" for line in _render_mapping(value, ""))


def _render_mapping(value: Mapping[str, Value], indent: str) -> Iterator[str]:
    for key, item in value.items():
        head = f"{indent}{render_scalar(key)}:"
        if item in ({}, []):
            yield f"{head} {'{}' if isinstance(item, Mapping) else '[]'}"
        elif isinstance(item, Mapping):
            yield head
            yield from _render_mapping(item, indent + "  ")
        elif isinstance(item, list):
            yield head
            yield from _render_list(item, indent + "  ")
        else:
            yield f"{head} {render_leaf(item, indent)}"


def _render_list(items: Sequence[Value], indent: str) -> Iterator[str]:
    for item in items:
        if item == {}:
            yield f"{indent}- {{}}"
        elif isinstance(item, Mapping):
            lines = _render_mapping(item, indent + "  ")
            yield f"{indent}- {next(lines).lstrip()}"
            yield from lines
        elif isinstance(item, list):
            raise TypeError("a record holds no list directly inside a list")
        else:
            yield f"{indent}- {render_leaf(item, indent)}"


def render_leaf(item: str | int | bool, indent: str) -> str:  # noqa: FBT001  a record's leaf is one of the three
    """Give the YAML spelling of a value that holds no others, for an entry at an indent.

    A text of several lines becomes a literal block, where that says exactly the same.
    """
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, int):
        return str(item)
    return _render_block(item, f"{indent}  ") if _is_block(item) else render_scalar(item)


def _is_block(text: str) -> bool:
    """Whether a literal block can hold a text: its lines end in no blanks, which editors would trim."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and text == text.strip()
        and all(line.isprintable() and line == line.rstrip() for line in lines)
    )


def _render_block(text: str, indent: str) -> str:
    return "\n".join(["|-", *(f"{indent}{line}" if line else "" for line in text.split("\n"))])
