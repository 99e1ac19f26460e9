"""Reporters: the same findings for a person, a program or a code host.

Each form is a module of its own with a function ``render``, imported only when it is asked for.
"""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from generator.check.finding import Finding
from generator.check.reporters.causes import drop_repeats
from generator.check.reporters.setting import WIDTH, Setting, Sources
from generator.text import Language

REPORTERS = ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")

_Render: TypeAlias = Callable[[Sequence[Finding], Setting], str]


def report(
    form: str,
    findings: Sequence[Finding],
    files: int,
    root: Path,
    language: Language,
    *,
    named: frozenset[str] | None = None,
    folder: str = "",
    colour: bool = False,
    width: int = WIDTH,
    program: str = "registri",
) -> str:
    """Give the report of findings over ``files`` files in one of the REPORTERS' forms.

    ``named`` are the files that the report is limited to; ``folder`` is the register's place inside its
    repository, for the forms that a code host reads; ``colour`` and ``width`` suit a terminal;
    ``program`` is how this program is started there. Whatever the findings say, no exception is raised
    and the report can be written as UTF-8.
    """
    render: _Render = importlib.import_module(f"generator.check.reporters.{form}").render
    setting = Setting(files, root, Sources(), language, named, folder, colour, width, program)
    return render(drop_repeats(findings), setting)
