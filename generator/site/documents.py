"""The documents that a register keeps, on their way to the site: those that its records name, as recorded."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.addresses import document_address
from generator.check.rules.files import document_path
from generator.exports.sink import OpenFile
from generator.read.documents import read_stretches
from generator.records import Record
from generator.refusal import RefusalError
from generator.register.tombstones import tell_value
from generator.text import Text

_CHANGED = Text(
    'Berkas "{file}" berubah selagi situs dibangun, atau tidak dapat dibaca. Bangun lagi.',
    'The file "{file}" changed while the site was built, or can\'t be read. Build again.',
)


def find_published(records: Iterable[Record]) -> dict[str, str]:
    """Give the SHA-256 of every document that is published, as the records call it; the crest has none."""
    found: dict[str, str] = {}
    for record in records:
        value: Any = record.value
        for item in tell_value(value).get("attachments", ()) if record.kind == "agreement" else ():
            if "file" in item:
                found[item["file"]] = item.get("sha256", "")
        if record.kind == "registry" and "crest" in value:
            found.setdefault(value["crest"], "")
    return dict(sorted(found.items()))


def publish_documents(root: Path, published: Mapping[str, str], open_file: OpenFile) -> None:
    """Copy documents to the site; ``open_file`` gives the sink for an address.

    Raises RefusalError for one that is no longer what the check has seen.
    """
    for file, recorded in published.items():
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
