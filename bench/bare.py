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


def replace(module: object, name: str, stand_in: object) -> None:
    """Put something in the place of what a module names.

    Raises AttributeError where the module has no such name: then nothing would be left out unseen.
    """
    getattr(module, name)
    setattr(module, name, stand_in)


def leave_out(*_: object) -> None:
    """Do nothing, in the place of what makes something."""


if __name__ == "__main__":
    for writer in ("write_archive", "write_data_package", "write_catalogue"):
        replace(outputs, writer, leave_out)
    replace(outputs, "write_exports", _write_beside_pages)
    main()
