"""Report cards and evaluation counts: their sums, and what a share says."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from registers import AS_OF, agreement_record, base_records
from test_selections import registers

from generator.evaluation_counts import (
    count_current,
    count_current_by_department,
    count_current_by_type,
    count_period,
    count_period_by_type,
)
from generator.evaluations import list_periods, summarise_periods
from generator.mapping import MappingSelections, is_realised, pair_entries
from generator.register.register import Register, build_register
from generator.report_cards import make_report_card
from generator.selections import Selection
from generator.sorting import select_agreements
from generator.statistics import percentage


@given(registers())
def test_a_card_adds_up(register: Register) -> None:
    selections = select_agreements(register)
    for name in register.departments:
        card = make_report_card(selections, MappingSelections(()), name)
        assert sum(count.number for count in card.states) == card.current.number <= card.agreements.number
        assert card.unevaluated.number == card.overdue.number + card.not_due.number
        assert card.due == card.evaluated.number + card.overdue.number
        assert card.ending_soon.number <= card.current.number
        assert card.current.number + card.unknown.number <= card.agreements.number
        assert card.outputs_met <= card.outputs_with_target
        assert (card.coverage is None) == (card.due == 0)
        for count in (card.agreements, card.current, card.unknown, *card.states, card.unevaluated):
            assert count.number == len(selections.members(count.selection))


@given(registers())
def test_rows_sum_to_the_whole(register: Register) -> None:
    selections = select_agreements(register)
    whole = count_current(selections)
    rows = count_current_by_type(selections)
    assert sum(row.current.number for row in rows) == whole.current.number
    for place, state in enumerate(whole.states):
        assert sum(row.states[place].number for row in rows) == state.number
    # Each agreement stands once for each of its departments.
    assert sum(row.current.number for row in count_current_by_department(selections)) >= whole.current.number
    for summary in summarise_periods(register):
        slug = summary.period.slug
        row = count_period(selections, register.schedule, slug)
        # Drawn records may evaluate a half-year twice, which the check refuses.
        assert row.evaluated.number == len({agreement.id for agreement, _ in summary.evaluated})
        parts = count_period_by_type(selections, register.schedule, slug)
        assert sum(part.evaluated.number for part in parts) == row.evaluated.number
        assert sum(part.missed.number for part in parts) == row.missed.number


@given(registers())
def test_half_years_have_no_gap(register: Register) -> None:
    periods = list_periods(register)
    assert periods == sorted(set(periods))
    evaluated = {one.period for agreement in register.counted for one in agreement.evaluations}
    assert evaluated <= set(periods)
    if periods:
        first, last = periods[0], periods[-1]
        assert len(periods) == 2 * (last.year - first.year) + last.semester - first.semester + 1


def test_what_is_evaluated_yearly_has_no_half_year_s_coverage() -> None:
    """One evaluation answers for its whole year: neither half alone says what share was evaluated."""
    done = {"evaluator": "dinas-kesehatan", "state": "berjalan", "recommendation": "dilanjutkan"}
    keys: dict[str, Any] = {"signing": {"date": "2022-03-01"}, "term": {"end": "2030-01-01"}}
    first = {"evaluations": [{**done, "period": {"year": 2024, "semester": 1}}]}
    second = {"evaluations": [{**done, "period": {"year": 2024, "semester": 2}}]}
    records = [record for record in base_records() if record.kind not in ("agreement", "mapping-entry")]
    registry: Any = next(record for record in records if record.kind == "registry").value
    registry["evaluation"] = {"exceptions": [{"types": ["ksdpl"], "per_year": 1}]}
    records += [
        agreement_record("luar-1", "ksdpl", **keys, **first),
        agreement_record("luar-2", "ksdpl", **keys),
        agreement_record("dalam", "ksdd", **keys, **second),
    ]
    register = build_register(records, AS_OF)
    selections, schedule = select_agreements(register), register.schedule
    whole = count_period(selections, schedule, "2024-2")
    rows = {row.key: row for row in count_period_by_type(selections, schedule, "2024-2")}
    assert (whole.evaluated.number, whole.missed.number, whole.coverage) == (1, 1, 100)
    assert (rows["ksdpl"].missed.number, rows["ksdpl"].coverage, rows["ksdd"].coverage) == (1, None, 100)
    half = count_period(selections, schedule, "2024-1")
    assert (half.evaluated.number, half.missed.number, half.coverage) == (1, 1, 0)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_share_is_all_or_none_only_where_it_is(part: int, more: int) -> None:
    share = percentage(part, part + more)
    if part + more == 0:
        assert share is None
    else:
        assert share is not None
        assert (share == 0) == (part == 0)
        assert (share == 100) == (more == 0)
        assert abs(share - 100 * part / (part + more)) < 1


def test_what_is_called_realised_without_an_agreement_is_not_counted() -> None:
    register = build_register(base_records(), AS_OF)
    (entry,) = register.mapping
    assert is_realised(entry)
    selections = MappingSelections(register.mapping)
    year = str(entry.year)
    assert selections.count("year-realised", year).number == 1
    assert selections.count("year-unproven", year).number == 0
    bare = type(entry)(entry.id, entry.year, entry.department, entry.affairs, entry.value, ())
    selections = MappingSelections((bare,))
    assert not is_realised(bare)
    assert selections.count("year-realised", year).number == 0
    assert selections.count("year-unproven", year).number == 1
    assert selections.count("department-realised", entry.department.id).number == 0
    assert selections.count("department", entry.department.id).number == 1


def test_an_entry_stands_in_the_row_of_each_of_its_affairs() -> None:
    register = build_register(base_records(), AS_OF)
    rows = pair_entries(register.mapping)
    placed = [entry for row in rows for cell in row.entries for entry in cell]
    assert len(placed) == sum(len({one.id for one in entry.affairs}) for entry in register.mapping)


def test_agreements_of_a_mapped_year_are_mapped_or_not() -> None:
    register = build_register(base_records(), AS_OF)
    selections = select_agreements(register)
    for (year,), members in selections.of("mapped").items():
        outside = selections.members(Selection("unmapped", (year,)))
        assert not set(members) & set(outside)
        assert set(members) | set(outside) == set(selections.members(Selection("year", (year,))))
