"""The records whole: all in one document, and as JSON Lines, one object a line."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import orjson

from generator.addresses import DATA, RECORD_LINES
from generator.document_head import describe_edition
from generator.edition import Edition
from generator.exports.json_lines import batch, render_opening
from generator.exports.sink import OpenFile
from generator.register.model import Agreement

RECORDS = f"{DATA}records.json"
"""Where all records stand in one document."""


class _Line(NamedTuple):
    """A record: its id, what is computed of it, and its value."""

    id: str
    computed: dict[str, object]
    value: Any


def write_records(edition: Edition, open_file: OpenFile) -> None:
    """Write every record, as the register holds it, as a document and as lines.

    The first line is of kind ``register`` and says what the document's head says; each other one holds a
    record's kind and id, what is computed of it for ``as_of``, and the record.
    """
    head, registry = describe_edition(edition), edition.register.registry
    with open_file(RECORDS) as document, open_file(RECORD_LINES) as lines:
        document.write(render_opening({**head, "registry": registry}))
        lines.write(orjson.dumps({"kind": "register", **head, "record": registry}) + b"\n")
        for kind, name, records in _iterate_kinds(edition):
            document.write(b",%b:[" % orjson.dumps(name))
            between = b"\n"
            for stretch in batch(records):
                values = [orjson.dumps(record.value) for record in stretch]
                document.write(between + b",\n".join(values))
                between = b",\n"
                lines.write(b"".join(map(_render_line, [kind] * len(stretch), stretch, values)))
            document.write(b"\n]")
        document.write(b"}\n")


def _render_line(kind: str, record: _Line, value: bytes) -> bytes:
    head = orjson.dumps({"kind": kind, "id": record.id, "computed": record.computed})
    return b'%b,"record":%b}\n' % (head[:-1], value)


def _iterate_kinds(edition: Edition) -> Iterator[tuple[str, str, Iterable[_Line]]]:
    """Give each kind of record, what its list is called, and the records."""
    register = edition.register
    agreements = (_Line(one.id, _compute(one), one.value) for one in register.agreements.values())
    yield "agreement", "agreements", agreements
    lists: tuple[tuple[str, str, Iterable[Any]], ...] = (
        ("partner", "partners", register.partners.values()),
        ("department", "departments", register.departments.values()),
        ("affair", "affairs", register.affairs.values()),
        ("mapping-entry", "mapping", register.mapping),
        ("official-total", "totals", register.totals),
    )
    for kind, name, things in lists:
        yield kind, name, (_Line(one.id, {}, one.value) for one in things)


def _compute(agreement: Agreement) -> dict[str, object]:
    return {
        "status": agreement.status,
        "evaluation_state": agreement.evaluation_state,
        "end": agreement.end.text if agreement.end else None,
        "end_is_computed": agreement.end_is_computed if agreement.end else None,
        "file": agreement.file,
    }
