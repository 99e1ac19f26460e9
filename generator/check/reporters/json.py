"""Findings for a program: one JSON document, paths relative to the root, lines and columns from 1."""

import dataclasses
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from generator.check.finding import Finding
from generator.text import Language


def report_json(findings: Sequence[Finding], files: int, root: Path, language: Language) -> str:  # noqa: ARG001
    """Give ``{"findings": […], "summary": {…}}``."""
    counts = Counter(finding.severity for finding in findings)
    document = {
        "findings": [dataclasses.asdict(finding) for finding in findings],
        "summary": {
            "files": files,
            "errors": counts["error"],
            "warnings": counts["warning"],
            "advice": counts["advice"],
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
