"""The search's data: every agreement that counts, named things that exist, and the roots of its words."""

import datetime
from typing import Any

import orjson
import pytest
from builtsite import REGISTERS

from generator.edition import Edition
from generator.exports.search import COLUMNS, SearchData, render_search
from generator.roots import find_root, split_words
from generator.site.completion import SiteCompletion

_AS_OF = datetime.date(2026, 11, 24)


@pytest.fixture(scope="module", params=REGISTERS)
def edition(request: pytest.FixtureRequest) -> Edition:
    return SiteCompletion.prepare(REGISTERS[request.param], _AS_OF, 1).edition


@pytest.fixture(scope="module")
def data(edition: Edition) -> dict[str, Any]:
    document: dict[str, Any] = orjson.loads(render_search(SearchData.read(edition)))
    return document


def test_every_agreement_that_counts_is_there_once(edition: Edition, data: dict[str, Any]) -> None:
    assert [row[0] for row in data["agreements"]] == [agreement.id for agreement in edition.register.counted]
    assert all(len(row) == len(COLUMNS) for row in data["agreements"])


def test_places_lead_to_the_things_of_the_agreement(edition: Edition, data: dict[str, Any]) -> None:
    for cells in data["agreements"]:
        row = dict(zip(data["columns"], cells, strict=True))
        agreement = edition.register.agreements[row["id"]]
        for kind in ("partners", "departments", "affairs"):
            assert [data[kind][at][0] for at in row[kind]] == [thing.id for thing in getattr(agreement, kind)]
        assert data["names"]["status"][row["status"]]
        assert data["names"]["evaluation"][row["evaluation"]]
        assert set(row["categories"]) <= data["names"]["category"].keys()
        assert set(row["categories"]) >= {data["partners"][at][3] for at in row["partners"]}


def test_what_is_not_known_is_null(edition: Edition, data: dict[str, Any]) -> None:
    for cells in data["agreements"]:
        row = dict(zip(data["columns"], cells, strict=True))
        agreement = edition.register.agreements[row["id"]]
        assert (row["signed"] is None) == (agreement.signed is None)
        assert (row["end_words"] is None) == (agreement.end is None)
        assert row["year"] == agreement.year


def test_every_word_with_a_root_has_it(data: dict[str, Any]) -> None:
    title = data["columns"].index("title")
    words = {word for row in data["agreements"] for word in split_words(row[title])}
    assert {word: data["roots"].get(word, word) for word in words} == {
        word: find_root(word) for word in words
    }
