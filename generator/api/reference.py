"""The reference lists: what every code in the documents means, in both languages."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.api.desk import Body, Desk, Fields
from generator.api.records import find_schema
from generator.records import FOLDERS, RecordKind
from generator.words.explanations import EVALUATION_STATES, STATUSES
from generator.words.relations import RELATION_NAMES
from generator.words.titles import EVALUATION_NAMES, STATUS_NAMES

_CONTENT: tuple[RecordKind, ...] = ("registry", *FOLDERS.values())


def make_reference(desk: Desk) -> Body:
    """Give every list of codes: those that are computed, and those of the records' fields."""
    return Body({"lists": [*_list_computed(desk), *_list_recorded(desk)]})


def _list_computed(desk: Desk) -> Iterator[Fields]:
    say = desk.words.say
    computed: tuple[tuple[str, str, Mapping[Any, str], Mapping[Any, str]], ...] = (
        ("computed.status", "Status", STATUS_NAMES, STATUSES),
        ("computed.evaluation_state", "Evaluation", EVALUATION_NAMES, EVALUATION_STATES),
        (
            "computed.referred_to_by.type",
            "Related agreements",
            {kind: name for (kind, inverse), name in RELATION_NAMES.items() if inverse},
            {},
        ),
    )
    for key, title, names, definitions in computed:
        values = [
            {
                "code": code,
                "label": say(name),
                "definition": say(definitions[code]) if code in definitions else None,
            }
            for code, name in names.items()
        ]
        yield {"key": key, "title": say(title), "description": None, "values": values}


def _list_recorded(desk: Desk) -> Iterator[Fields]:
    """Give the codes of each field of a record, by the kind of record and the way to the field."""
    schemas = desk.edition.locale.schemas
    for kind in _CONTENT:
        yield from _walk(kind, find_schema(schemas, kind))


def _walk(key: str, schema: Mapping[str, Any]) -> Iterator[Fields]:
    labels = schema.get("x-labels")
    if labels:
        yield {
            "key": key,
            "title": _find_words(schema, "title") or {"id": key, "en": key},
            "description": _find_words(schema, "description"),
            "values": [
                {"code": code, "label": {"id": words["id"], "en": words["en"]}, "definition": None}
                for code, words in labels.items()
            ],
        }
    for name, part in schema.get("properties", {}).items():
        yield from _walk(f"{key}.{name}", part)
    if "items" in schema:
        yield from _walk(f"{key}[]", schema["items"])


def _find_words(schema: Mapping[str, Any], key: str) -> dict[str, str] | None:
    own = schema.get(key)
    return {"id": own, "en": schema.get(f"x-{key}-en", own)} if own else None
