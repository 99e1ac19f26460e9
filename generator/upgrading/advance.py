"""The records of a register in the form of the program that is installed: step by step, and nothing lost."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.amend.insertion import Put, UnplaceableError, amend_record
from generator.read.strict_yaml import read_mapping
from generator.records import REGISTRY_FILE, RecordKind, parse_place
from generator.schemas import SchemaSet
from generator.upgrading.keeping import find_lost_comment, find_lost_value
from generator.upgrading.migration import Migration, Move, Old, Path

VERSION_KEY = "program_version"


class UnreadError(Exception):
    """Records that can't be read: nothing is known of what a step would have to bring forward."""

    def __init__(self, files: Sequence[str]) -> None:
        super().__init__(*files)
        self.files = tuple(files)


class UntidyError(Exception):
    """A record in whose text there is no sure place for a step's change."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


class LossError(Exception):
    """A step would lose something of a record: the value at a place, or a comment."""

    def __init__(self, file: str, path: Path, comment: str | None = None) -> None:
        super().__init__(file, path, comment)
        self.file, self.path, self.comment = file, path, comment


class Advance(NamedTuple):
    """The new texts of the records that change, and how many records each step changes, by its name."""

    data: dict[str, bytes]
    counts: dict[str, int]


def advance_records(
    records: Mapping[str, bytes], schemas: SchemaSet, migrations: Sequence[Migration], version: str,
    *, has_schemas: bool = True,
) -> Advance:  # fmt: skip
    """Take records by file through some steps; the register's own then names the program's ``version``.

    ``has_schemas`` says whether the register has schemas of its own.
    Raises UnreadError, UntidyError and LossError, the last by a comparison that knows no step's code, only
    where it says that it moves a value.
    """
    places = {file: place for file in records if (place := parse_place(file))}
    if unread := [file for file in places if read_mapping(records[file])[0] is None]:
        raise UnreadError(unread)
    data: dict[str, bytes] = {}
    counts: Counter[str] = Counter()
    for file, place in places.items():
        text = records[file]
        for migration in migrations:
            try:
                new = migration.rewrite(Old(file, place, text, has_schemas), schemas)
            except UnplaceableError:
                raise UntidyError(file) from None
            if new is not None and new != text:
                text = new
                counts[migration.name] += 1
        moves = [move for migration in migrations for move in migration.moves]
        if file == REGISTRY_FILE:
            text, stated = _state_version(text, schemas, version)
            moves.append(stated)
        if text != records[file]:
            _refuse_loss(file, place.kind, (records[file], text), moves)
            data[file] = text
    return Advance(data, dict(counts))


def _state_version(data: bytes, schemas: SchemaSet, version: str) -> tuple[bytes, Move]:
    """Have the register's record name a version of the program; also give which value that replaces."""
    value, _ = read_mapping(data)
    before = value.get(VERSION_KEY) if value else None
    key = (VERSION_KEY,)
    stated = Move("registry", key, key, {before: version} if isinstance(before, str) else {})
    if before == version:
        return data, stated
    try:
        return amend_record(data, schemas.get("registry"), [Put(key, version)]), stated
    except UnplaceableError:
        raise UntidyError(REGISTRY_FILE) from None


def _refuse_loss(file: str, kind: RecordKind, texts: tuple[bytes, bytes], moves: Sequence[Move]) -> None:
    path = find_lost_value(*texts, kind, moves)
    if path is not None:
        raise LossError(file, path)
    comment = find_lost_comment(*texts)
    if comment is not None:
        raise LossError(file, (), comment)
