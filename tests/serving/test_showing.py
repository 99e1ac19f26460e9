"""What is served is what is built, byte for byte, before and after any change."""

import datetime
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from builtsite import AS_OF, REGISTERS, BuiltSite
from changesets import commit, run_git
from drift import Drift
from registers import ROOT

from generator.addresses import MANIFEST
from generator.serving.showing import Showing
from generator.serving.upkeep import Subject, Upkeep

_AS_OF = datetime.date.fromisoformat(AS_OF)
_ROUNDS = 6


def _begin(root: Path, work: Path) -> Upkeep:
    work.mkdir(exist_ok=True)
    upkeep = Upkeep(Subject(root, _AS_OF, work, 1))
    upkeep.begin()
    return upkeep


def _show(upkeep: Upkeep) -> Showing:
    assert upkeep.trouble is None
    assert upkeep.showing
    return upkeep.showing


def _read(showing: Showing, path: str) -> bytes | None:
    found = showing.find(path)
    return found.read_bytes() if isinstance(found, Path) else found


def test_every_file_is_the_one_that_is_built(built: BuiltSite, tmp_path: Path) -> None:
    showing = _show(_begin(REGISTERS[built.name], tmp_path / "kerja"))
    files = [path for path in sorted(built.folder.rglob("*")) if path.is_file()]
    for path in files:
        name = path.relative_to(built.folder).as_posix()
        if name != MANIFEST:
            assert _read(showing, name) == path.read_bytes(), name
    for name in (
        "tidak-ada/index.html",
        "mitra/tidak-ada/index.html",
        "mitra/index.htm",
        MANIFEST,
        "en/x",
        "",
    ):
        assert showing.find(name) is None, name


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Give the sample register in a repository."""
    root = tmp_path / "register"
    shutil.copytree(ROOT / "examples" / "contoh", root)
    run_git(root, "init", "-q", "-b", "main")
    commit(root, "Awal")
    return root


def _list_looked_at(showing: Showing, draw: random.Random) -> Iterator[str]:
    """Give a page of each kind in both languages, and files of every kind."""
    first = next(iter(showing.source.editions.values()))
    for name in draw.sample(list(first.register.agreements), 8):
        for form in ("{}kerja-sama/{}/index.html", "{}api/v1/kerja-sama/{}/index.json"):
            yield form.format("", name)
    for part in ("kerja-sama", "mitra", "perangkat-daerah", "urusan", "statistik", "evaluasi", "pemetaan",
                 "kalender", "perubahan", "data", "panduan/isi", "panduan/aturan", "statistik/2024",
                 "statistik/grafik", "statistik/peta", "statistik/lini-masa", "statistik/2024/kumulatif",
                 "evaluasi/belum", "kerja-sama/jenis/ksdpk"):  # fmt: skip
        yield from (f"{part}/index.html", f"en/{part}/index.html", f"api/v1/{part}/index.json")
    yield from ("index.html", "en/index.html", "404.html", "sitemap.xml", "api/v1/records/index.json",
                "data/agreements.csv", "data/statistics.csv", "data/search.json", "en/data/search.json",
                "data/semua.zip", "data/catalog.jsonld", "kalender/semua.ics", "kerja-sama/feed.xml",
                "panduan/isi/data.json", "api/v1/openapi.json", "statistik/grafik/by-year.csv")  # fmt: skip


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 6))])
def test_after_changes_it_is_what_is_made_from_the_ground_up(seed: int, sample: Path, tmp_path: Path) -> None:
    draw = random.Random(seed)  # noqa: S311  the same each time
    drift = Drift(sample, draw)
    upkeep = _begin(sample, tmp_path / "kerja")
    told = 0
    for turn in range(_ROUNDS):
        changed = {drift.make() for _ in range(draw.choice((1, 1, 3)))}
        if turn == _ROUNDS // 2:
            # Another day on which records changed, and everything as it was committed.
            commit(sample, "Perubahan", "2026-11-02")
            changed |= {sample / ".git" / "HEAD"}
        upkeep.take({_name(path, sample) for path in changed})
        fresh = _begin(sample, tmp_path / f"kerja-{turn}")
        assert upkeep.trouble == fresh.trouble
        if fresh.trouble is None:
            told += 1
            one, other = _show(upkeep), _show(fresh)
            for path in _list_looked_at(one, draw):
                assert _read(one, path) == _read(other, path), path
        fresh.close()
    assert told
    upkeep.close()


def _name(path: Path, root: Path) -> str:
    name = path.relative_to(root).as_posix()
    return str(path) if name.startswith(".git") else name


def test_pages_say_at_once_that_the_folder_is_not_what_was_committed(sample: Path, tmp_path: Path) -> None:
    upkeep = _begin(sample, tmp_path / "kerja")
    path = next(sample.glob("records/partners/*.yaml"))
    whole, name = path.read_bytes(), path.relative_to(sample).as_posix()
    document = "api/v1/index.json"
    assert b"-dirty" not in (_read(_show(upkeep), document) or b"")
    path.write_bytes(whole + b"# Catatan.\n")
    upkeep.take({name})
    assert b"-dirty" in (_read(_show(upkeep), document) or b"")
    path.write_bytes(whole)
    upkeep.take({name})
    assert b"-dirty" not in (_read(_show(upkeep), document) or b"")


def test_a_save_that_says_nothing_new_changes_nothing(sample: Path, tmp_path: Path) -> None:
    upkeep = _begin(sample, tmp_path / "kerja")
    showing, path = _show(upkeep), next(sample.glob("records/partners/*.yaml"))
    name = path.relative_to(sample).as_posix()
    upkeep.take({name})
    path.touch()
    upkeep.take({name})
    assert upkeep.showing is _show(upkeep)
    upkeep.take({name})
    assert upkeep.number <= 2
    assert _read(showing, "mitra/index.html") == _read(_show(upkeep), "mitra/index.html")


def test_what_is_broken_leaves_the_last_good_state(sample: Path, tmp_path: Path) -> None:
    """Records, settings, hand-written pages, the register's own record, and all of it at once."""
    shutil.copy(ROOT / "mkdocs.yml", sample)
    shutil.copytree(ROOT / "docs", sample / "docs")
    shutil.copytree(ROOT / "schema", sample / "schema")
    upkeep = _begin(sample, tmp_path / "kerja")
    good = _read(_show(upkeep), "mitra/index.html")
    files = ["records/registry.yaml", "mkdocs.yml", "docs/tentang/index.md", "schema/partner.schema.json"]
    files.append(next(sample.glob("records/partners/*.yaml")).relative_to(sample).as_posix())
    whole = {name: (sample / name).read_bytes() for name in files}
    broken = dict.fromkeys(files, b"id: [\n") | {"docs/tentang/index.md": b"[x](tidak-ada.md)\n"}
    for names in (*([name] for name in files), files):
        for name in names:
            (sample / name).write_bytes(broken[name])
        upkeep.take(names)
        assert upkeep.trouble, names
        assert upkeep.showing
        assert _read(upkeep.showing, "mitra/index.html") == good
        for name in names:
            (sample / name).write_bytes(whole[name])
        upkeep.take(names)
        assert _read(_show(upkeep), "mitra/index.html") == good
        assert b"Tentang" in (_read(_show(upkeep), "tentang/index.html") or b"")
    upkeep.close()


def test_the_records_taken_away_are_told_and_shown_again(sample: Path, tmp_path: Path) -> None:
    upkeep = _begin(sample, tmp_path / "kerja")
    names = {path.relative_to(sample).as_posix() for path in sample.rglob("records/**/*.yaml")}
    good = _read(_show(upkeep), "mitra/index.html")
    (sample / "records").rename(sample / "disimpan")
    upkeep.take(names)
    assert upkeep.trouble
    (sample / "disimpan").rename(sample / "records")
    upkeep.take(names)
    assert _read(_show(upkeep), "mitra/index.html") == good


def test_a_hand_written_page_in_the_place_of_a_generated_one_is_refused(sample: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", sample)
    shutil.copytree(ROOT / "docs", sample / "docs")
    upkeep = _begin(sample, tmp_path / "kerja")
    page = sample / "docs" / "data" / "agreements.csv"
    page.parent.mkdir()
    page.write_text("x", "utf-8")
    upkeep.take({"docs/data/agreements.csv"})
    assert upkeep.trouble
    assert "data/agreements.csv" in upkeep.trouble.items[0].message
    page.unlink()
    upkeep.take({"docs/data/agreements.csv"})
    _show(upkeep)
