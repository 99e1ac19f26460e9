"""What the evaluation pages count: what is in force by the state of its evaluation, and each half-year."""

from dataclasses import dataclass

from generator.due import CURRENT_STATES
from generator.evaluations import PeriodSummary, coverage
from generator.records import AGREEMENT_TYPES
from generator.selections import NOT_KNOWN, Kind, Selection, Selections
from generator.statistics import Count, count_selection


@dataclass(frozen=True, slots=True)
class StateRow:
    """What is in force of a type, of a department or in all, by the state of its evaluation."""

    key: str
    current: Count
    states: tuple[Count, ...]
    """Evaluated, overdue, not due yet: each agreement in force is in exactly one."""

    @property
    def due(self) -> int:
        """How many should be evaluated."""
        return self.states[0].number + self.states[1].number

    @property
    def coverage(self) -> int | None:
        """The share of those due that are evaluated, in whole per cent; None where nothing is due."""
        return coverage(self.states[0].number, self.due)


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """What was evaluated for a half-year, and what should have been and was not: of all, or of one type."""

    key: str
    evaluated: Count
    missed: Count

    @property
    def coverage(self) -> int | None:
        """The share that was evaluated, in whole per cent; None where there was nothing to evaluate."""
        return coverage(self.evaluated.number, self.evaluated.number + self.missed.number)


def _count(selections: Selections, kind: Kind, *values: str) -> Count:
    return count_selection(selections, Selection(kind, values))


def _count_states(selections: Selections, key: str, current: Kind, due: Kind, *values: str) -> StateRow:
    return StateRow(
        key,
        _count(selections, current, *values),
        tuple(_count(selections, due, state, *values) for state in CURRENT_STATES),
    )


def count_current(selections: Selections) -> StateRow:
    """Give what is in force by the state of its evaluation."""
    return _count_states(selections, "all", "in-force", "due")


def count_current_by_type(selections: Selections) -> list[StateRow]:
    """Give a row for each type of which anything is in force."""
    rows = [_count_states(selections, kind, "current-type", "due-type", kind) for kind in AGREEMENT_TYPES]
    return [row for row in rows if row.current.number]


def count_current_by_department(selections: Selections) -> list[StateRow]:
    """Give a row for each department with anything in force: the most overdue first, the unknown last."""
    rows = [
        _count_states(selections, name, "current-department", "due-department", name)
        for (name,) in selections.of("current-department")
    ]
    return sorted(
        rows,
        key=lambda row: (row.key == NOT_KNOWN, -row.states[1].number, -row.current.number, row.key),
    )


def count_period(selections: Selections, period: str) -> PeriodRow:
    """Give what was evaluated for a half-year and what was not."""
    return PeriodRow(
        period, _count(selections, "evaluated-in", period), _count(selections, "missed-in", period)
    )


def count_period_by_type(selections: Selections, period: str) -> list[PeriodRow]:
    """Give a row for each type of which anything was, or should have been, evaluated for a half-year."""
    rows = [
        PeriodRow(
            kind,
            _count(selections, "evaluated-in-type", period, kind),
            _count(selections, "missed-in-type", period, kind),
        )
        for kind in AGREEMENT_TYPES
    ]
    return [row for row in rows if row.evaluated.number or row.missed.number]


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
    counts = [_count(selections, kind, summary.period.slug, value) for value in found]
    return sorted(counts, key=lambda item: (-item.number, item.selection.values))
