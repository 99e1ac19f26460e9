"""Findings as GitHub workflow commands: annotations on the lines of a change."""

from collections.abc import Sequence
from pathlib import Path

from generator.check.finding import Finding
from generator.text import Language

_LEVEL = {"error": "error", "warning": "warning", "advice": "notice"}


def report_github(findings: Sequence[Finding], files: int, root: Path, language: Language) -> str:  # noqa: ARG001
    """Give one ``::error file=…,line=…`` command a finding."""
    return "".join(
        f"::{_LEVEL[finding.severity]} file={_escape_property(finding.file)},line={finding.line},"
        f"endLine={finding.end_line},col={finding.column},endColumn={finding.end_column},"
        f"title={_escape_property(finding.rule)}::{_escape(f'{finding.message} {finding.help}')}\n"
        for finding in findings
    )


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
