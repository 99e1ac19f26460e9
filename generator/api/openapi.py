"""The description of the API (OpenAPI 3.1), made from the table of kinds and the paths."""

import re
from collections.abc import Iterable
from typing import Any

from generator import addresses
from generator.api.kinds import KINDS
from generator.api.meta import API_VERSION
from generator.api.parts import INDEX_META
from generator.api.paths import PARAMETERS, iterate_files, iterate_paths
from generator.api.schemas import make_shapes, schema_names
from generator.api.shapes import Shape, group, rows, text
from generator.edition import Edition
from generator.text import Text

_NAME = re.compile(r"\{([a-z_]+)\}")
_ABOUT = Text(
    "API statis register ini: setiap halaman tentang hal, daftar, atau angka juga ada sebagai dokumen JSON.",
    "This register's static API: every page of a thing, a list or a number is a JSON document as well.",
)
_FILE = Text("Berkas satu catatan, apa adanya.", "The file of one record, as it is.")
_SCHEMA = Text("Skema JSON.", "A JSON Schema.")
_SELF = Text("Dokumen ini.", "This document.")
_SEARCH = Text("Data pencarian situs.", "What the site's search reads.")
_NOT_FOUND = Text("Tidak ada.", "There is none.")


def describe_api(edition: Edition, roots: Iterable[str]) -> dict[str, Any]:
    """Give the description; ``roots`` are the addresses under which the site's languages stand."""
    registry = edition.register.registry
    shapes, parts = make_shapes(edition.locale.schemas)
    shapes["search"] = _shape_search()
    site = registry.get("site_url")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": registry["name"],
            "version": API_VERSION,
            "summary": _ABOUT.id,
            "description": f"{_ABOUT.id}\n\n{_ABOUT.en}",
            # What else is known of it has no place here: a licence has an address or an SPDX id.
            "license": {
                key: registry["licence"][key] for key in ("name", "url") if key in registry["licence"]
            },
        },
        # Where the site's address is not known, it is two steps up from this document.
        "servers": [{"url": site.rstrip("/") if site else "../.."}],
        "paths": {
            **{f"/{path}": _describe_path(path, kind) for path, kind in iterate_paths()},
            **{f"/{path}": _describe(path, _FILE, {"application/yaml": {}}) for path in iterate_files()},
            **{
                f"/{addresses.api_schema_address(name)}": _describe(
                    addresses.api_schema_address(name), _SCHEMA, {"application/schema+json": {}}
                )
                for name in schema_names(edition.locale.schemas)
            },
            f"/{addresses.API_DESCRIPTION}": _describe(
                addresses.API_DESCRIPTION, _SELF, {"application/json": {"schema": {"type": "object"}}}
            ),
            **{
                f"/{root}{addresses.SEARCH}": _describe(root + addresses.SEARCH, _SEARCH, _refer("search"))
                for root in roots
            },
        },
        "components": {"schemas": {name: _relocate(one) for name, one in (shapes | parts).items()}},
    }


def _describe_path(path: str, kind: str) -> dict[str, Any]:
    return _describe(path, KINDS[kind].about, _refer(kind))


def _refer(kind: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{kind}"}}}


def _describe(path: str, about: Text, content: dict[str, Any]) -> dict[str, Any]:
    names = _NAME.findall(path)
    operation: dict[str, Any] = {
        "operationId": _name_operation(path),
        "summary": about.id,
        "x-summary-en": about.en,
        "responses": {
            "200": {"description": about.id, "content": content},
            "404": {"description": _NOT_FOUND.id},
        },
    }
    if names:
        operation["parameters"] = [_describe_parameter(name) for name in names]
    return {"get": operation}


def _describe_parameter(name: str) -> dict[str, Any]:
    schema, about = PARAMETERS[name]
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": about.id,
        "x-description-en": about.en,
        "schema": schema,
    }


def _name_operation(path: str) -> str:
    plain = _NAME.sub(r"by-\1", path.removeprefix(addresses.API)).removesuffix("index.json")
    return "-".join(re.findall("[A-Za-z0-9_]+", plain)) or "index"


def _relocate(shape: Any) -> Any:  # noqa: ANN401  a part of a shape
    """Give a shape whose references lead to the description's own components."""
    if isinstance(shape, list):
        return [_relocate(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    return {
        key: one.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _relocate(one)
        for key, one in shape.items()
    }


def _shape_search() -> Shape:
    """Give the shape of the search's data, of which only what others may rely on is told."""
    words = {"type": "object", "additionalProperties": text()}
    things = rows(rows(text()))
    # What every document of data says first.
    head = {name: shape for name, shape in INDEX_META.items() if name != "api_version"}
    return group(
        {
            **head,
            "columns": rows(text()),
            "names": {"type": "object", "additionalProperties": words},
            "partners": things,
            "departments": things,
            "affairs": things,
            "agreements": rows({"type": "array", "description": "In the order of “columns”."}),
            "compounds": {"type": "object", "additionalProperties": rows(text())},
            "roots": words,
        },
        title=_SEARCH.id,
        **{"x-title-en": _SEARCH.en},
    )
