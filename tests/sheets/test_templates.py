"""Templates: headings, drop-downs, frozen rows, an example that is passed over, the same bytes each time."""

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from registers import BASE, SCHEMAS, base_records

from generator.entry.names import References
from generator.sheets.book import write_book
from generator.sheets.files import read_grids
from generator.sheets.layout import KINDS, find_kind, list_layouts
from generator.sheets.workbook import read_tables

RunCommand = Callable[..., "subprocess.CompletedProcess[str]"]
REFERENCES = References(base_records())


def make(kind: str, language: str = "id", *, is_full: bool = False) -> bytes:
    layouts = list_layouts(SCHEMAS, kind)
    shown = layouts if is_full else layouts[:1]
    return write_book(shown, {}, REFERENCES, "en" if language == "en" else "id", with_example=True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_has_headings_drop_downs_and_frozen_rows(kind: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make(kind)))
    sheet = book[KINDS[kind].id]
    layout = list_layouts(SCHEMAS, kind)[0]
    assert [cell.value.rstrip(" *") for cell in sheet[1]] == [one.title.id for one in layout.columns]
    assert sheet.freeze_panes == "C2"
    rules = {str(rule.sqref).partition("2:")[0]: rule for rule in sheet.data_validations.dataValidation}
    for column, one in enumerate(layout.columns, 1):
        rule = rules[sheet.cell(1, column).column_letter]
        assert rule.promptTitle
        assert rule.prompt
        if one.choices:
            assert rule.type == "list"
            source = book["Daftar pilihan"]
            letter = str(rule.formula1).split("$")[1]
            labels = [cell.value for cell in source[letter][1:] if cell.value]
            assert labels == [label.id for _, label in one.choices]
    assert "Petunjuk" in book.sheetnames
    assert book.active.title == KINDS[kind].id


def test_the_example_is_one_of_the_kind() -> None:
    for kind, name in (("department", "Dinas Pertamanan (rekaan)"), ("partner", "PT Rekaan Jaya")):
        sheet = openpyxl.load_workbook(io.BytesIO(make(kind)))[KINDS[kind].id]
        shown = {
            str(head.value).rstrip(" *"): cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)
        }
        assert shown["Nama"] == name


def test_names_come_from_the_register() -> None:
    book = openpyxl.load_workbook(io.BytesIO(make("ksdd")))
    names = [cell.value for cell in book["Daftar mitra"]["A"][1:]]
    assert "Kota Seberang" in " ".join(names)
    rules = book["KSDD"].data_validations.dataValidation
    assert any("Daftar mitra" in str(rule.formula1) for rule in rules)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_an_untouched_template_says_nothing(kind: str, language: str) -> None:
    grids = read_grids(make(kind, language, is_full=True), f"templat-{kind}.xlsx")
    tables, remarks = read_tables(grids, SCHEMAS, None)
    assert remarks == []
    assert [table.rows for table in tables] == [[] for _ in tables]
    main = tables[0]
    assert main.head.unknown == {}
    assert main.head.doubled == {}


def test_the_same_template_has_the_same_bytes() -> None:
    assert make("ksdpk", is_full=True) == make("ksdpk", is_full=True)


def test_kinds_are_known_by_their_names_in_both_languages() -> None:
    words = (
        "KSDD",
        "mitra",
        "partners",
        "Perangkat-Daerah",
        "departments",
        "pemetaan",
        "angka-resmi",
        "evaluasi",
    )
    assert [find_kind(word) for word in words] == [
        "ksdd", "partner", "partner", "department", "department", "mapping-entry", "official-total",
        "evaluation",
    ]  # fmt: skip
    assert find_kind("apa") is None


def test_the_command_writes_a_template_and_never_over_a_file(registri: RunCommand, tmp_path: Path) -> None:
    done = registri("import", "--template", "mitra", "--root", str(BASE))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "templat-mitra.xlsx").is_file()
    assert f"import --root {BASE} templat-mitra.xlsx" in done.stdout
    again = registri("import", "--template", "mitra", "--root", str(BASE))
    assert again.returncode == 2
    assert "sudah ada" in again.stderr
    wrong = registri("import", "--template", "kontrak", "--root", str(BASE))
    assert wrong.returncode == 2
    assert "ksdd" in wrong.stderr
    both = registri("import", "x.xlsx", "--template", "mitra", "--root", str(BASE))
    assert both.returncode == 2
