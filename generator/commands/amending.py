"""What the commands that change records share: the register, the record meant, the question, the writing.

Nothing is written before the change has been shown, checked with the whole register, and agreed to.
"""

import datetime
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.__main__ import CLEAN, FINDINGS
from generator.check.finding import SEVERITY_NAMES
from generator.check.reporters.cells import render_printable
from generator.commands.difference import render_difference
from generator.commands.invocation import NEXT, render_next
from generator.commands.progress import CHECKING, ProgressLine
from generator.commands.writing import write_records
from generator.refusal import RefusalError
from generator.speech import say, ui_language
from generator.text import Text

if TYPE_CHECKING:
    from generator.amend.insertion import Change
    from generator.check.checker import Checked
    from generator.entry.names import References
    from generator.entry.problem import EntryProblem
    from generator.interview.terminal import Interview
    from generator.records import Record
    from generator.schemas import SchemaSet

WORDS = Text("TEKS", "TEXT")
AGREEMENT = Text("PERJANJIAN", "AGREEMENT")
ANYWAY_HELP = Text("Tulis walaupun ada peringatan baru.", "Write it in spite of new warnings.")
_NO_AGREEMENT = Text('Tidak ada perjanjian "{text}".', 'There is no agreement "{text}".')
_SHARED = Text('"{text}" dapat berarti beberapa perjanjian.', '"{text}" may mean several agreements.')
_NEAR = Text(" Mungkin maksudnya:\n{lines}", " Perhaps this is meant:\n{lines}")
_NO_NEAR = Text(
    " Tulis pengenalnya (nama berkasnya tanpa .yaml), judulnya, atau nomornya.",
    " Write its id (the file's name without .yaml), its title or its number.",
)
_FAULTY = Text(
    'Catatan "{file}" masih salah, jadi belum dapat diubah dari sini. Betulkan dahulu: {command}',
    'The record "{file}" holds errors and can\'t be changed from here yet. Mend it first: {command}',
)
_MISSING = Text("Masih kurang: {options}.", "Still missing: {options}.")
_UNTIDY = Text(
    'Pada "{file}" tidak ada tempat yang pasti untuk perubahan ini. Tata dahulu berkasnya: {command}',
    'In "{file}" there is no sure place for this change. Put the file in order first: {command}',
)
_BROUGHT = Text("Perubahan ini membawa temuan:", "This change brings findings:")
_REFUSED = Text("Tidak ditulis: perubahan ini membuat catatannya salah.",
                "Not written: this change would make the record wrong.")  # fmt: skip
_WARNED = Text("Tidak ditulis karena peringatan di atas. Bila memang benar, tambahkan --anyway.",
               "Not written because of the warnings above. Where it is right, add --anyway.")  # fmt: skip
_ASK = Text("Tulis perubahan ini?", "Write this change?")
_NOT_WRITTEN = Text("Belum ada yang ditulis. Untuk menulisnya, jalankan lagi dengan --write.",
                    "Nothing has been written. To write it, run this again with --write.")  # fmt: skip
_WRITTEN = Text("Sudah ditulis: {files}", "Written: {files}")
_BAD_ID = Text('"{id}" tidak dapat menjadi pengenal. Pakai huruf kecil, angka, dan tanda hubung.',
               '"{id}" can\'t be an id. Use small letters, digits and hyphens.')  # fmt: skip
_TAKEN_ID = Text('Pengenal "{id}" sudah dipakai.', 'The id "{id}" is taken.')


@dataclass(frozen=True, slots=True)
class Desk:
    """A register that somebody is about to change: checked as it stands, its records known by name."""

    ctx: click.Context
    root: Path
    schemas: "SchemaSet"
    as_of: datetime.date
    checked: "Checked"
    references: "References"

    def check(self, instead: dict[str, bytes]) -> "Checked":
        """Check the register with other bytes for some files."""
        return _check(self.root, self.schemas, self.as_of, instead)


def open_desk(ctx: click.Context, root: Path, as_of: datetime.date) -> Desk:
    """Check a register that is to be changed."""
    from generator.entry.names import References  # noqa: PLC0415  start-up stays light
    from generator.home import find_part  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    schemas = SchemaSet(find_part(root, "schema"))
    checked = _check(root, schemas, as_of, {})
    return Desk(ctx, root, schemas, as_of, checked, References(checked.records))


def _check(
    root: Path, schemas: "SchemaSet", as_of: datetime.date, instead: dict[str, bytes]
) -> "Checked":  # fmt: skip
    from generator.check.checker import Checker  # noqa: PLC0415  start-up stays light
    from generator.parallel import default_jobs  # noqa: PLC0415

    line = ProgressLine(say(CHECKING))
    try:
        checker = Checker(root, schemas, as_of, ui_language(), instead)
        return checker.check_register(default_jobs(), line.advance)
    finally:
        line.close()


def find_agreement(desk: Desk, text: str) -> "Record":
    """Give the agreement that an id, a title or a number means, with its record free of errors."""
    from generator.interview.terminal import find_by_part  # noqa: PLC0415  start-up stays light
    from generator.read.files import list_record_files  # noqa: PLC0415
    from generator.records import parse_place  # noqa: PLC0415

    index = desk.references.of("agreement")
    found = index.find(text)
    if found.id:
        return next(one for one in desk.references.records("agreement") if one.id == found.id)
    for file in list_record_files(desk.root):
        place = parse_place(file)
        if place and place.kind == "agreement" and place.id == text:
            way = f"{render_next(desk.ctx, 'check', '--root', '--as-of')} {file}"
            raise RefusalError(_FAULTY, file=file, command=way)
    near = found.near if found.is_shared else (find_by_part(index, text) or found.near)
    lines = "\n".join(f"  {one.id}  {one.name}" for one in near)
    wrong = say(_SHARED if found.is_shared else _NO_AGREEMENT, text=text)
    raise click.UsageError(wrong + (say(_NEAR, lines=lines) if near else say(_NO_NEAR)), desk.ctx)


