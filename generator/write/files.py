"""Changed records on disk: each file is the old one or the new one, never something between."""

import errno
import os
import tempfile
from pathlib import Path


def create_bytes(path: Path, data: bytes) -> None:
    """Write a new file, whole or not at all; its folder comes into being with it.

    Raises FileExistsError where anything has its name, and OSError where the folder can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        # What the person's own settings give a new file; a temporary one is its maker's alone.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        # Unlike a move, a second name never takes the place of a file that is there.
        os.link(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def replace_bytes(path: Path, data: bytes) -> None:
    """Put new bytes in a file's place; its permissions stay.

    Raises OSError where the folder can't be written, and for a link, which may lead out of the register;
    the old file is untouched then.
    """
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    # A name that starts with a dot is no record, should the program be killed before the end.
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(path.stat().st_mode & 0o7777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
