"""Surroundings of a building that must not show in it.

They are where the checkout lies and how it came there, what stands around the program, and what its user has
set up.
"""

import hashlib
import os
import random
import shutil
import stat
import subprocess
import sys
import tarfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from registers import ROOT
from workshop import REGISTRY, Workshop

AS_OF = "2025-06-30"
OPTIONS = ("--offline-copy", "--compress")
_PATH = os.environ["PATH"]


class Place(NamedTuple):
    """What is to be laid out, where, and by whom."""

    origin: Path
    folder: Path
    """Not there yet; the folder around it is the place's own."""
    home: Path
    """The user's folder."""

    def run(self, *words: str | Path, fed: bytes | None = None) -> None:
        """Run a program as the user."""
        own = {"PATH": _PATH, "HOME": str(self.home), "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        subprocess.run(words, check=True, capture_output=True, env=own, input=fed)

    def clone(self, *options: str, to: Path | None = None) -> Path:
        """Clone the repository, through the protocol that real clones are made by."""
        folder = to or self.folder
        self.run("git", "clone", "-q", *options, f"file://{self.origin}", folder)
        return folder

    def git(self, folder: Path, *words: str | Path, fed: bytes | None = None) -> None:
        """Run git in a folder."""
        self.run("git", "-C", folder, *words, fed=fed)


LayOut: TypeAlias = Callable[[Place], Path]
"""Lays out a repository's main branch, and gives the register's folder."""


class Surroundings(NamedTuple):
    """What one building finds around it."""

    lay_out: LayOut = Place.clone
    environment: Mapping[str, str] = {}
    settings: str = ""
    """The user's own of git, where the checkout is made and where the site is built."""
    options: tuple[str, ...] = OPTIONS
    umask: int = 0o022
    through: tuple[str, ...] = ()
    """What the program is run by."""


def make_origin(folder: Path) -> Path:
    """Make a small register under git with a history: a merge, a rename, odd authors, letters and clocks."""
    workshop = Workshop(folder)
    repository = workshop.repository
    shutil.copy(ROOT / ".gitattributes", workshop.root)
    repository.write("docs/ubah suai/naskah-é.md", "# Naskah\n\nSebuah halaman lagi.\n")
    repository.commit("Tambah halaman – dengan huruf lain", "Ćirić Šandor <c@contoh.example>")
    repository.git("switch", "-q", "-c", "usulan")
    workshop.replace(REGISTRY, "crest:", "# Diperiksa.\ncrest:")
    repository.commit("Periksa", "Пётр <p@contoh.example>")
    repository.git("switch", "-q", "main")
    old, new = "pt-air-bening", "pt-air-jernih"
    repository.git("mv", f"records/partners/{old}.yaml", f"records/partners/{new}.yaml")
    for file in (f"records/partners/{new}.yaml", "records/agreements/ksdpk/ksdpk-air-bening-2024.yaml"):
        workshop.replace(file, f": {old}\n", f": {new}\n")
    partner = workshop.root / f"records/partners/{new}.yaml"
    partner.write_text(f"{partner.read_text('utf-8')}former_ids:\n  - {old}\n", encoding="utf-8")
    repository.commit("Ganti nama caf\udce9 mitra")
    dated = {f"GIT_{who}_DATE": "2025-03-01T23:30:00-1100" for who in ("AUTHOR", "COMMITTER")}
    repository.git("merge", "-q", "--no-ff", "-m", "Gabungkan usulan", "usulan", **dated)
    repository.git("tag", "v1")
    repository.git("config", "uploadpack.allowFilter", "true")
    return workshop.root


def build(
    origin: Path, around: Path, surroundings: Surroundings, python: str | Path = sys.executable
) -> "subprocess.CompletedProcess[str]":
    """Build a repository's site in a folder that is not there yet, with nothing kept of earlier ones.

    The site is ``around / "situs"``, the program is run as users run it.
    """
    around.mkdir(parents=True)
    place = Place(origin, around / "register", around / "rumah")
    place.home.mkdir()
    (place.home / ".gitconfig").write_text(surroundings.settings, encoding="utf-8")
    root = surroundings.lay_out(place)
    return build_again(root, around, surroundings, python)


def build_again(
    root: Path, around: Path, surroundings: Surroundings, python: str | Path = sys.executable
) -> "subprocess.CompletedProcess[str]":
    """Build the site of a register that is laid out, with what was kept there."""
    own = {
        "PATH": _PATH,
        "HOME": str(around / "rumah"),
        "PYTHONPATH": str(ROOT),
        "XDG_CACHE_HOME": str(around / "tembolok"),
    }
    words = ["build", "--root", str(root), "--site-dir", str(around / "situs"), "--as-of", AS_OF]
    return subprocess.run(
        [*surroundings.through, str(python), "-m", "generator", *words, *surroundings.options],
        env={**own, **surroundings.environment},
        umask=surroundings.umask,
        cwd=around,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def read_site(around: Path, umask: int = 0o022) -> dict[str, str]:
    """Give the digest of every file of a site, and its folders; rights hang on nothing but the umask."""
    site, found = around / "situs", {}
    for path in sorted(site.rglob("*")):
        status, name = path.lstat(), path.relative_to(site).as_posix()
        if stat.S_ISDIR(status.st_mode):
            found[name] = "folder"
            assert stat.S_IMODE(status.st_mode) == 0o777 & ~umask, name
        else:
            assert stat.S_ISREG(status.st_mode), name
            assert stat.S_IMODE(status.st_mode) == 0o666 & ~umask, name
            assert status.st_nlink == 1, name
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _within(name: str) -> LayOut:
    return lambda place: place.clone(to=place.folder / name)


def _lay_behind_link(place: Place) -> Path:
    place.clone(to=place.folder.with_name("sebenarnya"))
    place.folder.symlink_to("sebenarnya")
    return place.folder


def _lay_in_worktree(place: Place) -> Path:
    bare = place.clone("--bare", to=place.folder.with_name("telanjang.git"))
    place.git(bare, "worktree", "add", "-q", "--detach", place.folder, "main")
    return place.folder


def _lay_repacked(place: Place) -> Path:
    folder = place.clone()
    place.git(folder, "checkout", "-q", "-b", "lain")
    place.git(folder, "branch", "-q", "-D", "main")
    place.git(folder, "remote", "remove", "origin")
    place.git(folder, "gc", "-q", "--aggressive")
    place.git(folder, "commit-graph", "write", "--reachable")
    return folder


def _lay_unpacked(place: Place) -> Path:
    folder = place.clone()
    (pack,) = (folder / ".git/objects/pack").glob("*.pack")
    moved = pack.rename(place.folder.with_name("semua.pack"))
    place.git(folder, "unpack-objects", "-q", fed=moved.read_bytes())
    return folder


def _lay_from_bundle(place: Place) -> Path:
    bundle = place.folder.with_name("kiriman.bundle")
    place.git(place.origin, "bundle", "create", "-q", bundle, "main")
    place.run("git", "clone", "-q", "-b", "main", bundle, place.folder)
    return place.folder


def _lay_from_tar(place: Place) -> Path:
    first = place.clone(to=place.folder.with_name("asal"))
    archive = place.folder.with_name("salinan.tar")
    with tarfile.open(archive, "w") as tar:
        tar.add(first, "salinan")
    with tarfile.open(archive) as tar:
        tar.extractall(place.folder, filter="tar")
    return place.folder / "salinan"


def _lay_linked(place: Place) -> Path:
    first = place.clone(to=place.folder.with_name("asal"))
    shutil.copytree(first, place.folder, copy_function=os.link, symlinks=True)
    return place.folder


def _lay_shared(place: Place) -> Path:
    place.run("git", "clone", "-q", "--shared", place.origin, place.folder)
    return place.folder


def lay_in_order(place: Place, seed: int | None = None) -> Path:
    """Copy a clone file by file, backwards or shuffled: file systems list files in orders of their own."""
    first = place.clone(to=place.folder.with_name("asal"))
    paths = sorted(first.rglob("*"), reverse=True)
    if seed is not None:
        random.Random(seed).shuffle(paths)  # noqa: S311  an order, no secret
    for path in paths:
        target = place.folder / path.relative_to(first)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
    return place.folder


def _lay_with(change: Callable[[Path], object]) -> LayOut:
    """Clone, and change something about every file of the checkout that git does not look at."""

    def lay_out(place: Place) -> Path:
        folder = place.clone()
        for path in sorted(folder.rglob("*")):
            if ".git" not in path.relative_to(folder).parts:
                change(path)
        return folder

    return lay_out


def _date(moment: int, path: Path) -> None:
    os.utime(path, (moment, moment))


def _date_anyhow(path: Path) -> None:
    moment = int.from_bytes(hashlib.sha256(path.name.encode()).digest()[:4], "big") >> 1
    os.utime(path, (moment, moment))


def _permit(mode: int, path: Path) -> None:
    if path.is_file():
        path.chmod(mode)


LAYOUTS: dict[str, LayOut] = {
    "clone": Place.clone,
    "spaces and odd letters": _within("folder sepi/Ünï – 登録/re'g\"i$ter;&"),
    "hidden, and deep": _within("/".join([".tersembunyi", *["n" * 60] * 8, "docs", "site"])),
    "behind a link": _lay_behind_link,
    "worktree": _lay_in_worktree,
    "repacked": _lay_repacked,
    "unpacked": _lay_unpacked,
    "bundle": _lay_from_bundle,
    "tar": _lay_from_tar,
    "hard links": _lay_linked,
    "shared objects": _lay_shared,
    "fetched when needed": lambda place: place.clone("--filter=blob:none"),
    "backwards": lay_in_order,
    "shuffled": partial(lay_in_order, seed=3),
    "files of 1980": _lay_with(partial(_date, 315532800)),
    "files of 2038": _lay_with(partial(_date, 2**31 - 1)),
    "files of any time": _lay_with(_date_anyhow),
    "private files": _lay_with(partial(_permit, 0o600)),
    "files for all": _lay_with(partial(_permit, 0o777)),
}

ENVIRONMENTS: dict[str, dict[str, str]] = {
    "far east": {"TZ": "Pacific/Kiritimati"},
    "far west, half an hour off": {"TZ": "America/St_Johns", "LANG": "id_ID.UTF-8"},
    "a time zone of its own": {"TZ": "<odd>+23:59:59"},
    "no time zone at all": {"TZ": "Tidak/Ada"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr:de"},
    "Arabic": {"LANG": "ar_EG.UTF-8", "LC_TIME": "ar_EG", "LC_NUMERIC": "de_DE", "LC_COLLATE": "sv_SE"},
    "hashes of 0": {"PYTHONHASHSEED": "0"},
    "hashes of 4294967295": {"PYTHONHASHSEED": "4294967295"},
    "without assertions": {"PYTHONOPTIMIZE": "1"},
    "without docstrings": {"PYTHONOPTIMIZE": "2", "PYTHONDONTWRITEBYTECODE": "1"},
    "made for finding faults": {"PYTHONDEVMODE": "1", "PYTHONMALLOC": "debug", "MALLOC_PERTURB_": "165"},
    "narrow": {"COLUMNS": "20", "LINES": "5", "TERM": "dumb", "NO_COLOR": "1"},
    "wide, in English": {"COLUMNS": "500", "FORCE_COLOR": "1", "REGISTRI_LANG": "en"},
    "somebody else": {"USER": "lain", "LOGNAME": "lain", "HOSTNAME": "lain", "EMAIL": "a@contoh.example"},
    "nobody": {"HOME": "/tidak-ada", "PATH": _PATH + ":/tidak-ada"},
    "packed for others": {"SOURCE_DATE_EPOCH": "1", "CI": "true", "GITHUB_ACTIONS": "true"},
    "in the middle of a commit": {
        "GIT_AUTHOR_DATE": "2001-01-01", "GIT_AUTHOR_NAME": "lain", "GIT_DIR": "/tidak-ada",
        "GIT_INDEX_FILE": "/tidak-ada", "GIT_WORK_TREE": "/", "GIT_PAGER": "false",
    },
}  # fmt: skip

SETTINGS: dict[str, str] = {
    "names": "[core]\nquotePath = true\nprecomposeUnicode = true\n[status]\nshort = true\n",
    "lines": "[core]\nautocrlf = true\neol = crlf\nsafecrlf = false\n",
    "days": "[log]\ndate = relative\nfollow = true\nshowSignature = true\nmailmap = true\n",
    "letters": "[i18n]\nlogOutputEncoding = ISO-8859-1\ncommitEncoding = UTF-16\n",
    "colours": "[color]\nui = always\n[core]\npager = false\n[column]\nui = always\n",
    "differences": "[diff]\nrenames = copies\nrenameLimit = 1\nnoprefix = true\nalgorithm = patience\n"
    "[status]\nshowUntrackedFiles = no\nrelativePaths = false\n",
    "trust": "[safe]\ndirectory = *\nbareRepository = explicit\n[protocol]\nversion = 0\n",
    "files": "[core]\nfileMode = true\nignoreCase = true\nuntrackedCache = true\nfsync = none\n",
}

OTHERS: dict[str, Surroundings] = {
    "umask 000": Surroundings(umask=0),
    "umask 077": Surroundings(umask=0o077),
    "one job": Surroundings(options=(*OPTIONS, "--jobs", "1")),
    "two jobs": Surroundings(options=(*OPTIONS, "--jobs", "2")),
    "three jobs, anew": Surroundings(options=(*OPTIONS, "--jobs", "3", "--anew")),
}


def list_surroundings() -> dict[str, Surroundings]:
    """Give every way to differ, one at a time."""
    return {
        **{f"layout: {name}": Surroundings(lay_out) for name, lay_out in LAYOUTS.items()},
        **{f"environment: {name}": Surroundings(environment=own) for name, own in ENVIRONMENTS.items()},
        **{f"git: {name}": Surroundings(settings=settings) for name, settings in SETTINGS.items()},
        **OTHERS,
    }


def draw_surroundings(seed: int) -> Surroundings:
    """Give a mix of several ways to differ; the same seed gives the same mix."""
    draw = random.Random(seed)  # noqa: S311  a mix, no secret
    environment: dict[str, str] = {}
    for name in draw.sample(sorted(ENVIRONMENTS), 5):
        environment |= ENVIRONMENTS[name]
    settings = "".join(SETTINGS[name] for name in draw.sample(sorted(SETTINGS), 3))
    return Surroundings(
        LAYOUTS[draw.choice(sorted(LAYOUTS))],
        environment,
        settings,
        (*OPTIONS, "--jobs", str(draw.randint(1, 3))),
        draw.choice((0o022, 0o027, 0o077)),
    )
