"""``registri fmt`` as users run it."""

import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import RunCommand
from registers import KB, PARTNER, ROOT

from generator import parallel
from generator.__main__ import cli
from generator.refusal import RefusalError

_MODELINE = "# yaml-language-server: $schema=../../../schema/agreement-ksdd.schema.json\n"


def _shuffle(root: Path) -> str:
    """Put a key of an agreement out of order, with its comment; give the text as it was, comment included."""
    text = (root / KB).read_text(encoding="utf-8")
    line = next(line for line in text.splitlines(keepends=True) if line.startswith("subject:"))
    (root / KB).write_text(f"# pokoknya\n{line}{text.replace(line, '')}", encoding="utf-8")
    return f"# pokoknya\n{text}"


def test_writes_the_canonical_form(base: Path, registri: RunCommand) -> None:
    arranged = _shuffle(base)
    (base / KB).chmod(0o640)
    done = registri("fmt", "--root", str(base))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{KB}: ditata\n16 berkas: 1 ditata, 0 dilewati.\n"
    assert (base / KB).read_text(encoding="utf-8") == arranged
    assert stat.S_IMODE((base / KB).stat().st_mode) == 0o640
    again = registri("fmt", "--root", str(base))
    assert again.stdout == "16 berkas; semuanya tertata.\n"
    assert sorted(path.name for path in (base / KB).parent.iterdir() if path.name.startswith(".")) == []


def test_check_writes_nothing(base: Path, registri: RunCommand) -> None:
    _shuffle(base)
    before = (base / KB).read_bytes()
    done = registri("fmt", "--check", "--root", str(base))
    assert (done.returncode, done.stderr) == (1, "")
    summary = f"{KB}: belum tertata\n16 berkas: 1 belum tertata, 0 dilewati.\nLangkah berikutnya: "
    assert done.stdout.startswith(summary)
    assert done.stdout.endswith(f" fmt --root {base}\n")
    assert (base / KB).read_bytes() == before


def test_only_what_is_named(base: Path, registri: RunCommand) -> None:
    _shuffle(base)
    assert registri("fmt", "--check", "records/partners", cwd=base).returncode == 0
    assert registri("fmt", "--check", PARTNER, cwd=base).stdout == "1 berkas; semuanya tertata.\n"
    assert registri("fmt", "--check", KB, cwd=base).returncode == 1
    assert registri("fmt", "--check", Path(KB).name, cwd=(base / KB).parent).returncode == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"id: a\nname: no\n", "KS023 pada baris 2"),
        (b"id: a\r\n", "KS005 pada baris 1"),
        (b"", "KS007 pada baris 1"),
        (b"id: a\nid: b\n", "KS020 pada baris 2"),
        (b"\xff", "KS003 pada baris 1"),
        (b"id: a\nname:\n  - - b\n", "tanpa mengubah isinya"),
    ],
)
def test_a_file_that_it_can_not_read_is_left_alone(
    data: bytes, said: str, base: Path, registri: RunCommand
) -> None:
    arranged = _shuffle(base)
    (base / PARTNER).write_bytes(data)
    for words in ([], ["--check"]):
        done = registri("fmt", *words, "--root", str(base))
        assert (done.returncode, done.stderr) == (1, "")
        assert f"{PARTNER}: dilewati: " in done.stdout
        assert said in done.stdout
        assert (base / PARTNER).read_bytes() == data
    # The others are put in order all the same.
    assert (base / KB).read_text(encoding="utf-8") == arranged


def test_a_record_that_changes_meanwhile_is_not_overwritten(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _shuffle(base)
    format_all = parallel.map_chunks

    def save_after(*words: Any) -> Any:
        parts = format_all(*words)
        with (base / KB).open("ab") as stream:
            stream.write(b"# disimpan sementara itu\n")
        return parts

    monkeypatch.setattr(parallel, "map_chunks", save_after)
    done = CliRunner().invoke(cli, ["fmt", "--root", str(base)])
    assert isinstance(done.exception, RefusalError)
    assert "berubah" in done.exception.render("id")
    assert (base / KB).read_bytes().endswith(b"# disimpan sementara itu\n")


def test_what_is_no_record_is_left_alone(base: Path, registri: RunCommand) -> None:
    (base / "records" / "partners" / "baca.txt").write_text("teks", encoding="utf-8")
    done = registri("fmt", "--root", str(base))
    assert done.returncode == 1
    assert "records/partners/baca.txt: dilewati: KS201" in done.stdout
    assert done.stdout.endswith(f" check --root {base}\n")


@pytest.mark.parametrize(
    ("path", "said"),
    [("tidak-ada.yaml", "tidak ada"), ("..", "bukan catatan"), ("x" * 5000, "tidak ada")],
)
def test_wrong_use(path: str, said: str, base: Path, registri: RunCommand) -> None:
    done = registri("fmt", path, cwd=base)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_link_is_not_followed(base: Path, registri: RunCommand, tmp_path: Path) -> None:
    outside = tmp_path / "luar.yaml"
    outside.write_text("name: a\nid: b\n", encoding="utf-8")
    (base / PARTNER).unlink()
    (base / PARTNER).symlink_to(outside)
    done = registri("fmt", "--root", str(base))
    assert done.returncode == 1
    assert f"{PARTNER}: dilewati: KS206" in done.stdout
    assert outside.read_text(encoding="utf-8") == "name: a\nid: b\n"


def test_a_register_with_schemas_has_modelines(base: Path, registri: RunCommand) -> None:
    shutil.copytree(ROOT / "schema", base / "schema")
    text = (base / KB).read_text(encoding="utf-8")
    assert registri("fmt", "--check", "--root", str(base)).returncode == 1
    assert registri("fmt", "--root", str(base)).returncode == 0
    assert (base / KB).read_text(encoding="utf-8") == _MODELINE + text
    assert registri("fmt", "--check", "--root", str(base)).returncode == 0
    assert registri("check", "--root", str(base)).returncode == 0


@pytest.mark.parametrize("root", [ROOT, ROOT / "examples" / "contoh"], ids=["records", "examples"])
def test_the_shipped_records_are_in_order(root: Path, registri: RunCommand) -> None:
    done = registri("fmt", "--check", "--root", str(root))
    assert done.returncode == 0, done.stdout


def test_speaks_english_when_asked(base: Path, registri: RunCommand) -> None:
    _shuffle(base)
    done = registri("fmt", "--root", str(base), environment={"REGISTRI_LANG": "en"})
    assert done.stdout == f"{KB}: put in order\n16 files: 1 put in order, 0 left alone.\n"
