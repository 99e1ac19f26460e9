"""Lists as a new government keeps them: types in dividing rows and names, partners abroad, office words."""

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from registers import SCHEMAS

from generator.entry.countries import find_country, read_country, read_list_country
from generator.entry.fields import list_table
from generator.entry.headings import find_field, guess_fields
from generator.entry.leaves import read_choice
from generator.entry.problem import EntryError
from generator.read.strict_yaml import read_mapping
from generator.regions import find_province
from generator.sheets.layout import headings_of, list_layouts
from generator.sheets.typewords import list_types

RunCommand = Callable[..., "subprocess.CompletedProcess[str]"]
LONGEST_SECONDS = 3.0

TITLE = ("DAFTAR KERJA SAMA DAERAH TAHUN 2023–2024",)
HEAD = (
    "NO", "JUDUL MoU", "JENIS NASKAH", "NAMA MITRA / PIHAK II", "KATEGORI MITRA", "NOMOR", "TGL TTD",
    "JK WAKTU", "BIDANG", "MAKSUD & TUJUAN", "NEGARA",
)  # fmt: skip


def make_row(number: int, partner: str, category: str, country: str = "", **changes: str) -> tuple[str, ...]:
    row = {
        "no": str(number), "title": f"Kerja sama rekaan {number}", "kind": "Perjanjian Kerja Sama",
        "partner": partner, "category": category, "number": f"{number}/PKS/2024", "date": "5 Maret 2024",
        "term": "3 tahun", "subject": "layanan", "purpose": "Layanan bersama.", "country": country,
    }  # fmt: skip
    return tuple((row | changes).values())


OFFICE = (
    TITLE, (), HEAD,
    ("A.", "KERJA SAMA DAERAH DENGAN DAERAH LAIN"),
    make_row(1, "Pemerintah Provinsi Jawa Barat", "Pemda"),
    ("TAHUN 2024",),
    make_row(2, "Pemerintah Kota Tanjung Rekaan", "Pemkot"),
    ("B.", "KERJA SAMA DENGAN PIHAK KETIGA"),
    make_row(3, "Yayasan Rekaan Peduli", "LSM"),
    make_row(4, "Universitas Nusa Rekaan", "PT"),
    ("", "SINERGI"),
    make_row(5, "Kantor Pajak Rekaan", "Instansi vertikal", kind="Nota Kesepakatan"),
    ("D.", "KERJA SAMA LUAR NEGERI"),
    make_row(6, "Pemerintah Kota Ume Rekaan, Jepang", "Pemda LN", kind="LoI", term="1 tahun"),
    make_row(7, "Water Rekaan Foundation", "NGO", "Belanda", kind="LoI", term="1 tahun"),
)  # fmt: skip


