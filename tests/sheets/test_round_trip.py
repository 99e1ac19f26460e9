"""What is exported is imported as the same: into its own register, and into an empty one."""

import datetime
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from registers import BASE, ROOT, SCHEMAS

from generator.check.checker import Checked, Checker
from generator.entry.names import References
from generator.read.strict_yaml import read_mapping
from generator.records import Record
from generator.sample.writer import write_sample
from generator.sheets.book import write_book
from generator.sheets.exporting import render_separated, select_records, write_all
from generator.sheets.files import read_grids
from generator.sheets.grid import Grid
from generator.sheets.layout import EVALUATION, KINDS, list_layouts
from generator.sheets.plan import Plan, Planner
from generator.sheets.separated import guard, read_separated, unguard, write_separated
from generator.sheets.workbook import read_tables
from generator.text import Language

AS_OF = datetime.date(2026, 11, 1)
RECORD_KINDS = tuple(kind for kind in KINDS if kind != EVALUATION)


def check(root: Path) -> Checked:
    return Checker(root, SCHEMAS, AS_OF).check_register(1)


@pytest.fixture(scope="module", params=["shipped", "sample", "base"])
def register(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "shipped":
        return ROOT
    if request.param == "base":
        return BASE
    root = tmp_path_factory.mktemp("sample")
    write_sample(root, 60)
    return root


def export(kind: str, records: Sequence[Record], form: str, language: Language = "id") -> list[Grid]:
    references = References(records)
    rows = write_all(kind, select_records(records, kind), references, SCHEMAS)
    layouts = [one for one in list_layouts(SCHEMAS, kind) if not one.group or rows[one.group]]
    if form == "xlsx":
        return read_grids(write_book(layouts, rows, references, language), f"{kind}.xlsx")
    grids = []
    for layout in layouts:
        inner = f"-{layout.name.render(language)}" if layout.group else ""
        data = render_separated(layout, rows[layout.group], language)
        grids += read_grids(data, f"{KINDS[kind].render(language)}{inner}.csv")
    return grids


def plan_import(grids: Sequence[Grid], records: Sequence[Record], root: Path) -> Plan:
    tables, remarks = read_tables(grids, SCHEMAS, None)
    planner = Planner(
        records, lambda file: (root / file).read_bytes(), SCHEMAS, lambda _file, text: text.encode()
    )
    plan = planner.plan(tables)
    plan.remarks += remarks
    return plan


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_export_changes_nothing_in_its_own_register(register: Path, form: str) -> None:
    records = check(register).records
    for kind in KINDS:
        plan = plan_import(export(kind, records, form), records, register)
        assert plan.all_remarks() == [], kind
        assert plan.data() == {}, kind
        if kind != EVALUATION:
            assert len(plan.steps) == len(select_records(records, kind))


@pytest.mark.parametrize(("form", "language"), [("xlsx", "id"), ("csv", "id"), ("xlsx", "en")])
def test_an_export_gives_the_same_values_in_an_empty_register(
    register: Path, form: str, language: Language
) -> None:
    records = check(register).records
    registry = [one for one in records if one.kind == "registry"]
    grids = [grid for kind in RECORD_KINDS for grid in export(kind, records, form, language)]
    plan = plan_import(grids, registry, register)
    assert [one.render("id") for one in plan.all_remarks() if one.weight == "error"] == []
    found = {step.file: step.after for step in plan.steps}
    wanted = {one.file: one.value for one in records if one.kind != "registry"}
    assert found.keys() == wanted.keys()
    for file, value in wanted.items():
        assert found[file] == value, file
        again, faults = read_mapping(plan.data()[file])
        assert again == value, faults


def test_a_changed_cell_changes_that_value_alone_and_keeps_what_was_written_beside_it(tmp_path: Path) -> None:
    root = tmp_path / "register"
    shutil.copytree(BASE, root)
    file = root / "records/agreements/ksdd/ksdd-seberang-2023-kb.yaml"
    lines = file.read_text(encoding="utf-8").split("\n")
    lines.insert(lines.index("purpose: Warga kedua kota dapat berobat di puskesmas terdekat."), "# ditinjau")
    file.write_text("\n".join(lines), encoding="utf-8")
    records = check(root).records
    grids = export("ksdd", records, "xlsx")
    (main,) = [grid for grid in grids if grid.name == "KSDD"]
    place = next(
        (row, column)
        for row, cells in enumerate(main.rows)
        for column, cell in enumerate(cells)
        if cell.text == "Balai Kota Contoh"
    )
    main.rows[place[0]][place[1]] = type(main.rows[0][0])("Balai Kota Baru")
    plan = plan_import(grids, records, root)
    assert [step.file for step in plan.steps if step.action == "changed"] == [
        "records/agreements/ksdd/ksdd-seberang-2023-kb.yaml"
    ]
    (data,) = plan.data().values()
    expected = "\n".join(lines).replace("Balai Kota Contoh", "Balai Kota Baru", 1)
    assert data.decode() == expected.replace('"Balai', "Balai")


def test_an_empty_cell_deletes_nothing() -> None:
    records = check(BASE).records
    grids = export("ksdd", records, "xlsx")
    for grid in grids:
        if grid.name == "KSDD":
            keep = {"Pengenal"}
            columns = [column for column, cell in enumerate(grid.rows[0]) if cell.text in keep]
            grid.rows[1:] = [
                [cell if column in (*columns, 1) else type(cell)() for column, cell in enumerate(row)]
                for row in grid.rows[1:]
            ]
    plan = plan_import([grid for grid in grids if grid.name == "KSDD"], records, BASE)
    assert plan.data() == {}
    assert {step.action for step in plan.steps} == {"same"}


def _is_told_from_its_separators(row: Sequence[str]) -> bool:
    """Whether a row holds no more of another separator than a sentence may: a file does not name its own."""
    return all("".join(row).count(sign) <= 1 for sign in ";|\t")


_ROWS = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.text(max_size=12), min_size=width, max_size=width).filter(_is_told_from_its_separators),
        min_size=1,
        max_size=5,
    )
)


@given(_ROWS)
@example([["a;b", "c|d"], ["e|f", "g;h"]])
def test_separated_text_is_read_back_as_it_was_written(rows: list[list[str]]) -> None:
    settled = [[cell.replace("\x00", "").replace("\r", "") for cell in row] for row in rows]
    settled = [[cell.encode("utf-8", "replace").decode() for cell in row] for row in settled]
    data = write_separated([["Judul", "Mitra, nama", "Nomor"], *settled])
    grid = read_separated(data, "x.csv", "x", 100, 1000)
    found: Any = [[cell.text for cell in row] for row in grid.rows[1:]]
    assert found == settled


@given(st.text(max_size=10))
def test_no_cell_is_a_formula_and_every_one_is_read_back(text: str) -> None:
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguard(guard(text)) == text
