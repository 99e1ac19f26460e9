"""What a report is about and where it is read: all that a reporter knows besides the findings."""

from pathlib import Path
from typing import NamedTuple

from generator.read.documents import is_document
from generator.read.files import read_bytes
from generator.text import Language

WIDTH = 140
"""The columns of a report that no terminal limits."""


class Sources:
    """The lines of the file that was asked for last: findings come file by file."""

    def __init__(self) -> None:
        self.file = ""
        self.lines: list[str] = []


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

    def read_lines(self, file: str) -> list[str]:
        """Give the lines of a file that a finding names; none where it can't be read."""
        if self.sources.file != file:
            try:
                # A document is no text, and what it says is nothing for a report.
                data = b"" if is_document(file) else read_bytes(self.root, file)
            except ValueError:
                # A name that no file can have.
                data = b""
            self.sources.file = file
            self.sources.lines = data.decode("utf-8", "replace").split("\n")
        return self.sources.lines

    def read_line(self, file: str, line: int) -> str:
        """Give one line of a file by its number from 1; nothing where the file has no such line."""
        lines = self.read_lines(file)
        return lines[line - 1] if 1 <= line <= len(lines) else ""
