"""The contract in memory: each schema with its shared parts put in place, and the texts it carries."""

import json
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import jsonschema_rs

from generator.dates import DateError, parse_date
from generator.text import Text

if TYPE_CHECKING:
    import jsonschema

Schema: TypeAlias = dict[str, Any]

_LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
# What every browser takes: a host of two or more plain labels, the last of which begins with a letter, or
# of four numbers; no user name. Blanks, quotes and brackets would break out of where the address is shown.
_HTTP_URL = re.compile(
    rf"""https?://
    (?P<host>(?:{_LABEL}\.)+[A-Za-z](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?|(?:{_OCTET}\.){{3}}{_OCTET})
    (?::(?P<port>[0-9]{{1,5}}))?
    (?:[/?\#][^\s<>"'`\\]*)?""",
    re.VERBOSE,
)
_LONGEST_HOST, _LAST_PORT = 253, 65535
_SHARED = "shared.schema.json#/$defs/"


def is_edtf(value: object) -> bool:
    """Whether a text is a date that the register knows; what is no text is the type's business."""
    if not isinstance(value, str):
        return True
    try:
        parse_date(value)
    except DateError:
        return False
    return True


def is_http_url(value: object) -> bool:
    """Whether a text is a full web address, as every browser takes it, without a user name."""
    if not isinstance(value, str):
        return True
    found = _HTTP_URL.fullmatch(value)
    return (
        found is not None
        and len(found["host"]) <= _LONGEST_HOST
        and 0 < int(found["port"] or 1) <= _LAST_PORT
        and value.isprintable()
        and ("xn--" not in found["host"].lower() or _is_international(found["host"]))
    )


def _is_international(host: str) -> bool:
    """Whether the parts of a host that stand for other letters do stand for some."""
    try:
        return host.encode().decode("idna").encode("idna").decode() == host.lower()
    except UnicodeError:
        return False


def is_http_base_url(value: object) -> bool:
    """Whether a text is a web address to which more can be added: one without query and fragment."""
    return is_http_url(value) and not (isinstance(value, str) and ("?" in value or "#" in value))


FORMATS = {"edtf": is_edtf, "http-url": is_http_url, "http-base-url": is_http_base_url}


class SchemaSet:
    """All schemas of a register, by name: ``agreement-ksdd``, ``partner`` and so on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        shared = json.loads((folder / "shared.schema.json").read_text(encoding="utf-8"))
        self._shared: dict[str, Schema] = shared["$defs"]
        self._inlined: dict[str, Schema] = {}
        self._fast: dict[str, jsonschema_rs.Validator] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all record schemas, in order."""
        suffix = ".schema.json"
        found = sorted(path.name.removesuffix(suffix) for path in self._folder.glob(f"*{suffix}"))
        return tuple(name for name in found if name != "shared")

    def get(self, name: str) -> Schema:
        """Give a schema with every shared part put in its place: flat, closed, without references."""
        if name not in self._inlined:
            path = self._folder / f"{name}.schema.json"
            self._inlined[name] = self._inline(json.loads(path.read_text(encoding="utf-8")))
        return self._inlined[name]

    def _inline(self, part: Any) -> Any:  # noqa: ANN401  any JSON value
        if isinstance(part, list):
            return [self._inline(item) for item in part]
        if not isinstance(part, dict):
            return part
        own = {key: self._inline(item) for key, item in part.items() if key != "$ref"}
        if "$ref" not in part:
            return own
        target = part["$ref"].removeprefix("#/$defs/").removeprefix(_SHARED)
        return {**self._inline(self._shared[target]), **own}

    def is_valid(self, name: str, value: object) -> bool:
        """Answer quickly whether a value meets a schema; explaining is ``iter_errors``' business."""
        if name not in self._fast:
            self._fast[name] = jsonschema_rs.Draft202012Validator(
                self.get(name), formats=FORMATS, validate_formats=True
            )
        return self._fast[name].is_valid(value)

    def find_errors(self, name: str, value: object) -> "list[jsonschema.ValidationError]":
        """Give everything in which a value fails its schema, in document order."""
        from generator.schema_errors import find_errors  # noqa: PLC0415  only a faulty record needs it

        return find_errors(self.get(name), FORMATS, value)

    def part(self, name: str) -> Schema:
        """Give a shared part such as ``document_kind`` or a record's schema, references put in place."""
        return self._inline(self._shared[name]) if name in self._shared else self.get(name)


def read_labels(schema: Schema) -> dict[str, Text]:
    """Give the texts of an enumeration's values."""
    return {value: Text(texts["id"], texts["en"]) for value, texts in schema.get("x-labels", {}).items()}
