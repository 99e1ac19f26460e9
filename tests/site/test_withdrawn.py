"""What was withdrawn: a page that says so and no more, no place in lists and counts, a mark in the tables."""

import csv
import json
import re
import zipfile
from pathlib import Path

import pytest
from builtsite import BuiltSite, build
from registers import SCHEMAS, agreement_record

GONE = "ksdpk-praktik-mahasiswa-2023-0049"
INSTEAD = "ksdpk-praktik-mahasiswa-2023-0001"
ITS_LIST = "kerja-sama/status/ditarik/"
WATER = Path("records/agreements/ksdpk/ksdpk-air-bening-2024.yaml")


def _read(site: BuiltSite, address: str) -> str:
    return (site.folder / address / "index.html").read_text(encoding="utf-8")


def test_its_page_is_a_tombstone(sample: BuiltSite) -> None:
    for root, reason in (("", "Alasan"), ("en/", "Reason")):
        address = f"{root}kerja-sama/{GONE}/"
        page, facts = _read(sample, address), sample.pages[address]
        assert "31 Oktober 2026" in facts.text or "31 October 2026" in facts.text
        assert f"{reason}Tercatat dua kali; catatan yang berlaku" in facts.text
        targets = {sample.target(address, link) for link in facts.links}
        assert (f"{root}kerja-sama/{INSTEAD}/", "") in targets
        assert (f"{root}{ITS_LIST}", "") in targets
        # Of what the record said nothing is repeated, to no reader and no search engine.
        assert "Mempertemukan kebutuhan kelurahan" not in page
        assert "Rektor" not in page
        assert '<meta name="robots" content="noindex">' in page


def test_no_list_but_its_own_and_no_file_that_shows_what_is_new_holds_it(sample: BuiltSite) -> None:
    for address, facts in sample.pages.items():
        if address.removeprefix("en/") != ITS_LIST:
            assert GONE not in facts.rows, address
    assert sample.list_rows(ITS_LIST) == [GONE]
    for pattern in ("*.ics", "feed.xml", "data.csv", "search.json", "statistics.csv"):
        found = list(sample.folder.rglob(pattern))
        assert all(GONE not in path.read_text(encoding="utf-8") for path in found), pattern
    assert list(sample.folder.rglob("*.ics"))
    assert list(sample.folder.rglob("search.json"))


def test_the_tables_mark_it(sample: BuiltSite) -> None:
    with (sample.folder / "data/agreements.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["id"]: row for row in csv.DictReader(stream)}
    assert rows[GONE]["withdrawn"] == "true"
    assert {row["withdrawn"] for key, row in rows.items() if key != GONE} == {"false"}
    assert rows[GONE]["status"] == "withdrawn"


def test_no_file_tells_more_than_its_page(sample: BuiltSite) -> None:
    """The page is the measure for the API, the tables, the workbook, the database and what is packed."""
    document = json.loads((sample.folder / f"api/v1/kerja-sama/{GONE}/index.json").read_bytes())
    assert (document["record"], document["yaml"]) == (None, None)
    gone = document["withdrawn"]
    assert (gone["date"], gone["replaced_by"]["id"]) == ("2026-10-31", INSTEAD)
    assert document["computed"]["status"] == "withdrawn"
    empty = ("signed", "start", "end", "signed_year", "partners", "departments", "affairs", "related")
    assert not any(document["computed"][key] for key in empty)
    kept = {"id", "type", "title", "status", "evaluation_state", "as_of", "withdrawn", "record_file"}
    kept |= {"replaced_by", "sample"}
    with (sample.folder / "data/agreements.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = (row for row in csv.DictReader(stream) if row["id"] == GONE)
    assert {key for key, value in row.items() if value and "withdrawn_" not in key} == kept
    for path in (sample.folder / "data").glob("*.csv"):
        if path.name != "agreements.csv":
            with path.open(encoding="utf-8-sig", newline="") as stream:
                assert all(row.get("agreement") != GONE for row in csv.DictReader(stream)), path
    lines = [json.loads(line) for line in (sample.folder / "data/records.jsonl").read_bytes().splitlines()]
    (line,) = (one for one in lines if one.get("id") == GONE)
    assert set(line["record"]) == {"id", "type", "title", "withdrawn"}
    assert not (sample.folder / f"api/v1/records/agreements/ksdpk/{GONE}.yaml").exists()


def test_a_withdrawn_record_s_words_are_in_no_file(base: Path) -> None:
    water = base / WATER
    text = water.read_text("utf-8")
    purpose = "Tujuan yang hanya ada di sini."
    text = re.sub(r"^purpose: .*(?:\n .*)*", f"purpose: {purpose}", text, flags=re.MULTILINE)
    water.write_text(f'{text}withdrawn:\n  date: "2025-06-20"\n  reason: Keliru.\n', "utf-8")
    site = build(base, base.parent / "site")
    words = purpose.encode()
    for path in (path for path in site.folder.rglob("*") if path.is_file()):
        contents = [path.read_bytes()]
        if path.suffix in {".zip", ".xlsx"}:
            with zipfile.ZipFile(path) as archive:
                contents = [archive.read(name) for name in archive.namelist()]
        assert not any(words in content for content in contents), path


def test_the_sitemap_leaves_it_out(base: Path) -> None:
    registry = base / "records" / "registry.yaml"
    text = registry.read_text("utf-8")
    if "site_url:" not in text:
        registry.write_text(f"{text}site_url: https://contoh.example/\n", "utf-8")
    water = base / WATER
    told = 'withdrawn:\n  date: "2025-06-20"\n  reason: Keliru.\n  ground: UU 14/2008 pasal 17 huruf b\n'
    water.write_text(water.read_text("utf-8") + told, "utf-8")
    site = build(base, base.parent / "site")
    assert "Dasar hukumUU 14/2008 pasal 17 huruf b" in site.pages[f"kerja-sama/{water.stem}/"].text
    with (site.folder / "data/agreements.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = (row for row in csv.DictReader(stream) if row["id"] == water.stem)
    assert row["withdrawn_ground"] == "UU 14/2008 pasal 17 huruf b"
    assert row["withdrawn_on_earliest"] == "2025-06-20"
    sitemap = (site.folder / "sitemap.xml").read_text("utf-8")
    assert "kerja-sama/ksdd-seberang-2023-kb/" in sitemap
    assert water.stem not in sitemap


@pytest.mark.parametrize("ground", ["", "  ", "a\nb"])
def test_its_legal_ground_is_one_line(ground: str) -> None:
    withdrawn = {"date": "2025-06-20", "reason": "Keliru."}
    for keys, is_valid in (
        ({}, True),
        ({"ground": "UU 14/2008 pasal 17"}, True),
        ({"ground": ground}, False),
    ):
        value = agreement_record("uji", withdrawn={**withdrawn, **keys}).value
        assert SCHEMAS.is_valid("agreement-ksdd", value) is is_valid
