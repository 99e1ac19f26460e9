"""Several records written as one: every file is made ready first, then all are put in their places."""

import errno
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path


class BatchError(Exception):
    """Some files could not be put in their places: ``error`` says why, ``written`` which were before it."""

    def __init__(self, error: OSError, file: str, written: tuple[str, ...]) -> None:
        super().__init__(str(error))
        self.error, self.file, self.written = error, file, written


def write_batch(
    root: Path, data: Mapping[str, bytes], is_fresh: Callable[[str], bool] = lambda _file: True
) -> None:
    """Write files under a root: all of them, or none where one can't even be made ready.

    ``is_fresh`` says whether a file is still what was read before. Raises BatchError; its ``written`` is
    empty unless the system failed between two renames.
    """
    ready: list[tuple[str, Path]] = []
    made: list[Path] = []
    try:
        for file, content in sorted(data.items()):
            try:
                ready.append((file, _make_ready(root / file, content, made)))
                _refuse_stale(is_fresh(file))
            except OSError as error:
                raise BatchError(error, file, ()) from None
        _put_in_place(root, ready)
    except BaseException:
        for _, path in ready:
            path.unlink(missing_ok=True)
        for folder in reversed(made):
            # Only a folder that stayed empty goes away again.
            try:
                folder.rmdir()
            except OSError:
                continue
        raise


def _refuse_stale(is_fresh: bool) -> None:  # noqa: FBT001  the only thing it is told
    if not is_fresh:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def _make_ready(path: Path, content: bytes, made: list[Path]) -> Path:
    """Write a file beside its place, under a name that is no record's."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    missing = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir()
        made.append(folder)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o644)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _put_in_place(root: Path, ready: list[tuple[str, Path]]) -> None:
    written: list[str] = []
    while ready:
        file, path = ready[0]
        try:
            path.replace(root / file)
        except OSError as error:
            raise BatchError(error, file, tuple(written)) from None
        written.append(file)
        ready.pop(0)
