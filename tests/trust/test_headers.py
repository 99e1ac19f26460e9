"""The headers: sent by a real nginx with the shipped file, kept to by the site, and held to by Chromium."""

import gzip
import itertools
import json
import os
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest
from builtsite import BuiltSite
from conftest import serve
from injections import INJECTIONS, OWN_DATA, TRAP, Elsewhere, run
from playwright.sync_api import Browser, Error, Page, expect
from registers import ROOT
from tally import Tally

from bench.webserver import serve_by_nginx
from generator.addresses import FORM_OFFLINE, HOST_HEADERS, output_path
from generator.records import RESERVED_IDS
from generator.site.header_files import render_host_headers, render_nginx
from generator.site.headers import ASKED, HEADERS, LASTING, PAGE_POLICY_TAG, TRANSPORT

_SHIPPED = ROOT / "docs" / "pengembang" / "nginx.conf"
_TOLD = ROOT / "docs" / "pengembang" / "penempatan.md"
_AGREEMENT = "kerja-sama/ksdd-blitar-2024/"
_TWIN = "data/agreements.csv"
_PATIENCE = 20_000
# Notes what the browser refuses, from before the page's first byte is read.
_NOTE = """window.refused = [];
addEventListener("securitypolicyviolation",
  (event) => window.refused.push(`${event.effectiveDirective} ${event.blockedURI}`));"""
_THINGS = ("kerja-sama", "mitra", "perangkat-daerah", "urusan")
_BESIDE = frozenset[str]().union(*RESERVED_IDS.values())
KINDS = {
    "": "text/html; charset=utf-8",
    "kerja-sama/": "text/html; charset=utf-8",
    "tidak-ada/": "text/html; charset=utf-8",
    "api/v1/kerja-sama/index.json": "application/json",
    _TWIN: "text/csv; charset=utf-8",
    "statistik/grafik/peta-provinsi.svg": "image/svg+xml",
    "perubahan/feed.xml": "application/atom+xml",
    "kalender/semua.ics": "text/calendar; charset=utf-8",
    "api/v1/records/registry.yaml": "application/yaml",
    "data/records.jsonl": "application/jsonl",
    "data/catalog.jsonld": "application/ld+json",
    "data/registri.sqlite": "application/vnd.sqlite3",
    "data/registri.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "data/semua.zip": "application/zip",
    "assets/registri/search.js": "text/javascript; charset=utf-8",
    "assets/registri/registri.css": "text/css; charset=utf-8",
    FORM_OFFLINE: "text/html; charset=utf-8",
}
"""An address of each kind, and the type that it must be sent as."""


class Answer(NamedTuple):
    """What a server says."""

    status: int
    head: Message
    content: bytes


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def ask(address: str, **head: str) -> Answer:
    request = urllib.request.Request(address, headers={name.replace("_", "-"): head[name] for name in head})  # noqa: S310
    try:
        with urllib.request.build_opener(_StayHere).open(request, timeout=30) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


