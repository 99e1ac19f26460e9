"""Records in which every field holds every hostile text that it may not hold, each on a line of its own."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from hostileregister import TAKEN, fill, list_taken
from payloads import BLANK, CHARACTERS, PAYLOADS, make_huge
from textfields import Field, list_fields, read_schema

from generator.read.characters import FORBIDDEN
from generator.read.fault import MOST_ALIKE
from generator.records import REGISTRY_FILE, SCHEMAS, place_record

_PLAIN, _ADDRESS = "Teks biasa", "https://contoh.example/"


class Refused(NamedTuple):
    """A text in a field that may not hold it: in which line of which file of which register."""

    field: Field
    payload: str
    root: Path
    file: str
    line: int


class _Planted(str):
    """A text in its place, which knows what field it stands in."""

    __slots__ = ("field",)
    field: Field


def may_hold(field: Field, payload: str) -> bool:
    """Whether a field takes a text as it is, or with a number after it."""
    if payload in CHARACTERS:
        return False
    return field.takes(payload) or (payload not in BLANK and payload in list_taken(field))


def list_refused() -> set[tuple[Field, str]]:
    """Give each field with each text that it may not hold."""
    return {
        (field, payload) for field in list_fields() for payload in PAYLOADS if not may_hold(field, payload)
    }


def write_refused(root: Path) -> list[Refused]:
    """Write records that hold texts they may not hold, in all their fields at once."""
    written: list[Refused] = []
    for schema in SCHEMAS:
        fields = [field for field in list_fields() if field.schema == schema]
        for number, payload in enumerate((*TAKEN, *BLANK)):
            chosen = [field for field in fields if not may_hold(field, payload)]
            written += _write(root, schema, f"t{number}", chosen, payload, in_the_open=False)
        for number, payload in enumerate(CHARACTERS):
            written += _write(root, schema, f"e{number}", fields, payload, in_the_open=False)
            # Of what stands in the open in one file, no more places than so many are named.
            most = 1 if "\r" in payload else MOST_ALIKE // max(1, len(FORBIDDEN.findall(payload)))
            for start in range(0, len(fields) if most > 1 else 1, most):
                part = fields[start : start + most]
                written += _write(root, schema, f"r{number}-{start}", part, payload, in_the_open=True)
    return written


def write_huge(root: Path) -> list[Refused]:
    """Write records each of which holds a text of so many letters that no field may hold it."""
    return [
        one
        for number, field in enumerate(list_fields())
        for one in _write(root, field.schema, f"h{number}", [field], make_huge(number), in_the_open=False)
    ]


def _write(
    root: Path, schema: str, name: str, fields: Iterable[Field], payload: str, *, in_the_open: bool
) -> Iterator[Refused]:
    by_path = {field.path: field for field in fields}
    if not by_path:
        return
    value = plant(schema, by_path, payload)
    # A register has one file about itself; every other record may stand beside the rest.
    is_single = schema == "registry"
    root = root / (f"register-{name}" if is_single else "register")
    file = REGISTRY_FILE if is_single else place_record(schema, {"id": f"uji-{name}", "year": 2026})
    lines = list(spell_record(value, "", in_the_open=in_the_open))
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(f"{line}\n" for line, _ in lines).encode())
    row = 0
    for line, field in lines:
        row += 1
        if field:
            yield Refused(field, payload, root, file, row)
        row += line.count("\n")


def plant(schema: str, fields: Mapping[str, Field], payload: str) -> Any:
    """Give a record in which these fields hold a text, and the others something plain."""

    def choose(path: str) -> str:
        if path not in fields:
            known = next(field for field in list_fields() if (field.schema, field.path) == (schema, path))
            return _ADDRESS if known.is_address else _PLAIN
        text = _Planted(payload)
        text.field = fields[path]
        return text

    return fill(read_schema(schema), "", {}, choose, every_text=True)


def spell_record(
    value: Any, indent: str = "", *, in_the_open: bool = False
) -> Iterator[tuple[str, Field | None]]:
    """Give the lines of a mapping, each with the field whose text it holds."""
    for key, one in value.items():
        if isinstance(one, dict):
            yield f"{indent}{key}:", None
            yield from spell_record(one, f"{indent}  ", in_the_open=in_the_open)
        elif isinstance(one, list):
            yield f"{indent}{key}:", None
            for item in one:
                if isinstance(item, dict):
                    (first, field), *others = spell_record(item, f"{indent}    ", in_the_open=in_the_open)
                    yield f"{indent}  - {first.lstrip()}", field
                    yield from others
                else:
                    yield f"{indent}  - {quote(item, in_the_open=in_the_open)}", getattr(item, "field", None)
        else:
            yield f"{indent}{key}: {quote(one, in_the_open=in_the_open)}", getattr(one, "field", None)


def quote(value: Any, *, in_the_open: bool) -> str:
    """Give a value in double quotes; what no record may hold by its code or as it is."""
    if not isinstance(value, str):
        return json.dumps(value)
    spelled = json.dumps(str(value), ensure_ascii=False)
    if in_the_open:
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", spelled)
