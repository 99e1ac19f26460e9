"""Changed records on disk: each file is the old one or the new one, never something between."""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from generator.processes import is_running

_MARK = "-registri-"
"""Before the number of the process that makes a file ready, in the name of that file."""


def replace_bytes(path: Path, data: bytes) -> None:
    """Put new bytes in a file's place; its permissions stay.

    Raises OSError where the folder can't be written, and for a link, which may lead out of the register;
    the old file is untouched then.
    """
    clear_up(path.parent)
    place_bytes(prepare_bytes(path, data), path, is_new=False)


def prepare_bytes(path: Path, data: bytes) -> Path:
    """Write a file beside its place, and give where: with the permissions of the one that is there.

    Raises OSError where the folder can't be written, and for a link.
    """
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    # A name that starts with a dot is no record, should the program be killed before the end.
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}{_MARK}{os.getpid()}-", dir=path.parent)
    ready = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        ready.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_read_mask())
    except BaseException:
        ready.unlink(missing_ok=True)
        raise
    return ready


def place_bytes(ready: Path, path: Path, *, is_new: bool) -> None:
    """Put a file that was made ready in its place; nothing is left beside it, come what may.

    Raises OSError where that fails, FileExistsError where a new file's name is taken.
    """
    try:
        if is_new:
            # Unlike a move, a second name never takes the place of a file that is there.
            os.link(ready, path)
        else:
            # Only a file that is there has a place to be put in.
            path.stat()
            ready.replace(path)
    finally:
        ready.unlink(missing_ok=True)


def clear_up(folder: Path) -> None:
    """Remove what killed processes have left in a folder, of what they made ready there."""
    with suppress(OSError):
        for path in folder.glob(f".*{_MARK}*"):
            process = path.name.rpartition(_MARK)[2].partition("-")[0]
            if process.isdecimal() and not is_running(int(process)):
                path.unlink(missing_ok=True)


def _read_mask() -> int:
    """Give what the person's own settings keep from a new file; a temporary one is its maker's alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
