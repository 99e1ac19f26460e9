"""What an earlier check found, kept on disk: so that the next one judges only what a change can affect.

Kept in the user's cache folder, never in the register. Whatever is missing, damaged or of another program,
schema, day or language counts as nothing kept. Two checks at once do no harm: each writes files of its own
name, and the head that names them takes its place at the end.
"""

import hashlib
import marshal
import os
import secrets
import shutil
import sys
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.check.finding import Finding, Place
from generator.read.files import Stamp

_HEAD, _BODY, _VALUES, _MORE = "head", "body", "values", "more"
_MOST_REGISTERS = 20
_PROGRAM = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Index:
    """Which files hang on which keys: by the records they name or relate to, what they share or count in."""

    naming: dict[str, list[str]] = field(default_factory=dict)
    relating: dict[str, list[str]] = field(default_factory=dict)
    sharing: dict[str, list[str]] = field(default_factory=dict)
    counted: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """What tells whether anything changed, and what was found: enough where nothing did."""

    token: str
    stamps: dict[str, Stamp]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """The packed values of the sound records, in one file of which only the wanted places are read."""

    path: Path
    places: dict[str, tuple[int, int, int]]
    """By record file: where its value begins, how long it is, and its checksum."""

    def __contains__(self, file: str) -> bool:
        return file in self.places

    def read(self, file: str) -> Any:  # noqa: ANN401  a record's value
        """Give a record's value.

        Raises MemoryLostError where the file was damaged or has made room for a newer one.
        """
        start, length, checksum = self.places[file]
        try:
            with self.path.open("rb") as stream:
                stream.seek(start)
                packed = stream.read(length)
        except OSError:
            packed = b""
        if len(packed) != length or zlib.crc32(packed) != checksum:
            raise MemoryLostError
        return marshal.loads(packed)  # noqa: S302  written by us, and whole


@dataclass(frozen=True, slots=True)
class Body:
    """What judging a change needs: the values of the sound records, and the index."""

    values: Values
    index: Index


class MemoryLostError(Exception):
    """What was kept is no longer there as it was written."""


class Memory:
    """The memory of one register's checks under one key."""

    def __init__(self, folder: Path, key: str) -> None:
        self._folder, self._key = folder, key

    def read_head(self) -> Head | None:
        """Give the head of what is kept; None where nothing usable is."""
        kept = self._load(_HEAD)
        if not isinstance(kept, dict) or kept.get("key") != self._key:
            return None
        try:
            findings = tuple(_unpack_finding(item) for item in kept["findings"])
            return Head(str(kept["token"]), dict(kept["stamps"]), findings)
        except (KeyError, TypeError, ValueError):
            return None

    def read_body(self, head: Head) -> Body | None:
        """Give the body that belongs to a head; None where it is missing or damaged."""
        kept = self._load(f"{_BODY}-{head.token}")
        try:
            naming, relating, sharing, counted = kept["index"]
            values = Values(self._folder / f"{_VALUES}-{head.token}", dict(kept["values"]))
            return Body(values, Index(naming, relating, sharing, counted))
        except (KeyError, TypeError, ValueError):
            return None

    def read_more(self, head: Head) -> Any:  # noqa: ANN401  plain data of any shape
        """Give what else was kept with a head; None where that is missing or damaged."""
        return self._load(f"{_MORE}-{head.token}")

    def write(
        self,
        stamps: Mapping[str, Stamp],
        findings: Sequence[Finding],
        values: Iterable[tuple[str, Any]],
        index: Index,
        more: Any = None,  # noqa: ANN401  plain data of any shape
    ) -> None:
        """Keep a check, with ``more`` plain data; a folder that can't be written keeps nothing."""
        token = secrets.token_hex(8)
        head = {"key": self._key, "token": token, "stamps": dict(stamps),
                "findings": [_pack_finding(finding) for finding in findings]}  # fmt: skip
        with suppress(OSError, ValueError):
            self._folder.mkdir(parents=True, exist_ok=True)
            places = self._write_values(token, values)
            maps = (index.naming, index.relating, index.sharing, index.counted)
            self._dump(f"{_BODY}-{token}", {"values": places, "index": maps})
            if more is not None:
                self._dump(f"{_MORE}-{token}", more)
            self._dump(_HEAD, head)
            for old in self._folder.iterdir():
                if old.name != _HEAD and not old.name.endswith(token):
                    old.unlink(missing_ok=True)
            _forget_oldest(self._folder.parent)

    def _write_values(self, token: str, values: Iterable[tuple[str, Any]]) -> dict[str, tuple[int, int, int]]:
        places, start = {}, 0
        with (self._folder / f"{_VALUES}-{token}").open("wb") as stream:
            for file, value in values:
                packed = marshal.dumps(value)
                stream.write(packed)
                places[file] = (start, len(packed), zlib.crc32(packed))
                start += len(packed)
        return places

    def _load(self, name: str) -> Any:  # noqa: ANN401  whatever the file holds
        try:
            data = (self._folder / name).read_bytes()
            seal, packed = data[:32], data[32:]
            return marshal.loads(packed) if hashlib.sha256(packed).digest() == seal else None  # noqa: S302  sealed
        except (OSError, ValueError, EOFError, TypeError):
            return None

    def _dump(self, name: str, value: Any) -> None:  # noqa: ANN401  plain data of any shape
        packed = marshal.dumps(value)
        beside = self._folder / f".{name}-{os.getpid()}"
        beside.write_bytes(hashlib.sha256(packed).digest() + packed)
        beside.replace(self._folder / name)