def open_interview() -> "Interview | None":
    """Give the person to ask; None where nobody can answer."""
    from generator.interview.terminal import Interview  # noqa: PLC0415  start-up stays light

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None

    def read(prompt: str) -> str:
        return str(click.prompt(prompt, default="", show_default=False, prompt_suffix=""))

    return Interview(ui_language(), read, click.echo)


def refuse_missing(ctx: click.Context, options: Sequence[str]) -> None:
    """Name the options without which nothing can be done where nobody can be asked."""
    if options:
        raise click.UsageError(say(_MISSING, options=", ".join(options)), ctx)


def refuse_problems(ctx: click.Context, problems: "Sequence[EntryProblem]", names: Mapping[str, str]) -> None:
    """Say what could not be read of the options, each by its name."""
    language = ui_language()
    wrong = [one for one in problems if one.weight == "error"]
    if wrong:
        lines = [
            f"{names.get(one.field, one.field)}: {one.wrong.render(language)} {one.instead.render(language)}"
            for one in wrong
        ]
        raise click.UsageError("\n".join(lines), ctx)


def refuse_id(desk: Desk, record_id: str, file: str) -> None:
    """Refuse an id that can't name a new record: of other signs, or of a record that is there or was."""
    from generator.entry.ids import slug  # noqa: PLC0415  start-up stays light
    from generator.records import parse_place  # noqa: PLC0415

    place = parse_place(file)
    if place is None or record_id != slug(record_id, len(record_id)):
        raise click.UsageError(say(_BAD_ID, id=record_id), desk.ctx)
    if record_id in desk.references.taken_ids(place.kind) or os.path.lexists(desk.root / file):
        raise click.UsageError(say(_TAKEN_ID, id=record_id), desk.ctx)


def amend(desk: Desk, record: "Record", changes: "Sequence[Change]") -> bytes:
    """Give a record's bytes with some changes.

    Raises RefusalError where its text has no sure place for them.
    """
    from generator.amend.insertion import UnplaceableError, amend_record  # noqa: PLC0415
    from generator.read.files import read_bytes  # noqa: PLC0415

    schema = desk.schemas.get(record.place.schema)
    try:
        return amend_record(read_bytes(desk.root, record.file), schema, changes)
    except UnplaceableError:
        way = f"{render_next(desk.ctx, 'fmt', '--root')} {record.file}"
        raise RefusalError(_UNTIDY, file=record.file, command=way) from None


def render_new(desk: Desk, file: str, value: Any) -> bytes:  # noqa: ANN401  a record's value
    """Give the canonical bytes of a new record, with the line that shows editors its schema."""
    from generator.canonical import render_record  # noqa: PLC0415  start-up stays light
    from generator.records import parse_place  # noqa: PLC0415
    from generator.write.modeline import begin_record  # noqa: PLC0415
    from generator.write.order import sort_mapping  # noqa: PLC0415

    place = parse_place(file)
    if place is None:
        raise ValueError(file)
    return begin_record(desk.root, file, render_record(sort_mapping(value, desk.schemas.get(place.schema))))


def conclude(desk: Desk, data: Mapping[str, bytes], *, write: bool, anyway: bool, ask: bool) -> None:
    """Show a change, check it with the whole register, ask, write it, and leave with the exit code.

    ``data`` is the new bytes by file; a file that is not there is made, one that is there is changed.
    """
    from generator.read.files import list_record_files, read_bytes  # noqa: PLC0415  start-up stays light

    present = frozenset(list_record_files(desk.root))
    before = {file: read_bytes(desk.root, file) if file in present else None for file in data}
    for file, after in sorted(data.items()):
        click.echo("")
        for line in render_difference(file, before[file], after):
            click.echo(line)
    click.echo("")
    _refuse_findings(desk, data, anyway=anyway)
    if not (write or (ask and _is_agreed())):
        click.echo(say(_NOT_WRITTEN))
        raise click.exceptions.Exit(FINDINGS)
    write_records(desk.root, data, before)
    click.echo(say(_WRITTEN, files=", ".join(sorted(data))))
    way = f"{render_next(desk.ctx, 'check', '--root')} {' '.join(sorted(data))}"
    click.echo(say(NEXT, command=way))
    raise click.exceptions.Exit(CLEAN)


def _refuse_findings(desk: Desk, data: Mapping[str, bytes], *, anyway: bool) -> None:
    """Report what a change brings; leave where that forbids it."""
    from generator.amend.trial import find_brought  # noqa: PLC0415  start-up stays light

    brought = find_brought(desk.checked.findings, desk.check(dict(data)).findings)
    if not brought:
        return
    click.echo(say(_BROUGHT))
    for one in brought:
        name = say(SEVERITY_NAMES[one.severity])
        click.echo(render_printable(f"  {one.file}:{one.line}: {name} {one.rule}: {one.message}"))
        click.echo(render_printable(f"    = {one.help}"))
    click.echo("")
    if any(one.severity == "error" for one in brought):
        click.echo(say(_REFUSED))
        raise click.exceptions.Exit(FINDINGS)
    if any(one.severity == "warning" for one in brought) and not anyway:
        click.echo(say(_WARNED))
        raise click.exceptions.Exit(FINDINGS)


def _is_agreed() -> bool:
    interview = open_interview()
    return interview is not None and interview.confirm(_ASK)
