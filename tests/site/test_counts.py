"""Every count on every page and in the API equals what plain SQL makes of the CSV files, without the program.

Looked at is every number of agreements and of mapped needs that a page shows, with the list it leads to or,
where it is zero, would lead to: all of them, for a kind of list that has no query fails. Besides, what each
list says that it holds, and how many partners, departments and affairs the front page counts. What is no
count is not looked at: medians of days, shares, figures that others published, days in calendars.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from apidocuments import Api
from builtsite import BuiltSite
from recount import Recount

WHOLE = "daftar"
"""The part of a page that holds all of its list."""


@pytest.fixture(scope="module")
def recount(built: BuiltSite) -> Recount:
    return Recount(built.folder / "data")


def find_place(built: BuiltSite, address: str, link: str | None, of: str | None) -> str:
    """Give the address of what a number on a page counts, without the language that it is shown in."""
    if link is None:
        assert of, f"a number on {address} says not what it counts"
        return of
    target = built.target(address, link)
    assert target
    page, part = target[0].removeprefix("en/"), target[1]
    return f"{page}#{part}" if part not in ("", WHOLE) else page


def test_every_number_on_every_page_is_what_sql_makes_of_the_tables(
    built: BuiltSite, recount: Recount
) -> None:
    """All numbers of agreements and of mapped needs, in every language; a zero by the list it has not."""
    wrong, unknown, seen = [], Counter[str](), Counter[str]()
    for address, page in built.pages.items():
        for kind, numbers in (("agreements", page.asked), ("entries", page.asked_entries)):
            for number, link, of in numbers:
                place = find_place(built, address, link, of)
                expected = recount.count(kind, place)
                seen[kind] += 1
                if expected is None:
                    unknown[place] += 1
                elif expected != number:
                    wrong.append((address, place, number, expected))
    assert not wrong, (len(wrong), wrong[:5])
    # None is left out: every kind of list has its query.
    assert not unknown, unknown.most_common(5)
    assert seen["agreements"] > 5000


def test_what_a_list_says_that_it_holds_is_what_sql_finds(built: BuiltSite, recount: Recount) -> None:
    seen, unknown = 0, []
    for address, page in built.pages.items():
        place = re.sub("(?:^en/|hal/[0-9]+/$)", "", address)
        kind = "entries" if recount.count("entries", place) is not None else "agreements"
        for total in page.totals:
            expected = recount.count(kind, place)
            if expected is None:
                unknown.append(address)
            else:
                assert total == expected, address
                seen += 1
    assert not unknown, unknown[:5]
    assert seen > 300


def test_the_front_page_counts_things_as_sql_does(built: BuiltSite, recount: Recount) -> None:
    for home in ("", "en/"):
        things = built.pages[home].things
        assert things
        for number, link in things:
            target = built.target(home, link)
            assert target
            assert number == recount.count_things(target[0].removeprefix("en/"))


def walk(value: Any) -> Iterator[dict[str, Any]]:
    """Give every group of fields of a document, whatever it stands in."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from walk(one)


def test_every_number_of_the_api_is_what_sql_makes_of_the_tables(built: BuiltSite, recount: Recount) -> None:
    """All numbers of selections in its documents, and of each list how many it says that it holds."""
    wrong, unknown, seen = [], Counter[str](), 0
    api = Api(built)
    for file in api.documents:
        for group in walk(api.read(file)):
            selection = group.get("selection")
            number = group.get("value", group.get("count"))
            if not isinstance(selection, dict) or not isinstance(number, int):
                continue
            of_needs = group.get("unit") == "mapped-needs" or group.get("kind") == "need-list"
            what = "entries" if of_needs else "agreements"
            expected = recount.count_selection(what, selection["kind"], selection["values"])
            seen += 1
            if expected is None:
                unknown[selection["kind"]] += 1
            elif expected != number:
                wrong.append((file, selection, number, expected))
    assert not wrong, (len(wrong), wrong[:5])
    assert not unknown, unknown
    assert seen > 1000
