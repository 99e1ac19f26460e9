"""The pages of single agreements: what a citizen reads first, where every fact leads, and what they weigh."""

import csv
import gzip
import html
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from builtsite import BuiltSite, build
from registers import ROOT

EXAMPLE = ROOT / "examples" / "contoh"
REGISTRY = "records/registry.yaml"
MOST_BYTES, MOST_COMPRESSED = 40_000, 10_000
"""What a record's page may weigh, with its shell, as sent and as compressed (design, section 9)."""

_OWN_PAGE = re.compile(r"kerja-sama/[^/]+/")
_LEAD = re.compile(r'<p class="rk-lead">(.*?)</p>')
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
_HEADING = re.compile(r"<h2>(.*?)</h2>")


def read_page(site: BuiltSite, address: str) -> str:
    return (site.folder / address / "index.html").read_text(encoding="utf-8")


def agreement_pages(site: BuiltSite) -> dict[str, str]:
    """Give the HTML of every agreement's own page by its address.

    Former addresses only lead there, and what was withdrawn only says so.
    """
    pages = {address: read_page(site, address) for address in site.pages if _OWN_PAGE.fullmatch(address)}
    return {address: page for address, page in pages.items() if _LEAD.search(page)}


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., BuiltSite]:
    """Give a function that builds the example register after a change of its files."""

    def build_changed(change: Callable[[Path], None]) -> BuiltSite:
        root = tmp_path_factory.mktemp("changed") / "register"
        shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("site"))
        change(root)
        return build(root, root.parent / "site")

    return build_changed


def test_each_page_begins_with_the_sentence_that_searches_show(built: BuiltSite) -> None:
    pages = agreement_pages(built)
    with (built.folder / "data" / "agreements.csv").open(encoding="utf-8-sig", newline="") as file:
        shown = {f"kerja-sama/{row['id']}/" for row in csv.DictReader(file) if row["withdrawn"] == "false"}
    assert len(shown) > 50
    assert pages.keys() == shown
    for address, page in pages.items():
        lead, description = _LEAD.search(page), _DESCRIPTION.search(page)
        assert lead, address
        assert description, address
        said = html.unescape(re.sub(r"<[^>]*>", "", lead[1]))
        assert said == html.unescape(description[1]), address
        assert said.endswith("."), address


def test_a_page_weighs_little(built: BuiltSite) -> None:
    for address, page in agreement_pages(built).items():
        content = page.encode()
        assert len(content) <= MOST_BYTES, address
        assert len(gzip.compress(content)) <= MOST_COMPRESSED, address


def test_pages_of_a_long_register_weigh_little_too(long: BuiltSite) -> None:
    heaviest = max(agreement_pages(long).values(), key=len).encode()
    assert len(heaviest) <= MOST_BYTES
    assert len(gzip.compress(heaviest)) <= MOST_COMPRESSED


def test_what_a_citizen_needs_stands_before_what_an_archivist_needs(built: BuiltSite) -> None:
    order = [
        "Para pihak", "Tanggal dan tahapan", "Isi perjanjian", "Nilai dan pembiayaan", "Perjanjian terkait",
        "Evaluasi", "Hasil yang diberitakan", "Dokumen", "Yang belum diketahui", "Sumber",
        "Tentang catatan ini",
    ]  # fmt: skip
    for address, page in agreement_pages(built).items():
        # The frame's foot has headings of its own.
        headings = _HEADING.findall(page.partition("</article>")[0])
        assert headings == [name for name in order if name in headings], address
        assert {"Para pihak", "Isi perjanjian", "Evaluasi", "Sumber"} <= set(headings), address


def test_every_source_that_a_record_gives_a_fact_is_marked_beside_it(built: BuiltSite) -> None:
    for address, page in agreement_pages(built).items():
        marks = set(re.findall(r'<a class="rk-source" href="#([^"]*)"', page))
        assert marks <= set(built.pages[address].ids), address
    page = read_page(built, next(iter(agreement_pages(built))))
    assert 'class="rk-sources"' in page


