"""The explorer as people use it: ask, narrow down, share the address, go back, take the view away."""

import csv
import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from builtsite import BuiltSite
from playwright.sync_api import Browser, Page, expect
from registers import ROOT

_QUERIES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "source" / "queries.yaml").read_text(encoding="utf-8")
)
_AMONG_FIRST = 3
_FIND = """async (words) => {
  const { places } = await tried.find(words);
  return (await tried.listRows(places)).map((row) => row.id);
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def asked(browser: Browser, shipped_address: str) -> Iterator[Page]:
    """Give the explorer's page with its search loaded."""
    page = browser.new_page()
    page.goto(f"{shipped_address}kerja-sama/")
    page.evaluate("async () => { window.tried = await RegistriSearch.Search.load('../cari/index.json'); }")
    yield page
    page.close()


def _list_shown(page: Page) -> list[str]:
    shown: list[str] = page.eval_on_selector_all(
        "#rk-results tbody tr", "rows => rows.map(row => row.dataset.id)"
    )
    return shown


def _ask(page: Page, address: str, query: str) -> list[str]:
    page.goto(f"{address}kerja-sama/?{query}")
    expect(page.locator("#rk-found")).not_to_be_empty()
    return _list_shown(page)


@pytest.mark.parametrize("query", _QUERIES, ids=lambda query: query["asks"])
def test_what_people_ask_is_found(query: dict[str, Any], asked: Page) -> None:
    found: list[str] = asked.evaluate(_FIND, query["asks"])
    assert set(query["finds"]) <= set(found)
    wanted = query.get("first", query["finds"])
    among_first = [one for one in found[:_AMONG_FIRST] if one in wanted]
    assert len(among_first) == min(_AMONG_FIRST, len(wanted)), found[:_AMONG_FIRST]


def test_there_are_questions_enough_and_each_is_one_of_its_own() -> None:
    assert len({query["asks"] for query in _QUERIES}) == len(_QUERIES) >= 60


def test_the_box_on_every_page_leads_to_the_answer(
    shipped: BuiltSite, shipped_address: str, page: Page
) -> None:
    for name in ("", "mitra/", "panduan/mengisi/", "kerja-sama/ksdd-blitar-2024/", "404.html"):
        assert name in shipped.pages
        page.goto(shipped_address + name)
        page.get_by_role("searchbox", name="Cari perjanjian").first.fill("tokopedia")
        page.keyboard.press("Enter")
        expect(page.locator("#rk-found")).to_have_text("1 perjanjian ditemukan")
        assert page.url == f"{shipped_address}kerja-sama/?q=tokopedia"
        assert _list_shown(page) == ["ksdpk-tokopedia-2019"]


def test_words_are_marked_in_all_their_forms(shipped_address: str, page: Page) -> None:
    _ask(page, shipped_address, "q=kelola")
    marked = {word.lower() for word in page.locator("#rk-results mark").all_inner_texts()}
    assert {"pengelolaan", "pengelola"} <= marked


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("jenis=ksdd", "kerja-sama/jenis/ksdd/"),
        ("status=ended", "kerja-sama/status/berakhir/"),
        ("pd=dlh", "perangkat-daerah/dlh/"),
        ("kategori=perguruan-tinggi", "mitra/kategori/perguruan-tinggi/"),
        ("mitra=universitas-gadjah-mada", "mitra/universitas-gadjah-mada/"),
        ("dari=2024&sampai=2024", "kerja-sama/tahun/2024/"),
        ("jenis=ksdpk&dari=2024&sampai=2024", "kerja-sama/jenis/ksdpk/2024/"),
    ],
)
def test_a_facet_shows_what_its_list_shows(
    query: str, listed: str, shipped: BuiltSite, shipped_address: str, page: Page
) -> None:
    assert set(_ask(page, shipped_address, query)) == set(shipped.list_rows(listed))


def test_each_choice_leaves_as_many_as_it_says(shipped_address: str, page: Page) -> None:
    _ask(page, shipped_address, "q=sampah")
    page.locator("#rk-facets > summary").click()
    boxes = page.locator('[data-facet="jenis"] li')
    # They are drawn only once their folder was opened.
    boxes.first.wait_for()
    told = {
        box.locator("input").get_attribute("value"): int(box.locator("b").inner_text()) for box in boxes.all()
    }
    assert sum(told.values()) == len(_list_shown(page))
    for kind, count in told.items():
        assert len(_ask(page, shipped_address, f"q=sampah&jenis={kind}")) == count


