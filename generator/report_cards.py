"""Report cards: what the register says of one department's cooperation, in a dozen numbers."""

from dataclasses import dataclass

from generator.evaluation_counts import StateRow, count_states
from generator.evaluations import measure_outputs
from generator.mapping import EntryCount, MappingSelections
from generator.selections import Selection, Selections
from generator.statistics import Count, count


@dataclass(frozen=True, slots=True)
class ReportCard(StateRow):
    """One department's numbers: a ``Count`` is a list of agreements, an ``EntryCount`` of mapped needs."""

    agreements: Count
    unknown: Count
    """Of those whose validity is not known."""
    unevaluated: Count
    """In force and not evaluated: overdue or not due yet."""
    ending_soon: Count
    mapped: EntryCount
    realised: EntryCount
    outputs_with_target: int
    """Outputs with a known target and result, over all evaluations of its agreements."""
    outputs_met: int


def make_report_card(selections: Selections, mapping: MappingSelections, department_id: str) -> ReportCard:
    """Give the report card of a department; what it has none of is a count of nought."""
    members = selections.members(Selection("department", (department_id,)))
    with_target, met = measure_outputs(
        evaluation for agreement in members for evaluation in agreement.evaluations
    )
    return ReportCard(
        department_id,
        *count_states(selections, "current-department", "due-department", department_id),
        agreements=count(selections, "department", department_id),
        unknown=count(selections, "status-department", "unknown", department_id),
        unevaluated=count(selections, "unevaluated-department", department_id),
        ending_soon=count(selections, "status-department", "ending-soon", department_id),
        mapped=mapping.count("department", department_id),
        realised=mapping.count("department-realised", department_id),
        outputs_with_target=with_target,
        outputs_met=met,
    )
