"""Every hostile text in every field: what carries a text carries it whole, as the tools that read it see."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builtsite import BuiltSite, build
from carried import (
    Texts,
    examine,
    find_office,
    open_in_office,
    read_archive,
    read_calendars,
    read_csv,
    read_database,
    read_json,
    read_json_lines,
    read_json_scripts,
    read_office,
    read_pages,
    read_workbook,
    read_xml,
    without_apostrophes,
)
from conftest import serve
from hostileregister import HostileRegister, list_taken, write_hostile_register
from payloads import FLAG, PAYLOADS
from playwright.sync_api import Browser, Dialog, Page, Request
from tally import Tally
from textfields import list_fields

from generator.records import AGREEMENT_TYPES

pytestmark = pytest.mark.slow

_OFFLINE = "luring.html"
_TABLES = ("agreements", "parties", "signatories", "partners", "mapping", "totals", "stages")


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> HostileRegister:
    return write_hostile_register(tmp_path_factory.mktemp("hostile") / "register")


@pytest.fixture(scope="module")
def site(register: HostileRegister) -> BuiltSite:
    return build(register.root, register.root.parent / "site", "--offline-copy")


@pytest.fixture(scope="module")
def host(site: BuiltSite) -> Iterator[str]:
    with serve(site) as address:
        yield address


def _examine(
    register: HostileRegister,
    texts: Texts,
    tally: Tally,
    least: int,
    plain: Callable[[str], str] = str,
) -> None:
    tally.add("tries", examine(register, texts, least, plain))
    tally.add("outputs")


def test_every_field_holds_every_text_that_its_schema_takes(register: HostileRegister, tally: Tally) -> None:
    fields = [field for field in list_fields() if field.schema != "registry"]
    assert register.pairs == {(field, payload) for field in fields for payload in list_taken(field)}
    assert len(register.pairs) > 40_000
    # A field whose texts have a form of their own takes none of them: that is tried elsewhere.
    assert {field.schema for field, _ in register.pairs} == {field.schema for field in fields}
    tally.add("payloads", len(PAYLOADS))
    tally.add("fields", len(list_fields()))


def test_the_api_gives_every_text_as_it_is(register: HostileRegister, site: BuiltSite, tally: Tally) -> None:
    _examine(register, read_json((site.folder / "api").rglob("*.json")), tally, 420)


def test_the_records_of_a_line_each_hold_every_text(
    register: HostileRegister, site: BuiltSite, tally: Tally
) -> None:
    _examine(register, read_json_lines(site.folder / "data" / "records.jsonl"), tally, 420)


def test_the_archive_holds_the_tables_whole_and_nothing_above_itself(
    register: HostileRegister, site: BuiltSite, tally: Tally
) -> None:
    archive = site.folder / "data" / "semua.zip"
    _examine(register, read_archive(archive), tally, 340, without_apostrophes)


def test_tables_hold_every_text_and_run_none(
    register: HostileRegister, site: BuiltSite, tally: Tally
) -> None:
    _examine(register, read_csv(site.folder.rglob("*.csv")), tally, 340, without_apostrophes)


def test_the_workbook_holds_every_text_and_no_formula(
    register: HostileRegister, site: BuiltSite, tally: Tally
) -> None:
    _examine(register, read_workbook(site.folder / "data" / "registri.xlsx"), tally, 340)


def _without_first_tabs(text: str) -> str:
    # LibreOffice itself drops a tab at the start of a line.
    return text.replace("\n\t", "\n")


def test_libreoffice_shows_the_workbook_and_runs_nothing_of_it(
    register: HostileRegister, site: BuiltSite, tally: Tally, tmp_path: Path
) -> None:
    (book,) = open_in_office(find_office(), tmp_path, site.folder / "data" / "registri.xlsx")
    _examine(register, read_office(book), tally, 340, _without_first_tabs)


def test_libreoffice_runs_nothing_of_the_tables_wherever_it_cuts_them(
    register: HostileRegister, site: BuiltSite, tally: Tally, tmp_path: Path
) -> None:
    trial = tmp_path / "jebakan.csv"
    trial.write_text("x,=1+1\n", encoding="utf-8")
    tables = [site.folder / "data" / f"{name}.csv" for name in _TABLES]
    tried = set()
    for separator in ",;\t":
        opened = open_in_office(find_office(), tmp_path, trial, *tables, separator=separator)
        if separator == ",":
            # It would run what it is let run.
            assert "table:formula" in opened[0].read_text("utf-8")
        for table in opened[1:]:
            for _, text in read_office(table):
                tried |= {(one.field, one.payload) for one, _ in register.find(text)}
    assert len({field for field, _ in tried}) > 100
    tally.add("outputs")
    tally.add("tries", len(tried))


def test_the_database_holds_every_text(register: HostileRegister, site: BuiltSite, tally: Tally) -> None:
    _examine(register, read_database(site.folder / "data" / "registri.sqlite"), tally, 340)


def test_calendars_hold_whole_texts_and_events_alone(
    register: HostileRegister, site: BuiltSite, tally: Tally
) -> None:
    _examine(register, read_calendars(sorted(site.folder.rglob("*.ics"))), tally, 6)


def test_feeds_hold_whole_texts(register: HostileRegister, site: BuiltSite, tally: Tally) -> None:
    _examine(register, read_xml(site.folder.rglob("*.xml")), tally, 12)


def test_what_the_search_shows_is_whole(register: HostileRegister, site: BuiltSite, tally: Tally) -> None:
    shown = [*site.folder.rglob("data/search.json"), *site.folder.rglob("cari/baris-*.json")]
    _examine(register, read_json(shown), tally, 7)


def test_the_form_knows_every_name_whole(register: HostileRegister, site: BuiltSite, tally: Tally) -> None:
    pages = [*site.folder.rglob(_OFFLINE)]
    assert pages
    _examine(register, read_json_scripts(pages), tally, 5)


def test_what_pages_say_to_programs_is_whole(
    register: HostileRegister, site: BuiltSite, tally: Tally
) -> None:
    pages = [path for path in site.folder.rglob("index.html") if path.parent.parent.name != "hal"]
    _examine(register, read_json_scripts(pages), tally, 10)


def test_drawings_are_sound_and_hold_every_letter_that_has_room(
    register: HostileRegister, site: BuiltSite, tally: Tally
) -> None:
    drawings = [*site.folder.rglob("*.svg")]
    words = {
        word
        for planted in register.plantings.values()
        if planted.field.path in ("name", "title", "name_en")
        for word in planted.text.split()
    }
    seen = 0
    for where, text in read_xml(drawings):
        # A label is cut into lines and its words may be cut short, but no letter is another.
        for word in text.split():
            if re.fullmatch(r"q[0-9]+q", word):
                seen += 1
                assert word in words, where
    assert seen > 100
    tally.add("outputs")
    tally.add("tries", seen)


@pytest.fixture
def page(browser: Browser, host: str) -> Iterator[Page]:
    context = browser.new_context(base_url=host)
    page = context.new_page()
    page.set_default_timeout(60_000)
    faults: list[str] = []

    def note_dialog(dialog: Dialog) -> None:
        faults.append(dialog.message)
        dialog.dismiss()

    def note_request(request: Request) -> None:
        if not request.url.startswith((host, "blob:", "data:")):
            faults.append(request.url)

    page.on("dialog", note_dialog)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", note_request)
    # Not a page: under the policy of one no script could read texts as other pages.
    page.goto("manifest.json")
    yield page
    context.close()
    assert faults == []


def _list_addresses(site: BuiltSite) -> list[str]:
    # The form as one file has a script of its own, named by its sum in the policy of the page.
    paths = (path for path in sorted(site.folder.rglob("*.html")) if path.name != _OFFLINE)
    return [f"/{path.relative_to(site.folder).as_posix()}" for path in paths]


@pytest.mark.parametrize("in_english", [False, True], ids=["id", "en"])
def test_pages_show_every_text_as_it_is(
    in_english: bool,  # noqa: FBT001  one of two languages
    register: HostileRegister,
    site: BuiltSite,
    page: Page,
    tally: Tally,
) -> None:
    pages = [one for one in _list_addresses(site) if one.startswith("/en/") == in_english]
    _examine(register, read_pages(page, pages), tally, 400)


def _list_telling() -> Iterator[str]:
    """Give pages of every kind of record that together show every text, each kind of it in many fields."""
    for turn in range(max(len(list_taken(field)) for field in list_fields())):
        kind = AGREEMENT_TYPES[turn % len(AGREEMENT_TYPES)]
        yield f"{'en/' * (turn % 2)}kerja-sama/{kind}-uji-{turn:03}/"
        others = (("mitra", "partner"), ("perangkat-daerah", "department"), ("urusan", "affair"))
        folder, name = others[turn % len(others)]
        if turn < len(list_taken(next(field for field in list_fields() if field.path == "name"))):
            yield f"{folder}/{name}-uji-{turn:03}/"


def test_nothing_runs_and_nothing_is_fetched_on_the_pages_of_records(page: Page, tally: Tally) -> None:
    visited = [*_list_telling(), f"panduan/isi/{_OFFLINE}", "panduan/isi/"]
    assert len(visited) > 200
    for address in visited:
        answer = page.goto(address)
        assert answer
        assert answer.ok, address
        assert page.evaluate(f"[window.{FLAG}, document.querySelectorAll('img[src=x]').length]") == [None, 0]
    tally.add("outputs")
    tally.add("tries", len(visited))
