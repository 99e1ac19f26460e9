"""Another government's way from nothing to its own site: few commands, few questions, no other's name."""

import re
import shutil
from pathlib import Path

import openpyxl
from conftest import RunCommand
from terminal import Terminal

HEAD = (
    "Judul", "Jenis naskah", "Mitra", "Kategori mitra", "Nomor naskah kami", "Tanggal penandatanganan",
    "Jangka waktu", "Pokok", "Maksud dan tujuan", "Urusan pemerintahan", "Alamat sumber",
)  # fmt: skip
SUBJECTS = ("Pelatihan kerja", "Pengolahan sampah", "Layanan internet desa", "Beasiswa", "Pasar tani")
AFFAIRS = ("Tenaga Kerja", "Lingkungan Hidup", "Komunikasi dan Informatika", "Pendidikan", "Pertanian")
PARTNERS = (
    "PT Bengkel Roda Laju", "CV Percetakan Aksara", "PT Benih Lumbung Padi", "CV Kapal Jukung Selatan",
    "PT Gelombang Udara Digital", "CV Anyaman Bambu Lestari", "PT Kaca Bening Utara", "CV Kopi Gunung Sunyi",
)  # fmt: skip
OTHERS = re.compile(r"yogya|jogja|34[.]71", re.IGNORECASE)
TEXTS = (".html", ".json", ".jsonl", ".jsonld", ".js", ".css", ".svg", ".xml", ".csv", ".txt", ".ics")
MOST_COMMANDS, MOST_QUESTIONS = 5, 10


def write_workbook(path: Path) -> Path:
    """Write a table of fifty agreements, as a unit of a government keeps one."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "KSDPK"
    sheet.append(HEAD)
    for number in range(50):
        kind = number % len(SUBJECTS)
        partner = PARTNERS[number % len(PARTNERS)]
        sheet.append(
            (
                f"{SUBJECTS[kind]} dengan {partner} ({number + 1})", "PKS", partner, "Badan usaha swasta",
                f"{number + 1:02d}/PKS/2024", f"{number % 28 + 1}/{number % 12 + 1}/2024", "3 tahun",
                SUBJECTS[kind], f"Warga mendapat manfaat dari {SUBJECTS[kind].lower()}.", AFFAIRS[kind],
                f"https://kabupaten-uji.example/{number + 1}",
            )
        )  # fmt: skip
    book.save(path)
    return path


def test_a_government_has_its_own_site_in_five_commands_and_without_a_question(
    registri: RunCommand, tmp_path: Path
) -> None:
    write_workbook(tmp_path / "kerja-sama.xlsx")
    commands: tuple[tuple[str, ...], ...] = (
        ("init", "register", "--name", "Kabupaten Uji", "--region", "99.04", "--language", "id,en"),
        ("init", "--remove-examples", "--root", "register"),
        ("import", "kerja-sama.xlsx", "--with-partners", "--write", "--root", "register"),
        ("check", "--root", "register"),
        ("build", "--root", "register"),
    )
    assert len(commands) <= MOST_COMMANDS
    for words in commands:
        done = registri(*words)
        assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "register" / "site"
    files = [path for path in site.rglob("*") if path.suffix in TEXTS]
    assert len(files) > 500
    assert [path for path in files if OTHERS.search(path.read_text("utf-8"))] == []
    home = (site / "index.html").read_text("utf-8")
    assert "Kabupaten Uji" in home
    assert "Register ini sedang disiapkan Pemerintah Kabupaten Uji" in home
    lines = (site / "data" / "agreements.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 51
    assert all("contoh" not in line.casefold() for line in lines)
    assert "PT Bengkel Roda Laju" in (site / "en" / "mitra" / "index.html").read_text("utf-8")


def test_who_is_asked_answers_ten_questions_at_most_and_most_with_enter(tmp_path: Path) -> None:
    terminal = Terminal(["init", "register"], tmp_path)
    terminal.expect("Nama daerahnya")
    terminal.answer("Kota <Uji>", "kota uji")
    terminal.expect("Kode wilayahnya")
    terminal.answer("?", "99.04")
    terminal.expect("Kode 99.04 adalah kode kabupaten, bukan kota.")
    terminal.answer("99.74")
    terminal.expect("Unit yang mengurus kerja sama")
    terminal.answer("?")
    terminal.expect("Nama resmi unit yang mengurus kerja sama")
    terminal.answer("Urusan Kerja Sama")
    terminal.expect("diawali bentuknya")
    terminal.answer("Bagian Kerja Sama")
    terminal.expect("Alamat web tempat warga")
    terminal.answer("")
    terminal.expect("Alamat repositorinya")
    terminal.answer("github.com/kota-uji/register")
    terminal.expect("bukan alamat web")
    terminal.answer("https://github.com/kota-uji/register", "", "", "", "")
    terminal.expect("Kota Uji  (dari “kota uji”)")
    terminal.expect("Asia/Jakarta (WIB)  (bawaan)")
    terminal.expect("Tulis register ini? (y/t)")
    assert not (tmp_path / "register").exists()
    terminal.type("y")
    terminal.expect("Register Kota Uji ditulis")
    assert terminal.finish() == 0
    questions = terminal.text.count("\n\n")
    assert 0 < questions <= MOST_QUESTIONS, terminal.text
    registry = (tmp_path / "register/records/registry.yaml").read_text("utf-8")
    assert "place_name: Kota Uji\nlevel: kota\n" in registry
    assert "responsible_department: bagian-kerja-sama\n" in registry
    assert "time_zone: Asia/Jakarta\n" in registry
    assert "other_languages" not in registry
    assert not (tmp_path / "register/docs/en").exists()


def test_who_sees_a_mistake_in_what_was_understood_has_nothing_written(tmp_path: Path) -> None:
    terminal = Terminal(["init", "register", "--region", "99.74"], tmp_path)
    terminal.answer("uji", "", "", "", "", "", "", "")
    terminal.expect("Kota Uji  (dari “uji”; tingkatnya dari kode 99.74)")
    terminal.expect("Tulis register ini? (y/t)")
    terminal.type("t")
    terminal.expect("Tidak ada yang ditulis.")
    assert terminal.finish() == 1
    assert not (tmp_path / "register").exists()


def test_what_is_written_first_can_be_put_into_an_empty_repository(
    registri: RunCommand, tmp_path: Path
) -> None:
    (tmp_path / "kosong" / ".git").mkdir(parents=True)
    done = registri("init", "kosong", "--name", "Provinsi Uji", "--region", "81")
    assert done.returncode == 0, done.stderr
    assert "time_zone: Asia/Jayapura\n" in (tmp_path / "kosong/records/registry.yaml").read_text("utf-8")
    for words in (("check",), ("fmt", "--check")):
        done = registri(*words, "--root", "kosong")
        assert done.returncode == 0, done.stdout
    assert "tidak ada yang perlu dibetulkan" in registri("check", "--root", "kosong").stdout
    shutil.rmtree(tmp_path / "kosong")
