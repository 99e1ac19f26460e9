"""Drafts of the form: nothing that was typed is lost, and nothing in the browser's store stops the form."""

import json
from typing import Any

import pytest
from formpage import FORM, Staff, open_form
from playwright.sync_api import Browser, expect

CHANGED = f"{FORM}?catatan=agreements/ksdd/ksdd-blitar-2024"
HEAD = "registri-isian:pemerintah-kota-yogyakarta:"
ASKED = "Apa yang hendak Anda catat?"


def _list_kept(staff: Staff) -> list[str]:
    kept: list[str] = staff.page.evaluate(
        f"Object.keys(localStorage).filter((one) => one.startsWith('{HEAD}'))"
    )
    return kept


def _put(staff: Staff, draft: Any) -> None:
    kept = [f"{HEAD}baru", json.dumps(draft)]
    staff.page.evaluate("([key, text]) => localStorage.setItem(key, text)", kept)


def test_a_changed_record_is_gone_on_with(browser: Browser, shipped_address: str) -> None:
    with open_form(browser, shipped_address + CHANGED) as staff:
        staff.write("Pokok", "perdagangan telur")
        staff.wait_for_kept("perdagangan telur")
        staff.page.goto(shipped_address + FORM)
        staff.page.get_by_role("button", name="Lanjutkan").click()
        expect(staff.box("Pokok")).to_have_value("perdagangan telur")
        staff.check()
        assert b"subject: perdagangan telur\n" in staff.download()[1]


def test_a_draft_that_is_offered_stays_until_it_is_thrown_away(
    browser: Browser, shipped_address: str
) -> None:
    with open_form(browser, shipped_address + CHANGED) as staff:
        staff.write("Pokok", "perdagangan telur")
        staff.wait_for_kept("perdagangan telur")
        staff.page.reload()
        staff.box("Pokok").focus()
        staff.page.keyboard.press("Tab")
        staff.page.wait_for_timeout(1000)
        assert len(_list_kept(staff)) == 1
        # What is typed beside it is another draft.
        staff.write("Pokok", "perdagangan ayam")
        staff.wait_for_kept("perdagangan ayam")
        assert len(_list_kept(staff)) == 2
        staff.page.get_by_role("button", name="Kembali ke awal").click()
        assert staff.page.get_by_role("button", name="Lanjutkan").count() == 2
        staff.page.goto(shipped_address + CHANGED)
        expect(staff.page.locator(".rk-record")).to_be_visible()
        staff.page.get_by_role("button", name="Lanjutkan").click()
        expect(staff.box("Pokok")).to_have_value("perdagangan ayam")


def test_two_windows_do_not_write_over_each_other(browser: Browser, shipped_address: str) -> None:
    with open_form(browser, shipped_address + CHANGED) as staff:
        other = Staff(staff.page.context.new_page())
        other.page.goto(shipped_address + CHANGED)
        staff.write("Pokok", "perdagangan telur")
        other.write("Pokok", "perdagangan ayam")
        staff.wait_for_kept("perdagangan telur")
        staff.wait_for_kept("perdagangan ayam")
        assert len(_list_kept(staff)) == 2


def test_the_last_word_is_kept_when_the_page_is_left(browser: Browser, shipped_address: str) -> None:
    with open_form(browser, f"{shipped_address}{FORM}?baru=ksdd") as staff:
        staff.box("Pokok").fill("persampahan")
        staff.page.reload()
        expect(staff.page.get_by_text("draf catatan seperti ini yang belum selesai")).to_be_visible()
        staff.page.get_by_role("button", name="Lanjutkan").click()
        expect(staff.box("Pokok")).to_have_value("persampahan")


