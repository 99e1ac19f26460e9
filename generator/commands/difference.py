"""A change of a file, as a person reads it on a terminal."""

import difflib
from collections.abc import Iterator

from generator.check.reporters.cells import render_printable

_NOWHERE = "/dev/null"


def render_difference(file: str, before: bytes | None, after: bytes) -> Iterator[str]:
    """Give the lines of a change, without colour; a new file has no text before."""
    old, new = ([] if before is None else _split(before)), _split(after)
    if before is None and new[-1:] == [""]:
        # What a new file ends in is no line of its own.
        new.pop()
    names = f"a/{file}" if before is not None else _NOWHERE, f"b/{file}"
    for line in difflib.unified_diff(old, new, *names, lineterm=""):
        # A tab would look like the blanks that take its place.
        yield render_printable(line.replace("\t", "\\t"))


def _split(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
