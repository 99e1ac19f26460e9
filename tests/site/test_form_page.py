"""The page of the form: what it shows of records, without a connection, without a script, and to whom."""

import itertools
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from builtsite import REGISTERS, BuiltSite, build
from conftest import serve
from formpage import BLITAR, FORM, Run, accept, copy_shipped, open_form, read_script
from playwright.sync_api import Browser, Request, Route, expect
from registers import ROOT

from generator.addresses import FORM_AGREEMENTS, FORM_OFFLINE, record_file_address
from generator.sample.writer import write_sample


def is_told(file: Path) -> bool:
    """Whether a record is published: one that was withdrawn is not."""
    return "\nwithdrawn:" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["shipped", "sample"])
def test_what_is_loaded_and_not_changed_is_written_as_it_was(
    name: str, browser: Browser, site_of: Callable[[str], BuiltSite]
) -> None:
    folder = REGISTERS[name] / "records"
    files = [
        *folder.glob("agreements/*/*.yaml"),
        *folder.glob("partners/*.yaml"),
        *folder.glob("mapping/*/*.yaml"),
    ]
    told = filter(is_told, sorted(files))
    places = [file.relative_to(folder).as_posix().removesuffix(".yaml") for file in told]
    assert len(places) > 80
    with serve(site_of(name)) as address, open_form(browser, address + FORM) as staff:
        assert staff.page.evaluate(read_script("form_round"), [places, f"{address}api/v1/records/"]) == {}


@pytest.mark.parametrize("name", ["shipped", "sample"])
def test_every_record_that_stands_is_published_byte_for_byte(
    name: str, site_of: Callable[[str], BuiltSite]
) -> None:
    root = REGISTERS[name]
    files = [*(root / "records").rglob("*.yaml")]
    for file in files:
        published = site_of(name).folder / record_file_address(file.relative_to(root).as_posix())
        if is_told(file):
            assert published.read_bytes() == file.read_bytes()
        else:
            assert not published.exists()
    assert len(files) > 100


def _note(seen: list[str], request: Request) -> None:
    seen.append(request.url)


def test_the_form_works_from_a_disk_without_a_connection(
    browser: Browser, shipped: BuiltSite, registri: Run, tmp_path: Path
) -> None:
    register = copy_shipped(tmp_path / "register")
    for root, heading in (("", "Apa yang hendak Anda catat?"), ("en/", "What do you want to record?")):
        requests: list[str] = []
        file = shipped.folder / root / FORM_OFFLINE
        with open_form(browser, file.as_uri(), offline=True) as staff:
            staff.page.on("request", partial(_note, requests))
            staff.page.reload()
            expect(staff.page.get_by_role("heading", name=heading)).to_be_visible()
            assert requests == [file.as_uri()]
    with open_form(browser, (shipped.folder / FORM_OFFLINE).as_uri(), offline=True) as staff:
        staff.page.locator(".rk-way", has_text="Berkas dari komputer ini").locator("summary").click()
        staff.page.get_by_label("Berkas", exact=True).set_input_files(register / BLITAR)
        expect(staff.box("Pokok")).to_have_value("perdagangan (urusan pemerintahan pilihan)")
        staff.write("Pokok", "perdagangan")
        staff.check()
        place, content = staff.download()
    assert place == BLITAR
    old = (register / BLITAR).read_text("utf-8")
    assert content.decode() == old.replace(
        "subject: perdagangan (urusan pemerintahan pilihan)", "subject: perdagangan"
    )
    accept(registri, register, place, content)


def test_a_result_stays_under_the_hand_while_it_says_the_same(browser: Browser, shipped_address: str) -> None:
    """What is judged late, after the last key, changes nothing; what is written afterwards shows at once."""
    with open_form(browser, f"{shipped_address}{FORM}?catatan=agreements/ksdd/ksdd-blitar-2024") as staff:
        staff.write("Pokok", "perdagangan")
        staff.box("Pokok").fill("perdagangan telur")
        staff.check()
        button = staff.page.locator(".rk-file").get_by_role("button", name="Unduh berkas")
        button.focus()
        pressed = button.element_handle()
        staff.page.wait_for_timeout(600)
        assert pressed.evaluate("(node) => node.isConnected")
        expect(button).to_be_focused()
        assert b"subject: perdagangan telur" in staff.download()[1]
        staff.write("Pokok", "perdagangan beras")
        expect(staff.page.locator(".rk-file pre")).to_contain_text("subject: perdagangan beras")
        assert b"subject: perdagangan beras" in staff.download()[1]


def test_the_offline_form_allows_no_request(shipped: BuiltSite) -> None:
    text = (shipped.folder / FORM_OFFLINE).read_text("utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy[1]
    assert len(re.findall("<script", text)) == 3


def test_the_page_keeps_to_a_strict_policy(browser: Browser, shipped_address: str) -> None:
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
    )
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    page.route("**/panduan/isi/*", answer)
    page.goto(f"{shipped_address}{FORM}?baru=ksdpk")
    expect(page.locator(".rk-record")).to_be_visible()
    assert complaints == []
    context.close()


