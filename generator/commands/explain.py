"""``registri explain``: what a rule, a field or a record means; nothing is asked of any network."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.__main__ import CLEAN
from generator.commands.invocation import read_program
from generator.commands.options import OPTIONS, as_of_option, optional_root_option, read_here
from generator.speech import say, ui_language
from generator.text import Text

if TYPE_CHECKING:
    from generator.schemas import SchemaSet

_THINGS = Text("[ATURAN|ISIAN|BERKAS] …", "[RULE|FIELD|FILE] …")
_RULES = Text("Aturan:", "Rules:")
_KINDS = Text("Jenis catatan:", "Kinds of records:")
_ASK = Text("Penjelasan satu aturan, isian, atau berkas, misalnya:",
            "To have a rule, a field or a file explained, such as:")  # fmt: skip
_NO_RULE = Text('Tidak ada aturan "{name}".', 'There is no rule "{name}".')
_NO_FIELD = Text('Tidak ada isian "{name}".', 'There is no field "{name}".')
_PERHAPS = Text(" Mungkin maksudnya {names}.", " Perhaps {names} is meant.")
_OR = Text(" atau ", " or ")
_NO_ROOT = Text(
    '"{path}" hanya dapat dijelaskan di dalam register. Pakai --root FOLDER.',
    '"{path}" can be explained inside a register only. Use --root FOLDER.',
)
_SAMPLES = ("KS026", "signing.date", "records/registry.yaml")
_RULE = re.compile(r"KS[0-9]+", re.IGNORECASE)


@click.command("explain", options_metavar=say(OPTIONS))
@click.argument("things", nargs=-1, metavar=say(_THINGS))
@optional_root_option
@as_of_option
def command(things: tuple[str, ...], root: Path | None, as_of: datetime.date) -> None:
    """Explain rules, fields and records; without any, name what can be explained."""
    for number, thing in enumerate(things):
        if number:
            click.echo()
        if _is_file(thing, root):
            _explain_file(thing, root, as_of)
        elif _RULE.fullmatch(thing):
            click.echo("\n".join(_explain_rule(thing.upper())))
        else:
            click.echo("\n".join(_explain_field(thing, root)))
    if not things:
        click.echo("\n".join(_name_all(root)))
    raise click.exceptions.Exit(CLEAN)


def _is_file(thing: str, root: Path | None) -> bool:
    if thing.endswith((".yaml", ".yml")):
        return True
    try:
        return "/" in thing and any((base / thing).is_file() for base in (read_here(), root) if base)
    except OSError:
        return False


def _explain_rule(rule_id: str) -> Iterator[str]:
    from generator.check.example import read_examples  # noqa: PLC0415  start-up stays light
    from generator.check.rules import RULES  # noqa: PLC0415
    from generator.explain.rule_text import render_rule  # noqa: PLC0415

    if rule_id not in RULES:
        raise click.UsageError(say(_NO_RULE, name=rule_id) + _suggest(rule_id, list(RULES)))
    yield from render_rule(RULES[rule_id], read_examples()[rule_id], ui_language())


def _explain_field(thing: str, root: Path | None) -> Iterator[str]:
    from generator.check.rules import RULES  # noqa: PLC0415  start-up stays light
    from generator.explain.field_text import render_choice, render_fields, render_schema  # noqa: PLC0415
    from generator.explain.fields import find_fields, iterate_fields, suggest_fields  # noqa: PLC0415
    from generator.home import find_part  # noqa: PLC0415
    from generator.records import SCHEMAS  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    schemas = SchemaSet(find_part(root, "schema"))
    if thing.casefold() in SCHEMAS:
        yield from render_schema(thing.casefold(), schemas.get(thing.casefold()), ui_language())
        return
    named = [rule.id for rule in RULES.values() if rule.name == thing.casefold()]
    if named:
        yield from _explain_rule(named[0])
        return
    fields = list(iterate_fields(schemas, SCHEMAS))
    found = find_fields(thing, fields)
    if not found:
        guesses = suggest_fields(thing, fields)
        raise click.UsageError(say(_NO_FIELD, name=thing) + (_join(guesses) if guesses else ""))
    if len({field.path for field in found}) > 1:
        yield from render_choice(found, ui_language())
    else:
        yield from render_fields(found, schemas, ui_language())


def _explain_file(path: str, root: Path | None, as_of: datetime.date) -> None:
    from generator.check.reporters.cells import render_printable  # noqa: PLC0415  start-up stays light
    from generator.commands.paths import read_named  # noqa: PLC0415
    from generator.explain.record_text import render_record  # noqa: PLC0415
    from generator.home import find_part  # noqa: PLC0415
    from generator.read.files import read_bytes  # noqa: PLC0415
    from generator.records import parse_place  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    if root is None:
        raise click.UsageError(say(_NO_ROOT, path=path))
    schemas = SchemaSet(find_part(root, "schema"))
    for file in sorted(read_named((path,), root)):
        place = parse_place(file)
        if place:
            data = read_bytes(root, file)
            lines = render_record(file, data, place, schemas.get(place.schema), ui_language())
            click.echo("\n".join(render_printable(line) for line in lines))
            click.echo()
        _report(file, root, schemas, as_of)


def _report(file: str, root: Path, schemas: "SchemaSet", as_of: datetime.date) -> None:
    """Say what the check finds in one file."""
    from generator.check.checker import Checker  # noqa: PLC0415  start-up stays light
    from generator.commands.progress import CHECKING, ProgressLine  # noqa: PLC0415
    from generator.commands.reports import write_report  # noqa: PLC0415
    from generator.parallel import default_jobs  # noqa: PLC0415

    line = ProgressLine(say(CHECKING))
    try:
        checked = Checker(root, schemas, as_of, ui_language()).check_register(default_jobs(), line.advance)
    finally:
        line.close()
    findings = [found for found in checked.findings if found.file == file]
    write_report("text", findings, 1, root, frozenset((file,)))


def _name_all(root: Path | None) -> Iterator[str]:
    """Name what can be explained: every rule, every kind of record."""
    from generator.check.rules import RULES  # noqa: PLC0415  start-up stays light
    from generator.explain.fields import read_title  # noqa: PLC0415
    from generator.home import find_part  # noqa: PLC0415
    from generator.records import SCHEMAS  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    schemas = SchemaSet(find_part(root, "schema"))
    yield say(_RULES)
    yield from (f"  {rule.id}  {say(rule.title)}" for rule in RULES.values())
    yield ""
    yield say(_KINDS)
    width = max(len(name) for name in SCHEMAS)
    yield from (f"  {name.ljust(width)}  {read_title(schemas.get(name), ui_language())}" for name in SCHEMAS)
    yield ""
    yield say(_ASK)
    yield from (f"  {read_program()} explain {sample}" for sample in _SAMPLES)


def _suggest(word: str, known: list[str]) -> str:
    import difflib  # noqa: PLC0415  only a mistyped word comes here

    guesses = difflib.get_close_matches(word, known, n=3, cutoff=0.7)
    return _join(guesses) if guesses else ""


def _join(names: list[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    comma = "," if len(quoted) > 2 else ""  # noqa: PLR2004  two names take no comma
    head = [", ".join(quoted[:-1]) + comma] if quoted[:-1] else []
    return say(_PERHAPS, names=say(_OR).join([*head, quoted[-1]]))
