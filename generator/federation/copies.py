"""Last good copies: what was gathered of a source and found free of errors, kept beside SOURCES.yaml.

A copy lies in a folder named by what it holds; one small file says which is the present one and is changed in
one step. Whoever is stopped in between leaves the former copy as it was. One gathering at a time has the
copies: of two, each would remove what the other has just written.
"""

import datetime
import errno
import fcntl
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import orjson

from generator.dates import DateError, parse_day
from generator.federation.files import RegisterFiles, read_files
from generator.federation.sources import SourceEntry, SourceKind
from generator.read.source import FolderSource
from generator.refusal import RefusalError
from generator.text import Text

COPIES = "salinan"
"""The folder of all copies, beside SOURCES.yaml."""
_STATEMENT = "salinan.json"
_LOCK = ".kunci"
# A pipe in its place would have its opener wait for whoever writes into it.
_OPENED = os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_OWN = re.compile(r"[0-9a-f]{16}|\..*")
"""The names that copies have, and what is made ready for one."""
_SHOWN = 16
_BUSY = Text(
    'Penghimpunan lain sedang berjalan di "{folder}". Tunggu sampai selesai, lalu jalankan lagi.',
    'Another gathering is under way in "{folder}". Wait until it is done, then run this again.',
)
_LINKED = Text(
    '"{folder}" adalah tautan; salinan hanya disimpan di folder sungguhan. Ganti dengan foldernya.',
    '"{folder}" is a link; copies are kept in a real folder only. Put the folder itself in its place.',
)
_LINKED_LOCK = Text(
    '"{file}" adalah tautan, sehingga salinan tidak dapat dijaga dari penghimpunan lain. Hapus tautan itu.',
    '"{file}" is a link, so the copies can\'t be kept from another gathering. Remove that link.',
)


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A copy, and when it was last found to be what its place holds."""

    files: RegisterFiles
    fetched: datetime.date
    kind: SourceKind
    place: str
    """Where it was taken from: SOURCES.yaml may name another place by now."""
    within: str = ""
    """In which folder of its repository."""


@contextmanager
def hold_copies(base: Path, *, for_writing: bool) -> Iterator[None]:
    """Have the copies to oneself while they are written, or with others who only read them.

    Raises RefusalError where another gathering has them, or where their folder or its lock is a link. Where
    the system lets nothing be written or locked there no copy is kept either, so nothing is lost.
    """
    folder = base / COPIES
    _refuse_link(folder)
    try:
        if for_writing:
            folder.mkdir(exist_ok=True)
        lock = os.open(folder / _LOCK, _OPENED, 0o644)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise RefusalError(_LINKED_LOCK, file=f"{COPIES}/{_LOCK}") from None
        yield
        return
    try:
        # The system takes it from whoever ends, however that ends.
        fcntl.flock(lock, (fcntl.LOCK_EX if for_writing else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise RefusalError(_BUSY, folder=str(folder)) from None
    except OSError:
        pass
    try:
        yield
    finally:
        os.close(lock)


def _refuse_link(folder: Path) -> None:
    if folder.is_symlink():
        raise RefusalError(
            _LINKED, folder=f"{COPIES}/" if folder.name == COPIES else f"{COPIES}/{folder.name}/"
        )


def keep_copy(base: Path, entry: SourceEntry, files: RegisterFiles, day: datetime.date) -> KeptCopy:
    """Make files the last good copy of their source.

    Raises OSError where that can't be written, and RefusalError where it would be written elsewhere; the
    former copy stands then.
    """
    home = base / COPIES / entry.id
    for folder in (home.parent, home):
        _refuse_link(folder)
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
        "within": entry.folder,
        "commit": files.commit,
        "is_proven": files.is_proven,
        "left_out": list(files.left_out),
    }
    _write_statement(home, statement)
    for other in home.iterdir():
        if other.name not in (name, _STATEMENT) and _OWN.fullmatch(other.name):
            # Former copies, and what was left by whoever was stopped.
            _remove(other)
    return KeptCopy(files, day, entry.kind, entry.place, entry.folder)


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
        place, within = str(statement["place"]), str(statement.get("within", ""))
    except (
        OSError, ValueError, KeyError, TypeError, StopIteration, DateError, RecursionError, RefusalError,
    ):  # fmt: skip
        return None
    return KeptCopy(files, day, kind, place, within) if files.digest == digest else None


def _holds(folder: Path, digest: str) -> bool:
    """Whether a folder still holds a copy as it was written."""
    if folder.is_symlink():
        return False
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
        # What bears the name already is nobody's any more, and is not written into: it may be a link.
        beside.unlink(missing_ok=True)
        with beside.open("x", encoding="utf-8") as file:
            file.write(json.dumps(statement, indent=2, ensure_ascii=False) + "\n")
        beside.replace(home / _STATEMENT)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
