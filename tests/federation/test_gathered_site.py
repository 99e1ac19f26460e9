"""The gathered site: both sides of an agreement shown, what differs listed, every number with its list."""

import csv
import datetime
import hashlib
import io
import json
import posixpath
import re
import shutil
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from provinces import AS_OF, DAY, FOLDERS, WASTE, build_province, change, run_gather, write_province
from test_places import serve_folder

from generator.federation import search

LATER = (AS_OF + datetime.timedelta(days=12)).isoformat()
PAIR = "bandar--ksdd-lembah-sampah-2024--lembah--ksdd-bandar-sampah-2024"
LOOKED_AT = (
    "", "kerja-sama/", "kerja-sama/?q=sampah", "daerah/", "daerah/bandar/", "daerah/bandar/perjanjian/",
    "dua-sisi/", "dua-sisi/bandar--lembah/", "jaringan/", "sumber/",
    "data/", "tentang/", "404.html", "en/", "en/dua-sisi/bandar--lembah/",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the example's site."""
    sources = write_province(tmp_path_factory.mktemp("provinsi"))
    assert "Situs gabungan: " in build_province(sources)
    return sources.parent / "site"


class _Links(HTMLParser):
    """What a page links to, the ids in it, and the numbers that it says it counts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.counts: list[tuple[str, int]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag adds."""
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(given["id"] or "")
        for name in ("href", "src"):
            if given.get(name):
                self.links.append(given[name] or "")
        if tag == "a" and "data-count" in given:
            self.counts.append((given["href"] or "", int(given["data-count"] or 0)))


def read_pages(site: Path) -> dict[str, str]:
    """Give the text of each page by its address."""
    pages = sorted(site.rglob("*.html"))
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): path.read_text("utf-8")
        for path in pages
    }


def _find(site: Path, address: str, link: str) -> Path:
    folder = address if address.endswith("/") else posixpath.dirname(address)
    target = posixpath.normpath(posixpath.join("/", folder, link))
    path = site / target.lstrip("/")
    return path / "index.html" if path.is_dir() else path


def _plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_no_sum_over_all_governments_counts_an_agreement_of_two_twice(site: Path) -> None:
    foot = re.search(r"<tfoot>.*?</tfoot>", (site / "index.html").read_text("utf-8"), re.DOTALL)
    assert foot is not None
    assert re.findall(r"<td[^>]*>(.*?)</td>", foot[0]) == ["9", "7", "1", "6", "", "1"]


def test_both_sides_of_an_agreement_are_shown_and_the_difference_is_listed(site: Path) -> None:
    page = (site / "dua-sisi/bandar--lembah/index.html").read_text("utf-8")
    section = page.partition(f'<section id="{PAIR}">')[2].partition("</section>")[0]
    told = _plain(section)
    assert "tanggal berakhir 11 Maret 2027 11 Maret 2029 berbeda" in told
    assert "https://kota-bandar-rekaan.contoh.example/kerja-sama/ksdd-lembah-sampah-2024/" in section
    assert "https://kabupaten-lembah-rekaan.contoh.example/kerja-sama/ksdd-bandar-sampah-2024/" in section
    assert "nilai seluruhnya Rp 4.500.000.000 tidak disebutkan hanya disebut pihak pertama" in told
    assert "Kecocokan: pasti." in told
    assert section.count("contoh</small>") == 2
    assert "Kota Bandar Rekaan – Kabupaten Lembah Rekaan: tanggal berakhir" in _plain(
        (site / "dua-sisi/index.html").read_text("utf-8")
    )


def test_every_page_says_that_all_of_it_is_invented_and_holds_to_the_policy(site: Path) -> None:
    pages = read_pages(site)
    assert len(pages) > 80
    for address, text in pages.items():
        assert 'class="rk-standing rk-standing--sample"' in text, address
        assert text.count('http-equiv="Content-Security-Policy"') == 1, address
        assert " style=" not in text, address
        assert "<script>" not in text, address
        assert "@@registri" not in text, address


