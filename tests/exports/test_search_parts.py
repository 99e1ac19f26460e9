"""What the explorer fetches: whole in one file or in parts, nothing is lost and nothing is told twice."""

import datetime
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson
import pytest
from builtsite import REGISTERS
from test_search_words import unpack

from generator.edition import Edition
from generator.exports.search_parts import is_parted, list_search_files, put_inside, write_search
from generator.roots import split_words
from generator.sample.writer import write_sample
from generator.site.completion import SiteCompletion
from generator.text import Language

_AS_OF = datetime.date(2026, 11, 24)
_MANY = 450

Editions = Mapping[Language, Edition]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a register large enough for parts."""
    root = tmp_path_factory.mktemp("large") / "register"
    write_sample(root, _MANY)
    return root


@pytest.fixture(scope="module")
def many(large: Path) -> Editions:
    """Give its editions."""
    return SiteCompletion.prepare(large, _AS_OF, 1).editions


@pytest.fixture(scope="module")
def few() -> Editions:
    """Give the editions of a register in two languages that one file holds."""
    return SiteCompletion.prepare(REGISTERS["shipped"], _AS_OF, 1).editions


def _write(editions: Editions) -> dict[str, bytes]:
    files: dict[str, BytesIO] = {}

    @contextmanager
    def open_file(address: str) -> Iterator[BytesIO]:
        assert address not in files
        files[address] = BytesIO()
        yield files[address]

    write_search(editions, open_file)
    return {address: file.getvalue() for address, file in files.items()}


@pytest.fixture(scope="module", params=["few", "many"])
def editions(request: pytest.FixtureRequest) -> Editions:
    found: Editions = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def files(editions: Editions) -> dict[str, bytes]:
    return _write(editions)


@pytest.fixture(scope="module")
def head(files: dict[str, bytes]) -> dict[str, Any]:
    """Give the first file with all parts in it."""
    document: dict[str, Any] = orjson.loads(put_inside(files["cari/index.json"], files.__getitem__))
    return document


def test_the_files_are_those_that_are_listed(
    editions: Editions, few: Editions, files: dict[str, bytes]
) -> None:
    assert sorted(list_search_files(editions)) == sorted(files)
    count = len(editions["id"].register.counted)
    assert is_parted(count) == any("kata-" in address for address in files) == (editions is not few)


def test_the_same_register_gives_the_same_bytes(editions: Editions, files: dict[str, bytes]) -> None:
    assert _write(editions) == files


def test_every_row_is_there_in_order(editions: Editions, head: dict[str, Any]) -> None:
    agreements = editions["id"].register.counted
    rows = [
        row
        for number in range(-(-len(agreements) // head["block"]))
        for row in head["inside"][f"baris-{number}"]
    ]
    assert [row[:2] for row in rows] == [[one.id, one.title] for one in agreements]
    for language, edition in enumerate(editions.values()):
        words = [edition.locale.date(one.signed, short=True) if one.signed else None for one in agreements]
        assert [row[3][language] for row in rows] == words
    days = [day for day, count in head["signed"] for _ in range(count)]
    assert days == [one.signed.latest.isoformat() if one.signed else None for one in agreements]
    titles = [agreements[place].title for place in unpack(head["inside"]["judul"])]
    assert titles == sorted((one.title for one in agreements), key=str.casefold)


def test_facets_say_what_each_agreement_has(editions: Editions, head: dict[str, Any]) -> None:
    agreements = editions["id"].register.counted
    had = {
        name: [facet["sets"][place] for place in unpack(facet["of"])]
        for name, facet in head["facets"].items()
    }
    for kind in ("partners", "departments", "affairs"):
        ids = [[head[kind][place][0] for place in places] for places in had[kind]]
        assert ids == [[thing.id for thing in getattr(one, kind)] for one in agreements]
    assert had["type"] == [[one.type] for one in agreements]
    assert had["status"] == [[one.status] for one in agreements]
    assert had["year"] == [[one.year] for one in agreements]


def test_every_word_of_a_title_leads_to_its_agreement(editions: Editions, head: dict[str, Any]) -> None:
    found: dict[str, set[int]] = {}
    for number, first in enumerate(head["runs"]):
        run = head["inside"][f"kata-{number}"]
        assert not run["words"] or run["words"][0] == first
        for word, gaps in zip(run["words"], run["gaps"], strict=True):
            place, found[word] = -1, set()
            for gap in unpack(gaps):
                place += gap
                found[word].add(place)
    assert list(found) == sorted(found)
    letters = [word for word in found if not any(char.isdigit() for char in word)]
    assert head["words"].split() == letters
    for place, agreement in enumerate(editions["id"].register.counted):
        for word in split_words(agreement.title):
            assert place in found[word]
            assert place in found[head["roots"].get(word, word)]


def test_parts_bear_the_hash_that_names_them(many: Editions) -> None:
    files = _write(many)
    hashes = orjson.loads(files["cari/index.json"])["hashes"]
    assert {f"cari/{name}.json" for name in hashes} == {
        address for address in files if address.startswith("cari/") and "index" not in address
    }
    assert len(set(hashes.values())) == len(hashes)


def test_only_parts_that_say_something_else_have_another_name(large: Path, many: Editions) -> None:
    before = orjson.loads(_write(many)["cari/index.json"])["hashes"]
    own = many["id"].register.counted[0].id
    (file,) = large.rglob(f"{own}.yaml")
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"^(title: .*)$", r"\1 Zirkonium", text, count=1, flags=re.MULTILINE), "utf-8")
    try:
        files = _write(SiteCompletion.prepare(large, _AS_OF, 1).editions)
    finally:
        file.write_text(text, encoding="utf-8")
    after = orjson.loads(files["cari/index.json"])["hashes"]
    assert after["baris-0"] != before["baris-0"]
    assert {name for name in before if name.startswith("baris-") and after[name] != before[name]} == {
        "baris-0"
    }


def test_english_words_find_affairs_for_readers_of_either_language(few: Editions) -> None:
    files = _write(few)
    heads = [orjson.loads(files[address]) for address in ("cari/index.json", "en/cari/index.json")]
    own, english = heads
    assert own["inside"] == english["inside"]
    assert [own["language"], english["language"]] == [0, 1]
    assert english["parts"] == "../../cari/"
    names = dict(english["affairs"])
    assert names["kesehatan"] == "Health"
    assert {"health", "kesehatan"} <= set(own["words"].split())
