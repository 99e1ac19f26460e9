"""A difference for a program: one JSON document with both languages' sentences and every number.

Its contract is ``difference.schema.json`` beside this module.
"""

from collections import Counter
from typing import Any

from generator.check.finding import Finding
from generator.check.reporters.document import render_document
from generator.differences.difference import Difference, NamedFigure, PageChange
from generator.differences.records import RecordChange
from generator.differences.reporters.setting import Setting
from generator.differences.titles import find_unit
from generator.text import Text


def render(difference: Difference, setting: Setting) -> str:  # noqa: ARG001  every report is asked alike
    """Give the whole difference."""
    ends = difference.ends
    is_told = difference.untold is None
    return render_document(
        {
            "base": {"name": ends.base, "commit": ends.base_commit, "exact": ends.is_exact},
            "head": {"name": ends.head or None, "commit": ends.head_commit},
            "as_of": difference.as_of,
            "summary": _summarise(difference),
            "records": [_render_record(change) for change in difference.records],
            "unreadable": [_clean(file) for file in difference.broken],
            "readable_again": [_clean(file) for file in difference.mended],
            "second_looks": [
                {"look": look.look, "kind": look.kind, "id": look.id, "file": look.file,
                 "text": _render_text(look.text)}
                for look in difference.second_looks
            ],
            "untold": difference.untold,
            "numbers": [_render_figure(figure) for figure in difference.figures] if is_told else None,
            "pages": {
                "new": [_render_page(page) for page in difference.new_pages],
                "gone": [_render_page(page) for page in difference.gone_pages],
            } if is_told else None,
            "findings": {
                "new": [_render_finding(finding) for finding in difference.new_findings],
                "mended": [_render_finding(finding) for finding in difference.mended_findings],
            },
            "documents": [_clean(file) for file in difference.documents],
            "other_files": [_clean(file) for file in difference.other_files],
        }
    )  # fmt: skip


def _summarise(difference: Difference) -> dict[str, Any]:
    counts = Counter(change.what for change in difference.records)
    return {
        "refused": difference.is_refused,
        "records": {what: counts[what] for what in ("added", "changed", "renamed", "merged", "removed")},
        "second_looks": len(difference.second_looks),
        "new_errors": sum(finding.severity == "error" for finding in difference.new_findings),
    }


def _render_record(change: RecordChange) -> dict[str, Any]:
    old, new = change.old, change.new
    return {
        "change": change.what,
        "kind": change.kind,
        "id": change.record.id,
        "file": new.file if new else None,
        "name": change.name,
        "old_id": old.id if old else None,
        "old_file": old.file if old else None,
        "sentences": [
            {"field": sentence.field, "change": sentence.kind, "text": _render_text(sentence.text)}
            for sentence in change.sentences
        ],
    }


def _render_figure(figure: NamedFigure) -> dict[str, Any]:
    change = figure.change
    return {
        "family": change.key.family,
        "kind": change.key.kind,
        "values": list(change.key.values),
        "unit": find_unit(change.key),
        "name": _render_text(figure.name),
        "old": change.old,
        "new": change.new,
        "address": change.address,
    }


def _render_page(page: PageChange) -> dict[str, Any]:
    return {"address": page.address, "name": page.name or None}


def _render_finding(finding: Finding) -> dict[str, Any]:
    return finding.to_data()


def _render_text(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}


def _clean(file: str) -> str:
    """Give a file's name as text: bytes that are none are spelt as codes."""
    return file.encode("utf-8", "backslashreplace").decode()
