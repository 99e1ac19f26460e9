"""Options that several sub-commands share, and how their values are read."""

import datetime
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from generator.clock import today
from generator.commands.invocation import keep_given
from generator.dates import DateError, parse_day
from generator.home import find_root
from generator.records import RECORDS
from generator.refusal import RefusalError, refuse_system
from generator.site.builders import BUILDERS, Builder, choose_builder, read_builder
from generator.speech import say
from generator.text import Text

OPTIONS = Text("[PILIHAN]", "[OPTIONS]")
FOLDER = Text("FOLDER", "FOLDER")
WRITE_HELP = Text("Tulis perubahannya tanpa bertanya.", "Write the change without asking.")
SOURCE_HELP = Text("Alamat web sumbernya.", "Web address of the source.")
_DATE = Text("TANGGAL", "DATE")

_ROOT_HELP = Text("Folder register (bawaan: register di sekitar folder ini).",
                  "The register's folder (default: the register around this folder).")  # fmt: skip
_AS_OF_HELP = Text("Tanggal keadaan, TTTT-BB-HH (bawaan: hari ini).",
                   "The date everything is judged on, YYYY-MM-DD (default: today).")  # fmt: skip
_AT = Text("COMMIT|TANGGAL", "COMMIT|DATE")
_AT_HELP = Text(
    "Menurut data seperti diketahui waktu itu: sebuah commit, tag, atau cabang, atau commit terakhir cabang "
    "ini pada atau sebelum sebuah tanggal. Tanpa --as-of, keadaan dinilai pada hari itu juga.",
    "By the data as known then: a commit, tag or branch, or this branch's last commit on or before a date. "
    "Without --as-of everything is judged on that same day.",
)
_JOBS_HELP = Text("Banyaknya proses (bawaan: sebanyak inti prosesor; tidak pernah lebih dari empat kalinya).",
                  "Number of processes (default: one a core; never more than four a core).")  # fmt: skip
_BUILDER_HELP = Text(
    "Pembangun halaman tema (bawaan: REGISTRI_BUILDER, atau mkdocs); properdocs harus terpasang.",
    "What builds the theme's pages (default: REGISTRI_BUILDER, or mkdocs); properdocs must be installed.",
)
_NO_ROOT = Text(
    "Tidak ada register di folder ini: folder records/ tidak ditemukan. Pakai --root FOLDER.",
    "There is no register here: no records/ folder was found. Use --root FOLDER.",
)
_NOT_A_ROOT = Text('"{path}" bukan register: tidak ada folder records/ di dalamnya.',
                   '"{path}" is no register: it holds no records/ folder.')  # fmt: skip
_NOWHERE = Text("Folder tempat Anda berada sudah dihapus. Pindah dahulu ke folder lain.",
                "The folder you are in has been deleted. Change to another first.")  # fmt: skip
_NOT_A_DAY = Text('"{text}" bukan tanggal. Tulis TTTT-BB-HH, misalnya 2026-11-24.',
                  '"{text}" is no date. Write YYYY-MM-DD, such as 2026-11-24.')  # fmt: skip
_NOT_A_NUMBER = Text('"{text}" tidak dapat dipakai. Tulis bilangan bulat dari {low} sampai {high}.',
                     '"{text}" can\'t be used. Write a whole number from {low} to {high}.')  # fmt: skip


def read_here() -> Path:
    """Give the folder that the user stands in.

    Raises RefusalError where it has been deleted.
    """
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise RefusalError(_NOWHERE) from None


def read_place(path: str) -> Path:
    """Give a path that the user named, in full.

    Raises RefusalError where it hangs on a folder that has been deleted.
    """
    return Path(path) if Path(path).is_absolute() else read_here() / path


