"""Where a register's files are read from: a folder on disk, or anything else that holds the same."""

from pathlib import Path
from typing import Protocol

from generator.read.documents import Print, list_document_files, read_print
from generator.read.files import Obstacle, list_record_files, read_file


class Source(Protocol):
    """The files of a register in one state; paths are relative to its root."""

    def list_records(self) -> list[str]:
        """Give the files under ``records/``, in order."""
        ...

    def list_documents(self) -> list[str]:
        """Give the files under ``documents/``, in order."""
        ...

    def read(self, file: str) -> bytes | Obstacle:
        """Give the bytes of an ordinary file, or why there are none."""
        ...

    def read_print(self, file: str, keep: int = 0) -> Print | None:
        """Give the size and hash of a listed document, with its first ``keep`` bytes."""
        ...


class FolderSource:
    """A register's files as they are on disk."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def list_records(self) -> list[str]:
        """Give the files under ``records/``, in order."""
        return list_record_files(self._root)

    def list_documents(self) -> list[str]:
        """Give the files under ``documents/``, in order."""
        return list_document_files(self._root)

    def read(self, file: str) -> bytes | Obstacle:
        """Give the bytes of an ordinary file, or why there are none."""
        return read_file(self._root, file)

    def read_print(self, file: str, keep: int = 0) -> Print | None:
        """Give the size and hash of a listed document; None where it can't be read."""
        return read_print(self._root, file, keep)
