"""Originals: what a site hands out byte for byte as its register holds it, records and their documents.

They need nothing that is computed, and so are written beside it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.addresses import document_address, record_file_address
from generator.check.rules.files import document_path
from generator.exports.sink import OpenFile
from generator.read.documents import read_stretches
from generator.read.files import read_bytes
from generator.records import Record
from generator.refusal import RefusalError
from generator.register.tombstones import is_withdrawn, tell_value
from generator.text import Text

_CHANGED = Text(
    'Berkas "{file}" berubah selagi situs dibangun, atau tidak dapat dibaca. Bangun lagi.',
    'The file "{file}" changed while the site was built, or can\'t be read. Build again.',
)


@dataclass(frozen=True)
class Originals:
    """What a register holds, of which a part is handed out as it is."""

    root: Path
    records: tuple[Record, ...]

    @cached_property
    def documents(self) -> dict[str, str]:
        """The SHA-256 of every document that is handed out, as the records call it; the crest has none."""
        found: dict[str, str] = {}
        for record in self.records:
            value: Any = record.value
            for item in tell_value(value).get("attachments", ()) if record.kind == "agreement" else ():
                if "file" in item:
                    found[item["file"]] = item.get("sha256", "")
            if record.kind == "registry" and "crest" in value:
                found.setdefault(value["crest"], "")
        return dict(sorted(found.items()))

    @property
    def files(self) -> Iterator[str]:
        """The files of the records that are handed out: of a withdrawn one no more is told."""
        return (record.file for record in self.records if not is_withdrawn(record))


def list_originals(originals: Originals) -> Iterator[str]:
    """Give the address of every file."""
    yield from map(document_address, originals.documents)
    yield from map(record_file_address, originals.files)


def write_originals(originals: Originals, open_file: OpenFile) -> None:
    """Write every file; ``open_file`` gives the sink for an address.

    Raises RefusalError for a document that is no longer what the check has seen.
    """
    for file, recorded in originals.documents.items():
        _copy_document(originals.root, file, recorded, open_file)
    for file in originals.files:
        with open_file(record_file_address(file)) as sink:
            sink.write(read_bytes(originals.root, file))


def _copy_document(root: Path, file: str, recorded: str, open_file: OpenFile) -> None:
    digest = hashlib.sha256()
    with open_file(document_address(file)) as sink:
        for stretch in _read(root, document_path(file)):
            digest.update(stretch)
            sink.write(stretch)
    if recorded and digest.hexdigest() != recorded:
        raise RefusalError(_CHANGED, file=document_path(file))


def _read(root: Path, place: str) -> Iterator[bytes]:
    try:
        yield from read_stretches(root, place)
    except OSError:
        raise RefusalError(_CHANGED, file=place) from None
