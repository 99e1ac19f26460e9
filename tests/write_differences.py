"""Writes what ``registri diff`` says of every case, to be read and reviewed: ``make differences``."""

import datetime
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from changesets import CASES, FORMS, KINDS, LANGUAGES, make_repository
from registers import AS_OF, SCHEMAS

from generator.comparison.comparison import Question, compare_states
from generator.differences.difference import Difference
from generator.differences.reporters import report_difference
from generator.differences.reporters.setting import Setting
from generator.locale import Locale
from generator.text import Language

_COMMIT = re.compile(r"\b[0-9a-f]{40}\b|\(([0-9a-f]{7})\)")


def tell(root: Path, language: Language = "id", as_of: datetime.date = AS_OF) -> Difference:
    """Give what the folder of a register changes."""
    return compare_states(Question(root, "HEAD", "", as_of, language))


def render_all(root: Path) -> dict[str, str]:
    """Give every report of a change, by the name of its file; ids of commits are masked."""
    reports = {}
    for language in LANGUAGES:
        difference, setting = tell(root, language), Setting(Locale(language, SCHEMAS), is_full=True)
        for form, ending in FORMS:
            reports[f"expected.{language}.{ending}"] = report_difference(form, difference, setting)
        if language == "id":
            reports["expected.json"] = report_difference("json", difference, setting)
    return {name: _COMMIT.sub(_mask, text) for name, text in reports.items()}


def _mask(found: re.Match[str]) -> str:
    return "(0000000)" if found[1] else "0" * 40


if __name__ == "__main__":
    for kind in KINDS:
        with TemporaryDirectory() as folder:
            for name, text in render_all(make_repository(Path(folder) / "register", kind)).items():
                (CASES / kind / name).write_text(text, encoding="utf-8")
