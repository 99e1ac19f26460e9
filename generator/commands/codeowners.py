"""``registri codeowners``: write who reviews which records, from the register and ``owners.yaml``."""

from pathlib import Path

import click

from generator.__main__ import FINDINGS
from generator.commands.invocation import render_next
from generator.commands.options import OPTIONS, root_option
from generator.speech import say, ui_language
from generator.text import Text

_CHECK_HELP = Text("Hanya katakan apakah berkasnya masih sesuai; tidak ada yang ditulis.",
                   "Only say whether the file is still right; write nothing.")  # fmt: skip
_FRESH = Text("{file} sudah sesuai.", "{file} is as it should be.")
_STALE = Text("{file} tidak lagi sesuai dengan register.\nLangkah berikutnya: {command}",
              "{file} no longer fits the register.\nNext: {command}")  # fmt: skip
_WRITTEN = Text("Ditulis: {file}", "Written: {file}")
_ERRORS = Text(
    "Belum dapat ditulis: ada {count} yang salah pada catatan. Betulkan dahulu: {command}",
    "It can't be written yet: the records hold errors ({count}). Mend them first: {command}",
)


@click.command("codeowners", options_metavar=say(OPTIONS))
@root_option
@click.option("--check", "is_check", is_flag=True, help=say(_CHECK_HELP))
@click.pass_context
def command(ctx: click.Context, root: Path, *, is_check: bool) -> None:
    """Write CODEOWNERS at the top of the register."""
    from generator.check.checker import Checker  # noqa: PLC0415  start-up stays light
    from generator.clock import today  # noqa: PLC0415
    from generator.home import find_part  # noqa: PLC0415
    from generator.owners import OWNERS, TARGET, read_owners, render_owners  # noqa: PLC0415
    from generator.parallel import default_jobs  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415
    from generator.write.files import replace_bytes  # noqa: PLC0415

    schemas = SchemaSet(find_part(root, "schema"))
    checked = Checker(root, schemas, today(), ui_language(), only_errors=True).check_register(default_jobs())
    if checked.errors:
        way = render_next(ctx, "check", "--root")
        click.echo(say(_ERRORS, count=str(len(checked.errors)), command=way), err=True)
        raise click.exceptions.Exit(FINDINGS)
    stated = root / OWNERS
    wanted = render_owners(
        read_owners(stated.read_bytes() if stated.exists() else b""), checked.records
    ).encode()
    target = root / TARGET
    is_fresh = target.is_file() and target.read_bytes() == wanted
    if is_fresh:
        click.echo(say(_FRESH, file=TARGET))
    elif is_check:
        click.echo(say(_STALE, file=TARGET, command=render_next(ctx, "codeowners", "--root")))
        raise click.exceptions.Exit(FINDINGS)
    else:
        target.touch()
        replace_bytes(target, wanted)
        click.echo(say(_WRITTEN, file=TARGET))
