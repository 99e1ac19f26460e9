"""The manifest of a site: what it was made from, and the SHA-256 of every file.

``commit`` and ``files`` are a contract that others read. What follows them says what a second building needs
to come out the same: the day that everything was judged on, the past day shown, and the program.
"""

import datetime
import hashlib
import json
import os
import re
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import orjson

from generator.fingerprints import find_version, fingerprint_files, fingerprint_program
from generator.home import find_part
from generator.site.builders import DEFAULT, describe_builder, read_builder
from generator.snapshot import Snapshot

PACKAGE = "registri-kerja-sama"
MOST_FILES = 1_000_000
_MOST_PARTS = 2 * MOST_FILES
_LONGEST_NAME = 1000
_KEYS = frozenset(("commit", "files", "as_of", "known_on", "program"))
_OLD_KEYS = frozenset(("commit", "files"))
_HASH = re.compile("[0-9a-f]{64}")
_COMMIT = re.compile("(?:[0-9a-f]{40}|[0-9a-f]{64})(?:-dirty)?")
_LENT = ("schema", "docs", "mkdocs.yml", "mkdocs.en.yml")


@dataclass(frozen=True, slots=True)
class Program:
    """Which program made a site: its version, and a fingerprint of its code and of the libraries it used."""

    version: str
    fingerprint: str


class ManifestError(Exception):
    """What calls itself a manifest is none of ours; the text says which part is wrong."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a site says it was made from; ``commit`` is None for a register outside git."""

    commit: str | None
    files: Mapping[str, str]
    """The SHA-256 of every file but the manifest, by its place in the site."""
    as_of: datetime.date | None = None
    """None where an older program did not say so."""
    known_on: datetime.date | None = None
    """The past day that the site shows; None for the present."""
    program: Program | None = None

    @property
    def snapshot(self) -> Snapshot | None:
        """What the site's pages say of the past day that they show."""
        return Snapshot(self.commit, self.known_on) if self.commit and self.known_on else None

    def render(self) -> bytes:
        """Give the manifest as JSON, the same bytes for the same content."""
        manifest: dict[str, Any] = {
            "commit": self.commit,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "known_on": self.known_on.isoformat() if self.known_on else None,
            "program": None
            if self.program is None
            else {"version": self.program.version, "fingerprint": self.program.fingerprint},
            "files": dict(sorted(self.files.items())),
        }
        return orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def is_manifest(value: object) -> bool:
    """Whether a value read from a file of the manifest's name is a manifest: others too call a file so."""
    return (
        isinstance(value, dict)
        and value.keys() >= _OLD_KEYS
        and value.keys() <= _KEYS
        and isinstance(value["files"], dict)
    )


def parse_manifest(content: bytes) -> Manifest:
    """Read a manifest that anybody may have written.

    Raises ManifestError for one that this program can't have written.
    """
    if sum(map(content.count, (b",", b"[", b"{"))) > _MOST_PARTS:
        # Read, the smallest of lists takes thirty times the room that it has in a file.
        raise ManifestError("files")
    try:
        value = json.loads(content, object_pairs_hook=_refuse_twice)
    except (ValueError, RecursionError):
        raise ManifestError("JSON") from None
    if not isinstance(value, dict) or not value.keys() >= _OLD_KEYS:
        raise ManifestError("commit, files")
    commit, files = value["commit"], value["files"]
    if commit is not None and not (isinstance(commit, str) and _COMMIT.fullmatch(commit)):
        raise ManifestError("commit")
    if not isinstance(files, dict) or len(files) > MOST_FILES:
        raise ManifestError("files")
    for name, digest in files.items():
        if not is_inside(name) or not (isinstance(digest, str) and _HASH.fullmatch(digest)):
            raise ManifestError(f"files: {name[:80]!r}")
    return Manifest(
        commit, files, _read_day(value, "as_of"), _read_day(value, "known_on"), _read_program(value)
    )


def _refuse_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Give an object of JSON; of what it says twice every reader would take another for true."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ManifestError("JSON")
    return found


def is_inside(name: str) -> bool:
    """Whether a name is that of a file within a site, and leads nowhere else."""
    parts = name.split("/")
    return (
        0 < len(name) <= _LONGEST_NAME
        and "\\" not in name
        and name.isprintable()
        and all(part and part.strip(".") for part in parts)
        and not PurePosixPath(name).is_absolute()
    )


def _read_day(value: Mapping[str, object], key: str) -> datetime.date | None:
    text = value.get(key)
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text if isinstance(text, str) else "")
    except ValueError:
        raise ManifestError(key) from None


def _read_program(value: Mapping[str, object]) -> Program | None:
    program = value.get("program")
    if program is None:
        return None
    parts = [program.get(key) for key in ("version", "fingerprint")] if isinstance(program, dict) else []
    if not parts or not all(isinstance(part, str) and 0 < len(part) <= _LONGEST_NAME for part in parts):
        raise ManifestError("program")
    return Program(str(parts[0]), str(parts[1]))


@cache
def read_program(root: Path) -> Program:
    """Give which program makes a register's site: the same for the same code and libraries.

    The schemas, hand-written pages and settings that the register does not bring itself are part of it.
    """
    parts = (
        fingerprint_program(),
        fingerprint_files(_iterate_lent(root)),
        # Another one packs the same contents into other bytes, or lays them out otherwise.
        f"zlib={zlib.ZLIB_RUNTIME_VERSION}",
        f"sqlite={sqlite3.sqlite_version}",
        # The usual one is among the libraries of every program.
        *(() if read_builder() == DEFAULT else (describe_builder(),)),
    )
    return Program(find_version(PACKAGE), hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32])


def _iterate_lent(root: Path) -> Iterator[tuple[str, str]]:
    """Give the files that the program lends to a register: where each stands, and its path."""
    for name in _LENT:
        part = find_part(root, name)
        if part.is_relative_to(root):
            continue
        if part.is_file():
            yield name, str(part)
        for folder, _, names in os.walk(part):
            yield from ((f"{name}{folder.removeprefix(str(part))}/{one}", f"{folder}/{one}") for one in names)
