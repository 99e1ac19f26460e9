"""``registri check``: judge the records and report every finding."""

import datetime
from pathlib import Path

import click

from generator.__main__ import CLEAN, FINDINGS, say, ui_language
from generator.commands.options import as_of_option, jobs_option, root_option
from generator.commands.progress import CHECKING, ProgressLine
from generator.text import Text

_FORMS = ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")
_FORMAT_HELP = Text(
    "Bentuk laporan: text untuk dibaca di sini; json, sarif, junit untuk program; github, gitlab, markdown "
    "untuk penyedia git.",
    "Form of the report: text to be read here; json, sarif, junit for programs; github, gitlab, markdown "
    "for code hosts.",
)
_PATH_HELP = Text('"{path}" tidak ada.', '"{path}" does not exist.')


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@root_option
@as_of_option
@jobs_option
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", help=say(_FORMAT_HELP))
def command(paths: tuple[str, ...], root: Path, as_of: datetime.date, jobs: int | None, form: str) -> None:
    """Check the whole register, and report on the given files and folders, or on all."""
    from generator.check.checker import Checker  # noqa: PLC0415  start-up stays light
    from generator.commands.reports import write_report  # noqa: PLC0415
    from generator.home import find_part  # noqa: PLC0415
    from generator.parallel import default_jobs  # noqa: PLC0415
    from generator.read.files import list_record_files  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    wanted = tuple(_read_path(path, root) for path in paths)
    checker = Checker(root, SchemaSet(find_part(root, "schema")), as_of, ui_language())
    line = ProgressLine(say(CHECKING))
    try:
        checked = checker.check_register(jobs or default_jobs(), line.advance)
    finally:
        line.close()
    findings = [found for found in checked.findings if _is_wanted(found.file, wanted)]
    named = (
        frozenset(file for file in list_record_files(root) if _is_wanted(file, wanted)) if wanted else None
    )
    write_report(form, findings, checked.files, root, named)
    raise click.exceptions.Exit(FINDINGS if any(f.severity == "error" for f in findings) else CLEAN)


def _read_path(path: str, root: Path) -> str:
    for base in (Path.cwd(), root):
        candidate = (base / path).resolve()
        if candidate.exists() and candidate.is_relative_to(root):
            return candidate.relative_to(root).as_posix()
    raise click.BadParameter(say(_PATH_HELP, path=path))


def _is_wanted(file: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(path in (".", file) or file.startswith(f"{path}/") for path in wanted)
