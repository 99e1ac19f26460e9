"""The tables as files: CSV for people with spreadsheets, JSON for programs."""

import csv
import io
import operator
from collections.abc import Iterable, Iterator

import orjson

from generator.addresses import DATA
from generator.exports.tables import TABLES, Cell, Cells, Table
from generator.pages.edition import Edition

# A cell that starts like this would be run as a formula by a spreadsheet.
_FORMULA_STARTS = frozenset("=+-@\t\r")


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
    pick = operator.itemgetter(*columns)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell if _is_harmless(cell) else _render_cell(cell) for cell in pick(row)])
    return stream.getvalue().encode("utf-8-sig")


def _is_harmless(cell: Cell) -> bool:
    """Whether a cell may be written as it is: nearly all are."""
    return cell is None or (type(cell) is str and cell[:1] not in _FORMULA_STARTS)


def _render_cell(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"'{cell}" if isinstance(cell, str) else str(cell)


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
    """Give a JSON document with one line an item, so that differences between two days are readable."""
    parts = [b"%b:%b" % (orjson.dumps(key), orjson.dumps(value)) for key, value in head.items()]
    for key, items in lists.items():
        parts.append(b"%b:[\n%b\n]" % (orjson.dumps(key), b",\n".join(map(orjson.dumps, items))))
    return b"{%b}\n" % b",\n".join(parts)
