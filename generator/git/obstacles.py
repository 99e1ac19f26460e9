"""Obstacles: what keeps git from telling a repository's past, so that nothing must be told of it.

A site whose history is missing looks like one of a register that has none. So what is under git, and can't be
read whole, is refused: the same commit gives the same site, or none.
"""

import os
import re
from pathlib import Path

from generator.git.program import Heard, hear_git
from generator.refusal import RefusalError
from generator.text import Text

NO_PROGRAM = Text(
    "Program git tidak ditemukan pada komputer ini. Pasang git, lalu coba lagi.",
    "There is no git program on this machine. Install git, then try again.",
)
_SHALLOW = Text(
    "Salinan repositori ini dangkal: riwayat lamanya tidak termuat, sehingga yang lalu dan kapan sesuatu "
    "diterbitkan atau diubah tidak dapat dikatakan. Lengkapi dahulu dengan: git fetch --unshallow (pada "
    'GitHub Actions: fetch-depth: 0; pada GitLab: GIT_DEPTH: "0"), lalu jalankan lagi.',
    "This copy of the repository is shallow: its older history is not in it, so the past, and when anything "
    "was published or changed, can't be told. Complete it first with: git fetch --unshallow (on GitHub "
    'Actions: fetch-depth: 0; on GitLab: GIT_DEPTH: "0"), then run this again.',
)
_OWNED = Text(
    "Git tidak mau membaca repositori ini, karena pemilik foldernya bukan Anda; riwayatnya tidak dapat "
    "dikatakan. Bila Anda memercayai isinya: git config --global --add safe.directory {folder}",
    "git won't read this repository, for its folder belongs to somebody else; its history can't be told. If "
    "you trust what is in it: git config --global --add safe.directory {folder}",
)
_UNREAD = Text(
    "Git tidak dapat membaca repositori di sekitar folder ini, sehingga riwayatnya tidak dapat dikatakan. "
    "Kata git: {said}",
    "git can't read the repository around this folder, so its history can't be told. git says: {said}",
)
# In English, as git is asked: all other complaints are about a repository that is there.
_NO_REPOSITORY = "not a git repository (or any "
_SAFE = re.compile(r"--add safe\.directory (.+)")


def refuse_untold(root: Path) -> None:
    """Refuse a folder under git of which git can't tell the whole past; one under no git is none.

    Raises RefusalError with the remedy.
    """
    heard = hear_git(root, "rev-parse", "--is-shallow-repository")
    _refuse_complaint(root, heard)
    if heard and heard.said == "true":
        raise RefusalError(_SHALLOW)


def refuse_unread(root: Path) -> None:
    """Refuse a folder in a repository that git won't read at all.

    Raises RefusalError with what git says, or for want of git.
    """
    _refuse_complaint(root, hear_git(root, "rev-parse", "--git-dir"))


def _refuse_complaint(root: Path, heard: Heard | None) -> None:
    """Refuse what git complains of, but for a folder that is in no repository."""
    if heard is None:
        if any(os.path.lexists(folder / ".git") for folder in (root, *root.parents)):
            raise RefusalError(NO_PROGRAM)
    elif safe := _SAFE.search(heard.complaint):
        raise RefusalError(_OWNED, folder=safe[1])
    elif heard.complaint and _NO_REPOSITORY not in heard.complaint:
        raise RefusalError(_UNREAD, said=heard.complaint.splitlines()[0].removeprefix("fatal: "))
