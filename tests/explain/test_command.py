"""``registri explain`` as users run it."""

from pathlib import Path

import pytest
from conftest import RunCommand
from registers import KB, PARTNER


def test_a_rule(registri: RunCommand, tmp_path: Path) -> None:
    for name in ("KS101", "ks101", "unknown-key"):
        done = registri("explain", name, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        head, group, *rest = done.stdout.splitlines()
        assert head == 'KS101 (salah): Kunci "…" tidak dikenal di sini.'
        assert group == "Isian · unknown-key"
        assert [line for line in rest if line and not line.startswith("  ")] == [
            "Contoh, records/agreements/ksdd/ksdd-seberang-2023-kb.yaml:",
            "Pesan pemeriksaan:",
            "Bila jawabannya hanya satu, registri fix dapat membetulkannya.",
        ]


def test_a_field(registri: RunCommand, tmp_path: Path) -> None:
    done = registri("explain", "certainty", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("certainty: Kepastian\nSeberapa lengkap sumbernya.\n\n")
    assert (
        "\nWajib ada di tempatnya.\nPada catatan: semua jenis perjanjian.\n\nPilihan:\n  exact "
        in done.stdout
    )
    english = registri("explain", "certainty", cwd=tmp_path, environment={"REGISTRI_LANG": "en"})
    assert english.stdout.startswith("certainty: Certainty\nHow complete the sources are.\n")


def test_a_record(base: Path, registri: RunCommand) -> None:
    done = registri("explain", PARTNER, cwd=base)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{PARTNER}: Mitra\nPemerintah Kota Seberang\n"), done.stdout
    assert "\n     1  id: Pengenal. " in done.stdout
    assert done.stdout.endswith("\n1 berkas diperiksa; tidak ada yang perlu dibetulkan.\n")
    beside = registri("explain", Path(PARTNER).name, cwd=(base / PARTNER).parent)
    assert beside.stdout == done.stdout


def test_a_record_with_findings(base: Path, registri: RunCommand) -> None:
    text = (base / KB).read_text(encoding="utf-8")
    (base / KB).write_text(text.replace("purpose:", "purpos:"), encoding="utf-8")
    done = registri("explain", KB, "--root", str(base))
    assert done.returncode == 0
    assert "  purpos: isian yang tidak dikenal\n" in done.stdout
    assert f"{KB}:22:1: salah KS101: " in done.stdout
    (base / KB).write_bytes(b'id: "\x1b[31m\n')
    done = registri("explain", KB, "--root", str(base))
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "salah KS004" in done.stdout


def test_a_hostile_record_does_no_harm(base: Path, registri: RunCommand) -> None:
    (base / PARTNER).write_text('id: kota-seberang\nname: "\\e[31mmerah"\n"\\a": b\n', encoding="utf-8")
    done = registri("explain", PARTNER, cwd=base)
    assert done.returncode == 0
    assert not {"\x1b", "\x07"} & set(done.stdout)


def test_several_things(registri: RunCommand, tmp_path: Path) -> None:
    done = registri("explain", "KS026", "signing.date", cwd=tmp_path)
    assert done.returncode == 0
    assert "\n\nsigning.date: " in done.stdout


def test_nothing_named(registri: RunCommand, tmp_path: Path) -> None:
    done = registri("explain", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\n  KS101  Kunci" in done.stdout
    assert "\n  partner            Mitra\n" in done.stdout
    assert "explain signing.date" in done.stdout


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ("KS999", 'Tidak ada aturan "KS999".'),
        ("KS0026", 'Tidak ada aturan "KS0026". Mungkin maksudnya "KS026"'),
        ("signing.dat", 'Tidak ada isian "signing.dat". Mungkin maksudnya "signing.date"'),
        ("xyzzy", 'Tidak ada isian "xyzzy".\n'),
        ("", 'Tidak ada isian "".'),
        ("x" * 5000, "Tidak ada isian"),
        ("records/tidak-ada.yaml", '"records/tidak-ada.yaml" tidak ada.'),
        ("../luar.yaml", "tidak ada"),
    ],
)
def test_wrong_use(thing: str, said: str, base: Path, registri: RunCommand) -> None:
    done = registri("explain", thing, cwd=base)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_file_outside_any_register(registri: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "catatan.yaml").write_text("id: a\n", encoding="utf-8")
    done = registri("explain", "catatan.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "--root FOLDER" in done.stderr
