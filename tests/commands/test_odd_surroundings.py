"""Streams that are closed or full, letters nobody can show, folders gone or locked: never a traceback."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BOUND, RunCommand
from registers import KB, PARTNER, ROOT

CLEAN = "16 berkas diperiksa; tidak ada yang perlu dibetulkan.\n"


def run(
    command: str, cwd: Path, *, removed: tuple[str, ...] = (), **environment: str
) -> "subprocess.CompletedProcess[bytes]":
    """Type a command into a shell, where ``registri`` starts the program, in a Python as it comes."""
    without = ("REGISTRI_", "PYTHON", *removed)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(without)}
    program = shlex.join([sys.executable, "-m", "generator"])
    ran = subprocess.run(
        ["sh", "-c", command.replace("registri ", f"{program} ")],
        cwd=cwd,
        env={**inherited, "REGISTRI_AS_OF": "2025-06-30", "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert b"Traceback" not in ran.stderr
    assert b"Exception ignored" not in ran.stderr
    return ran


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("registri check >&-", 0),
        ("registri check 2>&-", 0),
        ("registri check <&- >&- 2>&-", 0),
        ("registri build <&- >&- 2>&-", 0),
        ("registri periksa 2>&-", 2),
        ("registri periksa >&- 2>&-", 2),
        ("registri --help >&-", 0),
        ("registri check >/dev/full", 2),
        ("registri check --format json >/dev/full", 2),
        ("registri --help >/dev/full", 2),
        ("registri --version >/dev/full", 2),
        ("registri build >/dev/full 2>/dev/full", 2),
        ("registri periksa 2>/dev/full", 2),
    ],
)
def test_closed_and_full_streams(command: str, code: int, base: Path) -> None:
    ran = run(command, base)
    assert ran.returncode == code
    if ">/dev/full" in command and "2>" not in command:
        assert "ruang disk habis" in ran.stderr.decode()


def test_nothing_is_written_into_a_file_that_took_a_closed_stream_s_place(base: Path) -> None:
    whole, closed = base.parent / "utuh", base.parent / "tertutup"
    for site, streams in ((whole, ""), (closed, " <&- >&- 2>&-")):
        assert run(f"registri build --site-dir {site}{streams}", base).returncode == 0
    assert (whole / "manifest.json").read_bytes() == (closed / "manifest.json").read_bytes()


def test_findings_are_told_by_the_code_alone_where_nobody_listens(base: Path) -> None:
    (base / PARTNER).write_text("id: [\n")
    assert run("registri check >&- 2>&-", base).returncode == 1


def test_a_reader_that_goes_away_is_no_failure(base: Path) -> None:
    for command in ("registri check --format json", "registri --help"):
        ran = run(f"({command}; echo $? >&2) | true", base)
        assert ran.stderr.decode() == "0\n"


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "utf-8", "utf-16", "ascii:strict"])
def test_letters_that_a_stream_can_t_carry(encoding: str, base: Path) -> None:
    (base / PARTNER).write_text('id: kota-seberang\nname: "→ 東京"\ncategory: x\n', encoding="utf-8")
    os.close(os.open(os.fsencode(base / "records") + b"/caf\xe9.yaml", os.O_CREAT))
    for command in ("registri check", "registri build"):
        ran = run(command, base, PYTHONIOENCODING=encoding)
        assert ran.returncode == 1
        assert "KS104" in ran.stdout.decode(encoding.partition(":")[0])
    # What programs read is UTF-8 wherever it is written.
    ran = run("registri check --format json", base, PYTHONIOENCODING=encoding)
    assert {one["rule"] for one in json.loads(ran.stdout.decode("utf-8"))["findings"]} >= {"KS104", "KS201"}
    ran = run("registri check --format github", base, PYTHONIOENCODING=encoding)
    assert "KS104" in ran.stdout.decode("utf-8")
    assert run("registri --help", base, PYTHONIOENCODING=encoding).returncode == 0


def test_the_plain_locale(base: Path) -> None:
    for more in ({}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        ran = run("registri check --help", base, removed=("LC_", "LANG"), LC_ALL="C", **more)
        assert ran.returncode == 0
        assert ran.stdout.startswith(b"Pemakaian: ")


@pytest.mark.parametrize("name", [b"caf\xe9", b"\xff\xfe", "東京".encode(), b"\x1b[31m"])
def test_words_that_are_no_text(name: bytes, base: Path) -> None:
    for words in ([name], [b"check", name], [b"check", b"--root", name], [b"build", b"--as-of", name]):
        command = [os.fsencode(sys.executable), b"-m", b"generator", *words]
        ran = subprocess.run(
            command, cwd=base, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
        )
        assert ran.returncode == 2
        assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "zone", ["Foo/Bar", ":", "AAA24", "AAA+99", "XXX-167:59:59", "../../etc/passwd", "A" * 5000, "UTC+14"]
)
def test_odd_time_zones(zone: str, base: Path) -> None:
    ran = run("unset REGISTRI_AS_OF; registri check", base, TZ=zone)
    assert ran.returncode == 0, ran.stdout


def test_a_folder_that_has_been_deleted(base: Path) -> None:
    gone = base.parent / "hilang"
    leave = f"mkdir {gone}; cd {gone}; rmdir {gone}; "
    for words in ("check", "check --root register", "build --site-dir situs --root {base}", "sample contoh"):
        ran = run(leave + "registri " + words.format(base=base), base)
        assert ran.returncode == 2, words
        assert "sudah dihapus" in ran.stderr.decode()
    assert run(f"{leave}registri check --root {base}", base).stdout.decode() == CLEAN
    assert run(f"{leave}registri build --root {base}", base).returncode == 0
    assert run(f"{leave}registri --help", base).returncode == 0


@pytest.mark.parametrize("path", ["a" * 300, "a" * 5000, "a/" * 50_000])
def test_paths_that_are_too_long(path: str, base: Path, registri: RunCommand) -> None:
    for words in (
        ["check", "--root", path],
        ["check", path],
        ["sample", path],
        ["build", "--site-dir", path],
    ):
        ran = registri(*words, cwd=base)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert "Traceback" not in ran.stderr


def test_a_register_that_may_not_be_looked_into(base: Path, registri: RunCommand) -> None:
    base.chmod(0o000)
    try:
        for words in (["check"], ["build"], ["check", "records/partners"]):
            ran = registri(*words, "--root", str(base), cwd=base.parent, through=BOUND)
            assert (ran.returncode, ran.stdout) == (2, "")
            assert "tidak ada izin" in ran.stderr
    finally:
        base.chmod(0o755)


@pytest.mark.parametrize("locked", ["records/partners", "records"])
def test_a_folder_of_records_that_may_not_be_read_is_a_finding(
    locked: str, base: Path, registri: RunCommand
) -> None:
    (base / locked).chmod(0o000)
    try:
        for words in (["check"], ["build"], ["check", locked]):
            ran = registri(*words, "--root", str(base), cwd=base.parent, through=BOUND)
            assert ran.returncode == 1
            assert f"{locked}:1:1: salah " in ran.stdout
            assert "Traceback" not in ran.stderr
    finally:
        (base / locked).chmod(0o755)


def test_a_record_that_may_not_be_read_is_a_finding(base: Path, registri: RunCommand) -> None:
    (base / KB).chmod(0o000)
    ran = registri("check", "--root", str(base), through=BOUND)
    assert ran.returncode == 1
    assert f"{KB}:1:1: salah " in ran.stdout


@pytest.mark.parametrize(("depth", "name"), [(1500, "d"), (30, "d" * 200)])
def test_folders_nested_too_deeply(depth: int, name: str, base: Path) -> None:
    descend = f"cd records/partners; for i in $(seq {depth}); do mkdir {name}; cd {name}; done; "
    try:
        assert run(f"{descend} : > x.yaml; true", base).returncode == 0
        for words in ("check", "build", "check records/partners"):
            ran = run(f"registri {words}", base)
            assert ran.returncode in (1, 2)
            assert b"Program ini keliru" not in ran.stderr
    finally:
        # Python's own way of removing folders, and so pytest's, gives up at such a depth.
        run("rm -rf records/partners/d*", base)


def test_the_root_may_be_a_link_or_go_round_in_a_circle(base: Path, registri: RunCommand) -> None:
    (base.parent / "tautan").symlink_to(base)
    (base.parent / "putar").symlink_to("putar")
    assert registri("check", "--root", "tautan", cwd=base.parent).stdout == CLEAN
    ran = registri("check", "--root", "putar", cwd=base.parent)
    assert ran.returncode == 2
    assert "berputar" in ran.stderr


def test_a_full_disk_leaves_the_old_site(base: Path) -> None:
    assert run("registri build", base).returncode == 0
    before = (base / "site" / "manifest.json").read_bytes()
    # Python would leave its own compiled files cut off.
    ran = run("export PYTHONDONTWRITEBYTECODE=1; ulimit -f 1; registri build --anew", base)
    assert ran.returncode == 2
    assert "berkasnya terlalu besar" in ran.stderr.decode()
    assert (base / "site" / "manifest.json").read_bytes() == before
    assert not list(base.glob(".site-*"))
