"""Last good copies: one gathering at a time has them, and they are written nowhere but in their folder."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from provinces import DAY, FOLDERS, build_province, change, gather, run_gather, write_province
from registers import ROOT
from test_places import _Slow, serve

from generator.federation.copies import COPIES, hold_copies
from generator.refusal import RefusalError

CITY = "kind: folder\n    place: kota-bandar-rekaan"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Give the example's SOURCES.yaml, to be changed."""
    return write_province(tmp_path / "provinsi")


def _list_copies(sources: Path) -> dict[str, bytes]:
    folder = sources.parent / COPIES
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".kunci")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _wait_until_held(folder: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            with hold_copies(folder, for_writing=False):
                pass
        except RefusalError:
            return
        time.sleep(0.05)
    pytest.fail("the first gathering never began")


def test_a_second_gathering_in_a_folder_is_sent_away_until_the_first_has_ended(sources: Path) -> None:
    gather(sources)
    before = _list_copies(sources)
    with serve(_Slow) as url:
        slow = sources.with_name("LAMBAT.yaml")
        shutil.copy(sources, slow)
        change(slow, CITY, f"kind: site\n    place: {url}")
        first = subprocess.Popen(
            [sys.executable, "-m", "generator", "gather", str(slow), "--as-of", DAY, "--no-site"],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_until_held(sources.parent)
            told = build_province(sources, code=2)
            assert "Penghimpunan lain sedang berjalan di " in told
            assert "Traceback" not in told
            assert "Penghimpunan lain" in build_province(sources, "--offline", code=2)
            assert not (sources.parent / "site").exists()
        finally:
            first.kill()
            first.wait()
    assert _list_copies(sources) == before
    run_gather(sources)


def test_a_lock_that_is_a_link_or_a_pipe_lets_nobody_in_unseen_nor_wait(sources: Path) -> None:
    lock = sources.parent / COPIES / ".kunci"
    lock.parent.mkdir()
    lock.symlink_to(sources.parent / "elsewhere")
    told = run_gather(sources, code=2)
    assert "salinan/.kunci" in told
    assert "tautan" in told
    assert list(lock.parent.iterdir()) == [lock]
    lock.unlink()
    os.mkfifo(lock)
    held = hold_copies(sources.parent, for_writing=True)
    with held, pytest.raises(RefusalError), hold_copies(sources.parent, for_writing=True):
        pass


def test_gatherings_that_only_read_the_copies_may_be_many_at_once(sources: Path) -> None:
    gather(sources)
    with hold_copies(sources.parent, for_writing=False):
        run_gather(sources, "--offline")
        assert "Penghimpunan lain" in run_gather(sources, code=2)


def test_copies_are_written_through_no_link(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "lain" / "bandar").mkdir(parents=True)
    copies = sources.parent / COPIES
    copies.symlink_to(tmp_path / "lain")
    told = run_gather(sources, code=2)
    assert '"salinan/" adalah tautan' in told
    assert not list((tmp_path / "lain" / "bandar").iterdir())
    copies.unlink()
    copies.mkdir()
    (copies / "bandar").symlink_to(tmp_path / "lain" / "bandar")
    told = run_gather(sources, code=1)
    assert told.count('! "salinan/bandar/" adalah tautan') == 1
    assert told.count("baru diambil") == len(FOLDERS)
    assert not list((tmp_path / "lain" / "bandar").iterdir())
