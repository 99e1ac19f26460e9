"""Places: folders, repositories and published sites give the same register; none that fails takes it away."""

import datetime
import functools
import hashlib
import json
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from provinces import (
    AS_OF,
    FOLDERS,
    WASTE,
    change,
    gather,
    list_sources,
    read_document,
    run_gather,
    write_province,
)
from smallregister import run
from worker import git

from generator.federation import places, published
from generator.federation.copies import COPIES
from generator.git.program import Bounds, GitError, copy_remote
from generator.refusal import RefusalError

LATER = AS_OF + datetime.timedelta(days=12)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Give the example's SOURCES.yaml, to be changed."""
    return write_province(tmp_path / "provinsi")


def _write_repository(sources: Path) -> Path:
    """Make the city's folder a repository, and have it be gathered as one."""
    city = sources.parent / FOLDERS["bandar"]
    git(city, "init", "--quiet", "-b", "main")
    git(city, "add", "--all")
    git(city, "commit", "--quiet", "-m", "Mulai register")
    change(sources, "kind: folder\n    place: kota-bandar-rekaan", "kind: git\n    place: kota-bandar-rekaan")
    return city


def _point_to(sources: Path, url: str) -> None:
    change(sources, "kind: folder\n    place: kota-bandar-rekaan", f"kind: site\n    place: {url}")


def _without_place(document: dict[str, Any]) -> dict[str, Any]:
    for source in document["sources"]:
        for key in ("place", "kind", "folder", "commit", "is_proven", "sha256", "left_out"):
            source.pop(key, None)
    return document


def _tell_pairs(document: dict[str, Any]) -> list[Any]:
    return [(pair["id"], pair["state"], pair["statements"]) for pair in document["two_sided"]]


def test_a_repository_gives_what_its_folder_gives(sources: Path) -> None:
    before = _without_place(read_document(sources))
    city = _write_repository(sources)
    document = read_document(sources)
    commit = git(city, "rev-parse", "HEAD").strip()
    assert list_sources(document)["bandar"]["commit"] == commit
    assert _without_place(document) == before


def test_a_register_in_a_folder_of_a_repository_is_gathered_from_there(sources: Path) -> None:
    before = read_document(sources)
    city = sources.parent / FOLDERS["bandar"]
    shutil.move(city / "records", city / "data" / "register" / "records")
    _write_repository(sources)
    assert "tidak ada folder records/" in run_gather(sources, code=1)
    change(
        sources,
        "kind: git\n    place: kota-bandar-rekaan",
        "kind: git\n    place: kota-bandar-rekaan\n    folder: lain",
    )
    assert '"kota-bandar-rekaan (lain/)" bukan register' in run_gather(sources, code=1)
    change(sources, "folder: lain", "folder: data/register")
    document = read_document(sources)
    assert list_sources(document)["bandar"]["freshness"] == "fresh"
    assert list_sources(document)["bandar"]["folder"] == "data/register"
    assert list_sources(document)["bandar"]["sha256"] == list_sources(before)["bandar"]["sha256"]
    shutil.rmtree(city)
    assert list_sources(read_document(sources, code=1))["bandar"]["folder"] == "data/register"


def test_a_repository_runs_nothing_of_its_own_and_its_links_are_not_followed(
    sources: Path, tmp_path: Path
) -> None:
    city = _write_repository(sources)
    trap = tmp_path / "trap"
    for hook in ("post-checkout", "post-merge", "pre-receive", "post-upload-pack"):
        path = city / ".git" / "hooks" / hook
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\ntouch {trap}\n", encoding="utf-8")
        path.chmod(0o755)
    (city / "records" / "agreements" / "ksdd" / "ksdd-tautan.yaml").symlink_to("/etc/hostname")
    git(city, "add", "--all")
    git(city, "commit", "--quiet", "-m", "Tautan")
    told = run_gather(sources, code=1)
    assert "KS206" in told
    assert not trap.exists()


