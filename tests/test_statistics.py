"""Statistics: every number is the size of the selection it names, and nothing is left out of a table."""

import dataclasses
import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from registers import AS_OF, BASE, ROOT, agreement_record, base_records, check, register_of
from test_selections import registers

from generator.evaluation_counts import count_current
from generator.mapping import MappingSelections
from generator.records import AGREEMENT_TYPES
from generator.register.register import Register, build_register
from generator.selections import ALL, NO_YEAR, NOT_KNOWN, Kind, Selection
from generator.sorting import select_agreements
from generator.statistics import (
    Count,
    Median,
    Row,
    compare_totals,
    count_movements,
    count_recorded,
    count_statuses,
    count_types,
    count_values,
    count_year_categories,
    count_years_by_type,
    cross_types,
    list_published,
    measure_length,
    measure_publication,
    statistic_years,
    tell_movements,
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
        rows += count_year_categories(selections, year)
    for cross in cross_types(selections).values():
        rows += cross.rows
        for one in AGREEMENT_TYPES:
            rows += cross.of_type(one)
    counts = [*counts, *(count for row in rows for count in row.counts)]
    for share in count_recorded(selections):
        counts += (share.having, share.lacking, share.of)
    running = count_current(selections)
    counts += (running.current, running.evaluated, running.overdue, running.not_due)
    counts += (measure_length(selections).of, measure_publication(selections, {}).of)
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


def test_totals_of_several_years_are_parted_and_their_doubts_kept() -> None:
    register = build_register(base_records(), AS_OF)
    (total,) = register.totals
    figures = [
        {"type": "ksdd", "value": 2, "comparison": "more-than"},
        {"type": "ksdpk", "value": 5, "year": 2023},
        {"label": "Semua jenis", "value": 99},
    ]
    several = dataclasses.replace(total, value={**total.value, "year": 2024, "figures": figures})
    foreign = dataclasses.replace(total, value={**several.value, "scope": "all-governments"})
    register = dataclasses.replace(register, totals=(foreign, several))
    found = compare_totals(register, select_agreements(register))
    assert [
        (one.year, [(row.type, row.official, row.is_minimum) for row in one.rows if row.official is not None])
        for one in found
    ] == [(2024, [("ksdd", 2, True)]), (2023, [("ksdpk", 5, False)])]


def test_mapping_sums() -> None:
    mapping = MappingSelections(build_register(base_records(), AS_OF).mapping)
    assert mapping.years() == ["2024"]
    assert mapping.count("year", "2024").number == mapping.count("year-realised", "2024").number == 1
    for kind in ("year-status", "year-type"):
        assert sum(count.number for count in mapping.of_year(kind, "2024")) == 1


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


@given(registers())
def test_what_was_signed_so_far_runs_up(register: Register) -> None:
    selections = select_agreements(register)
    so_far = ahead = 0
    for year in reversed([one for one in statistic_years(selections) if one != NO_YEAR]):
        movements = count_movements(selections, year)
        if int(year) > register.as_of.year:
            # What bears a day that is still to come has not been signed.
            ahead += movements["year"].number
            assert not movements["signed-by"].number
            continue
        so_far += movements["year"].number
        assert movements["signed-by"].number == so_far
    unknown = selections.count(Selection("year", (NO_YEAR,)))
    assert so_far + ahead + unknown == selections.count(ALL)


@given(registers())
def test_shares_are_parts_of_a_whole(register: Register) -> None:
    selections = select_agreements(register)
    for share in count_recorded(selections):
        assert share.having.number + share.lacking.number == share.of.number == selections.count(ALL)
    running = count_current(selections)
    assert running.current.number == sum(
        count.number for count in (running.evaluated, running.overdue, running.not_due)
    )


@given(registers())
def test_a_cross_s_rows_hold_the_types_of_a_value(register: Register) -> None:
    for cross in cross_types(select_agreements(register)).values():
        for row in cross.rows:
            assert sum(count.number for count in row.counts[:-1]) == row.counts[-1].number > 0
        for number, one in enumerate(AGREEMENT_TYPES):
            told = {row.key: row.counts[0].number for row in cross.of_type(one)}
            counted = {row.key: row.counts[number].number for row in cross.rows}
            assert told == {key: count for key, count in counted.items() if count}


@pytest.mark.parametrize(
    ("year", "told"),
    [
        ("2024", {"year", "signed-by", "extended-in", "ended-in", "in-force-at-end-of"}),
        ("2025", {"year", "signed-by", "extended-in", "ended-in"}),
        ("2026", {"year", "extended-in", "ended-in"}),
        (NO_YEAR, {"year", "extended-in"}),
    ],
)
def test_a_year_tells_no_end_that_has_not_come(year: str, told: set[str]) -> None:
    assert set(tell_movements(select_agreements(register_of()), year, AS_OF)) == told


def _lasting(record_id: str, end: str, **keys: Any) -> Any:
    return agreement_record(record_id, signing={"date": "2024-01-01"}, term={"end": end}, **keys)


@pytest.mark.parametrize(
    ("ends", "days"),
    [
        ([], None),
        (["2024-01-10"], 10),
        (["2024-01-10", "2024-01-20"], 10),
        (["2024-01-10", "2024-01-31", "2024-01-20", "2024"], 20),
    ],
)
def test_the_median_length_is_that_of_certain_days(ends: list[str], days: int | None) -> None:
    register = register_of(*(_lasting(f"uji-{number}", end) for number, end in enumerate(ends)))
    known = sum(end != "2024" for end in ends)
    count = Count(Selection("length-known"), known)
    assert measure_length(select_agreements(register)) == Median(days, count)


def test_publication_is_measured_from_a_certain_signing_before_it() -> None:
    register = register_of(
        agreement_record("a", signing={"date": "2024-01-01"}),
        agreement_record("b", signing={"date": "2024-01-01"}, former_ids=["b-lama"]),
        agreement_record("c", signing={"date": "2024-01"}),
        agreement_record("d", signing={"date": "2024-06-01"}),
        agreement_record("e", signing={"date": "2024-01-01"}),
        agreement_record("f"),
    )
    day = datetime.date(2024, 2, 1)
    first_days = {("agreement", one): day for one in ("a", "b", "c", "d", "f")}
    first_days["agreement", "b-lama"] = datetime.date(2024, 1, 1)
    first_days["partner", "e"] = day
    published = list_published(register.counted, first_days)
    assert published == {"a": day, "b": datetime.date(2024, 1, 1)}
    selections = select_agreements(register, published)
    median = measure_publication(selections, published)
    assert (median.days, median.of.number) == (0, 2)
    assert {one.id for one in selections.members(median.of.selection)} == {"a", "b"}


def test_without_a_history_no_publication_is_measured() -> None:
    register = register_of(agreement_record("a", signing={"date": "2024-01-01"}))
    median = measure_publication(select_agreements(register), {})
    assert (median.days, median.of.number) == (None, 0)