@pytest.fixture(scope="module")
def site(shipped: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the built site with a packed twin, a hidden file and pages that somebody has written into."""
    folder = tmp_path_factory.mktemp("headers") / "site"
    shutil.copytree(shipped.folder, folder, copy_function=os.link)
    (folder / f"{_TWIN}.gz").write_bytes(gzip.compress((folder / _TWIN).read_bytes(), 1, mtime=1))
    (folder / ".env").write_text("rahasia", "utf-8")
    return folder


@pytest.fixture(scope="module")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the site behind nginx."""
    with serve_by_nginx(site, render_nginx(), tmp_path_factory.mktemp("nginx")) as server:
        yield server.address


def test_the_shipped_files_are_made_from_the_one_table(site: Path) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        _SHIPPED.write_text(render_nginx(), "utf-8")
    assert _SHIPPED.read_text("utf-8") == render_nginx()
    assert (site / HOST_HEADERS).read_text("utf-8") == render_host_headers()
    assert HOST_HEADERS in json.loads((site / "manifest.json").read_bytes())["files"]


def test_the_page_for_administrators_tells_every_header() -> None:
    told = _TOLD.read_text("utf-8")
    for header in (*HEADERS, TRANSPORT):
        assert f"`{header.name}`" in told
    for directive in HEADERS[0].value.split("; "):
        assert f"`{re.sub(r' .sha256-[^ ]+', '', directive)}`" in told
    assert ASKED in told
    assert LASTING in told


def test_no_address_has_a_header_from_two_rules() -> None:
    """Of two rules for one header Netlify takes the nearer and Cloudflare joins both."""
    rules: dict[str, set[str]] = {}
    for line in render_host_headers().splitlines():
        if line.startswith("/"):
            rules[line] = set()
        else:
            name, value = line.strip().split(": ", 1)
            assert len(line) < 2000
            assert value.isascii()
            assert name not in rules[[*rules][-1]]
            rules[[*rules][-1]].add(name)
    shared = rules.pop("/*")
    assert shared == {header.name for header in (*HEADERS, TRANSPORT)}
    assert all(not names & shared for names in rules.values())
    assert all("*" not in place.removesuffix("*") for place in rules)


def test_every_kind_of_file_has_every_header_and_its_type(address: str) -> None:
    for place, kind in KINDS.items():
        answer = ask(address + place)
        assert answer.status == (404 if place == "tidak-ada/" else 200), place
        assert answer.head["Content-Type"] == kind, place
        for header in HEADERS:
            assert answer.head.get_all(header.name) == [header.value], (place, header.name)
        assert answer.head["Cache-Control"] == ASKED, place
        assert answer.head[TRANSPORT.name] is None
        assert answer.head["Server"] == "nginx"
        assert (answer.head["Content-Disposition"] is not None) == (place == FORM_OFFLINE), place
    assert ask(f"{address}data/", X_Forwarded_Proto="https").head[TRANSPORT.name] == TRANSPORT.value


def test_what_is_missing_hidden_or_a_folder_is_answered_as_such(address: str, site: Path) -> None:
    lost = (site / "404.html").read_bytes()
    for place in ("tidak-ada", "mitra/tidak-ada/", "api/v1/", "assets/", ".env", "mitra/.git/config"):
        answer = ask(address + place)
        assert (answer.status, answer.content) == (404, lost), place
        assert answer.head["Content-Security-Policy"], place
    moved = ask(f"{address}mitra")
    # Relative: whatever stands before the server knows its own name and port.
    assert (moved.status, moved.head["Location"]) == (301, "/mitra/")
    assert ask(address + HOST_HEADERS).content == (site / HOST_HEADERS).read_bytes()


def test_a_packed_twin_is_sent_and_what_has_none_is_packed_on_the_way(address: str, site: Path) -> None:
    whole = (site / _TWIN).read_bytes()
    plain, packed = ask(address + _TWIN), ask(address + _TWIN, Accept_Encoding="gzip")
    assert (plain.content, plain.head["Content-Encoding"]) == (whole, None)
    assert packed.content == (site / f"{_TWIN}.gz").read_bytes()
    for place in (_TWIN, "", "api/v1/kerja-sama/index.json", "assets/registri/search.js"):
        answer = ask(address + place, Accept_Encoding="gzip")
        assert answer.head["Content-Encoding"] == "gzip", place
        assert "Accept-Encoding" in answer.head["Vary"], place
        assert gzip.decompress(answer.content) == (site / output_path(place)).read_bytes(), place
        assert answer.head["Content-Security-Policy"], place
    again = ask(address, If_None_Match=ask(address).head["ETag"])
    assert (again.status, again.content) == (304, b"")
    assert again.head["Cache-Control"] == ASKED


def test_only_what_bears_its_hash_is_kept_for_long(address: str, site: Path) -> None:
    style = next(site.glob("assets/stylesheets/main.*.min.css")).relative_to(site).as_posix()
    for place, told in {
        style: LASTING,
        "cari/index.json?0123abcd": LASTING,
        "cari/index.json": ASKED,
        # What is missing today may be there tomorrow.
        style.replace("main.", "hilang."): ASKED,
        "cari/hilang.json?0123abcd": ASKED,
        "assets/registri/registri.css": ASKED,
        # Nor does a visitor's own question have anything kept for long.
        "?assets/stylesheets/main.01234567.min.css": ASKED,
        "?/assets/stylesheets/main.01234567.min.css": ASKED,
        "?/cari/index.json?0123abcd": ASKED,
    }.items():
        assert ask(address + place).head["Cache-Control"] == told, place


@contextmanager
def open_page(browser: Browser, complaints: list[str] | None = None) -> Iterator[Page]:
    """Give a page that notes what is refused to it, and what it complains of."""
    context = browser.new_context(locale="id-ID")
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    page.add_init_script(_NOTE)
    if complaints is not None:
        page.on(
            "console",
            lambda line: complaints.append(f"{line.text} {line.location}") if line.type == "error" else None,
        )
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
    yield page
    context.close()


def _use(page: Page, address: str) -> None:
    """Use what runs scripts: the search, the explorer, the form, the guide, charts by themselves."""
    page.goto(f"{address}kerja-sama/")
    page.locator("#rk-q").fill("perdagangan")
    expect(page.locator("#rk-explorer")).to_be_visible()
    page.goto(f"{address}kerja-sama/?q=blitar")
    page.locator(".rk-scheme").click()
    expect(page.locator("[data-id]").first).to_be_visible()
    page.goto(f"{address}en/panduan/isi/?baru=ksdpk")
    expect(page.locator(".rk-record")).to_be_visible()
    page.goto(f"{address}panduan/jenis/")
    expect(page.locator("#rk-guide")).to_be_visible()
    page.goto(f"{address}tidak-ada/")
    expect(page.locator("#rk-lost")).to_be_visible()
    page.goto(f"{address}statistik/grafik/peta-provinsi.svg")
    paper = page.evaluate("getComputedStyle(document.querySelector('.c-paper')).fill")
    assert paper not in ("rgb(0, 0, 0)", ""), "the style within a chart is not used"


def _visit(page: Page, address: str, places: Iterable[str]) -> dict[str, list[str]]:
    """Open pages, and give what was refused to each."""
    refused = {}
    for place in places:
        page.goto(address + place)
        if found := page.evaluate("window.refused"):
            refused[place] = found
    return refused


def test_pages_are_used_under_the_headers_without_a_complaint(browser: Browser, address: str) -> None:
    complaints: list[str] = []
    with open_page(browser, complaints) as page:
        _use(page, address)
        places = ("", "en/", _AGREEMENT, "mitra/", "statistik/", "statistik/peta/", "statistik/grafik/",
                  "kalender/", "data/", "panduan/petugas/memasukkan/", "pengembang/kinerja/")  # fmt: skip
        assert _visit(page, address, places) == {}
    # A page that is missing is told of as such.
    assert [one for one in complaints if "404" not in one] == []


def _shape(place: str) -> str:
    """Give the address of a page without what tells it from others of its kind."""
    language, own = ("en/", place[3:]) if place.startswith("en/") else ("", place)
    section, *parts = own.split("/")
    if section in _THINGS:
        parts = [part if not part or (not at and part in _BESIDE) else "*" for at, part in enumerate(parts)]
    return language + "/".join([section, *("*" if re.search(r"\d", part) else part for part in parts)])


@pytest.mark.slow
def test_no_kind_of_page_asks_for_what_the_headers_refuse(
    browser: Browser, address: str, shipped: BuiltSite, tally: Tally
) -> None:
    places = {_shape(place): place for place in shipped.pages if not place.endswith("luring.html")}
    charts = [path.relative_to(shipped.folder).as_posix() for path in shipped.folder.rglob("grafik/*.svg")]
    assert len(places) > 150
    complaints: list[str] = []
    with open_page(browser, complaints) as page:
        assert _visit(page, address, (*places.values(), *charts)) == {}
    # Of a chart that is opened by itself Chromium asks for a sign that no picture can name.
    assert [one for one in complaints if "/favicon.ico" not in one] == []
    tally.add("policy_pages", len(places) + len(charts))


def test_the_form_as_one_file_is_saved_and_runs_from_the_disk(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with open_page(browser) as page:
        for root in ("", "en/"):
            with page.expect_download() as waited, pytest.raises(Error, match=r"(?i)download|aborted"):
                page.goto(f"{address}{root}{FORM_OFFLINE}")
            saved = tmp_path / waited.value.suggested_filename
            waited.value.save_as(saved)
            page.goto(saved.as_uri())
            expect(page.locator("#rk-form > div > *").first).to_be_visible()
            assert page.evaluate("window.refused") == []
            saved.unlink()


class Host(NamedTuple):
    """A server of the site, and how a page that somebody has written into stands there."""

    address: str
    is_held_by_headers: bool
    is_held_by_page: bool


@pytest.fixture(scope="module")
def hosts(site: Path, address: str) -> Iterator[dict[str, Host]]:
    """Give nginx with the headers, a host that sends none, and one whose pages have no policy either."""
    with serve(BuiltSite(site)) as plain:
        yield {
            "headers": Host(address, is_held_by_headers=True, is_held_by_page=False),
            "page": Host(plain, is_held_by_headers=False, is_held_by_page=True),
            "none": Host(plain, is_held_by_headers=False, is_held_by_page=False),
        }


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """Give another site."""
    with Elsewhere().serving() as other:
        yield other


@pytest.fixture
def write_into(site: Path, elsewhere: Elsewhere) -> Callable[[Host, Iterable[str]], str]:
    """Give a function that writes injections into a page, and gives where it stands."""
    whole = (site / output_path(_AGREEMENT)).read_text("utf-8")
    (site / "kerja-sama" / "sisipan").mkdir(exist_ok=True)
    numbers = itertools.count()

    def write(host: Host, names: Iterable[str]) -> str:
        page = whole if host.is_held_by_page else whole.replace(PAGE_POLICY_TAG, "")
        markup = "\n".join(
            INJECTIONS[name].markup.replace("ELSEWHERE", f"{elsewhere.address}{name}/") for name in names
        )
        folder = site / "kerja-sama" / "sisipan"
        (folder / OWN_DATA).write_text(f"{run('own_data')}\n", "utf-8")
        (folder / "index.html").write_text(page.replace("</h1>", f"</h1>{markup}", 1), "utf-8")
        # Another address each time: no browser shows what it has kept.
        return f"{host.address}kerja-sama/sisipan/?{next(numbers)}"

    return write


def _read(page: Page, name: str) -> list[str]:
    """Give a list that a page keeps; nothing while it leads elsewhere."""
    try:
        return list(page.evaluate(f"window.{name} || []"))
    except Error:
        return []


def _list_done(page: Page, elsewhere: Elsewhere) -> set[str]:
    """Give the injections that were run, or have asked the other site for something."""
    return {*_read(page, "ran"), *elsewhere.asked} & INJECTIONS.keys()


def _wait_until(page: Page, is_so: Callable[[], object]) -> None:
    """Wait as long as it takes, or until patience ends: what is asserted then says why."""
    for _ in range(_PATIENCE // 50):
        if is_so():
            return
        page.wait_for_timeout(50)


def _try(page: Page, host: Host, names: list[str], elsewhere: Elsewhere) -> tuple[set[str], list[str]]:
    """Press what lures on a page, and give what was done there and what was refused."""
    trap = page.locator(f"#{TRAP}")
    refused = _read(page, "refused")
    if trap.count():
        trap.click(no_wait_after=True)
    if host.is_held_by_headers or host.is_held_by_page:
        _wait_until(page, lambda: refused or _read(page, "refused") or _list_done(page, elsewhere))
        # Time enough for what was not refused.
        page.wait_for_timeout(150)
    else:
        _wait_until(page, lambda: _list_done(page, elsewhere) >= set(names))
    return _list_done(page, elsewhere), refused + _read(page, "refused")


@pytest.mark.parametrize("host", ["headers", "page", "none"])
def test_what_is_written_into_a_page_is_not_run(  # noqa: PLR0917  fixtures
    host: str,
    browser: Browser,
    hosts: dict[str, Host],
    write_into: Callable[[Host, Iterable[str]], str],
    elsewhere: Elsewhere,
    tally: Tally,
) -> None:
    """Where neither header nor page has a policy all of it is: so the injections are such."""
    chosen = hosts[host]
    held = [name for name, one in INJECTIONS.items() if host != "page" or not one.only_headers]
    rounds = [[name] for name in held if INJECTIONS[name].is_pressed]
    rounds.append([name for name in held if not INJECTIONS[name].is_pressed])
    with open_page(browser) as page:
        for names in rounds:
            elsewhere.asked.clear()
            page.goto(write_into(chosen, names))
            done, refused = _try(page, chosen, names, elsewhere)
            if host == "none":
                assert done == set(names)
            else:
                assert (done, bool(refused)) == (set(), True), (names, refused)
                tally.add("scripts_refused", sum(INJECTIONS[name].is_script for name in names))


def test_other_sites_may_read_data_but_neither_frame_nor_hold_a_page(
    browser: Browser, hosts: dict[str, Host], elsewhere: Elsewhere
) -> None:
    for name, host in hosts.items():
        target = f"{host.address}mitra/"
        elsewhere.pages["frame"] = f'<iframe name="inside" src="{target}"></iframe>'
        elsewhere.pages["open"] = (
            f"""<button id="{TRAP}" onclick="held = window.open('{target}')">x</button>"""
        )
        with open_page(browser) as page:
            page.goto(f"{elsewhere.address}frame")
            inside = page.frame("inside")
            assert inside
            assert (inside.locator(".rk-masthead").count() == 1) == (not host.is_held_by_headers), name
            page.goto(f"{elsewhere.address}open")
            with page.expect_popup() as waited:
                page.locator(f"#{TRAP}").click()
            waited.value.wait_for_url(target)
            if host.is_held_by_headers:
                _wait_until(page, lambda: page.evaluate("held.closed"))
            assert page.evaluate("held.closed") == host.is_held_by_headers
            if host.is_held_by_headers:
                read = "async (url) => (await (await fetch(url)).json()).meta.api_version"
                assert page.evaluate(read, f"{host.address}api/v1/kerja-sama/index.json")


def test_no_text_becomes_markup_by_a_script(browser: Browser, hosts: dict[str, Host]) -> None:
    attempt = """() => {
      try { document.createElement("p").innerHTML = "<b>x</b>"; return true } catch { return false }
    }"""
    with open_page(browser) as page:
        page.goto(f"{hosts['headers'].address}mitra/")
        assert page.evaluate(attempt) is False
