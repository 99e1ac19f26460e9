"""Reporters: the same difference for a person at a terminal, for a code host and for a program."""

import importlib
from collections.abc import Callable
from typing import TypeAlias

from generator.differences.difference import Difference
from generator.differences.reporters.setting import Setting

FORMS = ("text", "markdown", "json")

_Render: TypeAlias = Callable[[Difference, Setting], str]


def report_difference(form: str, difference: Difference, setting: Setting) -> str:
    """Give the report of a difference in one of the FORMS."""
    render: _Render = importlib.import_module(f"generator.differences.reporters.{form}").render
    return render(difference, setting)
