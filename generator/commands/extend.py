"""``registri extend``: an agreement that goes on, by an addendum to its record or by a record of its own."""

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.amending import (
    AGREEMENT,
    ANYWAY_HELP,
    WORDS,
    Desk,
    amend,
    conclude,
    find_agreement,
    open_desk,
    open_interview,
    refuse_id,
    refuse_missing,
    refuse_problems,
    render_new,
)
from generator.commands.options import OPTIONS, SOURCE_HELP, WRITE_HELP, as_of_option, root_option
from generator.records import place_record, schema_of
from generator.speech import say
from generator.text import Text

if TYPE_CHECKING:
    from generator.entry.fields import Field
    from generator.interview.terminal import Interview

_UNTIL_HELP = Text("Hari terakhir berlaku yang baru.", "The new last day in force.")
_DATE_HELP = Text("Tanggal naskah perpanjangannya.", "The date of the deed that extends it.")
_NUMBER_HELP = Text("Nomor naskah perpanjangan menurut pemerintah daerah.",
                    "The own government's number of the deed.")  # fmt: skip
_NEW_HELP = Text(
    "Perpanjangannya perjanjian tersendiri: buat catatan baru yang memperpanjang yang lama.",
    "The extension is an agreement of its own: make a new record that extends the old one.",
)
_ID_HELP = Text("Pengenal catatan baru (dengan --new-record).", "Id of the new record (with --new-record).")
_ABOUT = Text("Memperpanjang: {title}", "Extending: {title}")
_AS_NEW = Text(
    "Apakah perpanjangannya perjanjian tersendiri, dengan naskah dan nomor sendiri?\n"
    "  y: dibuat catatan baru yang memperpanjang catatan ini, dan dihitung sebagai perpanjangan\n"
    "  t: tanggal akhir pada catatan ini diubah, dan addendumnya disebut pada peristiwanya\n",
    "Is the extension an agreement of its own, with its own document and number?\n"
    "  y: a new record is made that extends this one, and counts as an extension\n"
    "  n: the end in this record is changed, and the addendum told among its events\n",
)
_EARLIER = Text("Tanggal akhir yang baru ({until}) harus sesudah yang lama ({end}).",
                "The new end ({until}) must come after the old one ({end}).")  # fmt: skip
_OVER = Text("Perjanjian ini diakhiri atau catatannya ditarik, jadi tidak dapat diperpanjang.",
             "This agreement was ended or its record withdrawn, so it can't be extended.")  # fmt: skip
_ONLY_NEW = Text("--id hanya untuk --new-record.", "--id is only for --new-record.")
_PARTS = {"until": "--until", "date": "--date", "number": "--number", "source": "--source"}
_TITLES = {
    "until": Text("Berlaku sampai", "In force until"),
    "date": Text("Tanggal naskah perpanjangannya", "Date of the deed that extends it"),
    "number": Text("Nomor naskah menurut kita", "Our number of the deed"),
}


