"""``registri draft``: turn the text of an issue into the draft of a record, and the answer to it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.__main__ import CLEAN, FINDINGS
from generator.commands.invocation import render_next
from generator.commands.options import OPTIONS, read_place, root_option
from generator.commands.writing import write_records
from generator.refusal import RefusalError
from generator.speech import say, ui_language
from generator.text import Text

if TYPE_CHECKING:
    from generator.entry.issues import Proposal
    from generator.records import Record
    from generator.schemas import SchemaSet

_FILE = Text("[BERKAS]", "[FILE]")
_KIND = Text("JENIS", "KIND")
_KIND_HELP = Text(
    "Catatan yang dimaksud bila isian tidak dari formulir: ksdd, ksdpk, ksdpl, ksdll, sinergi, partner, "
    "department, mapping-entry.",
    "The record that is meant where the text comes from no form: ksdd, ksdpk, ksdpl, ksdll, sinergi, "
    "partner, department, mapping-entry.",
)
_WRITE_HELP = Text("Tulis catatan baru ke dalam register.", "Write a new record into the register.")
_NO_KIND = Text('Tidak ada jenis catatan "{kind}".', 'There is no kind of record "{kind}".')
_NOT_TEXT = Text('"{file}" bukan berkas teks UTF-8.', '"{file}" is no text file in UTF-8.')
_UNUSABLE = Text("Belum dapat ditulis: masih ada yang perlu diperbaiki di atas.",
                 "It can't be written yet: there is still something to mend above.")  # fmt: skip
_ONLY_NEW = Text(
    "Hanya catatan baru yang ditulis; ubah catatan yang ada sendiri menurut selisih di atas.",
    "Only new records are written; change the existing one by the difference above yourself.",
)
_TAKEN = Text('"{file}" sudah ada.', '"{file}" exists already.')
_WRITTEN = Text("Ditulis: {file}\nLangkah berikutnya: {command}", "Written: {file}\nNext: {command}")
_MOST_BYTES = 500_000


@click.command("draft", options_metavar=say(OPTIONS))
@click.argument("file", metavar=say(_FILE), default="-")
@root_option
@click.option("--kind", metavar=say(_KIND), help=say(_KIND_HELP))
@click.option("--write", is_flag=True, help=say(_WRITE_HELP))
@click.pass_context
def command(ctx: click.Context, file: str, root: Path, kind: str | None, *, write: bool) -> None:
    """Read an issue's text from a file, or from standard input, and answer it."""
    from generator.entry.issues import read_issue  # noqa: PLC0415  start-up stays light
    from generator.entry.reply import render_reply  # noqa: PLC0415

    text = _read_text(file)
    records, schemas = _read_records(root)
    try:
        proposal = read_issue(text, records, schemas, kind)
    except KeyError:
        raise click.UsageError(say(_NO_KIND, kind=kind or ""), ctx) from None
    # What a code host reads is UTF-8 whatever the terminal speaks.
    click.echo(render_reply(proposal).encode(), nl=False)
    if write:
        _write(ctx, root, proposal)
    is_fine = proposal.is_usable or proposal.outcome == "report"
    raise click.exceptions.Exit(CLEAN if is_fine else FINDINGS)


def _read_text(file: str) -> str:
    import sys  # noqa: PLC0415

    data = (sys.stdin.buffer if file == "-" else read_place(file).open("rb")).read(_MOST_BYTES)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusalError(_NOT_TEXT, file=file) from None


def _read_records(root: Path) -> "tuple[tuple[Record, ...], SchemaSet]":
    """Give the records that are without fault: names are looked up among them."""
    from generator.check.checker import Checker  # noqa: PLC0415
    from generator.clock import today  # noqa: PLC0415
    from generator.home import find_part  # noqa: PLC0415
    from generator.parallel import default_jobs  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    schemas = SchemaSet(find_part(root, "schema"))
    checker = Checker(root, schemas, today(), ui_language(), only_errors=True)
    return checker.check_register(default_jobs()).records, schemas


def _write(ctx: click.Context, root: Path, proposal: "Proposal") -> None:
    """Write a new record, unless something is wrong with it or its file is there."""
    import os  # noqa: PLC0415  start-up stays light

    from generator.write.modeline import begin_record  # noqa: PLC0415

    if proposal.outcome == "change":
        raise click.UsageError(say(_ONLY_NEW), ctx)
    if not proposal.is_usable or not proposal.file:
        click.echo(say(_UNUSABLE), err=True)
        raise click.exceptions.Exit(FINDINGS)
    if os.path.lexists(root / proposal.file):
        raise RefusalError(_TAKEN, file=proposal.file)
    write_records(root, {proposal.file: begin_record(root, proposal.file, proposal.after)}, {})
    click.echo(say(_WRITTEN, file=proposal.file, command=render_next(ctx, "check", "--root")), err=True)
