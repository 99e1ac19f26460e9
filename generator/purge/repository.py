"""The repository whose history is made anew: what must hold before, and how the old history leaves it."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from generator.git.contents import Contents, iterate_objects
from generator.git.program import GitError, run_git
from generator.git.trees import Repository
from generator.purge.objects import list_words, name_object
from generator.purge.rewriting import Rewriter, Step
from generator.purge.spellings import Spellings
from generator.refusal import RefusalError
from generator.text import Text

_SHALLOW = Text(
    "Salinan repositori ini dangkal, sehingga sebagian riwayatnya tidak dapat dibersihkan. Lengkapi dahulu "
    "dengan: git fetch --unshallow",
    "This copy of the repository is shallow: a part of its history could not be cleaned. Complete it first "
    "with: git fetch --unshallow",
)
_BORROWS = Text(
    "Salinan repositori ini meminjam isi repositori lain (git clone --shared atau --reference). Buat salinan "
    "utuh dahulu: git clone --no-local",
    "This copy of the repository borrows from another one (git clone --shared or --reference). Make a whole "
    "copy first: git clone --no-local",
)
_PARTIAL = Text(
    "Salinan repositori ini tidak lengkap: sebagian isinya hanya ada di server (git clone --filter), atau "
    "hilang. Buat salinan utuh dahulu: git clone ALAMAT-REPOSITORI",
    "This copy of the repository is not complete: a part of its contents is on the server only (git clone "
    "--filter), or lost. Make a whole copy first: git clone ADDRESS-OF-THE-REPOSITORY",
)
_GRAFTS = Text(
    "Riwayat di repositori ini disambung dengan cara lain ({name}), sehingga sebagiannya tidak terlihat. "
    "Buat salinan baru dahulu: git clone --no-local",
    "The history in this repository is joined in another way ({name}), so that a part of it is not seen. "
    "Make a new copy first: git clone --no-local",
)
_OWN_NAME = Text(
    "Nama atau surel Anda pada git memuat teks yang harus hilang, dan akan tercatat lagi bersama "
    'pengumumannya. Ganti dahulu, misalnya: git config user.name "Pengelola register"',
    "Your name or address in git holds a text that must vanish, and would be recorded again with the "
    'announcement. Change it first, such as: git config user.name "Keeper of the register"',
)
_DIRTY = Text(
    "Ada berkas yang berubah dan belum di-commit. Commit atau buang dahulu; lihat: git status",
    "There are changed files that are not committed. Commit or discard them first; see: git status",
)
_DETACHED = Text(
    "Folder ini tidak berada pada sebuah cabang. Pindah dahulu, misalnya: git switch main",
    "This folder is on no branch. Go to one first, such as: git switch main",
)
_WORKTREES = Text(
    "Repositori ini dipakai oleh beberapa folder kerja. Hapus yang lain dahulu: git worktree remove FOLDER",
    "This repository is used by several folders. Remove the others first: git worktree remove FOLDER",
)
_OTHER_REFS = Text(
    "Repositori ini menyimpan {count} rujukan selain cabang dan tag (misalnya git stash atau refs/pull): "
    "{names}. "
    "Hapus dahulu dengan: git stash clear, atau git update-ref -d NAMA",
    "This repository keeps references that are neither branches nor tags, such as a git stash or refs/pull "
    "({count}): {names}. Delete them first with: git stash clear, or git update-ref -d NAME",
)
_BEHIND = Text(
    'Cabang "{branch}" belum memuat semua commit dari "{remote}"; yang tertinggal akan hilang di server. '
    "Ambil dahulu: git switch {branch}, lalu git pull",
    'The branch "{branch}" lacks commits of "{remote}", which the server would lose. '
    "Get them first: git switch {branch}, then git pull",
)
_FAILED = Text("git tidak dapat melakukannya: {reason}", "git could not do it: {reason}")
_PSEUDO = ("FETCH_HEAD", "ORIG_HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "COMMIT_EDITMSG",
           "MERGE_MSG", "SQUASH_MSG")  # fmt: skip
_GRAFTS_FILE = "info/grafts"
# The way to a server is nobody's but the owner's of this copy, and is not sent anywhere.
_WAYS = re.compile(rb"^\s*(?:push)?url\s*=.*$", re.IGNORECASE | re.MULTILINE)
_HEADS, _TAGS, _REMOTES = "refs/heads/", "refs/tags/", "refs/remotes/"
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Refs:
    """The names in a repository and what each leads to; the branches of servers stand as own branches."""

    head: str
    """The branch that the folder is on, in full."""
    own: Mapping[str, str]
    remote: Mapping[str, str]


def ask(root: Path, *words: str, fed: bytes | None = None) -> str:
    """Run git in a folder and give what it says.

    Raises RefusalError where it fails.
    """
    try:
        return run_git(root, *words, fed=fed)
    except GitError as error:
        raise RefusalError(_FAILED, reason=str(error)) from None


def read_refs(repository: Repository) -> Refs:
    """Give the names in a repository that can be made anew as a whole.

    Raises RefusalError where its history could be made anew only in part, or where work would be lost.
    """
    root = repository.root
    _refuse_part(repository)
    if ask(root, "status", "--porcelain", "--untracked-files=all").strip():
        raise RefusalError(_DIRTY)
    if ask(root, "worktree", "list", "--porcelain").count("worktree ") > 1:
        raise RefusalError(_WORKTREES)
    try:
        head = ask(root, "symbolic-ref", "HEAD").strip()
    except RefusalError:
        raise RefusalError(_DETACHED) from None
    listed = ask(root, "for-each-ref", "--format=%(objectname) %(refname) %(symref)").splitlines()
    found = {name: oid for oid, name, symref in (line.split(" ", 2) for line in listed) if not symref}
    others = sorted(name for name in found if not name.startswith((_HEADS, _TAGS, _REMOTES)))
    if others:
        raise RefusalError(_OTHER_REFS, count=str(len(others)), names=", ".join(others[:_NAMED]))
    remote = {name: oid for name, oid in found.items() if name.startswith(_REMOTES)}
    own = {name: oid for name, oid in found.items() if name not in remote}
    for name, oid in remote.items():
        branch = _HEADS + name.removeprefix(_REMOTES).partition("/")[2]
        known = own.setdefault(branch, oid)
        if known != oid and ask(root, "rev-list", "--count", f"{known}..{oid}").strip() != "0":
            raise RefusalError(
                _BEHIND, branch=branch.removeprefix(_HEADS), remote=name.removeprefix(_REMOTES)
            )
    return Refs(head, own, remote)


def _refuse_part(repository: Repository) -> None:
    """Raise RefusalError where a part of the history is not seen here, or lies elsewhere."""
    folder = _git_folder(repository.root)
    if repository.is_shallow:
        raise RefusalError(_SHALLOW)
    if (folder / "objects" / "info" / "alternates").exists():
        raise RefusalError(_BORROWS)
    if (folder / _GRAFTS_FILE).exists():
        raise RefusalError(_GRAFTS, name=_GRAFTS_FILE)
    if any((folder / "objects" / "pack").glob("*.promisor")) or _lacks_objects(repository.root):
        raise RefusalError(_PARTIAL)


def _lacks_objects(root: Path) -> bool:
    """Whether something is missing that the names lead to: what is not here can't be looked into."""
    told = ask(root, "rev-list", "--all", "--objects", "--no-object-names", "--missing=print")
    return told.startswith("?") or "\n?" in told


