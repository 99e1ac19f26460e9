"""``registri import``: read tables into records; a dry run without ``--write``; templates too."""

import datetime
import shlex
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.__main__ import CLEAN, FINDINGS
from generator.commands.invocation import read_program, render_next
from generator.commands.options import OPTIONS, as_of_option, jobs_option, read_place, root_option
from generator.commands.outputs import write_output
from generator.commands.progress import CHECKING, ProgressLine
from generator.commands.tablekinds import name_file, read_kind
from generator.commands.writing import write_records
from generator.reasons import read_reason
from generator.refusal import RefusalError
from generator.speech import say, ui_language
from generator.text import Text

if TYPE_CHECKING:
    from generator.check.checker import Checked
    from generator.sheets.grid import Grid
    from generator.sheets.plan import Plan, Planner

_FILES = Text("[BERKAS] …", "[FILE] …")
_FILE = Text("BERKAS", "FILE")
_KIND = Text("JENIS", "KIND")
_URL = Text("ALAMAT", "URL")
_TEMPLATE_HELP = Text(
    "Tulis templat .xlsx untuk satu jenis: ksdd, ksdpk, ksdpl, ksdll, sinergi, mitra, perangkat-daerah, "
    "urusan, pemetaan, evaluasi, atau angka-resmi.",
    "Write an .xlsx template for one kind: ksdd, ksdpk, ksdpl, ksdll, sinergi, partners, departments, "
    "affairs, mapping, evaluations or official-totals.",
)
_OUTPUT_HELP = Text("Berkas tujuan templat (bawaan: templat-JENIS.xlsx).",
                    "File to write the template to (default: templat-JENIS.xlsx).")  # fmt: skip
_FULL_HELP = Text("Templat dengan lembar untuk semua rincian: pihak, tahapan, evaluasi, dan lain-lain.",
                  "A template with sheets for all details: parties, stages and so on.")  # fmt: skip
_TYPE_HELP = Text("Jenis catatan pada lembar yang namanya tidak menyebutkannya.",
                  "The kind of records in sheets whose name does not tell it.")  # fmt: skip
_SOURCE_HELP = Text("Alamat sumber untuk baris baru yang belum menyebut sumbernya.",
                    "Address of the source for new rows that name none.")  # fmt: skip
_WRITE_HELP = Text("Tulis hasilnya, bila tidak ada yang salah.", "Write the result, if nothing is wrong.")
_GOOD_HELP = Text("Bersama --write: tulis baris yang benar saja.",
                  "With --write: write the rows that are right, and only those.")  # fmt: skip
_PARTNERS_HELP = Text("Tambahkan mitra yang belum tercatat (memerlukan kolom “Kategori mitra”).",
                      "Add partners not yet recorded (needs a column “Kategori mitra”).")  # fmt: skip
_FORMAT_HELP = Text("Bentuk laporan (bawaan: text).", "Form of the report (default: text).")
_ROWS = Text("Baris dibaca", "Rows read")
_NO_FILE = Text(
    "Sebutkan berkas yang akan dibaca, misalnya: {program} import kerja-sama.xlsx\n"
    "Untuk mendapat templatnya: {program} import --template ksdd",
    "Name the file to read, such as: {program} import kerja-sama.xlsx\n"
    "To get a template: {program} import --template ksdd",
)
_BOTH = Text("Pilih salah satu: --template, atau berkas yang akan dibaca.",
             "Choose one: --template, or files to read.")  # fmt: skip
_GOOD_ALONE = Text("--only-good hanya berguna bersama --write.", "--only-good is of use with --write alone.")
_NOT_FOUND = Text('"{path}" tidak dapat dibaca: {reason}.', '"{path}" can\'t be read: {reason}.')
_NO_FILE_THERE = Text('"{path}" bukan berkas biasa.', '"{path}" is no regular file.')
_NOTHING = Text(
    "Tidak ada lembar yang dapat dibaca. Bandingkan dengan templatnya: {program} import --template ksdd",
    "No sheet could be read. Compare with the template: {program} import --template ksdd",
)
_MADE = Text(
    "Templat ditulis: {path}\nIsi lembar “{name}”, lalu periksa: {command} {argument}",
    "Template written: {path}\nFill in the sheet “{name}”, then check it: {command} {argument}",
)
_DRY = Text(
    "Belum ada yang ditulis. Untuk menulisnya: {command}", "Nothing has been written. To write it: {command}"
)
_DRY_BAD = Text(
    "Belum ada yang ditulis. Betulkan selnya lalu jalankan lagi, atau tulis yang benar saja: {command}",
    "Nothing has been written. Mend the cells and run again, or write what is right: {command}",
)
_REFUSED = Text(
    "Tidak ada yang ditulis, karena ada yang harus dibetulkan. Untuk menulis yang benar saja: {command}",
    "Nothing was written, for there is something to mend. To write what is right: {command}",
)
_SAME = Text(
    "Semua sudah tercatat; tidak ada yang perlu ditulis.",
    "All of it is recorded already; there is nothing to write.",
)
_NO_ROWS = Text("Tidak ada baris yang berisi.", "No row holds anything.")
_NONE_GOOD = Text("Belum ada baris yang dapat ditulis. Betulkan selnya, lalu jalankan lagi.",
                  "No row is fit to be written yet. Mend the cells and run again.")  # fmt: skip
