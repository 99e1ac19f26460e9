"""The first line of a record, which tells editors where the record's schema is."""

import re

from generator.records import FilePlace

_MODELINE = re.compile(r"#\s*yaml-language-server\s*:")
_OPENING = "# yaml-language-server: $schema="


def is_modeline(comment: str) -> bool:
    """Whether a comment is meant for the editor's YAML support."""
    return _MODELINE.match(comment) is not None


def render_modeline(file: str, place: FilePlace) -> str:
    """Give the line for a record, with the way from its folder to the schema of its register."""
    return f"{_OPENING}{'../' * file.count('/')}schema/{place.schema}.schema.json"