def test_every_link_leads_somewhere_and_every_number_to_a_list_of_as_many(site: Path) -> None:
    pages = read_pages(site)
    parsed = {address: _Links(text) for address, text in pages.items()}
    seen = 0
    for address, page in parsed.items():
        for link in page.links:
            if re.match("[a-z]+:", link):
                continue
            path, _, part = link.partition("#")
            target = (
                _find(site, address, path)
                if path
                else _find(site, address, "" if address.endswith("/") else address)
            )
            assert target.is_file(), (address, link)
            if part and target.suffix == ".html":
                name = target.relative_to(site).as_posix().removesuffix("index.html")
                assert part in parsed[name].ids, (address, link)
        for link, number in page.counts:
            text = _find(site, address, link).read_text("utf-8")
            assert f'data-total="{number}"' in text, (address, link)
            assert text.count('<th scope="row">') == number
            seen += 1
    assert seen > 50


def test_the_tables_say_of_each_row_where_it_comes_from(site: Path) -> None:
    tables = {}
    for path in sorted((site / "data").glob("*.csv")):
        tables[path.stem] = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert sorted(tables) == ["agreements", "pairs", "registers", "statements"]
    assert len(tables["agreements"]) == 9
    for row in tables["agreements"]:
        assert row["id"].startswith(f"{row['source']}:")
        assert (row["standing"], row["licence"], row["fetched"]) == ("sample", "CC0 1.0", DAY)
    assert {row["state"] for row in tables["pairs"]} == {"confirmed", "differing", "one-sided"}
    (row,) = (row for row in tables["statements"] if row["verdict"] == "differs")
    assert (row["field"], row["first"], row["second"]) == ("end", "2027-03-11", "2029-03-11")
    document = json.loads((site / "data/gathered.json").read_text("utf-8"))
    assert [source["source"] for source in document["sources"]] == ["nusa", "lembah", "bandar"]


def test_a_report_card_counts_what_its_government_records_of_others(site: Path) -> None:
    document = json.loads((site / "data/gathered.json").read_text("utf-8"))
    keys = ("all", "ksdd", "confirmed", "differing", "possible", "one-sided", "ending-soon", "evaluated")
    counted = {
        source["source"]: tuple(source["numbers"][key] for key in keys) for source in document["sources"]
    }
    assert counted == {
        "nusa": (2, 1, 1, 0, 0, 0, 0, 0),
        "lembah": (3, 3, 1, 1, 0, 1, 0, 0),
        "bandar": (4, 3, 2, 1, 0, 0, 1, 1),
    }


def test_the_manifest_names_every_file_by_its_hash(site: Path) -> None:
    manifest = json.loads((site / "manifest.json").read_text("utf-8"))
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} - {
        "manifest.json"
    }
    assert set(manifest["files"]) == files
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((site / name).read_bytes()).hexdigest() == digest, name


def test_the_same_sources_make_the_same_bytes_anywhere_and_in_any_order(site: Path, tmp_path: Path) -> None:
    sources = write_province(tmp_path / "di sini")
    head, *entries = sources.read_text("utf-8").split("  - id: ")
    sources.write_text("  - id: ".join((head, *reversed(entries))), encoding="utf-8")
    build_province(sources, "--site-dir", str(tmp_path / "lain"))
    assert (tmp_path / "lain/manifest.json").read_bytes() == (site / "manifest.json").read_bytes()


HOSTILE = """<script>alert(1)</script>"><img src=x onerror=alert(2)> {{ 7*7 }} @@registri:body@@ =cmd"""


def test_what_a_register_says_is_nowhere_obeyed(tmp_path: Path) -> None:
    sources = write_province(tmp_path / "provinsi")
    city = sources.parent / FOLDERS["bandar"]
    quoted = json.dumps(f"={HOSTILE}")
    change(city / "records/registry.yaml", "place_name: Kota Bandar Rekaan", f"place_name: {quoted}")
    change(city / "records/registry.yaml", "name: CC0 1.0", f"name: {quoted}")
    text = (city / WASTE).read_text("utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title: "))
    change(city / WASTE, title, f"title: {quoted}")
    build_province(sources)
    site = sources.parent / "site"
    for address, page in read_pages(site).items():
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address
        assert " 49 " not in page, address
    assert "&lt;script&gt;alert(1)" in (site / "daerah/bandar/index.html").read_text("utf-8")
    for path in (site / "data").glob("*.csv"):
        cells = [cell for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))) for cell in row]
        assert not [cell for cell in cells if cell.startswith("=")], path


