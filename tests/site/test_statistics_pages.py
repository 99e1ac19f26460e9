"""The statistics as the public gets them: one number on the page, in the CSV and on its list."""

import csv
import io
from typing import Any

import pytest
from builtsite import BuiltSite

_PAGE = "statistik/"


def _rows(site: BuiltSite) -> list[dict[str, Any]]:
    text = (site.folder / "data" / "statistics.csv").read_text(encoding="utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{**row, "value": int(row["value"]) if row["value"] else None} for row in rows]


def _shown(site: BuiltSite) -> set[tuple[str, int]]:
    """Give every number on the statistics' own pages with the address of its list.

    Reports also hold the numbers of other parts of the site.
    """
    shown = set()
    for address, page in site.pages.items():
        if address.startswith(_PAGE) and not address.endswith("/laporan/"):
            for number, link in page.counts:
                target = site.target(address, link) if link else None
                if target:
                    shown.add((target[0], number))
    return shown


def test_every_number_on_a_page_is_in_the_table_and_the_other_way_round(built: BuiltSite) -> None:
    assert len(_rows(built)) > 100
    rows = [row for row in _rows(built) if row["unit"] == "agreements" and row["list"]]
    assert {(row["list"], row["value"]) for row in rows} == _shown(built)


def test_every_number_in_the_table_is_the_length_of_its_list(built: BuiltSite) -> None:
    checked = 0
    for row in _rows(built):
        if row["unit"] == "agreements" and row["list"]:
            listed = built.list_rows(row["list"])
            assert len(set(listed)) == len(listed) == row["value"], row
            checked += 1
        elif not row["figure"].startswith("published-total"):
            assert row["unit"] == "days" or row["value"] == 0, row
    assert checked > 50


def test_no_number_stands_twice_in_the_table(built: BuiltSite) -> None:
    named = [
        tuple(row[key] for key in ("figure", "type", "item", "year", "definition")) for row in _rows(built)
    ]
    unclear = [name for name in named if named.count(name) > 1]
    assert unclear == []
    assert all(row["definition"] for row in _rows(built))


def test_medians_on_the_page_are_those_of_the_table(built: BuiltSite) -> None:
    medians = {row["figure"]: row["value"] for row in _rows(built) if row["unit"] == "days"}
    assert medians.keys() == {"median-length", "median-publication"}
    shown = [str(value) for value in medians.values() if value is not None]
    assert built.pages[_PAGE].values == shown


@pytest.mark.parametrize(
    "name", ["jenis-perangkat-daerah", "jenis-urusan", "jenis-kategori-mitra", "jenis-wilayah"]
)
def test_the_tables_of_types_end_in_the_totals_of_the_types(built: BuiltSite, name: str) -> None:
    totals = [number for number, _ in built.pages[f"{_PAGE}{name}/"].counts][-6:]
    by_type = [row["value"] for row in _rows(built) if row["figure"] in ("type", "all")]
    assert totals == by_type


def test_long_lists_of_the_statistics_are_whole(long: BuiltSite) -> None:
    test_every_number_in_the_table_is_the_length_of_its_list(long)
    test_every_number_on_a_page_is_in_the_table_and_the_other_way_round(long)