def open_memory(root: Path, schemas: Path, parts: Iterable[str], purpose: str = "") -> Memory:
    """Give the memory of a register; ``parts`` is what its findings hang on beside records and schemas.

    Each ``purpose`` has a memory of its own.
    """
    base = _find_caches() / "registri"
    name = hashlib.sha256(f"{root}{purpose}".encode("utf-8", "surrogateescape")).hexdigest()[:24]
    key = "\n".join(
        (sys.version, *_describe_files(_PROGRAM, "py"), *_describe_files(schemas, "json"), *parts)
    )
    return Memory(base / name, hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest())


def open_lasting_memory(what: str, parts: Iterable[str]) -> Memory:
    """Give the memory of what is the same wherever it lies, such as commits; it hangs on ``parts``."""
    # What is told has its words from the catalogues too.
    program = (*_describe_files(_PROGRAM, "py"), *_describe_files(_PROGRAM, "po"))
    key = "\n".join((sys.version, *program, what, *parts))
    name = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()
    return Memory(_find_caches() / "registri" / name[:24], name)


def forget_all() -> None:
    """Forget everything that is remembered of any register."""
    shutil.rmtree(_find_caches() / "registri", ignore_errors=True)


def _find_caches() -> Path:
    """Give the user's cache folder; for a user without one, a place that takes no file."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # One that hangs on where the program is started might lie in the register.
    if named.is_absolute():
        return named
    try:
        return Path.home() / ".cache"
    except RuntimeError:
        return Path(os.devnull)


def _describe_files(folder: Path, suffix: str) -> list[str]:
    """Give name, time and size of the files of a kind in a folder: of the program, or of its schemas."""
    described = []
    for path in sorted(folder.rglob(f"*.{suffix}")):
        status = path.stat()
        described.append(f"{path}:{status.st_mtime_ns}:{status.st_size}")
    return described


def _forget_oldest(base: Path) -> None:
    """Keep the memories of the registers checked last."""
    folders = sorted(base.iterdir(), key=lambda folder: folder.stat().st_mtime_ns, reverse=True)
    for folder in folders[_MOST_REGISTERS:]:
        for path in folder.iterdir():
            path.unlink(missing_ok=True)
        folder.rmdir()


def _pack_finding(finding: Finding) -> tuple[Any, ...]:
    related = tuple((place.file, place.line, place.column) for place in finding.related)
    return (finding.rule, finding.severity, finding.file, finding.line, finding.column, finding.end_line,
            finding.end_column, finding.message, finding.help, related, finding.fix)  # fmt: skip


def _unpack_finding(item: tuple[Any, ...]) -> Finding:
    rule, severity, file, line, column, end_line, end_column, message, told, related, fix = item
    places = tuple(Place(*place) for place in related)
    return Finding(
        rule, severity, file, line, column, end_line, end_column, message, told, related=places, fix=fix
    )
