"""Publishing is all or nothing."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
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


def test_what_counts_as_replaceable(tmp_path: Path) -> None:
    assert is_site(tmp_path / "absent")
    assert is_site(tmp_path)
    (tmp_path / "note.txt").write_text("")
    assert not is_site(tmp_path)
    for others in ("{}", '{"name": "an application", "icons": []}', "[", '"commit files"'):
        (tmp_path / "manifest.json").write_text(others)
        assert not is_site(tmp_path), others
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
