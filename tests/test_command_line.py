"""The command line as a contract: exit codes, the forms of the report, and how wrong use is answered."""

import json
from pathlib import Path

import pytest
from conftest import RunCommand
from registers import KB, PARTNER

from generator.check.finding import Finding
from generator.check.reporters import REPORTERS, report


def _break(root: Path) -> None:
    path = root / KB
    path.write_text(path.read_text(encoding="utf-8").replace("purpose:", "purpos:"), encoding="utf-8")


def test_clean(base: Path, registri: RunCommand) -> None:
    done = registri("check", "--root", str(base))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "16 berkas diperiksa; tidak ada yang perlu dibetulkan.\n"


def test_findings(base: Path, registri: RunCommand) -> None:
    _break(base)
    done = registri("check", "--root", str(base))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.endswith("16 berkas diperiksa: 1 salah, 0 peringatan, 0 saran.\n")


def test_a_warning_keeps_the_exit_code_clean(base: Path, registri: RunCommand) -> None:
    done = registri("check", "--root", str(base), "--as-of", "2024-01-01")
    assert done.returncode == 0
    assert "peringatan KS303" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["periksa"], 'Tidak ada perintah "periksa".'),
        (["chekc"], 'Mungkin maksudnya "check".'),
        (["check", "--rot", "."], "--rot"),
        (["check", "--format", "xml"], "xml"),
        (["check", "--jobs", "0"], "--jobs"),
        (["check", "tidak-ada.yaml"], '"tidak-ada.yaml" tidak ada.'),
        *[
            (["check", "--as-of", text], f'"{text}" bukan tanggal.')
            for text in (
                "2024-02-30",
                "kemarin",
                "2024",
                "20240101",
                "2024-W01-1",
                "9999-12-31",
                "0001-01-01",
            )
        ],
    ],
)
def test_wrong_use(words: list[str], said: str, base: Path, registri: RunCommand) -> None:
    done = registri(*words, cwd=base)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_no_register_here(tmp_path: Path, registri: RunCommand) -> None:
    done = registri("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "--root FOLDER" in done.stderr
    done = registri("check", "--root", str(tmp_path))
    assert done.returncode == 2
    assert "bukan register" in done.stderr


@pytest.mark.parametrize("text", ["kemarin", "9999-12-31", "2024"])
def test_a_bad_pinned_day_is_wrong_use(text: str, base: Path, registri: RunCommand) -> None:
    done = registri("check", "--root", str(base), environment={"REGISTRI_AS_OF": text})
    assert done.returncode == 2
    assert text in done.stderr


@pytest.mark.parametrize("day", ["1900-01-01", "2200-12-31"])
def test_far_days(day: str, base: Path, registri: RunCommand) -> None:
    assert registri("check", "--root", str(base), "--as-of", day).returncode == 0


def test_the_register_around_this_folder_is_found(base: Path, registri: RunCommand) -> None:
    assert registri("check", cwd=base / "records" / "partners").returncode == 0


def test_help_names_every_command(registri: RunCommand) -> None:
    done = registri("--help")
    assert done.returncode == 0
    assert "check" in done.stdout
    assert registri("check", "--help").returncode == 0
    assert registri("--version").returncode == 0


def test_english_on_request(base: Path, registri: RunCommand) -> None:
    done = registri("check", "--root", str(base), environment={"REGISTRI_LANG": "en"})
    assert done.stdout == "16 files checked; nothing to mend.\n"


def test_only_the_wanted_paths_are_reported(base: Path, registri: RunCommand) -> None:
    _break(base)
    assert registri("check", "records/partners", cwd=base).returncode == 0
    assert registri("check", KB, cwd=base).returncode == 1
    assert registri("check", "records", cwd=base).returncode == 1
    assert registri("check", ".", cwd=base).returncode == 1
    assert registri("check", "seberang", cwd=base).returncode == 2


@pytest.mark.parametrize(
    "path", ["README.md", "docs", "..", "site", "records/.tersembunyi", "catatan.yaml", ""]
)
def test_a_path_that_is_no_record_is_wrong_use(path: str, base: Path, registri: RunCommand) -> None:
    for name in ("README.md", "catatan.yaml", "records/.tersembunyi"):
        (base / name).write_text("isi\n", encoding="utf-8")
    (base / "docs").mkdir()
    done = registri("check", "--root", "register", path, cwd=base.parent)
    assert (done.returncode, done.stdout) == (2, "")
    said = "tidak ada" if path in ("site", "") else "bukan catatan"
    assert f'"{path}" {said}' in done.stderr


def test_the_summary_counts_the_named_files(base: Path, registri: RunCommand) -> None:
    (base / "records" / "mapping" / "2031").mkdir(parents=True)
    for words, files in (
        ([], 16),
        (["."], 16),
        ([PARTNER], 1),
        ([PARTNER, PARTNER, "records/partners"], len(list((base / "records" / "partners").iterdir()))),
        ([str(base / PARTNER), KB], 2),
        (["records/mapping/2031"], 0),
    ):
        done = registri("check", *words, cwd=base)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"{files} berkas diperiksa;"), words


