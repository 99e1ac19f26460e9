"""Disks that take nothing, for commands that write records: each stays as it was, and that is said."""

import resource
import shutil
from pathlib import Path

import machines
import pytest
from machines import on_broken_machine
from smallregister import run
from tally import Tally
from writers import WRITERS, Desk

_SAID = {
    "full": "ruang disk habis (kosongkan dahulu, lalu jalankan lagi)",
    "read-only": "hanya dapat dibaca (buka untuk ditulis, atau pilih tempat lain)",
    "limited": "berkasnya terlalu besar bagi disk atau batas sistem (lihat: ulimit -f)",
}


def _spoil(desk: Desk, kind: str) -> None:
    if kind == "limited":
        machines.limit(resource.RLIMIT_FSIZE, 10)
        return
    machines.leave_disks()
    if kind == "full":
        # A disk of its own, with what stood there before.
        aside = desk.root.with_name("aslinya")
        shutil.move(desk.root, aside)
        machines.mount_small(desk.root, 1 << 20)
        shutil.copytree(aside, desk.root, dirs_exist_ok=True)
        shutil.rmtree(aside)
        machines.fill(desk.root)
    else:
        machines.make_read_only(desk.root)


def _mend(desk: Desk, kind: str) -> None:
    if kind == "limited":
        machines.unlimit(resource.RLIMIT_FSIZE)
    elif kind == "full":
        machines.empty(desk.root)
    else:
        machines.make_writable(desk.root)


@pytest.mark.slow
@pytest.mark.parametrize("kind", _SAID)
@pytest.mark.parametrize("writer", WRITERS)
def test_a_command_that_can_not_write_says_so_and_changes_nothing(
    writer: str, kind: str, tmp_path: Path, tally: Tally
) -> None:
    desk = Desk(tmp_path, writer)

    def break_it() -> None:
        _spoil(desk, kind)
        refused = run(*desk.words)
        assert refused.returncode == 2
        assert _SAID[kind] in refused.stderr
        assert "Traceback" not in refused.stderr
        assert desk.read() == desk.old
        _mend(desk, kind)
        assert run(*desk.words).returncode == 0
        assert desk.read() == desk.new

    on_broken_machine(break_it)
    tally.add("broken_machines")
