"""How the program was started, so that a command it names can be typed as it stands."""

import os
import shlex
import sys
from pathlib import Path

import click

from generator.text import Text

NEXT = Text("Langkah berikutnya: {command}", "Next: {command}")
"""How a command says what to type next."""
_GIVEN = "generator.given"


def read_program() -> str:
    """Give the words that started this program, such as ``.venv/bin/registri``, ready for a shell."""
    started = sys.argv[0]
    if Path(started).name == "__main__.py":
        return shlex.join(sys.orig_argv[: len(sys.orig_argv) - len(sys.argv) + 1])
    return shlex.quote(Path(started).name if _is_on_path(started) else started)


def read_names_as_utf8() -> None:
    """Start the program anew where Python would read the names of files in a machine's own letters.

    Under those of 7 or 8 bits the names in one folder are other texts than elsewhere, or none at all, and the
    site would be another. What is printed stays in the machine's letters.
    """
    is_tried = sys.flags.utf8_mode or os.environ.get("PYTHONUTF8") == "1"
    if is_tried or sys.getfilesystemencoding() == "utf-8":
        return
    os.environ["PYTHONUTF8"] = "1"
    os.environ.setdefault("PYTHONIOENCODING", sys.stdout.encoding)
    os.execv(sys.executable, sys.orig_argv)  # noqa: S606  this very program


def _is_on_path(started: str) -> bool:
    """Whether the name alone starts the same program."""
    if not os.path.isabs(started):  # noqa: PTH117  asked at every start: the shortest way
        return False
    folder, name = os.path.split(started)
    for other in os.get_exec_path():
        if os.path.exists(os.path.join(other, name)):  # noqa: PTH110, PTH118
            return other == folder
    return False


def keep_given(ctx: click.Context, option: str, value: str) -> None:
    """Note that an option was given, in the words it was given in."""
    ctx.meta.setdefault(_GIVEN, {})[option] = value


def render_next(ctx: click.Context, command: str, *options: str) -> str:
    """Give the command to type next: this program's, with the noted ones of the options named."""
    given: dict[str, str] = ctx.meta.get(_GIVEN, {})
    words = [word for option in options if option in given for word in (option, given[option])]
    return " ".join((read_program(), shlex.join((command, *words))))
