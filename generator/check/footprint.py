"""What a record's findings hang on beyond its own file: the records it names, and what it shares."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.check.rules.documents import number_key
from generator.check.rules.files import list_documents
from generator.check.rules.identity import iterate_references
from generator.check.rules.parties import normalise_name
from generator.dates import parse_date
from generator.records import Record

_DOCUMENT = "document:"


class Footprint(NamedTuple):
    """The keys of the records that a record names, and the keys of what it shares.

    Two records that share a key of ``shares`` are judged together. ``counts`` names what an agreement is
    counted in; a published total shares it and so is judged anew when the count may have changed.
    """

    names: frozenset[str]
    relates: frozenset[str]
    shares: frozenset[str]
    counts: frozenset[str]


def record_key(kind: str, record_id: str) -> str:
    """Give the key by which others name a record."""
    return f"{kind}/{record_id}"


def trace_document(place: str) -> Footprint:
    """Give the footprint of a document in the register: it is shared by those that name it."""
    nothing: frozenset[str] = frozenset()
    return Footprint(nothing, nothing, frozenset((_DOCUMENT + place,)), nothing)


def find_documents(print_: Footprint) -> list[str]:
    """Give the places of the documents that are part of what is shared."""
    return [key.removeprefix(_DOCUMENT) for key in print_.shares if key.startswith(_DOCUMENT)]


def trace_footprint(record: Record) -> Footprint:
    """Give the footprint of a record that meets its schema."""
    return Footprint(*map(frozenset, list_keys(record)))


def list_keys(record: Record) -> tuple[list[str], list[str], list[str], list[str]]:
    """Give the keys of a record's footprint: what it names, relates to, shares and is counted in.

    One may come several times.
    """
    names = [record_key(kind, target) for kind, _, target in iterate_references(record)]
    value: Any = record.value
    relations = value.get("relations", ()) if record.kind == "agreement" else ()
    relates = [record_key("agreement", relation["agreement"]) for relation in relations]
    return names, relates, list(_iterate_shares(record)), list(_iterate_counts(record))


def _iterate_shares(record: Record) -> Iterator[str]:
    value: Any = record.value
    yield f"id:{record_key(record.kind, record.id)}"
    for former in value.get("former_ids", ()):
        yield f"id:{record_key(record.kind, former)}"
    if record.kind == "partner":
        for name in (value["name"], *value.get("aliases", ())):
            yield f"name:{normalise_name(name)}"
    for place in list_documents(record):
        yield _DOCUMENT + place
    if record.kind == "agreement":
        for party in value["parties"]:
            if "number" in party:
                yield f"number:{number_key(party)}"


def _iterate_counts(record: Record) -> Iterator[str]:
    value: Any = record.value
    if record.kind == "agreement":
        signed = value.get("signing", {}).get("date")
        if signed and "withdrawn" not in value:
            yield f"{value['type']}:{parse_date(signed).year}"
    elif record.kind == "official-total":
        for figure in value["figures"]:
            yield f"{figure.get('type', '')}:{figure.get('year', value.get('year'))}"
