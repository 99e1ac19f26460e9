"""``registri sample`` as users run it."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from conftest import BOUND
from registers import ROOT

from generator.sample.writer import write_sample

RunCommand = Callable[..., "CompletedProcess[str]"]


def test_writes_a_register_and_names_the_next_command(registri: RunCommand, tmp_path: Path) -> None:
    ran = registri("sample", "--count", "12", "kota contoh")
    assert ran.returncode == 0, ran.stderr
    assert "12 perjanjian" in ran.stdout
    assert ran.stdout.endswith(" -m generator build --root 'kota contoh'\n")
    assert len(list((tmp_path / "kota contoh/records/agreements").rglob("*.yaml"))) == 12
    checked = registri("check", "--root", "kota contoh", "--as-of", "2026-11-24")
    assert checked.returncode == 0, checked.stdout


def test_writes_the_demonstration(registri: RunCommand, tmp_path: Path) -> None:
    words = ("sample", "--count", "60", "--english", "demo")
    assert registri(*words, environment={"PYTHONHASHSEED": "7"}).returncode == 0
    own = {
        path.relative_to(tmp_path / "demo"): path.read_bytes() for path in (tmp_path / "demo").rglob("*.yaml")
    }
    folder = ROOT / "examples/contoh"
    assert own == {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_writes_into_the_empty_folder_that_a_shell_stands_in(registri: RunCommand, tmp_path: Path) -> None:
    here = tmp_path / "kosong"
    here.mkdir(mode=0o750)
    before = here.stat()
    ran = registri("sample", "--count", "3", ".", cwd=here)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.endswith(" -m generator build --root .\n")
    after = here.stat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)
    assert [path.name for path in here.iterdir()] == ["records"]
    assert [path.name for path in tmp_path.iterdir()] == ["kosong"]
    (here / "biasa").mkdir()
    assert (here / "records").stat().st_mode == (here / "biasa").stat().st_mode
    built = registri("build", "--root", ".", "--as-of", "2026-11-24", cwd=here)
    assert built.returncode == 0, built.stderr


def test_a_parent_that_may_not_be_written_is_no_hindrance(registri: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "luar" / "dalam").mkdir(parents=True)
    (tmp_path / "luar").chmod(0o555)
    ran = registri("sample", "--count", "1", "luar/dalam", cwd=tmp_path, through=BOUND)
    assert ran.returncode == 0, ran.stderr
    ran = registri("sample", "--count", "1", "luar/baru", cwd=tmp_path, through=BOUND)
    assert ran.returncode == 2
    assert '"luar/baru" tidak dapat ditulis: tidak ada izin.' in ran.stderr


def test_leaves_nothing_behind_where_it_fails(tmp_path: Path) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "penuh")

    (tmp_path / "lama").mkdir()
    for name in ("baru", "lama"):
        with pytest.raises(OSError, match="penuh"):
            write_sample(tmp_path / name, 100, fail)
    assert [path.name for path in tmp_path.rglob("*")] == ["lama"]


def test_refuses_a_folder_with_content(registri: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "penuh").mkdir()
    (tmp_path / "penuh/catatan.txt").write_text("jangan hilang", encoding="utf-8")
    ran = registri("sample", "--count", "3", "penuh")
    assert ran.returncode == 2
    assert "sudah berisi" in ran.stderr
    assert [path.name for path in (tmp_path / "penuh").iterdir()] == ["catatan.txt"]
    assert (tmp_path / "penuh/catatan.txt").read_text(encoding="utf-8") == "jangan hilang"


def test_refuses_a_file_in_the_way(registri: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("isi", encoding="utf-8")
    assert registri("sample", "berkas").returncode == 2
    ran = registri("sample", "berkas/dalam")
    assert ran.returncode == 2
    assert "tidak dapat ditulis" in ran.stderr
    assert (tmp_path / "berkas").read_text(encoding="utf-8") == "isi"


@pytest.mark.parametrize("count", ["0", "-4", "100001", "banyak", "1.5", "", "９", "9" * 5000])
def test_refuses_what_is_no_count(count: str, registri: RunCommand, tmp_path: Path) -> None:
    ran = registri("sample", f"--count={count}", "contoh")
    assert ran.returncode == 2
    assert "bilangan bulat dari 1 sampai 100000" in ran.stderr
    assert not (tmp_path / "contoh").exists()


def test_asks_for_a_folder(registri: RunCommand) -> None:
    ran = registri("sample", "--count", "5")
    assert ran.returncode == 2
    assert "Sebutkan folder tujuan" in ran.stderr


def test_speaks_english_when_asked(registri: RunCommand) -> None:
    ran = registri("sample", "--count", "2", "sample", environment={"REGISTRI_LANG": "en"})
    assert ran.returncode == 0
    assert "2 agreements" in ran.stdout
    assert ran.stdout.endswith(" -m generator build --root sample\n")
