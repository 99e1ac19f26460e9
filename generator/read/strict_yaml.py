"""The strict YAML subset: one pass from bytes to plain values, refusing what YAML readers disagree on.

No anchors, aliases, tags, merge keys, doubled keys, YAML 1.1 booleans, sexagesimals, octals, floats,
unquoted dates, empty values, control or bidirectional characters, deep nesting or huge files. What is
refused comes back as faults with their place, never as an exception.
"""

import itertools
from typing import TypeAlias

from generator.read.characters import FORBIDDEN
from generator.read.fault import MOST_ALIKE, Fault, place_at
from generator.read.files import MAX_BYTES, MOST_LINES
from generator.read.plain_lines import read_plain_lines
from generator.value import Value

Mapping: TypeAlias = dict[str, Value]


def read_mapping(data: bytes) -> tuple[Mapping | None, list[Fault]]:
    """Read one record.

    Gives its value and no faults, or None and at least one fault.
    """
    text = _decode(data)
    if isinstance(text, Fault):
        return None, [text]
    value = read_plain_lines(text)
    if value is not None:
        return value, []
    if faults := _find_forbidden(text):
        return None, faults
    from generator.read.parser import parse_mapping  # noqa: PLC0415  most records need no parser

    return parse_mapping(text)


def _decode(data: bytes) -> str | Fault:
    if len(data) > MAX_BYTES:
        return Fault("KS002", 1, 1, 1, 1, {"most": "bytes"})
    if data.count(b"\n") > MOST_LINES:
        return Fault("KS002", 1, 1, 1, 1, {"most": "values"})
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        return Fault("KS003", line, column, line, column + 1)
    if "\r" in text:
        line, column = place_at(text, text.index("\r"))
        return Fault("KS005", line, column, line, column + 1)
    return text


def _find_forbidden(text: str) -> list[Fault]:
    faults = []
    for found in itertools.islice(FORBIDDEN.finditer(text), MOST_ALIKE):
        line, column = place_at(text, found.start())
        faults.append(Fault("KS004", line, column, line, column + 1, {"code": f"U+{ord(found[0]):04X}"}))
    return faults
