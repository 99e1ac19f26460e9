"""Last good copies: what was gathered of a source and found free of errors, kept beside SOURCES.yaml.

A copy lies in a folder named by what it holds; one small file says which is the present one and is changed in
one step. Whoever is stopped in between leaves the former copy as it was.
"""

import datetime
import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import orjson

from generator.dates import DateError, parse_day
from generator.federation.files import RegisterFiles, read_files
from generator.federation.sources import SourceEntry, SourceKind
from generator.read.source import FolderSource
from generator.refusal import RefusalError

COPIES = "salinan"
"""The folder of all copies, beside SOURCES.yaml."""
_STATEMENT = "salinan.json"
_OWN = re.compile(r"[0-9a-f]{16}|\..*")
"""The names that copies have, and what is made ready for one."""
_SHOWN = 16


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A copy, and when it was last found to be what its place holds."""

    files: RegisterFiles
    fetched: datetime.date
    kind: SourceKind
    place: str
    """Where it was taken from: SOURCES.yaml may name another place by now."""


def keep_copy(base: Path, entry: SourceEntry, files: RegisterFiles, day: datetime.date) -> KeptCopy:
    """Make files the last good copy of their source.

    Raises OSError where that can't be written; the former copy stands then.
    """
    home = base / COPIES / entry.id
    home.mkdir(parents=True, exist_ok=True)
    name = files.digest[:_SHOWN]
    if not _holds(home / name, files.digest):
        _remove(home / name)
        _write_folder(home, name, files.contents)
    statement = {
        "digest": files.digest,
        "folder": name,
        "fetched": day.isoformat(),
        "kind": entry.kind,
        "place": entry.place,
        "commit": files.commit,
        "is_proven": files.is_proven,
        "left_out": list(files.left_out),
    }
    _write_statement(home, statement)
    for other in home.iterdir():
        if other.name not in (name, _STATEMENT) and _OWN.fullmatch(other.name):
            # Former copies, and what was left by whoever was stopped.
            _remove(other)
    return KeptCopy(files, day, entry.kind, entry.place)


def recall_copy(base: Path, entry: SourceEntry) -> KeptCopy | None:
    """Give the last good copy of a source; None where there is none, or it is not what it was."""
    home = base / COPIES / entry.id
    try:
        statement = orjson.loads((home / _STATEMENT).read_bytes())
        folder, digest = str(statement["folder"]), str(statement["digest"])
        if folder != digest[:_SHOWN] or not digest.isalnum():
            return None
        files = RegisterFiles(
            read_files(FolderSource(home / folder)),
            statement["commit"] if isinstance(statement["commit"], str) else None,
            statement["is_proven"] is True,
            tuple(map(str, statement["left_out"])),
        )
        day = parse_day(str(statement["fetched"]))
        kind: SourceKind = next(one for one in get_args(SourceKind) if one == statement["kind"])
        place = str(statement["place"])
    except (
        OSError, ValueError, KeyError, TypeError, StopIteration, DateError, RecursionError, RefusalError,
    ):  # fmt: skip
        return None
    return KeptCopy(files, day, kind, place) if files.digest == digest else None


def _holds(folder: Path, digest: str) -> bool:
    """Whether a folder still holds a copy as it was written."""
    try:
        return RegisterFiles(read_files(FolderSource(folder))).digest == digest
    except (OSError, RefusalError):
        return False


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _write_folder(home: Path, name: str, contents: Mapping[str, Any]) -> None:
    """Write files out of sight, then all at once."""
    stage = Path(tempfile.mkdtemp(prefix=".registri-", dir=home))
    try:
        for file, data in contents.items():
            path = stage / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        # Others may read what is gathered, as they may SOURCES.yaml.
        stage.chmod(0o755)
        stage.rename(home / name)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise


def _write_statement(home: Path, statement: Mapping[str, object]) -> None:
    beside = home / f".{_STATEMENT}-{os.getpid()}"
    try:
        beside.write_text(json.dumps(statement, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        beside.replace(home / _STATEMENT)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
