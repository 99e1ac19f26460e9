"""Findings for a program: one JSON document, paths relative to the root, lines and columns from 1.

Its contract is ``findings.schema.json`` beside this module.
"""

from collections.abc import Sequence

from generator.check.finding import Finding
from generator.check.reporters.document import render_document
from generator.check.reporters.setting import Setting
from generator.check.reporters.tally import count_severities


def render(findings: Sequence[Finding], setting: Setting) -> str:
    """Give ``{"findings": […], "summary": {…}}`` with every finding."""
    counts = count_severities(findings)
    return render_document(
        {
            "findings": [finding.to_data() for finding in findings],
            "summary": {
                "files": setting.files,
                "errors": counts["error"],
                "warnings": counts["warning"],
                "advice": counts["advice"],
            },
        }
    )