def test_a_word_finds_another_government_s_agreement_and_leads_to_its_own_site(
    tmp_path: Path, browser: Browser
) -> None:
    sources = write_province(tmp_path / "provinsi")
    registry = sources.parent / FOLDERS["nusa"] / "records" / "registry.yaml"
    lines = registry.read_text(encoding="utf-8").splitlines(keepends=True)
    registry.write_text("".join(line for line in lines if not line.startswith("site_url:")), encoding="utf-8")
    build_province(sources)
    page = browser.new_page(viewport={"width": 320, "height": 640})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    with serve_folder(sources.parent / "site") as address:
        page.goto(address)
        page.fill("#rk-ask", "persampahan lembah")
        page.keyboard.press("Enter")
        row = page.locator("#rk-results tbody tr").first
        row.wait_for()
        assert "Kabupaten Lembah Rekaan · contoh" in row.inner_text()
        assert row.locator("a").get_attribute("href") == (
            "https://kabupaten-lembah-rekaan.contoh.example/kerja-sama/ksdd-bandar-sampah-2024/"
        )
        assert Axe().run(page).response["violations"] == []
        page.locator("#rk-facets > summary").click()
        governments = page.locator('[data-facet="daerah"] li')
        governments.first.wait_for()
        assert governments.all_inner_texts() == ["Kabupaten Lembah Rekaan\n1", "Kota Bandar Rekaan\n1"]
        assert page.locator('[data-facet="jenis"] li').all_inner_texts() == ["KSDD\n2"]
        governments.locator("input").first.check()
        page.wait_for_url("**/kerja-sama/?q=persampahan+lembah&daerah=lembah")
        assert page.locator("#rk-found").inner_text() == "1 perjanjian ditemukan"
        # A government may have no site: then its agreement is in the list of these here.
        page.goto(f"{address}en/kerja-sama/?daerah=nusa&q=pemantauan+udara")
        link = page.locator("#rk-results tbody tr a").first
        link.click()
        page.wait_for_url("**/en/daerah/nusa/perjanjian/#sinergi-balai-rekaan-2025")
        assert page.locator(":target").locator("th").inner_text().count("Pemantauan Udara") == 1
        assert not page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    page.close()
    assert complaints == []


def test_what_is_one_choice_is_one_in_every_language(tmp_path: Path) -> None:
    sources = write_province(tmp_path / "provinsi")
    # One affair of the law by two names: in English it has one.
    change(
        sources.parent / FOLDERS["lembah"] / "records/affairs/pangan.yaml",
        "name: Pangan",
        "name: Bidang Pangan",
    )
    build_province(sources)
    own, english = (
        json.loads((sources.parent / "site" / root / "cari" / "index.json").read_text("utf-8"))
        for root in ("", "en")
    )
    for name in ("partners", "departments", "affairs"):
        assert [one[0] for one in own[name]] == [one[0] for one in english[name]], name
    assert len({one[1] for one in own["partners"]}) == len(own["partners"])


