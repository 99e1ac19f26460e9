"""The tables as files: CSV for people with spreadsheets, JSON for programs.

Everything is written a stretch of rows at a time: no file of a large register is held as a whole, but for
the table of agreements, whose lines stand in the smaller tables beside the pages once more.
"""

import codecs
import csv
import itertools
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import orjson

from generator.addresses import DATA, SEARCH
from generator.exports.columns import Cells
from generator.exports.pages import list_page_exports, write_page_exports
from generator.exports.search import render_search
from generator.exports.sink import OpenFile, Sink
from generator.exports.tables import TABLES, Table
from generator.pages.edition import Edition
from generator.register.register import Register

# A cell that starts like this would be run as a formula by a spreadsheet.
_FORMULA_STARTS = frozenset("=+-@\t\r")
_BATCH = 500

Item = TypeVar("Item")


def list_exports(register: Register) -> tuple[str, ...]:
    """Give the address of every data file."""
    tables = (f"{DATA}{table.name}.{ending}" for table in TABLES for ending in ("csv", "json"))
    return *tables, f"{DATA}records.json", *list_page_exports(register)


def write_exports(edition: Edition, open_file: OpenFile) -> None:
    """Write every data file; ``open_file`` gives the sink for an address."""
    # The lines of agreements are kept: many smaller tables hold them too.
    lines: list[bytes] = []
    for table in TABLES:
        with (
            open_file(f"{DATA}{table.name}.csv") as csv_file,
            open_file(f"{DATA}{table.name}.json") as json_file,
        ):
            _write_table(edition, table, csv_file, json_file, lines if table.name == "agreements" else None)
    with open_file(f"{DATA}records.json") as json_file:
        _write_records(edition, json_file)
    head, *rest = lines
    write_page_exports(edition, head, dict(zip(edition.register.agreements, rest, strict=True)), open_file)


def write_search(edition: Edition, root: str, open_file: OpenFile) -> None:
    """Write the data of the search in an edition's language, beside the pages that stand under ``root``."""
    with open_file(root + SEARCH) as json_file:
        json_file.write(render_search(edition))


def _write_table(
    edition: Edition, table: Table, csv_file: Sink, json_file: Sink, kept: list[bytes] | None
) -> None:
    mark: Cells = {"sample": True} if edition.is_sample else {}
    columns = (*table.names, *mark)
    head = codecs.BOM_UTF8 + render_csv([dict(zip(columns, columns, strict=True))], columns)
    csv_file.write(head)
    if kept is not None:
        kept.append(head)
    json_file.write(_render_head({**_head(edition), "table": table.name}))
    json_file.write(b',"rows":[')
    count = 0
    for rows in _batch(table.rows(edition)):
        marked = [{**row, **mark} for row in rows] if mark else rows
        lines = render_lines(marked, columns)
        csv_file.write(b"".join(lines))
        if kept is not None:
            kept += lines
        json_file.write(_render_lines(marked, first=count == 0))
        count += len(rows)
    json_file.write(b'\n],"count":%d}\n' % count)


def render_csv(rows: Iterable[Cells], columns: Sequence[str]) -> bytes:
    """Give rows as CSV in UTF-8."""
    return b"".join(render_lines(rows, columns))


class _Lines(list[str]):
    """A list of lines that can be written to."""

    write = list.append


def render_lines(rows: Iterable[Cells], columns: Sequence[str]) -> list[bytes]:
    """Give each row as a line of CSV in UTF-8."""
    lines = _Lines()
    pick = operator.itemgetter(*columns)
    writer = csv.writer(lines, lineterminator="\r\n")
    for row in rows:
        writer.writerow(
            [
                # Nearly all may be written as they are.
                cell
                if cell is None or (type(cell) is str and cell[:1] not in _FORMULA_STARTS)
                else _render_cell(cell)
                for cell in pick(row)
            ]
        )
    return [line.encode() for line in lines]


def _render_cell(cell: str | int) -> str:
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


def _write_records(edition: Edition, file: Sink) -> None:
    register = edition.register
    lists: dict[str, Iterable[object]] = {
        "agreements": (agreement.value for agreement in register.agreements.values()),
        "partners": (partner.value for partner in register.partners.values()),
        "departments": (department.value for department in register.departments.values()),
        "affairs": (affair.value for affair in register.affairs.values()),
        "mapping": (entry.value for entry in register.mapping),
        "totals": (total.value for total in register.totals),
    }
    file.write(_render_head({**_head(edition), "registry": register.registry}))
    for name, values in lists.items():
        file.write(b",%b:[" % orjson.dumps(name))
        for number, items in enumerate(_batch(values)):
            file.write(_render_lines(items, first=number == 0))
        file.write(b"\n]")
    file.write(b"}\n")


def _render_head(head: Mapping[str, object]) -> bytes:
    """Give the first members of a JSON document, left open for more."""
    return b"{" + b",\n".join(
        b"%b:%b" % (orjson.dumps(key), orjson.dumps(value)) for key, value in head.items()
    )


def _render_lines(items: Iterable[object], *, first: bool) -> bytes:
    """Give items of a JSON list, a line each, so that differences between two days are readable."""
    return (b"\n" if first else b",\n") + b",\n".join(map(orjson.dumps, items))


def _batch(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, _BATCH)):
        yield batch