def test_another_type_keeps_the_partner_that_was_added(browser: Browser, shipped_address: str) -> None:
    with open_form(browser, f"{shipped_address}{FORM}?baru=ksdd") as staff:
        page = staff.page
        staff.find("Pihak", "Yayasan Rekaan Sehat", staff.line("Pihak 2"))
        expect(page.locator(".rk-added")).to_be_visible()
        page.get_by_text("Jenisnya ternyata lain").click()
        page.get_by_label("Jenis kerja sama yang benar").select_option(
            label="Kerja Sama Daerah dengan Pihak Ketiga"
        )
        expect(page.locator(".rk-added").get_by_role("textbox", name="Nama").first).to_have_value(
            "Yayasan Rekaan Sehat"
        )
        page.get_by_role("button", name="Kembali ke awal").click()
        # Nobody would write its file any more.
        staff.begin("KSDD: Kerja Sama Daerah dengan Daerah Lain")
        field = staff.line("Pihak 2").get_by_role("combobox").first
        field.fill("yayasan-rekaan-sehat")
        field.press("Tab")
        staff.check()
        expect(page.locator(".rk-fault--error", has_text="Belum dipilih dari daftar.")).to_be_visible()


_GOOD: dict[str, Any] = {
    "subject": {"kind": "agreement", "type": "ksdd", "schema": "agreement-ksdd", "name": "baru"},
    "values": {"type": "ksdd", "subject": "persampahan"},
    "touched": ["subject"],
    "title": "Naskah rekaan",
    "added": [],
    "at": 1790000000000,
}


def _of(**more: Any) -> dict[str, Any]:
    return {**_GOOD["subject"], **more}


_NO_DRAFTS: list[Any] = [
    None,
    7,
    [],
    {**_GOOD, "at": "kemarin"},
    {**_GOOD, "at": 1e300},
    {**_GOOD, "subject": "ksdd"},
    {**_GOOD, "subject": _of(kind="surat")},
    {**_GOOD, "subject": _of(type="zzz", schema="agreement-zzz")},
    {**_GOOD, "subject": _of(kind="__proto__")},
    {**_GOOD, "values": "teks"},
    {**_GOOD, "touched": 3},
    {**_GOOD, "added": [None]},
    {**_GOOD, "added": [{"values": None}]},
    {**_GOOD, "title": {"a": 1}},
    {**_GOOD, "text": 5},
    {**_GOOD, "text": "id: x\n"},
]


def test_what_is_no_draft_of_this_form_is_passed_over(browser: Browser, shipped_address: str) -> None:
    with open_form(browser, shipped_address + FORM) as staff:
        for draft in _NO_DRAFTS:
            _put(staff, draft)
            staff.page.reload()
            expect(staff.page.get_by_role("heading", name=ASKED)).to_be_visible()
            assert staff.page.get_by_role("button", name="Lanjutkan").count() == 0
            assert _list_kept(staff) == [f"{HEAD}baru"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"subject": _of(schema="agreement-zzz", file=".github/workflows/a.yml")}, ""),
        ({"values": {"type": "ksdd", "__proto__": {"title": "x"}, "parties": 4, "sources": [{"id": 5}]}}, ""),
        ({"values": {"signing": {"date": 2024}, "title": "<img src=x onerror=alert(1)>"}}, ""),
        ({"text": "rusak: [", "subject": _of(file="records/agreements/ksdd/x.yaml")}, "tidak dapat dibaca"),
        ({"text": "id: x\n", "subject": _of(file="../../x.yaml")}, "bukan catatan"),
    ],
)
def test_an_odd_draft_is_opened_or_told(
    more: dict[str, Any], told: str, browser: Browser, shipped_address: str
) -> None:
    with open_form(browser, shipped_address + FORM) as staff:
        _put(staff, {**_GOOD, **more})
        staff.page.reload()
        staff.page.get_by_role("button", name="Lanjutkan").click()
        if told:
            expect(staff.page.get_by_role("alert").filter(has_text=told)).to_be_visible()
            return
        expect(staff.page.locator(".rk-record")).to_be_visible()
        staff.check()
        assert staff.page.locator(".rk-summary li").count() > 1
        assert "workflows" not in staff.page.locator("#rk-form").inner_text()
