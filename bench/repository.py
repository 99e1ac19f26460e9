"""A register put under git, as whoever keeps one has it."""

import subprocess
import sys
from pathlib import Path

GIT = ("git", "-c", "user.name=bench", "-c", "user.email=bench@contoh.example", "-c", "gc.auto=0")
"""The program, as somebody who is nobody in particular."""


def commit_all(register: Path) -> None:
    """Make a repository of a folder, with one commit of all that is in it."""
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "Awal")):
        subprocess.run([*GIT, "-C", str(register), *words], check=True, stdout=sys.stderr)
