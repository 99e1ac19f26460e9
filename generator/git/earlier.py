"""A file as it once stood: found among the versions that a register's history has of it."""

from collections.abc import Callable
from pathlib import Path

from generator.git.program import finish_git, start_git

_MOST = "200"
"""How many commits that changed a file are looked through, newest first."""


def find_earlier(root: Path, file: str, is_wanted: Callable[[bytes], bool]) -> bytes | None:
    """Give the newest version of a file that is wanted; None where the history has none, or there is none."""
    told = finish_git(
        start_git(root, "log", f"--max-count={_MOST}", "--format=", "--raw", "--no-abbrev", "--no-renames",
                  "--", file)
    )  # fmt: skip
    seen = set()
    for line in (told or "").splitlines():
        # Both modes, both objects and what happened, then the path.
        for blob in reversed(line.split("\t")[0].split(" ")[2:4]):
            if not blob.strip("0") or blob in seen:
                continue
            seen.add(blob)
            content = finish_git(start_git(root, "cat-file", "blob", blob))
            data = content.encode("utf-8", "surrogateescape") if content is not None else b""
            if content is not None and is_wanted(data):
                return data
    return None
