"""What is one government's stands in data: no word of it in the program, and another's site says none."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builtsite import BuiltSite, build
from registers import BASE, ROOT

from generator.own_pages import OWN_PAGES, render_own_pages
from generator.read.strict_yaml import read_mapping

# The names, the region code and the dialling code of the government whose register is shipped.
NAMES = re.compile(r"yogya|jogja|34[.]71|\b0274\b", re.IGNORECASE)
IN_BYTES = re.compile(NAMES.pattern.encode(), re.IGNORECASE)
SETTINGS = ("mkdocs.yml", "mkdocs.en.yml")
OWN = {f"docs/{folder}{place}" for folder in ("", "en/") for place in OWN_PAGES}
# A fact about Indonesia: the official name of a province, in the list of all of them.
EXEMPT = ("generator/regions.py", '"34": Text("Daerah Istimewa Yogyakarta", "Special Region of Yogyakarta"),')
TEXTS = (".html", ".json", ".jsonl", ".jsonld", ".js", ".css", ".svg", ".xml", ".csv", ".txt", ".ics")
BINARY = (".png", ".mo", ".woff2", ".pyc")


def iterate_mentions(text: str, place: str) -> Iterator[str]:
    """Give each line that names the government, with its place."""
    for number, line in enumerate(text.splitlines(), 1):
        if NAMES.search(line) and (place, line.strip()) != EXEMPT:
            yield f"{place}:{number}: {line.strip()[:120]}"


def list_neutral_files() -> list[Path]:
    """Give what every register is made with: the program, the schemas, the pages that are nobody's own."""
    folders = [path for name in ("generator", "schema", "docs") for path in (ROOT / name).rglob("*")]
    files = [path for path in [*folders, *(ROOT / name for name in SETTINGS)] if path.is_file()]
    return [
        path
        for path in sorted(files)
        if path.suffix not in BINARY and path.relative_to(ROOT).as_posix() not in OWN
    ]


def test_nothing_that_every_register_is_made_with_names_the_shipped_one() -> None:
    files = list_neutral_files()
    assert len(files) > 600
    told = [
        mention
        for path in files
        for mention in iterate_mentions(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())
    ]
    assert told == []


def test_the_shipped_register_has_written_its_own_pages() -> None:
    assert all((ROOT / place).is_file() for place in OWN)
    assert any(list(iterate_mentions((ROOT / place).read_text("utf-8"), place)) for place in OWN)


def read_registry(**changes: Any) -> dict[str, Any]:
    value, _ = read_mapping((BASE / "records/registry.yaml").read_bytes())
    assert value is not None
    return {**value, **changes}


def test_a_government_starts_with_each_of_its_own_pages_in_its_languages() -> None:
    assert set(render_own_pages(read_registry())) == set(OWN_PAGES)
    pages = render_own_pages(read_registry(other_languages=["en"]))
    assert {f"docs/{place}" for place in pages} == OWN
    assert all("$" not in text for text in pages.values())
    # Both languages have the same parts for links to lead to.
    for place in OWN_PAGES:
        anchors = {
            folder: re.findall(r"^## .*\{#(.+)\}$", pages[folder + place], re.MULTILINE)
            for folder in ("", "en/")
        }
        headings = [
            re.sub(r"[^\w-]", "", re.sub(r" \{#.*", "", title).lower().replace(" ", "-"))
            for title in re.findall(r"^## (.*)$", pages[place], re.MULTILINE)
        ]
        assert len(anchors["en/"]) == len(headings), place
        assert all(
            here in (there, *anchors[""]) for there, here in zip(headings, anchors["en/"], strict=True)
        )


@pytest.mark.parametrize(
    ("level", "regulation"),
    [("provinsi", "peraturan gubernur"), ("kabupaten", "peraturan bupati"), ("kota", "peraturan wali kota")],
)
def test_own_pages_speak_of_the_governments_level(level: str, regulation: str) -> None:
    page = render_own_pages(read_registry(level=level))["tentang/tata-cara.md"]
    assert re.findall(r"peraturan (?:gubernur|bupati|wali kota)", page) == [regulation]


def test_own_pages_say_what_the_register_says_of_its_procedure() -> None:
    stated = {"id": "Menurut Pergub 1/2024.", "en": "By Pergub 1/2024."}
    limit = {"years": 3, "basis": "Perda 5/2025"}
    page = render_own_pages(read_registry(procedure_note=stated, longest_term=limit))["tentang/tata-cara.md"]
    assert "paling lama 3 tahun (Perda 5/2025)" in page
    assert "Menurut Pergub 1/2024." in page
    silent = read_registry()
    del silent["longest_term"]
    page = render_own_pages(silent)["tentang/tata-cara.md"]
    assert "`longest_term`" in page
    assert "`procedure_note`" in page


def test_names_are_nothing_but_text_in_own_pages() -> None:
    hostile = "Kota <b>*X*</b> [y](z) ${place}\n# {#a}"
    page = render_own_pages(read_registry(place_name=hostile))["tentang/tata-cara.md"]
    title = page.splitlines()[0]
    assert title.startswith("# Tata cara Kota &#60;b&#62;&#42;X&#42;")
    assert not re.search(r"[<>*\[\]{}$]", title)


def test_another_governments_site_says_nothing_of_the_shipped_one(sample: BuiltSite) -> None:
    """The sample register has nothing but records: its pages and settings are lent by the program."""
    for place in ("tentang/tata-cara", "en/tentang/tata-cara"):
        assert "Kota Contoh Raya" in (sample.folder / place / "index.html").read_text("utf-8")
    texts = [path for path in sorted(sample.folder.rglob("*")) if path.suffix in TEXTS]
    assert len(texts) > 2000
    named = [path for path in texts if IN_BYTES.search(path.read_bytes())]
    told = [line for path in named for line in iterate_mentions(path.read_text("utf-8"), str(path))]
    assert told == []


def test_pages_written_out_for_a_government_build_as_they_stand(base: Path, tmp_path: Path) -> None:
    pages = render_own_pages(read_registry(other_languages=["en"]))
    for path in (path for path in (ROOT / "docs").rglob("*") if path.is_file()):
        place = path.relative_to(ROOT / "docs").as_posix()
        target = base / "docs" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(pages[place].encode() if place in pages else path.read_bytes())
    for name in SETTINGS:
        (base / name).write_bytes((ROOT / name).read_bytes())
    site = build(base, tmp_path / "site").folder
    text = (site / "tentang/tata-cara/index.html").read_text("utf-8")
    assert "Tata cara Kota Contoh" in text
    assert not NAMES.search(text)
