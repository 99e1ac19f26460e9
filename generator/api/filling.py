"""Filling: a record's value with every field of its schema, null or an empty list where it has none."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Filler: TypeAlias = Callable[[Any], Any]


def make_filler(schema: Mapping[str, Any]) -> Filler:
    """Give the function that fills values that meet a schema; it leaves what it is given as it is."""
    return _make_filler(schema) or _keep


def _keep(value: Any) -> Any:  # noqa: ANN401  any JSON value, here and below
    return value


def _make_filler(schema: Mapping[str, Any]) -> Filler | None:
    """Give the function, or None where nothing can be missing."""
    if "items" in schema:
        inner = _make_filler(schema["items"])
        return _fill_each(inner) if inner else None
    if "properties" not in schema:
        return None
    blank: dict[str, Any] = {key: [] if "items" in one else None for key, one in schema["properties"].items()}
    parts = [(key, _make_filler(one)) for key, one in schema["properties"].items()]
    return _fill_group(blank, [(key, fill) for key, fill in parts if fill])


def _fill_each(fill: Filler) -> Filler:
    return lambda values: list(map(fill, values))


def _fill_group(blank: dict[str, Any], parts: list[tuple[str, Filler]]) -> Filler:
    if not parts:
        # Most groups hold no further ones, and there are many: the shortest way.
        return blank.__or__

    def fill_group(value: Any) -> Any:  # noqa: ANN401
        # In the schema's order, whatever the record's.
        filled = blank | value
        for key, fill in parts:
            if key in value:
                filled[key] = fill(value[key])
        return filled

    return fill_group
