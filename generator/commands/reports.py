"""Reports on their way out: colours for a terminal, a summary for a job, and what does not fit said aloud."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from generator.check.finding import Finding
from generator.check.reporters import report
from generator.commands.invocation import read_program
from generator.reasons import read_reason
from generator.speech import say, ui_language
from generator.text import Text

# The file to which a job on GitHub appends what its page shows.
_SUMMARY = "GITHUB_STEP_SUMMARY"
# Where a code host has put the repository: the files of a report are named from there.
_WORKSPACES = {"github": "GITHUB_WORKSPACE", "sarif": "GITHUB_WORKSPACE", "gitlab": "CI_PROJECT_DIR"}
_NARROWEST, _WIDEST = 60, 140
_NO_SUMMARY = Text(
    "Ringkasan tidak dapat ditulis ke {file}: {reason}.",
    "The summary could not be written to {file}: {reason}.",
)


def write_report(
    form: str, findings: Sequence[Finding], files: int, root: Path, named: frozenset[str] | None = None
) -> None:
    """Write a report to standard output, limited to the ``named`` files where there are any.

    The form ``github`` also appends the whole list as Markdown to the file that GITHUB_STEP_SUMMARY names.
    """
    terminal = form == "text" and sys.stdout.isatty()
    text = report(
        form,
        findings,
        files,
        root,
        ui_language(),
        named=named,
        folder=_find_folder(form, root),
        colour=terminal and _wants_colour(),
        width=_measure_terminal() if terminal else _WIDEST,
        # Any other form is read elsewhere, where the program is started in another way.
        program=read_program() if form == "text" else "registri",
    )
    # A report for a program is UTF-8 whatever the terminal speaks.
    click.echo(text if form == "text" else text.encode(), nl=False)
    if form == "github" and (file := os.environ.get(_SUMMARY)):
        _append_summary(Path(file), report("markdown", findings, files, root, ui_language(), named=named))
    elif form == "sarif":
        _say_missing(findings)


def _wants_colour() -> bool:
    """Whether the one at the terminal has not asked to be spared colours (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _measure_terminal() -> int:
    import shutil  # noqa: PLC0415  only for a terminal

    return min(max(shutil.get_terminal_size((_WIDEST, 24)).columns, _NARROWEST), _WIDEST)


def _find_folder(form: str, root: Path) -> str:
    """Give the way from the repository that a code host has checked out to the register in it."""
    workspace = os.environ.get(_WORKSPACES.get(form, ""), "")
    if not workspace:
        return ""
    base = Path(workspace).resolve()
    inside = root.is_relative_to(base) and root != base
    return f"{root.relative_to(base).as_posix()}/" if inside else ""


def _append_summary(file: Path, text: str) -> None:
    try:
        with file.open("a", encoding="utf-8") as stream:
            # A heading begins a line, whatever an earlier command of the job has left.
            stream.write(f"\n{text}" if stream.tell() else text)
    except OSError as error:
        click.echo(say(_NO_SUMMARY, file=str(file), reason=say(read_reason(error))), err=True)


def _say_missing(findings: Sequence[Finding]) -> None:
    from generator.check.reporters.sarif import render_missing  # noqa: PLC0415  this form's alone

    if text := render_missing(len(findings), ui_language()):
        click.echo(text, err=True)
