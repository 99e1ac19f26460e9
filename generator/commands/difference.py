"""A change of a file, as a person reads it on a terminal."""

import difflib
from collections.abc import Iterator

from generator.check.reporters.cells import render_printable

_NOWHERE = "/dev/null"


def render_difference(file: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    """Give the lines of a change, without colour; a file that is not there has no text."""
    old, new = ([] if data is None else _split(data) for data in (before, after))
    for one, other in ((old, after), (new, before)):
        if other is None and one[-1:] == [""]:
            # What a whole file ends in is no line of its own.
            one.pop()
    names = [_NOWHERE if data is None else f"{side}/{file}" for side, data in (("a", before), ("b", after))]
    for line in difflib.unified_diff(old, new, names[0], names[1], lineterm=""):
        # A tab would look like the blanks that take its place.
        yield render_printable(line.replace("\t", "\\t"))


def _split(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
