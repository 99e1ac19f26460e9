"""A new evaluation of an agreement: its period, and its value from what was written for it."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.amend.insertion import Add, Change
from generator.amend.source import add_source
from generator.due import find_asked, read_schedule
from generator.entry.blanks import fold
from generator.entry.fields import Table, list_table
from generator.entry.names import References
from generator.entry.problem import EntryError, EntryProblem
from generator.entry.rows import read_row
from generator.periods import Period, last_ended, period_after
from generator.records import Record
from generator.schemas import SchemaSet
from generator.status import read_date
from generator.text import Text
from generator.value import Value
from generator.write.order import sort_mapping

KEY = "evaluations"

_PERIOD = re.compile(
    r"(?P<year>[0-9]{4}) ?[-/. ] ?(?P<half>[12])"
    r"|(?:semester|smt\.?|half) ?(?P<word>1|2|i|ii) ?(?:tahun|thn\.?|of|,|/|-)? ?(?P<of>[0-9]{4})"
    r"|(?P<whole>[0-9]{4})"
)
_NO_PERIOD = Text('"{text}" bukan masa evaluasi.', '"{text}" is no period of evaluation.')
_WRITE_PERIOD = Text("Tulis tahun dan semesternya, misalnya 2026-1 atau Semester 1 2026.",
                     "Write the year and its half, such as 2026-1.")  # fmt: skip
_OUTPUT_KEYS = ("name", "target", "result", "unit")


def read_period(text: str) -> Period:
    """Read a half-year: ``2026-1``, ``Semester I 2026``; a year alone is the half that ends it.

    Raises EntryError for anything else.
    """
    found = _PERIOD.fullmatch(fold(text))
    if found is None:
        raise EntryError("period", Text(*(one.format(text=text) for one in (_NO_PERIOD.id, _NO_PERIOD.en))),
                         _WRITE_PERIOD)  # fmt: skip
    if found["whole"]:
        return Period(int(found["whole"]), 2)
    half = found["half"] or found["word"]
    return Period(int(found["year"] or found["of"]), 1 if half in ("1", "i") else 2)


def evaluation_table(schemas: SchemaSet, agreement_type: str) -> Table:
    """Give what can be written for an evaluation of a type of agreement."""
    table = list_table(schemas, f"agreement-{agreement_type}")
    return next(one for one in table.tables if one.key == KEY)


def read_evaluation(
    value: Any,  # noqa: ANN401  a record's value
    period: Period,
    texts: Mapping[str, str],
    *,
    outputs: Sequence[str] = (),
    source: str = "",
    references: References,
    schemas: SchemaSet,
) -> tuple[list[Change], list[EntryProblem]]:
    """Give the changes that add an evaluation to an agreement, and what could not be read.

    ``texts`` are by key; an output is ``name; target; result; unit``, as far as known; ``source`` is a web
    address or empty.
    """
    table = evaluation_table(schemas, value["type"])
    row = read_row(table, texts, references)
    item: dict[str, Value] = dict(row.value)
    item["period"] = {"year": period.year, "semester": period.semester}
    problems = list(row.problems)
    inner = next(one for one in table.tables if one.key == f"{KEY}.outputs")
    found: list[Value] = []
    for output in outputs:
        parts = dict(zip(_OUTPUT_KEYS, (part.strip() for part in output.split(";")), strict=False))
        read = read_row(inner, parts, references)
        problems += read.problems
        found.append(read.value)
    if found:
        item["outputs"] = found
    changes: list[Change] = []
    if source:
        more, name = add_source(value, source)
        changes += more
        item["sources"] = [name]
    schema = schemas.get(f"agreement-{value['type']}")["properties"][KEY]["items"]
    return [*changes, Add((KEY,), sort_mapping(item, schema))], problems


def propose_period(records: Iterable[Record], record: Record, as_of: datetime.date) -> Period:
    """Give the half-year that an evaluation made on a day is most likely about: one that is asked for.

    Where none is, it is the last that has ended and that the agreement has no evaluation of.
    """
    value: Any = record.value
    registry: Any = next((one.value for one in records if one.kind == "registry"), {})
    done = {Period(**item["period"]) for item in value.get(KEY, ())}
    asked = find_asked(
        read_schedule(registry).of(value["type"]),
        begin=read_date(value, "term", "start") or read_date(value, "signing", "date"),
        done=done,
        as_of=as_of,
    )
    if asked and asked.last_day < as_of:
        return asked.period
    last = last_ended(as_of)
    return period_after(last) if last in done else last
