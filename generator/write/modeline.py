"""The first line of a record, which tells editors where the record's schema is."""

import re
from pathlib import Path

from generator.records import FilePlace, parse_place

_MODELINE = re.compile(r"#\s*yaml-language-server\s*:")
_OPENING = "# yaml-language-server: $schema="


def is_modeline(comment: str) -> bool:
    """Whether a comment is meant for the editor's YAML support."""
    return _MODELINE.match(comment) is not None


def render_modeline(file: str, place: FilePlace) -> str:
    """Give the line for a record, with the way from its folder to the schema of its register."""
    return f"{_OPENING}{'../' * file.count('/')}schema/{place.schema}.schema.json"


def find_modeline(root: Path, file: str) -> str | None:
    """Give the line that a record begins with, where the register has a schema to point an editor to."""
    place = parse_place(file)
    if place is None or not (root / "schema" / f"{place.schema}.schema.json").is_file():
        return None
    return render_modeline(file, place)


def begin_record(root: Path, file: str, text: str) -> bytes:
    """Give the bytes of a new record from its canonical text, as ``fmt`` leaves them."""
    line = find_modeline(root, file)
    return f"{line}\n{text}".encode() if line else text.encode()
