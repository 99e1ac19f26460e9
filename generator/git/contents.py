"""Contents: what git keeps under an id, read by one process that is asked for one after the other."""

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from generator.git.program import start_git
from generator.refusal import RefusalError
from generator.text import Text

BROKEN = Text(
    "Git tidak dapat membaca isi revisi ini; mungkin repositorinya rusak atau tidak lengkap. "
    "Periksa dengan: git fsck",
    "git can't read this revision; perhaps the repository is damaged or incomplete. Look with: git fsck",
)
_STRETCH = 1 << 20


class Contents:
    """The contents of one repository, by their ids; ``close`` ends the process that reads."""

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

    def iterate(self, blob: str) -> Iterator[bytes]:
        """Give a content a stretch at a time.

        Raises RefusalError for what git does not have.
        """
        if self._process is None:
            self._process = start_git(self._root, "cat-file", "--batch", is_fed=True)
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise RefusalError(BROKEN)
        try:
            process.stdin.write(f"{blob}\n".encode())
            process.stdin.flush()
            head = process.stdout.readline().split()
            left = int(head[2])
            while left > 0:
                stretch = process.stdout.read(min(left, _STRETCH))
                if not stretch:
                    raise RefusalError(BROKEN)
                left -= len(stretch)
                yield stretch
            process.stdout.read(1)
        except (OSError, IndexError, ValueError):
            # Git answers "missing" for what it does not have.
            raise RefusalError(BROKEN) from None

    def close(self) -> None:
        """End the process that reads."""
        if self._process:
            with suppress(OSError):
                self._process.communicate()
            self._process = None
