"""The data files: the tables in every format, and the records whole.

The cells of one table at a time are made, once for all formats; no file of a large register is held as a
whole. The lines of agreements, which stand in the smaller tables beside the pages once more, are read back.
"""

from pathlib import Path

from generator.addresses import DATABASE, RECORD_LINES, WORKBOOK, data_table_address
from generator.edition import Edition
from generator.exports.csv_lines import write_csv, write_measured_csv
from generator.exports.database import Database
from generator.exports.line_reader import LineReader
from generator.exports.pages import list_page_exports, write_page_exports
from generator.exports.records import write_records
from generator.exports.sink import OpenFile
from generator.exports.workbook import Workbook
from generator.register.register import Register
from generator.tables.tables import TABLES, list_tables


def list_exports(register: Register) -> tuple[str, ...]:
    """Give the address of every data file."""
    tables = (data_table_address(table.name) for table in TABLES)
    return *tables, RECORD_LINES, WORKBOOK, DATABASE, *list_page_exports(register)


def write_exports(edition: Edition, site: Path, open_file: OpenFile) -> None:
    """Write every data file; ``open_file`` gives the sink for an address, in the folder of the site."""
    tables = list_tables(edition)
    workbook, database = Workbook(edition, tables), Database(edition, site)
    for table in tables:
        content = table.read(edition)
        with open_file(data_table_address(table.name)) as file:
            if table.name == "agreements":
                lengths = write_measured_csv(table.columns, content, file)
            else:
                write_csv(table.columns, content, file)
        workbook.add(table, content)
        database.add(table, content)
        # Before that of the next table is made.
        del content
    with open_file(WORKBOOK) as file:
        file.write(workbook.render())
    with open_file(DATABASE) as file:
        for stretch in database.iterate_file():
            file.write(stretch)
    write_records(edition, open_file)
    written = site / data_table_address("agreements")
    with LineReader(written, edition.register.agreements, lengths) as lines:
        write_page_exports(edition, lines, open_file)
