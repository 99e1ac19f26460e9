"""Environments of the Python versions that the program runs on, each with the locked libraries alone.

They are kept in ``.cache/`` under the fingerprint of what was installed into them.
"""

import fcntl
import hashlib
import shutil
import subprocess
from pathlib import Path

from registers import ROOT

VERSIONS = ("3.11", "3.12", "3.13")
LOCK = ROOT / "requirements" / "site.txt"
_KEPT = ROOT / ".cache" / "pythons"
_QUIET = ("-m", "pip", "--disable-pip-version-check", "--quiet", "install")


def find_python(version: str) -> str:
    """Give the path of a Python of this version; without one the test fails, and says what to install."""
    finder: list[str | Path] = [ROOT / ".ci" / "find-python", version]
    done = subprocess.run(finder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def prepare_environment(version: str, locked: Path = LOCK) -> Path:
    """Give the Python of an environment with what a lock names; with that of the site, this program too."""
    python = find_python(version)
    digest = hashlib.sha256(python.encode())
    for file in (locked, ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    kind = f"{locked.stem}-{version}"
    folder = _KEPT / f"{kind}-{digest.hexdigest()[:12]}"
    _KEPT.mkdir(parents=True, exist_ok=True)
    with (_KEPT / f"{kind}.lock").open("w") as lock:
        # Two processes of tests may want the same one.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            for old in _KEPT.glob(f"{kind}-*"):
                shutil.rmtree(old)
            _install(python, folder, locked)
            (folder / "ready").touch()
    return folder / "bin" / "python"


def _install(python: str, folder: Path, locked: Path) -> None:
    inside = folder / "bin" / "python"
    own = (inside, *_QUIET, "--no-deps", "--no-build-isolation", "-e", ROOT)
    for words in (
        (python, "-m", "venv", folder),
        (inside, *_QUIET, "--require-hashes", "-r", locked),
        *((own,) if locked == LOCK else ()),
    ):
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