def refuse_own_name(root: Path, spellings: Spellings) -> None:
    """Raise RefusalError where whoever commits the announcement has a name that must vanish."""
    for ident in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        with suppress(RefusalError):
            who = ask(root, "var", ident)
            if spellings.found_in(who.rpartition("> ")[0].encode("utf-8", "surrogateescape")):
                break
    else:
        return
    raise RefusalError(_OWN_NAME)


def rewrite_refs(root: Path, refs: Refs, rewriter: Rewriter, step: Step) -> dict[str, str]:
    """Make anew all that the names lead to; give what each leads to then."""
    tips = sorted({*refs.own.values()})
    walk = ask(root, "rev-list", "--topo-order", "--reverse", "--stdin", fed="\n".join(tips).encode())
    for commit in walk.split():
        rewriter.rewrite_commit(commit)
        step()
    return {name: rewriter.rewrite_tag(oid) for name, oid in refs.own.items()}


def write_backup(root: Path, refs: Refs, file: Path) -> None:
    """Write everything that the names lead to, as it was, to a file that is its owner's alone.

    Raises RefusalError where git can't do it.
    """
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(descriptor)
    names = (*refs.own, *refs.remote)
    known = set(ask(root, "for-each-ref", "--format=%(refname)").split())
    words = "\n".join(sorted(known.intersection(names))).encode()
    ask(root, "bundle", "create", "--quiet", str(file), "--stdin", fed=words)
    file.chmod(0o600)


def replace_refs(root: Path, refs: Refs, renamed: Mapping[str, str], new: Mapping[str, str]) -> None:
    """Lead all names to what was made anew, and let the names of servers' branches go.

    ``renamed`` holds another name for each that can't stay, different from all others.
    """
    before = set(ask(root, "for-each-ref", "--format=%(refname)").split())
    orders = []
    for name, oid in new.items():
        other = renamed.get(name, name)
        is_moved = other != name
        if is_moved and name in before:
            orders.append(f"delete {name} {refs.own[name]}")
        # What somebody has put there meanwhile is not led away from.
        was = "0" * len(oid) if is_moved or name not in before else refs.own[name]
        orders.append(f"update {other} {oid} {was}")
    orders += [f"delete {name} {oid}" for name, oid in sorted(refs.remote.items())]
    for name in ask(root, "for-each-ref", "--format=%(refname)", _REMOTES).split():
        if name not in refs.remote:
            ask(root, "symbolic-ref", "--delete", name)
    ask(root, "update-ref", "--stdin", fed="\n".join((*orders, "")).encode())
    # Only when all names are in their places: git takes all of them or none.
    if renamed.get(refs.head, refs.head) != refs.head:
        ask(root, "symbolic-ref", "HEAD", renamed[refs.head])


