"""Trees: a register as git keeps it at any revision, and which files differ between two of them."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from generator.git.contents import BROKEN, Contents
from generator.git.obstacles import NO_PROGRAM, refuse_unread
from generator.git.program import finish_git, start_git
from generator.read.documents import DOCUMENTS, MAX_DOCUMENT_BYTES, Print, is_document
from generator.read.files import MAX_BYTES, Obstacle
from generator.records import RECORDS
from generator.refusal import RefusalError
from generator.text import Text

_RECORD_SUFFIXES = (".yaml", ".yml")
_SCHEMA = "schema"
_WAYS_OUT = frozenset(("", ".", ".."))
_NO_TREE = ("hash-object", "-t", "tree", "--stdin")
_LINK, _MODULE, _NOTHING = "120000", "160000", "000000"
_RAW = re.compile(r":([0-7]{6}) ([0-7]{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])[0-9]*")

_NO_GIT = Text(
    'Folder "{root}" tidak berada di dalam repositori git, sehingga tidak ada yang dapat dibandingkan.',
    'The folder "{root}" is in no git repository, so there is nothing to compare.',
)
_EMPTY = Text(
    "Repositori ini belum mempunyai satu commit pun, sehingga tidak ada yang dapat dibandingkan.",
    "This repository has no commit yet, so there is nothing to compare.",
)
_UNKNOWN = Text(
    'Repositori ini tidak mengenal revisi "{name}". Sebutkan cabang, tag, atau nomor commit; bila itu cabang '
    "di server, ambil dahulu dengan: git fetch",
    'This repository knows no revision "{name}". Name a branch, a tag or a commit; a branch of the server is '
    "fetched first with: git fetch",
)
_UNKNOWN_SHALLOW = Text(
    'Salinan repositori ini dangkal dan tidak memuat "{name}". Lengkapi dahulu dengan: git fetch --unshallow '
    "(pada GitHub Actions: fetch-depth: 0)",
    'This copy of the repository is shallow and does not hold "{name}". Complete it first with: '
    "git fetch --unshallow (on GitHub Actions: fetch-depth: 0)",
)
_NO_COMMON = Text(
    '"{base}" dan "{head}" tidak mempunyai asal yang sama. Pakai --exact untuk membandingkan keduanya '
    "apa adanya.",
    '"{base}" and "{head}" have no common origin. Use --exact to compare the two as they are.',
)
_NO_COMMON_SHALLOW = Text(
    'Salinan repositori ini dangkal: asal bersama "{base}" dan "{head}" tidak termuat. Lengkapi dahulu '
    "dengan: git fetch --unshallow (pada GitHub Actions: fetch-depth: 0)",
    'This copy of the repository is shallow: the common origin of "{base}" and "{head}" is not in it. '
    "Complete it first with: git fetch --unshallow (on GitHub Actions: fetch-depth: 0)",
)


class Entry(NamedTuple):
    """A file in a tree: its mode and the id of its content."""

    mode: str
    blob: str


@dataclass(frozen=True, slots=True)
class FileDifference:
    """A file that differs between two states, by its path from the top of the repository."""

    path: str
    before: Entry | None
    after: Entry | None
    """None where it is gone; of a folder on disk only that it is there is known."""


class Repository:
    """The git repository around a register; ``prefix`` is the way from its top to the register."""

    def __init__(self, root: Path, prefix: str, *, is_shallow: bool) -> None:
        self.root, self.prefix, self.is_shallow = root, prefix, is_shallow

    @classmethod
    def find(cls, root: Path) -> "Repository":
        """Give the repository around a register.

        Raises RefusalError where there is none, where git won't read it, or for want of git.
        """
        process = start_git(
            root, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix"
        )
        if process is None:
            raise RefusalError(NO_PROGRAM)
        said = (finish_git(process) or "").split("\n", 2)
        if said[0] != "true":
            refuse_unread(root)
            raise RefusalError(_NO_GIT, root=str(root))
        return cls(root, said[2].removesuffix("\n"), is_shallow=said[1] == "true")

    def resolve(self, name: str) -> str:
        """Give the commit that a revision means.

        Raises RefusalError for a name that the repository does not know.
        """
        found = None
        if name and not name.startswith("-") and name.isprintable():
            found = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if found:
            return found.strip()
        if name == "HEAD" and not self.is_shallow:
            raise RefusalError(_EMPTY)
        raise RefusalError(_UNKNOWN_SHALLOW if self.is_shallow else _UNKNOWN, name=name)

    def find_common(self, base: tuple[str, str], head: tuple[str, str]) -> str:
        """Give the commit from which two went different ways; each is given as its name and its commit.

        Raises RefusalError where there is none.
        """
        found = self._ask("merge-base", base[1], head[1])
        if not found:
            text = _NO_COMMON_SHALLOW if self.is_shallow else _NO_COMMON
            raise RefusalError(text, base=base[0], head=head[0])
        return found.strip()

    def find_origin(self, commit: str, other: str) -> str:
        """Give the commit from which two went different ways, or the empty tree where there is none."""
        # Its input is empty: the id of the tree without files, in the kind of ids that the repository has.
        return (self._ask("merge-base", commit, other) or self._ask(*_NO_TREE) or commit).strip()

    def is_before(self, commit: str, later: str) -> bool:
        """Whether a commit is known and is one from which a later one came."""
        return (self._ask("merge-base", commit, later) or "").strip() == commit

    def has(self, name: str) -> bool:
        """Whether the repository knows a revision."""
        return bool(self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"))

    def compare(self, base: str, head: str | None) -> list[FileDifference]:
        """Give the files that differ between two commits, or between a commit and the folder."""
        heads = (head,) if head else ()
        asked = start_git(
            self.top, "diff", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv",
            "--ignore-submodules=none", base, *heads, "--",
        )  # fmt: skip
        # What git was never told of is part of the folder all the same; the program reads no git settings.
        places = [f"{self.prefix}{name}" for name in (RECORDS, DOCUMENTS, _SCHEMA)]
        others = None if head else start_git(self.top, "ls-files", "--others", "-z", "--", *places)
        said = finish_git(asked)
        if said is None:
            raise RefusalError(BROKEN)
        differing = {found.path: found for found in _parse_raw(said)}
        for path in (finish_git(others) or "").split("\0") if others else ():
            if path:
                before = differing[path].before if path in differing else None
                differing[path] = FileDifference(path, before, Entry("100644", ""))
        return [differing[path] for path in sorted(differing)]

    def list_files(self, commit: str, *names: str) -> dict[str, Entry]:
        """Give the files in some folders of the register at a commit, by their path from its root.

        Raises RefusalError for a tree that git can't read, or one with a name that leads out of it.
        """
        places = [f"{self.prefix}{name}" for name in names]
        said = self._ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", *places)
        if said is None:
            raise RefusalError(BROKEN)
        found = {}
        for line in said.split("\0"):
            head, _, path = line.partition("\t")
            if path:
                # No git makes such a name, but a tree written by hand may hold it, and it leads out.
                if not _WAYS_OUT.isdisjoint(path.split("/")):
                    raise RefusalError(BROKEN)
                mode, _, blob = head.split(" ")
                found[path.removeprefix(self.prefix)] = Entry(mode, blob)
        return found

    @cached_property
    def top(self) -> Path:
        """The folder at the top of the repository."""
        depth = self.prefix.count("/")
        return self.root.parents[depth - 1] if depth else self.root

    def _ask(self, *args: str) -> str | None:
        return finish_git(start_git(self.top, *args))


def _parse_raw(said: str) -> Iterator[FileDifference]:
    fields = said.split("\0")
    for head, path in zip(fields[::2], fields[1::2], strict=False):
        if found := _RAW.fullmatch(head):
            before = Entry(found[1], found[3]) if found[1] != _NOTHING else None
            after = Entry(found[2], found[4]) if found[2] != _NOTHING else None
            yield FileDifference(path, before, after)


class TreeSource:
    """A register's files at a commit."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self._repository, self.commit = repository, commit
        self._read: dict[str, bytes] = {}
        self._contents = Contents(repository.root)

    @cached_property
    def _files(self) -> dict[str, Entry]:
        return self._repository.list_files(self.commit, RECORDS, DOCUMENTS)

    def list_records(self) -> list[str]:
        """Give the files under ``records/``, in order; a folder that bears a record's name as such."""
        return sorted({fold_file(file) for file in self._visible() if not is_document(file)})

    def list_documents(self) -> list[str]:
        """Give the files under ``documents/``, in order."""
        return sorted(file for file in self._visible() if is_document(file))

    def _visible(self) -> Iterator[str]:
        for file, entry in self._files.items():
            if entry.mode != _MODULE and not any(name.startswith(".") for name in file.split("/")):
                yield file

    def fetch(self) -> None:
        """Read all records at once, before work on them is shared among processes."""
        files = [file for file in self.list_records() if file in self._files]
        for file in files:
            self.read(file)
        self.close()

    def read(self, file: str) -> bytes | Obstacle:
        """Give the bytes of an ordinary file, or why there are none."""
        entry = self._files.get(file)
        if entry is None:
            return "folder"
        if entry.mode == _LINK:
            return "link"
        if file not in self._read:
            self._read[file] = self._contents.read(entry.blob, MAX_BYTES + 1)
        return self._read[file]

    def read_print(self, file: str, keep: int = 0) -> Print | None:
        """Give the size and hash of a document, with its first ``keep`` bytes."""
        entry = self._files.get(file)
        if entry is None or entry.mode == _LINK:
            return None
        digest, size, content = hashlib.sha256(), 0, b""
        for stretch in self._contents.iterate(entry.blob):
            size += len(stretch)
            digest.update(stretch)
            content += stretch[: max(0, keep - len(content))]
        return Print(size, "" if size > MAX_DOCUMENT_BYTES else digest.hexdigest(), content)

    def close(self) -> None:
        """End the process that reads."""
        self._contents.close()


def fold_file(file: str) -> str:
    """Give a file, or the folder around it that bears a record's name."""
    parts = file.split("/")
    for depth, name in enumerate(parts[:-1], 1):
        if name.endswith(_RECORD_SUFFIXES):
            return "/".join(parts[:depth])
    return file


def write_tree(repository: Repository, commit: str, name: str, folder: Path) -> None:
    """Write the files of a folder of the register, as they were at a commit, into another folder."""
    contents = Contents(repository.root)
    files = repository.list_files(commit, name)
    for file, entry in files.items():
        if entry.mode not in (_LINK, _MODULE):
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"".join(contents.iterate(entry.blob)))
    contents.close()


def list_outside(differing: Iterable[FileDifference], prefix: str) -> list[str]:
    """Give the files that differ and hold no records or documents, by their path from the top."""
    inside = tuple(f"{prefix}{name}/" for name in (RECORDS, DOCUMENTS))
    return [found.path for found in differing if not found.path.startswith(inside)]
