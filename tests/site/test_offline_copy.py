"""The offline copy: a site that opens from a disk, on which every link leads to a file of it."""

import io
import re
import zipfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from urllib.parse import unquote

import pytest
from builtsite import BuiltSite
from playwright.sync_api import Browser
from registers import AS_OF, BASE, SCHEMAS, check

from generator.addresses import ARCHIVE, HOST_HEADERS, OFFLINE_COPY
from generator.edition import Edition, make_edition
from generator.git.history import NO_HISTORY
from generator.locale import Locale
from generator.register.register import build_register
from generator.site.offline_copy import LinkMender, write_offline_copy

_LINKS = re.compile(r'\s(?:href|src|action)="([^"]*)"')


@pytest.fixture(scope="module")
def edition() -> Edition:
    register = build_register(check(BASE).records, AS_OF)
    return make_edition(register, NO_HISTORY, Locale("id", SCHEMAS))


def copy_site(edition: Edition, site: Path) -> bytes:
    sinks: dict[str, io.BytesIO] = {}

    def open_file(path: str) -> AbstractContextManager[io.BytesIO]:
        sinks[path] = io.BytesIO()
        return nullcontext(sinks[path])

    write_offline_copy(edition, site, open_file)
    assert list(sinks) == [OFFLINE_COPY]
    return sinks[OFFLINE_COPY].getvalue()


@pytest.fixture(scope="module")
def unpacked(edition: Edition, sample: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offline")
    with zipfile.ZipFile(io.BytesIO(copy_site(edition, sample.folder))) as archive:
        archive.extractall(folder)
    return folder


def test_only_the_form_brings_a_policy_for_no_file_of_a_disk_is_of_a_site(
    sample: BuiltSite, unpacked: Path
) -> None:
    policy = '<meta http-equiv="Content-Security-Policy"'
    pages = [path.relative_to(unpacked) for path in unpacked.rglob("*.html")]
    assert len(pages) > 200
    for page in pages:
        assert policy in (sample.folder / page).read_text("utf-8"), page
        assert (policy in (unpacked / page).read_text("utf-8")) == (page.name == "luring.html")
    assert not (unpacked / HOST_HEADERS).exists()


@pytest.mark.parametrize(
    ("link", "mended"),
    [
        ("../mitra/", "../mitra/index.html"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        ("../../", "../../index.html"),
        ("../mitra/x/#status-berlaku", "../mitra/x/index.html#status-berlaku"),
        ("../kerja-sama/?jenis=ksdd", "../kerja-sama/index.html?jenis=ksdd"),
        ("../data/agreements.csv", "../data/agreements.csv"),
        ("#isi", "#isi"),
        ("?q=x", "?q=x"),
        ("https://contoh.example/a/", "https://contoh.example/a/"),
        ("mailto:kota@contoh.example", "mailto:kota@contoh.example"),
        ("//contoh.example/", "//contoh.example/"),
    ],
)
def test_links_lead_to_files(link: str, mended: str) -> None:
    page = f'<a class="x" href="{link}">x</a>'.encode()
    assert LinkMender().mend(page) == f'<a class="x" href="{mended}">x</a>'.encode()


@pytest.mark.parametrize(
    ("name", "link", "mended"),
    [
        ("mitra/x/index.html", "../../panduan/isi/", "../../panduan/isi/luring.html"),
        ("mitra/x/index.html", "../../panduan/isi/?catatan=partners/x", "../../panduan/isi/luring.html"),
        ("panduan/index.html", "isi/", "isi/luring.html"),
        ("en/panduan/index.html", "isi/", "isi/luring.html"),
        ("en/mitra/index.html", "../../panduan/isi/", "../../panduan/isi/luring.html"),
        ("mitra/index.html", "isi/", "isi/index.html"),
        ("mitra/x/index.html", "../isi/", "../isi/index.html"),
    ],
)
def test_links_to_the_form_lead_to_its_one_file(name: str, link: str, mended: str) -> None:
    mender = LinkMender()
    # What was met on another page does not decide.
    mender.mend(b'<a href="isi/">x</a>', "mitra/index.html")
    page = mender.mend(f'<a href="{link}">x</a>'.encode(), name)
    assert page == f'<a href="{mended}">x</a>'.encode()


def test_what_is_left_out_is_sought_on_the_site_or_no_link() -> None:
    page = f'<a href="../{ARCHIVE}">x</a>'.encode()
    assert LinkMender("https://contoh.example").mend(page) == (
        f'<a href="https://contoh.example/{ARCHIVE}">x</a>'.encode()
    )
    assert LinkMender().mend(page) == b"<a >x</a>"


def test_every_link_of_the_copy_leads_to_a_file_of_it(unpacked: Path) -> None:
    looked_at, broken = 0, set()
    for page in unpacked.rglob("*.html"):
        for link in set(_LINKS.findall(page.read_text("utf-8"))):
            if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|#|\?|//|\Z", link):
                continue
            looked_at += 1
            if not (page.parent / unquote(re.split("[?#]", link)[0])).resolve().is_file():
                broken.add((page.name, link))
    assert not broken, sorted(broken)[:5]
    assert looked_at > 10_000


def test_the_same_site_makes_the_same_copy(edition: Edition, sample: BuiltSite, tmp_path: Path) -> None:
    for name in ("index.html", "mitra/index.html", "data/agreements.csv"):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((sample.folder / name).read_bytes())
    assert copy_site(edition, tmp_path) == copy_site(edition, tmp_path)


def test_a_browser_walks_through_the_copy_without_a_server(unpacked: Path, browser: Browser) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"file://{unpacked}/index.html")
    page.click("main a[data-count] >> nth=0")
    assert page.url.startswith(f"file://{unpacked}/kerja-sama/index.html")
    page.click("main [data-id] a >> nth=0")
    assert page.url.startswith(f"file://{unpacked}/kerja-sama/")
    assert page.locator("h1").inner_text()
    page.goto(f"file://{unpacked}/data/index.html")
    assert page.locator(".rk-offers li").count() > 3
    assert faults == []
    page.close()


@pytest.mark.parametrize("root", ["", "en/"])
def test_the_copy_searches_without_a_server(unpacked: Path, browser: Browser, root: str) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"file://{unpacked}/{root}index.html")
    page.fill(".rk-searchbar input", "taman")
    page.press(".rk-searchbar input", "Enter")
    page.wait_for_selector("#rk-results tbody tr")
    # Narrowing keeps to the file as well.
    if not page.get_by_role("checkbox", name="KSDPK").is_visible():
        page.click("#rk-facets > summary")
    page.get_by_role("checkbox", name="KSDPK").check()
    page.wait_for_function("location.search.includes('jenis=ksdpk')")
    page.click("#rk-results tbody a >> nth=0")
    assert page.url.startswith(f"file://{unpacked}/{root}kerja-sama/ksdpk-")
    assert page.url.endswith("/index.html")
    assert "taman" in page.locator("main").inner_text().lower()
    assert faults == []
    page.close()


def test_the_copy_leads_to_the_form_that_is_one_file(unpacked: Path, browser: Browser) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"file://{unpacked}/panduan/index.html")
    page.click("main a[href*='isi/luring.html'] >> nth=0")
    page.wait_for_selector("#rk-form h2")
    assert page.url == f"file://{unpacked}/panduan/isi/luring.html"
    assert faults == []
    page.close()
