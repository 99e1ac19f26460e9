"""The tables as files: CSV for people with spreadsheets, JSON for programs."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from generator.addresses import DATA
from generator.exports.tables import TABLES, Cell, Cells, Table
from generator.pages.edition import Edition

# A cell that starts like this would be run as a formula by a spreadsheet.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def render_exports(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Give the path and bytes of every data file."""
    for table in TABLES:
        rows = list(table.rows(edition.register))
        if edition.is_sample:
            rows = [{**row, "sample": True} for row in rows]
        yield f"{DATA}{table.name}.csv", render_csv(table, rows, sample=edition.is_sample)
        yield f"{DATA}{table.name}.json", _render_json(edition, table, rows)
    yield f"{DATA}records.json", _render_records(edition)


def render_csv(table: Table, rows: list[Cells], *, sample: bool = False) -> bytes:
    """Give a table as CSV: UTF-8 with a byte order mark, so that spreadsheets read it right."""
    stream = io.StringIO(newline="")
    columns = (*table.columns, "sample") if sample else table.columns
    writer = csv.DictWriter(stream, columns, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: _render_cell(row[column]) for column in columns})
    return stream.getvalue().encode("utf-8-sig")


def _render_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA_STARTS) else text


def _head(edition: Edition) -> dict[str, object]:
    registry = edition.register.registry
    return {
        "register": registry["name"],
        "standing": registry["standing"],
        "notice": registry["standing_notice"],
        "licence": registry["licence"],
        "as_of": edition.register.as_of.isoformat(),
        "commit": edition.history.head or None,
    }


def _render_json(edition: Edition, table: Table, rows: list[Cells]) -> bytes:
    return _dump({**_head(edition), "table": table.name, "count": len(rows)}, {"rows": rows})


def _render_records(edition: Edition) -> bytes:
    register = edition.register
    lists: dict[str, Iterable[object]] = {
        "agreements": (agreement.value for agreement in register.agreements.values()),
        "partners": (partner.value for partner in register.partners.values()),
        "departments": (department.value for department in register.departments.values()),
        "affairs": (affair.value for affair in register.affairs.values()),
        "mapping": (entry.value for entry in register.mapping),
        "totals": (total.value for total in register.totals),
    }
    return _dump({**_head(edition), "registry": register.registry}, lists)


def _dump(head: dict[str, object], lists: dict[str, Iterable[object]]) -> bytes:
    """Give a JSON document with one line an item, so that differences between two days are readable.

    Each line is encoded by itself: the document of a large register is never held as text.
    """
    parts = [f"{_encode(key)}: {_encode(value)}".encode() for key, value in head.items()]
    for key, items in lists.items():
        lines = b",\n".join(_encode(item).encode() for item in items)
        parts.append(b"%b: [\n%b\n]" % (_encode(key).encode(), lines))
    return b"{%b}\n" % b",\n".join(parts)


def _encode(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
