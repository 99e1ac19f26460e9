"""The part of JSON Schema that a register's schemas may use: all of it can be checked and explained.

A register may bring schemas of its own. What they say beyond this part would be kept to by one validator,
or explained by nobody, so it is refused before any record is read.
"""

import re
from collections.abc import Callable, Container, Iterator
from typing import Any, TypeAlias

from generator.text import Text

Fault: TypeAlias = tuple[str, Text, str]
"""Where in a schema, what is wrong there, and the word that is at fault."""

SHARED_FILE = "shared.schema.json"
TYPES = frozenset(("string", "integer", "boolean", "array", "object"))
_NO_SCHEMA = Text("bukan skema (kelompok kunci)", "is no schema (a group of keys)")
_UNKNOWN = Text("kata kunci ini tidak didukung", "this keyword is not supported")
_BAD_VALUE = Text("isinya tidak dapat dipakai", "its value can't be used")
_NO_PART = Text("bagian yang dirujuk tidak ada", "the part referred to does not exist")
_OPEN = Text(
    "additionalProperties: false memerlukan properties", "additionalProperties: false needs properties"
)


def _is_count(value: Any) -> bool:  # noqa: ANN401  any JSON value, here and below
    return type(value) is int and value >= 0


def _is_scalar(value: Any) -> bool:  # noqa: ANN401
    return type(value) in (str, int, bool)


def _is_texts(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, list) and all(type(item) is str for item in value)


def _is_pattern(value: Any) -> bool:  # noqa: ANN401
    try:
        re.compile(value)
    except (re.error, TypeError, RecursionError, OverflowError):
        return False
    return type(value) is str


def _is_labels(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, dict) and all(
        isinstance(texts, dict) and type(texts.get("id")) is str and type(texts.get("en")) is str
        for texts in value.values()
    )


def _is_text(value: Any) -> bool:  # noqa: ANN401
    return type(value) is str


def _is_flag(value: Any) -> bool:  # noqa: ANN401
    return type(value) is bool


KEYWORDS: dict[str, Callable[[Any], bool]] = {
    "type": lambda value: type(value) is str and value in TYPES,
    "enum": lambda value: isinstance(value, list) and bool(value) and all(map(_is_scalar, value)),
    "const": _is_scalar,
    "pattern": _is_pattern,
    "minLength": _is_count,
    "maxLength": _is_count,
    "minItems": _is_count,
    "minProperties": _is_count,
    "uniqueItems": _is_flag,
    "minimum": lambda value: type(value) is int,
    "maximum": lambda value: type(value) is int,
    "format": _is_text,
    "required": _is_texts,
    "additionalProperties": _is_flag,
    "properties": lambda value: isinstance(value, dict),
    "items": lambda value: isinstance(value, dict),
    "$ref": _is_text,
}
"""What judges, each with the form its value must have."""

ANNOTATIONS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(
        ("title", "description", "x-title-en", "x-description-en", "$schema", "$comment"), _is_text
    ),
    "x-labels": _is_labels,
    "enumDescriptions": _is_texts,
}
"""What explains."""


def find_faults(
    schema: Any,  # noqa: ANN401
    parts: Container[str],
    formats: Container[str],
    where: str = "",
) -> Iterator[Fault]:
    """Give everything in a schema, or in a part of one, that lies outside of what is known."""
    if not isinstance(schema, dict):
        yield where or "/", _NO_SCHEMA, ""
        return
    for key, value in schema.items():
        place = f"{where}/{key}"
        fault = _judge(key, value, parts, formats)
        if fault:
            yield place, *fault
        elif key == "properties":
            for name, part in value.items():
                yield from find_faults(part, parts, formats, f"{place}/{name}")
        elif key == "items":
            yield from find_faults(value, parts, formats, place)
    if schema.get("additionalProperties") is False and not {"properties", "$ref"} & schema.keys():
        yield where or "/", _OPEN, ""


def _judge(
    key: str,
    value: Any,  # noqa: ANN401
    parts: Container[str],
    formats: Container[str],
) -> tuple[Text, str] | None:
    form = KEYWORDS.get(key) or ANNOTATIONS.get(key)
    if form is None:
        return _UNKNOWN, key
    if not form(value):
        return _BAD_VALUE, key
    if key == "$ref" and (name_part(value) is None or name_part(value) not in parts):
        return _NO_PART, value
    if key == "format" and value not in formats:
        return _BAD_VALUE, value
    return None


def name_part(reference: str) -> str | None:
    """Give the name of the shared part that a ``$ref`` leads to; None where it leads elsewhere."""
    file, _, name = reference.partition("#/$defs/")
    return name if file in ("", SHARED_FILE) else None