def test_a_source_of_each_kind_of_fact_is_marked(make: Callable[..., BuiltSite]) -> None:
    name = "ksdd-rujukan-pasien-2025-0043"
    file = f"records/agreements/ksdd/{name}.yaml"

    def give_sources(root: Path) -> None:
        record = yaml.safe_load((root / file).read_text(encoding="utf-8"))
        source = record["sources"][0]
        record["sources"] = [{**source, "id": f"s{number}"} for number in range(1, 7)]
        record["events"] = [{"date": "2025-06-01", "kind": "peluncuran", "sources": ["s1"]}]
        record["figures"] = [{"label": "Rujukan", "value": 5, "sources": ["s2"]}]
        record["reported_results"] = [{"text": "Berjalan.", "sources": ["s3"]}]
        record["stages"][0]["sources"] = ["s4"]
        record["signing"]["conflicts"] = [
            {"as_written": "15 Mei", "source": "s5"},
            {"as_written": "16 Mei", "source": "koran"},
        ]
        record["evaluations"] = [
            {
                "period": {"year": 2025, "semester": 2},
                "state": "berjalan",
                "evaluator": "dinas-kesehatan",
                "recommendation": "dilanjutkan",
                "sources": ["s6"],
            }
        ]
        (root / file).write_text(json.dumps(record, indent=1), encoding="utf-8")

    page = read_page(make(give_sources), f"kerja-sama/{name}/")
    marks = re.findall(r'<a class="rk-source" href="#([^"]*)"', page)
    # The evaluation is marked in the timeline and at its own place.
    assert sorted(marks) == ["s1", "s2", "s3", "s4", "s5", "s6", "s6"]
    assert "(koran)" in page


@pytest.mark.parametrize(
    ("url", "edit"),
    [
        ("https://github.com/kota/registri", "https://github.com/kota/registri/edit/main/"),
        ("https://gitlab.com/kota/registri", "https://gitlab.com/kota/registri/-/edit/main/"),
        ("https://git.kota.example/registri", None),
    ],
)
def test_a_correction_is_proposed_where_the_host_takes_it(
    make: Callable[..., BuiltSite], url: str, edit: str | None
) -> None:
    def set_host(root: Path) -> None:
        text = (root / REGISTRY).read_text(encoding="utf-8")
        kept = [
            line for line in text.splitlines() if not line.startswith(("repository_url:", "contact_url:"))
        ]
        lines = [*kept, f"repository_url: {url}", "contact_url: https://kota.example/lapor"]
        (root / REGISTRY).write_text("\n".join(lines) + "\n", encoding="utf-8")

    site = make(set_host)
    name = "ksdd-rujukan-pasien-2025-0043"
    facts = site.pages[f"kerja-sama/{name}/"]
    assert "https://kota.example/lapor" in facts.links
    file = f"records/agreements/ksdd/{name}.yaml"
    if edit:
        assert f"{edit}{file}" in facts.links
        assert f"{edit.replace('/edit/', '/blob/')}{file}" in facts.links
    else:
        assert not any(link.startswith(url) for link in facts.links)
        assert "../../panduan/membaca/" in facts.links


def test_a_family_of_hundreds_is_folded_and_stays_light(make: Callable[..., BuiltSite]) -> None:
    umbrella, folder = "ksdd-ketahanan-pangan-2021-0012", "records/agreements/ksdd"

    def multiply(root: Path) -> None:
        text = (root / folder / "ksdd-ketahanan-pangan-2021-0013.yaml").read_text(encoding="utf-8")
        for number in range(3000, 3120):
            (root / folder / f"ksdd-ketahanan-pangan-2021-{number}.yaml").write_text(
                text.replace("0013", str(number)), encoding="utf-8"
            )

    site = make(multiply)
    for name in (umbrella, "ksdd-ketahanan-pangan-2021-3060"):
        page = read_page(site, f"kerja-sama/{name}/")
        assert len(page.encode()) <= MOST_BYTES
        chain = page[page.index('<ol class="rk-family"') :]
        assert chain.count('aria-current="true"') == 1
        assert "<details><summary>" in page
        assert "masih ada yang lain" in page
