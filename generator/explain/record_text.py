"""A record's file explained: what it is, and what each of its keys means."""

from collections.abc import Iterator

import yaml

from generator.explain.fields import read_description, read_title
from generator.read.positions import read_places
from generator.records import FilePlace
from generator.schemas import Schema
from generator.text import Language, Text

_KEYS = Text("Arti isinya, menurut baris:", "What it says, by line:")
_UNKNOWN = Text("isian yang tidak dikenal", "an unknown field")
_NAMES = ("title", "name", "need", "measure")


def render_record(
    file: str, data: bytes, place: FilePlace, schema: Schema, language: Language
) -> Iterator[str]:
    """Give the lines that explain a record; of a text that is no YAML only what its place says."""
    yield f"{file}: {read_title(schema, language)}"
    top = read_places(data)
    if isinstance(top, yaml.MappingNode):
        values = {key.value: value for key, value in top.value if isinstance(value, yaml.ScalarNode)}
        yield from (str(values[name].value) for name in _NAMES if name in values)
    yield f"{read_description(schema, language)} ({place.schema})"
    if isinstance(top, yaml.MappingNode):
        yield ""
        yield _KEYS.render(language)
        yield from _render_keys(top, schema, "", set(), language)


def _render_keys(
    node: yaml.Node, schema: Schema, prefix: str, told: set[str], language: Language
) -> Iterator[str]:
    """Give a line for each key the first time it comes."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _render_keys(item, schema.get("items", {}), prefix, told, language)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            path, part = f"{prefix}{key.value}", schema.get("properties", {}).get(key.value)
            if path not in told:
                told.add(path)
                yield f"  {key.start_mark.line + 1:>4}  {path}: {_describe(part, language)}"
            yield from _render_keys(value, part or {}, f"{path}.", told, language)


def _describe(part: Schema | None, language: Language) -> str:
    if part is None:
        return _UNKNOWN.render(language)
    return f"{read_title(part, language)}. {read_description(part, language)}".strip()
