"""The explorer of a register that is fetched in parts: only what is asked for, and all of it."""

import csv
import io
import itertools
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from builtsite import BuiltSite
from conftest import serve
from playwright.sync_api import Browser, Page, expect

from generator.roots import split_words

_FIND = """async (words) => {
  window.tried ??= await RegistriSearch.Search.load("../cari/index.json");
  return [...(await tried.find(words)).places];
}"""
_TYPE_FAST = """(texts) => {
  const box = document.getElementById("rk-q");
  for (const text of texts) {
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}"""
# Fewer would not tell a slip of the index from one of the test's own.
_WORDS_TRIED = 60
_SHOWN = 25


@pytest.fixture(scope="module")
def long_address(long: BuiltSite) -> Iterator[str]:
    with serve(long) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def data(long: BuiltSite) -> dict[str, Any]:
    """Give the agreements as the document for programs has them."""
    document: dict[str, Any] = json.loads((long.folder / "data/search.json").read_bytes())
    return document


@pytest.fixture(scope="module")
def rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(data["columns"], cells, strict=True)) for cells in data["agreements"]]


def _watch(page: Page) -> list[str]:
    """Give the list of files of the search that the page asks for, as it grows."""
    asked: list[str] = []

    def note(url: str) -> None:
        if "/cari/" in url:
            asked.append(urlsplit(url).path.rpartition("/")[2])

    page.on("request", lambda request: note(request.url))
    return asked


def _list_words(data: dict[str, Any], row: dict[str, Any]) -> set[str]:
    """Give every word by which an agreement may be found, and their roots."""
    names = [
        data[list_][place][:3] for list_ in ("partners", "departments", "affairs") for place in row[list_]
    ]
    texts = [row["title"], row["about"], row["places"], row["numbers"], row["id"], *itertools.chain(*names)]
    words = {word for text in texts for word in split_words(text)}
    roots = {data["roots"].get(word, word) for word in words}
    compounds = data["compounds"]
    return words | roots | {part for word in words | roots for part in compounds.get(word, ())}


