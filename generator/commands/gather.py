"""``registri gather``: many governments' registers gathered, compared, and shown side by side."""

import datetime
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.__main__ import FINDINGS
from generator.clock import today
from generator.commands.invocation import read_program
from generator.commands.options import FOLDER, OPTIONS, as_of_option, read_place
from generator.commands.progress import ProgressLine
from generator.refusal import RefusalError
from generator.speech import say, ui_language
from generator.text import Text

if TYPE_CHECKING:
    from generator.federation.portrait import Portrait
    from generator.federation.sources import Gathering
    from generator.schemas import SchemaSet

_FILE = Text("SOURCES.yaml", "SOURCES.yaml")
_FORMS = ("text", "json")
_FORMAT_HELP = Text("Bentuk laporan (bawaan: text).", "Form of the report (default: text).")
_OFFLINE_HELP = Text(
    "Jangan mengambil apa pun; pakai salinan terakhir yang baik saja.",
    "Fetch nothing; use the last good copies alone.",
)
_NO_NAME = Text(
    "Sebutkan berkas yang menyebut sumbernya, misalnya: {program} gather SOURCES.yaml",
    "Name the file that names the sources, such as: {program} gather SOURCES.yaml",
)
_SOURCES = Text("Sumber dihimpun", "Sources gathered")
_SITE_HELP = Text(
    "Folder situs gabungan (bawaan: site/ di samping SOURCES.yaml).",
    "The gathered site's folder (default: site/ beside SOURCES.yaml).",
)
_NO_SITE_HELP = Text("Jangan bangun situsnya; laporannya saja.", "Build no site; the report alone.")
_PAGES = Text("Halaman", "Pages")
_BUILT = Text(
    "Situs gabungan: {pages} halaman di {site}\n"
    "Untuk melihatnya: python3 -m http.server --directory {argument} 8000, lalu buka http://127.0.0.1:8000/",
    "The gathered site: {pages} pages in {site}\n"
    "To see it: python3 -m http.server --directory {argument} 8000, then open http://127.0.0.1:8000/",
)
_THEME = Text("Halaman tulisan tangan tidak dapat dibangun:\n{reason}",
              "The hand-written pages could not be built:\n{reason}")  # fmt: skip
_EPILOG = Text(
    "Kode keluar 0: semua sumber terambil; 1: ada sumber yang gagal atau SOURCES.yaml memuat kesalahan "
    "(salinan terakhir yang baik dipakai bila ada).",
    "Exit code 0: every source was taken; 1: a source failed or SOURCES.yaml has faults (the last good copy "
    "is used where there is one).",
)


@click.command("gather", options_metavar=say(OPTIONS), epilog=say(_EPILOG))
@click.argument("file", metavar=say(_FILE), required=False)
@as_of_option
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", help=say(_FORMAT_HELP))
@click.option("--offline", is_flag=True, help=say(_OFFLINE_HELP))
@click.option("--site-dir", metavar=say(FOLDER), help=say(_SITE_HELP))
@click.option("--no-site", "without_site", is_flag=True, help=say(_NO_SITE_HELP))
def command(
    file: str | None,
    as_of: datetime.date,
    form: str,
    *,
    offline: bool,
    site_dir: str | None,
    without_site: bool,
) -> None:
    """Gather the registers that a file names."""
    from generator.federation.document import render_document  # noqa: PLC0415  start-up stays light
    from generator.federation.gathering import Gatherer  # noqa: PLC0415
    from generator.federation.portrait import Portrait  # noqa: PLC0415
    from generator.federation.report import render_report  # noqa: PLC0415
    from generator.locale import Locale  # noqa: PLC0415

    if file is None:
        raise click.UsageError(say(_NO_NAME, program=read_program()))
    path = read_place(file)
    place = path.parent / "site" if site_dir is None else read_place(site_dir)
    if not without_site:
        from generator.site.publish import find_site_dir  # noqa: PLC0415  start-up stays light

        # Before anything is fetched: a place that can't be had is told at once.
        place = find_site_dir(place, path.parent)
    gathering = _read_sources(path)
    line = ProgressLine(say(_SOURCES), len(gathering.sources))
    gatherer = Gatherer(path.parent, as_of, today(), ui_language())
    try:
        gathered = gatherer.gather(gathering, line.advance, fetches=not offline)
    finally:
        line.close()
    portrait = Portrait.draw(gathered)
    if form == "json":
        click.echo(render_document(portrait), nl=False)
    else:
        click.echo(render_report(portrait, Locale(ui_language(), gatherer.schemas)), nl=False)
    if not without_site:
        _publish(portrait, gatherer.schemas, place)
    if not gathered.is_whole and not offline:
        raise click.exceptions.Exit(FINDINGS)


def _publish(portrait: "Portrait", schemas: "SchemaSet", site_dir: Path) -> None:
    """Build the site beside the old one, then switch; what it says goes to where progress goes."""
    from generator.federation.site import fill_stage  # noqa: PLC0415  start-up stays light
    from generator.site.publish import stage_site  # noqa: PLC0415
    from generator.site.theme_pages import ThemeError  # noqa: PLC0415

    line = ProgressLine(say(_PAGES))
    try:
        with stage_site(site_dir) as stage:
            pages = fill_stage(portrait, schemas, stage, line.advance)
    except ThemeError as error:
        raise RefusalError(_THEME, reason=str(error)) from None
    finally:
        line.close()
    told = say(_BUILT, pages=str(pages), site=str(site_dir), argument=shlex.quote(str(site_dir)))
    click.echo(told, err=True)


def _read_sources(path: Path) -> "Gathering":
    """Read the file of sources; what is wrong in it is reported as a check reports it."""
    from generator.federation.sources import SourcesError, read_sources  # noqa: PLC0415  start-up stays light

    try:
        return read_sources(path, ui_language())
    except SourcesError as error:
        from generator.check.reporters import report  # noqa: PLC0415  only a faulty file needs it

        told = report("text", error.findings, 1, path.parent, ui_language(), program=read_program())
        click.echo(told, nl=False)
        raise click.exceptions.Exit(FINDINGS) from None
