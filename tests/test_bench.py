"""The bench: inputs from a small register, complete and in the project's own layout; servers and results."""

import copy
import datetime
import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from builtsite import BuiltSite

from bench.changes import ALL, PAGE, Follower, measure_changes, render_changes
from bench.comparison import HUGO, OURS
from bench.content import AGREEMENT, Sheet, iterate_sheets, list_rows, read_edition
from bench.eleventy import write_eleventy_site
from bench.following import NotShownError, Server
from bench.hugo import render_layout, write_hugo_site
from bench.layout import NoLayoutError, cut_layout
from bench.load import KINDS, MIX, Figures, Visit, list_files, measure, measure_visit, mix, render_load
from bench.material import find_markdown, write_mkdocs_site
from bench.report import LEFT, RIGHT, NoPlaceError, put_results, render_table
from bench.tools import Tool
from generator.addresses import output_path
from generator.edition import Edition

_TOP = Path(__file__).resolve().parent.parent
SAMPLE = _TOP / "examples" / "contoh"
_LAYOUT = (
    '<html><head><title>Asli</title><meta name="description" content="asli"></head>'
    '<body class="{{x"><a href="../../mitra/">Mitra</a><article class="isi">asli</article></body></html>'
)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(SAMPLE, datetime.date(2026, 11, 24))


@pytest.fixture(scope="module")
def sheets(edition: Edition) -> list[Sheet]:
    return list(iterate_sheets(edition))


def test_every_agreement_has_a_sheet(edition: Edition, sheets: list[Sheet]) -> None:
    described = [sheet.record["id"] for sheet in sheets if sheet.kind == AGREEMENT]
    # Of a withdrawn one only a notice is left.
    assert sorted(described) == sorted(agreement.id for agreement in edition.register.counted)


def test_lists_name_only_known_agreements(edition: Edition, sheets: list[Sheet]) -> None:
    rows = list_rows(edition)
    blocks = [block for sheet in sheets if sheet.kind != AGREEMENT for block in sheet.content]
    listed = {key for block in blocks if block["kind"] == "list" for key in block["ids"]}
    assert listed == set(rows)


def test_hugo_gets_every_page_once(edition: Edition, sheets: list[Sheet], tmp_path: Path) -> None:
    folder = tmp_path / "hugo"
    write_hugo_site(
        folder, SAMPLE, sheets, list_rows(edition), {"as_of": "24 November 2026"}, cut_layout(_LAYOUT)
    )
    sections = [path.parent.name for path in folder.glob("content/*/_content.gotmpl")]
    urls = [
        page.get("page", page)["url"]
        for name in sections
        for page in json.loads((folder / f"data/{name}.json").read_text())
    ]
    assert sorted(urls) == sorted(f"/{sheet.address}" for sheet in sheets)
    there = {
        path.relative_to(folder / "assets").as_posix() for path in folder.glob("assets/records/**/*.yaml")
    }
    files = [agreement.file for agreement in edition.register.counted]
    assert there >= set(files)
    pages = [page for file in folder.glob("data/kerja-sama-*.json") for page in json.loads(file.read_text())]
    assert sorted(files) == sorted(page["file"] for page in pages if "file" in page)


def test_mkdocs_gets_every_page(edition: Edition, sheets: list[Sheet], tmp_path: Path) -> None:
    folder = tmp_path / "mkdocs"
    write_mkdocs_site(folder, sheets, list_rows(edition))
    for sheet in sheets:
        text = (folder / "docs" / output_path(sheet.address)).with_suffix(".md").read_text("utf-8")
        assert text.startswith("---\ntitle: '")


def test_eleventy_gets_the_pages_of_mkdocs(edition: Edition, sheets: list[Sheet], tmp_path: Path) -> None:
    pages, folder = tmp_path / "mkdocs", tmp_path / "eleventy"
    write_mkdocs_site(pages, sheets, list_rows(edition))
    write_eleventy_site(folder, pages / "docs", cut_layout(_LAYOUT))
    assert {path.relative_to(folder) for path in folder.glob("docs/**/*.md")} == {
        find_markdown(Path(), sheet.address) for sheet in sheets
    }
    parts = json.loads((folder / "layouts" / "layout.json").read_text())
    assert len(parts) == len(("before the title", "before the description", "before the article", "after it"))
    assert "asli" not in "".join(parts)


def test_layout_is_kept_around_the_article() -> None:
    layout = render_layout(cut_layout(_LAYOUT))
    assert "<title>{{ .Title }}</title>" in layout
    assert 'content="{{ .Params.summary_text }}"' in layout
    assert 'href="/mitra/"' in layout
    assert 'class="{{ "{{" }}x"' in layout
    assert ">asli<" not in layout


def test_page_without_article_is_no_layout() -> None:
    with pytest.raises(NoLayoutError):
        cut_layout("<html></html>")


def test_results_replace_only_what_stands_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "kinerja.md"
    page.write_text("awal\n<!-- hasil:awal -->\nlama\n<!-- hasil:akhir -->\nakhir\n", "utf-8")
    put_results(page, "baru")
    assert page.read_text("utf-8") == "awal\n<!-- hasil:awal -->\nbaru\n<!-- hasil:akhir -->\nakhir\n"


