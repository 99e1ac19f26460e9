"""Files that the form is given, whatever they hold: opened without losing a letter, or refused in words."""

import re

import pytest
from formpage import BLITAR, FORM, Staff, open_form
from playwright.sync_api import Browser, FilePayload, expect
from registers import ROOT

TEXT = (ROOT / BLITAR).read_text("utf-8")


def _take(staff: Staff, content: bytes) -> None:
    staff.page.locator(".rk-way", has_text="Berkas dari komputer ini").locator("summary").click()
    file: FilePayload = {"name": "ksdd-blitar-2024.yaml", "mimeType": "text/yaml", "buffer": content}
    staff.page.get_by_label("Berkas", exact=True).set_input_files(file)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (TEXT.replace("subject: ", "subject: caf\u00e9 ").encode("latin-1"), "baris 21: .*bukan UTF-8"),
        (TEXT.encode("utf-16"), "baris 1: .*bukan UTF-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), r"U\+FEFF"),
        (b"\xff" * (3 * 1024 * 1024), "lebih besar daripada 256 KiB"),
        (TEXT.encode() + b"kode_lama: [[1, 2]]\n", "tidak dapat ditulis ulang"),
        (b"a: &x [1]\nb: *x\n", 'Tanda khusus "&"'),
        (TEXT.replace("subject: ", "subject: \u202e").encode(), r"U\+202E"),
    ],
    ids=["latin-1", "utf-16", "bom", "large", "nested", "alias", "bidi"],
)
def test_what_is_no_record_is_refused(
    content: bytes, told: str, browser: Browser, shipped_address: str
) -> None:
    with open_form(browser, shipped_address + FORM) as staff:
        _take(staff, content)
        expect(staff.page.get_by_role("alert").filter(has_text=re.compile(told, re.DOTALL))).to_be_visible()
        assert staff.page.locator(".rk-record").count() == 0


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (r"(?m)^  date: .*$", "  date: 2024", "Penandatanganan"),
        (r"(?m)^  date: .*$", '  date: "17 Mei 2024"', "Penandatanganan"),
        (r"(?m)^  - id: s1$", "  - id: 1", "Sumber"),
        (r"(?m)^title: .*$", "title: [a, b]", "Judul"),
        (r"\Z", "evaluations: belum ada\n", "Evaluasi"),
        (r"\Z", "withheld: 3\nattachments: {a: 1}\nstages: [1]\n", "Dokumen"),
    ],
)
def test_what_has_another_form_is_told_of(
    old: str, new: str, told: str, browser: Browser, shipped_address: str
) -> None:
    changed = re.sub(old, new, TEXT, count=1)
    assert changed != TEXT
    with open_form(browser, shipped_address + FORM) as staff:
        _take(staff, changed.encode())
        expect(
            staff.page.locator(".rk-head .rk-notice", has_text="Bandingkan dengan berkasnya.")
        ).to_contain_text(told)
        staff.check()
        expect(staff.page.locator(".rk-result, .rk-summary:visible").first).to_be_visible()


def test_what_is_no_agreement_is_not_evaluated(browser: Browser, shipped_address: str) -> None:
    address = f"{shipped_address}{FORM}?catatan=partners/pemerintah-kabupaten-blitar&evaluasi"
    with open_form(browser, address) as staff:
        expect(staff.box("Nama")).to_have_value("Pemerintah Kabupaten Blitar")
        assert staff.page.locator("#rk-form .rk-notice").count() == 0
