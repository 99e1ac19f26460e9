"""Writes a new register: out of sight first, then in its place; what was written is remembered by its hash.

A folder that is new comes at once, whole. One that stands there already stays, and is filled part by part.

By these hashes a later run tells the files that are still as the program wrote them from those that somebody
has changed since.
"""

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.canonical import render_record
from generator.records import parse_place
from generator.starting.hosting_files import StartingFile
from generator.starting.records import RecordFile
from generator.write.modeline import render_modeline

WRITTEN_FILE = ".registri/files.json"
"""The hashes of the files that the program wrote, by their place."""
_KEPT = frozenset((".git",))
_STAGE = ".registri-"


class TakenError(Exception):
    """The folder that was asked for holds something already."""


def render_records(records: Iterable[RecordFile]) -> dict[str, bytes]:
    """Give the bytes of records by their place, each with the line that tells an editor its schema."""
    data = {}
    for file, value in records:
        place = parse_place(file)
        assert place is not None, file  # noqa: S101  the program's own
        data[file] = f"{render_modeline(file, place)}\n{render_record(value)}".encode()
    return data


def hash_content(content: bytes) -> str:
    """Give the hash by which a file that the program wrote is known again."""
    return hashlib.sha256(content).hexdigest()


def render_hashes(hashes: Mapping[str, str], program: str) -> bytes:
    """Give what is remembered of the files that the program wrote, and which version of it did."""
    return (json.dumps({"program": program, "files": dict(sorted(hashes.items()))}, indent=1) + "\n").encode()


def is_free(directory: Path) -> bool:
    """Whether a register may be written to a folder: there is none, or it is empty but for git's own files.

    What a beginning that was stopped has left behind does not count. Raises OSError for one that can't be
    looked into.
    """
    if directory.is_symlink():
        return False
    try:
        return all(path.name in _KEPT or path.name.startswith(_STAGE) for path in directory.iterdir())
    except FileNotFoundError:
        return True
    except NotADirectoryError:
        return False


def write_register(directory: Path, files: Mapping[str, StartingFile]) -> None:
    """Write the files of a register into a folder that is new or empty, but for a git repository's own.

    Raises TakenError where it holds anything else, and OSError where it can't be written; nothing is left of
    what was begun then.
    """
    if not is_free(directory):
        raise TakenError(str(directory))
    if directory.exists():
        _fill(directory, files)
        return
    directory.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=_STAGE, dir=directory.parent))
    try:
        stage = beside / directory.name
        stage.mkdir()
        _write_files(stage, files)
        stage.rename(directory)
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR):
            raise TakenError(str(directory)) from None
        raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _fill(directory: Path, files: Mapping[str, StartingFile]) -> None:
    """Fill an empty folder, which stays the one it is: somebody's shell may stand in it."""
    for path in directory.glob(f"{_STAGE}*"):
        shutil.rmtree(path, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=directory))
    moved: list[Path] = []
    try:
        _write_files(stage, files)
        for part in sorted(stage.iterdir()):
            _move(part, directory / part.name)
            moved.append(directory / part.name)
    except BaseException:
        for path in moved:
            _remove(path)
        shutil.rmtree(stage, ignore_errors=True)
        raise
    stage.rmdir()


def _write_files(stage: Path, files: Mapping[str, StartingFile]) -> None:
    for name, file in files.items():
        path = stage / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        if file.is_run:
            # For whoever may read it, as git keeps it.
            mode = path.stat().st_mode
            path.chmod(mode | (mode & 0o444) >> 2)


def _move(part: Path, target: Path) -> None:
    """Put a part in its place. Raises FileExistsError where something has come to stand there meanwhile."""
    if target.exists() or target.is_symlink():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    part.rename(target)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
