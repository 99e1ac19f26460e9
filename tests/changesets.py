"""Changes to registers for tests: each case's two states as two commits of a real repository."""

import os
import shutil
import subprocess
from pathlib import Path

from registers import copy_base

from generator.text import Language

CASES = Path(__file__).parent / "diff" / "cases"
KINDS = sorted(path.name for path in CASES.iterdir())
FORMS = (("text", "txt"), ("markdown", "md"))
LANGUAGES: tuple[Language, ...] = ("id", "en")

_NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Petugas",
    "GIT_AUTHOR_EMAIL": "petugas@contoh.example",
    "GIT_COMMITTER_NAME": "Petugas",
    "GIT_COMMITTER_EMAIL": "petugas@contoh.example",
}


def run_git(folder: Path, *words: str, day: str = "2025-06-01") -> str:
    """Run git as nobody in particular, and give what it says."""
    moment = f"{day}T10:00:00+0700"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-C", str(folder), *words],
        env={**environment, **_NOBODY, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(folder: Path, subject: str, day: str = "2025-06-01") -> str:
    """Commit everything in a folder, and give the commit."""
    run_git(folder, "add", "-A")
    run_git(folder, "commit", "-q", "--allow-empty", "-m", subject, day=day)
    return run_git(folder, "rev-parse", "HEAD")


def lay_over(folder: Path, overlay: Path) -> None:
    """Put a case's files over a register, and remove those that its ``removed.txt`` names."""
    if (overlay / "records").is_dir():
        # With a date of now: git takes a file of the same size and the same old date for the one it knows.
        shutil.copytree(
            overlay / "records", folder / "records", dirs_exist_ok=True, copy_function=shutil.copyfile
        )
    removed = overlay / "removed.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.is_file() else ():
        (folder / name).unlink()


def make_repository(folder: Path, kind: str) -> Path:
    """Make the repository of a case: its earlier state is committed, its later one stands in the folder."""
    root = copy_base(folder)
    lay_over(root, CASES / kind / "before")
    run_git(root, "init", "-q", "-b", "main")
    commit(root, "Awal")
    lay_over(root, CASES / kind / "after")
    return root
