"""The published JSON Schemas: one a kind of document, closed and complete, and the records' own."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.api.kinds import KINDS
from generator.api.meta import INDEX
from generator.api.parts import PARTS
from generator.api.records import find_schema
from generator.api.shapes import Shape, group, maybe, part, shape_record
from generator.schemas import SchemaSet

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def make_shapes(schemas: SchemaSet) -> tuple[dict[str, Shape], dict[str, Shape]]:
    """Give the shape of every kind of document, and of every part that they name."""
    parts = dict(PARTS)
    shapes = {}
    for name, kind in KINDS.items():
        meta = part("IndexMeta" if name == INDEX else "Meta")
        fields = {"meta": meta, "kind": {"type": "string", "const": name}, **kind.fields}
        if kind.record:
            own = f"Record-{kind.record}"
            # Of what was withdrawn no record is told.
            fields["record"] = maybe(part(own)) if "anyOf" in fields["record"] else part(own)
            parts[own] = shape_record(find_schema(schemas, kind.record))
        shapes[name] = group(fields, title=kind.about.id, **{"x-title-en": kind.about.en})
    return shapes, parts


def make_schemas(schemas: SchemaSet) -> dict[str, Shape]:
    """Give the JSON Schema of every kind of document; each stands by itself."""
    shapes, parts = make_shapes(schemas)
    return {
        name: {"$schema": _DIALECT, **shape, "$defs": gather_parts(shape, parts)}
        for name, shape in shapes.items()
    }


def gather_parts(shape: Any, known: Mapping[str, Shape]) -> dict[str, Shape]:  # noqa: ANN401  a part of a shape
    """Give every part that a shape names, and those that these name, in order of the names."""
    found: dict[str, Shape] = {}
    waiting = list(_iterate_names(shape))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = known[name]
            waiting += _iterate_names(known[name])
    return dict(sorted(found.items()))


def _iterate_names(shape: Any) -> Iterator[str]:  # noqa: ANN401
    if isinstance(shape, list):
        for one in shape:
            yield from _iterate_names(one)
    if isinstance(shape, dict):
        if isinstance(shape.get("$ref"), str):
            yield shape["$ref"].removeprefix("#/$defs/")
        for one in shape.values():
            yield from _iterate_names(one)


def schema_names(schemas: SchemaSet) -> list[str]:
    """Give the name of every schema that is published: of documents, then of records and what they share."""
    return [*KINDS, *(f"{name}.schema" for name in ("shared", *schemas.names))]


def list_schema_files(schemas: SchemaSet) -> Iterator[tuple[str, bytes]]:
    """Give the schemas of records as they are, and what they share: each name with its file."""
    for name in ("shared", *schemas.names):
        file = f"{name}.schema"
        yield file, (schemas.folder / f"{file}.json").read_bytes()
