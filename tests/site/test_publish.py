"""Publishing is all or nothing."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import BOUND
from registers import ROOT

from generator.site.publish import is_site, stage_site

RunCommand = Callable[..., "subprocess.CompletedProcess[str]"]


MANIFEST = '{"commit": null, "files": {}}'


class _BuildFailedError(Exception):
    pass


def test_a_finished_stage_becomes_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for content in ("old", "new"):
        with stage_site(site) as stage:
            (stage / "index.html").write_text(content)
            (stage / "manifest.json").write_text(MANIFEST)
    assert (site / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failed_build_leaves_the_old_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old")

    def fail() -> None:
        with stage_site(site) as stage:
            (stage / "index.html").write_text("half")
            raise _BuildFailedError

    with pytest.raises(_BuildFailedError):
        fail()
    assert (site / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_killed_build_leaves_the_old_site_and_the_next_one_cleans_up(base: Path) -> None:
    (base / "site").mkdir()
    (base / "site" / "manifest.json").write_text(MANIFEST)
    (base / "site" / "index.html").write_text("old")
    command = [sys.executable, "-m", "generator", "build", "--root", str(base)]
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 30
    while not list(base.glob(".site-*")) and time.monotonic() < deadline:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert (base / "site" / "index.html").read_text() == "old"
    assert list(base.glob(".site-*"))
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True)
    assert (base / "site" / "index.html").read_text() != "old"
    assert not list(base.glob(".site-*"))


def test_records_with_errors_leave_the_old_site(base: Path, registri: RunCommand) -> None:
    assert registri("build", "--root", str(base)).returncode == 0
    before = (base / "site" / "index.html").read_bytes()
    (base / "records" / "registry.yaml").write_text("name: [", encoding="utf-8")
    refused = registri("build", "--root", str(base))
    assert refused.returncode == 1
    assert re.search(r"records/registry\.yaml:\d+:\d+: salah KS001", refused.stdout)
    assert (base / "site" / "index.html").read_bytes() == before


def test_a_folder_with_something_else_in_it_is_never_replaced(base: Path, registri: RunCommand) -> None:
    precious = base.parent / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("years of work")
    refused = registri("build", "--root", str(base), "--site-dir", str(precious))
    assert refused.returncode == 2
    assert "bukan situs register" in refused.stderr
    assert (precious / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize(
    "named",
    [
        ".",
        "..",
        "/",
        "records",
        "records/partners/baru",
        "docs",
        "docs/situs",
        "schema/situs",
        ".git/situs",
        "lingkar",
    ],
)
def test_what_the_site_is_made_from_is_never_replaced(named: str, base: Path, registri: RunCommand) -> None:
    for name in ("docs", "schema", ".git"):
        (base / name).mkdir()
    (base / "lingkar").symlink_to(base / "records")
    before = sorted(base.parent.rglob("*"))
    refused = registri("build", "--site-dir", named, cwd=base)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Pilih folder lain." in refused.stderr
    assert sorted(base.parent.rglob("*")) == before


def test_even_an_empty_register_root_or_one_with_a_manifest_is_kept(base: Path, registri: RunCommand) -> None:
    (base / "manifest.json").write_text(MANIFEST)
    assert registri("build", "--site-dir", str(base)).returncode == 2
    assert (base / "records" / "registry.yaml").is_file()


@pytest.mark.parametrize("inside", ["", "generator", "generator/situs", "schema/situs", "docs/situs"])
def test_the_program_itself_is_never_replaced(inside: str, base: Path, registri: RunCommand) -> None:
    refused = registri("build", "--root", str(base), "--site-dir", str(ROOT / inside))
    assert refused.returncode == 2
    assert "Pilih folder lain." in refused.stderr


def _unwritable_places(folder: Path) -> dict[str, str]:
    """Give folders that no site can be written to, with the reason to be told."""
    (folder / "berkas").write_text("isi")
    (folder / "putar").symlink_to(folder / "putar")
    (folder / "terkunci").mkdir()
    (folder / "terkunci").chmod(0o555)
    (folder / "gelap").mkdir()
    (folder / "gelap").chmod(0o000)
    return {
        str(folder / "berkas"): "bukan situs register",
        str(folder / "berkas" / "situs"): "ada berkas di tempat yang seharusnya folder",
        str(folder / "putar"): "berputar",
        str(folder / "putar" / "situs"): "berputar",
        str(folder / "terkunci" / "situs"): "tidak ada izin",
        str(folder / "gelap" / "situs"): "tidak ada izin",
        str(folder / ("a" * 300)): "namanya terlalu panjang",
        str(folder / ("a" * 250)): "namanya terlalu panjang",
        "/proc/situs": "tidak dapat ditulis",
        "/proc": "titik kait",
        "/dev/null": "bukan situs register",
    }


def test_a_folder_that_can_t_be_written_is_told_in_plain_words(base: Path, registri: RunCommand) -> None:
    for place, reason in _unwritable_places(base.parent).items():
        refused = registri("build", "--root", str(base), "--site-dir", place, through=BOUND)
        assert (refused.returncode, refused.stdout) == (2, ""), place
        assert reason in refused.stderr, place
        assert "Traceback" not in refused.stderr
    assert (base.parent / "berkas").read_text() == "isi"


def test_what_no_build_wrote_at_the_top_of_the_site_is_carried_over(base: Path, registri: RunCommand) -> None:
    assert registri("build", "--root", str(base)).returncode == 0
    site = base / "site"
    (site / "CNAME").write_text("register.example\n")
    (site / ".nojekyll").write_text("")
    (site / ".well-known").mkdir()
    (site / ".well-known" / "security.txt").write_text("Contact: mailto:a@contoh.example\n")
    (site / ".git").write_text("gitdir: lain\n")
    (site / "tautan").symlink_to("tidak-ada")
    (base / "records" / "agreements" / "ksdd" / "ksdd-seberang-2024-pks.yaml").rename(
        base.parent / "pindah.yaml"
    )
    gone = site / "kerja-sama" / "ksdd-seberang-2024-pks"
    assert gone.is_dir()
    for _ in range(2):
        assert registri("build", "--root", str(base)).returncode == 0
        assert (site / "CNAME").read_text() == "register.example\n"
        assert (site / ".nojekyll").is_file()
        assert (site / ".well-known" / "security.txt").is_file()
        assert (site / ".git").read_text() == "gitdir: lain\n"
        assert (site / "tautan").is_symlink()
        assert not gone.exists()
        assert not list(base.glob(".site-*"))


def test_a_page_that_is_no_longer_written_goes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for names in (("lama.html", "CNAME"), ("baru.html", "CNAME")):
        with stage_site(site) as stage:
            for name in names:
                (stage / name).write_text(name)
            (stage / "manifest.json").write_text(
                json.dumps({"commit": None, "files": dict.fromkeys(names, "")})
            )
    assert sorted(path.name for path in site.iterdir()) == ["CNAME", "baru.html", "manifest.json"]


def test_what_a_build_killed_while_switching_had_not_carried_over_is_carried_by_the_next(
    tmp_path: Path,
) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    aside = tmp_path / f".site-registri-{gone.pid}-old"
    aside.mkdir()
    (aside / "manifest.json").write_text(MANIFEST)
    (aside / "CNAME").write_text("register.example\n")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "manifest.json").write_text(MANIFEST)
    with stage_site(tmp_path / "site") as stage:
        (stage / "manifest.json").write_text(MANIFEST)
    assert (tmp_path / "site" / "CNAME").read_text() == "register.example\n"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_is_carried_over_can_be_read_by_the_server_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As on a file system that can't exchange two folders.
    monkeypatch.setattr("generator.site.publish.exchange", lambda _one, _other: False)
    site = tmp_path / "site"
    kept = site / ".well-known" / "acme-challenge"
    before = os.umask(0o077)
    try:
        for _ in range(2):
            with stage_site(site) as stage:
                (stage / "manifest.json").write_text(json.dumps({"commit": None, "files": {}}))
            if not kept.exists():
                kept.mkdir(parents=True)
                for folder in (kept, kept.parent):
                    folder.chmod(0o755)
    finally:
        os.umask(before)
    assert [folder.stat().st_mode & 0o777 for folder in (kept, kept.parent)] == [0o755, 0o755]


def test_what_counts_as_replaceable(tmp_path: Path) -> None:
    assert is_site(tmp_path / "absent")
    assert is_site(tmp_path)
    (tmp_path / "note.txt").write_text("")
    assert not is_site(tmp_path)
    for others in (
        "{}",
        '{"name": "an application", "icons": []}',
        "[",
        '"commit files"',
        '{"commit": 1, "files": [1]}',
        "[" * 100_000,
    ):
        (tmp_path / "manifest.json").write_text(others)
        assert not is_site(tmp_path), others[:60]
    (tmp_path / "manifest.json").write_text(MANIFEST)
    assert is_site(tmp_path)


def test_a_site_set_aside_by_a_build_killed_while_switching_comes_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    aside = tmp_path / f".site-registri-{gone.pid}-old"
    aside.mkdir()
    (aside / "index.html").write_text("old")
    with pytest.raises(_BuildFailedError), stage_site(site):
        raise _BuildFailedError
    assert (site / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_somebody_elses_beside_the_site_stays(tmp_path: Path) -> None:
    beside = tmp_path / ".site-2024"
    beside.mkdir()
    with stage_site(tmp_path / "site") as stage:
        (stage / "index.html").write_text("new")
    assert beside.is_dir()


def test_a_folder_beside_the_site_with_a_number_no_process_has_stays(tmp_path: Path) -> None:
    beside = tmp_path / f".site-registri-{10**30}"
    beside.mkdir()
    with stage_site(tmp_path / "site") as stage:
        (stage / "index.html").write_text("new")
    assert beside.is_dir()
