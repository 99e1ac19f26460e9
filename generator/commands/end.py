"""``registri end``: an agreement that ended before its time, with the day and the ground."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
    refuse_missing,
    refuse_problems,
)
from generator.commands.options import OPTIONS, SOURCE_HELP, WRITE_HELP, as_of_option, root_option
from generator.speech import say
from generator.text import Text

_DATE_HELP = Text("Hari diakhiri, misalnya 17-5-2026; hari itu tidak lagi berlaku.",
                  "The day it ended, such as 2026-05-17; on that day it is no longer in force.")  # fmt: skip
_GROUND_HELP = Text(
    "Alasannya: jangka-waktu, tujuan-tercapai, kesepakatan-para-pihak, perubahan-kebijakan, objek-hilang, "
    "putusan-pengadilan, mitra-pailit, kesepakatan-baru.",
    "The ground: jangka-waktu, tujuan-tercapai, kesepakatan-para-pihak, perubahan-kebijakan, objek-hilang, "
    "putusan-pengadilan, mitra-pailit, kesepakatan-baru.",
)
_NOTE_HELP = Text("Keterangan yang boleh dibaca umum.", "A remark for the public.")
_ABOUT = Text("Mengakhiri: {title}", "Ending: {title}")
_ENDED = Text("Perjanjian ini sudah tercatat diakhiri pada {date}.",
              "This agreement is recorded as ended on {date} already.")  # fmt: skip
_WITHDRAWN = Text("Catatan ini sudah ditarik.", "This record was withdrawn.")
_PARTS = {"termination.date": "--date", "termination.ground": "--ground", "termination.note": "--note",
          "source": "--source"}  # fmt: skip
_NEEDED = ("termination.date", "termination.ground")


@click.command("end", options_metavar=say(OPTIONS))
@click.argument("agreement", metavar=say(AGREEMENT))
@root_option
@as_of_option
@click.option("--date", metavar=say(WORDS), help=say(_DATE_HELP))
@click.option("--ground", metavar=say(WORDS), help=say(_GROUND_HELP))
@click.option("--note", metavar=say(WORDS), help=say(_NOTE_HELP))
@click.option("--source", metavar="URL", help=say(SOURCE_HELP))
@click.option("--write", is_flag=True, help=say(WRITE_HELP))
@click.option("--anyway", is_flag=True, help=say(ANYWAY_HELP))
@click.pass_context
def command(
    ctx: click.Context, /, *, agreement: str, root: Path, as_of: datetime.date, date: str | None,
    ground: str | None, note: str | None, source: str | None, write: bool, anyway: bool,
) -> None:  # fmt: skip
    """Record that an agreement was ended before its time."""
    from generator.amend.ending import plan_termination  # noqa: PLC0415  start-up stays light

    desk = open_desk(ctx, root, as_of)
    record = find_agreement(desk, agreement)
    value: Any = record.value
    if "termination" in value:
        raise click.UsageError(say(_ENDED, date=value["termination"]["date"]), ctx)
    if "withdrawn" in value:
        raise click.UsageError(say(_WITHDRAWN), ctx)
    given = dict(zip(_PARTS, (date, ground, note, source), strict=True))
    texts = {key: text for key, text in given.items() if text}
    interview = open_interview()
    if interview is None:
        refuse_missing(ctx, [_PARTS[key] for key in _NEEDED if key not in texts])
    elif any(key not in texts for key in _NEEDED):
        click.echo(say(_ABOUT, title=value["title"]))
        for key, field, accept in _list_questions(desk, value["type"]):
            if key not in texts:
                texts[key] = interview.ask(field, accept, is_required=key in _NEEDED)
    answers = _read(desk, value["type"], texts)
    changes = plan_termination(
        value, answers["termination.date"], answers["termination.ground"],
        answers.get("termination.note", ""), answers.get("source", ""),
    )  # fmt: skip
    data = {record.file: amend(desk, record, changes)}
    conclude(desk, data, write=write, anyway=anyway, ask=interview is not None)


def _list_questions(desk: Desk, agreement_type: str) -> list[tuple[str, Any, Callable[[str], object]]]:
    """Give the questions: each one's key, its field and what reads its answer."""
    from dataclasses import replace  # noqa: PLC0415  start-up stays light
    from functools import partial  # noqa: PLC0415

    from generator.amend.source import source_field  # noqa: PLC0415
    from generator.check.rules.lifecycle import GROUNDS  # noqa: PLC0415
    from generator.entry.fields import list_table  # noqa: PLC0415
    from generator.entry.leaves import read_leaf  # noqa: PLC0415

    fields = {**list_table(desk.schemas, f"agreement-{agreement_type}").by_key,
              "source": source_field(desk.schemas)}  # fmt: skip
    ground = fields["termination.ground"]
    if known := GROUNDS.get(agreement_type):
        # Only what the law knows for the type is offered; an option may still say any.
        fields["termination.ground"] = replace(
            ground, choices=tuple(choice for choice in ground.choices if choice[0] in known)
        )
    return [(key, fields[key], partial(read_leaf, fields[key])) for key in _PARTS]


def _read(desk: Desk, agreement_type: str, texts: dict[str, str]) -> dict[str, str]:
    from generator.amend.source import source_field  # noqa: PLC0415  start-up stays light
    from generator.entry.fields import list_table  # noqa: PLC0415
    from generator.entry.leaves import read_leaf  # noqa: PLC0415
    from generator.entry.problem import EntryError  # noqa: PLC0415

    fields = {**list_table(desk.schemas, f"agreement-{agreement_type}").by_key,
              "source": source_field(desk.schemas)}  # fmt: skip
    answers, problems = {}, []
    for key, text in texts.items():
        if text:
            try:
                answers[key] = str(read_leaf(fields[key], text))
            except EntryError as error:
                problems.append(error.at(key, text))
    refuse_problems(desk.ctx, problems, _PARTS)
    return answers