def test_the_state_is_in_the_address_and_back_leads_back(shipped_address: str, page: Page) -> None:
    page.goto(f"{shipped_address}kerja-sama/")
    page.locator("#rk-q").fill("sampah")
    expect(page.locator("#rk-found")).to_have_text("8 perjanjian ditemukan")
    page.locator("#rk-facets > summary").click()
    page.get_by_role("checkbox", name="KSDPK").check()
    expect(page.locator("#rk-found")).to_have_text("4 perjanjian ditemukan")
    assert page.url.endswith("kerja-sama/?q=sampah&jenis=ksdpk")
    narrowed = _list_shown(page)
    page.go_back()
    expect(page.locator("#rk-found")).to_have_text("8 perjanjian ditemukan")
    assert not page.get_by_role("checkbox", name="KSDPK").is_checked()
    page.go_forward()
    expect(page.locator("#rk-found")).to_have_text("4 perjanjian ditemukan")
    page.reload()
    expect(page.locator("#rk-found")).to_have_text("4 perjanjian ditemukan")
    assert _list_shown(page) == narrowed
    page.get_by_role("button", name="Hapus semua saringan").click()
    expect(page.locator("#rk-plain")).to_be_visible()
    assert page.url.endswith("kerja-sama/")


def test_the_view_is_taken_away_exactly(shipped_address: str, page: Page) -> None:
    shown = _ask(page, shipped_address, "q=sampah&urut=judul")
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh persis tampilan ini (CSV)").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == shown
    assert [row["title"] for row in rows] == sorted((row["title"] for row in rows), key=str.casefold)


def test_nothing_found_says_so(shipped_address: str, page: Page) -> None:
    assert _ask(page, shipped_address, f"q={quote('xyzzyqwrt')}") == []
    expect(page.locator("#rk-found")).to_contain_text("Tidak ada perjanjian yang cocok")


def test_hostile_words_are_only_words(shipped_address: str, page: Page) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for words in ("<img src=x onerror=alert(1)>", "constructor", "__proto__", "\\", "a" * 5000, "%00"):
        page.goto(f"{shipped_address}kerja-sama/?q={quote(words)}&jenis=__proto__&urut=constructor")
        expect(page.locator("#rk-found")).not_to_be_empty()
    assert complaints == []
    assert page.locator("#rk-results img").count() == 0


def test_by_keyboard_alone(shipped_address: str, page: Page) -> None:
    page.goto(f"{shipped_address}kerja-sama/")
    page.locator("#rk-q").focus()
    page.keyboard.type("tokopedia")
    expect(page.locator("#rk-found")).to_have_text("1 perjanjian ditemukan")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#rk-results tbody a') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/ksdpk-tokopedia-2019/")


def test_a_choice_keeps_the_focus(shipped_address: str, page: Page) -> None:
    _ask(page, shipped_address, "q=sampah")
    page.locator("#rk-facets > summary").click()
    page.get_by_role("checkbox", name="KSDPK").focus()
    page.keyboard.press("Space")
    expect(page.locator("#rk-found")).to_have_text("4 perjanjian ditemukan")
    assert page.evaluate("document.activeElement.value") == "ksdpk"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_answers_are_accessible(width: int, scheme: Any, browser: Browser, shipped_address: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    _ask(page, shipped_address, "q=sampah")
    page.evaluate("for (const part of document.querySelectorAll('#rk-explorer details')) part.open = true")
    results = Axe().run(page)
    found = [(one["id"], one["nodes"][0]["target"]) for one in results.response["violations"]]
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert found == []
    assert too_wide <= 0


def test_without_script_the_lists_serve(browser: Browser, shipped_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{shipped_address}kerja-sama/?q=sampah")
    assert page.locator("#rk-plain tbody tr[data-id]").count() == 63
    assert not page.locator("#rk-explorer").is_visible()
    context.close()


def test_nothing_is_fetched_before_the_first_question(shipped_address: str, page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{shipped_address}kerja-sama/", wait_until="networkidle")
    assert not [url for url in requests if url.endswith("cari/index.json")]
    page.locator("#rk-q").focus()
    page.wait_for_load_state("networkidle")
    assert [url for url in requests if url.endswith("cari/index.json")]
    assert all(url.startswith(shipped_address) for url in requests)
