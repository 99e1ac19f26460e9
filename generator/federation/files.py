"""The files of one gathered register, as they were read once: what is judged is what is kept.

The documents that records name stay where they are: they are neither fetched nor judged here.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.read.documents import Print
from generator.read.files import MAX_BYTES, Obstacle
from generator.read.source import Source
from generator.refusal import RefusalError
from generator.text import Text

MOST_FILES = 60_000
"""How many records one register may have; the largest government signs some hundreds a year."""
MOST_BYTES = 200_000_000
"""How much its records may hold together."""

_TOO_MANY = Text(
    "Register itu memuat lebih dari {count} catatan; tidak diambil.",
    "That register holds more than {count} records; it was not taken.",
)
_TOO_LARGE = Text(
    "Catatan register itu lebih dari {size} MB; tidak diambil.",
    "That register's records are larger than {size} MB; it was not taken.",
)


@dataclass(frozen=True)
class RegisterFiles:
    """A register's records by their place in it, and what is known of where they come from."""

    contents: Mapping[str, bytes | Obstacle]
    commit: str | None = None
    """The commit that the place names; ``-dirty`` behind it where that is said."""
    is_proven: bool = False
    """Whether the place's own list of hashes holds what was fetched."""
    left_out: tuple[str, ...] = field(default=())
    """The ids of withdrawn agreements, of which a published site tells no more."""

    def list_records(self) -> list[str]:
        """Give the files, in order."""
        return sorted(self.contents)

    def list_documents(self) -> list[str]:
        """Give none."""
        return []

    def read(self, file: str) -> bytes | Obstacle:
        """Give the bytes of a file, or why there are none."""
        return self.contents.get(file, "closed")

    def read_print(self, file: str, keep: int = 0) -> Print | None:  # noqa: ARG002  as ``Source`` says
        """Give nothing: there are no documents."""
        return None

    @cached_property
    def digest(self) -> str:
        """What tells these records from any others."""
        whole = hashlib.sha256()
        for file in self.list_records():
            data = self.contents[file]
            part = hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()
            whole.update(f"{part} {file}\n".encode("utf-8", "surrogateescape"))
        return whole.hexdigest()


def read_files(source: Source) -> dict[str, bytes | Obstacle]:
    """Read all records of a source.

    Raises RefusalError for more than any register needs.
    """
    files = source.list_records()
    refuse_number(len(files))
    contents: dict[str, bytes | Obstacle] = {}
    size = 0
    for file in files:
        data = source.read(file)
        contents[file] = data
        size += len(data) if isinstance(data, bytes) else 0
        refuse_size(size)
    return contents


def refuse_number(count: int) -> None:
    """Refuse more records than a register needs."""
    if count > MOST_FILES:
        raise RefusalError(_TOO_MANY, count=str(MOST_FILES))


def refuse_size(size: int) -> None:
    """Refuse more bytes than a register needs; what one record may have is the check's business."""
    if size > MOST_BYTES + MAX_BYTES:
        raise RefusalError(_TOO_LARGE, size=str(MOST_BYTES // 1_000_000))