def write_book(path: Path, **sheets: tuple[tuple[str, ...], ...]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.save(path)


def run_import(registri: RunCommand, *options: str) -> "subprocess.CompletedProcess[str]":
    source = "https://contoh.example/daftar"
    return registri(
        "import", "daftar.xlsx", "--root", "register", "--with-partners", "--source", source, *options
    )


def test_dividing_rows_tell_the_type_and_partners_abroad_their_country(
    base: Path, registri: RunCommand, tmp_path: Path
) -> None:
    write_book(tmp_path / "daftar.xlsx", Sheet1=OFFICE)
    done = run_import(registri, "--write", "--format", "json")
    report = json.loads(done.stdout)
    assert done.returncode == 0, report["problems"]
    files = {one["from"]["row"]: one["file"] for one in report["records"] if "agreements" in one["file"]}
    assert {row: file.split("/")[2] for row, file in files.items()} == {
        5: "ksdd", 7: "ksdd", 9: "ksdpk", 10: "ksdpk", 12: "sinergi", 14: "ksdpl", 15: "ksdll",
    }  # fmt: skip
    said = [one["message"] for one in report["problems"] if one["reason"] == "section"]
    assert any("B. KERJA SAMA DENGAN PIHAK KETIGA" in one and "KSDPK" in one for one in said)
    assert any("dibaca sebagai KSDPL atau KSDLL, menurut kategori mitranya." in one for one in said)

    def read(name: str) -> dict[str, object]:
        value, _ = read_mapping((base / f"records/partners/{name}.yaml").read_bytes())
        return dict(value or {})

    assert read("pemerintah-provinsi-jawa-barat")["region_code"] == "32"
    assert "region_code" not in read("pemerintah-kota-tanjung-rekaan")
    assert read("universitas-nusa-rekaan")["category"] == "perguruan-tinggi"
    assert read("pemerintah-kota-ume-rekaan-jepang")["country"] == "JP"
    foundation = read("water-rekaan-foundation")
    assert [foundation[key] for key in ("category", "category_as_stated", "country")] == [
        "lembaga-luar-negeri", "NGO", "NL",
    ]  # fmt: skip
    assert registri("check", "--root", "register").returncode == 0


def test_what_is_wrong_is_said_in_the_words_of_the_sheet(
    base: Path, registri: RunCommand, tmp_path: Path
) -> None:
    assert base.is_dir()
    rows = (
        HEAD,
        make_row(1, "Kota Rekaan Abroad", "Pemda LN"),
        make_row(2, "PT Rekaan Maju", "PT"),
        make_row(3, "Dinas Rekaan", "Swasta", date="5 Maret 2062"),
        make_row(4, "Lembaga Rekaan", "Apa saja"),
    )
    abroad = (HEAD, make_row(1, "Kota Rekaan Asing", ""))
    write_book(tmp_path / "daftar.xlsx", Kerja_Sama_Pihak_Ketiga=rows, Kerja_Sama_Luar_Negeri=abroad)
    said = run_import(registri).stdout
    assert "Negara mitra luar negeri ini belum diketahui. Isi kolom “Negara”" in said
    assert '"PT" dapat berarti perguruan tinggi atau perseroan terbatas.' in said
    assert 'bukan "TGL TTD"' in said
    assert '"Rencana penandatanganan"' in said
    assert "Lembaga di luar negeri, Perseorangan, Belum diketahui." in said
    assert '"Kerja Sama Luar Negeri" dapat berarti KSDLL atau KSDPL.' in said
    for key in ("planned", "country", "type_note", "evaluations", "pemerintah-daerah"):
        assert f'"{key}' not in said


def test_a_partner_is_added_for_a_good_agreement_alone_and_no_other_way_is_offered(
    base: Path, registri: RunCommand, tmp_path: Path
) -> None:
    row = make_row(1, "CV Rekaan Jaya", "Swasta", term="3 (lima) tahun")
    write_book(tmp_path / "daftar.xlsx", KSDPK=(HEAD, row))
    said = run_import(registri).stdout
    assert "Baru:" not in said
    assert "akan ditambahkan" not in said
    assert "--only-good" not in said
    assert "Belum ada baris yang dapat ditulis." in said
    run_import(registri, "--write", "--only-good")
    assert not list((base / "records" / "partners").glob("*rekaan-jaya*"))


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("A. KSDD", "ksdd"), ("KERJASAMA ANTAR DAERAH", "ksdd"),
        ("II. Kerja Sama dengan Pihak Ketiga", "ksdpk"),
        ("Kerja Sama Daerah dengan Pemerintah Daerah di Luar Negeri", "ksdpl"), ("SISTER CITY", "ksdpl"),
        ("Kerja sama dengan lembaga di luar negeri (KSDLL)", "ksdll"), ("SINERGI PUSAT-DAERAH", "sinergi"),
        ("Kerja sama luar negeri", "ksdll ksdpl"), ("KSDPL/KSDLL", "ksdll ksdpl"), ("TAHUN 2024", ""),
        ("Bidang pendidikan", ""),
    ],
)  # fmt: skip
def test_words_for_a_type(text: str, types: str) -> None:
    assert " ".join(sorted(list_types(text))) == types


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Judul MoU", "title"), ("Judul Kerja Sama / MoU", "title"), ("Jk. Waktu", "term.duration"),
        ("Jangka Wkt", "term.duration"), ("NAMA MITRA / PIHAK II", "partners"), ("No. MoU", "own_number"),
        ("Tgl. Kesepakatan", "signing.date"), ("OPD/Unit Kerja", "lead_department"), ("No.", "@row"),
        ("Judul/Nomor", None), ("Nomor HP", None), ("Warna Map", None),
    ],
)  # fmt: skip
def test_headings_of_offices(heading: str, key: str | None) -> None:
    table = headings_of(list_layouts(SCHEMAS, "ksdpk")[0])
    found = find_field(table, heading)
    assert (found.key if found else None) == key


