"""``registri check``: judge the records and report every finding."""

import datetime
import os
from pathlib import Path

import click

from generator.__main__ import CLEAN, FINDINGS
from generator.commands.options import OPTIONS, as_of_option, jobs_option, read_here, root_option
from generator.commands.progress import CHECKING, ProgressLine
from generator.records import RECORDS
from generator.speech import say, ui_language
from generator.text import Text

_PATHS = Text("[BERKAS] …", "[PATH] …")
_FORMAT_HELP = Text("Bentuk laporan.", "Form of the report.")
_NOT_THERE = Text('"{path}" tidak ada.', '"{path}" does not exist.')
_NO_RECORD = Text(
    '"{path}" bukan catatan: yang diperiksa hanya berkas di dalam folder records/ register ini.',
    '"{path}" is no record: only files in the folder records/ of this register are checked.',
)


@click.command("check", options_metavar=say(OPTIONS))
@click.argument("paths", nargs=-1, metavar=say(_PATHS))
@root_option
@as_of_option
@jobs_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help=say(_FORMAT_HELP)
)
def command(paths: tuple[str, ...], root: Path, as_of: datetime.date, jobs: int | None, form: str) -> None:
    """Check the whole register, and report on the given files and folders, or on all."""
    from generator.check.checker import Checker  # noqa: PLC0415  start-up stays light
    from generator.check.reporters import report  # noqa: PLC0415
    from generator.home import find_part  # noqa: PLC0415
    from generator.parallel import default_jobs  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    named = _read_named(paths, root) if paths else None
    checker = Checker(root, SchemaSet(find_part(root, "schema")), as_of, ui_language())
    line = ProgressLine(say(CHECKING))
    try:
        checked = checker.check_register(jobs or default_jobs(), line.advance)
    finally:
        line.close()
    files = checked.files if named is None else len(named)
    findings = [found for found in checked.findings if named is None or found.file in named]
    text = report(form, findings, files, root, ui_language())
    # JSON is UTF-8 whatever the terminal speaks.
    click.echo(text.encode() if form == "json" else text, nl=False)
    raise click.exceptions.Exit(FINDINGS if any(f.severity == "error" for f in findings) else CLEAN)


def _read_named(paths: tuple[str, ...], root: Path) -> frozenset[str]:
    """Give the files of the register that are meant by the given files and folders."""
    from generator.read.files import list_record_files  # noqa: PLC0415

    files = list_record_files(root)
    named: set[str] = set()
    for path in paths:
        place = _read_place(path, root)
        found = [file for file in files if place in (".", file) or file.startswith(f"{place}/")]
        if not found and not _is_empty_folder(root, place):
            raise click.UsageError(say(_NO_RECORD, path=path))
        named.update(found)
    # As findings name them: what is no UTF-8 in a name stands there as codes.
    return frozenset(file.encode("utf-8", "backslashreplace").decode() for file in named)


def _is_empty_folder(root: Path, place: str) -> bool:
    """Whether a place is a folder for records that holds none yet."""
    first, *others = place.split("/")
    return first == RECORDS and (root / place).is_dir() and not any(one.startswith(".") for one in others)


def _read_place(path: str, root: Path) -> str:
    """Give a path as one relative to the register's root, seen from here or else from the root."""
    bases = (read_here(), root) if path else ()
    for base in bases:
        # A link inside records/ is a record of that name, wherever it leads; one above it is followed.
        for place in (Path(os.path.normpath(base / path)), Path(os.path.realpath(base / path))):
            if os.path.lexists(place) and place.is_relative_to(root):
                return place.relative_to(root).as_posix()
    if any(os.path.lexists(base / path) for base in bases):
        raise click.UsageError(say(_NO_RECORD, path=path))
    raise click.UsageError(say(_NOT_THERE, path=path))