def test_every_agreement_is_in_the_list_without_a_script(site: Path) -> None:
    text = (site / "kerja-sama" / "index.html").read_text("utf-8")
    with (site / "data" / "agreements.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert f'data-total="{len(rows)}"' in text
    for row in rows:
        assert f"<code>{row['id']}</code>" in text
        assert row["url"] in text


def test_more_agreements_than_a_browser_searches_are_left_to_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST_SEARCHED", 8)
    sources = write_province(tmp_path / "provinsi")
    build_province(sources)
    site = sources.parent / "site"
    assert not (site / "cari").exists()
    text = (site / "kerja-sama" / "index.html").read_text("utf-8")
    assert "terlalu banyak untuk dicari di sini" in text
    assert 'data-total="9"' in text


def test_governments_that_are_not_gathered_and_those_from_elsewhere_are_said_to_be_so(tmp_path: Path) -> None:
    sources = write_province(tmp_path / "provinsi")
    shutil.rmtree(sources.parent / FOLDERS["lembah"])
    change(sources, 'Rekaan\nregion_code: "99"', 'Rekaan\nregion_code: "98"')
    told = build_province(sources, code=1)
    assert "! Kode wilayahnya 99.71, di luar wilayah penghimpun (98)." in told
    site = sources.parent / "site"
    assert "Kode wilayahnya 99.71, di luar" in (site / "daerah/bandar/index.html").read_text("utf-8")
    network = _plain((site / "jaringan/index.html").read_text("utf-8"))
    told = "Lembah Rekaan 99.01 · tidak ada, juga tidak ada salinannya Kota Bandar Rekaan contoh 2"
    assert f"Pemerintah Kabupaten {told}" in network
    document = json.loads((site / "data/gathered.json").read_text("utf-8"))
    assert [(tie["region_code"], tie["source"]) for tie in document["outside"]] == [("99.01", "bandar")]
    assert {source["source"]: source.get("is_elsewhere") for source in document["sources"]} == {
        "nusa": True, "bandar": True, "lembah": None,
    }  # fmt: skip
    listed = (site / "daerah/bandar/di-luar-himpunan/index.html").read_text("utf-8")
    assert listed.count('<th scope="row">') == document["sources"][1]["numbers"]["outside"] == 2


def test_a_copy_that_is_old_says_so_beside_its_data_everywhere(tmp_path: Path) -> None:
    sources = write_province(tmp_path / "provinsi")
    run_gather(sources)
    assert not (sources.parent / "site").exists()
    shutil.rmtree(sources.parent / FOLDERS["bandar"])
    build_province(sources, day=LATER, code=1)
    site = sources.parent / "site"
    for address in ("", "daerah/", "daerah/bandar/", "dua-sisi/bandar--lembah/", "jaringan/"):
        page = (site / address / "index.html").read_text("utf-8")
        assert "salinan 31 Oktober 2026, umurnya 12 hari" in page, address
    assert "Tidak semua sumber dapat diambil" in (site / "index.html").read_text("utf-8")
    assert "tidak ada; letaknya dihitung dari folder SOURCES.yaml." in (site / "sumber/index.html").read_text(
        "utf-8"
    )


def test_a_source_of_which_there_is_nothing_is_told_and_the_rest_is_shown(tmp_path: Path) -> None:
    sources = write_province(tmp_path / "provinsi")
    shutil.rmtree(sources.parent / FOLDERS["bandar"])
    build_province(sources, code=1)
    site = sources.parent / "site"
    assert "tidak ada, juga tidak ada salinannya" in (site / "index.html").read_text("utf-8")
    assert not (site / "daerah/bandar").exists()
    assert (site / "daerah/lembah/index.html").is_file()


def test_a_folder_that_is_no_site_is_not_replaced(tmp_path: Path) -> None:
    sources = write_province(tmp_path / "provinsi")
    for folder in (sources.parent, sources.parent / FOLDERS["nusa"]):
        before = sorted(path.name for path in folder.iterdir())
        build_province(sources, "--site-dir", str(folder), code=2)
        assert sorted({path.name for path in folder.iterdir()} - {"salinan"}) == before


def assert_accessible(site: Path, browser: Browser, size: tuple[int, int], names: Sequence[str]) -> None:
    """Hold pages against what axe knows, the window's width and the policy."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    axe, faults = Axe(), []
    with serve_folder(site) as address:
        for name in names:
            page.goto(address + name)
            faults += [f"{name}: {found['id']}" for found in axe.run(page).response["violations"]]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                faults.append(f"{name}: too wide")
    page.close()
    assert faults == []
    assert complaints == []


def test_the_pages_with_the_most_on_them_are_accessible_on_a_phone(site: Path, browser: Browser) -> None:
    assert_accessible(site, browser, (320, 640), ("dua-sisi/bandar--lembah/", "jaringan/"))


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1200, 900), (320, 640)])
def test_pages_are_accessible_on_a_desk_and_a_phone(
    site: Path, browser: Browser, size: tuple[int, int]
) -> None:
    assert_accessible(site, browser, size, LOOKED_AT)
