"""The files of a register: all of them, in one order, and no trouble with odd ones."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import RunCommand
from hostilefiles import make_socket
from registers import BASE, PARTNER, check, copy_base

from generator.read.files import MAX_BYTES, list_record_files, read_bytes, read_file

ODD = "records/partners/kota-lain.yaml"


def test_order_and_hidden_files(tmp_path: Path) -> None:
    for name in ("records/b.yaml", "records/a/z.yaml", "records/a/.git/x", "records/.DS_Store", "docs/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert list_record_files(tmp_path) == ["records/a/z.yaml", "records/b.yaml"]


def test_no_records(tmp_path: Path) -> None:
    assert list_record_files(tmp_path) == []
    assert read_bytes(tmp_path, "records/tidak-ada.yaml") == b""
    assert read_file(tmp_path, "records/tidak-ada.yaml") == "closed"


def test_a_name_that_is_no_text_is_a_finding(base: Path) -> None:
    folder = os.fsencode(base / "records" / "partners")
    with open(os.path.join(folder, b"kota-\xff.yaml"), "wb") as stream:  # noqa: PTH118, PTH123  a name in bytes
        stream.write(b"id: a\n")
    findings = check(base).findings
    assert [(found.rule, found.file) for found in findings] == [
        ("KS201", "records/partners/kota-\\udcff.yaml")
    ]


def _link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _make_device(path: Path) -> None:
    try:
        os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5))
    except OSError:
        pytest.skip("only the system's owner makes devices")


ODD_THINGS = [
    (_link_to("tidak-ada"), "tautan simbolik"),
    (_link_to("kota-lain.yaml"), "tautan simbolik"),
    (_link_to("kota-seberang.yaml"), "tautan simbolik"),
    (_link_to("/dev/zero"), "tautan simbolik"),
    (_link_to("/proc/self/environ"), "tautan simbolik"),
    (_link_to("/etc/passwd"), "tautan simbolik"),
    (_link_to("../departments"), "tautan simbolik"),
    (Path.mkdir, "folder"),
    (os.mkfifo, "pipa (FIFO)"),
    (make_socket, "soket"),
    (_make_device, "berkas perangkat"),
]


@pytest.mark.parametrize(("make", "words"), ODD_THINGS)
def test_what_is_no_file_is_named_and_not_opened(
    make: Callable[[Path], None], words: str, base: Path, registri: RunCommand
) -> None:
    make(base / ODD)
    assert read_bytes(base, ODD) == b""
    done = registri("check", "--root", str(base), environment={"RAHASIA": "jangan-terbit"})
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines()[0] == f"{ODD}:1:1: salah KS206: Ini {words}, bukan berkas biasa."
    assert "jangan-terbit" not in done.stdout
    assert "root:" not in done.stdout
    assert "|" not in done.stdout


def test_a_link_to_a_folder_is_not_walked(base: Path, tmp_path: Path) -> None:
    (tmp_path / "luar").mkdir()
    (tmp_path / "luar" / "rahasia.yaml").write_text("kata: sandi\n", encoding="utf-8")
    (base / "records" / "agreements" / "luar").symlink_to(tmp_path / "luar")
    found = check(base).findings
    assert [(one.rule, one.file) for one in found] == [("KS206", "records/agreements/luar")]


def test_the_records_are_no_link(base: Path, tmp_path: Path) -> None:
    (base / "records").rename(tmp_path / "luar")
    (base / "records").symlink_to(tmp_path / "luar")
    found = check(base)
    assert found.files == 1
    assert [(one.rule, one.file) for one in found.findings] == [
        ("KS206", "records"),
        ("KS204", "records/registry.yaml"),
    ]


def test_the_registry_as_a_link_builds_nothing(base: Path, registri: RunCommand) -> None:
    registry = base / "records" / "registry.yaml"
    registry.rename(base / "registry.yaml")
    registry.symlink_to("../registry.yaml")
    done = registri("build", "--root", str(base))
    assert done.returncode == 1
    assert "records/registry.yaml:1:1: salah KS206: " in done.stdout
    assert not (base / "site").exists()


def test_a_link_in_place_of_a_record_breaks_no_reference(base: Path) -> None:
    (base / PARTNER).unlink()
    (base / PARTNER).symlink_to("tidak-ada.yaml")
    assert [(one.rule, one.file) for one in check(base).findings] == [("KS206", PARTNER)]


def test_no_more_is_read_than_a_record_may_hold(base: Path) -> None:
    with (base / PARTNER).open("wb") as stream:
        stream.truncate(1 << 40)
    assert len(read_bytes(base, PARTNER)) == MAX_BYTES + 1
    assert [one.rule for one in check(base).findings] == ["KS002"]


def test_folders_however_deep() -> None:
    # Not among pytest's folders: it could not clear them away, should this run be ended half-way.
    folder = Path(tempfile.mkdtemp())
    root = copy_base(folder / "register")
    before = Path.cwd()
    os.chdir(root / "records")
    try:
        for _ in range(1500):
            Path("d").mkdir()
            os.chdir("d")
        Path("x.yaml").write_text("id: x\n", encoding="utf-8")
        os.chdir(before)
        found = check(root).findings
    finally:
        os.chdir(before)
        # Python's own way of removing folders gives up at such a depth.
        subprocess.run(["rm", "-rf", str(folder)], check=True)
    assert [one.rule for one in found] == ["KS201"]
    assert found[0].file.endswith("/d/x.yaml")


def test_a_stray_file_however_deep_its_contents(base: Path, registri: RunCommand) -> None:
    (base / "records" / "partners" / "dalam.txt").write_text("[" * 120_000, encoding="utf-8")
    done = registri("check", "--root", str(base), "--format", "json")
    assert done.returncode == 1
    (found,) = json.loads(done.stdout)["findings"]
    assert (found["rule"], found["line"], found["column"]) == ("KS201", 1, 1)


@contextmanager
def _closed(closed: str) -> Iterator[Path]:
    """Give a register in which this process may not read one place, the system's owner being able to."""
    folder = Path(tempfile.mkdtemp())
    is_owner = os.geteuid() == 0
    try:
        root = copy_base(folder / "register")
        folder.chmod(0o755)
        for path in root.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        (root / closed).chmod(0)
        if is_owner:
            os.seteuid(65534)
        yield root
    finally:
        if is_owner:
            os.seteuid(0)
        (folder / "register" / closed).chmod(0o700)
        shutil.rmtree(folder)


@pytest.mark.parametrize("closed", [PARTNER, "records/partners"])
def test_what_may_not_be_read_is_named(closed: str) -> None:
    with _closed(closed) as root:
        found = [(one.rule, one.file) for one in check(root).findings]
        told = [one.message for one in check(root, "en").findings if one.rule == "KS207"]
    assert ("KS207", closed) in found
    assert {rule for rule, _ in found} <= {"KS207", "KS211"}
    assert told == ["This file or folder can't be read."]


def test_the_base_register_has_only_ordinary_files() -> None:
    assert all(isinstance(read_file(BASE, file), bytes) for file in list_record_files(BASE))
