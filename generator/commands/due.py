"""``registri due``: what ends and what is to be done, by department; also as a calendar or an e-mail."""

import datetime
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.__main__ import FINDINGS
from generator.agenda import WITHIN, Item, list_agenda
from generator.commands.invocation import NEXT, render_next
from generator.commands.options import OPTIONS, WholeNumber, as_of_option, read_place, root_option
from generator.commands.progress import CHECKING, ProgressLine
from generator.records import AGREEMENT_TYPES
from generator.refusal import refuse_system
from generator.speech import say, ui_language
from generator.text import Language, Text

if TYPE_CHECKING:
    from generator.digest.digest import Digest
    from generator.register.register import Register
    from generator.schemas import SchemaSet

_FORMS = ("text", "json", "html", "markdown")
_STANDARD_OUTPUT = "-"
_WITHIN_HELP = Text("Berapa hari ke depan (bawaan: {days}).", "How many days ahead (default: {days}).")
_DEPARTMENT_HELP = Text("Hanya perjanjian perangkat daerah ini.", "Only agreements of this department.")
_TYPE_HELP = Text("Hanya perjanjian berjenis ini.", "Only agreements of this type.")
_FORMAT_HELP = Text("Bentuk keluaran; html siap dikirim sebagai surel.",
                    "Form of the output; html is ready to be sent as e-mail.")  # fmt: skip
_ICS_HELP = Text("Tulis sebagai kalender .ics ke BERKAS, atau ke layar bila tanpa nama.",
                 "Write it as a calendar .ics to FILE, or to the screen where none is named.")  # fmt: skip
_LANGUAGE_HELP = Text("Bahasa keluaran (bawaan: bahasa program).",
                      "Language of the output (default: the program's).")  # fmt: skip
_DEPARTMENT = Text("PENGENAL", "ID")
_FILE = Text("BERKAS", "FILE")
_BOTH = Text("Pilih salah satu: --ics atau --format.", "Choose one of --ics and --format.")
_UNKNOWN = Text(
    'Tidak ada perangkat daerah "{id}".{guess} Pengenalnya adalah nama berkas di records/departments/.',
    'There is no department "{id}".{guess} Its id is the name of a file in records/departments/.',
)
_GUESS = Text(' Mungkin maksudnya "{id}".', ' Perhaps "{id}" is meant.')
_ERRORS = Text(
    "Daftarnya belum dapat dibuat: ada {count} yang salah pada catatan. Betulkan dahulu: {command}",
    "The list can't be made yet: the records hold errors ({count}). Mend them first: {command}",
)
_OTHER = Text('"{file}" sudah ada dan bukan kalender, jadi tidak ditimpa. Pilih nama lain.',
              '"{file}" exists and is no calendar, so it was left alone. Choose another name.')  # fmt: skip
_BEGINNING = b"BEGIN:VCALENDAR"
_WRITTEN = Text("Kalender ditulis: {file} ({count} acara).", "Calendar written: {file} (events: {count}).")


@click.command("due", options_metavar=say(OPTIONS))
@root_option
@as_of_option
@click.option("--within", type=WholeNumber(0, 3660), default=WITHIN, metavar="N",
              help=say(_WITHIN_HELP, days=str(WITHIN)))  # fmt: skip
@click.option("--department", metavar=say(_DEPARTMENT), help=say(_DEPARTMENT_HELP))
@click.option("--type", "kind", type=click.Choice(AGREEMENT_TYPES), help=say(_TYPE_HELP))
@click.option("--format", "form", type=click.Choice(_FORMS), help=say(_FORMAT_HELP))
@click.option("--ics", is_flag=False, flag_value=_STANDARD_OUTPUT, metavar=f"[{say(_FILE)}]",
              help=say(_ICS_HELP))  # fmt: skip