_WRITTEN = Text(
    "Ditulis: {count} berkas.\nLangkah berikutnya: {command}", "Written: {count} files.\nNext: {command}"
)


@click.command("import", options_metavar=say(OPTIONS))
@click.argument("files", nargs=-1, metavar=say(_FILES))
@root_option
@as_of_option
@jobs_option
@click.option("--template", metavar=say(_KIND), help=say(_TEMPLATE_HELP))
@click.option("--output", metavar=say(_FILE), help=say(_OUTPUT_HELP))
@click.option("--full", is_flag=True, help=say(_FULL_HELP))
@click.option("--type", "kind", metavar=say(_KIND), help=say(_TYPE_HELP))
@click.option("--source", metavar=say(_URL), help=say(_SOURCE_HELP))
@click.option("--with-partners", is_flag=True, help=say(_PARTNERS_HELP))
@click.option("--write", is_flag=True, help=say(_WRITE_HELP))
@click.option("--only-good", is_flag=True, help=say(_GOOD_HELP))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say(_FORMAT_HELP))
@click.pass_context
def command(  # noqa: PLR0917  one a parameter of the command line
    ctx: click.Context,
    files: tuple[str, ...],
    root: Path,
    as_of: datetime.date,
    jobs: int | None,
    template: str | None,
    output: str | None,
    full: bool,  # noqa: FBT001  click hands it over by name
    kind: str | None,
    source: str | None,
    with_partners: bool,  # noqa: FBT001
    write: bool,  # noqa: FBT001
    only_good: bool,  # noqa: FBT001
    form: str,
) -> None:
    """Read tables into records, or write a template."""
    if template is not None:
        if files:
            raise click.UsageError(say(_BOTH))
        _write_template(ctx, root, read_kind(template), output, as_of, is_full=full)
        return
    if not files:
        raise click.UsageError(say(_NO_FILE, program=read_program()))
    if only_good and not write:
        raise click.UsageError(say(_GOOD_ALONE))
    task = _Import(root, as_of, jobs, only_good=only_good)
    task.plan(files, read_kind(kind) if kind else None, source, with_partners=with_partners)
    raise click.exceptions.Exit(task.finish(ctx, files, is_wanted=write, form=form))


