"""``registri check``: judge the records and report every finding."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.__main__ import CLEAN, FINDINGS
from generator.collector import collected_later
from generator.commands.options import OPTIONS, as_of_option, jobs_option, root_option
from generator.commands.paths import PATHS, read_named
from generator.commands.progress import CHECKING, ProgressLine
from generator.reasons import read_reason
from generator.speech import say, ui_language
from generator.text import Text

if TYPE_CHECKING:
    from generator.check.checker import Checked, Checker
    from generator.check.finding import Finding
    from generator.check.kept import Changes, Report
    from generator.memory.store import Slot

_FORMS = ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")
_FORMAT_HELP = Text(
    "Bentuk laporan: text untuk dibaca di sini; json, sarif, junit untuk program; github, gitlab, markdown "
    "untuk penyedia git.",
    "Form of the report: text to be read here; json, sarif, junit for programs; github, gitlab, markdown "
    "for code hosts.",
)
_LINK_LIST = "links.yaml"
_LINKS_HELP = Text(
    "Tanyakan juga setiap alamat web kepada situsnya (perlu jaringan); pengecualian ada di links.yaml.",
    "Also ask the web for every address (needs a network); exceptions stand in links.yaml.",
)
_ANEW_HELP = Text(
    "Periksa semuanya lagi, tanpa memakai hasil pemeriksaan sebelumnya.",
    "Check everything again, without what an earlier check found.",
)
_LINKS = Text("Alamat ditanyakan", "Addresses asked for")
_NO_LIST = Text(
    'Daftar pengecualian "{file}" tidak dapat dibaca ({reason}). Isinya: exceptions, tiap butir dengan '
    "prefix, reason, dan until.",
    'The list of exceptions "{file}" can\'t be read ({reason}). It holds: exceptions, each with prefix, '
    "reason and until.",
)


@click.command("check", options_metavar=say(OPTIONS))
@click.argument("paths", nargs=-1, metavar=say(PATHS))
@root_option
@as_of_option
@jobs_option
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", help=say(_FORMAT_HELP))
@click.option("--links", is_flag=True, help=say(_LINKS_HELP))
@click.option("--anew", is_flag=True, help=say(_ANEW_HELP))
@collected_later()
def command(  # noqa: PLR0917  one a parameter of the command line
    paths: tuple[str, ...],
    root: Path,
    as_of: datetime.date,
    jobs: int | None,
    form: str,
    links: bool,  # noqa: FBT001  click hands it over by name
    anew: bool,  # noqa: FBT001
) -> None:
    """Check the whole register, and report on the given files and folders, or on all."""
    from generator.check.kept import find_changes, find_slot  # noqa: PLC0415  start-up stays light
    from generator.commands.reports import write_report  # noqa: PLC0415
    from generator.home import find_part  # noqa: PLC0415
    from generator.read.stamps import read_settled, read_stamps  # noqa: PLC0415

    named = read_named(paths, root) if paths else None
    schemas = find_part(root, "schema")
    before: tuple[Slot, Changes] | None = None
    if not (links or anew):
        slot = find_slot(root, schemas, (as_of.isoformat(), ui_language()))
        before = slot, find_changes(slot, read_stamps(root, read_settled()))
    if before and (told := before[1].recall()):
        # The rules are not even loaded.
        everything, files = told
    else:
        everything, files = _judge(root, schemas, as_of, jobs, before, asks_web=links)
    everything = (*everything, *_check_pages(root, schemas, as_of))
    findings = [found for found in everything if named is None or found.file in named]
    write_report(form, findings, files if named is None else len(named), root, named)
    raise click.exceptions.Exit(FINDINGS if any(f.severity == "error" for f in findings) else CLEAN)


def _judge(
    root: Path,
    schemas: Path,
    as_of: datetime.date,
    jobs: int | None,
    before: "tuple[Slot, Changes] | None",
    *,
    asks_web: bool,
) -> "Report":
    """Judge what has changed since the check that was kept ``before``, or where there is none, everything."""
    from generator.check.checker import Checker  # noqa: PLC0415  start-up stays light
    from generator.check.incremental import check_incrementally  # noqa: PLC0415
    from generator.check.kept import Report  # noqa: PLC0415
    from generator.parallel import default_jobs  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    checker = Checker(root, SchemaSet(schemas), as_of, ui_language())
    line = ProgressLine(say(CHECKING))
    try:
        if before:
            slot, changes = before
            return check_incrementally(checker, slot, jobs or default_jobs(), line.advance, changes)
        checked = checker.check_register(jobs or default_jobs(), line.advance)
    finally:
        line.close()
    answers = _check_links(checker, checked, root) if asks_web else ()
    return Report((*checked.findings, *answers), checked.files)


def _check_pages(root: Path, schemas: Path, as_of: datetime.date) -> "list[Finding]":
    """Judge the register's own pages; where all are written nothing else is read for it."""
    from generator.own_pages import find_unwritten, list_own_files  # noqa: PLC0415  start-up stays light
    from generator.read.files import read_bytes  # noqa: PLC0415

    pages = (read_bytes(root, file).decode("utf-8", "replace") for file in list_own_files())
    if not any(map(find_unwritten, pages)):
        return []
    from generator.check.checker import Checker  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    return Checker(root, SchemaSet(schemas), as_of, ui_language()).check_pages()


def _check_links(checker: "Checker", checked: "Checked", root: Path) -> list["Finding"]:
    """Ask the web for the addresses that the records name, but for the exceptions of ``links.yaml``."""
    from generator.check.rules.links import LinkListError, read_exceptions  # noqa: PLC0415
    from generator.check.web import fetch_answers  # noqa: PLC0415

    try:
        data = (root / _LINK_LIST).read_bytes() if (root / _LINK_LIST).exists() else b""
        exceptions = read_exceptions(data) if data else []
    except (LinkListError, OSError) as error:
        reason = say(read_reason(error)) if isinstance(error, OSError) else str(error)
        raise click.UsageError(say(_NO_LIST, file=_LINK_LIST, reason=reason)) from None
    line = ProgressLine(say(_LINKS))
    try:
        return checker.check_web(
            checked.records, exceptions, lambda urls: fetch_answers(urls, ui_language(), line.advance)
        )
    finally:
        line.close()
