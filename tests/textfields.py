"""Every field of every record kind that holds a text, read from the schemas: which texts each takes."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from registers import ROOT

from generator.records import SCHEMAS as KINDS
from generator.schemas import FORMATS

_DEFS = "#/$defs/"


class Field(NamedTuple):
    """A place for texts in the records that meet one schema, such as ``parties[].signatories[].office``."""

    schema: str
    path: str
    least: int
    most: int
    pattern: str
    format: str

    def takes(self, text: str) -> bool:
        """Whether the schema lets this field hold a text."""
        return (
            self.least <= len(text) <= self.most
            and (not self.pattern or re.search(self.pattern, text) is not None)
            and (not self.format or FORMATS[self.format](text))
        )

    @property
    def is_free(self) -> bool:
        """Whether a person writes a text of their own words here."""
        return self.takes("Kata-kata sendiri (dua).")

    @property
    def is_address(self) -> bool:
        """Whether a web address stands here."""
        return self.format.startswith("http")


@cache
def read_schema(name: str) -> Any:
    """Give a schema, or the shared parts, as its file has it."""
    return json.loads((ROOT / "schema" / f"{name}.schema.json").read_text("utf-8"))


def resolve(part: Any) -> Any:
    """Give a part of a schema with what it refers to in its place."""
    while "$ref" in part:
        file, _, name = part["$ref"].partition(_DEFS)
        shared = read_schema(file.partition(".")[0])["$defs"][name]
        part = {**shared, **{key: value for key, value in part.items() if key != "$ref"}}
    return part


@cache
def list_fields() -> tuple[Field, ...]:
    """Give all fields of all record kinds, in the order of the schemas."""
    return tuple(field for name in KINDS for field in _walk(name, read_schema(name), ""))


def _walk(schema: str, part: Any, path: str) -> Iterator[Field]:
    part = resolve(part)
    for key, inner in part.get("properties", {}).items():
        yield from _walk(schema, inner, f"{path}.{key}" if path else key)
    if "items" in part:
        yield from _walk(schema, part["items"], f"{path}[]")
    if part.get("type") == "string" and not {"enum", "const"} & part.keys():
        yield Field(
            schema,
            path,
            part.get("minLength", 0),
            part.get("maxLength", 10**6),
            part.get("pattern", ""),
            part.get("format", ""),
        )
