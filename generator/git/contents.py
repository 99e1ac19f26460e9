"""Contents: what git keeps, read by one process: what is asked for by its id, or all that there is."""

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from generator.git.program import start_git
from generator.refusal import RefusalError
from generator.text import Text

BROKEN = Text(
    "Git tidak dapat membaca isi repositori ini; mungkin rusak atau tidak lengkap. Periksa dengan: git fsck",
    "git can't read this repository; perhaps it is damaged or incomplete. Look with: git fsck",
)
_STRETCH = 1 << 20


class Object(NamedTuple):
    """An object: its id, its kind and its bytes."""

    id: str
    kind: str
    data: bytes


class Contents:
    """What one repository keeps, by its ids; ``close`` ends the process that reads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, blob: str, most: int) -> bytes:
        """Give a content, or the first ``most`` bytes of a longer one.

        Raises RefusalError for what git does not have.
        """
        found = b""
        for stretch in self.iterate(blob):
            found += stretch[: max(0, most - len(found))]
        return found

    def read_object(self, object_id: str) -> Object:
        """Give an object whole, of whatever kind.

        Raises RefusalError for what git does not have.
        """
        head, stretches = self._ask(object_id)
        return Object(*head, b"".join(stretches))

    def iterate(self, blob: str) -> Iterator[bytes]:
        """Give a content a stretch at a time.

        Raises RefusalError for what git does not have.
        """
        yield from self._ask(blob)[1]

    def _ask(self, object_id: str) -> tuple[tuple[str, str], Iterator[bytes]]:
        """Give the id and kind of an object, and its bytes; all of these must be read before the next one."""
        if self._process is None:
            self._process = start_git(self._root, "cat-file", "--batch", is_fed=True)
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise RefusalError(BROKEN)
        try:
            process.stdin.write(f"{object_id}\n".encode())
            process.stdin.flush()
            found = _read_head(process.stdout)
        except OSError:
            found = None
        if found is None:
            raise RefusalError(BROKEN)
        return found[:2], _read_body(process.stdout, found[2])

    def close(self) -> None:
        """End the process that reads."""
        if self._process:
            with suppress(OSError):
                self._process.communicate()
            self._process = None


def iterate_objects(root: Path) -> Iterator[Object]:
    """Give every object that a repository holds, also what nothing leads to.

    Raises RefusalError where git can't read one.
    """
    process = start_git(root, "cat-file", "--batch-all-objects", "--batch", "--unordered")
    if process is None or process.stdout is None:
        raise RefusalError(BROKEN)
    with process:
        while found := _read_head(process.stdout):
            yield Object(*found[:2], b"".join(_read_body(process.stdout, found[2])))
    if process.returncode:
        raise RefusalError(BROKEN)


def _read_head(stream: IO[bytes]) -> tuple[str, str, int] | None:
    """Give the id, the kind and the size of the object that follows; None where none does.

    Git answers "missing" for what it does not have.
    """
    try:
        object_id, kind, size = stream.readline().decode().split()
        return object_id, kind, int(size)
    except ValueError:
        return None


def _read_body(stream: IO[bytes], size: int) -> Iterator[bytes]:
    left = size
    while left > 0:
        stretch = stream.read(min(left, _STRETCH))
        if not stretch:
            raise RefusalError(BROKEN)
        left -= len(stretch)
        yield stretch
    # Each ends in a line's end that is not its own.
    stream.read(1)
