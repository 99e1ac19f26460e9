"""The archive of all data: complete, readable, the same each time."""

import io
import zipfile
from contextlib import AbstractContextManager, nullcontext

from builtsite import BuiltSite
from registers import AS_OF, BASE, SCHEMAS, check

from generator.addresses import ARCHIVE
from generator.edition import make_edition
from generator.exports.archive import READ_ME, write_archive
from generator.git.history import NO_HISTORY
from generator.locale import Locale
from generator.register.register import build_register
from generator.tables.tables import TABLES


def test_the_archive_holds_every_table_and_the_files_as_they_are(built: BuiltSite) -> None:
    with zipfile.ZipFile(built.folder / ARCHIVE) as archive:
        names = set(archive.namelist())
        assert {f"{table.name}.csv" for table in TABLES} < names
        assert {READ_ME, "records.jsonl", "registri.xlsx", "registri.sqlite", "datapackage.json"} < names
        for name in names - {READ_ME}:
            assert archive.read(name) == (built.folder / "data" / name).read_bytes()
        assert len({entry.date_time for entry in archive.infolist()}) == 1
        told = archive.read(READ_ME).decode()
        assert "Lisensi" in told
        for name in names - {READ_ME}:
            assert name in told or name.endswith(".csv"), name
        assert archive.testzip() is None


def test_the_same_files_make_the_same_archive(built: BuiltSite) -> None:
    register = build_register(check(BASE).records, AS_OF)
    edition = make_edition(register, NO_HISTORY, Locale("id", SCHEMAS))
    sinks: list[io.BytesIO] = []

    def open_file(_: str) -> AbstractContextManager[io.BytesIO]:
        sinks.append(io.BytesIO())
        return nullcontext(sinks[-1])

    for _ in range(2):
        write_archive(edition, built.folder, ["data/agreements.csv", "data/records.jsonl"], open_file)
    assert sinks[0].getvalue() == sinks[1].getvalue()