class _Import:
    """One run of the import."""

    def __init__(self, root: Path, as_of: datetime.date, jobs: int | None, *, only_good: bool) -> None:
        from generator.home import find_part  # noqa: PLC0415  start-up stays light
        from generator.schemas import SchemaSet  # noqa: PLC0415

        self._root, self._as_of, self._jobs, self._only_good = root, as_of, jobs, only_good
        self._schemas: SchemaSet = SchemaSet(find_part(root, "schema"))
        self._read: dict[str, bytes] = {}
        self._planner: Planner
        self._plan: Plan

    def plan(
        self, paths: tuple[str, ...], kind: str | None, source: str | None, *, with_partners: bool
    ) -> None:
        """Read the files, plan what they say and let the register's check judge it."""
        from generator.sheets.judging import judge  # noqa: PLC0415
        from generator.sheets.plan import Planner  # noqa: PLC0415
        from generator.sheets.workbook import read_tables  # noqa: PLC0415
        from generator.write.modeline import begin_record  # noqa: PLC0415

        grids = [grid for path in paths for grid in _read_file(path)]
        tables, remarks = read_tables(grids, self._schemas, kind)
        if not tables and not any(one.weight == "error" for one in remarks):
            raise RefusalError(_NOTHING, program=read_program())
        before = self._check({})
        begin = partial(begin_record, self._root)
        self._planner = Planner(before.records, self._read_record, self._schemas, begin)
        line = ProgressLine(say(_ROWS), sum(len(table.rows) for table in tables))
        try:
            self._plan = self._planner.plan(
                tables, source=source, with_partners=with_partners, progress=line.advance
            )
        finally:
            line.close()
        self._plan.remarks += remarks
        if self._plan.data():
            judge(self._plan, before, self._check, self._schemas, only_good=self._only_good)

    def _read_record(self, file: str) -> bytes:
        from generator.read.files import read_bytes  # noqa: PLC0415

        return self._read.setdefault(file, read_bytes(self._root, file))

    def _check(self, instead: Mapping[str, bytes]) -> "Checked":
        from generator.check.checker import Checker  # noqa: PLC0415
        from generator.parallel import default_jobs  # noqa: PLC0415

        line = ProgressLine(say(CHECKING))
        try:
            checker = Checker(self._root, self._schemas, self._as_of, ui_language(), dict(instead))
            return checker.check_register(self._jobs or default_jobs(), line.advance)
        finally:
            line.close()

    def finish(self, ctx: click.Context, paths: tuple[str, ...], *, is_wanted: bool, form: str) -> int:
        """Report, write where that is wanted and nothing stands against it; give the exit code."""
        from generator.sheets.report import Report  # noqa: PLC0415

        report = Report(self._plan, self._planner.references, self._schemas, ui_language())
        data = self._plan.data()
        is_written = is_wanted and bool(data) and (self._only_good or not report.errors)
        if is_written:
            before = {file: self._read.get(file) for file in data}
            write_records(self._root, data, before)
        if form == "json":
            click.echo(report.render_json(is_written=is_written))
        else:
            click.echo(report.render_text(), nl=False)
            click.echo(
                self._close(
                    ctx, paths, len(data), is_written=is_written, is_wanted=is_wanted, bad=bool(report.errors)
                )
            )
        return FINDINGS if report.errors else CLEAN

    def _close(
        self,
        ctx: click.Context,
        paths: tuple[str, ...],
        count: int,
        *,
        is_written: bool,
        is_wanted: bool,
        bad: bool,
    ) -> str:
        if is_written:
            return say(_WRITTEN, count=str(count), command=render_next(ctx, "check", "--root", "--as-of"))
        if not count:
            return say(_NONE_GOOD if bad else _SAME if self._plan.steps else _NO_ROWS)
        given = {name: ctx.params.get(name) for name in ("kind", "source", "with_partners")}
        options = [
            *(["--type", given["kind"]] if given["kind"] else []),
            *(["--source", given["source"]] if given["source"] else []),
            *(["--with-partners"] if given["with_partners"] else []),
            "--write",
            *(["--only-good"] if bad else []),
        ]
        again = " ".join((render_next(ctx, "import", "--root", "--as-of"), shlex.join((*paths, *options))))
        return say(_REFUSED if bad and is_wanted else _DRY_BAD if bad else _DRY, command=again)


def _read_file(path: str) -> "list[Grid]":
    from generator.sheets.files import MAX_BYTES, read_grids  # noqa: PLC0415

    place = read_place(path)
    if place.is_fifo():
        # Opening it might wait for ever.
        raise RefusalError(_NO_FILE_THERE, path=path)
    try:
        with place.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise RefusalError(_NOT_FOUND, path=path, reason=read_reason(error)) from None
    return read_grids(data, path)


def _write_template(
    ctx: click.Context, root: Path, kind: str, output: str | None, as_of: datetime.date, *, is_full: bool
) -> None:
    from generator.commands.tablekinds import read_register  # noqa: PLC0415
    from generator.sheets.book import write_book  # noqa: PLC0415
    from generator.sheets.layout import EVALUATION, KINDS, list_layouts  # noqa: PLC0415

    references, schemas, _ = read_register(root, as_of)
    layouts = list_layouts(schemas, kind)
    shown = layouts if is_full or kind in (EVALUATION, "official-total") else layouts[:1]
    name = output or f"templat-{name_file(kind)}.xlsx"
    data = write_book(shown, {}, references, ui_language(), with_example=True)
    path = write_output(name, data)
    title = KINDS[kind].render(ui_language())
    again = render_next(ctx, "import", "--root")
    click.echo(say(_MADE, path=str(path), name=title, command=again, argument=shlex.quote(name)))
