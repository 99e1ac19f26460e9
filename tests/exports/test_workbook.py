"""The workbook in spreadsheet programs: days are days, numbers are numbers, and no text is a formula."""

import csv
import datetime
import io
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from builtsite import BuiltSite
from registers import AS_OF, BASE, SCHEMAS, check

from generator.edition import Edition, make_edition
from generator.exports.csv_lines import write_csv
from generator.exports.workbook import Workbook
from generator.git.history import NO_HISTORY
from generator.locale import Locale
from generator.register.register import build_register
from generator.tables.columns import SAMPLE, Column, Row, Table, fill_rows
from generator.tables.tables import TABLES

ABOUT = SAMPLE.about
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(1)", "\t=1+1", "\r=1+1", '=HYPERLINK("https://contoh.example";"x")',
    "007", "2024-05-17", "1e5", " spasi ", "_x0041_", "<b>&amp;</b>", "baris\nkedua", "TRUE",
)  # fmt: skip
COLUMNS = (
    Column("text", "text", ABOUT),
    Column("day", "date", ABOUT),
    Column("number", "integer", ABOUT),
    Column("money", "rupiah", ABOUT),
    Column("yes", "boolean", ABOUT),
    Column("edtf", "edtf", ABOUT),
)
ROWS: list[Row] = [
    *((text, "2024-05-17", 7, 1_250_000_000, True, "2024-05") for text in HOSTILE),
    (None, None, None, None, None, None),
    ("", "1999-12-31", 0, 0, False, "2013-09-06?"),
]
TRIAL = Table("agreements", "agreements", "One row per agreement", COLUMNS, lambda _: fill_rows(ROWS))


@pytest.fixture(scope="module")
def edition() -> Edition:
    register = build_register(check(BASE).records, AS_OF)
    return make_edition(register, NO_HISTORY, Locale("id", SCHEMAS))


@pytest.fixture(scope="module")
def trial(edition: Edition) -> bytes:
    """Give a workbook whose one table holds what a spreadsheet could mistake."""
    workbook = Workbook(edition, [TRIAL])
    workbook.add(TRIAL, fill_rows(ROWS))
    return workbook.render()


def read_rows(book: bytes, sheet: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(book))[sheet].iter_rows(min_row=2, values_only=True))


def test_every_cell_arrives_as_what_it_is(trial: bytes) -> None:
    rows = read_rows(trial, "agreements")
    assert len(rows) == len(ROWS)
    for row, text in zip(rows, HOSTILE, strict=False):
        # A return can't stand in XML as it is; openpyxl leaves its escape, which Excel and Calc read.
        assert row[0] == text.replace("\r", "_x000D_")
        assert row[1:] == (datetime.datetime(2024, 5, 17), 7, 1_250_000_000, "ya", "2024-05")  # noqa: DTZ001
    assert rows[-2] == (None,) * len(COLUMNS)
    with zipfile.ZipFile(io.BytesIO(trial)) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)
            assert b"<f " not in archive.read(name)


def test_the_same_register_makes_the_same_bytes(edition: Edition, trial: bytes) -> None:
    workbook = Workbook(edition, [TRIAL])
    workbook.add(TRIAL, fill_rows(ROWS))
    assert workbook.render() == trial
    later = replace(
        edition, history=NO_HISTORY._replace(head_time=datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC))
    )
    other = Workbook(later, [TRIAL])
    other.add(TRIAL, fill_rows(ROWS))
    assert b"2026-01-02T00:00:00Z" in zipfile.ZipFile(io.BytesIO(other.render())).read("docProps/core.xml")


def test_the_workbook_of_a_site_holds_every_table_that_has_rows(built: BuiltSite) -> None:
    book = openpyxl.load_workbook(built.folder / "data" / "registri.xlsx")
    about, definitions, *sheets = book.worksheets
    assert about["A1"].value
    written = " ".join(str(cell) for row in about.iter_rows(values_only=True) for cell in row if cell)
    for word in ("Lisensi", "24", "2026-11-24", "Commit"):
        assert word in written
    assert definitions.max_row > 150
    names = {table.name for table in TABLES}
    for sheet in sheets:
        assert sheet.title in names
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        with (built.folder / "data" / f"{sheet.title}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert sheet.max_row == sum(1 for _ in csv.reader(file))


def test_no_text_is_longer_than_a_cell_holds(edition: Edition) -> None:
    face = "\U0001f600"
    texts = ("a" * 32767, "b" * 32768, face * 16383 + "c", face * 16384, "d" + face * 17000)
    rows: list[Row] = [(text, None, None, None, None, None) for text in texts]
    table = replace(TRIAL, fill=lambda _: fill_rows(rows))
    workbook = Workbook(edition, [table])
    workbook.add(table, fill_rows(rows))
    for text, (shown, *_) in zip(texts, read_rows(workbook.render(), "agreements"), strict=True):
        units = len(text.encode("utf-16-le")) // 2
        assert shown == text if units <= 32767 else shown.endswith("…")
        assert len(shown.encode("utf-16-le")) // 2 <= 32767


def find_office() -> str:
    return os.environ.get("REGISTRI_LIBREOFFICE") or shutil.which("soffice") or "/usr/bin/soffice"


@pytest.fixture(scope="module")
def converted(trial: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Open the workbook and the CSV in LibreOffice, as a user would, and save them as it sees them."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "buku.xlsx").write_bytes(trial)
    with (folder / "tabel.csv").open("wb") as file:
        write_csv(COLUMNS, fill_rows(ROWS), file)
    subprocess.run(
        [find_office(), f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", "fods", "--outdir", str(folder / "out"),
         str(folder / "buku.xlsx"), str(folder / "tabel.csv")],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {path.stem: path.read_text("utf-8") for path in Path(folder / "out").glob("*.fods")}


def test_libreoffice_sees_days_numbers_and_texts_and_runs_nothing(converted: dict[str, str]) -> None:
    book = converted["buku"]
    assert "table:formula" not in book
    assert book.count('office:value-type="date" office:date-value="2024-05-17"') == len(HOSTILE)
    assert book.count('office:value-type="float" office:value="1250000000"') == len(HOSTILE)
    for text in ("=1+1", "+1", "-1", "@SUM(1)", "007", "1e5", "_x0041_", "TRUE"):
        assert f"<text:p>{text}</text:p>" in book, text
    assert 'office:value="2"' not in book


def test_libreoffice_runs_nothing_of_the_csv_either(converted: dict[str, str]) -> None:
    table = converted["tabel"]
    assert "table:formula" not in table
    assert table.count('office:value-type="date" office:date-value="2024-05-17"') >= len(HOSTILE)
    assert table.count('office:value="1250000000"') == len(HOSTILE)
    for text in ("'=1+1", "'+1", "'-1", "'@SUM(1)"):
        assert (
            f"<text:p>{text.replace(chr(39), '&apos;')}</text:p>" in table
            or f"<text:p>{text}</text:p>" in table
        )
