"""The form for records, used as staff use it: its files pass the check and are what fmt would write."""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from builtsite import build
from conftest import serve
from formpage import BLITAR, FORM, Run, Staff, accept, copy_shipped, open_form
from playwright.sync_api import Browser, expect
from registers import ROOT

KOMINFO = "records/agreements/ksdd/ksdd-pekanbaru-2025-pks-kominfo.yaml"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Give a writable copy of the shipped register."""
    return copy_shipped(tmp_path / "shipped")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Give a register on GitHub with a record that has comments and lacks another, and its site's address."""
    root = copy_shipped(tmp_path_factory.mktemp("form") / "register")
    (root / KOMINFO).unlink()
    blitar = root / BLITAR
    lines = blitar.read_text("utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("subject:"))
    lines.insert(place, "# Tanyakan naskahnya kepada Dinas Perdagangan.")
    blitar.write_text("\n".join([*lines, "# Diperiksa berkala."]) + "\n", "utf-8")
    registry = root / "records" / "registry.yaml"
    text = registry.read_text("utf-8")
    registry.write_text(text + "repository_url: https://github.com/contoh/registri\n", "utf-8")
    site = build(root, root.parent / "site")
    with serve(site) as address:
        yield root, address


def test_a_newcomer_records_a_real_agreement(
    browser: Browser, other: tuple[Path, str], registri: Run, tmp_path: Path
) -> None:
    """From tests/source/agreements.yaml, with its umbrella, a doubtful date, and three errors on the way."""
    root, address = other
    with open_form(browser, address + FORM) as staff:
        page = staff.page
        staff.begin("KSDD: Kerja Sama Daerah dengan Daerah Lain")
        staff.choose("Jenis naskah", "Perjanjian Kerja Sama")
        staff.find("Pihak", "pekanb", staff.line("Pihak 2"))
        staff.write("Pokok", "komunikasi dan informatika")
        staff.write("Tanggal penandatanganan", "31 September 2025")
        expect(page.get_by_text("Tanggal itu tidak ada di kalender.")).to_be_visible()
        staff.write("Alamat web", "redaksi17.com/?p=74086")
        expect(page.locator(".rk-fault--error", has_text="alamat web")).to_be_visible()
        staff.write(
            "Judul",
            "Perjanjian kerja sama penataan dan pengendalian infrastruktur pasif telekomunikasi antara "
            "Diskominfosan Kota Yogyakarta dan Diskominfotiksan Kota Pekanbaru",
        )
        staff.page.get_by_label("Jangka waktu tidak diketahui").or_(
            page.get_by_label("Tanggal berakhir tidak diketahui")
        ).first.check()
        page.get_by_label("Nomor naskah tidak diketahui").check()
        staff.find("Perangkat daerah", "diskominfo")
        staff.check()
        assert [fault.partition(":")[0] for fault in staff.faults] == [
            "Maksud dan tujuan",
            "Tanggal penandatanganan",
            "Sumber 1, Alamat web",
        ]
        page.locator(".rk-summary").get_by_role("link", name="Maksud dan tujuan").click()
        expect(staff.box("Maksud dan tujuan")).to_be_focused()
        page.keyboard.type(
            "Pekanbaru mempelajari cara Yogyakarta menata menara dan kabel telekomunikasi agar selaras "
            "dengan tata ruang kota."
        )
        staff.write("Tanggal penandatanganan", "19 September 2025 (tidak pasti)")
        expect(page.get_by_text("Dipahami: 19 September 2025 (tidak pasti)")).to_be_visible()
        staff.write("Alamat web", "https://redaksi17.com/?p=74086")
        staff.write("Tanggal halaman", "September 2025")
        staff.unfold("Hubungan")
        page.get_by_role("button", name="Tambah hubungan").click()
        staff.choose("Hubungan", "Melaksanakan")
        staff.find("Perjanjian lain", "pekanbaru nota kesepakatan")
        expect(page.locator(".rk-count")).to_have_text("Semua yang wajib sudah terisi.")
        staff.check()
        place, content = staff.download()
    text = content.decode()
    assert place.startswith("records/agreements/ksdd/ksdd-pekanbaru-2025")
    assert 'date: "2025-09-19?"' in text
    assert "  - type: implements\n    agreement: ksdd-pekanbaru-2025-kb\n" in text
    assert "certainty: partial\nunknown:\n" in text
    copied = tmp_path / "copied"
    shutil.copytree(root, copied)
    accept(registri, copied, place, content)


def test_an_evaluation_leaves_comments_where_they_are(
    browser: Browser, other: tuple[Path, str], registri: Run, tmp_path: Path
) -> None:
    root, address = other
    with open_form(browser, f"{address}{FORM}?catatan=agreements/ksdd/ksdd-blitar-2024&evaluasi") as staff:
        line = staff.line("Evaluasi 1")
        staff.write("Tahun", "2025", line)
        line.get_by_role("radio", name="Semester I", exact=True).check()
        line.get_by_role("radio", name="Berjalan").check()
        line.get_by_role("radio", name="Dilanjutkan").check()
        staff.find("Pengevaluasi", "perdagangan", line)
        page = staff.page
        page.get_by_role("button", name="Tambah keluaran").click()
        staff.write("Keluaran", "Telur ayam terkirim", line)
        staff.check()
        assert staff.faults == []
        place, content = staff.download()
    old = (root / BLITAR).read_text("utf-8")
    new = content.decode()
    assert place == BLITAR
    added = [line for line in new.splitlines() if line not in old.splitlines()]
    assert [line for line in old.splitlines() if line not in new.splitlines()] == []
    assert added[0] == "evaluations:"
    assert "# Tanyakan naskahnya kepada Dinas Perdagangan.\nsubject:" in new
    assert new.endswith("# Diperiksa berkala.\n")
    copied = tmp_path / "copied"
    shutil.copytree(root, copied)
    accept(registri, copied, place, content)


def _fill_agreement(staff: Staff, document: str, partner: str) -> None:
    """Fill in what every agreement must have, and no more."""
    staff.choose("Jenis naskah", document)
    staff.find("Pihak", partner, staff.line("Pihak 2"))
    staff.write("Pokok", "kebudayaan")
    staff.write("Judul", f"Percobaan pengisian formulir: {document}")
    staff.write("Maksud dan tujuan", "Mencoba formulir.")
    staff.write("Tanggal penandatanganan", "sekitar Mei 2024")
    staff.write("Tanggal berakhir", "tidak diketahui")
    staff.write("Alamat web", "https://contoh.example/berita")


def _fill_ksdd(staff: Staff) -> None:
    _fill_agreement(staff, "Kesepakatan Bersama", "sleman")
    staff.write("Nomor naskah pihak ini", "06/NKB/2024", staff.line("Pihak 1"))
    staff.unfold("Nilai dan pembiayaan")
    staff.write("Jumlah", "250.000.000")
    expect(staff.box("Jumlah")).to_have_value("250.000.000")
    staff.mark("Ketelitian", "Persis")


def _fill_ksdpk(staff: Staff) -> None:
    _fill_agreement(staff, "Perjanjian Kerja Sama", "pln")
    staff.write("Bulan", "18")
    staff.unfold("Subjenis", "Dokumen")
    staff.page.get_by_role("radio", name="Penyediaan pelayanan publik").check()


def _fill_ksdpl(staff: Staff) -> None:
    _fill_agreement(staff, "Pernyataan Kehendak Kerja Sama (Letter of Intent)", "baalbek")


def _fill_ksdll(staff: Staff) -> None:
    _fill_agreement(staff, "Naskah Kerja Sama luar negeri (Memorandum of Understanding)", "habitat")
    staff.unfold("Persetujuan DPRD")
    group = staff.page.get_by_role("group", name="Diperlukan")
    group.get_by_role("radio", name="Ya").check()


def _fill_sinergi(staff: Staff) -> None:
    _fill_agreement(staff, "Nota Kesepakatan", "bpjs kesehatan")


def _fill_partner(staff: Staff) -> None:
    staff.write("Nama", "PT Rekaan Sehat")
    staff.choose("Kategori mitra", "Badan usaha swasta")


def _fill_mapping(staff: Staff) -> None:
    staff.write("Tahun", "2026")
    staff.find("Perangkat daerah", "kebudayaan")
    staff.find("Urusan pemerintahan", "kebudayaan")
    staff.write("Kebutuhan atau potensi", "Pertukaran seniman dengan kota lain.")
    staff.choose("Jenis yang diusulkan", "Kerja Sama Daerah dengan Daerah Lain")
    staff.choose("Status", "Direncanakan")


KINDS: dict[str, tuple[str, Callable[[Staff], None]]] = {
    "ksdd": ("KSDD: Kerja Sama Daerah dengan Daerah Lain", _fill_ksdd),
    "ksdpk": ("KSDPK: Kerja Sama Daerah dengan Pihak Ketiga", _fill_ksdpk),
    "ksdpl": ("KSDPL: Kerja Sama Daerah dengan Pemerintah Daerah di Luar Negeri", _fill_ksdpl),
    "ksdll": ("KSDLL: Kerja Sama Daerah dengan Lembaga di Luar Negeri", _fill_ksdll),
    "sinergi": ("Sinergi", _fill_sinergi),
    "partner": ("Mitra", _fill_partner),
    "mapping-entry": ("Entri pemetaan", _fill_mapping),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_can_be_entered(
    kind: str, browser: Browser, shipped_address: str, registri: Run, register: Path
) -> None:
    name, fill = KINDS[kind]
    with open_form(browser, shipped_address + FORM) as staff:
        staff.begin(name)
        fill(staff)
        staff.check()
        assert staff.faults == []
        place, content = staff.download()
    accept(registri, register, place, content)


def test_a_partner_that_the_register_lacks_becomes_a_second_file(
    browser: Browser, shipped_address: str, registri: Run, register: Path
) -> None:
    with open_form(browser, shipped_address + FORM) as staff:
        page = staff.page
        staff.begin("KSDPK: Kerja Sama Daerah dengan Pihak Ketiga")
        field = staff.line("Pihak 2").get_by_role("combobox")
        field.fill("Yayasan Rekaan")
        page.get_by_role("option", name="Tambah mitra baru: “Yayasan Rekaan”").click()
        staff.choose("Kategori mitra", "Yayasan")
        expect(field).to_have_value("Yayasan Rekaan")
        staff.choose("Jenis naskah", "Perjanjian Kerja Sama")
        staff.write("Pokok", "kebudayaan")
        staff.write("Judul", "Perjanjian kerja sama dengan Yayasan Rekaan")
        staff.write("Maksud dan tujuan", "Mencoba formulir.")
        staff.write("Alamat web", "https://contoh.example/berita")
        staff.check()
        assert staff.faults == []
        files = dict(staff.download(number) for number in range(2))
    partner, agreement = files
    assert partner == "records/partners/yayasan-rekaan.yaml"
    assert b"partner: yayasan-rekaan\n" in files[agreement]
    (register / partner).write_bytes(files[partner])
    accept(registri, register, agreement, files[agreement])


def test_a_draft_waits_in_the_browser(browser: Browser, shipped_address: str) -> None:
    with open_form(browser, shipped_address + FORM) as staff:
        staff.begin("Sinergi")
        staff.write("Pokok", "pertukaran data")
        staff.write("Tanggal penandatanganan", "sekitar 2024")
        staff.write("Pengenal", "sinergi-data-rekaan")
        staff.wait_for_kept("sinergi-data-rekaan")
        staff.page.reload()
        expect(staff.page.get_by_role("heading", name="Draf di peramban ini")).to_be_visible()
        staff.page.get_by_role("button", name="Lanjutkan").click()
        expect(staff.box("Pokok")).to_have_value("pertukaran data")
        expect(staff.box("Tanggal penandatanganan")).to_have_value("sekitar 2024")
        # What was chosen is not proposed anew.
        expect(staff.box("Pengenal")).to_have_value("sinergi-data-rekaan")
        staff.page.reload()
        staff.page.get_by_role("button", name="Buang").click()
        staff.page.reload()
        expect(staff.page.get_by_role("heading", name="Apa yang hendak Anda catat?")).to_be_visible()
        assert staff.page.get_by_role("button", name="Lanjutkan").count() == 0


def test_a_short_file_is_proposed_filled_in_and_a_long_one_is_copied(
    browser: Browser, other: tuple[Path, str]
) -> None:
    _, address = other
    with open_form(browser, address + FORM, permissions=["clipboard-read", "clipboard-write"]) as staff:
        staff.begin("Mitra")
        _fill_partner(staff)
        staff.check()
        link = staff.page.get_by_role("link", name="Usulkan di GitHub")
        target = urlsplit(link.get_attribute("href") or "")
        asked = parse_qs(target.query)
        assert (
            f"{target.scheme}://{target.netloc}{target.path}" == "https://github.com/contoh/registri/new/main"
        )
        place, content = staff.download()
        assert asked == {"filename": [place], "value": [content.decode()]}
        assert link.get_attribute("rel") == "noopener"
        staff.unfold("Catatan")
        staff.write("Catatan", "é " * 1500)
        copier = staff.page.get_by_role("link", name="Salin dan buka GitHub")
        assert copier.get_attribute("href") == f"https://github.com/contoh/registri/new/main?filename={place}"
        staff.page.context.route("https://github.com/**", lambda route: route.fulfill(body="GitHub"))
        with staff.page.expect_popup():
            copier.click()
        expect(staff.page.get_by_text("Isinya sudah disalin.")).to_be_visible()
        copied = staff.page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(content.decode().partition("name:")[0])
        assert copied.count("é") == 1500


def test_an_id_that_the_register_has_is_refused(browser: Browser, shipped_address: str) -> None:
    with open_form(browser, f"{shipped_address}{FORM}?baru=ksdd") as staff:
        staff.write("Pengenal", "ksdd-blitar-2024")
        told = staff.page.locator(".rk-fault--error", has_text="ksdd-blitar-2024")
        expect(told).to_be_visible()
        staff.write("Pengenal", "ksdd-blitar-2024-lain")
        expect(told).to_have_count(0)


def test_what_the_form_does_not_know_stays_in_the_file(
    browser: Browser, shipped_address: str, tmp_path: Path
) -> None:
    old = (ROOT / BLITAR).read_text("utf-8")
    odd = old.replace("subject:", "# Dari berkas lama.\nkode_lama: A-17\nsubject:").replace(
        "  - partner: pemerintah-kabupaten-blitar\n",
        "  - partner: pemerintah-kabupaten-blitar\n    nomor_agenda: 12\n",
    )
    file = tmp_path / "ksdd-blitar-2024.yaml"
    file.write_text(odd, "utf-8")
    with open_form(browser, shipped_address + FORM) as staff:
        staff.page.locator(".rk-way", has_text="Berkas dari komputer ini").locator("summary").click()
        staff.page.get_by_label("Berkas", exact=True).set_input_files(file)
        staff.write("Pokok", "perdagangan")
        staff.check()
        expect(staff.page.locator(".rk-result .rk-notice")).to_contain_text("kode_lama")
        text = staff.download()[1].decode()
    assert "kode_lama: A-17\n" in text
    assert "# Dari berkas lama.\n" in text
    assert "nomor_agenda: 12\n" in text
    assert "subject: perdagangan\n" in text


def test_a_document_is_known_by_its_fingerprint(
    browser: Browser, shipped_address: str, tmp_path: Path
) -> None:
    document = tmp_path / "Naskah Kerja Sama (2024).PDF"
    document.write_bytes(b"%PDF-1.4 naskah")
    with open_form(browser, f"{shipped_address}{FORM}?baru=ksdd") as staff:
        staff.unfold("Dokumen")
        staff.page.get_by_role("button", name="Tambah dokumen").click()
        staff.page.get_by_label("Dokumen di komputer ini").set_input_files(document)
        expect(staff.box("Sidik SHA-256")).to_have_value(hashlib.sha256(document.read_bytes()).hexdigest())
        expect(staff.box("Ukuran berkas")).to_have_value("15")
        expect(staff.box("Berkas dalam register")).to_have_value("naskah-kerja-sama-2024.pdf")


def test_another_type_keeps_what_was_typed(browser: Browser, shipped_address: str) -> None:
    with open_form(browser, f"{shipped_address}{FORM}?baru=ksdpk") as staff:
        page = staff.page
        staff.choose("Jenis naskah", "Kesepakatan Bersama")
        staff.find("Pihak", "sleman", staff.line("Pihak 2"))
        staff.write("Pokok", "persampahan")
        staff.unfold("Subjenis")
        page.get_by_role("radio", name="Penyediaan pelayanan publik").check()
        page.get_by_text("Jenisnya ternyata lain").click()
        page.get_by_label("Jenis kerja sama yang benar").select_option(
            label="Kerja Sama Daerah dengan Daerah Lain"
        )
        expect(page.get_by_role("heading", name="Baru: Kerja Sama Daerah dengan Daerah Lain")).to_be_visible()
        expect(staff.box("Pokok")).to_have_value("persampahan")
        expect(staff.box("Pengenal")).to_have_value(re.compile("^ksdd-sleman"))
        page.get_by_role("button", name="Susun judul dari isian").click()
        expect(staff.box("Judul")).to_have_value(
            "Kesepakatan bersama persampahan antara Pemerintah Kota Yogyakarta dan Pemerintah Kabupaten "
            "Sleman"
        )
        staff.write("Maksud dan tujuan", "Mencoba formulir.")
        staff.write("Alamat web", "https://contoh.example/berita")
        staff.check()
        assert staff.faults == []
        place, content = staff.download()
    assert place.startswith("records/agreements/ksdd/ksdd-sleman")
    assert b"type: ksdd\n" in content
    assert b"subtype" not in content