def test_no_program_that_keeps_passwords_or_packs_is_run_for_a_copy(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = _write_repository(sources)
    trap, home = tmp_path / "trap", tmp_path / "rumah"
    home.mkdir()
    # A proxy that wants a password has git ask its helpers before anything is fetched at all.
    (home / ".gitconfig").write_text(
        f'[credential]\n helper = "!touch {trap}; true"\n'
        f'[credential "http://127.0.0.1:9"]\n helper = "!touch {trap}; true"\n'
        "[http]\n proxy = http://seseorang@127.0.0.1:9\n"
        f'[uploadpack]\n packObjectsHook = "touch {trap};"\n'
        f'[remote "origin"]\n uploadpack = "touch {trap}; git-upload-pack"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    with pytest.raises(GitError):
        copy_remote("https://127.0.0.1:9/a.git", tmp_path / "jauh", "", places.BOUNDS)
    copy_remote(city.as_uri(), tmp_path / "dekat", "", places.BOUNDS)
    assert (tmp_path / "dekat").is_dir()
    assert not trap.exists()


def test_no_git_looks_at_somebody_s_folder(sources: Path, tmp_path: Path) -> None:
    city = sources.parent / FOLDERS["bandar"]
    git(city, "init", "--quiet", "-b", "main")
    git(city, "add", "--all")
    git(city, "commit", "--quiet", "-m", "Mulai register")
    trap = tmp_path / "trap"
    for name in ("clean", "process"):
        git(city, "config", f"filter.x.{name}", f"touch {trap}; cat")
    (city / ".git" / "info").mkdir(exist_ok=True)
    (city / ".git" / "info" / "attributes").write_text("* filter=x\n", encoding="utf-8")
    (city / WASTE).touch()
    assert list_sources(read_document(sources))["bandar"]["freshness"] == "fresh"
    assert not trap.exists()


def test_what_git_complains_of_is_told_without_this_machine_s_folders(sources: Path, tmp_path: Path) -> None:
    _write_repository(sources)
    change(sources, "kind: git\n    place: kota-bandar-rekaan", "kind: git\n    place: ../tiada ada")
    told = run_gather(sources, code=1)
    assert "git mengatakan: fatal: '../tiada ada' does not appear to be a git repository" in told
    assert str(tmp_path) not in told


def test_a_repository_that_vanishes_leaves_its_last_good_copy_with_its_age(sources: Path) -> None:
    city = _write_repository(sources)
    before = read_document(sources)
    shutil.rmtree(city)
    told = run_gather(sources, day=LATER.isoformat(), code=1)
    assert "bandar (Pemerintah Kota Bandar Rekaan, contoh): salinan terakhir yang baik, 4 perjanjian" in told
    assert "diambil 2026-10-31 (12 hari)" in told
    assert 'Repositori "kota-bandar-rekaan" tidak dapat diambil; git mengatakan: ' in told
    assert str(sources.parent) not in told
    document = read_document(sources, day=LATER.isoformat(), code=1)
    assert _tell_pairs(document) == _tell_pairs(before)
    assert list_sources(document)["bandar"]["age_days"] == 12


def test_a_repository_beyond_its_bounds_is_refused(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write_repository(sources)
    monkeypatch.setattr(places, "BOUNDS", Bounds(300, 1000))
    assert "lebih besar daripada 0 MB" in run_gather(sources, code=1)


@contextmanager
def serve(handler: Any) -> Iterator[str]:
    """Serve on this machine, and give the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def published_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the city's data as its site offers them: the files that a gathering asks for."""
    folder = tmp_path_factory.mktemp("kota")
    city = write_province(folder / "provinsi").parent / FOLDERS["bandar"]
    done = run("build", "--root", str(city), "--as-of", AS_OF.isoformat(), "--jobs", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    return city / "site"


def _copy_site(site: Path, target: Path) -> Path:
    (target / "data").mkdir(parents=True)
    for name in ("manifest.json", "data/records.jsonl"):
        shutil.copy(site / name, target / name)
    return target


def _rewrite(site: Path, fraud: "Fraud") -> None:
    """Change what a site publishes, and its manifest with it where that is told."""
    change(site / "data" / "records.jsonl", fraud.old, fraud.new)
    if fraud.is_told:
        manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
        data = (site / "data" / "records.jsonl").read_bytes()
        manifest["files"]["data/records.jsonl"] = hashlib.sha256(data).hexdigest()
        (site / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def serve_folder(folder: Path) -> Any:
    return serve(functools.partial(_Quiet, directory=str(folder)))


def test_a_published_site_gives_what_its_folder_gives(sources: Path, published_city: Path) -> None:
    before = _without_place(read_document(sources))
    with serve_folder(published_city) as url:
        _point_to(sources, url)
        document = read_document(sources)
    assert list_sources(document)["bandar"]["is_proven"] is True
    assert _without_place(document) == before


def test_a_withdrawn_agreement_of_a_site_is_left_out_with_what_refers_to_it(
    sources: Path, published_city: Path, tmp_path: Path
) -> None:
    site = _copy_site(published_city, tmp_path / "situs")
    lines = (site / "data" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        item = json.loads(line)
        if item.get("id") == "ksdd-lembah-angkutan-2023":
            kept = {key: item["record"][key] for key in ("id", "type", "title")}
            item["record"] = {**kept, "withdrawn": {"date": "2026-01-01", "reason": "rangkap"}}
        elif item.get("id") == "ksdd-lembah-sampah-2024":
            item["record"]["relations"] = [{"type": "extends", "agreement": "ksdd-lembah-angkutan-2023"}]
        lines[number] = json.dumps(item, ensure_ascii=False)
    (site / "data" / "records.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (site / "manifest.json").unlink()
    with serve_folder(site) as url:
        _point_to(sources, url)
        document = read_document(sources)
    city = list_sources(document)["bandar"]
    assert city["left_out"] == ["ksdd-lembah-angkutan-2023"]
    assert city["numbers"]["all"] == 3
    assert city["is_proven"] is False


@dataclass(frozen=True)
class Fraud:
    """What a site publishes instead of the truth, and what is said of it."""

    old: str
    new: str
    said: str
    is_told: bool = True
    """Whether its manifest says so too."""


FRAUDS = (
    Fraud("Pengolahan", "Pengaturan", "tidak sama dengan sidik pada manifest.json-nya", is_told=False),
    Fraud('"kind":"agreement"', '"kind":"perjanjian"', "bukan catatan yang sesuai skema"),
    Fraud('"type":"ksdd"', '"type":"../../x"', "bukan catatan yang sesuai skema"),
    Fraud('"99.71","standing"', '"99.01","standing"', "menyebut kode wilayah 99.01"),
    Fraud('"id":"ksdd-lembah-sampah-2024","type"', '"id":"../../x","type"', "bukan catatan yang sesuai"),
    Fraud('"amount":4500000000', '"amount":4.5e9', "bukan catatan yang sesuai"),
    Fraud('"purpose":"Sampah', '"purpose":"Hubungi 0812-3456-7890. Sampah', "memuat 1 kesalahan"),
    Fraud("{", "[" * 5000, "bukan catatan yang sesuai"),
    Fraud('"purpose":"Sampah', '"relations":[{"agreement":[]},[]],"purpose":"Sampah', "bukan catatan yang"),
    Fraud('"id":"ksdd-lembah-sampah-2024"', '"id":"ksdd-lembah-angkutan-2023"', "sudah ada pada baris"),
)


@pytest.mark.parametrize("fraud", FRAUDS, ids=lambda fraud: fraud.new[:20])
def test_a_site_that_is_altered_malformed_or_lying_is_reported_and_its_last_good_copy_used(
    sources: Path, published_city: Path, tmp_path: Path, fraud: Fraud
) -> None:
    site = _copy_site(published_city, tmp_path / "situs")
    with serve_folder(site) as url:
        _point_to(sources, url)
        before = read_document(sources)
        _rewrite(site, fraud)
        told = run_gather(sources, day=LATER.isoformat(), code=1)
        after = read_document(sources, day=LATER.isoformat(), code=1)
    assert fraud.said in told
    assert "Traceback" not in told
    assert _tell_pairs(after) == _tell_pairs(before)
    assert list_sources(after)["bandar"]["freshness"] == "kept"


def test_a_site_s_withdrawn_agreements_are_named_by_ids_alone() -> None:
    line = '{"kind":"agreement","id":"<b>\u202e","record":{"withdrawn":{}}}'.encode()
    with pytest.raises(RefusalError, match="line 1: no record"):
        published._read_lines(line, "https://a.b/")


class _Endless(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer for ever."""
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b" " * 65536)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Slow(_Endless):
    def do_GET(self) -> None:
        """Answer drop by drop."""
        self.send_response(200)
        self.end_headers()
        gone = threading.Event()
        try:
            while not gone.wait(0.1):
                self.wfile.write(b" ")
                self.wfile.flush()
        except OSError:
            pass


class _Elsewhere(_Endless):
    def do_GET(self) -> None:
        """Lead to another host, or to a file."""
        self.send_response(302)
        self.send_header(
            "Location", "file:///etc/passwd" if "records" in self.path else "http://127.0.0.2:9/"
        )
        self.end_headers()


class _Unprintable(_Endless):
    def do_GET(self) -> None:
        """Answer in a packing whose name would steer a terminal."""
        self.send_response(200)
        self.send_header("Content-Encoding", "\x1b[31m\x9b")
        self.end_headers()


def test_what_is_published_of_a_trouble_holds_no_control_character(sources: Path) -> None:
    with serve(_Unprintable) as url:
        _point_to(sources, url)
        (missing,) = gather(sources)[0].missing
    assert missing.trouble.text.id.isprintable()
    assert missing.trouble.text.en.isprintable()


@pytest.mark.parametrize(
    ("handler", "said"),
    [(_Endless, "terlalu besar"), (_Slow, "pada waktunya"), (_Elsewhere, "mengarahkan ke situs lain")],
)
def test_a_site_that_answers_for_ever_or_leads_astray_is_left(
    sources: Path, monkeypatch: pytest.MonkeyPatch, handler: Any, said: str
) -> None:
    monkeypatch.setattr(places, "fetch_site", functools.partial(published.fetch_site, seconds=2))
    with serve(handler) as url:
        _point_to(sources, url)
        told = run_gather(sources, code=1)
    assert said in told
    assert "bandar: tidak ada, juga tidak ada salinannya" in told


def test_a_site_that_is_not_there_or_has_no_register_is_told_apart(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    with serve_folder(tmp_path / "kosong") as url:
        _point_to(sources, url)
        assert "data/records.jsonl tidak ada" in run_gather(sources, code=1)
    assert "server menolak sambungan" in run_gather(sources, code=1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        assert silent.getsockname()


def test_a_folder_that_is_malformed_or_gone_leaves_its_last_good_copy(sources: Path) -> None:
    before, _ = gather(sources)
    record = sources.parent / FOLDERS["bandar"] / WASTE
    change(record, 'end: "2027-03-11"', "end: 2027-03-11")
    gathered, _ = gather(sources, LATER)
    member = gathered.by_id["bandar"]
    assert (member.freshness, member.age) == ("kept", 12)
    assert member.trouble is not None
    assert member.trouble.text.id.startswith("Registernya memuat 1 kesalahan")
    assert member.trouble.details[0].startswith(f"{WASTE}:24:8 KS026: ")
    assert member.digest == before.by_id["bandar"].digest
    shutil.rmtree(sources.parent / FOLDERS["bandar"])
    assert gather(sources, LATER)[0].by_id["bandar"].freshness == "kept"


def test_a_copy_that_was_tampered_with_is_no_copy(sources: Path) -> None:
    gather(sources)
    shutil.rmtree(sources.parent / FOLDERS["bandar"])
    (copy,) = (sources.parent / COPIES / "bandar").glob(f"*/{WASTE}")
    change(copy, "2027-03-11", "2037-03-11")
    gathered, _ = gather(sources, LATER)
    assert [missing.entry.id for missing in gathered.missing] == ["bandar"]


def test_a_copy_is_replaced_whole_and_the_former_one_goes(sources: Path) -> None:
    gather(sources)
    home = sources.parent / COPIES / "bandar"
    (first,) = (path for path in home.iterdir() if path.is_dir())
    change(sources.parent / FOLDERS["bandar"] / WASTE, "2027-03-11", "2028-03-11")
    gather(sources, LATER)
    (second,) = (path for path in home.iterdir() if path.is_dir())
    assert first.name != second.name
    assert sorted(path.name for path in home.iterdir()) == sorted((second.name, "salinan.json"))


def test_a_copy_that_was_damaged_is_mended_by_the_next_gathering(sources: Path) -> None:
    gather(sources)
    home = sources.parent / COPIES / "bandar"
    (copy,) = home.glob(f"*/{WASTE}")
    change(copy, "2027-03-11", "2037-03-11")
    (home / ".salinan.json-1").touch()
    gather(sources)
    assert gather(sources, fetches=False)[0].by_id["bandar"].freshness == "kept"
    assert sorted(path.name for path in home.iterdir()) == [copy.relative_to(home).parts[0], "salinan.json"]


def test_a_copy_whose_statement_is_no_text_is_no_copy(sources: Path) -> None:
    gather(sources)
    statement = sources.parent / COPIES / "bandar" / "salinan.json"
    change(statement, '"commit": null', '"commit": "\\ud800"')
    assert [missing.entry.id for missing in gather(sources, fetches=False)[0].missing] == ["bandar"]


def test_a_copy_says_where_it_was_taken_from_and_not_where_it_would_be_now(sources: Path) -> None:
    gather(sources)
    _point_to(sources, "https://situs.example/")
    entry = gather(sources, fetches=False)[0].by_id["bandar"].entry
    assert (entry.kind, entry.place) == ("folder", FOLDERS["bandar"])


def test_nothing_is_fetched_where_only_copies_are_asked_for(sources: Path) -> None:
    gather(sources)
    for folder in FOLDERS.values():
        shutil.rmtree(sources.parent / folder)
    gathered, cooperation = gather(sources, LATER, fetches=False)
    assert {member.freshness for member in gathered.members} == {"kept"}
    assert len(cooperation.differing) == 1
    assert all(member.trouble is None for member in gathered.members)
