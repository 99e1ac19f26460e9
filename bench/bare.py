"""``python -m bench.bare``: the program without its downloads, to see what these cost.

What stands beside pages (their tables and feeds) belongs to the site and stays.
"""

import tempfile
from pathlib import Path

from generator.__main__ import main
from generator.edition import Edition
from generator.exports.csv_lines import write_measured_csv
from generator.exports.line_reader import LineReader
from generator.exports.pages import write_page_exports
from generator.exports.sink import OpenFile
from generator.site import outputs
from generator.tables.tables import list_tables


def _write_beside_pages(edition: Edition, _: Path, open_file: OpenFile) -> None:
    table = next(one for one in list_tables(edition) if one.name == "agreements")
    with tempfile.NamedTemporaryFile() as file:
        lengths = write_measured_csv(table.columns, table.read(edition), file)
        file.flush()
        with LineReader(Path(file.name), edition.register.agreements, lengths) as lines:
            write_page_exports(edition, lines, open_file)


def _write_nothing(*_: object) -> None:
    """Leave a file out."""


def strip() -> None:
    """Take away what writes the downloads."""
    instead = dict.fromkeys(("write_archive", "write_data_package", "write_catalogue"), _write_nothing)
    for name, function in (("write_exports", _write_beside_pages), *instead.items()):
        if not hasattr(outputs, name):
            raise AttributeError(name)
        setattr(outputs, name, function)


if __name__ == "__main__":
    strip()
    main()
