"""``registri evaluate``: one more evaluation in an agreement's record, by options or by questions."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

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

if TYPE_CHECKING:
    from generator.interview.terminal import Interview
    from generator.periods import Period
    from generator.records import Record


class _Option(NamedTuple):
    """An option of the command: the key that it fills, and what it is."""

    flag: str
    key: str
    help: Text
    is_list: bool = False

    @property
    def name(self) -> str:
        return self.flag.removeprefix("--").replace("-", "_")


_PERIOD = Text("Masa yang dievaluasi, misalnya 2026-1.", "The period evaluated, such as 2026-1.")
_OUTPUT = Text('Keluaran: "nama; target; hasil; satuan" (boleh berulang).',
               'An output: "name; target; result; unit" (may be repeated).')  # fmt: skip
_NEEDED = ("--period", "--execution", "--recommendation", "--evaluator")
_OPTIONS = (
    _Option("--execution", "state", Text("Keadaan pelaksanaan: belum-dilaksanakan, berjalan, terhambat, "
            "selesai.", "State of execution: belum-dilaksanakan, berjalan, terhambat, selesai.")),
    _Option("--recommendation", "recommendation", Text("Rekomendasi: dilanjutkan, diperluas, diperbaiki, "
            "dihentikan.", "Recommendation: dilanjutkan, diperluas, diperbaiki, dihentikan.")),
    _Option("--evaluator", "evaluator", Text("Perangkat daerah yang mengevaluasi (bawaan di terminal: "
            "penanggung jawab).", "The department that evaluates.")),
    _Option("--date", "date", Text("Tanggal evaluasi dibuat.", "The day the evaluation was made.")),
    _Option("--activity", "activities", Text("Kegiatan (boleh berulang).", "An activity (may be repeated)."),
            is_list=True),
    _Option("--obstacle", "obstacles", Text("Kendala (boleh berulang).", "An obstacle (may be repeated)."),
            is_list=True),
    _Option("--follow-up", "follow_up", Text("Tindak lanjut.", "What is to follow.")),
    _Option("--beneficiaries", "beneficiaries.description", Text("Siapa penerima manfaatnya.",
            "Who benefits.")),
    _Option("--beneficiary-count", "beneficiaries.count", Text("Banyaknya penerima manfaat.",
            "How many benefit.")),
    _Option("--funding", "funding", Text("Dana yang terpakai.", "Money spent.")),
    _Option("--goal-fit", "judgement.goal_fit", Text("Penilaian: kesesuaian dengan tujuan.",
            "Judgement: fit with the goals.")),
    _Option("--timeliness", "judgement.timeliness", Text("Penilaian: ketepatan waktu.",
            "Judgement: timeliness.")),
    _Option("--partner-contribution", "judgement.partner_contribution", Text("Penilaian: kontribusi mitra.",
            "Judgement: the partner's contribution.")),
    _Option("--coordination", "judgement.coordination", Text("Penilaian: tingkat koordinasi.",
            "Judgement: coordination.")),
    _Option("--indicators-met", "judgement.indicators_met", Text("Penilaian: capaian indikator.",
            "Judgement: indicators met.")),
    _Option("--documents-complete", "judgement.documents_complete", Text("Penilaian: kelengkapan dokumen.",
            "Judgement: documents complete.")),
    _Option("--regular-reporting", "judgement.regular_reporting", Text("Penilaian: pelaporan berkala.",
            "Judgement: regular reporting.")),
    _Option("--still-needed", "judgement.still_needed", Text("Penilaian: relevansi dengan kebutuhan.",
            "Judgement: relevance to the need.")),
)  # fmt: skip
_ASKED = ("state", "recommendation", "evaluator")
_OFFERED = ("date", "activities", "obstacles", "follow_up", "beneficiaries.description")
_JUDGED = tuple(option.key for option in _OPTIONS if option.key.startswith("judgement."))
_ABOUT = Text("Evaluasi untuk: {title}", "Evaluation of: {title}")
_JUDGE = Text("Isi delapan penilaiannya juga?", "Give the eight judgements too?")
_NOT_CURRENT = Text("Catatan ini sudah ditarik, jadi tidak dievaluasi.",
                    "This record was withdrawn and is not evaluated.")  # fmt: skip


def _evaluation_options(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option("--source", metavar="URL", help=say(SOURCE_HELP))(command)
    command = click.option("--output", "outputs", multiple=True, metavar=say(WORDS), help=say(_OUTPUT))(
        command
    )
    for option in reversed(_OPTIONS):
        command = click.option(
            option.flag, multiple=option.is_list, metavar=say(WORDS), help=say(option.help)
        )(command)
    return click.option("--period", metavar=say(WORDS), help=say(_PERIOD))(command)


@click.command("evaluate", options_metavar=say(OPTIONS))
@click.argument("agreement", metavar=say(AGREEMENT))
@root_option
@as_of_option
@_evaluation_options
@click.option("--write", is_flag=True, help=say(WRITE_HELP))
@click.option("--anyway", is_flag=True, help=say(ANYWAY_HELP))
@click.pass_context
def command(
    ctx: click.Context, /, *, agreement: str, root: Path, as_of: datetime.date, period: str | None,
    outputs: tuple[str, ...], source: str | None, write: bool, anyway: bool,
    **given: Any,  # noqa: ANN401  the options above, by name
) -> None:  # fmt: skip
    """Add an evaluation to the record of an agreement."""
    desk = open_desk(ctx, root, as_of)
    record = find_agreement(desk, agreement)
    value: Any = record.value
    if "withdrawn" in value:
        raise click.UsageError(say(_NOT_CURRENT), ctx)
    interview = open_interview()
    texts = _collect(given)
    if interview is None:
        missing = [option.flag for option in _OPTIONS if option.flag in _NEEDED and option.key not in texts]
        refuse_missing(ctx, [*(() if period else ("--period",)), *missing])
    elif period is None or any(key not in texts for key in _ASKED):
        click.echo(say(_ABOUT, title=value["title"]))
        period = _ask_period(desk, record, interview, period)
        _ask_rest(desk, record, interview, texts)
    _finish(desk, record, _read_period(ctx, period or ""), texts, outputs=outputs,
            source=source or "", write=write, anyway=anyway, ask=interview is not None)  # fmt: skip


def _collect(given: Mapping[str, Any]) -> dict[str, str]:
    """Give what the options say, by key."""
    from generator.entry.lists import join_list  # noqa: PLC0415  start-up stays light

    texts = {}
    for option in _OPTIONS:
        words = given[option.name]
        if words:
            texts[option.key] = join_list(words) if option.is_list else words
    return texts


def _finish(
    desk: Desk, record: "Record", period: "Period", texts: dict[str, str], *, outputs: tuple[str, ...],
    source: str, write: bool, anyway: bool, ask: bool,
) -> None:  # fmt: skip
    from generator.amend.evaluation import read_evaluation  # noqa: PLC0415  start-up stays light

    changes, problems = read_evaluation(
        record.value, period, texts, outputs=outputs, source=source, references=desk.references,
        schemas=desk.schemas,
    )  # fmt: skip
    refuse_problems(desk.ctx, problems, {option.key: option.flag for option in _OPTIONS})
    conclude(desk, {record.file: amend(desk, record, changes)}, write=write, anyway=anyway, ask=ask)


def _read_period(ctx: click.Context, text: str) -> "Period":
    from generator.amend.evaluation import read_period  # noqa: PLC0415  start-up stays light
    from generator.entry.problem import EntryError  # noqa: PLC0415

    try:
        return read_period(text)
    except EntryError as error:
        refuse_problems(ctx, [error.at("--period", text)], {})
        raise


def _ask_period(desk: Desk, record: "Record", interview: "Interview", given: str | None) -> str:
    """Ask for the period; the one that is due is proposed."""
    from generator.amend.evaluation import propose_period, read_period  # noqa: PLC0415
    from generator.entry.fields import Field  # noqa: PLC0415

    if given:
        return given
    proposed = propose_period(desk.checked.records, record, desk.as_of)
    title = Text("Masa yang dievaluasi (tahun-semester)", "Period evaluated (year-half)")
    field = Field("period", title, _PERIOD, "text", is_required=True)
    return interview.ask(field, read_period, default=proposed.slug, is_required=True)


def _ask_rest(desk: Desk, record: "Record", interview: "Interview", texts: dict[str, str]) -> None:
    """Ask for what is needed, then offer what may be said besides."""
    from generator.amend.evaluation import evaluation_table  # noqa: PLC0415  start-up stays light
    from generator.entry.fields import Field  # noqa: PLC0415
    from generator.entry.leaves import read_leaf  # noqa: PLC0415
    from generator.entry.lists import split_list  # noqa: PLC0415

    value: Any = record.value
    fields = evaluation_table(desk.schemas, value["type"]).by_key

    def accept(field: Field) -> Callable[[str], object]:
        return lambda text: [read_leaf(field, one) for one in (split_list(text) if field.is_list else [text])]

    for key in (*_ASKED, *_OFFERED):
        field = fields[key]
        if key in texts:
            continue
        if key == "evaluator":
            index = desk.references.of("department")
            texts[key], _ = interview.ask_record(
                field, index, default=_propose_evaluator(value), is_required=True
            )
        else:
            texts[key] = interview.ask(field, accept(field), is_required=key in _ASKED)
    if not any(key in texts for key in _JUDGED) and interview.confirm(_JUDGE):
        for key in _JUDGED:
            texts[key] = interview.ask(fields[key], accept(fields[key]))


def _propose_evaluator(value: Any) -> str:  # noqa: ANN401  a record's value
    """Give the department in charge, where the record names any."""
    roles = value.get("departments", ())
    lead: Any = next((role for role in roles if role.get("lead")), next(iter(roles), {}))
    return str(lead.get("department", ""))
