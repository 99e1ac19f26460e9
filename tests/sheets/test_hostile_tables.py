"""Tables of any contents: a plan and remarks come out, never a failure, and nothing at fault is written."""

import datetime
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st
from registers import BASE, SCHEMAS, base_records

from generator.check.checker import Checked, Checker
from generator.entry.names import References
from generator.read.strict_yaml import read_mapping
from generator.sheets.book import CHOICES
from generator.sheets.grid import Cell, Grid, fill_merged
from generator.sheets.layout import headings_of, list_layouts
from generator.sheets.plan import Planner
from generator.sheets.report import Report
from generator.sheets.workbook import read_tables

_HEADINGS = [
    one.title.id
    for kind in ("ksdd", "partner", "mapping-entry", "official-total")
    for layout in list_layouts(SCHEMAS, kind)
    for one in headings_of(layout).fields
]
_SHEETS = [layout.name.id for kind in ("ksdd", "partner") for layout in list_layouts(SCHEMAS, kind)]
_SAID = (
    "", "-", "sda", "Jumlah", "Contoh", "KSDD", "ksdd-seberang-2023-kb", "Kota Seberang", "Kota Contoh",
    "Dinas Kesehatan", "kesehatan", "17/05/2024", "2024", "3 tahun", "1", "PKS", "Ya", "https://contoh.example/1",
    "Nomor naskah: x", "Melaksanakan: ksdd-seberang-2023-kb", "1. a\n2. b", "#REF!", CHOICES.id,
)  # fmt: skip
_CELLS = st.builds(Cell, st.sampled_from(_SAID) | st.text(max_size=8), st.booleans())
_ROWS = st.lists(st.lists(_CELLS, max_size=6), max_size=5)
_HEADS = st.lists(st.sampled_from(_HEADINGS), min_size=2, max_size=6)
_MERGES = st.lists(st.tuples(*[st.integers(0, 6)] * 4), max_size=3)


@lru_cache(maxsize=1)
def checked() -> Checked:
    return Checker(BASE, SCHEMAS, datetime.date(2025, 6, 30)).check_register(1)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    head = [Cell(text) for text in draw(_HEADS)]
    name = draw(st.sampled_from(_SHEETS) | st.text(max_size=5))
    grid = Grid("tabel.xlsx", name, [head, *draw(_ROWS)], draw(_MERGES))
    fill_merged(grid)
    return grid


@settings(max_examples=200)
@given(st.lists(grids(), min_size=1, max_size=3), st.sampled_from((None, "ksdd", "partner", "mapping-entry")))
def test_no_table_makes_the_import_fail(tables: list[Grid], kind: str | None) -> None:
    found, remarks = read_tables(tables, SCHEMAS, kind)
    planner = Planner(
        checked().records,
        lambda file: (BASE / file).read_bytes(),
        SCHEMAS,
        lambda _file, text: text.encode(),
    )
    plan = planner.plan(found, with_partners=True)
    plan.remarks += remarks
    report = Report(plan, planner.references, SCHEMAS, "id")
    assert report.render_text()
    assert report.render_json(is_written=False)
    for data in plan.data().values():
        value, faults = read_mapping(data)
        assert value is not None, faults
    for remark in plan.all_remarks():
        assert remark.render("id")
        assert remark.render("en")


def test_the_base_register_is_known() -> None:
    assert References(base_records()).own == "kota-contoh"
