"""``registri verify``: real sites built again, what differs named, and what can't be proven said."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from builtsite import BuiltSite
from changesets import commit, run_git
from conftest import RunCommand, serve
from registers import KB, ROOT, copy_base

DAY = "2025-03-31"
PAGE = "statistik/2023/index.html"


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("REGISTRI_")}
    return subprocess.run(
        [sys.executable, "-m", "generator", *words],
        env={**inherited, "REGISTRI_AS_OF": "2025-06-30", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a register whose site was built at the first of its two commits."""
    root = copy_base(tmp_path_factory.mktemp("verify") / "register")
    (root / ".gitignore").write_text("/site/\n", encoding="utf-8")
    run_git(root, "init", "-q", "-b", "main")
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


def test_a_site_is_the_same_though_the_register_has_gone_on(register: Path) -> None:
    site = register / "site"
    first = run_git(register, "rev-list", "--max-parents=0", "HEAD")
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
    done = verify(register, copy)
    count = len(read_manifest(copy)["files"])
    assert done.returncode == 1
    assert done.stdout.splitlines()[1:] == [
        f"berbeda: {PAGE}",
        "tidak ada di situs: data/agreements.csv",
        "tidak berasal dari register: mitra/palsu.html",
        "Tidak dinilai, sebab milik penyedia situs: CNAME",
        (
            f"Tidak sama: dari {count} berkas yang diperiksa, 1 berbeda, 1 tidak ada, "
            "dan 1 berkas tidak berasal dari register."
        ),
    ]
    assert f"--at {read_manifest(copy)['commit'][:12]} --as-of {DAY} --as-published" in done.stderr


def test_a_site_on_a_server_is_fetched_and_compared(register: Path, copy: Path) -> None:
    (copy / PAGE).write_bytes((copy / PAGE).read_bytes() + b" ")
    (copy / "mitra" / "index.html").unlink()
    with serve(BuiltSite(copy)) as address:
        done = verify(register, address)
        assert done.returncode == 1
        assert done.stdout.splitlines()[1:3] == [f"berbeda: {PAGE}", "tidak ada di situs: mitra/index.html"]
        done = verify(
            register, f"{address}index.html", "--files", "perangkat-daerah/*", "--files", "en/404.html"
        )
        assert done.returncode == 2
        assert 'Tidak ada berkas yang cocok dengan "en/404.html"' in done.stderr
        done = verify(register, address, "--files", "perangkat-daerah/*")
        assert done.returncode == 0
        assert (
            f" dari {len(read_manifest(copy)['files'])} berkas diperiksa, dan semuanya tepat" in done.stdout
        )


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
    (tmp_path / "manifest.json").write_text(
        json.dumps({**read_manifest(register / "site"), **wrong}), "utf-8"
    )
    done = verify(register, tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_day_is_the_site_s_own_and_asked_for_where_it_has_none(register: Path, copy: Path) -> None:
    done = verify(register, copy, "--as-of", "2024-01-01")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"keadaan pada {DAY}" in done.stderr
    manifest = read_manifest(copy)
    old = {"commit": manifest["commit"], "files": manifest["files"]}
    (copy / "manifest.json").write_text(json.dumps(old), encoding="utf-8")
    done = verify(register, copy, "--as-of", DAY)
    assert done.returncode == 0
    assert "(versi tidak disebut)" in done.stderr


def test_what_is_no_site_is_said(register: Path, tmp_path: Path, registri: RunCommand) -> None:
    for site, said in (
        (tmp_path / "tidak-ada", "Tidak ada folder"),
        (tmp_path, "tidak ada manifest.json"),
        ("http://127.0.0.1:1/", "tidak dapat diambil"),
        ("ftp://contoh.example/", "bukan alamat situs"),
    ):
        done = verify(register, site)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
    done = registri("verify", "--root", str(register))
    assert done.returncode == 2
    assert "misalnya: " in done.stderr
    done = registri("verify", str(register / "site"), "--root", str(copy_base(tmp_path / "tanpa-git")))
    assert done.returncode == 2
    assert "tidak berada di dalam repositori git" in done.stderr


def test_another_program_and_another_branch_are_said(register: Path, copy: Path, tmp_path: Path) -> None:
    root = tmp_path / "klon"
    run_git(tmp_path, "clone", "-q", str(register), str(root))
    run_git(root, "switch", "-q", "--orphan", "lain")
    (root / "records").mkdir()
    (root / "records" / "kosong").touch()
    commit(root, "Cabang lain")
    manifest = read_manifest(copy)
    manifest["program"]["fingerprint"] = 32 * "0"
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    done = verify(root, copy, "--files", PAGE)
    assert done.returncode == 0
    assert "tidak ada dalam riwayat cabang ini" in done.stderr
    assert "dibuat program lain (versi " in done.stderr
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
    (site / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
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
