"""What a register remembers of the files that the program wrote; anybody may have written it."""

import json
import os
import re
import stat
from pathlib import Path
from typing import NamedTuple

from generator.read.files import OPEN_FLAGS
from generator.records import RECORDS
from generator.starting.writer import WRITTEN_FILE

_HASH = re.compile(r"[0-9a-f]{64}")
_MOST = 8 << 20
"""No file that the program writes is as long: of another, no more is read than shows that it is none."""
_FORBIDDEN = frozenset(("", ".", "..", ".git"))


class DamagedError(Exception):
    """The file with the hashes says something that the program never writes."""


class Written(NamedTuple):
    """The version of the program that wrote files last, and the hash of each as it wrote it."""

    program: str
    files: dict[str, str]


def read_written(root: Path) -> Written | None:
    """Read what is remembered; None for a register that remembers nothing.

    Raises DamagedError. No path that it gives leads out of the register by its letters; whether a link does
    is seen where the file is looked at.
    """
    data = look_at(root, WRITTEN_FILE)
    if data is None:
        return None
    if not isinstance(data, bytes):
        raise DamagedError
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        raise DamagedError from None
    if not isinstance(said, dict):
        raise DamagedError
    program, files = said.get("program"), said.get("files")
    if not isinstance(program, str) or not isinstance(files, dict):
        raise DamagedError
    for file, known in files.items():
        if not is_own_place(file) or not isinstance(known, str) or not _HASH.fullmatch(known):
            raise DamagedError
    return Written(program, files)


def is_own_place(file: str) -> bool:
    """Whether a path names a file that the program may have written beside the records of a register."""
    parts = file.split("/")
    return (
        file.isprintable()
        and not set(file) & set('\\:*?"<>|')
        and not any(part.casefold() in _FORBIDDEN or part != part.strip() for part in parts)
        and parts[0].casefold() != RECORDS
        and file != WRITTEN_FILE
    )


class Obstacle(NamedTuple):
    """Something that is no ordinary file, can't be read, or lies behind a link: it is not looked at."""


def look_at(root: Path, file: str) -> bytes | Obstacle | None:
    """Give the bytes of a file of a register; None where there is none."""
    path = root
    for part in file.split("/")[:-1]:
        path /= part
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            return Obstacle()
    try:
        descriptor = os.open(path / file.rpartition("/")[2], OPEN_FLAGS)
    except FileNotFoundError:
        return None
    except OSError:
        return Obstacle()
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return Obstacle()
        return stream.read(_MOST + 1)
