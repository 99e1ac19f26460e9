"""``registri export``: the register's records as tables that ``registri import`` reads back."""

import datetime
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from generator.commands.invocation import read_program, render_next
from generator.commands.options import OPTIONS, as_of_option, root_option
from generator.commands.outputs import write_output
from generator.commands.tablekinds import name_file, read_kind, read_register
from generator.speech import say, ui_language
from generator.text import Text

if TYPE_CHECKING:
    from generator.sheets.layout import SheetLayout

_KIND = Text("JENIS", "KIND")
_FILE = Text("BERKAS", "FILE")
_OUTPUT_HELP = Text("Berkas tujuan, .xlsx atau .csv (bawaan: JENIS.xlsx).",
                    "File to write, .xlsx or .csv (default: KIND.xlsx).")  # fmt: skip
_NO_KIND = Text(
    "Sebutkan jenisnya, misalnya: {program} export ksdd", "Name the kind, such as: {program} export ksdd"
)
_ENDING = Text(
    "Tulis nama berkas yang diakhiri .xlsx atau .csv.", "Write a file name that ends in .xlsx or .csv."
)
_WRITTEN = Text(
    "{count} catatan ditulis: {paths}\nSetelah diubah, periksa dengan: {command} {arguments}",
    "{count} records written: {paths}\nOnce changed, check with: {command} {arguments}",
)


@click.command("export", options_metavar=say(OPTIONS))
@click.argument("kind", required=False, metavar=say(_KIND))
@root_option
@as_of_option
@click.option("--output", metavar=say(_FILE), help=say(_OUTPUT_HELP))
@click.pass_context
def command(
    ctx: click.Context, kind: str | None, root: Path, as_of: datetime.date, output: str | None
) -> None:
    """Write the records of one kind as a table."""
    from generator.sheets.exporting import select_records, write_all  # noqa: PLC0415  start-up stays light
    from generator.sheets.layout import list_layouts  # noqa: PLC0415

    if kind is None:
        raise click.UsageError(say(_NO_KIND, program=read_program()))
    wanted = read_kind(kind)
    name = output or f"{name_file(wanted)}.xlsx"
    ending = PurePath(name).suffix.lower()
    if ending not in (".xlsx", ".csv"):
        raise click.UsageError(say(_ENDING))
    references, schemas, records = read_register(root, as_of)
    chosen = select_records(records, wanted)
    rows = write_all(wanted, chosen, references, schemas)
    layouts = [one for one in list_layouts(schemas, wanted) if not one.group or rows[one.group]]
    if ending == ".csv":
        names = _write_csv(name, layouts, rows)
    else:
        from generator.sheets.book import write_book  # noqa: PLC0415

        names = [name]
        write_output(name, write_book(layouts, rows, references, ui_language()))
    again = render_next(ctx, "import", "--root")
    params = {"paths": ", ".join(names), "command": again, "arguments": shlex.join(names)}
    click.echo(say(_WRITTEN, count=str(len(chosen)), **params))


def _write_csv(
    name: str, layouts: "Sequence[SheetLayout]", rows: Mapping[str, Sequence[Mapping[str, str]]]
) -> list[str]:
    """Write a file for each sheet: the main one under the name itself, the others beside it."""
    from generator.entry.ids import slug  # noqa: PLC0415
    from generator.sheets.exporting import render_separated  # noqa: PLC0415

    path = PurePath(name)
    names = []
    for layout in layouts:
        inner = slug(layout.name.render(ui_language())) if layout.group else ""
        target = str(path.with_name(f"{path.stem}-{inner}{path.suffix}")) if inner else name
        write_output(target, render_separated(layout, rows[layout.group], ui_language()))
        names.append(target)
    return names
