"""The canonical text of a record that people have written in: its comments stay, its data too."""

import json
from collections import Counter

from generator.canonical import render_record
from generator.read.fault import Fault
from generator.read.strict_yaml import Mapping, read_mapping
from generator.schemas import Schema
from generator.write.document import iterate_comments, render_document
from generator.write.modeline import is_modeline
from generator.write.order import sort_block, sort_mapping
from generator.write.reading import read_document


class UnreadableError(Exception):
    """A text that the strict reader refuses; ``fault`` is the first thing it found."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.rule)
        self.fault = fault


class UnformattableError(Exception):
    """A record that has no canonical text, or whose comments would not all stay."""


def format_record(data: bytes, schema: Schema, modeline: str | None = None) -> bytes:
    """Give a record's canonical text, the same for every spelling of the same data and comments.

    With ``modeline`` the text begins with it, in the place of any other. Raises UnreadableError for a
    record that can't be read and UnformattableError for one that has no canonical text.
    """
    value, faults = read_mapping(data)
    if value is None:
        raise UnreadableError(faults[0])
    text = data.decode()
    head = f"{modeline}\n" if modeline else ""
    # Most records are in order already, with no comment but the modeline.
    if text.startswith(head) and _is_canonical(value, text[len(head) :], schema):
        return data
    document = read_document(text)
    if modeline:
        document.head = [modeline, *(comment for comment in document.head if not is_modeline(comment))]
    before = Counter(iterate_comments(document))
    sort_block(document.top, schema)
    try:
        formatted = render_document(document).encode()
    except TypeError as error:
        raise UnformattableError(str(error)) from None
    _check_kept(value, before, formatted)
    return formatted


def _is_canonical(value: Mapping, text: str, schema: Schema) -> bool:
    try:
        return render_record(sort_mapping(value, schema)) == text
    except TypeError:
        return False


def _check_kept(value: Mapping, comments: Counter[str], formatted: bytes) -> None:
    """Read the new text once more: rather no change than one that loses anything."""
    again, faults = read_mapping(formatted)
    if again is None or _spell(again) != _spell(value):
        raise UnformattableError(faults[0].rule if faults else "data")
    if Counter(iterate_comments(read_document(formatted.decode()))) != comments:
        raise UnformattableError("comments")


def _spell(value: Mapping) -> str:
    """Give a spelling in which true is not 1, as it would be for ``==``; the order of keys is no matter."""
    return json.dumps(value, sort_keys=True)
