"""What the evaluation pages count: what is in force by the state of its evaluation, and each half-year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.due import CURRENT_STATES, Schedule
from generator.evaluations import PeriodSummary
from generator.records import AGREEMENT_TYPES
from generator.selections import NOT_KNOWN, Kind, Selection, Selections
from generator.statistics import Count, count, percentage

StateCounts: TypeAlias = tuple[Count, Count, Count, Count]
"""What is in force, and of that what is evaluated, overdue and not due yet."""


@dataclass(frozen=True, slots=True)
class StateRow:
    """What is in force of a type, of a department or in all, by the state of its evaluation."""

    key: str
    current: Count
    """In force, known to be so: each is in exactly one of the three states."""
    evaluated: Count
    overdue: Count
    not_due: Count

    @property
    def states(self) -> tuple[Count, Count, Count]:
        """The three states, in the order of ``CURRENT_STATES``."""
        return self.evaluated, self.overdue, self.not_due

    @property
    def due(self) -> int:
        """How many should be evaluated: what coverage is a share of."""
        return self.evaluated.number + self.overdue.number

    @property
    def coverage(self) -> int | None:
        """The share of those due that are evaluated, in whole per cent; None where nothing is due."""
        return percentage(self.evaluated.number, self.due)


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """What was evaluated for a half-year, and what should have been and was not: of all, or of one type."""

    key: str
    evaluated: Count
    missed: Count
    coverage: int | None
    """The share of both that was evaluated, in whole per cent; None where there was nothing to evaluate.

    Only of the types that are evaluated every half-year: one evaluation answers for the others' whole year.
    """


def count_current(selections: Selections) -> StateRow:
    """Give what is in force by the state of its evaluation."""
    return StateRow(
        "all",
        count(selections, "in-force"),
        count(selections, "in-force-evaluated"),
        # Only what is in force can be overdue or not due yet.
        count(selections, "evaluated", "overdue"),
        count(selections, "evaluated", "not-due"),
    )


def count_states(selections: Selections, current: Kind, due: Kind, value: str) -> StateCounts:
    """Give what is in force of one type or department, by the two kinds that select it."""
    done, overdue, not_due = (count(selections, due, state, value) for state in CURRENT_STATES)
    return count(selections, current, value), done, overdue, not_due


def count_current_by_type(selections: Selections) -> list[StateRow]:
    """Give a row for each type of which anything is in force."""
    rows = [
        StateRow(kind, *count_states(selections, "current-type", "due-type", kind))
        for kind in AGREEMENT_TYPES
    ]
    return [row for row in rows if row.current.number]


def count_current_by_department(selections: Selections) -> list[StateRow]:
    """Give a row for each department with anything in force: the most overdue first, the unknown last."""
    rows = [
        StateRow(name, *count_states(selections, "current-department", "due-department", name))
        for (name,) in selections.of("current-department")
    ]
    return sorted(
        rows, key=lambda row: (row.key == NOT_KNOWN, -row.overdue.number, -row.current.number, row.key)
    )


def count_period(selections: Selections, schedule: Schedule, period: str) -> PeriodRow:
    """Give what was evaluated for a half-year and what was not."""
    return PeriodRow(
        period,
        count(selections, "evaluated-in", period),
        count(selections, "missed-in", period),
        _cover(schedule, _count_types(selections, period)),
    )


def count_period_by_type(selections: Selections, schedule: Schedule, period: str) -> list[PeriodRow]:
    """Give a row for each type of which anything was, or should have been, evaluated for a half-year."""
    return [
        PeriodRow(kind, evaluated, missed, _cover(schedule, [(kind, evaluated, missed)]))
        for kind, evaluated, missed in _count_types(selections, period)
        if evaluated.number or missed.number
    ]


def _count_types(selections: Selections, period: str) -> list[tuple[str, Count, Count]]:
    return [
        (
            kind,
            count(selections, "evaluated-in-type", period, kind),
            count(selections, "missed-in-type", period, kind),
        )
        for kind in AGREEMENT_TYPES
    ]


def _cover(schedule: Schedule, counts: Sequence[tuple[str, Count, Count]]) -> int | None:
    """Give the share that was evaluated; what has a whole year's time is in no half-year's share."""
    asked = [(done, missed) for kind, done, missed in counts if not schedule.of(kind).is_yearly]
    evaluated = sum(done.number for done, _ in asked)
    return percentage(evaluated, evaluated + sum(missed.number for _, missed in asked))


def count_period_by_department(selections: Selections, period: str) -> list[Count]:
    """Give how many agreements of each department were evaluated for a half-year, the most first."""
    counts = [
        Count(Selection("evaluated-in-department", values), len(members))
        for values, members in selections.of("evaluated-in-department").items()
        if values[0] == period
    ]
    return sorted(counts, key=lambda item: (-item.number, item.selection.values))


def count_findings(selections: Selections, kind: Kind, summary: PeriodSummary) -> list[Count]:
    """Give the counts of a half-year's states of execution, or of its recommendations, the most first."""
    found = summary.states if kind == "execution-in" else summary.recommendations
    counts = [count(selections, kind, summary.period.slug, value) for value in found]
    return sorted(counts, key=lambda item: (-item.number, item.selection.values))