@click.option("--language", type=click.Choice(("id", "en")), help=say(_LANGUAGE_HELP))
@click.pass_context
def command(  # noqa: PLR0917  one a parameter of the command line
    ctx: click.Context,
    root: Path,
    as_of: datetime.date,
    within: int,
    department: str | None,
    kind: str | None,
    form: str | None,
    ics: str | None,
    language: Language | None,
) -> None:
    """List what ends and what is due, grouped by the department in charge."""
    if ics and form:
        raise click.UsageError(say(_BOTH), ctx)
    register, schemas = _read_register(ctx, root, as_of)
    if department is not None and department not in register.departments:
        raise click.UsageError(_word_unknown(department, register), ctx)
    items = [
        item
        for item in list_agenda(register, within)
        if (kind is None or item.agreement.type == kind)
        and (department is None or any(one.id == department for one in item.departments))
    ]
    if ics:
        _write_calendar(root, register, schemas, items, department, kind, ics)
        return
    from generator.digest.digest import Digest  # noqa: PLC0415  start-up stays light
    from generator.locale import Locale  # noqa: PLC0415

    digest = Digest(register, Locale(language or ui_language(), schemas), items, within)
    text = _render(form or "text", digest)
    # What is read by another program is UTF-8 whatever the terminal speaks.
    click.echo(text if form in (None, "text") else text.encode(), nl=False)
    if form in (None, "text"):
        _say_next(ctx, items)


def _say_next(ctx: click.Context, items: list[Item]) -> None:
    """Name what to type about the first item that something can be typed about."""
    for command, duties in (("evaluate", ("evaluation", "closing", "report")), ("extend", ("ending",))):
        found = next((item for item in items if item.duty in duties and not item.extended_by), None)
        if found:
            way = f"{render_next(ctx, command, '--root', '--as-of')} {found.agreement.id}"
            click.echo(f"\n{say(NEXT, command=way)}")
            return


def _read_register(ctx: click.Context, root: Path, as_of: datetime.date) -> "tuple[Register, SchemaSet]":
    """Check the register and link its records; leave with the way on where they hold errors."""
    from generator.check.checker import Checker  # noqa: PLC0415  start-up stays light
    from generator.home import find_part  # noqa: PLC0415
    from generator.parallel import default_jobs  # noqa: PLC0415
    from generator.register.register import build_register  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    schemas = SchemaSet(find_part(root, "schema"))
    line = ProgressLine(say(CHECKING))
    try:
        checker = Checker(root, schemas, as_of, ui_language(), only_errors=True)
        checked = checker.check_register(default_jobs(), line.advance)
    finally:
        line.close()
    if checked.errors:
        way = render_next(ctx, "check", "--root", "--as-of")
        click.echo(say(_ERRORS, count=str(len(checked.errors)), command=way), err=True)
        raise click.exceptions.Exit(FINDINGS)
    return build_register(checked.records, as_of), schemas


def _word_unknown(department: str, register: "Register") -> str:
    from generator.check.closeness import find_id  # noqa: PLC0415  only a mistake comes here

    near = find_id(department, register.departments)
    return say(_UNKNOWN, id=department, guess=say(_GUESS, id=near) if near else "")


def _render(form: str, digest: "Digest") -> str:
    if form == "json":
        from generator.digest.document import render_json  # noqa: PLC0415  one form a run

        return render_json(digest)
    if form == "html":
        from generator.digest.html import render_html  # noqa: PLC0415

        return render_html(digest)
    if form == "markdown":
        from generator.digest.markdown import render_markdown  # noqa: PLC0415

        return render_markdown(digest)
    from generator.digest.plain import render_plain  # noqa: PLC0415

    return render_plain(digest)


def _write_calendar(  # noqa: PLR0917  what a calendar is made of
    root: Path,
    register: "Register",
    schemas: "SchemaSet",
    items: list[Item],
    department: str | None,
    kind: str | None,
    target: str,
) -> None:
    from generator.calendars import Listing  # noqa: PLC0415  start-up stays light
    from generator.exports.calendars import CalendarWriter, name_calendar  # noqa: PLC0415
    from generator.git.history import read_history  # noqa: PLC0415
    from generator.locale import Locale  # noqa: PLC0415
    from generator.write.files import place_bytes, prepare_bytes  # noqa: PLC0415

    history = read_history(root)
    listing = Listing("all", "", ())
    if department or kind:
        listing = Listing("department", department, ()) if department else Listing("type", kind or "", ())
    writer = CalendarWriter(register, Locale("id", schemas), history.last_changes, history.head_day)
    content = writer.render(name_calendar(register, listing), items)
    if target == _STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
        return
    path = read_place(target)
    try:
        is_new = not os.path.lexists(path)
        if not (is_new or (path.is_file() and path.read_bytes()[: len(_BEGINNING)] == _BEGINNING)):
            raise click.UsageError(say(_OTHER, file=target))
        place_bytes(prepare_bytes(path, content), path, is_new=is_new)
    except OSError as error:
        raise refuse_system(OSError(error.errno, error.strerror, target)) from None
    click.echo(say(_WRITTEN, file=target, count=str(len(items))))
