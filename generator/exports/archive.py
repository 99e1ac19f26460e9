"""One archive of all data, for whoever takes everything away.

Its entries bear the moment of the last commit: the same files make the same archive.
"""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.addresses import ARCHIVE, DATA, OFFLINE_COPY, SEARCH
from generator.document_head import find_moment, list_facts
from generator.edition import Edition
from generator.exports.sink import OpenFile

READ_ME = "BACA-SAYA.txt"
LEVEL = 1
"""How hard files are compressed: the levels above take three times as long and save a third."""
_LEFT_OUT = {SEARCH, ARCHIVE, OFFLINE_COPY}
_TABLES_ID = (
    "Satu tabel satu berkas .csv; semua tabel sekaligus dalam registri.xlsx dan registri.sqlite; setiap "
    "catatan utuh, satu baris satu catatan, dalam records.jsonl."
)
_TABLES_EN = (
    "One table is one .csv file; all tables together in registri.xlsx and registri.sqlite; every record "
    "whole, one a line, in records.jsonl."
)
_COMPRESSED = (".xlsx", ".zip")
_STRETCH = 1 << 20


def write_archive(edition: Edition, site: Path, addresses: Iterable[str], open_file: OpenFile) -> None:
    """Write the archive of those of the site's files that are data; they must have been written."""
    names = sorted({address for address in addresses if _is_taken(address)})
    with open_archive(site, ARCHIVE, open_file) as archive:
        archive.writestr(make_entry(edition, READ_ME), _render_read_me(edition), compresslevel=LEVEL)
        for name in names:
            entry = make_entry(edition, name.removeprefix(DATA))
            entry._compresslevel = LEVEL  # type: ignore[attr-defined]  # noqa: SLF001  public from Python 3.13 on
            with (site / name).open("rb") as file:
                entry.file_size = os.fstat(file.fileno()).st_size
                with archive.open(entry, "w") as part:
                    shutil.copyfileobj(file, part, _STRETCH)


@contextmanager
def open_archive(site: Path, address: str, open_file: OpenFile) -> Iterator[zipfile.ZipFile]:
    """Give an archive to be filled; it grows on the disk of the site, under no name, until it is whole."""
    with tempfile.TemporaryFile(dir=site) as target:
        with zipfile.ZipFile(target, "w", compresslevel=LEVEL) as archive:
            yield archive
        target.seek(0)
        with open_file(address) as file:
            shutil.copyfileobj(target, file)


def _is_taken(address: str) -> bool:
    """Whether a file belongs into the archive."""
    return address.startswith(DATA) and address not in _LEFT_OUT


def make_entry(edition: Edition, name: str) -> zipfile.ZipInfo:
    """Give the entry of a file in an archive, dated by the last commit."""
    entry = zipfile.ZipInfo(name, find_moment(edition).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
    # As made on any system.
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    return entry


def _render_read_me(edition: Edition) -> str:
    head = list_facts(edition)
    licence = " ".join(filter(None, (head["licence"], head["licence_url"])))
    lines = (
        head["register"],
        head["notice_id"],
        head["notice_en"],
        f"Lisensi / Licence: {licence}",
        f"Keadaan per / As of: {head['as_of']}",
        f"Commit: {head['commit'] or '-'}",
        f"Situs / Site: {head['site_url'] or '-'}",
        "",
        _TABLES_ID,
        _TABLES_EN,
        "Arti setiap kolom / What every column means: datapackage.json, registri.xlsx (Arti kolom).",
    )
    return "".join(f"{line}\r\n" for line in lines)
