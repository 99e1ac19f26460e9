"""A register of texts that are written to break what is made of them: the site shows them, nothing else."""

import csv
import html
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest
from builtsite import BuiltSite, build
from conftest import serve
from hostile import write_hostile
from payloads import FLAG
from playwright.sync_api import Browser, Dialog, Page, Request
from rdflib import Graph, URIRef
from registers import ROOT

from generator.read.strict_yaml import read_mapping

_STRIDE = 45
"""Every so manieth page is read by a whole reader of HTML; all kinds are among them."""
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile(tmp_path_factory.mktemp("hostile") / "register", ROOT / "examples" / "contoh")


@pytest.fixture(scope="module")
def site(register: Path) -> BuiltSite:
    return build(register, register.parent / "site")


@pytest.fixture(scope="module")
def host(site: BuiltSite) -> Iterator[str]:
    with serve(site) as address:
        yield address


def _read(register: Path, folder: str) -> Iterator[dict[str, Any]]:
    for path in sorted((register / "records" / folder).rglob("*.yaml")):
        value, _ = read_mapping(path.read_bytes())
        assert value
        yield dict(value)


def _find(page: str, pattern: str) -> str:
    """Give the text of the first place in a page that a pattern finds."""
    found = re.search(pattern, page, re.DOTALL)
    assert found, pattern
    return html.unescape(found[1])


def test_a_title_is_shown_letter_by_letter(register: Path, site: BuiltSite) -> None:
    for value in _read(register, "agreements"):
        for root in ("", "en/"):
            page = (site.folder / root / "kerja-sama" / value["id"] / "index.html").read_text("utf-8")
            assert _find(page, r"<h1[^>]*>(.*?)</h1>") == value["title"]
            # Of what was withdrawn its page says nothing but that.
            for name in ('name="description"', 'property="og:description"'):
                said = _find(page, rf'<meta {name} content="([^"]*)">')
                assert (value["subject"] in said) != ("withdrawn" in value)
            assert _find(page, r"<title>(.*?)</title>").startswith(value["title"])


def test_pages_are_sound_html(site: BuiltSite) -> None:
    paths = sorted(site.folder.rglob("*.html"))
    moved = next(path for path in paths if path.parent.name.startswith("bekas-"))
    for path in [*paths[::_STRIDE], moved]:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        page = parser.parse(path.read_bytes(), transport_encoding="utf-8")
        assert parser.errors == [], path
        for script in page.iter("script"):
            # What has no address is data that no browser runs.
            assert script.get("src") or json.loads(script.text or "")["@graph"], path
        for element in page.iter():
            assert not any(str(name).startswith("on") for name in element.attrib), path
            link = element.get("href") or element.get("src") or "#"
            assert urlsplit(link).scheme in ("", "https"), (path, link)
        body = page.find("body")
        assert body is not None
        assert [*body.iter("meta"), *body.iter("style")] == [], path
    assert b'<meta http-equiv="refresh" content="0; url=../../' in moved.read_bytes()


def test_feeds_and_drawings_are_sound_xml(site: BuiltSite) -> None:
    paths = [*site.folder.rglob("*.xml"), *site.folder.rglob("*.svg")]
    assert len(paths) > 40
    for path in paths:
        whole = ET.parse(path)  # noqa: S314  made by ourselves
        names = {str(element.tag).rpartition("}")[2].lower() for element in whole.iter()}
        assert not names & {"script", "foreignobject", "iframe"}, path


def _refuse_formulas(table: str) -> None:
    """Look that a table runs nothing, where cells end at commas, at semicolons, and at tabs."""
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert len({len(row) for row in rows}) == 1
    for part in (part for row in rows for cell in row for part in re.split("[;\t\\n]", cell)):
        assert part.lstrip(" ")[:1] not in tuple("=+@\t\r-") or _NUMBER.fullmatch(part), part


def test_tables_have_whole_rows_and_no_formula(site: BuiltSite) -> None:
    paths = list(site.folder.rglob("*.csv"))
    assert len(paths) > 40
    for path in paths:
        _refuse_formulas(path.read_text("utf-8-sig"))


def test_data_hold_the_records_as_they_are(register: Path, site: BuiltSite) -> None:
    for path in site.folder.rglob("*.json"):
        json.loads(path.read_bytes())
    # What was withdrawn is found by nobody who does not look for it.
    titles = {value["title"] for value in _read(register, "agreements") if "withdrawn" not in value}
    for root in ("", "en/"):
        search = json.loads((site.folder / root / "data/search.json").read_bytes())
        place = search["columns"].index("title")
        assert {row[place] for row in search["agreements"]} == titles


