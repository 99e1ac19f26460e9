"""The charts on built pages: a sentence, a table with the same numbers, files that say the same."""

import csv
import io
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from builtsite import BuiltSite

LARGEST_PAGE = 300_000
PAGES = ("", "statistik/", "statistik/grafik/", "statistik/peta/", "statistik/lini-masa/")


class _Charts(HTMLParser):
    """Reads every figure of a page: its sentence, what its drawings are called, its table, its files."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: dict[str, dict[str, list[str]]] = {}
        self.tables: dict[str, list[list[str]]] = {}
        self._figure: dict[str, list[str]] | None = None
        self._table: list[list[str]] | None = None
        self._caption = self._cell = self._sentence = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "figure":
            self._figure = {"labels": [], "files": [], "sentence": [], "key": [given["id"]]}
            self.figures[given["id"]] = self._figure
        elif tag == "svg" and self._figure is not None:
            self._figure["labels"].append(given.get("aria-label", ""))
        elif tag == "a" and "download" in given and self._figure is not None:
            self._figure["files"].append(given["href"])
        elif tag == "figcaption":
            self._sentence = True
        elif tag == "table":
            self._table = []
        elif tag == "caption":
            self._caption = True
            self._name = ""
        elif tag == "tr" and self._table is not None:
            self._table.append([])
        elif tag in ("td", "th") and self._table:
            self._cell = True
            self._table[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "figure":
            self._figure = None
        elif tag == "figcaption":
            self._sentence = False
        elif tag == "caption":
            self._caption = False
        elif tag in ("td", "th"):
            self._cell = False
        elif tag == "table" and self._table is not None:
            self.tables[" ".join(self._name.split())] = self._table
            self._table = None

    def handle_data(self, data: str) -> None:
        if self._sentence and self._figure is not None:
            self._figure["sentence"].append(data)
        elif self._caption:
            self._name += data
        elif self._cell and self._table:
            self._table[-1][-1] += data


def read_charts(built: BuiltSite, address: str) -> _Charts:
    charts = _Charts()
    charts.feed((built.folder / address / "index.html").read_text(encoding="utf-8"))
    return charts


def read_csv(built: BuiltSite, path: str) -> list[list[str]]:
    text = (built.folder / path).read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def plain(rows: list[list[str]]) -> list[list[str]]:
    """Give cells without the dots between thousands, which the page has and the file has not."""
    return [[cell.strip().removeprefix("'") for cell in row] for row in rows]


@pytest.mark.parametrize("address", PAGES)
def test_every_chart_has_a_sentence_and_files_that_exist(built: BuiltSite, address: str) -> None:
    charts = read_charts(built, address)
    for key, figure in charts.figures.items():
        sentence = " ".join("".join(figure["sentence"]).split())
        assert sentence, key
        assert figure["labels"], key
        assert all(figure["labels"]), key
        if not key.startswith("tahun-tiap"):
            assert all(sentence.startswith(label) for label in figure["labels"]), key
        files = [built.target(address, link) for link in figure["files"]]
        assert [file[0] for file in files if file] == [
            f"statistik/grafik/{key}.svg", f"statistik/grafik/{key}.csv",
        ]  # fmt: skip
        for file in files:
            assert file
            assert (built.folder / file[0]).is_file()


@pytest.mark.parametrize("address", ["statistik/grafik/", "statistik/peta/", "statistik/lini-masa/"])
def test_every_chart_s_table_is_its_csv(built: BuiltSite, address: str) -> None:
    charts = read_charts(built, address)
    files = {
        ET.parse(path).findtext("{http://www.w3.org/2000/svg}title"): path.with_suffix(".csv")  # noqa: S314
        for path in (built.folder / "statistik/grafik").glob("*.svg")
    }
    compared = 0
    for title, rows in charts.tables.items():
        path = files[title].relative_to(built.folder).as_posix()
        assert plain(rows) == plain(read_csv(built, path)), title
        compared += 1
    assert compared == len(charts.figures) or address == "statistik/lini-masa/"


def test_all_files_of_charts_are_readable(built: BuiltSite) -> None:
    drawings = sorted((built.folder / "statistik/grafik").glob("*.svg"))
    assert len(drawings) > 8
    for drawing in drawings:
        ET.parse(drawing)  # noqa: S314  our own
        head, *rows = read_csv(built, drawing.with_suffix(".csv").relative_to(built.folder).as_posix())
        assert rows
        assert all(len(row) == len(head) for row in rows)


def test_a_chart_s_numbers_are_those_of_the_table_beside_it(built: BuiltSite) -> None:
    rows = read_csv(built, "statistik/grafik/tahun-dan-jenis.csv")
    for row in rows[1:]:
        assert sum(map(int, row[1:-1])) == int(row[-1])
    running = read_csv(built, "statistik/grafik/jumlah-berjalan.csv")
    assert int(running[-1][1]) == sum(int(row[-1]) for row in rows[1:] if row[0].isdigit())


def test_charts_are_found_from_home_and_from_the_statistics(built: BuiltSite) -> None:
    for address in ("", "statistik/"):
        targets = {
            target[0] for link in built.pages[address].links if (target := built.target(address, link))
        }
        assert {"statistik/grafik/", "statistik/lini-masa/", "statistik/peta/"} <= targets


def test_no_page_of_charts_is_heavy(long: BuiltSite) -> None:
    for address in PAGES[1:]:
        assert (long.folder / address / "index.html").stat().st_size < LARGEST_PAGE, address


def test_the_real_map_shows_where_the_partners_are(shipped: BuiltSite) -> None:
    rows = dict(read_csv(shipped, "statistik/grafik/peta-provinsi.csv")[1:])
    assert int(rows["Daerah Istimewa Yogyakarta"]) == len(shipped.list_rows("mitra/wilayah/34/")) > 5
    text = shipped.pages["statistik/peta/"].text
    assert "Kalimantan Utara dan provinsi pemekaran" in text
    countries = dict(read_csv(shipped, "statistik/grafik/peta-negara.csv")[1:])
    assert countries["Malaysia"] == str(len(shipped.list_rows("mitra/negara/my/")))
