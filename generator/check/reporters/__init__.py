"""Reporters: the same findings for a person, a program or a code host."""

from collections.abc import Callable, Sequence
from pathlib import Path

from generator.check.finding import Finding
from generator.check.reporters.github import report_github
from generator.check.reporters.json import report_json
from generator.check.reporters.text import report_text
from generator.text import Language

Reporter = Callable[[Sequence[Finding], int, Path, Language], str]

REPORTERS: dict[str, Reporter] = {"text": report_text, "json": report_json, "github": report_github}


def report(form: str, findings: Sequence[Finding], files: int, root: Path, language: Language) -> str:
    """Give the report of findings over ``files`` files in one of the REPORTERS' forms."""
    return REPORTERS[form](findings, files, root, language)
