"""The documents that a register keeps beside its records: which there are, and what shows them unchanged."""

import hashlib
import os
import stat
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from generator.read.files import OPEN_FLAGS, list_files
from generator.reasons import is_exhaustion

DOCUMENTS = "documents"
MAX_DOCUMENT_BYTES = 50_000_000
"""How large a document may be: a register travels with everyone who copies it."""
_STRETCH = 1 << 20


@dataclass(frozen=True, slots=True)
class Print:
    """What tells a document from all others; without ``sha256`` it is too large to be looked at."""

    size: int
    sha256: str
    content: bytes = field(default=b"", compare=False, repr=False)
    """As much of the beginning as was asked for."""


def is_document(file: str) -> bool:
    """Whether a file of a register, by its place, is none of its records but a document beside them."""
    return file == DOCUMENTS or file.startswith(f"{DOCUMENTS}/")


def list_document_files(root: Path) -> list[str]:
    """Give what is under ``documents/`` but folders, relative to the root, in order; no link is followed."""
    return list_files(root, DOCUMENTS)


def read_print(root: Path, file: str, keep: int = 0) -> Print | None:
    """Give the size and hash of a listed document; None where it is no ordinary file or can't be read.

    Its first ``keep`` bytes are kept with it.
    """
    digest, size, content = hashlib.sha256(), 0, b""
    try:
        with closing(read_stretches(root, file)) as stretches:
            for stretch in stretches:
                size += len(stretch)
                if size > MAX_DOCUMENT_BYTES:
                    return Print(size, "")
                digest.update(stretch)
                if len(content) < keep:
                    content += stretch[: keep - len(content)]
    except OSError as error:
        if is_exhaustion(error):
            raise
        return None
    return Print(size, digest.hexdigest(), content)


def read_stretches(root: Path, file: str) -> Generator[bytes]:
    """Give a document's bytes a stretch at a time, so that none is held whole.

    Raises OSError for what is no ordinary file or can't be read.
    """
    path = f"{root}/{file}"
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise OSError(path)
    descriptor = os.open(path, OPEN_FLAGS)
    try:
        while stretch := os.read(descriptor, _STRETCH):
            yield stretch
    finally:
        os.close(descriptor)
