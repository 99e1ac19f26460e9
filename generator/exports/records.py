"""The records whole, as JSON Lines: one object a line."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from generator.addresses import RECORD_LINES
from generator.document_head import describe_edition
from generator.edition import Edition
from generator.exports.json_lines import batch
from generator.exports.sink import OpenFile
from generator.register.model import Agreement


def write_records(edition: Edition, open_file: OpenFile) -> None:
    """Write every record, as the register holds it, as a line.

    The first line is of kind ``register`` and says what every document says first; each other one holds a
    record's kind and id, what is computed of it for ``as_of``, and the record.
    """
    register = edition.register
    with open_file(RECORD_LINES) as lines:
        head = {"kind": "register", **describe_edition(edition), "record": register.registry}
        lines.write(_render_line(head))
        for stretch in batch(_iterate_lines(edition)):
            lines.write(b"".join(map(_render_line, stretch)))


def _render_line(line: dict[str, Any]) -> bytes:
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)


def _iterate_lines(edition: Edition) -> Iterator[dict[str, Any]]:
    register = edition.register
    for agreement in register.agreements.values():
        computed = _compute(agreement)
        yield {"kind": "agreement", "id": agreement.id, "computed": computed, "record": agreement.value}
    kinds: tuple[tuple[str, Iterable[Any]], ...] = (
        ("partner", register.partners.values()),
        ("department", register.departments.values()),
        ("affair", register.affairs.values()),
        ("mapping-entry", register.mapping),
        ("official-total", register.totals),
    )
    for kind, things in kinds:
        for one in things:
            yield {"kind": kind, "id": one.id, "computed": {}, "record": one.value}


def _compute(agreement: Agreement) -> dict[str, object]:
    return {
        "status": agreement.status,
        "evaluation_state": agreement.evaluation_state,
        "end": agreement.end.text if agreement.end else None,
        "end_is_computed": agreement.end_is_computed if agreement.end else None,
        "file": agreement.file,
    }