def test_results_need_their_marks(tmp_path: Path) -> None:
    page = tmp_path / "kinerja.md"
    page.write_text("tanpa tanda\n", "utf-8")
    with pytest.raises(NoPlaceError):
        put_results(page, "baru")
    assert page.read_text("utf-8") == "tanpa tanda\n"


@pytest.fixture(scope="module")
def followers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Follower]:
    """Two changes shown by two servers of the project, one of them in another's place."""
    folder = tmp_path_factory.mktemp("servers")
    return measure_changes({name: _copy_register(folder / name) for name in (OURS, HUGO)}, folder, 2)


def _copy_register(folder: Path) -> Tool:
    register = folder / "register"
    shutil.copytree(SAMPLE, register)
    server = [sys.executable, "-m", "generator", "serve", "--root", str(register), "--as-of", "2026-11-24"]
    agreements = sorted(register.glob("records/agreements/*/*.yaml"))
    return Tool("registri", "1.2", [], folder / "site", folder / "kept", agreements, server=server)


def test_every_change_is_timed_until_it_is_shown(followers: dict[str, Follower]) -> None:
    for follower in followers.values():
        assert len(follower.seconds[PAGE]) == len(follower.seconds[ALL]) == 2
        assert all(0 < own < both for own, both in zip(*follower.seconds.values(), strict=True))
        assert follower.memory > 10_000_000


def test_changes_are_set_beside_the_budgets(followers: dict[str, Follower]) -> None:
    ours, hugo = copy.copy(followers[OURS]), copy.copy(followers[HUGO])
    ours.seconds, hugo.seconds = {PAGE: [0.5, 0.7], ALL: [1.0, 1.2]}, {PAGE: [10.0, 10.0], ALL: [10.0, 20.0]}
    text = render_changes({OURS: ours, HUGO: hugo}, {OURS: "1.2", HUGO: "1.2"}, "hari ini", 60)
    assert re.search(
        r"^\| halaman perjanjian itu \| registri serve \| 1\.2 \| 0,60 \| 0,50–0,70 \(2 putaran\) \|",
        text,
        re.MULTILINE,
    )
    verdicts = text.splitlines()[-4:]
    assert [line.partition(": ")[0] for line in verdicts] == [
        "- registri serve, halaman perjanjian itu",
        "- Terhadap hugo server, halaman perjanjian itu",
        f"- registri serve, {ALL}",
        f"- Terhadap hugo server, {ALL}",
    ]
    assert "0,060 kali waktunya (tiap putaran: 0,050, 0,070)" in verdicts[1]
    assert [line.rpartition(": ")[2] for line in verdicts] == [
        "tercapai.",
        "tercapai.",
        "**belum tercapai**.",
        "tercapai.",
    ]


def test_server_that_ended_is_not_waited_for(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('tidak jadi')"]
    with Server(command, tmp_path / "log") as server, pytest.raises(NotShownError, match="tidak jadi"):
        server.wait_for("")


def test_table_has_its_verdicts_below() -> None:
    assert render_table(
        "Diukur.", {"Alat": LEFT, "Waktu": RIGHT}, [("ini", "1"), ("itu", "2")], ["baik"]
    ) == ("Diukur.\n\n| Alat | Waktu |\n| --- | ---: |\n| ini | 1 |\n| itu | 2 |\n\n- baik")


def test_a_mix_asks_for_every_kind_by_its_weight(sample: BuiltSite) -> None:
    files = {kind.name: list_files(sample.folder, kind) for kind in KINDS}
    assert "/" in files["Beranda"]
    assert all(files.values())
    addresses = mix(files)
    assert addresses == mix(files)
    for kind in KINDS:
        number = sum(address in files[kind.name] for address in addresses)
        assert kind.weight * 0.5 < number / len(addresses) * 100 < kind.weight * 1.6, kind.name
    visit = measure_visit(sample.folder, files)
    assert visit.requests > 10
    assert visit.bytes > 50_000


def test_what_was_measured_under_load_is_told_with_what_follows_for_a_day() -> None:
    figures = Figures(seconds=30, requests=60_000, bytes=600_000_000, errors=2, p50=1500, p99=20_000)
    told = render_load({MIX: figures}, 12_000_000, Visit(13, 166_000), "Diukur hari ini.")
    assert "| Campuran | 2.000 | 1,5 | 20,0 | 20,0 | 2 dari 60.000 |" in told
    assert "Memori nginx paling banyak: 12 MB" in told
    assert "13 permintaan dan 166 KB. 10.000 kunjungan sehari berarti 1,7 GB" in told
    assert "rata-rata 0,15 Mbit tiap detik" in told
    assert "itu 7,2 permintaan tiap detik: 0,36% dari yang terukur" in told


@pytest.mark.slow
def test_a_server_under_load_fails_no_request(sample: BuiltSite, tmp_path: Path) -> None:
    found, memory = measure(sample.folder, tmp_path, 12)
    assert found.keys() == {MIX, *(kind.name for kind in KINDS if kind.share)}
    for name, figures in found.items():
        assert figures.requests > 0, name
        assert figures.errors == 0, name
        assert 0 < figures.p50 <= figures.p99, name
    assert memory > 0
