"""Packed twins: beside a file of the site the same in fewer bytes, for servers that hand it out as it is.

They are no part of the manifest: what they hold is the file beside them, whose hash stands there, and their
own bytes hang on the library that packed them. ``registri verify`` unpacks them and compares.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from generator.addresses import MANIFEST
from generator.parallel import Progress, map_chunks
from generator.site.packing import Packer, list_packers
from generator.site.writing import FileWriter

_KINDS = frozenset((
    ".atom", ".css", ".csv", ".geojson", ".html", ".ics", ".js", ".json", ".jsonl", ".jsonld", ".map", ".md",
    ".mjs", ".sqlite", ".svg", ".txt", ".webmanifest", ".xml", ".yaml",
))  # fmt: skip
_FEWEST_BYTES = 1024
"""What is shorter travels in one packet as it is."""
_MOST_PART = 0.9
"""How much of a file its twin may weigh, to be worth keeping."""


def compress_files(
    site: Path, writer: FileWriter, hashes: Mapping[str, str], jobs: int, progress: Progress | None = None
) -> dict[str, str]:
    """Write the twins of a site's files that are worth it, and give what stands for the content of each.

    ``hashes`` has the SHA-256 of every file. Those of the standing site serve again where their file is the
    same. A name that a file of the site has already is left to it.
    """
    names = [name for name in hashes if name != MANIFEST and PurePosixPath(name).suffix in _KINDS]
    packers = tuple(list_packers())

    def compress(part: Sequence[str]) -> list[tuple[str, str]]:
        return [twin for name in part for twin in _compress(site, writer, name, hashes, packers)]

    return dict(twin for part in map_chunks(compress, names, jobs, progress) for twin in part)


def _compress(
    site: Path, writer: FileWriter, name: str, hashes: Mapping[str, str], packers: Sequence[Packer]
) -> Iterator[tuple[str, str]]:
    path = site / name
    size = path.stat().st_size
    if size < _FEWEST_BYTES:
        return
    for packer in packers:
        twin = f"{name}{packer.suffix}"
        if twin in hashes:
            continue
        stands_for = hashlib.sha256(f"{packer.form} {hashes[name]}".encode()).hexdigest()
        if not writer.take(twin, stands_for):
            packed = packer.pack(path)
            if len(packed) > _MOST_PART * size:
                continue
            writer.put(twin, packed, stands_for, is_content=False)
        yield twin, stands_for
