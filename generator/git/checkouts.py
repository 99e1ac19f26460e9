"""A register as it stood at a commit: laid out in a folder of its own, with its history, to be built from.

The register's folder is only read: what is laid out borrows its objects and leaves nothing behind in it.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.git.program import GitError, run_git
from generator.git.trees import FileDifference, Repository
from generator.records import RECORDS
from generator.refusal import RefusalError
from generator.text import Text

_NO_REGISTER = Text('Pada "{name}" belum ada register: tidak ada folder records/.',
                    'At "{name}" there is no register yet: it holds no records/ folder.')  # fmt: skip
_FAILED = Text("git tidak dapat menyiapkan isi {name}: {reason}",
               "git could not lay out {name}: {reason}")  # fmt: skip

# What a checkout writes is what was committed: no filter of the user's own git works on a stranger's files,
# and a link that leads out of them is a small text.
_ATTRIBUTES = "* -text -filter -ident -working-tree-encoding\n"
_SHOWN = 12
_AS_BEFORE = "Susun seperti sebelum usulan"

_IDLE = (
    "records/", "documents/", "schema/", "generator/", "tests/", "examples/", "requirements/", ".github/",
    ".gitlab", ".ci/",
)  # fmt: skip
"""Places of which a site's build runs nothing: data, and the program, which is never the proposal's own."""
_RUNNING = (".py", ".pyc", ".so", ".html", ".yml")
_SETTINGS_NAME = "mkdocs"


@contextmanager
def lay_out(repository: Repository, commits: tuple[str, ...]) -> Iterator[list[Path]]:
    """Give the register's folder as it was at each commit; all of it is gone afterwards.

    Raises RefusalError where git can't do it, or a commit holds no register at that place.
    """
    with TemporaryDirectory(prefix="registri-") as folder:
        places = []
        for number, commit in enumerate(commits):
            tree = Path(folder) / str(number)
            quiet = ("--quiet", "--shared", "--no-checkout", "--template=", "--config", "core.symlinks=false")
            _run(commit, Path(folder), "clone", *quiet, "--", str(repository.top), str(tree))
            attributes = tree / ".git" / "info" / "attributes"
            attributes.parent.mkdir(exist_ok=True)
            attributes.write_text(_ATTRIBUTES, encoding="utf-8")
            _run(commit, tree, "checkout", "--quiet", "--detach", commit)
            place = tree / repository.prefix
            if not (place / RECORDS).is_dir():
                raise RefusalError(_NO_REGISTER, name=commit[:_SHOWN])
            places.append(place)
        yield places


def list_running(differing: Iterable[FileDifference], prefix: str) -> list[str]:
    """Give the files that differ and that building a site may run: its settings, programs and templates."""
    return [
        found.path
        for found in differing
        if found.path.startswith(prefix) and _may_run(found.path.removeprefix(prefix))
    ]


def put_back(places: Sequence[Path], files: Iterable[str], prefix: str) -> None:
    """Give the second of two registers that were laid out these files as the first one has them.

    That is committed in the copy alone: what is built there is as clean as what was proposed.
    """
    old, new = places
    names = [file.removeprefix(prefix) for file in files]
    for name in names:
        if (old / name).is_file():
            _make_room(new, name)
            shutil.copyfile(old / name, new / name)
        elif (new / name).is_file():
            (new / name).unlink()
    if names:
        as_us = (
            "-c",
            "user.name=registri",
            "-c",
            "user.email=registri@localhost",
            "-c",
            "commit.gpgSign=false",
        )
        _run("HEAD", new, "add", "--all", "--force", "--", ".")
        _run("HEAD", new, *as_us, "commit", "--quiet", "--no-verify", "--allow-empty", "-m", _AS_BEFORE)


def _make_room(top: Path, name: str) -> None:
    """Take away what stands in a file's place: a folder of its name, or a file where its folder was."""
    for folder in (top / name).parents:
        if folder.is_file():
            folder.unlink()
    if (top / name).is_dir():
        shutil.rmtree(top / name)
    (top / name).parent.mkdir(parents=True, exist_ok=True)


def _may_run(file: str) -> bool:
    is_settings = file.startswith(_SETTINGS_NAME)
    return is_settings or (file.endswith(_RUNNING) and not file.startswith(_IDLE))


def _run(name: str, folder: Path, *args: str) -> None:
    try:
        run_git(folder, *args)
    except GitError as error:
        raise RefusalError(_FAILED, name=name[:_SHOWN], reason=str(error)) from None
