"""Puts a new register in its place: out of sight first, then whole.

A folder that is new comes at once. One that stands there already stays, and is filled part by part beside a
list of what is to come: what is stopped half-way is no register yet, and the next run undoes it by the list.
"""

import errno
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from generator.records import RECORDS
from generator.starting.hosting_files import StartingFile
from generator.starting.writer import hash_content

_KEPT = frozenset((".git",))
_STAGE = ".registri-"
# Just as a stage is named when it is made: another folder of a like name is somebody's own.
_STAGE_NAME = re.compile(r"\.registri-[a-z0-9_]{8}")
_PARTS, _LIST = "parts", "list.json"

Hindrance: TypeAlias = Literal["filled", "file", "link", "beneath-a-file", "begun"]
"""Why a folder can't take a register; ``begun``: one was begun there, and what it left was changed since."""


class TakenError(Exception):
    """Something stands already where a register was to be written."""

    def __init__(self, hindrance: Hindrance, place: Path) -> None:
        super().__init__(f"{hindrance}: {place}")
        self.hindrance = hindrance
        self.place = place


class Beginning(NamedTuple):
    """What a filling has set out to write: the hash of each file by its place."""

    hashes: Mapping[str, str]

    @property
    def parts(self) -> set[str]:
        """The names that stand in the folder itself."""
        return {place.partition("/")[0] for place in self.hashes}

    def covers(self, names: Iterable[str], directory: Path) -> bool:
        """Whether all that stands in a folder under some names is just as it was to be written."""
        return all(self._is_own(path, directory) for name in names for path in _walk(directory / name))

    def undo(self, directory: Path) -> None:
        """Remove what has come to a folder of it, once that is known to be just as it was written."""
        for path in sorted(directory.iterdir()):
            # The list may be anybody's: only what stands in the folder itself goes by it.
            if path.name in self.parts - _KEPT:
                _remove(path)

    def _is_own(self, path: Path, directory: Path) -> bool:
        wanted = self.hashes.get(path.relative_to(directory).as_posix())
        is_plain = path.is_file() and not path.is_symlink()
        return wanted is not None and is_plain and hash_content(path.read_bytes()) == wanted


def refuse_taken(directory: Path) -> None:
    """Refuse a folder that can't take a register: one that holds more than git's own files, or is no folder.

    What a beginning that was stopped has left behind does not count, as long as it is just as it was left.
    Raises TakenError, and OSError for a folder that can't be looked into.
    """
    if directory.is_symlink():
        raise TakenError("link", directory)
    try:
        names = {path.name for path in directory.iterdir()}
    except FileNotFoundError:
        return
    except NotADirectoryError:
        file = next(path for path in (directory, *directory.parents) if path.exists())
        raise TakenError("file" if file == directory else "beneath-a-file", file) from None
    names = {name for name in names if name not in _KEPT and not _STAGE_NAME.fullmatch(name)}
    begun = [one for stage in _list_stages(directory) if (one := _read_beginning(stage))]
    if names and not any(one.covers(names, directory) for one in begun):
        raise TakenError("begun" if begun else "filled", directory)


def write_register(directory: Path, files: Mapping[str, StartingFile]) -> None:
    """Write the files of a register into a folder that is new or empty, but for a git repository's own.

    Raises TakenError where it holds anything else, and OSError where it can't be written; nothing is left of
    what was begun then.
    """
    refuse_taken(directory)
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
            raise TakenError("filled", directory) from None
        raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _fill(directory: Path, files: Mapping[str, StartingFile]) -> None:
    """Fill an empty folder, which stays the one it is: somebody's shell may stand in it.

    Its records come last, and without them a folder is no register: until then nothing takes it for one, and
    from then on it is whole.
    """
    for path in _list_stages(directory):
        if begun := _read_beginning(path):
            begun.undo(directory)
        shutil.rmtree(path, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=directory))
    begun = Beginning({name: hash_content(file.content) for name, file in files.items()})
    moved: list[Path] = []
    try:
        _write_files(stage / _PARTS, files)
        _write_beginning(stage, begun)
        for name in sorted(begun.parts, key=lambda name: (name == RECORDS, name)):
            _move(stage / _PARTS / name, directory / name)
            moved.append(directory / name)
    except BaseException:
        for path in moved:
            _remove(path)
        shutil.rmtree(stage, ignore_errors=True)
        raise
    # It is whole: the next run is not to take it for a beginning.
    (stage / _LIST).unlink()
    shutil.rmtree(stage, ignore_errors=True)


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


def _list_stages(directory: Path) -> list[Path]:
    return [path for path in sorted(directory.iterdir()) if _STAGE_NAME.fullmatch(path.name)]


def _read_beginning(stage: Path) -> Beginning | None:
    """Give what a stage was filled for; None where it was stopped before anything left it."""
    file = stage / _LIST
    if not file.is_file():
        # A pipe of this name would be waited for without end.
        return None
    try:
        hashes = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    return Beginning(hashes) if isinstance(hashes, dict) else None


def _write_beginning(stage: Path, begun: Beginning) -> None:
    unfinished = stage / f"{_LIST}.new"
    unfinished.write_text(json.dumps(begun.hashes), "utf-8")
    unfinished.rename(stage / _LIST)


def _walk(path: Path) -> Iterable[Path]:
    """Give what stands at a place and beneath it, but for the folders themselves."""
    if path.is_symlink() or not path.is_dir():
        yield path
        return
    for inner in sorted(path.iterdir()):
        yield from _walk(inner)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