def test_what_programs_read_is_sound(register: Path, site: BuiltSite) -> None:
    data = site.folder / "data"
    titles = {value["title"] for value in _read(register, "agreements")}
    lines = (data / "records.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert titles <= {str(one.get("record", one).get("title")) for one in records}
    with closing(sqlite3.connect(f"file:{data / 'registri.sqlite'}?mode=ro&immutable=1", uri=True)) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert titles <= {title for (title,) in base.execute("SELECT title FROM agreements")}
        for (view,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall():
            base.execute(f'SELECT * FROM "{view}"').fetchall()  # noqa: S608  the program's own names
    catalogue = (data / "catalog.jsonld").read_text("utf-8")
    graph = Graph().parse(
        data=catalogue, format="json-ld", publicID="https://uji.example/data/catalog.jsonld"
    )
    for subject in {*graph.subjects(), *graph.objects()}:
        assert not isinstance(subject, URIRef) or not re.search(r'[\s<>"{}|\\^`]', subject), subject
    script = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
    for page in list(site.folder.rglob("index.html"))[::_STRIDE]:
        for found in script.findall(page.read_text("utf-8")):
            assert json.loads(found)["@graph"], page


_QUESTION = quote(f'"><img src=x onerror="window.{FLAG}=1">')
_PLACES = (
    "",
    "en/",
    "statistik/",
    "statistik/grafik/",
    "statistik/lini-masa/",
    "en/statistik/peta/",
    "mitra/",
    "evaluasi/",
    "pemetaan/",
    "perubahan/",
    "en/tentang/",
    "panduan/jenis/",
    f"kerja-sama/?q={_QUESTION}#{_QUESTION}",
    f"en/kerja-sama/?q=script&jenis={_QUESTION}&pd={_QUESTION}",
    "kerja-sama/?jenis=__proto__&status=constructor&pd=__proto__&urusan=toString&kategori=__proto__&mitra=x",
    "kerja-sama/?evaluasi=hasOwnProperty&urut=__proto__&dari=__proto__&sampai=1e999",
    "404.html",
    f"404.html?{_QUESTION}#{_QUESTION}",
)


def _list_further(site: BuiltSite) -> list[str]:
    found = [
        next(path for path in sorted((site.folder / folder).iterdir()) if (path / "index.html").is_file())
        for folder in ("mitra", "perangkat-daerah", "urusan", "pemetaan", "en/mitra", "en/perangkat-daerah")
    ]
    agreements = sorted(path for path in (site.folder / "kerja-sama").glob("ks*-*") if path.is_dir())
    drawings = sorted((site.folder / "statistik" / "grafik").glob("*.svg"))
    folders = [f"{path.relative_to(site.folder).as_posix()}/" for path in (*found, *agreements[::12])]
    return [*folders, *(path.relative_to(site.folder).as_posix() for path in drawings[::4])]


@pytest.fixture
def page(browser: Browser, host: str) -> Iterator[Page]:
    context = browser.new_context(base_url=host, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []

    def note_dialog(dialog: Dialog) -> None:
        faults.append(dialog.message)
        dialog.dismiss()

    def note_stranger(request: Request) -> None:
        if not request.url.startswith((host, "blob:", "data:")):
            faults.append(request.url)

    page.on("dialog", note_dialog)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", note_stranger)
    yield page
    context.close()
    assert faults == []


def test_nothing_runs_and_nothing_is_fetched(page: Page, site: BuiltSite) -> None:
    for place in (*_PLACES, *_list_further(site)):
        page.goto(place)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(f"window.{FLAG}") is None, place
        assert page.locator("img[src=x]").count() == 0, place


def test_the_explorer_shows_hostile_texts_and_choices(page: Page) -> None:
    page.goto("kerja-sama/?q=script")
    page.locator("#rk-results tbody tr").first.wait_for()
    page.locator("#rk-facets > summary").click()
    page.locator('[data-facet="jenis"] li').first.wait_for()
    page.evaluate("for (const facet of document.querySelectorAll('[data-facet]')) facet.open = true")
    assert page.evaluate(f"window.{FLAG}") is None
    assert page.locator("#rk-results script, #rk-facets script, #rk-results img").count() == 0


def test_a_view_that_is_taken_away_runs_nothing(page: Page) -> None:
    page.goto("kerja-sama/?urut=judul")
    page.locator("#rk-results tbody tr").first.wait_for()
    with page.expect_download() as download:
        page.locator("#rk-csv").click()
    table = download.value.path().read_text("utf-8-sig")
    assert re.search(";' [=+@-]", table)
    _refuse_formulas(table)


def test_a_choice_that_nothing_has_finds_nothing(page: Page) -> None:
    page.goto("kerja-sama/?jenis=__proto__")
    page.get_by_text("Tidak ada perjanjian yang cocok").wait_for()
