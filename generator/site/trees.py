"""A register as it stood at a commit: laid out in a folder of its own, with its history.

The register's folder is only read: what is laid out borrows its objects and leaves nothing behind in it.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.records import RECORDS
from generator.refusal import RefusalError
from generator.text import Text

_NO_GIT = Text('"{path}" tidak ada di dalam git, jadi tidak ada yang dapat dibandingkan.',
               '"{path}" is not under git, so there is nothing to compare.')  # fmt: skip
_NO_COMMIT = Text(
    'Tidak ada "{name}" di riwayat git ini. Sebut cabang, tag, atau nomor commit, misalnya main.',
    'There is no "{name}" in this git history. Name a branch, a tag or a commit, such as main.',
)
_NO_REGISTER = Text('Pada "{name}" belum ada register: tidak ada folder records/.',
                    'At "{name}" there is no register yet: it holds no records/ folder.')  # fmt: skip
_FAILED = Text("git tidak dapat menyiapkan isi {name}: {reason}",
               "git could not lay out {name}: {reason}")  # fmt: skip


def find_commit(root: Path, name: str) -> str:
    """Give the full id of a commit that a user named.

    Raises RefusalError where the folder is under no git or there is no such commit.
    """
    if _ask(root, "rev-parse", "--git-dir") is None:
        raise RefusalError(_NO_GIT, path=str(root))
    found = _ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not found:
        raise RefusalError(_NO_COMMIT, name=name)
    return found


@contextmanager
def lay_out(root: Path, commits: tuple[str, ...]) -> Iterator[list[Path]]:
    """Give the register's folder as it was at each commit; all of it is gone afterwards.

    Raises RefusalError where git can't do it, or a commit holds no register at that place.
    """
    prefix = _ask(root, "rev-parse", "--show-prefix") or ""
    top = _ask(root, "rev-parse", "--show-toplevel") or str(root)
    with TemporaryDirectory(prefix="registri-") as folder:
        places = []
        for number, commit in enumerate(commits):
            tree = Path(folder) / str(number)
            _run(commit, "clone", "--quiet", "--shared", "--no-checkout", "--", top, str(tree))
            _run(commit, "-C", str(tree), "checkout", "--quiet", "--detach", commit)
            place = tree / prefix
            if not (place / RECORDS).is_dir():
                raise RefusalError(_NO_REGISTER, name=commit[:12])
            places.append(place)
        yield places


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    kept.update({name: value for name, value in os.environ.items() if name.startswith("GIT_CONFIG_")})
    return {**kept, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}


# A checkout runs no program that a setting names, and brings nothing that lies outside the repository.
_SETTINGS = (
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "advice.detachedHead=false",
)


def _ask(root: Path, *args: str) -> str | None:
    """Give what git says, without its last line end; None where it is missing or refuses."""
    try:
        done = subprocess.run(  # noqa: S603  fixed arguments, no shell
            ["git", *_SETTINGS, "-C", str(root), *args],  # noqa: S607  git of the user's path
            capture_output=True,
            check=False,
            env=_environment(),
        )
    except OSError:
        return None
    return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n") if done.returncode == 0 else None


def _run(name: str, *args: str) -> None:
    done = subprocess.run(  # noqa: S603
        ["git", *_SETTINGS, *args],  # noqa: S607
        capture_output=True,
        check=False,
        env=_environment(),
    )
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RefusalError(_FAILED, name=name[:12], reason=reason[-1] if reason else str(done.returncode))