def test_an_unknown_heading_names_the_nearest() -> None:
    table = headings_of(list_layouts(SCHEMAS, "ksdpk")[0])
    assert [one.key for one in guess_fields(table, "Judul/Nomor")] == ["title", "own_number"]
    assert [one.key for one in guess_fields(table, "Dinas pemrakarsa")][:1] == ["lead_department"]
    assert guess_fields(table, "Warna map") == []


def test_a_monstrous_heading_is_compared_at_once() -> None:
    table = headings_of(list_layouts(SCHEMAS, "ksdpk")[0])
    started = time.perf_counter()
    for word in ("a", "nomor tanggal ", "nomor/", "nilai kerja sama perjanjian"):
        guess_fields(table, word * (30_000 // len(word)))
    assert time.perf_counter() - started < LONGEST_SECONDS


def test_a_section_that_leaves_the_type_open_does_not_gainsay_its_sheet(
    base: Path, registri: RunCommand, tmp_path: Path
) -> None:
    assert base.is_dir()
    rows = (HEAD, ("A.", "KERJA SAMA LUAR NEGERI"), make_row(1, "Majelis Kota Sahabat", ""))
    write_book(tmp_path / "daftar.xlsx", KSDPL=rows)
    done = run_import(registri, "--format", "json")
    [record] = json.loads(done.stdout)["records"]
    assert "/ksdpl/" in record["file"], done.stdout


def test_a_long_heading_is_told_and_rows_are_counted_once(
    base: Path, registri: RunCommand, tmp_path: Path
) -> None:
    assert base.is_dir()
    row = make_row(1, "Kota Rekaan Satu; Kota Rekaan Dua", "Pemda; Pemda")
    rows = ((*HEAD, "Warna map " * 30), (*row, "merah"))
    write_book(tmp_path / "daftar.xlsx", Kerja_Sama_Antar_Daerah=rows)
    said = run_import(registri).stdout
    assert "Kolom ini tidak dikenal dan tidak dibaca." in said
    assert said.count("Mitra ini akan ditambahkan ke register.") == 1
    assert "baris: 2, 2" not in said


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("LSM", "organisasi-kemasyarakatan"), ("Swasta", "badan-usaha-swasta"), ("BUMD", "bumd"),
        ("Pemda LN", "pemerintah-daerah-luar-negeri"), ("PTS", "perguruan-tinggi"),
        ("K/L", "kementerian-lembaga"), ("Perorangan", "perseorangan"),
    ],
)  # fmt: skip
def test_categories_as_offices_call_them(text: str, code: str) -> None:
    assert read_choice(list_table(SCHEMAS, "partner").by_key["category"], text) == code


def test_countries_by_their_names() -> None:
    found = [read_country(text) for text in ("Jepang", "japan", "JP", "Belanda", "RRT", "Korea Selatan")]
    assert found == ["JP", "JP", "JP", "NL", "CN", "KR"]
    # A code where there is such a code; in a list of agreements it is what its writer calls a country.
    assert [read_country(text) for text in ("RI", "UK", "AS", "as")] == ["ID", "GB", "AS", "US"]
    assert [read_list_country(text) for text in ("RI", "UK", "AS", "JP")] == ["ID", "GB", "US", "JP"]
    with pytest.raises(EntryError) as error:
        read_country("Jepangg")
    assert 'Mungkin maksudnya "Jepang"' in error.value.instead.id
    for name, code in (("Kota A (Jepang)", "JP"), ("Kota A, Belanda", "NL"), ("CV Maju, Jaya", None)):
        assert find_country(name) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Pemerintah Provinsi Jawa Barat", "32"), ("Pemprov DKI Jakarta", "31"), ("Pemerintah Aceh", "11"),
        ("Pemerintah Daerah Istimewa Yogyakarta", "34"),
        ("Pemerintah Kota Yogyakarta", None), ("Pemerintah Jambi", None), ("Universitas Riau", None),
    ],
)  # fmt: skip
def test_only_a_provinces_own_government_has_its_code(name: str, code: str | None) -> None:
    assert find_province(name) == code
