"""One step from an older form of records to a newer one, and where it puts the values that it moves."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from generator.amend.insertion import Change, amend_record
from generator.records import FilePlace, RecordKind
from generator.schemas import SchemaSet
from generator.text import Text

Scalar: TypeAlias = str | int | bool
Path: TypeAlias = tuple[str | int, ...]
EACH = "*"
"""In a path that a move names: any item of a list."""


class Old(NamedTuple):
    """A record as a step finds it: its file, its place and its text, which the strict reader takes."""

    file: str
    place: FilePlace
    data: bytes
    has_schemas: bool = True
    """Whether its register has schemas of its own."""


Rewrite: TypeAlias = Callable[[Old, SchemaSet], bytes | None]
"""Gives a record's new text, None where it has the new form already: done twice, a step does nothing more.

Raises UnplaceableError where the text has no sure place for the change.
"""


class Move(NamedTuple):
    """A value that a step puts elsewhere, or says in other words; all else it must leave as it is."""

    kind: RecordKind
    path: tuple[str, ...]
    """The place of old, with ``EACH`` for any item of a list; what lies below it goes along."""
    to: tuple[str, ...]
    becomes: Mapping[str, str] = {}


class Migration(NamedTuple):
    """A step: the version of the program from which on records have the new form, and what it does."""

    version: str
    name: str
    about: Text
    rewrite: Rewrite
    moves: tuple[Move, ...] = ()


def rewrite_keys(old: Old, schemas: SchemaSet, *changes: Change) -> bytes:
    """Give a record's text with some values in their places, everything else byte for byte as it was.

    Raises UnplaceableError.
    """
    return amend_record(old.data, schemas.get(old.place.schema), changes)
