"""``registri verify``: real sites built again, what differs named, and what can't be proven said."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from builtsite import BuiltSite
from changesets import commit, run_git
from conftest import serve
from registers import KB, copy_base
from smallregister import run, write_small_register

DAY = "2025-03-31"
PAGE = "statistik/2023/index.html"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a register whose site was built at the second of its three commits."""
    root = write_small_register(tmp_path_factory.mktemp("verify") / "register")
    (root / ".gitignore").write_text("/site/\n", encoding="utf-8")
    run_git(root, "init", "-q", "-b", "main")
    commit(root, "Pengaturan", "2025-01-05")
    commit(root, "Awal", "2025-01-10")
    done = run("build", "--root", str(root), "--as-of", DAY, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    path = root / KB
    path.write_text(path.read_text("utf-8").replace("purpose: ", "purpose: Baru. "), encoding="utf-8")
    commit(root, "Sesudah situs dibangun", "2025-04-10")
    return root


@pytest.fixture
def copy(register: Path, tmp_path: Path) -> Path:
    """Give a copy of the site to do harm to."""
    return Path(shutil.copytree(register / "site", tmp_path / "salinan"))


def verify(register: Path, site: object, *words: str) -> "subprocess.CompletedProcess[str]":
    return run("verify", str(site), "--root", str(register), "--jobs", "1", *words)


def read_manifest(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "manifest.json").read_bytes())
    return found


def write_manifest(site: Path, manifest: dict[str, Any]) -> None:
    (site / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_a_site_is_the_same_though_the_register_has_gone_on(register: Path) -> None:
    site = register / "site"
    first = run_git(register, "rev-parse", "HEAD~1")
    manifest = read_manifest(site)
    assert list(manifest) == ["commit", "as_of", "known_on", "program", "files"]
    assert (manifest["commit"], manifest["as_of"], manifest["known_on"]) == (first, DAY, None)
    done = verify(register, site)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"Disusun ulang dari commit {first[:12]}, keadaan pada {DAY}.\n"
        f"Sama: {len(manifest['files'])} berkas pada situs itu tepat seperti hasil susun ulang.\n"
    )
    assert run_git(register, "status", "--porcelain") == ""


def test_one_byte_one_missing_and_one_added_file_are_named(register: Path, copy: Path) -> None:
    content = bytearray((copy / PAGE).read_bytes())
    content[-20] ^= 1
    (copy / PAGE).write_bytes(content)
    (copy / "data" / "agreements.csv").unlink()
    (copy / "mitra" / "palsu.html").write_text("x", encoding="utf-8")
    (copy / "CNAME").write_text("contoh.example", encoding="utf-8")
    (copy / "mitra" / "index.html").unlink()
    # What a site has left out of its manifest is missing all the same.
    manifest = read_manifest(copy)
    del manifest["files"]["mitra/index.html"]
    write_manifest(copy, manifest)
    done = verify(register, copy)
    count = len(manifest["files"]) + 1
    assert done.returncode == 1
    assert done.stdout.splitlines()[1:] == [
        "berbeda: manifest.json",
        f"berbeda: {PAGE}",
        "tidak ada di situs: data/agreements.csv",
        "tidak ada di situs: mitra/index.html",
        "tidak berasal dari register: mitra/palsu.html",
        "Tidak dinilai, sebab milik penyedia situs: CNAME",
        (
            f"Tidak sama: dari {count} berkas yang diperiksa, 2 berbeda, 2 tidak ada, "
            "dan 1 berkas tidak berasal dari register."
        ),
    ]
    assert f"--at {read_manifest(copy)['commit'][:12]} --as-of {DAY} --as-published" in done.stderr


