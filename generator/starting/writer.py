"""What the program writes of a new register: the bytes of its records, and the hash of every other file.

By these hashes a later run tells the files that are still as the program wrote them from those that somebody
has changed since.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

from generator.canonical import render_record
from generator.records import parse_place
from generator.starting.records import RecordFile
from generator.write.modeline import render_modeline

WRITTEN_FILE = ".registri/files.json"
"""The hashes of the files that the program wrote, by their place."""


def render_records(records: Iterable[RecordFile]) -> dict[str, bytes]:
    """Give the bytes of records by their place, each with the line that tells an editor its schema."""
    data = {}
    for file, value in records:
        place = parse_place(file)
        assert place is not None, file  # noqa: S101  the program's own
        data[file] = f"{render_modeline(file, place)}\n{render_record(value)}".encode()
    return data


def hash_content(content: bytes) -> str:
    """Give the hash by which a file that the program wrote is known again."""
    return hashlib.sha256(content).hexdigest()


def render_hashes(hashes: Mapping[str, str], program: str) -> bytes:
    """Give what is remembered of the files that the program wrote, and which version of it did."""
    return (json.dumps({"program": program, "files": dict(sorted(hashes.items()))}, indent=1) + "\n").encode()
