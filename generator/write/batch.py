"""Several records written as one: every file is made ready first, then all are put in their places."""

import errno
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.records import RECORDS, parse_place
from generator.write.files import clear_up, place_bytes, prepare_bytes

_NAMING = ("agreement", "mapping-entry")
"""The kinds of records that name others by their ids."""


class BatchError(Exception):
    """Some files could not be put in their places: ``error`` says why, ``written`` which were before it."""

    def __init__(self, error: OSError, file: str, written: tuple[str, ...]) -> None:
        super().__init__(str(error))
        self.error, self.file, self.written = error, file, written


class _Ready(NamedTuple):
    """A file that waits beside its place."""

    file: str
    path: Path
    is_new: bool


def write_batch(
    root: Path, data: Mapping[str, bytes], is_fresh: Callable[[str], bool] = lambda _file: True
) -> None:
    """Write files under a root: all of them, or none where one can't even be made ready.

    ``is_fresh`` says whether a file is still what was read before. Raises BatchError, with EBUSY for one
    that is not; its ``written`` is empty unless the system failed between two files.
    """
    _clear_up(root)
    ready: list[_Ready] = []
    made: list[Path] = []
    try:
        for file, content in sorted(data.items(), key=_place_in_order):
            path = root / file
            try:
                _refuse_links(root, path.parent)
                is_new = not os.path.lexists(path)
                _make_folders(path.parent, made)
                ready.append(_Ready(file, prepare_bytes(path, content), is_new))
                _refuse_stale(is_fresh(file))
            except OSError as error:
                raise BatchError(error, file, ()) from None
        _put_in_place(root, ready)
    except BaseException:
        for one in ready:
            one.path.unlink(missing_ok=True)
        for folder in reversed(made):
            # Only a folder that stayed empty goes away again.
            try:
                folder.rmdir()
            except OSError:
                continue
        raise


@cache
def _clear_up(root: Path) -> None:
    """Remove what killed processes have left among records, once: for each of many it would take long."""
    for folder, _, _ in os.walk(root / RECORDS):
        clear_up(Path(folder))


def _place_in_order(item: tuple[str, bytes]) -> tuple[bool, str]:
    """Sort what others name before these: should the program be killed between two, they find it."""
    place = parse_place(item[0])
    return place is not None and place.kind in _NAMING, item[0]


def _refuse_stale(is_fresh: bool) -> None:  # noqa: FBT001  the only thing it is told
    if not is_fresh:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def _refuse_links(root: Path, folder: Path) -> None:
    """Refuse a folder that a link leads to: no record in it is read, and it may lie outside the register."""
    for one in (folder, *folder.parents):
        if one == root:
            return
        if one.is_symlink():
            raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


def _make_folders(folder: Path, made: list[Path]) -> None:
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir()
        made.append(missing)


def _put_in_place(root: Path, ready: list[_Ready]) -> None:
    written: list[str] = []
    while ready:
        file, path, is_new = ready[0]
        try:
            place_bytes(path, root / file, is_new=is_new)
        except OSError as error:
            raise BatchError(error, file, tuple(written)) from None
        written.append(file)
        ready.pop(0)
