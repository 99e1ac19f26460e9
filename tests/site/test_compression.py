"""Packed twins beside the files of a site: they hold just these, in the same bytes each time."""

import gzip
import zlib
from pathlib import Path

import pytest
from registers import KB
from repositories import Repository
from smallregister import run, write_small_register

from generator.site.packing import GZIP, NotPackedError, find_brotli, unpack_brotli


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return write_small_register(tmp_path / "register")


def _build(root: Path, *options: str) -> Path:
    done = run("build", "--root", str(root), *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def _twins(site: Path, suffix: str = GZIP) -> dict[str, bytes]:
    found = site.rglob(f"*{suffix}")
    return {path.relative_to(site).as_posix().removesuffix(suffix): path.read_bytes() for path in found}


def test_every_file_that_is_worth_it_has_a_twin_that_holds_just_it(root: Path) -> None:
    site = _build(root, "--compress")
    twins = _twins(site)
    assert {"index.html", "404.html", "data/agreements.csv", "assets/registri/registri.css"} <= twins.keys()
    for name, packed in twins.items():
        content = (site / name).read_bytes()
        assert gzip.decompress(packed) == content
        assert len(packed) <= 0.9 * len(content)
        # No time, no name, nothing beside the content.
        assert packed[3:8] == bytes(5)
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert {name for name in pages if (site / name).stat().st_size >= 1024} <= twins.keys()
    assert not [name for name in twins if name.endswith((".zip", ".xlsx", ".png"))]
    assert "manifest.json" not in twins


def test_nothing_is_packed_without_being_asked_for(root: Path) -> None:
    assert not _twins(_build(root))


def test_twins_are_the_same_bytes_each_time_and_with_any_number_of_jobs(root: Path, tmp_path: Path) -> None:
    first = _twins(_build(root, "--compress", "--jobs", "1"))
    again = tmp_path / "again"
    _build(root, "--compress", "--jobs", "2", "--site-dir", str(again), "--anew")
    assert _twins(again) == first


def test_the_twin_of_a_file_that_stays_the_same_stays_the_same_file(root: Path) -> None:
    site = _build(root, "--compress")
    before = {path: path.stat() for path in site.rglob(f"*{GZIP}")}
    pages = {path: path.read_bytes() for path in site.rglob("*.html")}
    text = (root / KB).read_text("utf-8")
    (root / KB).write_text(text.replace("Puskesmas yang terlibat", "Puskesmas yang ikut"), "utf-8")
    _build(root, "--compress")
    kept = changed = 0
    for path, content in pages.items():
        twin = Path(f"{path}{GZIP}")
        if twin in before:
            is_same = path.read_bytes() == content
            assert (twin.stat().st_ino == before[twin].st_ino) == is_same
            assert gzip.decompress(twin.read_bytes()) == path.read_bytes()
            kept, changed = kept + is_same, changed + (not is_same)
    assert kept
    assert changed


def test_a_twin_that_was_tampered_with_is_packed_again(root: Path) -> None:
    site = _build(root, "--compress")
    before = _twins(site)
    (site / "mitra/index.html.gz").write_bytes(gzip.compress(b"Halo"))
    (site / "index.html.gz").unlink()
    _build(root, "--compress")
    assert _twins(site) == before


@pytest.mark.parametrize("suffix", [".gz", ".br", ".zst"])
def test_no_twin_of_an_old_file_stays(suffix: str, root: Path) -> None:
    site = _build(root, "--compress")
    for name in ("index.html", "404.html", "mitra/index.html"):
        (site / f"{name}{suffix}").write_bytes(b"lama")
    (site / f"lain.html{suffix}").write_bytes(b"milik sendiri")
    _build(root)
    assert _twins(site, suffix) == {"lain.html": b"milik sendiri"}


def test_verification_knows_the_twins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    repository = Repository(tmp_path / "register")
    root = repository.folder
    for path in write_small_register(tmp_path / "small").iterdir():
        if path.name != "records":
            path.rename(root / path.name)
    repository.commit("Isi")
    site = _build(root, "--compress")
    verify = ("verify", "--root", str(root), str(site))
    assert run(*verify).returncode == 0
    (site / "index.html.gz").write_bytes(gzip.compress(b"Halo"))
    found = run(*verify)
    assert found.returncode == 1
    assert "index.html.gz" in found.stdout


def test_brotli_packs_too(root: Path) -> None:
    site = _build(root, "--compress")
    twins = _twins(site, ".br")
    assert twins.keys() == _twins(site).keys()
    for name, packed in twins.items():
        content = (site / name).read_bytes()
        assert unpack_brotli(packed, len(content)) == content


def test_brotli_never_unpacks_more_than_was_asked_for() -> None:
    packed = find_brotli().compress(bytes(50_000_000))
    unpacked = unpack_brotli(packed, 1000)
    assert unpacked is not None
    assert 1000 < len(unpacked) < 1_000_000
    for wrong in (b"", b"lama", packed[:-1], zlib.compress(b"lain")):
        with pytest.raises(NotPackedError):
            unpack_brotli(wrong, 100_000_000)
