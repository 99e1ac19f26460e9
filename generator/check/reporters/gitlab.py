"""Findings as GitLab reads them for a merge request: a code quality report."""

from collections.abc import Sequence

from generator.check.finding import Finding, Severity
from generator.check.reporters.document import render_document
from generator.check.reporters.fingerprint import fingerprint_findings
from generator.check.reporters.setting import Setting

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "advice": "info"}


def render(findings: Sequence[Finding], setting: Setting) -> str:
    """Give one entry a finding, at its line, with a fingerprint that a moved line does not change."""
    return render_document(
        [
            {
                "description": f"{finding.message} {finding.help}",
                "check_name": finding.rule,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[finding.severity],
                "location": {"path": setting.folder + finding.file, "lines": {"begin": finding.line}},
            }
            for finding, fingerprint in zip(findings, fingerprint_findings(findings, setting), strict=True)
        ]
    )
