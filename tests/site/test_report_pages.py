"""Yearly reports: the numbers of the other pages, in sentences too, what they are made from, and on paper."""

import re
import struct
import zlib
from collections.abc import Iterator

import pytest
from builtsite import AS_OF, BuiltSite
from conftest import serve
from playwright.sync_api import Browser

_A4 = (595, 842)
_WIDTH_OF_A4 = 680
"""How many CSS pixels lie between the margins of an A4 page: 210 mm without twice 15 mm."""


def _years(site: BuiltSite) -> list[str]:
    found = (re.fullmatch("statistik/([0-9]{4})/", address) for address in site.pages)
    return [year[1] for year in found if year]


def _numbers(site: BuiltSite, address: str) -> dict[str, int]:
    """Give the numbers of a page by the list that each leads to."""
    found = {}
    for number, link in site.pages[address].counts:
        target = site.target(address, link) if link else None
        if target:
            found["#".join(target)] = number
    return found


def test_every_year_with_statistics_has_a_report_in_both_languages(built: BuiltSite) -> None:
    years = _years(built)
    assert len(years) > 5
    for year in years:
        for root in ("", "en/"):
            address = f"{root}statistik/{year}/laporan/"
            assert address in built.pages
            links = [
                built.target(f"{root}statistik/{year}/", link)
                for link in built.pages[f"{root}statistik/{year}/"].links
            ]
            assert (address, "") in links
    assert "statistik/tidak-diketahui/laporan/" not in built.pages


def test_its_numbers_are_those_of_the_other_pages(built: BuiltSite) -> None:
    others: dict[str, int] = {}
    for address in built.pages:
        if not address.endswith("/laporan/"):
            others.update(_numbers(built, address))
    for year in _years(built):
        told = _numbers(built, f"statistik/{year}/laporan/")
        assert told
        for target, number in told.items():
            assert others[target] == number, (year, target)


def test_it_names_every_agreement_of_the_year(built: BuiltSite) -> None:
    for year in _years(built):
        rows = set(built.list_rows(f"statistik/{year}/laporan/"))
        for kind in (
            f"kerja-sama/tahun/{year}/",
            f"statistik/{year}/berakhir/",
            f"statistik/{year}/diperpanjang/",
        ):
            if kind in built.pages:
                assert set(built.list_rows(kind)) <= rows


def test_its_sentences_tell_the_numbers_of_its_tables(sample: BuiltSite) -> None:
    page = sample.pages["statistik/2025/laporan/"]
    numbers = _numbers(sample, "statistik/2025/laporan/")
    signed = numbers["kerja-sama/tahun/2025/#"]
    assert f"Pada tahun 2025 ditandatangani {signed} perjanjian yang tercatat di register ini: " in page.text
    assert "register ini: 1 KSDD, 6 KSDPK, 2 Sinergi." in page.text
    assert f"{numbers['statistik/2025/berakhir/#']} perjanjian diketahui berakhir." in page.text
    assert "Yang diumumkan pemerintah daerah untuk 2025: 1 KSDD, 7 KSDPK" in page.text
    in_force = numbers["statistik/2025/berlaku/#"]
    assert f"Pada 31 Desember 2025 diketahui {in_force} perjanjian berlaku." in page.text
    assert "Tahun ini belum berakhir" not in page.text
    assert "Tahun ini belum berakhir: semuanya dihitung sampai 24 November 2026." in (
        sample.pages["statistik/2026/laporan/"].text
    )


def test_it_says_what_it_was_made_from(built: BuiltSite) -> None:
    page = built.pages["statistik/2025/laporan/"]
    made = re.search("commit ([0-9a-f]{40})", page.text)
    assert made
    command = f"registri build --at {made[1]} --as-of {AS_OF}"
    # A folder that differs from its commit gives a report that can't be made again, and says so.
    assert (command in page.text) != ("tidak dapat dibuat ulang" in page.text)
    assert "Lisensi data" in page.text


def test_it_leads_to_how_it_is_checked_and_speaks_of_no_number_that_it_lacks(sample: BuiltSite) -> None:
    page = sample.pages["statistik/2025/laporan/"]
    targets = [sample.target("statistik/2025/laporan/", link) for link in page.links]
    assert ("panduan/memeriksa/", "") in targets
    # What is said of how long publication took belongs beside that median, which no report gives.
    assert "angka ini menunjukkan" not in page.text


def test_a_list_of_a_year_and_a_category_says_how_it_counts(built: BuiltSite) -> None:
    found = [one for one in built.pages if re.match("statistik/[0-9]{4}/kategori-mitra/", one)]
    assert found
    for address in found:
        assert "Perjanjian dengan beberapa kategori mitra dihitung satu kali" in built.pages[address].text


@pytest.fixture(scope="module")
def address(sample: BuiltSite) -> Iterator[str]:
    with serve(sample) as address:
        yield address


def test_on_paper_it_is_a4_and_nothing_is_cut(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": _WIDTH_OF_A4, "height": 1000})
    page.emulate_media(media="print")
    for place in ("statistik/2025/laporan/", "en/statistik/2025/laporan/"):
        page.goto(address + place)
        wide = page.evaluate(
            """() => [...document.querySelectorAll("main table, main dl, main ul, main code")]
                .filter(one => one.getBoundingClientRect().width > 0)
                .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                .map(one => one.outerHTML.slice(0, 80))"""
        )
        assert wide == []
        assert page.evaluate("document.documentElement.scrollWidth") <= _WIDTH_OF_A4
        assert not page.locator(".rk-masthead, .rk-screen").first.is_visible()
        # The words of the command that makes it again stay whole.
        assert (
            page.locator(".rk-origin code > span", has_text="--as-of").evaluate("one => one.offsetHeight")
            < 24
        )
        content = page.pdf(prefer_css_page_size=True)
        sizes = {
            tuple(round(float(number)) for number in found.split()[2:])
            for found in re.findall(rb"/MediaBox ?\[([^]]*)\]", _unpack(content))
        }
        assert sizes == {_A4}
    page.close()


def _unpack(content: bytes) -> bytes:
    """Give a PDF's bytes with what its packed streams hold."""
    parts = [content]
    for found in re.finditer(rb"stream\r?\n", content):
        try:
            parts.append(zlib.decompressobj().decompress(content[found.end() :]))
        except (zlib.error, struct.error):
            continue
    return b"\n".join(parts)
