"""A register as it stood at a commit: laid out in a folder of its own, with its history, to be built from.

The register's folder is only read: what is laid out borrows its objects and leaves nothing behind in it.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.git.program import make_environment
from generator.git.trees import Repository
from generator.records import RECORDS
from generator.refusal import RefusalError
from generator.text import Text

_NO_REGISTER = Text('Pada "{name}" belum ada register: tidak ada folder records/.',
                    'At "{name}" there is no register yet: it holds no records/ folder.')  # fmt: skip
_FAILED = Text("git tidak dapat menyiapkan isi {name}: {reason}",
               "git could not lay out {name}: {reason}")  # fmt: skip

# A checkout runs no program that a setting names.
_SETTINGS = ("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false")
_SHOWN = 12


@contextmanager
def lay_out(repository: Repository, commits: tuple[str, ...]) -> Iterator[list[Path]]:
    """Give the register's folder as it was at each commit; all of it is gone afterwards.

    Raises RefusalError where git can't do it, or a commit holds no register at that place.
    """
    with TemporaryDirectory(prefix="registri-") as folder:
        places = []
        for number, commit in enumerate(commits):
            tree = Path(folder) / str(number)
            _run(
                commit, "clone", "--quiet", "--shared", "--no-checkout", "--", str(repository.top), str(tree)
            )
            _run(commit, "-C", str(tree), "checkout", "--quiet", "--detach", commit)
            place = tree / repository.prefix
            if not (place / RECORDS).is_dir():
                raise RefusalError(_NO_REGISTER, name=commit[:_SHOWN])
            places.append(place)
        yield places


def _run(name: str, *args: str) -> None:
    done = subprocess.run(  # noqa: S603  fixed arguments, no shell
        ["git", *_SETTINGS, *args],  # noqa: S607  git of the user's path
        capture_output=True,
        check=False,
        env={**make_environment(), "GIT_TERMINAL_PROMPT": "0"},
    )
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RefusalError(_FAILED, name=name[:_SHOWN], reason=reason[-1] if reason else str(done.returncode))
