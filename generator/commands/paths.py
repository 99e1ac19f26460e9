"""The files and folders named on the command line, as records of the register."""

import os
from functools import cache, partial
from pathlib import Path

import click

from generator.commands.options import read_here
from generator.records import RECORDS
from generator.speech import say
from generator.text import Text

PATHS = Text("[BERKAS] …", "[PATH] …")
_NOT_THERE = Text('"{path}" tidak ada.', '"{path}" does not exist.')
_NO_RECORD = Text(
    '"{path}" bukan catatan: yang dapat disebut hanya berkas di dalam folder records/ register ini.',
    '"{path}" is no record: only files in the folder records/ of this register can be named.',
)


def read_named(paths: tuple[str, ...], root: Path) -> frozenset[str]:
    """Give the files of the register that are meant by the given files and folders."""
    from generator.read.files import is_record_file, list_record_files  # noqa: PLC0415

    list_all = cache(partial(list_record_files, root))
    named: set[str] = set()
    for path in paths:
        place = _locate(path, root)
        if is_record_file(root, place):
            named.add(place)
            continue
        files = list_all()
        found = [file for file in files if place in (".", file) or file.startswith(f"{place}/")]
        if not found and not _is_empty_folder(root, place):
            raise click.UsageError(say(_NO_RECORD, path=path))
        named.update(found)
    return frozenset(spell_file(file) for file in named)


def spell_file(file: str) -> str:
    """Give a file's name as findings have it: what is no UTF-8 in it stands there as codes."""
    return file.encode("utf-8", "backslashreplace").decode()


def _is_empty_folder(root: Path, place: str) -> bool:
    """Whether a place is a folder for records that holds none yet."""
    first, *others = place.split("/")
    return first == RECORDS and (root / place).is_dir() and not any(one.startswith(".") for one in others)


def _locate(path: str, root: Path) -> str:
    """Give a path as one relative to the register's root, seen from here or else from the root."""
    bases = (read_here(), root) if path else ()
    for base in bases:
        # A link inside records/ is a record of that name, wherever it leads; one above it is followed.
        for place in (Path(os.path.normpath(base / path)), Path(os.path.realpath(base / path))):
            if os.path.lexists(place) and place.is_relative_to(root):
                return place.relative_to(root).as_posix()
    if any(os.path.lexists(base / path) for base in bases):
        raise click.UsageError(say(_NO_RECORD, path=path))
    raise click.UsageError(say(_NOT_THERE, path=path))
