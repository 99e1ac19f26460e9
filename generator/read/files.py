"""The records on disk: which files there are, and their bytes."""

import os
from collections.abc import Iterator
from pathlib import Path

from generator.records import RECORDS


def list_record_files(root: Path) -> list[str]:
    """Give every file under ``records/``, relative to the root with forward slashes, in order.

    Names that start with a dot belong to editors and systems and are left out.
    """
    return sorted(_walk(root / RECORDS, RECORDS))


def _walk(folder: Path, prefix: str) -> Iterator[str]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{prefix}/{entry.name}")
            else:
                yield f"{prefix}/{entry.name}"


def read_bytes(root: Path, file: str) -> bytes:
    """Give the bytes of a record's file; nothing for a file that is missing or can't be read."""
    try:
        with (root / file).open("rb") as stream:
            return stream.read()
    except OSError:
        return b""
