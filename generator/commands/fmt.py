"""``registri fmt``: put records into their canonical form, and keep what people wrote beside the data."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.__main__ import CLEAN, FINDINGS
from generator.check.reporters.cells import render_printable
from generator.commands.invocation import NEXT, render_next
from generator.commands.options import OPTIONS, root_option
from generator.commands.paths import PATHS, read_named, spell_file
from generator.commands.progress import ProgressLine
from generator.commands.writing import write_records
from generator.records import parse_place
from generator.speech import say, ui_language
from generator.text import Text

if TYPE_CHECKING:
    from generator.schemas import SchemaSet

_CHECK_HELP = Text("Hanya sebutkan berkas yang belum tertata; tidak ada yang ditulis.",
                   "Only name the files out of order; write nothing.")  # fmt: skip
_ARRANGING = Text("Berkas ditata", "Files put in order")
_WRITTEN = Text("ditata", "put in order")
_PENDING = Text("belum tertata", "not in order")
_REFUSED = Text("dilewati", "left alone")
_FAULT = Text("{rule} pada baris {line}: {title}", "{rule} on line {line}: {title}")
_NO_FORM = Text("susunannya tidak dapat ditata tanpa mengubah isinya.",
                "it can't be put in order without changing what it says.")  # fmt: skip
_CLEAN = Text("{files} berkas; semuanya tertata.", "{files} files; all in order.")
_CHANGED = Text("{files} berkas: {changed} ditata, {refused} dilewati.",
                "{files} files: {changed} put in order, {refused} left alone.")  # fmt: skip
_FOUND = Text("{files} berkas: {changed} belum tertata, {refused} dilewati.",
              "{files} files: {changed} not in order, {refused} left alone.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a file: its bytes before and now, or why it was left alone; neither for one in order."""

    file: str
    before: bytes = b""
    data: bytes | None = None
    reason: str = ""


class _Formatter:
    """Formats the records under one root."""

    def __init__(self, root: Path, schemas: "SchemaSet") -> None:
        self._root, self._schemas = root, schemas

    def format_files(self, files: Sequence[str]) -> list[_Outcome]:
        """Give the outcomes of those files that are not in order."""
        outcomes = (self._format_file(file) for file in files)
        return [outcome for outcome in outcomes if outcome.data is not None or outcome.reason]

    def _format_file(self, file: str) -> _Outcome:
        from generator.read.files import read_file  # noqa: PLC0415  start-up stays light
        from generator.write.formatting import UnformattableError, UnreadableError, format_record  # noqa: PLC0415
        from generator.write.modeline import find_modeline  # noqa: PLC0415

        place, data = parse_place(file), read_file(self._root, file)
        if place is None or isinstance(data, str):
            rule = ("KS207" if data == "closed" else "KS206") if isinstance(data, str) else "KS201"
            return _Outcome(file, reason=_word_rule(rule, 1))
        try:
            formatted = format_record(data, self._schemas.get(place.schema), find_modeline(self._root, file))
        except UnreadableError as error:
            return _Outcome(file, reason=_word_rule(error.fault.rule, error.fault.line))
        except UnformattableError:
            return _Outcome(file, reason=say(_NO_FORM))
        return _Outcome(file, data, formatted) if formatted != data else _Outcome(file)


def _word_rule(rule: str, line: int) -> str:
    from generator.check.rules import RULES  # noqa: PLC0415  only a faulty file needs it

    return say(_FAULT, rule=rule, line=str(line), title=RULES[rule].title.render(ui_language()))


@click.command("fmt", options_metavar=say(OPTIONS))
@click.argument("paths", nargs=-1, metavar=say(PATHS))
@root_option
@click.option("--check", "only_check", is_flag=True, help=say(_CHECK_HELP))
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], root: Path, *, only_check: bool) -> None:
    """Put the given files, those of the given folders, or all records into their canonical form."""
    from generator.home import find_part  # noqa: PLC0415  start-up stays light
    from generator.parallel import default_jobs, map_chunks  # noqa: PLC0415
    from generator.read.files import list_record_files  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    named = read_named(paths, root) if paths else None
    files = [file for file in list_record_files(root) if named is None or spell_file(file) in named]
    formatter = _Formatter(root, SchemaSet(find_part(root, "schema")))
    line = ProgressLine(say(_ARRANGING), len(files))
    try:
        parts = map_chunks(formatter.format_files, files, default_jobs(), line.advance)
    finally:
        line.close()
    outcomes = [outcome for part in parts for outcome in part]
    for outcome in outcomes:
        _settle(root, outcome, only_check=only_check)
    changed = sum(outcome.data is not None for outcome in outcomes)
    counts = {"files": len(files), "changed": changed, "refused": len(outcomes) - changed}
    closing = _CLEAN if not outcomes else _FOUND if only_check else _CHANGED
    click.echo(say(closing, **{name: str(count) for name, count in counts.items()}))
    if counts["refused"] or (only_check and changed):
        command = "fmt" if only_check and changed else "check"
        click.echo(say(NEXT, command=render_next(ctx, command, "--root")))
        raise click.exceptions.Exit(FINDINGS)
    raise click.exceptions.Exit(CLEAN)


def _settle(root: Path, outcome: _Outcome, *, only_check: bool) -> None:
    """Write a file's new bytes where they are wanted, and say what became of it."""
    name = render_printable(spell_file(outcome.file))
    if outcome.data is None:
        click.echo(f"{name}: {say(_REFUSED)}: {outcome.reason}")
        return
    if not only_check:
        # Whoever saved it since it was read keeps what was saved.
        write_records(root, {outcome.file: outcome.data}, {outcome.file: outcome.before})
    click.echo(f"{name}: {say(_PENDING if only_check else _WRITTEN)}")
