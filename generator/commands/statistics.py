"""``registri statistics``: the numbers of the statistics, or one of them, as they are or as they stood."""

import datetime
import shlex
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from generator.__main__ import FINDINGS
from generator.clock import today
from generator.commands.building import Plan, UnbuiltError, lay_out_commit, read_edition
from generator.commands.invocation import NEXT, render_next
from generator.commands.options import OPTIONS, as_of_option, at_option, root_option
from generator.refusal import RefusalError
from generator.snapshot import Snapshot
from generator.speech import say, ui_language
from generator.text import Language, Text

if TYPE_CHECKING:
    from generator.edition import Edition
    from generator.locale import Locale
    from generator.tables.tables import Cells

_FORMS = ("text", "json", "csv")
_KEY = Text("[KUNCI]", "[KEY]")
_FORMAT_HELP = Text("Bentuk keluaran (bawaan: text).", "Form of the output (default: text).")
_LANGUAGE_HELP = Text("Bahasa keluaran (bawaan: bahasa program).",
                      "Language of the output (default: the program's).")  # fmt: skip
_EPILOG = Text(
    "KUNCI menyebut satu angka, misalnya year/2024, type-year/ksdpk/2024, atau in-force; awalnya saja, "
    "misalnya type-year/ksdpk, menyebut semuanya. Tanpa KUNCI semua angka ditulis.",
    "KEY names one number, such as year/2024, type-year/ksdpk/2024 or in-force; a beginning, such as "
    "type-year/ksdpk, names all of them. Without KEY all numbers are written.",
)
_UNKNOWN = Text(
    'Tidak ada angka "{key}". Yang ada: {guesses}.', 'There is no number "{key}". There are: {guesses}.'
)
_STATE = Text("Keadaan pada {as_of}; commit {commit}.", "Judged on {as_of}; commit {commit}.")
_NO_COMMIT = Text("tidak diketahui (di luar git)", "not known (outside git)")
_UNITS = {"agreements": "%(count)s agreements", "days": "%(number)s days"}
_NOT_KNOWN = Text("tidak diketahui", "not known")
_LIST = Text("daftar: /{address}", "list: /{address}")
_REFUSED = Text(
    "Angkanya belum dapat dihitung: betulkan dahulu yang salah di atas.",
    "The numbers can't be counted yet: mend the errors above first.",
)


@click.command("statistics", options_metavar=say(OPTIONS), epilog=say(_EPILOG))
@click.argument("key", metavar=say(_KEY), required=False)
@root_option
@at_option
@as_of_option
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", help=say(_FORMAT_HELP))
@click.option("--language", type=click.Choice(("id", "en")), help=say(_LANGUAGE_HELP))
@click.pass_context
def command(  # noqa: PLR0917  one a parameter of the command line
    ctx: click.Context,
    key: str | None,
    root: Path,
    at: str | None,
    as_of: datetime.date,
    form: str,
    language: Language | None,
) -> None:
    """Write numbers of the statistics with their definitions and the commit."""
    from generator.locale import Locale  # noqa: PLC0415
    from generator.tables.figure_keys import guess_keys, name_figures, select_figures  # noqa: PLC0415
    from generator.tables.statistics import iterate_figures  # noqa: PLC0415

    is_given = ctx.get_parameter_source("as_of") is not ParameterSource.DEFAULT
    try:
        edition = _read(root, at, as_of if is_given or at is None else None)
    except UnbuiltError as error:
        click.echo(error.report, nl=False)
        click.echo(say(_REFUSED) if at is None else error.reason, err=True)
        raise click.exceptions.Exit(FINDINGS) from None
    edition = edition.speaking(Locale(language or ui_language(), edition.locale.schemas))
    named = name_figures(iterate_figures(edition))
    chosen = named if key is None else select_figures(named, key)
    if not chosen:
        raise RefusalError(_UNKNOWN, key=key or "", guesses=", ".join(guess_keys(named, key or "")))
    if form == "text":
        from generator.check.reporters.cells import render_printable  # noqa: PLC0415  start-up stays light

        # Each name is a record's text, and a part of the lines may hold ends of lines of its own.
        lines = "\n".join(_render_text(edition, chosen)).split("\n")
        click.echo("\n".join(map(render_printable, lines)))
        if at is None and edition.history.head_day:
            words = (*filter(None, (key,)), "--at", edition.history.head_day.isoformat())
            way = f"{render_next(ctx, 'statistics', '--root')} {shlex.join(words)}"
            click.echo(f"\n{say(NEXT, command=way)}", err=True)
    else:
        click.echo(
            _render_json(edition, chosen) if form == "json" else _render_table(edition, chosen), nl=False
        )


def _read(root: Path, at: str | None, as_of: datetime.date | None) -> "Edition":
    """Give the register as it is, or as it was known then. Raises RefusalError and UnbuiltError."""
    from generator.git.moments import find_moment  # noqa: PLC0415
    from generator.git.trees import Repository  # noqa: PLC0415

    if at is None:
        return read_edition(Plan(root, as_of or today()))
    repository = Repository.find(root)
    moment = find_moment(repository, at, today())
    snapshot = Snapshot(moment.commit, moment.day)
    with lay_out_commit(repository, moment.commit) as tree:
        return read_edition(Plan(tree, as_of or moment.day, snapshot=snapshot))


def _render_text(edition: "Edition", named: "Mapping[str, Cells]") -> Iterator[str]:
    locale = edition.locale
    commit = edition.history.head or _NO_COMMIT.render(locale.language)
    yield edition.register.registry["name"]
    yield _STATE.render(locale.language, as_of=locale.day(edition.register.as_of), commit=commit)
    yield edition.notice
    for definition, group in groupby(named.items(), key=lambda found: found[1]["definition"]):
        found = list(group)
        width = max(len(own) for own, _ in found)
        yield f"\n{definition}"
        for own, row in found:
            value = row["value"]
            number = _NOT_KNOWN.render(locale.language) if value is None else _count(locale, row)
            where = f"  {_LIST.render(locale.language, address=str(row['list']))}" if row["list"] else ""
            name = f"  ({row['item_name']})" if row["item_name"] else ""
            yield f"  {own:<{width}}  {number}{name}{where}"


def _count(locale: "Locale", row: "Cells") -> str:
    """Give a number with its unit in words."""
    message = _UNITS[str(row["unit"])]
    number = locale.number(int(row["value"] or 0))
    return locale.say(message, **{"count" if "count" in message else "number": number})


def _render_json(edition: "Edition", named: "Mapping[str, Cells]") -> bytes:
    import orjson  # noqa: PLC0415

    from generator.document_head import describe_edition  # noqa: PLC0415

    document = {
        **describe_edition(edition),
        "rows": [{"key": key, **row} for key, row in named.items()],
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _render_table(edition: "Edition", named: "Mapping[str, Cells]") -> bytes:
    from generator.exports.csv_lines import render_csv  # noqa: PLC0415

    full = [{"key": key, **row, "commit": edition.history.head or None} for key, row in named.items()]
    return render_csv([tuple(full[0]), *(tuple(row.values()) for row in full)])