@click.command("extend", options_metavar=say(OPTIONS))
@click.argument("agreement", metavar=say(AGREEMENT))
@root_option
@as_of_option
@click.option("--until", metavar=say(WORDS), help=say(_UNTIL_HELP))
@click.option("--date", metavar=say(WORDS), help=say(_DATE_HELP))
@click.option("--number", metavar=say(WORDS), help=say(_NUMBER_HELP))
@click.option("--source", metavar="URL", help=say(SOURCE_HELP))
@click.option("--new-record", "as_new", is_flag=True, help=say(_NEW_HELP))
@click.option("--id", "record_id", metavar=say(WORDS), help=say(_ID_HELP))
@click.option("--write", is_flag=True, help=say(WRITE_HELP))
@click.option("--anyway", is_flag=True, help=say(ANYWAY_HELP))
@click.pass_context
def command(
    ctx: click.Context, /, *, agreement: str, root: Path, as_of: datetime.date, until: str | None,
    date: str | None, number: str | None, source: str | None, record_id: str | None,
    as_new: bool, write: bool, anyway: bool,
) -> None:  # fmt: skip
    """Record that an agreement was extended."""
    from generator.amend.ending import plan_addendum  # noqa: PLC0415  start-up stays light

    if record_id and not as_new:
        raise click.UsageError(say(_ONLY_NEW), ctx)
    desk = open_desk(ctx, root, as_of)
    record = find_agreement(desk, agreement)
    value: Any = record.value
    if "termination" in value or "withdrawn" in value:
        raise click.UsageError(say(_OVER), ctx)
    given = dict(zip(_PARTS, (until, date, number, source), strict=True))
    texts = {key: text for key, text in given.items() if text}
    interview = open_interview()
    needed = {"until", "date"} | ({"source"} if as_new else set())
    if interview is None:
        refuse_missing(ctx, [flag for key, flag in _PARTS.items() if key in needed and key not in texts])
    elif needed - texts.keys():
        as_new = _ask(desk, interview, value, texts, as_new=as_new)
    deed = _read(desk, value, texts)
    if as_new:
        data = _make_new(desk, value, deed, record_id or "")
    else:
        data = {record.file: amend(desk, record, plan_addendum(value, deed))}
    conclude(desk, data, write=write, anyway=anyway, ask=interview is not None)


def _list_fields(desk: Desk) -> "dict[str, Field]":
    from generator.amend.source import source_field  # noqa: PLC0415  start-up stays light
    from generator.entry.fields import Field  # noqa: PLC0415

    return {
        "until": Field("until", _TITLES["until"], _UNTIL_HELP, "date"),
        "date": Field("date", _TITLES["date"], _DATE_HELP, "date"),
        "number": Field("number", _TITLES["number"], _NUMBER_HELP, "text"),
        "source": source_field(desk.schemas),
    }


def _ask(desk: Desk, interview: "Interview", value: Any, texts: dict[str, str], *, as_new: bool) -> bool:  # noqa: ANN401
    """Ask for what was not said; give whether the extension has a record of its own."""
    from generator.entry.leaves import read_leaf  # noqa: PLC0415  start-up stays light

    click.echo(say(_ABOUT, title=value["title"]))
    click.echo("")
    as_new = as_new or interview.confirm(_AS_NEW)
    for key, field in _list_fields(desk).items():
        if key not in texts:
            is_required = key in ("until", "date") or (key == "source" and as_new)
            accept: Callable[[str], object] = partial(read_leaf, field)
            texts[key] = interview.ask(field, accept, is_required=is_required)
    return as_new


def _read(desk: Desk, value: Any, texts: dict[str, str]) -> Any:  # noqa: ANN401  a record's value
    """Read what was said of the deed; the end must come later than the old one."""
    from generator.amend.ending import Deed  # noqa: PLC0415  start-up stays light
    from generator.dates import parse_date  # noqa: PLC0415
    from generator.entry.leaves import read_leaf  # noqa: PLC0415
    from generator.entry.problem import EntryError  # noqa: PLC0415
    from generator.status import compute_end  # noqa: PLC0415

    fields, problems, answers = _list_fields(desk), [], {}
    for key, text in texts.items():
        if text:
            try:
                answers[key] = str(read_leaf(fields[key], text))
            except EntryError as error:
                problems.append(error.at(key, text))
    refuse_problems(desk.ctx, problems, _PARTS)
    end, _ = compute_end(value)
    if end and not end.is_certainly_before(parse_date(answers["until"])):
        raise click.UsageError(say(_EARLIER, until=answers["until"], end=end.text), desk.ctx)
    return Deed(**answers)


def _make_new(desk: Desk, value: Any, deed: Any, record_id: str) -> dict[str, bytes]:  # noqa: ANN401
    """Give the file of a new agreement that extends the old one."""
    from generator.amend.ending import make_extension  # noqa: PLC0415  start-up stays light

    made = make_extension(value, deed, desk.references, record_id)
    file = place_record(schema_of(str(made["type"])), made)
    refuse_id(desk, str(made["id"]), file)
    return {file: render_new(desk, file, made)}
