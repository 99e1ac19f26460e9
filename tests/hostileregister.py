"""A sound register in which every field of free text holds every hostile text that its schema takes.

Each text ends in a number of its own, so that wherever a text turns up its number says which it should be.
"""

import json
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from payloads import ADDRESSES, NO_ADDRESSES, ONE_LINE, SEVERAL_LINES
from registers import BASE, SCHEMAS
from textfields import Field, list_fields, read_schema, resolve

from generator.canonical import render_record
from generator.records import REGISTRY_FILE, kind_of, place_record

TAKEN = (*ONE_LINE, *SEVERAL_LINES, *ADDRESSES, *NO_ADDRESSES)
"""The texts that some field takes."""

_MARK = re.compile(r"q([0-9]+)q")
_LEFT_OUT = object()
_OWN = "kota-contoh"
# What is no free text: by its place in any record, or in the records of one schema.
_SETTLED: dict[str, Any] = {
    "type": _LEFT_OUT,
    "document.languages[]": "id",
    "document.possible_kinds[]": "addendum",
    "parties[].without_number": _LEFT_OUT,
    "parties[].unit": "satuan-uji",
    "departments[].lead": True,
    "relations[].type": "follows",
    "signing.date": "2024-03-01",
    "signing.planned": _LEFT_OUT,
    "signing.known_by": _LEFT_OUT,
    "events[].date": "2024-05-02",
    "term.start": "2024-04-01",
    "term.end": "2027-01-31",
    "term.duration": _LEFT_OUT,
    "termination.date": "2027-01-15",
    "stages[].date": "2024-01-15",
    "dprd_approval.date": "2024-02-01",
    "attachments[].sha256": _LEFT_OUT,
    "attachments[].file": _LEFT_OUT,
    "attachments[].size": _LEFT_OUT,
    "withheld[].until": "2030-01-01",
    "evaluations[].period.year": 2025,
    "evaluations[].date": "2025-08-01",
    "certainty": "partial",
    "former_ids": _LEFT_OUT,
    "withdrawn.date": "2026-01-02",
    "withdrawn.replaced_by": _LEFT_OUT,
    "sources[].page_date": "2024-03-02",
    "sources[].read_on": "2026-01-02",
    "figures[].minimum": _LEFT_OUT,
    "figures[].maximum": _LEFT_OUT,
}
_SETTLED_OF_KIND: dict[str, dict[str, Any]] = {
    "partner": {
        "region_code": _LEFT_OUT,
        "country": "MY",
        "category": "lembaga-luar-negeri",
        "units[].id": "satuan-uji",
    },
    "department": {"valid_from": _LEFT_OUT, "valid_until": _LEFT_OUT, "successors": _LEFT_OUT},
    "mapping-entry": {"year": 2026, "realised_by": _LEFT_OUT},
    "official-total": {
        "scope": "own-government",
        "compared_with": _LEFT_OUT,
        "year": 2026,
        "as_of": "2026-06-30",
        "figures[].year": 2026,
    },
}


class Planting(NamedTuple):
    """One text in one field of one record."""

    number: int
    field: Field
    payload: str
    text: str
    file: str


