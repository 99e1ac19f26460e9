"""The comparison of two sites sees each kind of difference: one edit, one kind told, at its place."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sitecomparison import compare_sites

PAGE = """<!DOCTYPE html>
<html lang="id">
<head><title>Mitra · Register</title><link rel="stylesheet" href="../assets/a.css">
<style>p { color: red }</style></head>
<body><h1 id="mitra">Mitra</h1>
<p>Dua kota, <a href="../kerja-sama/">tiga perjanjian</a>.<br>Baris kedua.</p>
<svg><title>Bagan</title><text>12</text></svg>
<h2 id="kota">Kota</h2><img src="peta.png" alt="Peta"><form action="cari/"></form>
<script>var a = 1;</script></body></html>
"""
PLACE = "mitra/index.html"


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    """Give two copies of one small site."""
    one, other = tmp_path / "satu", tmp_path / "dua"
    for place, text in ((PLACE, PAGE), ("data/a.csv", "a,b\n"), ("index.html", PAGE)):
        (one / place).parent.mkdir(parents=True, exist_ok=True)
        (one / place).write_text(text, "utf-8")
    shutil.copytree(one, other)
    return one, other


def _edit(old: str, new: str) -> Callable[[Path], None]:
    def edit(site: Path) -> None:
        text = (site / PLACE).read_text("utf-8")
        assert old in text
        (site / PLACE).write_text(text.replace(old, new, 1), "utf-8")

    return edit


EDITS: dict[str, tuple[Callable[[Path], object], str, set[str]]] = {
    "page missing": (lambda site: (site / PLACE).unlink(), PLACE, {"address"}),
    "page added": (lambda site: (site / "baru.html").write_text(PAGE), "baru.html", {"address"}),
    "page moved within its folder": (
        lambda site: (site / PLACE).rename(site / "mitra" / "lain.html"), "mitra/", {"address"}
    ),
    "file missing": (lambda site: (site / "data/a.csv").unlink(), "data/a.csv", {"address"}),
    "file of other bytes": (lambda site: (site / "data/a.csv").write_text("a;b\n"), "data/a.csv", {"byte"}),
    "title": (_edit("Mitra ·", "Mitra kami ·"), PLACE, {"title"}),
    "heading's address": (_edit('id="kota"', 'id="kota_1"'), PLACE, {"heading"}),
    "heading's level": (_edit('<h2 id="kota">Kota</h2>', '<h3 id="kota">Kota</h3>'), PLACE, {"heading"}),
    "heading's words": (_edit(">Kota<", ">Kabupaten<"), PLACE, {"heading", "text"}),
    "heading lost": (_edit('<h2 id="kota">Kota</h2>', '<p id="kota">Kota</p>'), PLACE, {"heading"}),
    "text": (_edit("Dua kota", "Tiga kota"), PLACE, {"text"}),
    "text within a link": (_edit("tiga perjanjian", "satu perjanjian"), PLACE, {"text"}),
    "text in a picture": (_edit("<text>12<", "<text>13<"), PLACE, {"text"}),
    "text hidden": (_edit("<p>Dua kota", "<p><template>Dua</template> kota"), PLACE, {"text"}),
    "link": (_edit('"../kerja-sama/"', '"../urusan/"'), PLACE, {"link"}),
    "link lost": (_edit('<a href="../kerja-sama/">tiga perjanjian</a>', "tiga perjanjian"), PLACE, {"link"}),
    "picture": (_edit("peta.png", "lain.png"), PLACE, {"link"}),
    "style sheet": (_edit("a.css", "b.css"), PLACE, {"link"}),
    "form": (_edit('"cari/"', '"lain/"'), PLACE, {"link"}),
    "another way to one address": (_edit('"../kerja-sama/"', '"../../kerja-sama/"'), PLACE, {"byte"}),
    "language": (_edit('lang="id"', 'lang="en"'), PLACE, {"byte"}),
    "script": (_edit("var a = 1", "var a = 2"), PLACE, {"byte"}),
    "words for who can't see": (_edit('alt="Peta"', 'alt=""'), PLACE, {"byte"}),
}  # fmt: skip


def test_a_copy_differs_in_nothing(sites: tuple[Path, Path]) -> None:
    assert compare_sites(*sites) == []


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_seen_from_both_sides(name: str, sites: tuple[Path, Path]) -> None:
    one, other = sites
    edit, place, kinds = EDITS[name]
    edit(other)
    for pair in ((one, other), (other, one)):
        found = compare_sites(*pair)
        assert {difference.kind for difference in found} == kinds
        assert all(difference.place.startswith(place) for difference in found)
        assert all(difference.one != difference.other for difference in found)
