"""The site in a real Chromium: accessible, calm, self-contained, and within a phone's width."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from builtsite import BuiltSite
from kinds import list_hand_written, list_new_kinds
from playwright.sync_api import Browser, Page

LOOKS = {
    f"{width}-{scheme}": ({"width": width, "height": height}, scheme)
    for width, height in ((1280, 900), (320, 700))
    for scheme in ("light", "dark")
}


@pytest.fixture(params=LOOKS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    viewport, scheme = LOOKS[request.param]
    context = browser.new_context(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def kinds(built: BuiltSite) -> list[str]:
    """Give an address of every kind of page that the register is the first to have, in both languages."""
    name = built.name
    addresses = list(list_new_kinds(name).values())
    if name == "shipped":
        addresses += list_hand_written()
    return [root + one for root in ("", "en/") for one in addresses if root + one in built.pages]


def test_pages_in_chromium(kinds: list[str], address: str, page: Page) -> None:
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    axe = Axe()
    faults = []
    for name in kinds:
        page.goto(address + name)
        results = axe.run(page)
        faults += [
            f"{name}: {found['id']} {[node['target'] for node in found['nodes']][:3]}"
            for found in results.response["violations"]
        ]
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if width > 0:
            faults.append(f"{name}: {width} px too wide")
        if page.evaluate("document.querySelector('.rk-table .md-typeset__scrollwrap') !== null"):
            faults.append(f"{name}: the theme has taken over a generated table")
    assert faults == []
    assert complaints == []
    assert [url for url in requests if not url.startswith((address, "data:"))] == []


def test_the_keyboard_skips_to_the_content(built: BuiltSite, address: str, page: Page) -> None:
    assert built.pages
    page.goto(f"{address}statistik/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#isi"