class HostileRegister:
    """A register on disk and all the texts that were planted in it, by their numbers."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.plantings: dict[int, Planting] = {}

    def plant(self, field: Field, payload: str, file: str) -> str:
        """Give a text for a field of a record, and note it."""
        number = len(self.plantings)
        text = mark(field, payload, number)
        self.plantings[number] = Planting(number, field, payload, text, file)
        return text

    @property
    def pairs(self) -> set[tuple[Field, str]]:
        """Each field with each text that it holds somewhere."""
        return {(one.field, one.payload) for one in self.plantings.values()}

    def find(self, text: str) -> Iterator[tuple[Planting, bool]]:
        """Give what was planted of which the number stands in a text, and whether all of it stands there."""
        for found in _MARK.finditer(text):
            planted = self.plantings.get(int(found[1]))
            if planted:
                yield planted, text.endswith(planted.text, 0, found.end())


def mark(field: Field, payload: str, number: int) -> str:
    """Give a text with its number at the end, as a field would hold it."""
    return f"{payload}{'' if field.is_address else ' '}q{number}q"


@cache
def list_taken(field: Field) -> tuple[str, ...]:
    """Give the texts that a field takes."""
    if not (field.is_free or field.is_address):
        return ()
    return tuple(payload for payload in TAKEN if field.takes(mark(field, payload, 99_999)))


def write_hostile_register(root: Path, *left_out: str) -> HostileRegister:
    """Write a register with records enough that each field of each kind holds each text it takes.

    Some kinds may be left out, by the names of their schemas.

    The fields of ``registry.yaml`` are not among them: a register has one such file.
    """
    written = HostileRegister(root)
    shutil.copytree(BASE, root, ignore=shutil.ignore_patterns("agreements", "mapping", "totals"))
    registry = root / REGISTRY_FILE
    text = registry.read_text("utf-8").replace("standing: ", "other_languages:\n  - en\nstanding: ")
    registry.write_text(text, encoding="utf-8")
    by_schema: dict[str, dict[str, Field]] = defaultdict(dict)
    for field in list_fields():
        if field.schema not in ("registry", *left_out):
            by_schema[field.schema][field.path] = field
    for schema, fields in by_schema.items():
        number = max(len(list_taken(field)) for field in fields.values())
        for turn in range(number):
            _write_record(written, schema, fields, turn)
            if schema.startswith("agreement-"):
                _write_record(written, schema, fields, turn, withdrawn=True)
    return written


def _write_record(
    written: HostileRegister,
    schema: str,
    fields: Mapping[str, Field],
    turn: int,
    *,
    withdrawn: bool = False,
) -> None:
    kind = schema.removeprefix("agreement-")
    record_id = f"{kind}-{'ditarik' if withdrawn else 'uji'}-{turn:03}"
    settled = {**_SETTLED, **_SETTLED_OF_KIND.get(kind, {}), **_settle_references(turn), "id": record_id}
    if kind_of(schema) == "agreement":
        settled["type"] = kind
        before = f"{kind}-uji-{turn - 1:03}" if turn else f"{kind}-ditarik-000"
        settled["relations[].agreement"] = before
        if not withdrawn:
            settled["withdrawn"] = _LEFT_OUT
    file = place_record(schema, {"id": record_id, "year": settled.get("year", 0)})
    places = {path: place for place, path in enumerate(fields)}

    def choose(path: str) -> str:
        taken = list_taken(fields[path])
        return written.plant(fields[path], taken[(turn + places[path]) % len(taken)], file)

    whole = read_schema(schema)
    if withdrawn:
        whole = {"properties": {key: whole["properties"][key] for key in (*whole["required"], "withdrawn")}}
    value: Any = fill(whole, "", settled, choose)
    if "parties" in value:
        value["parties"].insert(0, {"partner": _OWN})
    assert SCHEMAS.is_valid(schema, value), (file, next(iter(SCHEMAS.find_errors(schema, value))))
    path = written.root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_record(value), encoding="utf-8")


def _settle_references(turn: int) -> dict[str, Any]:
    turn %= min(len(list_taken(field)) for field in list_fields() if field.path == "name")
    department = f"department-uji-{turn:03}"
    return {
        "parties[].partner": f"partner-uji-{turn:03}",
        "affairs[]": f"affair-uji-{turn:03}",
        "code": f"{1 + turn // 100}.{turn % 100:02}",
        "department": department,
        "departments[].department": department,
        "evaluations[].evaluator": department,
        "parties[].signatories[].department": department,
        "unnamed_parties[].signatories[].department": department,
    }


def fill(
    part: Any,
    path: str,
    settled: Mapping[str, Any],
    choose: Callable[[str], str],
    *,
    every_text: bool = False,
) -> Any:
    """Give a value with every key that a schema knows; of what is no text only the first choice.

    With ``every_text`` the texts that have a form of their own, such as ids, are chosen too.
    """
    part = resolve(part)
    if path in settled:
        return settled[path]
    if "properties" in part:
        inner = {
            key: fill(one, f"{path}.{key}" if path else key, settled, choose, every_text=every_text)
            for key, one in part["properties"].items()
        }
        return {key: value for key, value in inner.items() if value is not _LEFT_OUT}
    if "items" in part:
        # An array that may not be filled is left out whole.
        one = fill(part["items"], f"{path}[]", settled, choose, every_text=every_text)
        return one if one is _LEFT_OUT else [one]
    if part.get("pattern", "").startswith("^s[") and not every_text:
        return "s1"
    return choose(path) if "enum" not in part and part.get("type") == "string" else _choose_other(part)


def _choose_other(part: Any) -> Any:
    if "const" in part:
        return part["const"]
    if "enum" in part:
        return part["enum"][0]
    return part.get("minimum", 1) if part["type"] == "integer" else True


def describe(planted: Planting) -> str:
    """Give where a text stands, for the message of a test that failed."""
    return f"{planted.file} {planted.field.path}: {json.dumps(planted.text)[:200]}"