def test_a_word_finds_exactly_the_agreements_that_have_it(
    data: dict[str, Any], rows: list[dict[str, Any]], long_address: str, page: Page
) -> None:
    page.goto(f"{long_address}kerja-sama/")
    have = [_list_words(data, row) for row in rows]
    words = sorted(set().union(*have) - data["compounds"].keys())
    for word in words[:: len(words) // _WORDS_TRIED]:
        wanted = {word, data["roots"].get(word, word)}
        found = page.evaluate(_FIND, word)
        assert sorted(found) == [place for place, own in enumerate(have) if wanted & own], word
        assert len(set(found)) == len(found)


def test_the_beginning_of_a_word_and_a_slip_find_it_too(long_address: str, page: Page) -> None:
    page.goto(f"{long_address}kerja-sama/")
    find: Callable[[str], list[int]] = partial(page.evaluate, _FIND)
    whole = set(find("sampah"))
    assert whole
    assert whole <= set(find("sampa"))
    assert whole <= set(find("sampha"))
    assert set(find("pengelolaan sampah")) == set(find("pengelolaan")) & whole


def test_only_what_is_asked_for_is_fetched(long: BuiltSite, long_address: str, page: Page) -> None:
    asked = _watch(page)
    page.goto(f"{long_address}kerja-sama/", wait_until="networkidle")
    assert asked == []
    page.locator("#rk-q").focus()
    page.wait_for_load_state("networkidle")
    assert asked == ["index.json"]
    page.locator("#rk-q").fill("sampah")
    expect(page.locator("#rk-found")).to_contain_text("ditemukan")
    runs = [name for name in asked if name.startswith("kata-")]
    assert len(runs) == 1
    shown = page.locator("#rk-results tbody tr").count()
    assert (
        0
        < len([name for name in asked if name.startswith("baris-")])
        <= min(shown, len(list(long.folder.glob("cari/baris-*.json"))))
    )
    before = list(asked)
    page.locator("#rk-q").fill("")
    page.locator("#rk-q").fill("sampah")
    expect(page.locator("#rk-results tbody tr")).to_have_count(shown)
    assert [name for name in asked if not name.startswith("baris-")] == ["index.json", *runs]
    assert len(set(asked)) == len(asked) >= len(before)


def test_who_types_on_fetches_nothing_for_half_words(long_address: str, page: Page) -> None:
    asked = _watch(page)
    page.goto(f"{long_address}kerja-sama/")
    page.locator("#rk-q").focus()
    page.wait_for_load_state("networkidle")
    page.evaluate(_TYPE_FAST, ["pe", "pen", "peng", "penge", "pengelolaan"])
    expect(page.locator("#rk-found")).to_contain_text("ditemukan")
    head = json.loads(page.request.get(f"{long_address}cari/index.json").body())
    runs = {
        f"kata-{sum(first <= word for first in head['runs']) - 1}.json" for word in ("pengelolaan", "kelola")
    }
    assert {name for name in asked if name.startswith("kata-")} == runs


@pytest.mark.parametrize(
    ("query", "column"),
    [("jenis=ksdd", "type"), ("status=ended", "status"), ("evaluasi=overdue", "evaluation")],
)
def test_a_facet_counts_and_shows_what_has_it(
    query: str, column: str, rows: list[dict[str, Any]], long_address: str, page: Page
) -> None:
    having = [row["id"] for row in rows if row[column] == query.partition("=")[2]]
    assert len(having) > 1
    page.goto(f"{long_address}kerja-sama/?{query}")
    expect(page.locator("#rk-found")).to_have_text(f"{len(having)} perjanjian ditemukan")
    assert _list_shown(page) == having[:_SHOWN]
    if len(having) > _SHOWN:
        page.get_by_role("button", name="Tampilkan lebih banyak").click()
    expect(page.locator("#rk-results tbody tr")).to_have_count(min(2 * _SHOWN, len(having)))


def _list_shown(page: Page) -> list[str]:
    shown: list[str] = page.eval_on_selector_all(
        "#rk-results tbody tr", "rows => rows.map(row => row.dataset.id)"
    )
    return shown


@pytest.mark.parametrize("order", ["judul", "lama", "baru"])
def test_each_order_holds_for_all(
    order: str, rows: list[dict[str, Any]], long_address: str, page: Page
) -> None:
    page.goto(f"{long_address}kerja-sama/?jenis=ksdpk&urut={order}")
    expect(page.locator("#rk-found")).not_to_be_empty()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh persis tampilan ini (CSV)").click()
    table = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    wanted = [row for row in rows if row["type"] == "ksdpk"]
    if order == "judul":
        wanted.sort(key=lambda row: row["title"].casefold())
    elif order == "lama":
        wanted.sort(key=lambda row: row["signed"] or "9")
    assert [row["id"] for row in table] == [row["id"] for row in wanted]
    assert [row["title"] for row in table] == [row["title"] for row in wanted]
    assert [row["signed_as_shown"] for row in table] == [row["signed_words"] or "" for row in wanted]


def test_what_cannot_be_fetched_is_told_and_tried_again(long_address: str, page: Page) -> None:
    page.goto(f"{long_address}kerja-sama/")
    page.route("**/cari/kata-*", lambda route: route.fulfill(status=404))
    page.locator("#rk-q").fill("sampah")
    expect(page.locator("#rk-found")).to_contain_text("Pencarian tidak dapat dimuat")
    page.unroute("**/cari/kata-*")
    page.locator("#rk-q").fill("sampa")
    expect(page.locator("#rk-found")).to_contain_text("ditemukan")


def test_a_lost_address_is_answered_from_parts(long_address: str, page: Page) -> None:
    missing = page.request.get(f"{long_address}404.html").body()
    lost = f"{long_address}kerja-sama/pengelolaan-sampah"
    page.route(lost, lambda route: route.fulfill(status=404, content_type="text/html", body=missing))
    page.goto(lost)
    expect(page.locator("#rk-perhaps li").first).to_be_visible()


def test_words_that_nobody_uses_find_nothing(long_address: str, page: Page) -> None:
    for words in ("xyzzyqwrt", "\uffff", "0", "zzzz9", "constructor", "__proto__"):
        page.goto(f"{long_address}kerja-sama/?q={quote(words)}")
        expect(page.locator("#rk-found")).not_to_be_empty()
        expect(page.locator("#rk-found")).not_to_contain_text("tidak dapat dimuat")
