"""The data files: the tables in every format, and the records whole.

The rows of one table at a time are made, once for all formats; no file of a large register is held as a
whole. The lines of agreements, which stand in the smaller tables beside the pages once more, are read back.
"""

from pathlib import Path

from generator.addresses import DATABASE, RECORD_LINES, WORKBOOK, data_table_address
from generator.document_head import describe_edition
from generator.edition import Edition
from generator.exports.csv_lines import write_csv
from generator.exports.database import Database
from generator.exports.json_lines import batch, render_items, render_opening
from generator.exports.line_reader import LineReader
from generator.exports.pages import list_page_exports, write_page_exports
from generator.exports.records import RECORDS, write_records
from generator.exports.sink import OpenFile
from generator.exports.workbook import Workbook
from generator.register.register import Register
from generator.tables.columns import Row
from generator.tables.tables import TABLES, Table, list_tables


def list_exports(register: Register) -> tuple[str, ...]:
    """Give the address of every data file."""
    tables = (data_table_address(table.name, ending) for table in TABLES for ending in ("csv", "json"))
    return *tables, RECORDS, RECORD_LINES, WORKBOOK, DATABASE, *list_page_exports(register)


def write_exports(edition: Edition, site: Path, open_file: OpenFile) -> None:
    """Write every data file; ``open_file`` gives the sink for an address, in the folder of the site."""
    tables = list_tables(edition)
    workbook, database = Workbook(edition, tables), Database(edition, site)
    for table in tables:
        rows = list(table.rows(edition))
        with open_file(data_table_address(table.name, "csv")) as file:
            lengths = write_csv(table.columns, rows, file)
        if table.name == "agreements":
            agreements = lengths
        _write_json(edition, table, rows, open_file)
        workbook.add(table, rows)
        database.add(table, rows)
        # Before those of the next table are made.
        del rows
    with open_file(WORKBOOK) as file:
        file.write(workbook.render())
    with open_file(DATABASE) as file:
        for stretch in database.iterate_file():
            file.write(stretch)
    write_records(edition, open_file)
    written = site / data_table_address("agreements", "csv")
    with LineReader(written, edition.register.agreements, agreements) as lines:
        write_page_exports(edition, lines, open_file)


def _write_json(edition: Edition, table: Table, rows: list[Row], open_file: OpenFile) -> None:
    names = table.names
    with open_file(data_table_address(table.name, "json")) as file:
        file.write(render_opening({**describe_edition(edition), "table": table.name}))
        file.write(b',"rows":[')
        for number, stretch in enumerate(batch(rows)):
            file.write(
                render_items([dict(zip(names, row, strict=True)) for row in stretch], first=number == 0)
            )
        file.write(b'\n],"count":%d}\n' % len(rows))
