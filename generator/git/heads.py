"""The head: the commit that a register's folder stands at, and whether the folder holds just that."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generator.git.program import finish_git, start_git
from generator.records import RECORDS

# What a site is made of, in a register's folder.
_MADE_OF = (RECORDS, "schema", "docs", "mkdocs.yml", "mkdocs.en.yml")


class Head(NamedTuple):
    """Where a register stands in git: its newest commit, and whether its folder holds just that."""

    commit: str
    prefix: str
    """The way from the top of the repository to the register."""
    is_shallow: bool
    is_clean: bool


def read_head(root: Path) -> Head | None:
    """Give where a register stands in git; None for a folder under no git of its own."""
    return begin_head(root)()


def begin_head(root: Path) -> Callable[[], Head | None]:
    """Ask git where a register stands; what is given waits for the answer that ``read_head`` gives."""
    state = finish_git(start_git(root, "rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix"))
    if not state:
        return lambda: None
    commit, shallow, prefix = state.removesuffix("\n").split("\n", 2)
    marked = start_git(root, "ls-files", "-v", "-z", "--", *_MADE_OF)
    differing = start_git(
        root, "status", "--porcelain", "-z", "--untracked-files=all", "--ignored=matching", "--no-renames",
        "--ignore-submodules=none", "--", *_MADE_OF,
    )  # fmt: skip

    def finish() -> Head:
        differs, marks = finish_git(differing), finish_git(marked)
        # Each entry is two letters and a path from the top of the repository.
        is_clean = differs is not None and not any(
            _is_read(entry[3:].removeprefix(prefix)) for entry in differs.split("\x00")
        )
        # Of files that were marked to be passed over, or left out of a sparse folder, git never says more.
        hidden = [entry for entry in (marks or "").split("\x00") if entry[:1] != "H"]
        is_clean = is_clean and not any(_is_read(entry[2:]) for entry in hidden)
        return Head(commit, prefix, shallow == "true", is_clean)

    return finish


def _is_read(path: str) -> bool:
    """Whether a file of the folder goes into a site; names that start with a dot do not."""
    return bool(path) and not any(name.startswith(".") for name in path.split("/"))


def has_uncommitted(root: Path) -> bool:
    """Whether anything in a register's folder is not in its newest commit; never under no git of its own."""
    said = finish_git(start_git(root, "status", "--porcelain", "-z", "--untracked-files=normal", "--", "."))
    return bool(said)
