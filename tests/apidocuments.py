"""The API of a built site as a program finds it: its description, and what that says of each file."""

import json
import re
from functools import cached_property
from typing import Any

import jsonschema_rs
from builtsite import BuiltSite

_NAME = re.compile(r"\{([a-z_]+)\}")


class Api:
    """The API of one built site."""

    def __init__(self, site: BuiltSite) -> None:
        self.site, self.folder = site, site.folder

    def read(self, address: str) -> Any:
        """Read a document."""
        return json.loads((self.folder / address).read_bytes())

    @cached_property
    def description(self) -> Any:
        """The OpenAPI document."""
        return self.read("api/v1/openapi.json")

    @cached_property
    def files(self) -> list[str]:
        """Every file under the API's address."""
        top = self.folder / "api" / "v1"
        return sorted(path.relative_to(self.folder).as_posix() for path in top.rglob("*") if path.is_file())

    @cached_property
    def documents(self) -> list[str]:
        """Every JSON file of them that is no description."""
        described = ("api/v1/schemas/", "api/v1/openapi.json")
        return [file for file in self.files if file.endswith(".json") and not file.startswith(described)]

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str], dict[str, Any]]]:
        found = []
        for path, item in self.description["paths"].items():
            shapes = {one["name"]: one["schema"] for one in item["get"].get("parameters", ())}
            whole = re.escape(path).replace(r"\{", "{").replace(r"\}", "}")
            found.append((path, re.compile(_NAME.sub(r"(?P<\1>[^/]+?)", whole)), shapes))
        return found

    def match(self, file: str) -> list[str]:
        """Give the paths that a file answers: those whose every parameter it keeps to."""
        concrete = [path for path, _, _ in self._patterns if path == f"/{file}"]
        if concrete:
            return concrete
        return [
            path
            for path, pattern, shapes in self._patterns
            if (found := pattern.fullmatch(f"/{file}"))
            and all(jsonschema_rs.is_valid(shapes[name], value) for name, value in found.groupdict().items())
        ]

    @cached_property
    def validators(self) -> dict[str, Any]:
        """What judges the content of each path that has a schema."""
        parts = self.description["components"]
        known: dict[str, Any] = {}
        found = {}
        for path, item in self.description["paths"].items():
            content = item["get"]["responses"]["200"]["content"]
            schema = content.get("application/json", {}).get("schema")
            if schema:
                key = json.dumps(schema)
                if key not in known:
                    known[key] = jsonschema_rs.Draft202012Validator({**schema, "components": parts})
                found[path] = known[key]
        return found

    def find_faults(self, file: str) -> list[str]:
        """Give what is wrong with a file by the description: its path, or its content."""
        paths = self.match(file)
        if len(paths) != 1:
            return [f"{file}: {paths or 'no path'}"]
        validator = self.validators.get(paths[0])
        if validator is None:
            return []
        return [f"{file}: {error}" for error in validator.iter_errors(self.read(file))]
