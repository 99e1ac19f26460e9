"""``registri evaluate``, ``extend`` and ``end``: by options, by questions, and never more than was shown."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from builtsite import REGISTERS
from conftest import RunCommand
from terminal import Terminal

from generator.read.strict_yaml import read_mapping

AS_OF = "2026-11-24"
ID = "ksdd-rujukan-pasien-2025-0043"
FILE = f"records/agreements/ksdd/{ID}.yaml"
SENT = "ksdpk-pengelolaan-sampah-2024-0027"
EVALUATED = ("--period", "2026-1", "--execution", "Berjalan", "--recommendation", "dilanjutkan",
             "--evaluator", "Dinas Kesehatan")  # fmt: skip


@pytest.fixture
def register(tmp_path: Path) -> Path:
    root = tmp_path / "register"
    shutil.copytree(REGISTERS["sample"], root)
    path = root / FILE
    text = path.read_text(encoding="utf-8")
    # As a person leaves it: a comment, and two keys in another order than the schema's.
    text = text.replace("certainty: exact\n", "").replace(
        "purpose:", "# maksudnya\ncertainty: exact\npurpose:"
    )
    path.write_text(text, encoding="utf-8")
    return root


def _read(root: Path, file: str = FILE) -> Any:
    value, faults = read_mapping((root / file).read_bytes())
    assert value is not None, faults
    return value


def _run(registri: RunCommand, root: Path, *words: str) -> tuple[int, str, str]:
    done = registri(*words, "--root", str(root), "--as-of", AS_OF)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def _tell_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """Give the lines that went and those that came, in order; the rest is the same, in the same order."""
    import difflib  # noqa: PLC0415

    lines = list(difflib.ndiff(before.split("\n"), after.split("\n")))
    return [one[2:] for one in lines if one[0] == "-"], [one[2:] for one in lines if one[0] == "+"]


def test_an_evaluation_by_options(register: Path, registri: RunCommand) -> None:
    before = (register / FILE).read_text(encoding="utf-8")
    words = (*EVALUATED, "--date", "10 Juli 2026", "--activity", "Rujukan: tiga kali",
             "--activity", "Latihan", "--output", "Pasien; 100; 90; orang", "--goal-fit", "Sebagian",
             "--obstacle", "Hujan",
             "--source", "https://contoh.example/evaluasi")  # fmt: skip
    code, shown, _ = _run(registri, register, "evaluate", ID, *words)
    assert code == 1
    assert (register / FILE).read_text(encoding="utf-8") == before
    assert "Belum ada yang ditulis" in shown
    code, shown, _ = _run(registri, register, "evaluate", ID, *words, "--write")
    assert code == 0
    after = (register / FILE).read_text(encoding="utf-8")
    went, came = _tell_lines(before, after)
    assert went == []
    assert [line for line in shown.split("\n") if line.startswith("+") and not line.startswith("+++")] == [
        f"+{line}" for line in came
    ]
    value = _read(register)
    assert value["evaluations"] == [
        {
            "period": {"year": 2026, "semester": 1},
            "date": "2026-07-10",
            "evaluator": "dinas-kesehatan",
            "state": "berjalan",
            "activities": ["Rujukan: tiga kali", "Latihan"],
            "outputs": [{"name": "Pasien", "target": 100, "result": 90, "unit": "orang"}],
            "obstacles": ["Hujan"],
            "judgement": {"goal_fit": "sebagian"},
            "recommendation": "dilanjutkan",
            "sources": ["s2"],
        }
    ]
    assert value["sources"][-1] == {"id": "s2", "url": "https://contoh.example/evaluasi"}
    code, shown, _ = _run(registri, register, "check")
    assert code == 0


def test_a_second_evaluation_of_the_same_period_is_refused(register: Path, registri: RunCommand) -> None:
    assert _run(registri, register, "evaluate", ID, *EVALUATED, "--write")[0] == 0
    before = (register / FILE).read_bytes()
    code, shown, _ = _run(registri, register, "evaluate", ID, *EVALUATED, "--write")
    assert code == 1
    assert "Tidak ditulis" in shown
    assert (register / FILE).read_bytes() == before


def test_an_end_by_options(register: Path, registri: RunCommand) -> None:
    before = (register / FILE).read_text(encoding="utf-8")
    words = ("--date", "5/10/2026", "--ground", "objek hilang", "--note", "Terbakar.", "--write")
    assert _run(registri, register, "end", ID, *words)[0] == 0
    went, came = _tell_lines(before, (register / FILE).read_text(encoding="utf-8"))
    assert went == []
    assert came == ["termination:", '  date: "2026-10-05"', "  ground: objek-hilang", "  note: Terbakar."]
    code, _, wrong = _run(registri, register, "end", ID, *words)
    assert code == 2
    assert "sudah tercatat diakhiri pada 2026-10-05" in wrong


def test_a_ground_that_the_law_does_not_know_is_warned_of(register: Path, registri: RunCommand) -> None:
    words = ("end", ID, "--date", "2026-10-05", "--ground", "mitra-pailit", "--write")
    code, shown, _ = _run(registri, register, *words)
    assert code == 1
    assert "KS323" in shown
    assert "--anyway" in shown
    assert "termination" not in _read(register)
    assert _run(registri, register, *words, "--anyway")[0] == 0
    assert _read(register)["termination"]["ground"] == "mitra-pailit"


def test_an_extension_by_an_addendum_changes_the_end_alone(register: Path, registri: RunCommand) -> None:
    file = f"records/agreements/ksdpk/{SENT}.yaml"
    before = (register / file).read_text(encoding="utf-8")
    words = ("--until", "1 Februari 2029", "--date", "20 November 2026", "--number", "12/ADD/2026",
             "--source", "https://contoh.example/addendum", "--write")  # fmt: skip
    assert _run(registri, register, "extend", SENT, *words)[0] == 0
    went, came = _tell_lines(before, (register / file).read_text(encoding="utf-8"))
    assert went == ['  end: "2027-02-01"']
    told = "erpanjangan sampai 1 Februari 2029 (semula sampai 1 Februari 2027), nomor 12/ADD/2026"
    assert came == [
        "events:", '  - date: "2026-11-20"', f"    kind: p{told}", "    sources:", "      - s2",
        '  end: "2029-02-01"', f"  end_note: P{told}.", "  - id: s2",
        "    url: https://contoh.example/addendum",
    ]  # fmt: skip


def test_an_extension_of_its_own_is_a_new_record(register: Path, registri: RunCommand) -> None:
    file = f"records/agreements/ksdpk/{SENT}.yaml"
    before = (register / file).read_bytes()
    words = ("--until", "2029-02-01", "--date", "2026-11-20", "--number", "12/PKS/2026", "--new-record",
             "--source", "https://contoh.example/baru", "--write")  # fmt: skip
    code, shown, _ = _run(registri, register, "extend", SENT, *words)
    assert code == 0, shown
    assert (register / file).read_bytes() == before
    value = _read(register, f"records/agreements/ksdpk/{SENT}-perpanjangan.yaml")
    assert value["relations"] == [{"type": "extends", "agreement": SENT}]
    assert value["term"] == {"start": "2027-02-02", "end": "2029-02-01"}
    assert value["parties"][0]["number"] == "12/PKS/2026"
    assert _run(registri, register, "check")[0] == 0
    new = register / f"records/agreements/ksdpk/{SENT}-perpanjangan.yaml"
    assert registri("fmt", "--check", str(new), "--root", str(register)).returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("evaluate", "rujukan"), ID),
        (("evaluate", "ksdd-rujukan-pasien-2025-0044"), ID),
        (("end", "tidak ada yang begini"), "Tulis pengenalnya"),
        (("evaluate", ID), "--period, --execution, --recommendation, --evaluator"),
        (("evaluate", ID, *EVALUATED, "--period", "kemarin"), '"kemarin" bukan masa evaluasi'),
        (("evaluate", ID, *EVALUATED, "--execution", "berjaln"), 'Mungkin "Berjalan"'),
        (("evaluate", ID, *EVALUATED, "--evaluator", "Dinas Kesehatn"), "dinas-kesehatan"),
        (("evaluate", ID, *EVALUATED, "--beneficiary-count", "banyak"), "--beneficiary-count"),
        (("end", ID, "--date", "2026-10-05"), "--ground"),
        (("end", ID, "--ground", "objek-hilang", "--date", "5/13/2026"), "--date"),
        (("extend", ID), "--until, --date"),
        (("extend", ID, "--new-record"), "--until, --date, --source"),
        (("extend", ID, "--until", "2026-01-01", "--date", "2025"), "harus sesudah yang lama"),
        (("extend", ID, "--until", "2031", "--date", "2026", "--id", "x"), "--new-record"),
        (("extend", SENT, "--until", "2031", "--date", "2026", "--new-record", "--id", "Baru/x",
          "--source", "https://a.example/"), "tidak dapat menjadi pengenal"),
        (("extend", SENT, "--until", "2031", "--date", "2026", "--new-record", "--id", ID,
          "--source", "https://a.example/"), "sudah dipakai"),
    ],
)  # fmt: skip
def test_wrong_words_are_answered(
    words: tuple[str, ...], said: str, register: Path, registri: RunCommand
) -> None:
    code, _, wrong = _run(registri, register, *words)
    assert code == 2
    assert said in wrong


def test_a_record_with_errors_is_mended_first(register: Path, registri: RunCommand) -> None:
    path = register / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("subject:", "subjct:"), encoding="utf-8")
    code, _, wrong = _run(registri, register, "end", ID, "--date", "2026", "--ground", "objek-hilang")
    assert code == 2
    assert f"check --root {register}" in wrong


def test_a_title_or_a_number_names_an_agreement_too(register: Path, registri: RunCommand) -> None:
    for name in (_read(register)["title"], _read(register)["parties"][0]["number"]):
        code, shown, wrong = _run(registri, register, "evaluate", name, *EVALUATED)
        assert code == 1, wrong
        assert FILE in shown


def test_an_evaluation_by_questions(register: Path, tmp_path: Path) -> None:
    terminal = Terminal(["evaluate", ID, "--root", str(register)], tmp_path, AS_OF)
    terminal.expect("Masa yang dievaluasi")
    terminal.expect("[Enter: 2026-1]")
    terminal.type("")
    terminal.expect("Keadaan pelaksanaan")
    terminal.expect("2  Berjalan")
    terminal.answer("?", "9", "2")
    terminal.expect("Rekomendasi")
    terminal.answer("dilanjutkn", "Dilanjutkan")
    terminal.expect("Pengevaluasi")
    terminal.expect("[Enter: Dinas Kesehatan]")
    terminal.type("rumah sakit")
    terminal.expect("1  Rumah Sakit Umum Daerah Contoh Raya")
    terminal.expect("[Enter: Rumah Sakit Umum Daerah Contoh Raya]")
    terminal.type("")
    terminal.expect("Tanggal evaluasi")
    terminal.answer("10 juli 2026", "", "Hujan; Banjir", "", "")
    terminal.expect("delapan penilaian")
    terminal.type("t")
    terminal.expect("Tulis perubahan ini?")
    terminal.type("y")
    assert terminal.finish() == 0, terminal.text
    evaluation = _read(register)["evaluations"][0]
    assert evaluation == {
        "period": {"year": 2026, "semester": 1}, "date": "2026-07-10",
        "evaluator": "rsud", "state": "berjalan", "obstacles": ["Hujan", "Banjir"],
        "recommendation": "dilanjutkan",
    } | {"evaluator": evaluation["evaluator"]}  # fmt: skip
    assert "Sejauh mana kerja sama dilaksanakan." in terminal.text
    assert "Ketik nomor 1 sampai 4" in terminal.text
    assert 'Mungkin "Dilanjutkan"' in terminal.text


def test_a_no_writes_nothing(register: Path, tmp_path: Path) -> None:
    before = (register / FILE).read_bytes()
    terminal = Terminal(["end", ID, "--root", str(register)], tmp_path, AS_OF)
    terminal.expect("Tanggal diakhiri")
    terminal.answer("", "5 Oktober 2026")
    terminal.expect("5  Objek hilang atau musnah")
    terminal.answer("5", "", "")
    terminal.expect("Tulis perubahan ini?")
    terminal.type("t")
    assert terminal.finish() == 1
    assert "Belum ada yang ditulis" in terminal.text
    assert (register / FILE).read_bytes() == before


def test_an_extension_by_questions(register: Path, tmp_path: Path) -> None:
    terminal = Terminal(["extend", SENT, "--root", str(register)], tmp_path, AS_OF)
    terminal.expect("(y/t)")
    terminal.type("t")
    terminal.expect("Berlaku sampai")
    terminal.answer("1 Februari 2029", "20 November 2026", "", "")
    terminal.expect("Tulis perubahan ini?")
    terminal.type("y")
    assert terminal.finish() == 0, terminal.text
    assert _read(register, f"records/agreements/ksdpk/{SENT}.yaml")["term"]["end"] == "2029-02-01"


def test_whoever_stops_leaves_nothing(register: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in register.rglob("*") if path.is_file()}
    for key in (b"\x03", b"\x04"):
        terminal = Terminal(["evaluate", ID, "--root", str(register)], tmp_path, AS_OF)
        terminal.expect("> ")
        assert terminal.stop(key) == 1
        assert "Dihentikan." in terminal.text
    assert {path: path.read_bytes() for path in register.rglob("*") if path.is_file()} == before
