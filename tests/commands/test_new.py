"""``registri new``: by questions at a real terminal, and by options where nobody can be asked."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from builtsite import REGISTERS
from conftest import RunCommand
from terminal import Terminal

from generator.read.strict_yaml import read_mapping

AS_OF = "2026-11-24"
SAID = ("--partner", "contoh lestari", "--document", "PKS", "--subject", "air minum",
        "--title", "PKS Air", "--purpose", "Air bersih.", "--source", "https://contoh.example/x")  # fmt: skip


@pytest.fixture
def register(tmp_path: Path) -> Path:
    root = tmp_path / "register"
    shutil.copytree(REGISTERS["sample"], root)
    return root


def _run(registri: RunCommand, root: Path, *words: str) -> tuple[int, str, str]:
    done = registri("new", *words, "--root", str(root), "--as-of", AS_OF)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def _files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _read(root: Path, file: str) -> Any:
    value, faults = read_mapping((root / file).read_bytes())
    assert value is not None, faults
    return value


def test_an_agreement_by_options(register: Path, registri: RunCommand) -> None:
    words = ("ksdd", *SAID, "--department", "Dinas Kesehatan", "--affair", "kesehatan", "--affair", "sosial",
             "--number", "07/PKS/2026", "--signed", "5 Mei 2026", "--duration", "3 tahun",
             "--set", "objek=Jaringan air")  # fmt: skip
    before = _files(register)
    code, shown, _ = _run(registri, register, *words)
    assert code == 1
    assert "Belum ada yang ditulis" in shown
    assert _files(register) == before
    code, shown, _ = _run(registri, register, *words, "--write")
    file = "records/agreements/ksdd/ksdd-contohlestari-2026-pks.yaml"
    assert code == 0, shown
    assert f"check --root {register} {file}" in shown
    assert _read(register, file) == {
        "id": "ksdd-contohlestari-2026-pks", "type": "ksdd", "title": "PKS Air",
        "document": {"kind": "perjanjian-kerja-sama"},
        "parties": [
            {"partner": "pemerintah-kota-contoh-raya", "number": "07/PKS/2026"},
            {"partner": "pemerintah-kabupaten-contoh-lestari"},
        ],
        "subject": "air minum", "affairs": ["kesehatan", "sosial"],
        "departments": [{"department": "dinas-kesehatan", "lead": True}],
        "purpose": "Air bersih.", "object": "Jaringan air", "signing": {"date": "2026-05-05"},
        "term": {"duration": {"years": 3}}, "certainty": "exact",
        "sources": [{"id": "s1", "url": "https://contoh.example/x"}],
    }  # fmt: skip
    assert registri("check", "--root", str(register), "--as-of", AS_OF).returncode == 0
    assert registri("fmt", "--check", "--root", str(register), str(register / file)).returncode == 0
    assert {path for path in _files(register) if path not in before} == {register / file}


def test_what_is_not_known_is_said_so(register: Path, registri: RunCommand) -> None:
    words = ("--number", "tidak diketahui", "--signed", "tidak diketahui", "--until", "belum diketahui")
    assert _run(registri, register, "ksdd", *SAID, *words, "--write")[0] == 0
    value = _read(register, "records/agreements/ksdd/ksdd-contohlestari-pks.yaml")
    assert value["certainty"] == "partial"
    assert {one["about"] for one in value["unknown"]} >= {"number", "signing-date", "end"}
    assert "signing" not in value
    assert "term" not in value


def test_other_kinds_of_records(register: Path, registri: RunCommand) -> None:
    for words, file in (
        (("mitra", "--name", "Yayasan Uji Baru", "--category", "Yayasan"), "partners/yayasan-uji-baru.yaml"),
        (("partner", "--name", "Kota Jauh", "--category", "pemerintah-daerah-luar-negeri", "--country", "MY"),
         "partners/kota-jauh.yaml"),
        (("pemetaan", "--year", "2027", "--department", "Dinas Sosial", "--affair", "sosial", "--need",
          "Rumah singgah", "--proposed-type", "ksdpk", "--status", "direncanakan"),
         "mapping/2027/2027-rumah-singgah.yaml"),
        (("perangkat-daerah", "--name", "Dinas Baru", "--kind", "dinas"), "departments/dinas-baru.yaml"),
    ):  # fmt: skip
        code, shown, wrong = _run(registri, register, *words, "--write")
        assert code == 0, shown + wrong
        assert _read(register, f"records/{file}")["id"] == Path(file).stem


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Sebutkan jenis catatannya"),
        (("mou",), "Pilih: ksdd"),
        (("ksdd",), "--title, --document, --partner, --subject, --purpose, --source"),
        (("mitra",), "--name, --category"),
        (("mitra", "--name", "x", "--year", "2026"), '--year tidak berlaku untuk "mitra"'),
        (("ksdd", *SAID, "--partner", "kota yang tidak ada"), "tambahkan dahulu sebagai mitra"),
        (("ksdd", *SAID, "--signed", "5/13/2026"), "--signed"),
        (("ksdd", *SAID, "--set", "objek"), "ISIAN=ISI"),
        (("ksdd", *SAID, "--set", "obyekk=x"), '"obyekk"'),
        (("ksdd", *SAID, "--id", "../luar"), "tidak dapat menjadi pengenal"),
        (("ksdd", *SAID, "--id", "A b"), "tidak dapat menjadi pengenal"),
        (("ksdd", *SAID, "--id", "ksdd-rujukan-pasien-2025-0043"), "sudah dipakai"),
    ],
)  # fmt: skip
def test_wrong_words_are_answered(
    words: tuple[str, ...], said: str, register: Path, registri: RunCommand
) -> None:
    before = _files(register)
    code, _, wrong = _run(registri, register, *words, "--write")
    assert code == 2
    assert said in wrong
    assert _files(register) == before


def test_a_record_that_would_be_wrong_is_not_written(register: Path, registri: RunCommand) -> None:
    before = _files(register)
    words = ("mitra", "--name", "Kota Jauh", "--category", "pemerintah-daerah-luar-negeri", "--write")
    code, shown, _ = _run(registri, register, *words)
    assert code == 1
    assert "KS502" in shown
    assert "Tidak ditulis" in shown
    assert _files(register) == before


def test_an_agreement_with_a_new_partner_by_questions(register: Path, tmp_path: Path) -> None:
    terminal = Terminal(["new", "ksdpk", "--root", str(register)], tmp_path, AS_OF)
    terminal.expect("Mitra\n")
    terminal.answer("PT Segar Sekali")
    terminal.expect("+ menambahkan “PT Segar Sekali”")
    terminal.answer("+")
    terminal.expect("Kategori mitra")
    terminal.answer("badan usaha swasta")
    terminal.expect("Mitra lain")
    terminal.answer("")
    terminal.expect("2  Perjanjian Kerja Sama")
    terminal.answer("2", "taman kota")
    terminal.expect("[Enter: Perjanjian Kerja Sama taman kota dengan PT Segar Sekali]")
    terminal.type("")
    terminal.expect("maksud dan tujuan")
    terminal.answer("", "Taman kota terpelihara.", "lingkungan hidup")
    terminal.expect("[Enter: Dinas Lingkungan Hidup]")
    terminal.type("")
    terminal.expect("Urusan pemerintahan")
    terminal.answer("lingkungan")
    terminal.expect("[Enter: Lingkungan Hidup]")
    terminal.type("")
    terminal.answer("01/PKS/2026", "tidak diketahui", "2 Maret 2026", "3 tahun")
    terminal.expect("Alamat web sumbernya")
    terminal.answer("contoh", "https://contoh.example/taman")
    terminal.expect("[Enter: ksdpk-segar-sekali-2026-pks]")
    terminal.type("")
    terminal.expect("Tulis perubahan ini?")
    terminal.type("y")
    assert terminal.finish() == 0, terminal.text
    value = _read(register, "records/agreements/ksdpk/ksdpk-segar-sekali-2026-pks.yaml")
    partner = _read(register, "records/partners/segar-sekali.yaml")
    assert partner == {"id": "segar-sekali", "name": "PT Segar Sekali", "category": "badan-usaha-swasta"}
    assert [party["partner"] for party in value["parties"]] == ["pemerintah-kota-contoh-raya", "segar-sekali"]
    assert value["term"]["duration"] == {"years": 3}
    assert value["departments"] == [{"department": "dinas-lingkungan-hidup", "lead": True}]
    assert "check --root" in terminal.text


def test_whoever_stops_leaves_nothing(register: Path, tmp_path: Path) -> None:
    before = _files(register)
    terminal = Terminal(["new", "ksdd", "--root", str(register)], tmp_path, AS_OF)
    terminal.expect("> ")
    terminal.type("contoh lestari")
    terminal.expect("> ")
    assert terminal.stop(b"\x03") == 1
    assert _files(register) == before
