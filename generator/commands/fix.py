"""``registri fix``: mend what is certain; the change is shown first and written only on request."""

import datetime
import shlex
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.__main__ import CLEAN, FINDINGS
from generator.check.reporters.cells import render_printable
from generator.commands.difference import render_difference
from generator.commands.invocation import render_next
from generator.commands.options import OPTIONS, WRITE_HELP, as_of_option, jobs_option, root_option
from generator.commands.paths import PATHS, read_named
from generator.commands.progress import CHECKING, ProgressLine
from generator.commands.writing import write_records
from generator.speech import say, ui_language
from generator.text import Text

if TYPE_CHECKING:
    from generator.check.checker import Checked
    from generator.check.fixes import Fix
    from generator.check.mending import Mending

_REMOVED = Text("{code} dihapus", "{code} removed")
_NOTHING = Text("Tidak ada yang dapat dibetulkan dengan pasti.", "There is nothing that is certain to mend.")
_PROPOSED = Text("{fixes} pembetulan pada {files} berkas.", "Fixes: {fixes}. Files: {files}.")
_ASK = Text("Tulis perubahan ini? (y/t)", "Write this change? (y/n)")
_NOT_WRITTEN = Text("Belum ada yang ditulis. Untuk menulisnya: {command} --write",
                    "Nothing has been written. To write it: {command} --write")  # fmt: skip
_WRITTEN = Text("Sudah ditulis.", "Written.")
_LEFT = Text("Yang masih harus dibetulkan sendiri: {count}. Lihat: {command}",
             "Left for you to mend: {count}. See: {command}")  # fmt: skip
_YES = frozenset(("y", "ya", "yes"))


@click.command("fix", options_metavar=say(OPTIONS))
@click.argument("paths", nargs=-1, metavar=say(PATHS))
@root_option
@as_of_option
@jobs_option
@click.option("--write", is_flag=True, help=say(WRITE_HELP))
@click.pass_context
def command(  # noqa: PLR0917  one a parameter of the command line
    ctx: click.Context,
    paths: tuple[str, ...],
    root: Path,
    as_of: datetime.date,
    jobs: int | None,
    write: bool,  # noqa: FBT001  click hands it over by name
) -> None:
    """Mend the given files, those of the given folders, or all records."""
    named = read_named(paths, root) if paths else None
    mending = _mend(root, named, as_of, jobs)
    errors = [found for found in mending.checked.errors if named is None or found.file in named]
    is_written = False
    if mending.fixes:
        click.echo("".join(_render(mending)), nl=False)
        click.echo(say(_PROPOSED, fixes=str(len(mending.fixes)), files=str(len(mending.data))))
        is_written = write or _is_agreed()
        if is_written:
            write_records(root, mending.data, mending.before)
        again = " ".join((render_next(ctx, "fix", "--root", "--as-of"), shlex.join(paths))).rstrip()
        click.echo(say(_WRITTEN) if is_written else say(_NOT_WRITTEN, command=again))
    else:
        click.echo(say(_NOTHING))
    if errors:
        command = render_next(ctx, "check", "--root", "--as-of")
        click.echo(say(_LEFT, count=str(len(errors)), command=command))
    raise click.exceptions.Exit(FINDINGS if errors or (mending.fixes and not is_written) else CLEAN)


def _mend(root: Path, named: frozenset[str] | None, as_of: datetime.date, jobs: int | None) -> "Mending":
    from generator.check.checker import Checker  # noqa: PLC0415  start-up stays light
    from generator.check.mending import Mender  # noqa: PLC0415
    from generator.home import find_part  # noqa: PLC0415
    from generator.parallel import default_jobs  # noqa: PLC0415
    from generator.read.files import list_record_files, read_bytes  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    schemas = SchemaSet(find_part(root, "schema"))
    line = ProgressLine(say(CHECKING))

    def check(instead: dict[str, bytes]) -> "Checked":
        checker = Checker(root, schemas, as_of, ui_language(), instead)
        return checker.check_register(jobs or default_jobs(), line.advance)

    mender = Mender(check, lambda file: read_bytes(root, file), list_record_files(root), schemas)
    try:
        return mender.mend(lambda file: named is None or file in named)
    finally:
        line.close()


def _render(mending: "Mending") -> Iterator[str]:
    """Announce each fix of a file, then show the file's change as a whole."""
    fixes: dict[str, list[Fix]] = defaultdict(list)
    for fix in mending.fixes:
        fixes[fix.finding.file].append(fix)
    for file in sorted(mending.data):
        for fix in fixes[file]:
            yield from _announce(fix)
        yield "\n"
        shown = render_difference(file, mending.before[file], mending.data[file])
        yield from (f"{line}\n" for line in shown)
        yield "\n"


def _announce(fix: "Fix") -> Iterator[str]:
    finding = fix.finding
    place = render_printable(f"{finding.file}:{finding.line}:{finding.column}")
    yield f"{place}: {finding.rule}: {render_printable(finding.message)}\n"
    if fix.old and not fix.old.isprintable() and not fix.new and len(fix.edits) == 1:
        yield f"  = {say(_REMOVED, code=f'U+{ord(fix.old[0]):04X}')}\n"
    elif fix.old.strip() and fix.new.strip() and fix.old.isprintable():
        yield f"  = {fix.old} → {render_printable(fix.new)}\n"


def _is_agreed() -> bool:
    """Ask where somebody can answer."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    answer = click.prompt(say(_ASK), default="", show_default=False)
    return str(answer).strip().lower() in _YES
