"""``registri diff``: what a change does, in sentences, with its effect on every public number."""

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.__main__ import CLEAN, FINDINGS
from generator.commands.invocation import NEXT, render_next
from generator.commands.options import OPTIONS, as_of_option, jobs_option, root_option
from generator.commands.progress import CHECKING, ProgressLine
from generator.speech import say, ui_language
from generator.text import Language, Text

if TYPE_CHECKING:
    from generator.differences.difference import Difference

_FORMS = ("text", "markdown", "json")
_DEFAULTS = ("origin/HEAD", "origin/main", "origin/master")
_METAVAR = Text("[BASE] [HEAD]", "[BASE] [HEAD]")
_FORMAT_HELP = Text(
    "Bentuk laporan: text untuk dibaca di sini, markdown untuk komentar pada usulan, json untuk program.",
    "Form of the report: text to be read here, markdown for a comment on a proposal, json for programs.",
)
_LANGUAGE_HELP = Text("Bahasa laporan: id atau en (bawaan: bahasa baris perintah).",
                      "Language of the report: id or en (default: the command line's).")  # fmt: skip
_EXACT_HELP = Text(
    "Bandingkan dengan BASE apa adanya. Tanpa ini yang dibandingkan adalah titik pisahnya: hanya yang diubah "
    "usulan ini, bukan yang berubah di BASE sesudahnya. BASE..HEAD sama dengan pilihan ini.",
    "Compare with BASE as it is. Without this the commit where the two parted is compared: only what this "
    "proposal changes, not what changed in BASE since. BASE..HEAD means the same as this option.",
)
_ALL_HELP = Text("Tampilkan semua angka yang berubah, bukan yang utama saja (bentuk text).",
                 "Show every number that changes, not the main ones alone (form text).")  # fmt: skip
_EPILOG = Text(
    "BASE dan HEAD adalah cabang, tag, atau nomor commit. Tanpa HEAD yang dilihat adalah folder register "
    "ini, termasuk yang belum disimpan di git; tanpa BASE, cabang utama di server (origin). Kode keluar 1: "
    "perubahan ini membawa kesalahan atau menghapus catatan.",
    "BASE and HEAD are branches, tags or commits. Without HEAD the register's folder is looked at, with all "
    "that is not committed; without BASE, the server's main branch (origin). Exit code 1: the change brings "
    "an error or deletes a record.",
)
_REFUSED = Text("Perubahan ini belum dapat diterima: betulkan dahulu yang salah.",
                "The change can't be accepted yet: mend what is wrong first.")  # fmt: skip
_DELETES = Text(
    "Perubahan ini belum dapat diterima: ada catatan yang dihapus. Di bawah namanya di "
    "atas tertulis gantinya.",
    "The change can't be accepted yet: it deletes a record. What to do instead stands under its name above.",
)
_INSTEAD = ("former_ids", "withdrawn")
"""The fields that say what a deleted record would have left unsaid; the check alone sees no deletion."""


@click.command("diff", options_metavar=say(OPTIONS), epilog=say(_EPILOG))
@click.argument("revisions", nargs=-1, metavar=say(_METAVAR))
@root_option
@as_of_option
@jobs_option
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", help=say(_FORMAT_HELP))
@click.option("--language", type=click.Choice(("id", "en")), help=say(_LANGUAGE_HELP))
@click.option("--exact", is_flag=True, help=say(_EXACT_HELP))
@click.option("--all", "is_full", is_flag=True, help=say(_ALL_HELP))
@click.pass_context
def command(  # noqa: PLR0917  one a parameter of the command line
    ctx: click.Context,
    revisions: tuple[str, ...],
    root: Path,
    as_of: datetime.date,
    jobs: int | None,
    form: str,
    language: Language | None,
    exact: bool,  # noqa: FBT001  click hands it over by name
    is_full: bool,  # noqa: FBT001
) -> None:
    """Tell what a change to the register does."""
    from generator.comparison.comparison import Question, compare_states  # noqa: PLC0415  start-up stays light
    from generator.parallel import default_jobs  # noqa: PLC0415

    base, head, is_exact = _read_revisions(revisions, root)
    line = ProgressLine(say(CHECKING))
    question = Question(
        root, base, head, as_of, language or ui_language(), exact or is_exact, jobs or default_jobs(),
        line.advance,
    )  # fmt: skip
    try:
        difference = compare_states(question)
    finally:
        line.close()
    _write(difference, form, question.language, root, is_full=is_full)
    if difference.is_refused and form == "text":
        click.echo(say(_REFUSED if difference.brings_errors else _DELETES), err=True)
    if form == "text" and not difference.is_empty and not head:
        click.echo(say(NEXT, command=_render_next(ctx, difference)), err=True)
    raise click.exceptions.Exit(FINDINGS if difference.is_refused else CLEAN)


def _render_next(ctx: click.Context, difference: "Difference") -> str:
    if difference.is_refused and not difference.brings_errors:
        return " ".join((render_next(ctx, "explain"), *_INSTEAD))
    return render_next(ctx, "check" if difference.is_refused else "build", "--root", "--as-of")


_TOO_MANY = Text(
    "Sebutkan paling banyak dua revisi: BASE dan HEAD.", "Name at most two revisions: BASE and HEAD."
)
_MOST = 2


def _read_revisions(revisions: tuple[str, ...], root: Path) -> tuple[str, str, bool]:
    """Give what is compared with what, and whether the base is meant as it is."""
    if len(revisions) > _MOST:
        raise click.UsageError(say(_TOO_MANY))
    if len(revisions) == 1 and ".." in revisions[0]:
        dots = "..." if "..." in revisions[0] else ".."
        base, _, head = revisions[0].partition(dots)
        return base or "HEAD", head or "HEAD", dots == ".."
    base, head = (*revisions, "", "")[:2]
    return base or _find_default(root), head, False


def _find_default(root: Path) -> str:
    from generator.git.trees import Repository  # noqa: PLC0415

    repository = Repository.find(root)
    return next((name for name in _DEFAULTS if repository.has(name)), "HEAD")


def _write(difference: "Difference", form: str, language: Language, root: Path, *, is_full: bool) -> None:
    import os  # noqa: PLC0415

    from generator.differences.reporters import report_difference  # noqa: PLC0415
    from generator.differences.reporters.setting import Setting  # noqa: PLC0415
    from generator.home import find_part  # noqa: PLC0415
    from generator.locale import Locale  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    colour = form == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    setting = Setting(Locale(language, SchemaSet(find_part(root, "schema"))), colour, is_full)
    text = report_difference(form, difference, setting)
    # A report for a program is UTF-8 whatever the terminal speaks.
    click.echo(text if form == "text" else text.encode(), nl=False)
