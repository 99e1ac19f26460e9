"""How the site looks and weighs in a real Chromium: light on the wire, dark where asked, clean on paper."""

import gzip
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from builtsite import BuiltSite
from conftest import serve
from playwright.sync_api import Browser, Page

MOST_TRANSFERRED = 300_000
MOST_COMPRESSED = 100_000
MOST_OF_PICTURES = 3_000
MOST_SHEETS = 2
NOISE = (
    ".rk-masthead",
    ".rk-ways-bar",
    ".rk-group",
    ".rk-standing",
    ".rk-searchbar",
    ".rk-crumbs",
    ".rk-foot__map",
)
_SHEET = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def lost(shipped: BuiltSite) -> Iterator[str]:
    """Give the address of a server that answers what it does not know as a host of pages does."""
    with serve(shipped) as address:
        yield address


def _list_agreements(site: BuiltSite) -> list[str]:
    return [
        name for name in site.pages if re.fullmatch(r"kerja-sama/ks[^/]+/|kerja-sama/sinergi-[^/]+/", name)
    ]


def test_a_first_visit_is_light(shipped: BuiltSite, shipped_address: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.lstrip("/")))
    page.goto(shipped_address, wait_until="networkidle")
    # A browser without a window asks for no icon.
    files = {path or "index.html" for path in asked} | {"assets/registri/favicon.svg"}
    contents = [(shipped.folder / file).read_bytes() for file in sorted(files)]
    assert len(contents) > 3
    assert sum(map(len, contents)) <= MOST_TRANSFERRED
    assert sum(len(gzip.compress(content)) for content in contents) <= MOST_COMPRESSED


@pytest.mark.parametrize(
    "address",
    ["", "kerja-sama/?q=sampah", "kerja-sama/ksdd-blitar-2024/", "mitra/", "statistik/", "404.html"],
)
def test_a_page_fetches_no_font_and_no_photo(
    address: str, shipped: BuiltSite, shipped_address: str, page: Page
) -> None:
    asked: list[tuple[str, str]] = []
    page.on("request", lambda request: asked.append((request.resource_type, request.url)))
    page.goto(shipped_address + address, wait_until="networkidle")
    assert all(url.startswith(shipped_address) for _, url in asked)
    own = {"document", "stylesheet", "script", "fetch"}
    # A page's icon is of no kind that a browser would name.
    pictures = {urlsplit(url).path.lstrip("/") for kind, url in asked if kind not in own}
    assert all(name.endswith(".svg") for name in pictures)
    # The pattern of the masthead, and nothing that weighs.
    assert sum((shipped.folder / name).stat().st_size for name in pictures) <= MOST_OF_PICTURES


def test_no_style_knows_a_font_of_its_own(shipped: BuiltSite) -> None:
    styles = list(shipped.folder.rglob("*.css"))
    assert styles
    assert not [path for path in styles if b"@font-face" in path.read_bytes()]
    assert not [
        path for ending in ("woff", "woff2", "ttf", "otf") for path in shipped.folder.rglob(f"*.{ending}")
    ]


def test_an_agreement_fits_on_two_sheets_of_paper(
    shipped: BuiltSite, shipped_address: str, page: Page
) -> None:
    for name in _list_agreements(shipped)[::6]:
        page.goto(shipped_address + name)
        sheets = len(_SHEET.findall(page.pdf(prefer_css_page_size=True)))
        assert 1 <= sheets <= MOST_SHEETS, name


def test_paper_shows_the_page_and_where_it_came_from(
    shipped: BuiltSite, shipped_address: str, page: Page
) -> None:
    name = _list_agreements(shipped)[0]
    page.goto(shipped_address + name)
    page.emulate_media(media="print")
    for part in NOISE:
        assert page.locator(part).evaluate_all("found => found.every((one) => !one.checkVisibility())"), part
    end = page.locator(".rk-foot").inner_text()
    assert "bukan register resmi Pemerintah Kota Yogyakarta" in end
    assert f"dari {shipped_address}{name}" in end
    source = page.locator(".rk-sources a[href^=http]").first
    told = source.evaluate("(link) => getComputedStyle(link, '::after').content")
    assert source.get_attribute("href") in told


def test_the_reader_chooses_light_or_dark_and_the_choice_stays(shipped_address: str, page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(shipped_address)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    button = page.get_by_role("button", name="Tampilan gelap")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(f"{shipped_address}mitra/")
    assert page.evaluate(ground) == dark


def test_the_system_chooses_where_the_reader_does_not(shipped_address: str, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(shipped_address)
    assert page.locator("html").get_attribute("data-md-color-scheme") == "slate"
    page.emulate_media(color_scheme="light")
    page.locator("html[data-md-color-scheme=default]").wait_for()


def test_a_phone_opens_the_menu_with_the_keyboard(browser: Browser, shipped_address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{shipped_address}mitra/")
    link = page.locator(".rk-menu").get_by_role("link", name="Statistik dan evaluasi")
    assert not link.is_visible()
    page.locator(".rk-menu summary").focus()
    page.keyboard.press("Enter")
    assert link.is_visible()
    link.click()
    assert page.url == f"{shipped_address}statistik/"
    context.close()


@pytest.mark.parametrize("width", [768, 1280])
def test_the_ways_stand_in_one_row(width: int, shipped_address: str, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{shipped_address}statistik/")
    tops = page.locator(".rk-bar li").evaluate_all("items => items.map((item) => item.offsetTop)")
    assert len(tops) >= 5
    assert len(set(tops)) == 1


def _serve_lost(shipped: BuiltSite, page: Page) -> None:
    """Answer every address that the site does not have with its page for lost ones."""
    content = (shipped.folder / "404.html").read_bytes()
    page.route("**/salah/**", lambda route: route.fulfill(status=404, content_type="text/html", body=content))


def test_a_lost_address_is_asked_of_the_search(shipped: BuiltSite, lost: str, page: Page) -> None:
    _serve_lost(shipped, page)
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(f"{lost}salah/kerja-sama/ksdd-sleman-inflsi/index.html")
    assert page.locator("#rk-lost").input_value() == "salah ksdd sleman inflsi"
    first = page.locator("#rk-perhaps a").first
    first.wait_for()
    page.wait_for_load_state("networkidle")
    assert "sleman" in page.locator("#rk-perhaps").inner_text().lower()
    first.click()
    assert "/kerja-sama/" in page.url
    assert page.locator("h1").inner_text() != "Halaman tidak ditemukan"
    assert failed == []


def test_a_lost_address_without_script_has_a_search_box(
    shipped: BuiltSite, lost: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    _serve_lost(shipped, page)
    page.goto(f"{lost}salah/sekali/")
    page.locator("#rk-lost").fill("sampah")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{lost}kerja-sama/**")
    assert page.url == f"{lost}kerja-sama/?q=sampah"
    context.close()
