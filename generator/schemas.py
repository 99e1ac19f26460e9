"""The contract in memory: each schema with its shared parts put in place, and the texts it carries."""

import json
import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.dates import DateError, parse_date
from generator.reasons import read_reason
from generator.refusal import RefusalError
from generator.schema_subset import SHARED_FILE, Fault, find_faults, name_part
from generator.text import Text

if TYPE_CHECKING:
    import jsonschema
    import jsonschema_rs

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
_SUFFIX = ".schema.json"

_UNREADABLE = Text('Skema "{file}" tidak dapat dibaca: {reason}.',
                   'The schema "{file}" can\'t be read: {reason}.')  # fmt: skip
_NOT_JSON = Text('Skema "{file}" bukan JSON yang sah: baris {line}, kolom {column}.',
                 'The schema "{file}" is no valid JSON: line {line}, column {column}.')  # fmt: skip
_NO_DEFS = Text('Skema "{file}" tidak memuat bagian bersama ($defs).',
                'The schema "{file}" holds no shared parts ($defs).')  # fmt: skip
_CIRCLE = Text('Skema "{file}": bagian "{part}" merujuk dirinya sendiri.',
               'The schema "{file}": the part "{part}" refers to itself.')  # fmt: skip
_BEYOND = Text('Skema "{file}", {place}: {fault}{word}.',
               'The schema "{file}", {place}: {fault}{word}.')  # fmt: skip
_NOT_COMPILED = Text('Skema "{file}" tidak dapat dipakai: {reason}',
                     'The schema "{file}" can\'t be used: {reason}')  # fmt: skip
_NO_TEXT = Text("bukan teks UTF-8 yang dapat diurai", "it is no UTF-8 text that can be parsed")


def is_edtf(value: object) -> bool:
    """Whether a text is a date that the register knows; what is no text is the type's business."""
    return _is_date(value) if isinstance(value, str) else True


@lru_cache(maxsize=65536)
def _is_date(value: str) -> bool:
    # The same few thousand days stand in every record.
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


def _read_json(path: Path) -> Any:  # noqa: ANN401  any JSON value
    """Read a schema's file."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RefusalError(_UNREADABLE, file=str(path), reason=read_reason(error)) from None
    except json.JSONDecodeError as error:
        place = {"line": str(error.lineno), "column": str(error.colno)}
        raise RefusalError(_NOT_JSON, file=str(path), **place) from None
    except (ValueError, RecursionError):
        raise RefusalError(_UNREADABLE, file=str(path), reason=_NO_TEXT) from None


def _refuse_faults(path: Path, faults: Iterator[Fault]) -> None:
    """Refuse a schema for the first fault in it."""
    try:
        first = next(faults, None)
    except RecursionError:
        raise RefusalError(_UNREADABLE, file=str(path), reason=_NO_TEXT) from None
    if first:
        place, fault, word = first
        raise RefusalError(
            _BEYOND, file=str(path), place=place, fault=fault, word=f" ({word})" if word else ""
        )


class SchemaSet:
    """All schemas of a register, by name: ``agreement-ksdd``, ``partner`` and so on.

    A schema that is missing, broken or beyond ``schema_subset`` raises RefusalError when it is first asked.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shared: dict[str, Schema] = self._read_shared()
        self._stored: dict[str, Schema] = {}
        self._inlined: dict[str, Schema] = {}
        self._fast: dict[str, jsonschema_rs.Validator] = {}

    @property
    def folder(self) -> Path:
        """The folder that they are in."""
        return self._folder

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all record schemas, in order."""
        found = sorted(path.name.removesuffix(_SUFFIX) for path in self._folder.glob(f"*{_SUFFIX}"))
        return tuple(name for name in found if name != "shared")

    def _read_shared(self) -> dict[str, Schema]:
        path = self._folder / SHARED_FILE
        shared = _read_json(path)
        parts = shared.get("$defs") if isinstance(shared, dict) else None
        if not isinstance(parts, dict):
            raise RefusalError(_NO_DEFS, file=str(path))
        for name, part in parts.items():
            _refuse_faults(path, find_faults(part, parts, FORMATS, f"/$defs/{name}"))
        return parts

    @property
    def shared(self) -> dict[str, Schema]:
        """The shared parts by name, as they are stored: with references to each other."""
        return self._shared

    def get_stored(self, name: str) -> Schema:
        """Give a schema as it is stored: with references to the shared parts."""
        self.get(name)
        return self._stored[name]

    def get(self, name: str) -> Schema:
        """Give a schema with every shared part put in its place: flat, closed, without references."""
        if name not in self._inlined:
            path = self._folder / f"{name}{_SUFFIX}"
            schema = _read_json(path)
            _refuse_faults(path, find_faults(schema, self._shared, FORMATS))
            self._stored[name], self._inlined[name] = schema, self._inline(schema)
        return self._inlined[name]

    def _inline(self, part: Any, trail: tuple[str, ...] = ()) -> Any:  # noqa: ANN401  any JSON value
        if isinstance(part, list):
            return [self._inline(item, trail) for item in part]
        if not isinstance(part, dict):
            return part
        own = {key: self._inline(item, trail) for key, item in part.items() if key != "$ref"}
        if "$ref" not in part:
            return own
        target = name_part(part["$ref"]) or ""
        if target in trail:
            raise RefusalError(_CIRCLE, file=str(self._folder / SHARED_FILE), part=target)
        return {**self._inline(self._shared[target], (*trail, target)), **own}

    def is_valid(self, name: str, value: object) -> bool:
        """Answer quickly whether a value meets a schema; explaining is ``iter_errors``' business."""
        if name not in self._fast:
            self._fast[name] = self._compile(name)
        return self._fast[name].is_valid(value)

    def _compile(self, name: str) -> "jsonschema_rs.Validator":
        # Slow to load for whoever only reads what the schemas say.
        import jsonschema_rs  # noqa: PLC0415

        schema = self.get(name)
        try:
            return jsonschema_rs.Draft202012Validator(schema, formats=FORMATS, validate_formats=True)
        except ValueError as error:
            file = str(self._folder / f"{name}{_SUFFIX}")
            reason = str(error).partition("\n")[0]
            raise RefusalError(_NOT_COMPILED, file=file, reason=reason) from None

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
