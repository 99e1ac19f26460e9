"""Statistics: every number is the size of the selection it names, and nothing is left out of a table."""

from pathlib import Path

import pytest
from hypothesis import given
from registers import AS_OF, BASE, ROOT, agreement_record, base_records, check, register_of
from test_selections import registers

from generator.mapping import summarise_mapping
from generator.records import AGREEMENT_TYPES
from generator.register.register import Register, build_register
from generator.selections import ALL, NOT_KNOWN, Kind, Selection, select_agreements
from generator.statistics import (
    Row,
    compare_totals,
    count_movements,
    count_statuses,
    count_types,
    count_values,
    count_years_by_type,
    statistic_years,
)
from generator.status import STATUSES

KINDS: list[Kind] = ["partner", "partner-category", "department", "affair", "document"]


@given(registers())
def test_every_number_is_the_size_of_its_selection(register: Register) -> None:
    selections = select_agreements(register)
    rows: list[Row] = [*count_years_by_type(selections), count_types(selections), *count_statuses(selections)]
    for kind in KINDS:
        rows += count_values(selections, kind)
    counts = [count for row in rows for count in row.counts]
    for year in statistic_years(selections):
        counts += count_movements(selections, year).values()
    for count in counts:
        assert count.number == len(selections.members(count.selection))


@given(registers())
def test_columns_and_rows_add_up(register: Register) -> None:
    selections = select_agreements(register)
    rows = count_years_by_type(selections)
    for row in rows:
        assert sum(count.number for count in row.counts[:-1]) == row.counts[-1].number
    totals = count_types(selections)
    assert len(totals.counts) == len(AGREEMENT_TYPES) + 1
    for index, total in enumerate(totals.counts):
        assert total.number == sum(row.counts[index].number for row in rows)
    assert totals.counts[-1].number == selections.count(ALL)
    assert sum(row.counts[0].number for row in count_statuses(selections)) == selections.count(ALL)


@given(registers())
def test_values_stand_most_first_unknown_last(register: Register) -> None:
    selections = select_agreements(register)
    for kind in KINDS:
        rows = count_values(selections, kind)
        known = [row.counts[0].number for row in rows if row.key != NOT_KNOWN]
        assert known == sorted(known, reverse=True)
        assert NOT_KNOWN not in [row.key for row in rows[:-1]]
        assert all(row.counts[0].number for row in rows)


def test_withdrawn_is_no_status_row() -> None:
    gone = agreement_record("tarik", withdrawn={"date": "2024-01-01", "reason": "Keliru."})
    assert count_statuses(select_agreements(register_of(gone))) == []
    assert "withdrawn" in STATUSES


def test_published_totals_stand_beside_the_register() -> None:
    register = build_register(base_records(), AS_OF)
    (coverage,) = compare_totals(register, select_agreements(register))
    assert coverage.year == 2024
    assert {row.type: (row.recorded.number, row.official) for row in coverage.rows} == {
        "ksdd": (1, 2),
        "ksdpk": (1, 9),
        "ksdpl": (0, None),
        "ksdll": (0, None),
        "sinergi": (1, None),
    }
    assert coverage.rows[0].recorded.selection == Selection("type-year", ("ksdd", "2024"))


def test_mapping_sums() -> None:
    (year,) = summarise_mapping(build_register(base_records(), AS_OF).mapping)
    assert (year.year, year.planned, year.realised) == (2024, 1, 1)
    assert sum(year.statuses.values()) == sum(year.types.values()) == year.planned


@pytest.mark.parametrize(
    "root", [BASE, ROOT / "examples" / "contoh", ROOT], ids=["base", "contoh", "shipped"]
)
def test_the_laws_hold_for_whole_registers(root: Path) -> None:
    checked = check(root)
    assert checked.errors == ()
    register = build_register(checked.records, AS_OF)
    selections = select_agreements(register)
    rows = count_years_by_type(selections)
    assert sum(row.counts[-1].number for row in rows) == selections.count(ALL) == len(register.counted) > 0
    assert sum(count.number for count in count_types(selections).counts[:-1]) == selections.count(ALL)
    assert sum(row.counts[0].number for row in count_statuses(selections)) == selections.count(ALL)
    for selection, members in selections:
        assert selection.kind == "status" or not any(one.status == "withdrawn" for one in members)
