"""Report cards: what the register says of one department's cooperation, in a dozen numbers."""

from dataclasses import dataclass

from generator.due import CURRENT_STATES
from generator.evaluations import coverage, measure_outputs
from generator.mapping import EntryCount, MappingSelections
from generator.selections import Kind, Selection, Selections
from generator.statistics import Count, count_selection


@dataclass(frozen=True, slots=True)
class ReportCard:
    """One department's numbers: a ``Count`` is a list of agreements, an ``EntryCount`` of mapped needs."""

    department: str
    agreements: Count
    current: Count
    """In force, known to be so."""
    unknown: Count
    """Of those whose validity is not known."""
    states: tuple[Count, ...]
    """Those in force by the state of their evaluation: evaluated, overdue, not due yet."""
    unevaluated: Count
    """In force and not evaluated: overdue or not due yet."""
    ending_soon: Count
    mapped: EntryCount
    realised: EntryCount
    outputs_with_target: int
    """Outputs with a known target and result, over all evaluations of its agreements."""
    outputs_met: int

    @property
    def evaluated(self) -> Count:
        """Those in force that are evaluated."""
        return self.states[0]

    @property
    def overdue(self) -> Count:
        """Those in force whose evaluation is overdue."""
        return self.states[1]

    @property
    def not_due(self) -> Count:
        """Those in force whose evaluation is not due yet."""
        return self.states[2]

    @property
    def due(self) -> int:
        """How many of those in force should be evaluated: what coverage is a share of."""
        return self.evaluated.number + self.overdue.number

    @property
    def coverage(self) -> int | None:
        """The share of those due that are evaluated, in whole per cent; None where nothing is due."""
        return coverage(self.evaluated.number, self.due)


def make_report_card(selections: Selections, mapping: MappingSelections, department_id: str) -> ReportCard:
    """Give the report card of a department; what it has none of is a count of nought."""

    def count(kind: Kind, *values: str) -> Count:
        return count_selection(selections, Selection(kind, (*values, department_id)))

    members = selections.members(Selection("department", (department_id,)))
    with_target, met = measure_outputs(
        evaluation for agreement in members for evaluation in agreement.evaluations
    )
    return ReportCard(
        department=department_id,
        agreements=count("department"),
        current=count("current-department"),
        unknown=count("status-department", "unknown"),
        states=tuple(count("due-department", state) for state in CURRENT_STATES),
        unevaluated=count("unevaluated-department"),
        ending_soon=count("status-department", "ending-soon"),
        mapped=mapping.count("department", department_id),
        realised=mapping.count("department-realised", department_id),
        outputs_with_target=with_target,
        outputs_met=met,
    )
