"""What the form says to clerks: fields by their titles, things by their names, no word of files."""

import re

import pytest
from formpage import FORM, open_form
from playwright.sync_api import Browser, expect

FILE_WORDS = re.compile(
    r'\bkunci\b|\bbaris\b|"[a-z_]+(: [^"]*)?"|\bthe key\b|\bkeys?\b|\bline\b', re.IGNORECASE
)


@pytest.mark.parametrize(
    "start", [("", "Mulai mengisi", "Periksa hasilnya"), ("en/", "Start", "Check the result")]
)
def test_what_is_missing_is_said_without_keys(
    browser: Browser, shipped_address: str, start: tuple[str, str, str]
) -> None:
    folder, begin, check = start
    for kind in ("KSDPK", re.compile("^(Mitra|Partner)"), re.compile("^(Entri pemetaan|Mapping)")):
        with open_form(browser, shipped_address + folder + FORM) as staff:
            staff.page.get_by_role("radio", name=kind).check()
            staff.page.get_by_role("button", name=begin).click()
            staff.page.get_by_role("button", name=check).click()
            assert staff.faults
            shown = [*staff.faults, *staff.page.locator(".rk-fault:visible").all_inner_texts()]
            assert not [text for text in shown if FILE_WORDS.search(text)]


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("3-12-24", "Tulis tahunnya empat angka"),
        ("17 Mei", "Tambahkan tahunnya"),
        ("1 Januari 2024 s.d. 31 Desember 2025", "Tulis satu tanggal"),
        ("akhir 2026", "Tulis bulan atau tahunnya"),
        ("5 tahun", "Lamanya ditulis pada isian “Lama”"),
        ("kapan-kapan", "Tulis misalnya 17 Mei 2024"),
        ("31 April 2024", "Tanggal itu tidak ada di kalender"),
    ],
)
def test_a_date_not_understood_is_answered_in_words(
    browser: Browser, shipped_address: str, written: str, advice: str
) -> None:
    """A date that was understood before does not stay in sight."""
    with open_form(browser, shipped_address + FORM) as staff:
        staff.begin("KSDPK")
        staff.write("Tanggal berakhir", "17 Mei 2024")
        staff.write("Tanggal berakhir", written)
        field = staff.page.locator(".rk-field", has=staff.box("Tanggal berakhir")).last
        expect(field).to_contain_text(advice)
        expect(field.locator(".rk-fault--error")).to_contain_text(f'"{written}"')
        expect(field).not_to_contain_text("Dipahami")
        expect(field).not_to_contain_text("tahun-bulan-hari")


def test_rules_speak_of_titles_and_names(browser: Browser, shipped_address: str) -> None:
    with open_form(browser, shipped_address + FORM) as staff:
        page = staff.page
        staff.begin("KSDPK")
        staff.choose("Jenis naskah", "Addendum")
        fault = page.locator(".rk-fault:visible", has_text="Addendum ini")
        expect(fault).to_contain_text("hubungan “Mengubah” atau “Memperpanjang”")
        staff.find("Pihak", "blitar", staff.line("Pihak 1"))
        staff.find("Pihak", "blitar", staff.line("Pihak 2"))
        staff.check()
        told = "\n".join(page.locator(".rk-fault:visible, .rk-summary").all_inner_texts())
        assert "Pihak “Pemerintah Kabupaten Blitar” ditulis dua kali." in told
        assert "Pemerintah daerah sendiri (“Pemerintah Kota Yogyakarta”) tidak ada" in told
        assert "“Pihak: Pemerintah Kota Yogyakarta”" in told
        staff.write("Maksud dan tujuan", "Hubungi 081234567890.")
        fault = page.locator(".rk-fault:visible", has_text="nomor telepon")
        expect(fault).to_contain_text("mintalah pengelola mengizinkannya")
        assert not FILE_WORDS.search("\n".join(page.locator(".rk-fault:visible").all_inner_texts()))


def test_the_form_leads_clerks_to_their_own_guide(browser: Browser, shipped_address: str) -> None:
    """Not to the one for those who write files."""
    with open_form(browser, shipped_address + FORM) as staff:
        staff.page.locator("#rk-intro").get_by_role("link", name="Panduan petugas").click()
        expect(staff.page.get_by_role("heading", level=1)).to_have_text("Panduan petugas")


def test_a_title_goes_on_in_small_letters(browser: Browser, shipped_address: str) -> None:
    with open_form(browser, shipped_address + FORM) as staff:
        staff.begin("KSDPK")
        staff.choose("Jenis naskah", "Perjanjian Kerja Sama")
        for subject, title in (("Layanan taman", "layanan taman"), ("CCTV kota", "CCTV kota")):
            staff.write("Pokok", subject)
            staff.page.get_by_role("button", name="Susun judul dari isian").click()
            expect(staff.box("Judul")).to_have_value(f"Perjanjian kerja sama {title}")
