"""The plan of an import put to the register's own check, whose findings are told at their cells."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from generator.check.checker import Checked
from generator.check.finding import Finding
from generator.entry.problem import Weight
from generator.read.positions import find_path, read_places
from generator.schemas import SchemaSet
from generator.sheets.grid import column_letters
from generator.sheets.items import Cell
from generator.sheets.plainwords import word_finding
from generator.sheets.plan import Plan, Step
from generator.sheets.remarks import Remark

Check: TypeAlias = Callable[[Mapping[str, bytes]], Checked]
"""Checks the register with other bytes for some of its files, and with files that it does not have yet."""

_MOST_ROUNDS = 8


def judge(plan: Plan, before: Checked, check: Check, schemas: SchemaSet, *, only_good: bool) -> Checked:
    """Check the register as it would be; add what is found to the remarks of the rows that cause it.

    With ``only_good`` rows at fault are left out and the rest is judged anew, until nothing more is found.
    Gives the last check.
    """
    known = {_key(finding) for finding in before.findings}
    for _ in range(_MOST_ROUNDS):
        data = plan.data()
        after = check(data)
        found = [finding for finding in after.findings if _key(finding) not in known or finding.file in data]
        steps = {step.file: step for step in plan.steps if step.file in data}
        is_changed = _tell(found, steps, known, schemas)
        if not (only_good and is_changed):
            break
    return after


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.file, finding.rule, finding.message


def _tell(
    found: Iterable[Finding],
    steps: Mapping[str, Step],
    known: set[tuple[str, str, str]],
    schemas: SchemaSet,
) -> bool:
    """Say each finding at the cell that it comes from; give whether another row is at fault now."""
    is_changed = False
    for finding in found:
        step = steps.get(finding.file)
        if step is None:
            step = next((steps[one.file] for one in finding.related if one.file in steps), None)
        if step is None or (_key(finding) in known and step.action == "same"):
            continue
        if _key(finding) in known and finding.file in steps and step.action == "changed":
            # The record had it before: the import is not to blame.
            continue
        was_good = step.item.is_good
        remark = _make_remark(finding, step, schemas)
        if remark not in step.item.remarks:
            step.item.remarks.append(remark)
        is_changed |= was_good and not step.item.is_good
    return is_changed


def _make_remark(finding: Finding, step: Step, schemas: SchemaSet) -> Remark:
    row, key = _find_cell(finding, step) if finding.file == step.file else (step.item.place, "")
    number, column = row.cells.get(key, (row.row, None))
    weight: Weight = "error" if finding.severity == "error" else "note"
    grid = row.grid
    kind = step.item.kind
    wrong, instead = (word_finding(text, kind, row, schemas) for text in (finding.message, finding.help))
    from_cell = grid.cell(number, column) if column is not None else None
    return Remark(
        grid.file,
        grid.name,
        number + 1,
        column_letters(column) if column is not None else "",
        row.heading(key),
        from_cell.text if from_cell else "",
        wrong,
        instead,
        weight,
        finding.rule,
    )


def _find_cell(finding: Finding, step: Step) -> Cell:
    """Give the cell of the value that a finding points at; the row alone where no cell holds it."""
    path = find_path(read_places(step.data), finding.line, finding.column)
    cells = step.item.cells
    for length in range(len(path), 0, -1):
        if path[:length] in cells:
            return cells[path[:length]]
    inside = next((cell for other, cell in cells.items() if path and other[: len(path)] == path), None)
    return inside or (step.item.place, "")
