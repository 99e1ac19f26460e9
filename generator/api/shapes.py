"""Shapes: the JSON Schemas of what the API publishes. Every field is there, and null says "not known".

A record's schema lets a field be left out; its shape has all of them: one that may be left out may be
null, or is an empty list where it is a list. So a field has one type, and a program need not ask first.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

Shape: TypeAlias = dict[str, Any]

_TYPES = {str: "string", int: "integer", bool: "boolean"}
# What a schema says for editors, and what a field that may be empty no longer keeps to.
_DROPPED = frozenset(("$schema", "$comment", "enumDescriptions", "required", "minProperties", "minItems"))


def text(**more: Any) -> Shape:  # noqa: ANN401  JSON Schema keywords, here and below
    """Give the shape of a text."""
    return {"type": "string", **more}


def whole(**more: Any) -> Shape:  # noqa: ANN401
    """Give the shape of a whole number."""
    return {"type": "integer", **more}


def flag() -> Shape:
    """Give the shape of true or false."""
    return {"type": "boolean"}


def code(values: Iterable[str], **more: Any) -> Shape:  # noqa: ANN401
    """Give the shape of a text that is one of some codes."""
    return {"type": "string", "enum": list(values), **more}


def rows(items: Shape) -> Shape:
    """Give the shape of a list."""
    return {"type": "array", "items": items}


def group(fields: Mapping[str, Shape], **more: Any) -> Shape:  # noqa: ANN401
    """Give the shape of a group of fields: all of them, and no other."""
    return {
        **more,
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": False,
    }


def part(name: str) -> Shape:
    """Give the shape that another one has by name."""
    return {"$ref": f"#/$defs/{name}"}


def maybe(shape: Shape) -> Shape:
    """Give the shape of what may be null."""
    if "$ref" in shape:
        return {"anyOf": [shape, {"type": "null"}]}
    found = {**shape, "type": [shape["type"], "null"]}
    if "const" in found:
        found["enum"] = [found.pop("const")]
    if "enum" in found:
        found["enum"] = [*found["enum"], None]
    return found


def shape_record(schema: Mapping[str, Any]) -> Shape:
    """Give the shape in which the API publishes what meets a record's schema."""
    shape: Shape = {key: value for key, value in schema.items() if key not in _DROPPED}
    if "type" not in shape:
        values = shape["enum"] if "enum" in shape else [shape["const"]]
        shape["type"] = _TYPES[type(values[0])]
    if "items" in shape:
        shape["items"] = shape_record(shape["items"])
    if "properties" in shape:
        needed = schema.get("required", ())
        fields = {key: shape_record(value) for key, value in shape["properties"].items()}
        shape = group(
            {
                key: one if key in needed or one["type"] == "array" else maybe(one)
                for key, one in fields.items()
            },
            **{key: value for key, value in shape.items() if key in ("title", "description")},
            **{key: value for key, value in shape.items() if key.startswith("x-")},
        )
    return shape


def unite_schemas(schemas: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give one schema that whatever meets one of several meets: all their fields and all their codes."""
    first, *others = schemas
    if all(other == first for other in others):
        return dict(first)
    united = {key: value for key, value in first.items() if all(one.get(key) == value for one in others)}
    if all("properties" in one for one in schemas):
        keys = dict.fromkeys(key for one in schemas for key in one["properties"])
        united["properties"] = {
            key: unite_schemas([one["properties"][key] for one in schemas if key in one["properties"]])
            for key in keys
        }
        united["required"] = [key for key in keys if all(key in one.get("required", ()) for one in schemas)]
    if all("items" in one for one in schemas):
        united["items"] = unite_schemas([one["items"] for one in schemas])
    if all("enum" in one or "const" in one for one in schemas):
        codes = [one["enum"] if "enum" in one else [one["const"]] for one in schemas]
        united["enum"] = list(dict.fromkeys(value for values in codes for value in values))
        labels = {key: texts for one in schemas for key, texts in one.get("x-labels", {}).items()}
        if labels:
            united["x-labels"] = labels
    return united
