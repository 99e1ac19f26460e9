"""The site in a real Chromium: accessible, calm, self-contained, and within a phone's width."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from builtsite import BuiltSite
from playwright.sync_api import Browser, Page

PAGES = (
    "",
    "kerja-sama/",
    "kerja-sama/jenis/ksdpk/",
    "kerja-sama/status/tidak-diketahui/",
    "mitra/",
    "perangkat-daerah/",
    "urusan/",
    "statistik/",
    "statistik/2024/",
    "statistik/grafik/",
    "statistik/lini-masa/",
    "statistik/peta/",
    "mitra/provinsi/34/",
    "mitra/negara/KR/",
    "evaluasi/",
    "pemetaan/",
    "perubahan/",
    "data/",
    "panduan/",
    "panduan/mengisi/",
    "tentang/",
    "pengembang/arsitektur/",
)
LOOKS = {
    "desktop": ({"width": 1280, "height": 900}, "light"),
    "phone": ({"width": 320, "height": 700}, "light"),
    "dark": ({"width": 1280, "height": 900}, "dark"),
}


@pytest.fixture(params=LOOKS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    viewport, scheme = LOOKS[request.param]
    context = browser.new_context(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def list_kinds(built: BuiltSite) -> list[str]:
    """Give one page of each kind, and the agreement pages with the most and the least in them."""
    agreements = [name for name in built.pages if name.startswith("kerja-sama/") and name.count("/") == 2]
    agreements = [name for name in agreements if "s1" in built.pages[name].ids]
    agreements.sort(key=lambda name: len(built.pages[name].text))
    partner = next(name for name in built.pages if name.startswith("mitra/") and name.count("/") == 2)
    periods = [name for name in built.pages if name.startswith("evaluasi/20")][:1]
    return [
        name for name in (*PAGES, agreements[0], agreements[-1], partner, *periods) if name in built.pages
    ]


def test_pages_in_chromium(built: BuiltSite, address: str, page: Page) -> None:
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    axe = Axe()
    faults = []
    for name in list_kinds(built):
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