def tell_apart(masked: Mapping[str, str]) -> dict[str, str]:
    """Give each name what it is to be called, with a number where two have come to be the same."""
    taken = {name for name, other in masked.items() if name == other}
    told = {name: name for name in taken}
    for name in sorted(masked.keys() - taken):
        other, number = masked[name], 1
        # Where one name is a folder of another git keeps only one of them.
        while any(f"{one}/".startswith(f"{other}/") or other.startswith(f"{one}/") for one in taken):
            number += 1
            other = f"{masked[name]}-{number}"
        taken.add(other)
        told[name] = other
    return told


def forget_branches(root: Path, spellings: Spellings) -> None:
    """Delete git's notes of branches that hold a text, such as which branch of a server one follows."""
    listed = ask(root, "config", "--local", "--list", "-z").split("\0")
    sections = {
        entry.partition("\n")[0].rpartition(".")[0]
        for entry in listed
        if entry.startswith("branch.") and spellings.found_in(entry.encode("utf-8", "surrogateescape"))
    }
    for section in sorted(sections):
        ask(root, "config", "--local", "--remove-section", section)


def forget_old(root: Path) -> None:
    """Delete every object that no name leads to, and what git noted of it."""
    folder = _git_folder(root)
    # Anew from the commit: what is kept of conflicts of the past stays out.
    ask(root, "read-tree", "-m", "HEAD")
    for name in _PSEUDO:
        (folder / name).unlink(missing_ok=True)
    ask(root, "reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all")
    ask(root, "gc", "--quiet", "--prune=now")
    for name in _PSEUDO:
        (folder / name).unlink(missing_ok=True)


def find_remains(root: Path, spellings: Spellings, step: Step) -> Iterator[str]:
    """Give the ids of objects, the folders of files and the places of git's own, that still hold a text."""
    for found in iterate_objects(root):
        step()
        if any(map(spellings.found_in, list_words(found))):
            yield found.id
    for name in sorted(_list_paths(root)):
        if spellings.found_in(name.encode("utf-8", "surrogateescape")):
            yield name.partition("/")[0]
    folder = _git_folder(root)
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if place.parts[0] in ("objects", "hooks") or not path.is_file():
            continue
        with suppress(OSError):
            data = path.read_bytes()
            if place.parts == ("config",):
                data = _WAYS.sub(b"", data)
            if spellings.found_in(data) or spellings.found_in(str(place).encode()):
                yield place.parts[0]


def _list_paths(root: Path) -> set[str]:
    """Give the whole path of every file of every commit, tree and tag that a name leads to.

    A word that is spread over folders and a file stands in no object as a whole.
    """
    commits = ask(root, "rev-list", "--all")
    told = ask(
        root, "diff-tree", "--stdin", "-r", "-m", "--root", "--no-renames", "--no-commit-id", "--name-only",
        "-z", fed=commits.encode(),
    )  # fmt: skip
    paths = set(told.split("\0"))
    for line in ask(root, "for-each-ref", "--format=%(objecttype) %(*objecttype) %(objectname)").splitlines():
        kinds, _, oid = line.rpartition(" ")
        if kinds.split()[-1] == "tree":
            paths.update(ask(root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", oid).split("\0"))
    return paths


def list_versions(root: Path, documents: Sequence[str]) -> frozenset[str]:
    """Give the ids of all contents that documents, by their places, have ever had."""
    if not documents:
        return frozenset()
    told = ask(
        root, "log", "--all", "--full-history", "-m", "--raw", "--no-abbrev", "--no-renames", "--format=",
        "--", *(f":(top,literal){place}" for place in documents),
    )  # fmt: skip
    ids = {oid for line in told.splitlines() if line.startswith(":") for oid in line.split()[2:4]}
    # What is empty holds nothing, and many files are: none of them vanishes for having been as this one was.
    return frozenset(oid for oid in ids if oid.strip("0") and oid != name_object("blob", b"", len(oid)))


def find_kept(root: Path, ids: frozenset[str]) -> list[str]:
    """Give those of some objects that the repository still holds."""
    told = ask(root, "cat-file", "--batch-check", fed="\n".join((*sorted(ids), "")).encode()) if ids else ""
    return [line.split()[0] for line in told.splitlines() if not line.endswith(" missing")]


def find_at_head(
    repository: Repository, spellings: Spellings | None, documents: Sequence[str], doomed: frozenset[str]
) -> list[str]:
    """Give the files of the present state, from the top of the repository, that hold what must vanish."""
    listed = ask(repository.root, "ls-tree", "-r", "-z", "--full-tree", "HEAD").split("\0")
    found = []
    with closing(Contents(repository.root)) as contents:
        for line in filter(None, listed):
            head, _, path = line.partition("\t")
            _, kind, oid = head.split()
            raw = path.encode("utf-8", "surrogateescape")
            holds = spellings and (
                spellings.found_in(raw)
                or (kind == "blob" and spellings.found_in(contents.read_object(oid).data))
            )
            if holds or path in documents or oid in doomed:
                found.append(path)
    return found


def _git_folder(root: Path) -> Path:
    return Path(ask(root, "rev-parse", "--absolute-git-dir").removesuffix("\n"))
