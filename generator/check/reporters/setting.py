"""What a report is about and where it is read: all that a reporter knows besides the findings."""

from pathlib import Path
from typing import NamedTuple

from generator.read.documents import is_document
from generator.read.files import read_bytes
from generator.text import Language

WIDTH = 140
"""The columns of a report that no terminal limits."""


class Sources:
    """The text of the file that was asked for last: findings come file by file."""

    def __init__(self) -> None:
        self.file = self.text = ""
        self.lines: list[str] = []
        """Its first lines: so many as were asked for, then all."""


class Setting(NamedTuple):
    """The number of files checked, the register's root, the report's language, and who reads it.

    ``named`` are the files that the report is limited to, or None for all; ``folder`` is the way from the
    repository's root to the register's, empty or ending in a slash; ``program`` is what starts this
    program when it is typed.
    """

    files: int
    root: Path
    sources: Sources
    language: Language = "id"
    named: frozenset[str] | None = None
    folder: str = ""
    colour: bool = False
    width: int = WIDTH
    program: str = "registri"

    def count_lines(self, file: str) -> int:
        """Give the number of lines of a file that a finding names; one that can't be read has none of use."""
        return self._open(file).text.count("\n") + 1

    def read_line(self, file: str, line: int) -> str:
        """Give one line of a file by its number from 1; nothing where the file has no such line."""
        source = self._open(file)
        if line > len(source.lines):
            # Most files have one finding: what follows it is not taken apart.
            source.lines = source.text.split("\n") if source.lines else source.text.split("\n", line)[:line]
        return source.lines[line - 1] if 1 <= line <= len(source.lines) else ""

    def _open(self, file: str) -> Sources:
        source = self.sources
        if source.file != file:
            try:
                # A document is no text, and what it says is nothing for a report.
                data = b"" if is_document(file) else read_bytes(self.root, file)
            except ValueError:
                # A name that no file can have.
                data = b""
            source.file, source.text, source.lines = file, data.decode("utf-8", "replace"), []
        return source
