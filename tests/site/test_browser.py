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

_HALVES = {("1280-light", ""): 0, ("320-dark", "en/"): 1}
"""How the usual lane looks at the pages: every other one one way, and those between them the other way."""


@pytest.fixture(params=LOOKS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    viewport, scheme = LOOKS[request.param]
    context = browser.new_context(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


every_way = pytest.mark.parametrize(
    ("page", "root", "share"),
    # Every width, scheme, language and page once; the slow lane has all of them together.
    [
        *(pytest.param(*way, slice(half, None, 2)) for way, half in _HALVES.items()),
        *(
            pytest.param(name, root, slice(None), marks=pytest.mark.slow)
            for name in LOOKS
            for root in ("", "en/")
        ),
    ],
    indirect=["page"],
)


@every_way
def test_every_kind_of_page_in_chromium(
    root: str, share: slice, built: BuiltSite, address: str, page: Page
) -> None:
    """Of each kind of page the first register that has it stands for all."""
    kinds = list(list_new_kinds(built.name).values())[share]
    assert_good(page, address, [root + kind for kind in kinds if root + kind in built.pages])


@every_way
def test_hand_written_pages_in_chromium(
    root: str, share: slice, shipped: BuiltSite, shipped_address: str, page: Page
) -> None:
    twice = [name for name in list_hand_written() if f"en/{name}" in shipped.pages]
    # What developers read stands in one language.
    once = [name for name in list_hand_written() if name not in twice and not root]
    names = [root + name for name in (*twice[share], *once)]
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
