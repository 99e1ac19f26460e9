"""A whole register from a government's answers: every file that it begins with, by its place."""

from generator.entry.names import References
from generator.home import find_part
from generator.records import Record, parse_place
from generator.schemas import SchemaSet
from generator.sheets.book import write_book
from generator.sheets.layout import list_layouts
from generator.starting.examples import make_examples
from generator.starting.government import Government
from generator.starting.hosting_files import StartingFile, read_hosting_files
from generator.starting.records import RecordFile, begin_records, make_registry
from generator.starting.writer import WRITTEN_FILE, hash_content, render_hashes, render_records
from generator.text import Language

TEMPLATE = "templat-perangkat-daerah.xlsx"
"""The table in which a government lists its departments."""


def begin_register(
    government: Government, program: str, version: str, language: Language
) -> dict[str, StartingFile]:  # fmt: skip
    """Give the files of a new register; ``program`` is the line by which pip finds the program.

    ``language`` is that of the headings in the table of departments. Raises OSError where files of the
    program itself are damaged.
    """
    registry = make_registry(government, version)
    records = [*begin_records(government, registry), *make_examples(registry)]
    files = dict(read_hosting_files(registry, program))
    files |= {name: StartingFile(data) for name, data in render_records(records).items()}
    files[TEMPLATE] = StartingFile(_render_template(records, language))
    kept = {name: hash_content(file.content) for name, file in files.items() if not parse_place(name)}
    files[WRITTEN_FILE] = StartingFile(render_hashes(kept, version))
    return files


def _render_template(records: list[RecordFile], language: Language) -> bytes:
    known = [Record(file, place, value) for file, value in records if (place := parse_place(file))]
    layouts = list_layouts(SchemaSet(find_part(None, "schema")), "department")
    return write_book(layouts[:1], {}, References(known), language, with_example=True)