def test_without_javascript_the_page_tells_the_fields(browser: Browser, shipped_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shipped_address + FORM)
    expect(page.locator("#rk-without")).to_be_visible()
    expect(page.locator("#rk-without").get_by_role("link", name="Cara mengisi catatan")).to_be_visible()
    for name in ("Setiap perjanjian", "Mitra", "Entri pemetaan"):
        page.locator("#rk-fields summary", has_text=re.compile(f"^{name}$")).click()
    expect(
        page.get_by_text("Jenis naskah menurut istilah hukum; sebutan sumber dicatat terpisah.")
    ).to_be_visible()
    context.close()


def test_hostile_texts_stay_texts(browser: Browser, shipped_address: str, tmp_path: Path) -> None:
    text = (ROOT / BLITAR).read_text("utf-8")
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    file = tmp_path / "ksdd-blitar-2024.yaml"
    file.write_text(
        re.sub(r"(?m)^(title|purpose|subject): .*$", rf"\1: \"{attack}\"", text).replace('\\"', '"'), "utf-8"
    )
    with open_form(browser, shipped_address + FORM) as staff:
        staff.page.on("dialog", lambda dialog: staff.complaints.append(dialog.message))
        staff.page.locator(".rk-way", has_text="Berkas dari komputer ini").locator("summary").click()
        staff.page.get_by_label("Berkas", exact=True).set_input_files(file)
        expect(staff.box("Judul")).to_have_value(attack)
        staff.check()
        expect(staff.page.locator(".rk-preview__title")).to_have_text(attack)
        assert staff.page.locator("#rk-form img, #rk-form script").count() == 0


def test_a_large_register_gives_its_agreements_when_asked(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("large") / "register"
    write_sample(root, 1700)
    site = build(root, root / "site")
    assert (site.folder / FORM_AGREEMENTS).is_file()
    with serve(site) as address, open_form(browser, f"{address}{FORM}?baru=ksdd") as staff:
        staff.unfold("Hubungan")
        staff.page.get_by_role("button", name="Tambah hubungan").click()
        staff.find("Perjanjian lain", "kerja sama")
        expect(staff.page.locator(".rk-field--wrong", has_text="Perjanjian lain")).to_have_count(0)


_AT_ONCE = ((1280, "light", ""), (320, "dark", "en/"))


@pytest.mark.parametrize(
    ("width", "scheme", "root"),
    # Every width, scheme and language once; the slow lane has all of them together.
    [
        pytest.param(*way, marks=[] if way in _AT_ONCE else [pytest.mark.slow])
        for way in itertools.product((1280, 320), ("light", "dark"), ("", "en/"))
    ],
)
def test_all_of_a_filled_form_is_accessible(
    scheme: str, root: str, width: int, browser: Browser, shipped_address: str
) -> None:
    address = f"{shipped_address}{root}{FORM}?catatan=agreements/ksdpk/ksdpk-pln-2024-pks"
    settings = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    with open_form(browser, address, **settings) as staff:
        page = staff.page
        expect(page.locator(".rk-record")).to_be_visible()
        # Everything in sight: folded fields, what is wrong, the result.
        page.locator(".rk-progress .rk-main-button").click()
        expect(page.locator(".rk-preview")).to_be_visible()
        page.locator(".rk-record textarea[required]").first.fill("")
        page.locator(".rk-progress .rk-main-button").click()
        expect(page.locator(".rk-summary")).to_be_visible()
        page.evaluate("for (const one of document.querySelectorAll('#rk-form details')) one.open = true")
        page.evaluate("for (const one of document.querySelectorAll('#rk-form .rk-add')) one.click()")
        page.locator("#rk-form [role=combobox]").first.click()
        expect(page.locator("[role=listbox]:visible")).to_be_visible()
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0


LEFT_OUT = {
    "Angka yang disebut sumber",
    "Bahasa naskah",
    "Ditandatangani pada acara yang sama",
    "Rangkap",
    "Sumber bertentangan",
    "Tentang tanggal mulai",
    "Tentang tanggal penandatanganan",
    # What is said about the record rather than the agreement.
    "Ada yang keliru?",
    "Alamat tetap",
    "Berkas",
    "Kelengkapan sumber",
    "Kutip halaman ini",
    "Pengenal",
    "Pertama kali diterbitkan di sini",
    "Penggolongan",
    "Perubahan terakhir",
}


def test_the_preview_says_what_the_page_will_say(browser: Browser, shipped_address: str) -> None:
    """What the preview leaves out is named here: the facts of these labels, and what is no fact."""
    files = sorted((ROOT / "records" / "agreements").glob("*/*.yaml"))
    places = [file.relative_to(ROOT / "records").as_posix().removesuffix(".yaml") for file in files]
    # The test's own script reads built pages, which the policy of a page allows nobody.
    with open_form(browser, shipped_address + FORM, bypass_csp=True) as staff:
        found = staff.page.evaluate(read_script("form_preview"), [places, shipped_address])
    assert len(found) > 60
    left_out: set[str] = set()
    for name, (made, built) in found.items():
        assert [fact for fact in made["facts"] if fact not in built["facts"]] == [], name
        assert built["status"].startswith(made["status"]), name
        assert made["parties"] == built["parties"][: len(made["parties"])], name
        assert made["unknown"] == built["unknown"], name
        left_out |= {label for label, _ in built["facts"]} - {label for label, _ in made["facts"]}
    assert left_out == LEFT_OUT
