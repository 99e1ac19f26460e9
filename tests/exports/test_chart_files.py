"""The charts as files: they stand by themselves, say where they come from, and take no record at its word."""

import csv
import io
import re
from xml.etree import ElementTree as ET

import pytest
from registers import AS_OF, BASE, ROOT, SCHEMAS, agreement_record, base_records, check

from generator.charts.bars import Bar, lay_bars
from generator.charts.figure import DataTable, Figure
from generator.edition import Edition, make_edition
from generator.exports.charts import STYLE, iterate_figures, render_figure, render_table
from generator.git.history import NO_HISTORY
from generator.locale import Locale
from generator.register.register import build_register

HOSTILE = '</text><script>alert("1")</script>&amp;]]><![CDATA[\x07 = ’'
STYLE_SHEET = ROOT / "generator" / "site" / "styles" / "statistics.css"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition(build_register(check(BASE).records, AS_OF), NO_HISTORY, Locale("id", SCHEMAS))


@pytest.fixture(scope="module")
def figures(edition: Edition) -> list[Figure]:
    return list(iterate_figures(edition))


def test_every_figure_is_an_svg_with_title_sentence_source_and_day(
    edition: Edition, figures: list[Figure]
) -> None:
    assert len(figures) > 8
    assert len({figure.key for figure in figures}) == len(figures)
    for figure in figures:
        root = ET.fromstring(render_figure(edition, figure))  # noqa: S314  our own
        assert root.findtext(f"{SVG}title") == figure.title
        assert root.findtext(f"{SVG}desc") == figure.summary
        texts = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
        assert edition.register.registry["name"] in texts
        assert "30 Juni 2025" in texts


def test_every_class_has_a_colour_in_the_file_and_on_the_page(
    edition: Edition, figures: list[Figure]
) -> None:
    page_style = STYLE_SHEET.read_text(encoding="utf-8")
    for figure in figures:
        for names in re.findall(r'class="([^"]*)"', render_figure(edition, figure).decode()):
            for name in names.split():
                assert f".{name}" in STYLE, name
                assert name in ("c-paper", "c-title") or f".{name}" in page_style, name


def test_no_file_asks_for_anything_from_elsewhere(edition: Edition, figures: list[Figure]) -> None:
    for figure in figures:
        text = render_figure(edition, figure).decode().replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|<script|<image|<foreignObject|href=|\son\w+=", text)


def test_hostile_names_stay_text(edition: Edition) -> None:
    bars = [Bar(HOSTILE, 3)]
    figure = Figure(
        "uji",
        HOSTILE,
        HOSTILE,
        lambda width: lay_bars(width, bars),
        DataTable((HOSTILE, "n"), (("=1+1", 3),)),
    )
    root = ET.fromstring(render_figure(edition, figure))  # noqa: S314  our own
    assert root.findtext(f"{SVG}title") == HOSTILE.replace("\x07", "\N{REPLACEMENT CHARACTER}")
    assert not list(root.iter(f"{SVG}script"))
    rows = list(csv.reader(io.StringIO(render_table(figure.table).decode(), newline="")))
    assert rows[1] == ["'=1+1", "3"]


def test_a_register_with_nothing_to_draw_has_no_files() -> None:
    records = [record for record in base_records() if record.kind not in ("agreement", "mapping-entry")]
    empty = make_edition(build_register(records, AS_OF), NO_HISTORY, Locale("id", SCHEMAS))
    assert list(iterate_figures(empty)) == []


def test_only_running_agreements_stand_on_the_timeline_those_that_end_first_on_top() -> None:
    def record(name: str, start: str, end: str) -> object:
        return agreement_record(name, signing={"date": start}, term={"start": start, "end": end})

    given = [
        record("lama", "2024-01-01", "2029-01-01"),
        record("dekat", "2024-01-01", "2026"),
        record("habis", "2020-01-01", "2021-01-01"),
        record("nanti", "2026-01-01", "2027-01-01"),
    ]
    others = [record for record in base_records() if record.kind not in ("agreement", "mapping-entry")]
    edition = make_edition(build_register([*others, *given], AS_OF), NO_HISTORY, Locale("id", SCHEMAS))  # type: ignore[list-item]
    timeline = next(figure for figure in iterate_figures(edition) if figure.key == "lini-masa")
    assert [row[0] for row in timeline.table.rows] == ["dekat", "lama"]
