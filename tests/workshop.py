"""A workshop: a small register under git with its site, and what a first build of the same register gives."""

import os
import shutil
import time
from pathlib import Path

from registers import CASES, ROOT
from repositories import Repository
from smallregister import run, write_small_register

from generator.read.files import SETTLING_SECONDS

REGISTRY = "records/registry.yaml"


class Workshop:
    """A register under git with a site, and a first build of the same register elsewhere to compare with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.repository = Repository(folder / "register")
        small = write_small_register(folder / "small")
        write_small_register(folder / "english", in_english=True)
        shutil.copytree(small, self.root, dirs_exist_ok=True)
        for name in ("mkdocs.en.yml", "docs/en"):
            self._copy(folder / "english" / name, self.root / name)
        shutil.copytree(ROOT / "schema", self.root / "schema")
        crest = CASES / "KS637/good-svg/documents/lambang.svg"
        self.repository.write("documents/lambang.svg", crest.read_bytes())
        self.replace(REGISTRY, "licence:", "crest: lambang.svg\nlicence:")
        self.repository.commit("Isi pertama")
        self.options: tuple[str, ...] = ()
        self.cache = folder / "cache"
        self._first: dict[str, bytes] = {}

    @staticmethod
    def _copy(old: Path, new: Path) -> None:
        shutil.copytree(old, new) if old.is_dir() else shutil.copy(old, new)

    @property
    def root(self) -> Path:
        """The register's folder."""
        return self.repository.folder

    @property
    def site(self) -> Path:
        """The site's folder."""
        return self.root / "site"

    def replace(self, file: str, old: str, new: str) -> None:
        """Replace a text that stands in a file."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert old in text
        (self.root / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def build(self) -> str:
        """Build the site, and give what is said."""
        # What has changed just now is never believed to be unchanged.
        time.sleep(SETTLING_SECONDS + 0.02)
        return self._run("build", "--root", str(self.root), *self.options)

    def build_first(self, *, again: bool = True) -> dict[str, bytes]:
        """Give what a first build of the register gives, by a user who keeps nothing."""
        if self._first and not again:
            return self._first
        site = self.folder / "cold"
        kept, os.environ["XDG_CACHE_HOME"] = os.environ["XDG_CACHE_HOME"], str(site / "cache")
        try:
            self._run("build", "--root", str(self.root), "--site-dir", str(site / "site"), *self.options)
        finally:
            os.environ["XDG_CACHE_HOME"] = kept
        self._first = read_tree(site / "site")
        shutil.rmtree(site)
        return self._first

    def _run(self, *words: str) -> str:
        done = run(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def read_tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
