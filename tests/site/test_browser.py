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

_AT_ONCE = (("1280-light", ""), ("320-dark", "en/"))


@pytest.fixture(params=LOOKS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    viewport, scheme = LOOKS[request.param]
    context = browser.new_context(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


every_way = pytest.mark.parametrize(
    ("page", "root"),
    # Every width, scheme and language once; the slow lane has them in all ways together.
    [
        pytest.param(name, root, marks=[] if (name, root) in _AT_ONCE else [pytest.mark.slow])
        for name in LOOKS
        for root in ("", "en/")
    ],
    indirect=["page"],
)


@every_way
def test_every_kind_of_page_in_chromium(root: str, built: BuiltSite, address: str, page: Page) -> None:
    """Of each kind of page the first register that has it stands for all."""
    kinds = list_new_kinds(built.name).values()
    assert_good(page, address, [root + kind for kind in kinds if root + kind in built.pages])


@every_way
def test_hand_written_pages_in_chromium(
    root: str, shipped: BuiltSite, shipped_address: str, page: Page
) -> None:
    names = [root + name for name in list_hand_written() if root + name in shipped.pages]
    assert len(names) > 10
    assert_good(page, shipped_address, names)


def assert_good(page: Page, address: str, names: list[str]) -> None:
    """Hold pages against what every page keeps to: axe, the window's width, no request elsewhere."""
    assert names
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    axe = Axe()
    faults = []
    for name in names:
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
