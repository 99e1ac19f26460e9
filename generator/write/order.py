"""The order of keys: the schema's, at every depth; keys it does not know come last, as they stood."""

from generator.read.strict_yaml import Mapping
from generator.schemas import Schema
from generator.value import Value
from generator.write.document import Block


def sort_mapping(value: Mapping, schema: Schema) -> Mapping:
    """Give a record with its keys in the schema's order."""
    known = schema.get("properties", {})
    keys = _sort_keys(list(value), known)
    return {key: _sort_value(value[key], known.get(key, {})) for key in keys}


def sort_block(block: Block, schema: Schema) -> None:
    """Put the entries of a block into the schema's order, each with its comments."""
    known = schema.get("properties", {})
    if not block.is_list:
        by_key = {entry.key: entry for entry in block.entries}
        block.entries = [by_key[key] for key in _sort_keys(list(by_key), known)]
    for entry in block.entries:
        if isinstance(entry.value, Block):
            sort_block(entry.value, schema.get("items", {}) if block.is_list else known.get(entry.key, {}))


def _sort_keys(keys: list[str], known: Schema) -> list[str]:
    return [*(key for key in known if key in keys), *(key for key in keys if key not in known)]


def _sort_value(value: Value, schema: Schema) -> Value:
    if isinstance(value, dict):
        return sort_mapping(value, schema)
    if isinstance(value, list):
        return [_sort_value(item, schema.get("items", {})) for item in value]
    return value