def test_a_link_among_the_records_is_a_record(base: Path, registri: RunCommand) -> None:
    (base.parent / "lain.yaml").write_text("id: lain\n", encoding="utf-8")
    (base / "records" / "partners" / "lain.yaml").symlink_to(base.parent / "lain.yaml")
    done = registri("check", "records/partners/lain.yaml", cwd=base)
    assert done.returncode == 1
    assert "1 berkas diperiksa: " in done.stdout


def test_the_same_with_any_number_of_processes(base: Path, registri: RunCommand) -> None:
    _break(base)
    for index in range(500):
        text = f"id: mitra-{index}\nname: Mitra {index}\ncategory: {'bumd' if index % 7 else 'lain'}\n"
        (base / "records" / "partners" / f"mitra-{index}.yaml").write_text(text, encoding="utf-8")
    one = registri("check", "--root", str(base), "--jobs", "1")
    two = registri("check", "--root", str(base), "--jobs", "2")
    assert one.returncode == 1
    assert one.stdout == two.stdout
    assert one.stdout.count("salah KS104") == 72


def test_json(base: Path, registri: RunCommand) -> None:
    (base / KB).write_text((base / KB).read_text(encoding="utf-8") + "title: Judul kedua\n", encoding="utf-8")
    done = registri("check", "--root", str(base), "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "findings": [
            {
                "rule": "KS020",
                "severity": "error",
                "file": KB,
                "line": 64,
                "column": 1,
                "end_line": 64,
                "end_column": 6,
                "message": 'Kunci "title" ditulis dua kali; yang pertama pada baris 3.',
                "help": "Hapus salah satu, atau gabungkan isinya.",
                "related": [{"file": KB, "line": 3, "column": 1}],
                "fix": None,
            }
        ],
        "summary": {"files": 16, "errors": 1, "warnings": 0, "advice": 0},
    }


def test_json_of_a_clean_register(base: Path, registri: RunCommand) -> None:
    done = registri("check", "--root", str(base), "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "findings": [],
        "summary": {"files": 16, "errors": 0, "warnings": 0, "advice": 0},
    }


def test_github(base: Path, registri: RunCommand) -> None:
    (base / PARTNER).write_text(
        'id: kota-seberang\nname: Seberang\ncategory: "100% \\n::error::palsu"\n', encoding="utf-8"
    )
    done = registri("check", "--root", str(base), "--format", "github")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"::error file={PARTNER},line=3,col=11,endLine=3,endColumn=34,title=KS104::")
    assert "100%25 " in lines[0]


def test_text_does_no_harm_to_a_terminal(base: Path) -> None:
    (base / PARTNER).write_bytes(b"id: \x1b[31mmerah\x07\n")
    finding = Finding("KS004", "error", PARTNER, 1, 5, 1, 6, "Pesan \x1b]0;judul\x07", "Bantuan \u202e.")
    text = report("text", [finding], 1, base, "id")
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "\\u001b[31mmerah\\u0007" in text


def test_text_shows_a_long_line_around_its_place(base: Path) -> None:
    (base / PARTNER).write_text(f"note: {'a' * 500}SALAH{'b' * 500}\n", encoding="utf-8")
    finding = Finding("KS001", "error", PARTNER, 1, 507, 1, 512, "Pesan.", "Bantuan.")
    _, source, caret, *_ = report("text", [finding], 1, base, "id").splitlines()
    assert max(len(source), len(caret)) < 160
    assert source[caret.index("^") : caret.rindex("^") + 1] == "SALAH"


def test_wide_letters_keep_the_caret_in_place(base: Path) -> None:
    (base / PARTNER).write_text("name: 東京x\n", encoding="utf-8")
    finding = Finding("KS001", "error", PARTNER, 1, 9, 1, 10, "Pesan.", "Bantuan.")
    _, source, caret, *_ = report("text", [finding], 1, base, "id").splitlines()
    # Two wide letters take four columns but two characters.
    assert caret.index("^") == source.index("x") + 2


def test_every_form_takes_an_empty_report() -> None:
    assert json.loads(report("json", [], 0, Path(), "id"))["findings"] == []
    assert report("github", [], 0, Path(), "id") == ""
    assert set(REPORTERS) >= {"text", "json", "github"}
