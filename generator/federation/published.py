"""Published registers: the whole records that a register's site offers, put back into files.

Of a site one file is asked for beside its manifest: the records as JSON Lines. Each is judged by its schema
before it becomes a file, and the files by the check like any others. What a site tells of withdrawn
agreements is less than a record, so these are left out, and with them what refers to them.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from generator.addresses import RECORD_LINES
from generator.canonical import render_record
from generator.federation.files import MOST_BYTES, RegisterFiles, refuse_number
from generator.home import find_part
from generator.records import AGREEMENT_TYPES, FOLDERS, REGISTRY_FILE, place_record
from generator.refusal import RefusalError
from generator.schemas import SchemaSet
from generator.site.copies import MOST_MANIFEST_BYTES
from generator.site.manifest import Manifest, ManifestError, parse_manifest
from generator.site.web_copies import WebCopy
from generator.text import Text

MOST_SECONDS = 300
"""How long one site may take in all."""
MANIFEST = "manifest.json"

_TOO_LONG = Text(
    "Pengambilan berkas dari {url} melewati {minutes} menit dan dihentikan.",
    "Fetching from {url} has taken more than {minutes} minutes and was stopped.",
)
_NO_RECORDS = Text(
    "Di {url} tidak ada register yang terbit: {name} tidak ada.",
    "There is no published register at {url}: no {name}.",
)
_NOT_OURS = Text(
    "manifest.json di {url} bukan manifest situs register: {part} tidak dapat dipakai.",
    "The manifest.json at {url} is no manifest of a register's site: {part} can't be used.",
)
_OTHER_HASH = Text(
    "{name} di {url} tidak sama dengan sidik pada manifest.json-nya: sedang diganti, rusak, atau diubah. "
    "Coba lagi nanti.",
    "{name} at {url} does not have the hash that its manifest.json states: it is being replaced, damaged or "
    "altered. Try again later.",
)
_BAD_LINE = Text(
    "{name} di {url}, baris {line}: bukan catatan yang sesuai skema program ini.",
    "{name} at {url}, line {line}: no record that meets this program's schemas.",
)
_TWICE = Text(
    "{name} di {url}, baris {line}: {file} sudah ada pada baris sebelumnya.",
    "{name} at {url}, line {line}: there is a {file} on an earlier line already.",
)
# No id of a record is longer, or holds anything else.
_ID = re.compile(r"[a-z0-9-]{1,100}")


def fetch_site(url: str, seconds: int = MOST_SECONDS) -> RegisterFiles:
    """Read a published register.

    Raises RefusalError for what can't be fetched, is not what the site's manifest says, or is no register.
    """
    copy = WebCopy(url, seconds, _TOO_LONG)
    manifest = _read_manifest(copy, url)
    content = copy.read_file(RECORD_LINES, MOST_BYTES)
    if content is None:
        raise RefusalError(_NO_RECORDS, url=url, name=RECORD_LINES)
    if manifest and manifest.files.get(RECORD_LINES) != hashlib.sha256(content).hexdigest():
        raise RefusalError(_OTHER_HASH, url=url, name=RECORD_LINES)
    contents, withdrawn = _read_lines(content, url)
    return RegisterFiles(
        contents, manifest.commit if manifest else None, manifest is not None, tuple(sorted(withdrawn))
    )


def _read_manifest(copy: WebCopy, url: str) -> Manifest | None:
    content = copy.read_file(MANIFEST, MOST_MANIFEST_BYTES)
    if content is None:
        return None
    try:
        return parse_manifest(content)
    except ManifestError as error:
        raise RefusalError(_NOT_OURS, url=url, part=str(error)) from None


def _read_lines(content: bytes, url: str) -> tuple[dict[str, bytes], set[str]]:
    """Give the files of the records in JSON Lines, and the ids of what was withdrawn."""
    lines = content.splitlines()
    refuse_number(len(lines))
    withdrawn = {one["id"] for one in _iterate_objects(lines) if _is_withdrawn(one)}
    schemas = SchemaSet(find_part(None, "schema"))
    contents: dict[str, bytes] = {}
    for number, line in enumerate(lines, 1):
        found = _read_line(line, withdrawn, schemas)
        if found is None:
            raise RefusalError(_BAD_LINE, url=url, name=RECORD_LINES, line=str(number))
        file, value = found
        if file in contents:
            # Which of two would count, nobody could tell.
            raise RefusalError(_TWICE, url=url, name=RECORD_LINES, line=str(number), file=file)
        if file:
            contents[file] = render_record(value).encode()
    return contents, withdrawn


def _iterate_objects(lines: list[bytes]) -> Iterator[Mapping[str, Any]]:
    for line in lines:
        item = _parse(line)
        if isinstance(item, dict):
            yield item


def _parse(line: bytes) -> Any:  # noqa: ANN401  any JSON value
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return None


def _is_withdrawn(item: Mapping[str, Any]) -> bool:
    record = item.get("record")
    return (
        item.get("kind") == "agreement"
        and isinstance(record, dict)
        and "withdrawn" in record
        and isinstance(item.get("id"), str)
        and _ID.fullmatch(item["id"]) is not None
    )


def _read_line(line: bytes, withdrawn: set[str], schemas: SchemaSet) -> tuple[str, Mapping[str, Any]] | None:
    """Give a record's file and value; no file for what is left out, None for what is no record."""
    item = _parse(line)
    if not isinstance(item, dict) or not isinstance(item.get("record"), dict):
        return None
    kind, value = item.get("kind"), item["record"]
    if kind == "register":
        is_good = schemas.is_valid("registry", value) and _is_plain(value)
        return (REGISTRY_FILE, value) if is_good else None
    if _is_withdrawn(item):
        return "", value
    if kind == "agreement":
        schema = f"agreement-{value['type']}" if value.get("type") in AGREEMENT_TYPES else ""
    else:
        schema = str(kind) if kind in FOLDERS.values() else ""
    value = _drop_references(value, withdrawn)
    if not schema or not schemas.is_valid(schema, value) or not _is_plain(value):
        return None
    return place_record(schema, value), value


def _is_plain(value: Any) -> bool:  # noqa: ANN401  any JSON value
    """Whether a value is one that a record can hold: to a schema 1.0 is a whole number too."""
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return isinstance(value, str | int)


def _drop_references(value: Mapping[str, Any], withdrawn: set[str]) -> Mapping[str, Any]:
    """Give a record without what refers to agreements that are left out."""
    kept = dict(value)
    for key, name in (("relations", "agreement"), ("realised_by", "")):
        items = value.get(key)
        if isinstance(items, list):
            # Nothing has been judged yet: where an id belongs, anything can stand.
            named = [one.get(name) if isinstance(one, dict) else one for one in items]
            left = [
                one
                for one, found in zip(items, named, strict=True)
                if not isinstance(found, str) or found not in withdrawn
            ]
            kept[key] = left
            if not left and items:
                del kept[key]
    return kept
