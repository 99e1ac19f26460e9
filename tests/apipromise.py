"""The promise of the API: what programs rely on, and which changes break it.

A description is flat: each path with its kind, and each field of each kind with the types it can have and,
where it is one of a fixed list, its codes. More of any of these is new; less, or null where there was none,
breaks programs.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

Field: TypeAlias = dict[str, list[Any]]
Description: TypeAlias = dict[str, Any]

_NAME = re.compile(r"\{[a-z_]+\}")


def describe(openapi: Mapping[str, Any]) -> Description:
    """Give what programs rely on, from the description that a site publishes."""
    parts = openapi["components"]["schemas"]
    paths = {}
    for path, item in openapi["paths"].items():
        content = item["get"]["responses"]["200"]["content"]
        (form, found), *_ = content.items()
        kind = found.get("schema", {}).get("$ref", form).rpartition("/")[2]
        # What a parameter is called is no part of an address.
        paths[_NAME.sub("{}", path)] = kind
    kinds = sorted({kind for kind in paths.values() if kind in parts})
    return {
        "version": openapi["info"]["version"],
        "paths": dict(sorted(paths.items())),
        "kinds": {kind: dict(_walk("", parts[kind], parts)) for kind in kinds},
    }


def write(description: Description) -> str:
    """Give a description as JSON with a line for each path and field, so that a change is readable."""
    kinds = ",\n".join(
        f"  {json.dumps(kind)}: {{\n{_write_lines(fields)}\n  }}"
        for kind, fields in description["kinds"].items()
    )
    return (
        f'{{\n "version": {json.dumps(description["version"])},\n'
        f' "paths": {{\n{_write_lines(description["paths"])}\n }},\n "kinds": {{\n{kinds}\n }}\n}}\n'
    )


def _write_lines(members: Mapping[str, Any]) -> str:
    return ",\n".join(f"   {json.dumps(key)}: {json.dumps(one)}" for key, one in members.items())


def _walk(place: str, shape: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterator[tuple[str, Field]]:
    """Give every field of a shape by its place, such as ``agreements[].id``."""
    kept, types = _open(shape, parts)
    field: Field = {"types": sorted(types)}
    codes = [
        code for code in kept.get("enum", [kept["const"]] if "const" in kept else []) if code is not None
    ]
    if codes:
        field["codes"] = sorted(codes, key=str)
    yield place, field
    for name, one in kept.get("properties", {}).items():
        yield from _walk(f"{place}.{name}" if place else name, one, parts)
    if "items" in kept:
        yield from _walk(f"{place}[]", kept["items"], parts)


def _open(shape: Mapping[str, Any], parts: Mapping[str, Any]) -> tuple[Mapping[str, Any], set[str]]:
    """Give a shape behind its references, and the types that it allows."""
    if "$ref" in shape:
        return _open(parts[shape["$ref"].rpartition("/")[2]], parts)
    if "anyOf" in shape:
        opened = [_open(one, parts) for one in shape["anyOf"]]
        (kept, *_) = [one for one, types in opened if types != {"null"}]
        return kept, set().union(*(types for _, types in opened))
    types = shape["type"]
    return shape, {types} if isinstance(types, str) else set(types)


def find_breaks(promised: Description, found: Description) -> list[str]:
    """Give in plain words what of a promise is no longer kept."""
    breaks = []
    for path, kind in promised["paths"].items():
        if path not in found["paths"]:
            breaks.append(f"{path} is gone")
        elif found["paths"][path] != kind:
            breaks.append(f"{path} was {kind} and is {found['paths'][path]}")
    for kind, fields in promised["kinds"].items():
        own = found["kinds"].get(kind)
        if own is None:
            breaks.append(f"no path has the kind {kind} any more")
            continue
        for place, field in fields.items():
            breaks += [f"{kind}: {told}" for told in _compare(place or "the document", field, own.get(place))]
    return breaks


def _compare(place: str, promised: Field, found: Field | None) -> Iterator[str]:
    if found is None:
        yield f"{place} is gone"
        return
    before, now = set(promised["types"]), set(found["types"])
    if "null" in now - before:
        yield f"{place} may now be null"
    if before - {"null"} != now - {"null"}:
        yield f"{place} was {_name(before)} and is {_name(now)}"
    if "codes" in promised:
        gone = [code for code in promised["codes"] if code not in found.get("codes", promised["codes"])]
        yield from (f"{place} no longer has the code {code!r}" for code in gone)
    elif "codes" in found:
        yield f"{place} held any value and is now one of a fixed list"


def _name(types: set[str]) -> str:
    return " or ".join(sorted(types - {"null"}))


def find_news(promised: Description, found: Description) -> list[str]:
    """Give in plain words what is new since a promise was written down."""
    news = [f"{path} is new" for path in found["paths"] if path not in promised["paths"]]
    for kind, fields in found["kinds"].items():
        known = promised["kinds"].get(kind)
        if known is None:
            news.append(f"the kind {kind} is new")
            continue
        for place, field in fields.items():
            if place not in known:
                news.append(f"{kind}: {place} is new")
            elif field != known[place] and not list(_compare(place, known[place], field)):
                news.append(f"{kind}: {place} has more codes, or is never null now")
    return news
