"""``registri fix`` as users run it: shown first, written on request only."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import RunCommand
from registers import KB, PARTNER, ROOT

_WRONG = ("purpose:", "purpos:")


def _break(root: Path, right: str = _WRONG[0], wrong: str = _WRONG[1]) -> tuple[bytes, bytes]:
    """Put a slip into an agreement; give its bytes without and with it."""
    path = root / KB
    whole = path.read_bytes()
    path.write_bytes(whole.replace(right.encode(), wrong.encode(), 1))
    return whole, path.read_bytes()


_SHOWN = f"""\
{KB}:22:1: KS101: Kunci "purpos" tidak dikenal di sini.
  = purpos → purpose

--- a/{KB}
+++ b/{KB}
@@ -19,7 +19,7 @@
   - department: dinas-kesehatan
     lead: true
   - department: bagian-kerja-sama
-purpos: Warga kedua kota dapat berobat di puskesmas terdekat.
+purpose: Warga kedua kota dapat berobat di puskesmas terdekat.
 figures:
   - label: Puskesmas yang terlibat
     value: 12

1 pembetulan pada 1 berkas.
"""


def test_shows_and_writes_nothing(base: Path, registri: RunCommand) -> None:
    _, wrong = _break(base)
    done = registri("fix", "--root", str(base))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(_SHOWN + "Belum ada yang ditulis. Untuk menulisnya: ")
    assert done.stdout.endswith(f" fix --root {base} --write\n")
    assert (base / KB).read_bytes() == wrong


def test_writes_on_request(base: Path, registri: RunCommand) -> None:
    whole, _ = _break(base)
    done = registri("fix", "--write", "--root", str(base))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == _SHOWN + "Sudah ditulis.\n"
    assert (base / KB).read_bytes() == whole
    assert registri("check", "--root", str(base)).returncode == 0
    again = registri("fix", "--write", "--root", str(base))
    assert (again.returncode, again.stdout) == (0, "Tidak ada yang dapat dibetulkan dengan pasti.\n")


def test_says_what_is_left(base: Path, registri: RunCommand) -> None:
    _break(base)
    _break(base, 'end: "2028-03-10"', 'end: "2028-02-30"')
    done = registri("fix", "--write", "--root", str(base))
    assert done.returncode == 1
    assert "Sudah ditulis.\nYang masih harus dibetulkan sendiri: 1. Lihat: " in done.stdout
    assert done.stdout.endswith(f" check --root {base}\n")
    alone = registri("fix", "--root", str(base))
    assert alone.returncode == 1
    assert alone.stdout.startswith(
        "Tidak ada yang dapat dibetulkan dengan pasti.\nYang masih harus dibetulkan sendiri: 1. Lihat: "
    )


def test_only_what_is_named(base: Path, registri: RunCommand) -> None:
    _, wrong = _break(base)
    done = registri("fix", "--write", PARTNER, cwd=base)
    assert done.returncode == 0
    assert (base / KB).read_bytes() == wrong
    assert registri("fix", "--write", "records/agreements", cwd=base).returncode == 0
    assert (base / KB).read_bytes() != wrong
    assert registri("fix", "tidak-ada.yaml", cwd=base).returncode == 2


def test_invisible_changes_are_named(base: Path, registri: RunCommand) -> None:
    path = base / KB
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    done = registri("fix", "--root", str(base))
    assert "  = U+FEFF dihapus\n" in done.stdout
    assert "\n-\\ufeffid: ksdd" in done.stdout
    _break(base, "    number: 77/KSD/2023", "\tnumber: 77/KSD/2023")
    done = registri("fix", "--root", str(base))
    assert "\n-\\tnumber: 77/KSD/2023\n+    number: 77/KSD/2023\n" in done.stdout


def test_line_endings_alone_show_no_lines(base: Path, registri: RunCommand) -> None:
    path = base / KB
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"\n", b"\r\n"))
    done = registri("fix", "--write", "--root", str(base))
    assert done.returncode == 0
    assert "@@" not in done.stdout
    assert path.read_bytes() == whole


def test_a_link_is_not_written(base: Path, registri: RunCommand, tmp_path: Path) -> None:
    _, wrong = _break(base)
    outside = tmp_path / "luar.yaml"
    outside.write_bytes(wrong)
    (base / KB).unlink()
    (base / KB).symlink_to(outside)
    done = registri("fix", "--write", "--root", str(base))
    assert done.returncode == 1
    assert outside.read_bytes() == wrong


@pytest.mark.parametrize(
    ("answer", "is_written"), [("y", True), ("ya", True), ("t", False), ("", False), ("\x04", False)]
)
def test_asks_on_a_terminal(answer: str, base: Path, *, is_written: bool) -> None:
    whole, wrong = _break(base)
    ours, theirs = pty.openpty()
    settled = {"REGISTRI_AS_OF": "2025-06-30", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("REGISTRI_")}
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "fix", "--root", str(base)],
        stdin=theirs, stdout=theirs, stderr=theirs, env={**environment, **settled},
    ) as process:  # fmt: skip
        os.close(theirs)
        os.write(ours, answer.encode() + (b"" if answer == "\x04" else b"\n"))
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            shown += piece
            if not piece:
                break
        code = process.wait(timeout=60)
    os.close(ours)
    assert "Tulis perubahan ini? (y/t)" in shown.decode()
    assert code == (0 if is_written else 1)
    assert (base / KB).read_bytes() == (whole if is_written else wrong)


def test_speaks_english_when_asked(base: Path, registri: RunCommand) -> None:
    _break(base)
    done = registri("fix", "--root", str(base), environment={"REGISTRI_LANG": "en"})
    assert "Fixes: 1. Files: 1.\nNothing has been written. To write it: " in done.stdout
