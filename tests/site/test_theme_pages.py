"""The theme's pages are laid out as they were kept, unless anything that they hang on has changed."""

import json
import os
import shutil
import struct
from pathlib import Path

import pytest
from smallregister import ABOUT, TODAY, run, write_small_register
from workload import count_work

from generator.memory.entry import Entry, write_entry
from generator.memory.store import find_store

ENGINE = "/mkdocs/commands/"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return write_small_register(tmp_path / "register")


def runs_engine(root: Path) -> bool:
    """Build a register, and give whether the theme's engine was asked."""
    # Otherwise nothing at all would have to be done where nothing has changed.
    shutil.rmtree(root / "site", ignore_errors=True)
    words = ("build", "--root", str(root), "--jobs", "1", "--as-of", TODAY)
    work = count_work(*words, XDG_CACHE_HOME=os.environ["XDG_CACHE_HOME"])
    return any(ENGINE in path for path in work.read)


def read_site(root: Path) -> dict[str, bytes]:
    site = root / "site"
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def find_kept_theme() -> Path:
    (found,) = [path for path in find_store().folder.iterdir() if b"Sebuah halaman." in path.read_bytes()]
    return found


def read_key(path: Path) -> str:
    """Give the key that an entry was written under."""
    content = path.read_bytes()
    _, start, length, _ = struct.unpack(">8sQQ32s", content[-56:])
    return str(json.loads(content[start : start + length])["key"])


def test_the_engine_is_asked_once(root: Path) -> None:
    assert runs_engine(root)
    first = read_site(root)
    assert not runs_engine(root)
    assert read_site(root) == first


@pytest.mark.parametrize(
    ("file", "words"),
    [(f"docs/{ABOUT}", "Sebuah halaman"), ("mkdocs.yml", "site_name: "), ("records/registry.yaml", "name: ")],
)
def test_the_engine_is_asked_again_where_its_pages_hang_on_a_change(
    root: Path, file: str, words: str
) -> None:
    runs_engine(root)
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert words in text
    path.write_text(text.replace(words, f"{words}Baru ", 1), encoding="utf-8")
    assert runs_engine(root)


def test_a_record_changes_nothing_for_the_engine(root: Path) -> None:
    runs_engine(root)
    path = next((root / "records" / "partners").glob("*.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("name: ", "name: Baru ", 1), encoding="utf-8")
    assert not runs_engine(root)


def test_settings_that_reach_out_are_never_kept(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "lain"
    elsewhere.mkdir()
    (elsewhere / "main.html").write_text('{% extends "base.html" %}', encoding="utf-8")
    path = root / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("theme:\n", f"theme:\n  custom_dir: {elsewhere}\n", 1), encoding="utf-8")
    assert runs_engine(root)
    assert runs_engine(root)


@pytest.mark.parametrize("harm", [b"", b"rusak", b"\0" * 4096])
def test_a_damaged_memory_counts_as_none(root: Path, harm: bytes) -> None:
    runs_engine(root)
    first = read_site(root)
    kept = find_kept_theme()
    content = kept.read_bytes()
    middle = content.index(b"Sebuah halaman.")
    kept.write_bytes(harm if not harm else content[:middle] + harm + content[middle + len(harm) :])
    assert runs_engine(root)
    assert read_site(root) == first


def test_what_was_kept_leads_nowhere_else(root: Path, tmp_path: Path) -> None:
    """An entry that somebody made up, with a name that leads out of the site's folder."""
    assert run("build", "--root", str(root), "--as-of", TODAY).returncode == 0
    first = read_site(root)
    path = find_kept_theme()
    key = read_key(path)
    kept = Entry(str(path), key)
    parts = {"hand-written": kept.read("hand-written")}
    items = [(name, kept.read_item(name)) for name in kept.items]
    for way in ("../../keluar.html", str(tmp_path / "keluar.html")):
        with path.open("wb") as stream:
            write_entry(stream, key, parts, [*items, (way, b"keluar")])
        shutil.rmtree(root / "site")
        assert run("build", "--root", str(root), "--as-of", TODAY).returncode == 0
        assert read_site(root) == first
        assert not list(tmp_path.rglob("keluar*"))
