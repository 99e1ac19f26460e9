"""``registri new``: a new record by a few questions, or by options alone."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from generator.commands.amending import (
    ANYWAY_HELP,
    WORDS,
    Desk,
    conclude,
    open_desk,
    open_interview,
    refuse_id,
    refuse_missing,
    refuse_problems,
    render_new,
)
from generator.commands.invocation import read_program
from generator.commands.options import OPTIONS, WRITE_HELP, as_of_option, root_option
from generator.records import AGREEMENT_TYPES, place_record, schema_of
from generator.speech import say
from generator.text import Text

if TYPE_CHECKING:
    from generator.entry.draft import Draft
    from generator.records import RecordKind

_KINDS: dict[str, str] = {
    **{one: one for one in AGREEMENT_TYPES},
    "mitra": "partner", "partner": "partner",
    "pemetaan": "mapping-entry", "mapping": "mapping-entry", "mapping-entry": "mapping-entry",
    "perangkat-daerah": "department", "department": "department",
}  # fmt: skip
_TYPE = Text("JENIS", "KIND")
_NO_TYPE = Text(
    'Tidak ada jenis catatan "{kind}". Pilih: ksdd, ksdpk, ksdpl, ksdll, sinergi, mitra, pemetaan, '
    "perangkat-daerah.",
    'There is no kind of record "{kind}". Choose: ksdd, ksdpk, ksdpl, ksdll, sinergi, partner, mapping, '
    "department.",
)
_WHICH = Text(
    "Sebutkan jenis catatannya, misalnya: {program} new ksdpk\n"
    "Yang lain: ksdd, ksdpl, ksdll, sinergi, mitra, pemetaan, perangkat-daerah.",
    "Name the kind of record, for example: {program} new ksdpk\n"
    "Others: ksdd, ksdpl, ksdll, sinergi, partner, mapping, department.",
)
_NOT_HERE = Text('{flag} tidak berlaku untuk "{kind}".', '{flag} does not apply to "{kind}".')
_NO_SIGN = Text('"{text}" tidak dapat dibaca. Tulis ISIAN=ISI, misalnya --set "objek=Air bersih".',
                '"{text}" can\'t be read. Write FIELD=TEXT, such as --set "object=Clean water".')  # fmt: skip
_SET_HELP = Text('Isian lain: ISIAN=ISI, menurut nama atau kuncinya (boleh berulang). Contoh: "objek=Air".',
                 "Any other field: FIELD=TEXT, by its name or key (may be repeated).")  # fmt: skip
_SET = Text("ISIAN=ISI", "FIELD=TEXT")
_WELCOME = Text(
    "Catatan baru: {kind}. Ketik ? untuk penjelasan. Enter memakai yang diusulkan, atau melewati yang boleh "
    "kosong.\n"
    "Yang tidak diketahui boleh ditulis “tidak diketahui”. Belum ada yang ditulis sampai Anda menyetujuinya.",
    "A new record: {kind}. Type ? for help. Enter takes what is proposed, or leaves out what may be empty.\n"
    "What is not known may be answered “tidak diketahui”. Nothing is written until you agree.",
)


class _Option(NamedTuple):
    """An option of the command: the keys that it fills, whichever of them the kind of record has."""

    flag: str
    keys: tuple[str, ...]
    help: Text
    is_list: bool = False

    @property
    def name(self) -> str:
        return self.flag.removeprefix("--").replace("-", "_")


_OPTIONS = (
    _Option("--id", ("id",), Text("Pengenalnya (bawaan: diusulkan program).", "Its id (default: proposed).")),
    _Option("--partner", ("partners",), Text("Mitra: nama, bagian namanya, atau pengenalnya (boleh "
            "berulang).", "A partner: its name or id (may be repeated)."), is_list=True),
    _Option("--document", ("document.kind",), Text("Jenis naskah.", "Kind of document.")),
    _Option("--subject", ("subject",), Text("Pokok kerja sama.", "Subject.")),
    _Option("--title", ("title",), Text("Judul.", "Title.")),
    _Option("--purpose", ("purpose",), Text("Maksud dan tujuan.", "Purpose.")),
    _Option("--department", ("lead_department", "department"), Text("Perangkat daerah yang memimpin atau "
            "mengusulkan.", "The department that leads or proposes.")),
    _Option("--affair", ("affairs",), Text("Urusan pemerintahan (boleh berulang).",
            "A government affair (may be repeated)."), is_list=True),
    _Option("--number", ("own_number",), Text("Nomor naskah menurut kita.", "Our document number.")),
    _Option("--partner-number", ("partner_numbers",), Text("Nomor naskah menurut mitra, seurut mitranya "
            "(boleh berulang).", "The partners' numbers, in their order (may be repeated)."), is_list=True),
    _Option("--signed", ("signing.date",), Text("Tanggal penandatanganan.", "Date of signing.")),
    _Option("--start", ("term.start",), Text("Tanggal mulai berlaku.", "First day in force.")),
    _Option("--until", ("term.end",), Text("Hari terakhir berlaku.", "Last day in force.")),
    _Option("--duration", ("term.duration",), Text("Jangka waktu, misalnya 3 tahun.", "Its length.")),
    _Option("--source", ("source_urls",), Text("Alamat web sumbernya (boleh berulang).", "Web address of a "
            "source (may be repeated)."), is_list=True),
    _Option("--name", ("name",), Text("Nama mitra atau perangkat daerah.", "Name of a partner or "
            "department.")),
    _Option("--category", ("category",), Text("Kategori mitra.", "Category of a partner.")),
    _Option("--country", ("country",), Text("Kode dua huruf negara mitra.", "A partner's country, two "
            "letters.")),
    _Option("--kind", ("kind",), Text("Bentuk perangkat daerah.", "Kind of a department.")),
    _Option("--year", ("year",), Text("Tahun pemetaan.", "Year of the mapping.")),
    _Option("--need", ("need",), Text("Kebutuhan atau potensi.", "Need or potential.")),
    _Option("--proposed-type", ("proposed_type",), Text("Jenis yang diusulkan.", "Proposed type.")),
    _Option("--status", ("status",), Text("Status pemetaan.", "Status of the mapping.")),
)  # fmt: skip


def _new_options(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option("--set", "more", metavar=say(_SET), multiple=True, help=say(_SET_HELP))(command)
    for option in reversed(_OPTIONS):
        command = click.option(
            option.flag, multiple=option.is_list, metavar=say(WORDS), help=say(option.help)
        )(command)
    return command


@click.command("new", options_metavar=say(OPTIONS))
@click.argument("asked", metavar=say(_TYPE), default="")
@root_option
@as_of_option
@_new_options
@click.option("--write", is_flag=True, help=say(WRITE_HELP))
@click.option("--anyway", is_flag=True, help=say(ANYWAY_HELP))
@click.pass_context
def command(
    ctx: click.Context, /, *, asked: str, root: Path, as_of: datetime.date, more: tuple[str, ...],
    write: bool, anyway: bool, **given: Any,  # noqa: ANN401  the options above, by name
) -> None:  # fmt: skip
    """Enter a new record."""
    if not asked:
        raise click.UsageError(say(_WHICH, program=read_program()), ctx)
    name = _KINDS.get(asked.casefold())
    if name is None:
        raise click.UsageError(say(_NO_TYPE, kind=asked), ctx)
    desk = open_desk(ctx, root, as_of)
    answers = _collect(desk, name, asked, given, more)
    others: list[tuple[str, dict[str, Any]]] = []
    interview = open_interview()
    references = desk.references
    if interview is not None and _list_missing(desk, name, answers):
        from generator.interview.newcomer import Newcomer  # noqa: PLC0415  start-up stays light

        click.echo(say(_WELCOME, kind=asked))
        person = Newcomer(name, answers, references, desk.schemas, interview, desk.checked.records)
        person.ask()
        answers, references, others = person.answers, person.references, person.others
    elif interview is None:
        refuse_missing(ctx, _list_missing(desk, name, answers))
    from generator.entry.draft import read_draft  # noqa: PLC0415  start-up stays light

    draft = read_draft(name, answers, references, desk.schemas)
    _finish(desk, name, draft, others, write=write, anyway=anyway, ask=interview is not None)


def _finish(
    desk: Desk, name: str, draft: "Draft", others: list[tuple[str, dict[str, Any]]],
    *, write: bool, anyway: bool, ask: bool,
) -> None:  # fmt: skip
    refuse_problems(desk.ctx, draft.problems, _name_flags(desk, name))
    file = place_record(draft.schema, draft.value)
    refuse_id(desk, str(draft.value["id"]), file)
    # A partner comes before the agreement that names it.
    values = [*others, (file, draft.value)]
    data = {place: render_new(desk, place, value) for place, value in values}
    conclude(desk, data, write=write, anyway=anyway, ask=ask)


def _collect(
    desk: Desk, name: str, asked: str, given: Mapping[str, Any], more: tuple[str, ...]
) -> dict[str, str]:  # fmt: skip
    """Give what the options say, by key of the field."""
    from generator.entry.draft import match_answers  # noqa: PLC0415  start-up stays light
    from generator.entry.lists import join_list  # noqa: PLC0415

    table = _table(desk, name)
    answers: dict[str, str] = {}
    for option in _OPTIONS:
        words: Any = given[option.name]
        if not words:
            continue
        key = next((one for one in option.keys if one in table.by_key), None)
        if key is None:
            raise click.UsageError(say(_NOT_HERE, flag=option.flag, kind=asked), desk.ctx)
        named = table.by_key[key].names
        words = [_name(desk, named, one) for one in words] if option.is_list else _name(desk, named, words)
        answers[key] = join_list(words) if option.is_list else words
    said: dict[str, str] = {}
    for text in more:
        heading, sign, words = text.partition("=")
        if not sign:
            raise click.UsageError(say(_NO_SIGN, text=text), desk.ctx)
        said[heading.strip()] = words.strip()
    texts, problems = match_answers(table, said)
    refuse_problems(desk.ctx, problems, {})
    return {**texts, **answers}


def _name(desk: Desk, kind: "RecordKind | None", text: str) -> str:
    """Give the id of the only record that a part of a name can mean; else the text as it is."""
    from generator.interview.terminal import find_by_part  # noqa: PLC0415  start-up stays light

    if kind is None or desk.references.of(kind).knows(text):
        return text
    near = find_by_part(desk.references.of(kind), text)
    return near[0].id if len(near) == 1 else text


def _table(desk: Desk, name: str) -> Any:  # noqa: ANN401  a table of fields, whose module loads late
    from generator.entry.fields import list_table  # noqa: PLC0415  start-up stays light

    return list_table(desk.schemas, schema_of(name))


def _list_missing(desk: Desk, name: str, answers: Mapping[str, str]) -> list[str]:
    """Name what a record can't be without and was not said, by its options."""
    flags = _name_flags(desk, name)
    return [
        flags.get(field.key, field.key)
        for field in _table(desk, name).fields
        if field.is_required and field.key not in answers and field.key not in ("id", "certainty")
    ]


def _name_flags(desk: Desk, name: str) -> dict[str, str]:
    """Give the option that fills each field."""
    fields = _table(desk, name).by_key
    return {
        key: option.flag
        for option in reversed(_OPTIONS)
        for key in option.keys
        if key in fields
    }  # fmt: skip
