"""The report of an import: what would be written, and what to mend, cell by cell; for people and as JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from generator.check.reporters.cells import render_printable
from generator.entry.names import References
from generator.schemas import SchemaSet
from generator.sheets.changes import list_changes, word_changes
from generator.sheets.plan import Plan, Step
from generator.sheets.remarks import Remark
from generator.text import Language, Text

_Any: TypeAlias = Any

_MOST_SHOWN = 20
_PRIVACY = "KS7"
_MOST_ROWS = 12
_ROWS = Text("({count} baris: {rows})", "({count} rows: {rows})")
_NEW = Text("Baru: {file}", "New: {file}")
_CHANGED = Text("Berubah: {file}", "Changed: {file}")
_MORE = Text("… dan {count} lagi.", "… and {count} more.")
_WRONG = Text("Yang harus dibetulkan:", "To be mended:")
_NOTES = Text("Untuk diketahui:", "For your information:")
_SUMMARY = Text(
    "{new} baru, {changed} berubah, {same} tetap, {bad} belum dapat ditulis.",
    "{new} new, {changed} changed, {same} unchanged, {bad} not fit to be written.",
)


def _group(remarks: Sequence[Remark]) -> list[list[Remark]]:
    """Gather the remarks that say the same of the same column, in the order of the first of each.

    What is wrong with a cell is said of each cell; a column that a sheet lacks is lacking in every row.
    """
    groups: dict[tuple[object, ...], list[Remark]] = {}
    for one in remarks:
        cell = one.row if one.column and one.weight == "error" else 0
        groups.setdefault((one.file, one.sheet, one.column, cell, one.wrong, one.instead), []).append(one)
    return list(groups.values())


class Report:
    """Words a plan in one language."""

    def __init__(self, plan: Plan, references: References, schemas: SchemaSet, language: Language) -> None:
        self._plan, self._references, self._schemas, self._language = plan, references, schemas, language
        self._remarks = plan.all_remarks()

    @property
    def errors(self) -> list[Remark]:
        """What keeps rows from being written."""
        return [one for one in self._remarks if one.weight == "error"]

    def count(self) -> dict[str, int]:
        """Give how many records are new, changed and unchanged, and how many rows can't be written."""
        good = [step for step in self._plan.steps if step.is_good]
        counts = {
            action: sum(step.action == action for step in good) for action in ("new", "changed", "same")
        }
        rows = {(one.file, one.sheet, one.row) for one in self.errors if one.row}
        return {**counts, "bad": len(rows), "errors": len(self.errors)}

    def render_text(self) -> str:
        """Give the report for a terminal, each remark with its place."""
        lines = "\n".join(render_printable(line) for line in self._render_lines())
        return f"{lines.lstrip()}\n"

    def _render_lines(self) -> Iterator[str]:
        good = [step for step in self._plan.steps if step.is_good and step.action != "same"]
        yield from self._render_steps([step for step in good if step.action == "new"], _NEW)
        yield from self._render_steps([step for step in good if step.action == "changed"], _CHANGED)
        files = {one.file for one in self._remarks}
        for title, those in (
            (_NOTES, [one for one in self._remarks if one.weight == "note"]),
            (_WRONG, self.errors),
        ):
            if not those:
                continue
            yield ""
            yield title.render(self._language)
            is_alone = len(files) == 1
            for group in _group(those):
                yield self._render_remarks(group, is_alone=is_alone)
        yield ""
        counts = {name: str(count) for name, count in self.count().items()}
        yield _SUMMARY.render(self._language, **counts)

    def _render_steps(self, steps: Sequence[Step], text: Text) -> Iterator[str]:
        for step in steps[:_MOST_SHOWN]:
            yield text.render(self._language, file=step.file)
            if step.action == "changed":
                changes = list_changes(
                    step.item.kind, step.before, step.after, self._references, self._schemas
                )
                yield from (f"  {line}" for line in word_changes(changes, self._language))
        if len(steps) > _MOST_SHOWN:
            yield _MORE.render(self._language, count=str(len(steps) - _MOST_SHOWN))

    def _render_remarks(self, remarks: Sequence[Remark], *, is_alone: bool) -> str:
        """Give one line for a remark, or for one that is the same in several rows."""
        first = remarks[0]
        said = first.render(self._language)
        # Of several partners in a row the same may be said of each.
        places = list(dict.fromkeys(one.row for one in remarks))
        if len(places) > 1:
            rows = ", ".join(map(str, places[:_MOST_ROWS]))
            rows += ", …" if len(places) > _MOST_ROWS else ""
            text = _ROWS.render(self._language, count=str(len(places)), rows=rows)
            said = f"{replace(first, row=0).render(self._language)} {text}"
        return said if is_alone else f"{first.file}: {said}"

    def render_json(self, *, is_written: bool) -> str:
        """Give the report for programs: ``records``, ``problems`` and ``summary``."""
        report = {
            "records": [self._describe(step) for step in self._plan.steps],
            "problems": [self._describe_remark(one) for one in self._remarks],
            "summary": {**self.count(), "written": is_written},
        }
        return json.dumps(report, ensure_ascii=False, indent=2)

    def _describe(self, step: Step) -> dict[str, _Any]:
        changes = (
            list_changes(step.item.kind, step.before, step.after, self._references, self._schemas)
            if step.action == "changed"
            else []
        )
        place = step.item.place
        return {
            "file": step.file,
            "action": step.action if step.is_good else "refused",
            "from": {"file": place.grid.file, "sheet": place.grid.name, "row": place.row + 1},
            "changes": [
                {
                    "field": one.key,
                    "heading": one.title.render(self._language),
                    "before": one.before,
                    "after": one.after,
                }
                for one in changes
            ],
        }

    def _describe_remark(self, one: Remark) -> dict[str, _Any]:
        return {
            "file": one.file,
            "sheet": one.sheet,
            "row": one.row or None,
            "column": one.column or None,
            "heading": one.heading or None,
            # What looks like personal data is repeated nowhere.
            "written": "" if one.reason.startswith(_PRIVACY) else one.written,
            "severity": "error" if one.weight == "error" else "note",
            "reason": one.reason,
            "message": one.wrong.render(self._language),
            "help": one.instead.render(self._language),
        }
