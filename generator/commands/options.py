"""Options that several sub-commands share, and how their values are read."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from generator.__main__ import say
from generator.clock import today
from generator.dates import DateError, parse_day
from generator.home import find_root
from generator.records import RECORDS
from generator.text import Text

_ROOT_HELP = Text("Folder register (bawaan: register di sekitar folder ini).",
                  "The register's folder (default: the register around this folder).")  # fmt: skip
_AS_OF_HELP = Text("Tanggal keadaan, TTTT-BB-HH (bawaan: hari ini).",
                   "The date everything is judged on, YYYY-MM-DD (default: today).")  # fmt: skip
_JOBS_HELP = Text("Banyaknya proses (bawaan: sebanyak inti prosesor).",
                  "Number of processes (default: one a core).")  # fmt: skip
_NO_ROOT = Text(
    "Tidak ada register di folder ini: folder records/ tidak ditemukan. Pakai --root DIR.",
    "There is no register here: no records/ folder was found. Use --root DIR.",
)
_NOT_A_ROOT = Text('"{path}" bukan register: tidak ada folder records/ di dalamnya.',
                   '"{path}" is no register: it holds no records/ folder.')  # fmt: skip
_NOT_A_DAY = Text('"{text}" bukan tanggal. Tulis TTTT-BB-HH, misalnya 2026-11-24.',
                  '"{text}" is no date. Write YYYY-MM-DD, such as 2026-11-24.')  # fmt: skip


def _read_root(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Path:
    if value is None:
        root = find_root(Path.cwd())
        if root is None:
            raise click.UsageError(say(_NO_ROOT))
        return root
    root = Path(value).resolve()
    if not (root / RECORDS).is_dir():
        raise click.BadParameter(say(_NOT_A_ROOT, path=value))
    return root


def _read_day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime.date:
    try:
        return today() if value is None else parse_day(value)
    except DateError as error:
        raise click.BadParameter(say(_NOT_A_DAY, text=error.culprit)) from None


Command = Callable[..., Any]


def root_option(command: Command) -> Command:
    """Add ``--root DIR``."""
    return click.option("--root", metavar="DIR", callback=_read_root, help=say(_ROOT_HELP))(command)


def as_of_option(command: Command) -> Command:
    """Add ``--as-of DATE``."""
    return click.option("--as-of", metavar="DATE", callback=_read_day, help=say(_AS_OF_HELP))(command)


def jobs_option(command: Command) -> Command:
    """Add ``--jobs N``."""
    return click.option("--jobs", type=click.IntRange(min=1), metavar="N", help=say(_JOBS_HELP))(command)
