"""What must not be public is in no file of a site; what was published all the same is purged everywhere."""

import re
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from canaries import find_traces, spell
from registers import KB, PKS, ROOT
from repositories import Repository
from smallregister import run, write_small_register
from tally import Tally

MAIL, PHONE, NIK = "penulis.rekaan@surel.example", "0812-0000-7777", "9971010101800077"
NAME = "Rekaan Purnama"
_WITHDRAWN, _UNNAMED = "Tujuan yang ditarik kembali", "Naskah yang dikecualikan"
_LEAK = "records/partners/rekaan-purnama.yaml"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the user's cache folder, of this test alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def repo(tmp_path: Path) -> Iterator[Repository]:
    """Give a small register under git."""
    repo = Repository(tmp_path / "register")
    shutil.copytree(write_small_register(tmp_path / "small"), repo.folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "schema", repo.folder / "schema")
    repo.write(".gitignore", "/site/\n")
    # The history goes on telling what changed in a record before it was withdrawn; this never changed.
    repo.write(KB, f"{(repo.folder / KB).read_text('utf-8')}notes: {_WITHDRAWN}.\n")
    repo.commit("Mulai register", f"Rekaan Penulis <{MAIL}>")
    yield repo
    shutil.rmtree(repo.folder)


def _build(repo: Repository, site: Path) -> None:
    done = run("build", "--root", str(repo.folder), "--site-dir", str(site), "--offline-copy", "--compress")
    assert done.returncode == 0, done.stdout + done.stderr


def _build_without_past(repo: Repository, folder: Path) -> None:
    folder.mkdir()
    repo.git("archive", "--output", str(folder.with_suffix(".tar")), "HEAD")
    with tarfile.open(folder.with_suffix(".tar")) as archive:
        archive.extractall(folder, filter="data")
    done = run("build", "--root", str(folder), "--offline-copy", "--compress")
    assert done.returncode == 0, done.stdout + done.stderr


def _change(repo: Repository, file: str, pattern: str, new: str) -> None:
    text = (repo.folder / file).read_text("utf-8")
    changed = re.sub(pattern, new, text, count=1, flags=re.MULTILINE)
    assert changed != text
    repo.write(file, changed)


def test_traces_are_seen_in_every_file_that_can_hold_them(tmp_path: Path) -> None:
    for number, way in enumerate(sorted(spell(PHONE))):
        (tmp_path / f"{number}.bin").write_bytes(b"sebelum " + way + b" sesudah")
    assert len({line.partition(" ")[0] for line in find_traces(tmp_path, [PHONE])}) == len(spell(PHONE))
    assert find_traces(tmp_path, ["0812-0000-1111"]) == []


@pytest.mark.slow
def test_no_file_of_a_site_holds_what_is_not_for_the_public(
    repo: Repository, tmp_path: Path, tally: Tally
) -> None:
    clean = (repo.folder / PKS).read_text("utf-8")
    # Once merged, and mended since: the history has it, and so have the words of those who wrote to it.
    _change(repo, PKS, "^purpose: .*$", f"purpose: Hubungi {PHONE}, NIK {NIK}, atau {MAIL}.")
    repo.commit(f"Tambahkan {PHONE} dan NIK {NIK} dari {MAIL}", f"Rekaan Penulis <{MAIL}>")
    repo.write(PKS, clean)
    repo.commit(f"Hapus {PHONE}", f"{MAIL} <{MAIL}>")
    withdrawn = 'withdrawn:\n  date: "2025-06-20"\n  reason: Keliru.\n'
    repo.write(KB, (repo.folder / KB).read_text("utf-8") + withdrawn)
    repo.write("documents/2024/rahasia.pdf", b"%PDF-1.4 " + _UNNAMED.encode())
    repo.commit("Tarik catatan")
    _build(repo, tmp_path / "site")
    values = [MAIL, PHONE, NIK, _WITHDRAWN, _UNNAMED]
    assert find_traces(tmp_path / "site", values) == []
    tally.add("canaries", len(values))


@pytest.mark.slow
def test_a_name_that_was_published_is_purged_from_history_memory_and_site(
    repo: Repository, cache: Path, tmp_path: Path, tally: Tally
) -> None:
    site, clean = tmp_path / "site", (repo.folder / PKS).read_text("utf-8")
    partner = (repo.folder / "records/partners/kota-seberang.yaml").read_text("utf-8")
    repo.write(
        _LEAK, partner.replace("id: kota-seberang", "id: rekaan-purnama").replace("name: ", f"name: {NAME} ")
    )
    _change(repo, PKS, "^purpose: .*$", f"purpose: Ditangani {NAME}.  # {NAME}".replace("  #", "\n#"))
    repo.commit(f"Tambah mitra {NAME}", f"{NAME} <rekaan@surel.example>")
    # No rule knows a name: it is published, everywhere.
    _build(repo, site)
    published = find_traces(site, [NAME])
    for part in (".html ", ".html.gz", ".html.br", ".zip", ".xlsx", ".sqlite", "api/v1/records/", "search"):
        assert any(part in line for line in published), part
    old = {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()}
    assert old

    repo.write(PKS, clean)
    repo.git("rm", "-q", "-f", _LEAK)
    repo.commit("Betulkan catatan")
    _build(repo, site)
    # The past still tells it, and a site of what there is now, without its past, does not: so the guide says.
    assert any("perubahan/" in line for line in find_traces(site, [NAME]))
    _build_without_past(repo, tmp_path / "now")
    assert find_traces(tmp_path / "now" / "site", [NAME]) == []
    texts, backup = tmp_path / "hapus.txt", tmp_path / "cadangan.bundle"
    texts.write_text(f"{NAME}\nrekaan@surel.example\n", "utf-8")
    words = (
        "--root",
        str(repo.folder),
        "--texts",
        str(texts),
        "--backup",
        str(backup),
        "--ground",
        "UU 27/2022",
    )
    done = run("purge", *words, "--write")
    assert done.returncode == 0, done.stdout + done.stderr
    assert NAME not in done.stdout + done.stderr

    assert [path for path, data in old.items() if path.exists() and path.read_bytes() == data] == []
    assert find_traces(cache, [NAME]) == []
    for way in (NAME.encode(), b"rekaan-purnama", NAME.encode("utf-16-le")):
        assert way not in repo.read_everything()
    _build(repo, site)
    assert find_traces(site, [NAME, "rekaan-purnama"]) == []
    # Nothing of the site that was is left beside it either.
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith((".site", "site"))] == ["site"]
    assert "UU 27/2022" in (site / "perubahan" / "index.html").read_text("utf-8")
    tally.add("canaries", len(published))
