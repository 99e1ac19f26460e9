"""What a site hangs on: everything that could make building it again give other bytes.

Files are told by their stamps, as ``registri check`` tells them: none is read. Whether the folder holds just
what the newest commit does is asked of git.
"""

import datetime
import hashlib
import os
import sqlite3
import stat
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from generator.fingerprints import fingerprint_program
from generator.git.heads import begin_head
from generator.home import find_part
from generator.read.files import UNSURE, Stamp, make_stamp
from generator.read.stamps import read_settled, read_stamps
from generator.site.builders import describe_builder

_FORM = "2"
_SETTINGS = "mkdocs.yml"
_PARTS = ("schema", "docs", _SETTINGS, "mkdocs.en.yml")


def read_grounds(root: Path, as_of: datetime.date, options: Iterable[str]) -> str:
    """Give what tells the grounds of a register's site from others; empty where that can't be said.

    So it is where a file has changed just now, for it may change again without a sign, and for folders that
    lie behind links. ``options`` are what was asked for beside the site itself.
    """
    # What changes while the rest is looked at is found changed the next time.
    settled = read_settled()
    # git looks while the files are looked at here.
    finish = begin_head(root)
    digest = hashlib.sha256()
    is_sure = _tell_files(digest.update, root, settled)
    for told in (_FORM, str(root), as_of.isoformat(), *options, *_iterate_tools(), repr(finish())):
        digest.update(f"{told}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest() if is_sure else ""


def _tell_files(tell: Callable[[bytes], None], root: Path, settled: int) -> bool:
    """Tell the names and stamps of all files that a site is made of; False where one may change unseen."""
    try:
        records = read_stamps(root, settled)
        tell(f"{len(records.files)}\0".encode())
        tell("\0".join(records.files).encode("utf-8", "surrogateescape"))
        tell(records.packed)
        for name, stamp in _stamp_parts(root, settled):
            if stamp == UNSURE:
                return False
            tell(f"{name}\0{stamp}\0".encode("utf-8", "surrogateescape"))
    except OSError:
        return False
    return records.is_sure


def _iterate_tools() -> Iterator[str]:
    """Give what tells the program, its builder, and what it packs and writes databases with, from others."""
    yield fingerprint_program()
    yield describe_builder()
    yield sys.version
    yield zlib.ZLIB_RUNTIME_VERSION
    yield sqlite3.sqlite_version


def _stamp_parts(root: Path, settled: int) -> Iterator[tuple[str, Stamp]]:
    """Give the stamps of the schemas, hand-written pages and settings, the program's own where it lends them.

    Raises OSError where one is missing.
    """
    parts = [find_part(root, name) for name in _PARTS]
    # The settings of another language may take up those beside them.
    parts.append(parts[-1].with_name(_SETTINGS))
    for part in parts:
        if part.is_dir():
            for path in _walk(part):
                yield path, _follow(path, settled)
        else:
            yield str(part), _follow(str(part), settled)


def _walk(top: Path) -> Iterator[str]:
    """Give all files of a folder, and as a file each link to a folder."""
    for folder, folders, names in os.walk(top, onerror=_give_up):
        links = [name for name in folders if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114
        yield from sorted(f"{folder}/{name}" for name in (*names, *links))
        folders.sort()


def _give_up(error: OSError) -> None:
    raise error


def _follow(path: str, settled: int) -> Stamp:
    """Give the stamp of the file that a path leads to: the theme's engine follows links to files."""
    status = os.stat(path)  # noqa: PTH116  hundreds of files: the shortest way
    if stat.S_ISDIR(status.st_mode):
        return UNSURE
    return make_stamp(status, settled)
