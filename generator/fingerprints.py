"""Fingerprints: what tells one program, or one folder of files, from another by what is in it.

Times of files say nothing: a fresh copy of the same program has the same fingerprint.
"""

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_SOURCES = (".py", ".html", ".css", ".js", ".json", ".po", ".svg", ".png")
_NO_SOURCES = ("__pycache__", "_bundled")
# Those that have a hand in what is found in records, or written of them.
_LIBRARIES = (
    "babel", "jinja2", "jsonschema", "jsonschema-rs", "markdown", "mkdocs", "mkdocs-material", "orjson",
    "pygments", "pymdown-extensions", "pysastrawi", "pyyaml", "referencing", "xlsxwriter",
)  # fmt: skip
_INFO = ".dist-info"
_SEPARATORS = re.compile("[-_.]+")


@cache
def fingerprint_program() -> str:
    """Give what tells this program from another: its code, its templates and texts, and its libraries."""
    digest = hashlib.sha256(fingerprint_files(_iterate_sources()).encode())
    for name in _LIBRARIES:
        digest.update(f"{name}={find_version(name)}\n".encode())
    return digest.hexdigest()[:32]


def fingerprint_files(files: Iterable[tuple[str, str]]) -> str:
    """Give what tells files from others: each is named by where it stands, and by its path.

    Raises OSError where one can't be read.
    """
    digest = hashlib.sha256()
    for place, path in sorted(files):
        # Hundreds at every start: without a buffer, which would take anew as much room as the longest needs.
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123
            content = stream.readall()
        digest.update(b"%b\0%d\0" % (place.encode("utf-8", "surrogateescape"), len(content)))
        digest.update(content)
    return digest.hexdigest()


def fingerprint_folder(folder: Path, suffix: str) -> str:
    """Give what tells the files of a kind in a folder, such as its schemas, from others."""
    return fingerprint_files((path.name, str(path)) for path in folder.glob(f"*{suffix}"))


def find_version(package: str) -> str:
    """Give the version of an installed package; "0" where it is not installed."""
    found = _list_installed().get(_SEPARATORS.sub("-", package).lower())
    if found:
        return found
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  slow, and hardly ever needed

    try:
        return version(package)
    except PackageNotFoundError:
        return "0"


@cache
def _list_installed() -> dict[str, str]:
    """Give the installed packages as their folders are named: far quicker than opening each one's papers."""
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or os.curdir)  # noqa: PTH208  the quickest way
        except OSError:
            continue
        for name in names:
            if name.endswith(_INFO):
                package, _, number = name.removesuffix(_INFO).partition("-")
                found.setdefault(_SEPARATORS.sub("-", package).lower(), number)
    return found


def _iterate_sources() -> Iterator[tuple[str, str]]:
    """Give the files of the program: where each stands in it, and its path."""
    for folder, folders, names in os.walk(_HERE):
        folders[:] = [name for name in folders if name not in _NO_SOURCES]
        for name in names:
            if name.endswith(_SOURCES):
                path = f"{folder}/{name}"
                yield path.removeprefix(f"{_HERE}/"), path