def _read_root(ctx: click.Context, _param: click.Parameter, value: str | None) -> Path:
    if value is None:
        found = find_root(read_here())
        if found is None:
            raise click.UsageError(say(_NO_ROOT), ctx)
        return found
    try:
        # Not by resolve(), which fails in a way of its own on links that go round in a circle.
        root = Path(os.path.realpath(read_place(value)))
        # Asked the system's way, which tells a folder that is not there from one that none may look into.
        is_root = stat.S_ISDIR((root / RECORDS).stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        is_root = False
    except OSError as error:
        raise refuse_system(error) from None
    if not is_root:
        raise click.BadParameter(say(_NOT_A_ROOT, path=value))
    keep_given(ctx, "--root", value)
    return root


def refuse_no_root(ctx: click.Context, root: Path | None) -> Path:
    """Give the root that an optional option found. Raises click.UsageError where there is none."""
    if root is None:
        raise click.UsageError(say(_NO_ROOT), ctx)
    return root


def _read_optional_root(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | None:
    return find_root(read_here()) if value is None else _read_root(ctx, param, value)


def _read_day(ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime.date:
    if value is None:
        return today()
    try:
        day = parse_day(value)
    except DateError as error:
        raise click.BadParameter(say(_NOT_A_DAY, text=error.culprit)) from None
    keep_given(ctx, "--as-of", value)
    return day


class WholeNumber(click.ParamType[int]):
    """A whole number between two bounds, in digits alone."""

    name = "number"

    def __init__(self, low: int, high: int) -> None:
        self._low, self._high = low, high

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number, or say which ones there are."""
        text = str(value)
        is_short = text.isascii() and text.isdecimal() and len(text) <= len(str(self._high))
        number = int(text) if is_short else -1
        if not self._low <= number <= self._high:
            self.fail(say(_NOT_A_NUMBER, text=text, low=str(self._low), high=str(self._high)), param, ctx)
        return number


Command = Callable[..., Any]


def root_option(command: Command) -> Command:
    """Add ``--root FOLDER``."""
    return click.option("--root", metavar=say(FOLDER), callback=_read_root, help=say(_ROOT_HELP))(command)


def optional_root_option(command: Command) -> Command:
    """Add ``--root FOLDER`` to a command that also works outside any register."""
    option = click.option("--root", metavar=say(FOLDER), callback=_read_optional_root, help=say(_ROOT_HELP))
    return option(command)


def as_of_option(command: Command) -> Command:
    """Add ``--as-of DATE``."""
    return click.option("--as-of", metavar=say(_DATE), callback=_read_day, help=say(_AS_OF_HELP))(command)


def _read_optional_day(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime.date | None:
    return None if value is None else _read_day(ctx, param, value)


def optional_as_of_option(help_text: Text) -> Callable[[Command], Command]:
    """Add ``--as-of DATE`` that is no day where none is given, with a help of its own."""
    return optional_day_option("--as-of", help_text)


def optional_day_option(name: str, help_text: Text) -> Callable[[Command], Command]:
    """Add an option that takes a day, and is no day where none is given."""
    return click.option(name, metavar=say(_DATE), callback=_read_optional_day, help=say(help_text))


def at_option(command: Command) -> Command:
    """Add ``--at COMMIT|DATE``."""
    return click.option("--at", metavar=say(_AT), help=say(_AT_HELP))(command)


def _take_builder(ctx: click.Context, _: click.Parameter, value: Builder | None) -> None:
    if value:
        choose_builder(value)
        keep_given(ctx, "--builder", value)
    # Before anything is checked: without a builder there is no site.
    read_builder()


def builder_option(command: Command) -> Command:
    """Add ``--builder NAME``; it holds for all that this process does, and is handed over to no command."""
    return click.option(
        "--builder", type=click.Choice(BUILDERS), expose_value=False, callback=_take_builder,
        help=say(_BUILDER_HELP),
    )(command)  # fmt: skip


def jobs_option(command: Command) -> Command:
    """Add ``--jobs N``."""
    return click.option("--jobs", type=WholeNumber(1, 9999), metavar="N", help=say(_JOBS_HELP))(command)