def test_a_part_of_a_site_on_a_server_is_fetched_and_compared(register: Path, copy: Path) -> None:
    (copy / PAGE).write_bytes((copy / PAGE).read_bytes() + b" ")
    (copy / "mitra" / "index.html").unlink()
    manifest = read_manifest(copy)
    count = len(manifest["files"])
    del manifest["files"]["mitra/index.html"]
    # As an older program wrote it, which does not tell the day either.
    write_manifest(copy, {"commit": manifest["commit"], "files": manifest["files"]})
    with serve(BuiltSite(copy)) as address:
        words = ("--files", "mitra/index.html", "--files", "urusan/*", "--files", PAGE)
        done = verify(register, f"{address}index.html", "--as-of", DAY, *words)
    assert done.returncode == 1
    looked_at = sum(name.startswith("urusan/") for name in manifest["files"]) + 2
    assert done.stdout.splitlines()[1:] == [
        "berbeda: manifest.json",
        f"berbeda: {PAGE}",
        "tidak ada di situs: mitra/index.html",
        (
            f"Tidak sama: dari {looked_at} berkas yang diperiksa, 2 berbeda, 1 tidak ada, "
            "dan 0 berkas tidak berasal dari register."
        ),
    ]
    assert "(versi tidak disebut)" in done.stderr
    assert looked_at < count


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"commit": None}, "tidak menyebut commit"),
        ({"commit": f"{40 * 'a'}-dirty"}, "perubahan yang belum disimpan di git"),
        ({"commit": 40 * "a"}, "git fetch"),
        ({"commit": "HEAD"}, "commit tidak dapat dipakai"),
        ({"as_of": None}, "--as-of TTTT-BB-HH"),
        ({"files": {"../../etc/passwd": 64 * "0"}}, "files"),
        ({"files": 7}, "files tidak dapat dipakai"),
    ],
)
def test_what_can_t_be_proven_is_said(
    register: Path, tmp_path: Path, wrong: dict[str, Any], said: str
) -> None:
    write_manifest(tmp_path, {**read_manifest(register / "site"), **wrong})
    done = verify(register, tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_day_is_the_site_s_own(register: Path, copy: Path) -> None:
    done = verify(register, copy, "--as-of", "2024-01-01")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"keadaan pada {DAY}" in done.stderr


def test_what_is_no_site_is_said(register: Path, tmp_path: Path) -> None:
    for site, said in (
        (tmp_path / "tidak-ada", "Tidak ada folder"),
        ("contoh.example", "Alamat web ditulis lengkap"),
        (tmp_path, "tidak ada manifest.json"),
        ("http://127.0.0.1:1/", "tidak dapat diambil"),
        ("ftp://contoh.example/", "bukan alamat situs"),
    ):
        done = verify(register, site)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
    done = run("verify", "--root", str(register))
    assert done.returncode == 2
    assert "misalnya: " in done.stderr
    done = run("verify", str(register / "site"), "--root", str(copy_base(tmp_path / "tanpa-git")))
    assert done.returncode == 2
    assert "tidak berada di dalam repositori git" in done.stderr


def test_another_program_another_branch_and_files_of_no_site_are_said(
    register: Path, copy: Path, tmp_path: Path
) -> None:
    root = tmp_path / "klon"
    run_git(tmp_path, "clone", "-q", str(register), str(root))
    run_git(root, "switch", "-q", "-c", "lain", "HEAD~2")
    manifest = read_manifest(copy)
    manifest["program"] = {"version": "1\x1b[2J\ud800", "fingerprint": 32 * "0"}
    write_manifest(copy, manifest)
    done = verify(root, copy, "--files", PAGE, "--files", "en/404.html")
    assert done.returncode == 2
    assert 'Tidak ada berkas yang cocok dengan "en/404.html"' in done.stderr
    assert "tidak ada dalam riwayat cabang ini" in done.stderr
    assert r"dibuat program lain (versi '1\x1b[2J\ud800, 000000000000')" in done.stderr
    assert "git worktree add ../register-lama" in done.stderr


def test_a_site_of_a_past_day_is_verified_as_such(register: Path, tmp_path: Path) -> None:
    site = tmp_path / "lampau"
    words = ("--at", "2025-02-01", "--as-of", "2024-12-31", "--jobs", "1")
    assert run("build", "--root", str(register), "--site-dir", str(site), *words).returncode == 0
    done = verify(register, site)
    assert (done.returncode, done.stderr) == (0, "")
    # Pages and manifest may well agree on a day that the commit is not of.
    manifest = read_manifest(site)
    manifest["known_on"] = "2024-02-01"
    write_manifest(site, manifest)
    done = verify(register, site, "--files", "data/agreements.csv")
    assert done.returncode == 1
    assert "memperlihatkan yang diketahui pada 2024-02-01, tetapi" in done.stderr


def test_a_site_with_changes_that_git_does_not_hold_is_not_proven(register: Path, tmp_path: Path) -> None:
    root = tmp_path / "klon"
    run_git(tmp_path, "clone", "-q", str(register), str(root))
    path = root / KB
    path.write_text(
        path.read_text("utf-8").replace("purpose: ", "purpose: Belum disimpan. "), encoding="utf-8"
    )
    site = tmp_path / "situs"
    assert run("build", "--root", str(root), "--site-dir", str(site), "--jobs", "1").returncode == 0
    done = verify(root, site)
    assert done.returncode == 2
    assert "sehingga isinya tidak dapat dibuktikan" in done.stderr
