"""``registri build``: check the records, build the whole site beside the old one, then switch."""

import datetime
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.__main__ import FINDINGS
from generator.commands.invocation import NEXT, read_program, render_next
from generator.commands.options import FOLDER, OPTIONS, as_of_option, jobs_option, read_place, root_option
from generator.commands.progress import CHECKING, ProgressLine
from generator.refusal import RefusalError
from generator.site.identity import SiteIdentity
from generator.speech import say, ui_language
from generator.text import Text

if TYPE_CHECKING:
    from generator.site.completion import SiteCompletion

_SITE_HELP = Text("Folder situs (bawaan: site/ di dalam register).",
                  "The site's folder (default: site/ in the register).")  # fmt: skip
_PAGES = Text("Halaman", "Pages")
_REFUSED = Text(
    "Situs tidak dibangun: betulkan dahulu yang salah di atas. Situs lama tidak berubah.",
    "The site was not built: mend the errors above first. The old site is as it was.",
)
_BUILT = Text(
    "{pages} halaman dari {files} berkas dalam {seconds} detik: {site}",
    "{pages} pages from {files} files in {seconds} seconds: {site}",
)
_DECIMAL = Text("{whole},{tenth}", "{whole}.{tenth}")
_THEME = Text("Halaman tulisan tangan tidak dapat dibangun:\n{reason}",
              "The hand-written pages could not be built:\n{reason}")  # fmt: skip


@click.command("build", options_metavar=say(OPTIONS))
@root_option
@click.option("--site-dir", metavar=say(FOLDER), help=say(_SITE_HELP))
@as_of_option
@jobs_option
@click.pass_context
def command(
    ctx: click.Context, root: Path, site_dir: str | None, as_of: datetime.date, jobs: int | None
) -> None:
    """Build the public site from the register."""
    if not build_site(root, root / "site" if site_dir is None else read_place(site_dir), as_of, jobs):
        raise click.exceptions.Exit(FINDINGS)
    if site_dir is None:
        # What is shown is always the site inside the register.
        click.echo(say(NEXT, command=render_next(ctx, "serve", "--root", "--as-of")))


def build_site(root: Path, site_dir: Path, as_of: datetime.date, jobs: int | None) -> bool:
    """Check, build and publish; False where findings or a hand-written page forbid it.

    Raises RefusalError for what the user must mend elsewhere: the site's folder, the settings, the schemas.
    """
    from generator.site.publish import find_site_dir, stage_site  # noqa: PLC0415  start-up stays light

    begun = time.monotonic()
    site_dir = find_site_dir(site_dir, root)
    try:
        with stage_site(site_dir) as stage:
            completion = _fill_stage(root, stage, as_of, jobs)
    except _RefusedError as refused:
        if refused.report:
            click.echo(refused.report, nl=False)
        click.echo(refused.reason, err=True)
        return False
    tenths = round(10 * (time.monotonic() - begun))
    seconds = say(_DECIMAL, whole=str(tenths // 10), tenth=str(tenths % 10))
    click.echo(
        say(
            _BUILT,
            pages=str(len(completion.pages)),
            files=str(completion.checked.files),
            seconds=seconds,
            site=str(site_dir),
        )
    )
    return True


class _RefusedError(Exception):
    """Nothing is published: the report of the findings, where there are any, and the reason."""

    def __init__(self, reason: str, report: str = "") -> None:
        super().__init__(reason)
        self.reason, self.report = reason, report


def _fill_stage(root: Path, stage: Path, as_of: datetime.date, jobs: int | None) -> "SiteCompletion":
    """Check the register while the theme builds its pages, then write all others beside them."""
    from generator.check.reporters import report  # noqa: PLC0415
    from generator.site.completion import OverwritingError, SiteCompletion  # noqa: PLC0415
    from generator.site.mkdocs_adapter import ThemeError, build_theme_pages  # noqa: PLC0415

    theme_errors: list[ThemeError | RefusalError] = []
    hand_written: dict[str, str] = {}

    def build_theme(identities: tuple[SiteIdentity, ...]) -> None:
        # What is wrong in the records is told first.
        try:
            hand_written.update(build_theme_pages(root, stage, identities))
        except (ThemeError, RefusalError) as error:
            theme_errors.append(error)

    language = ui_language()
    line = ProgressLine(say(CHECKING))
    try:
        completion = SiteCompletion.prepare(root, as_of, jobs, line.advance, build_theme, language=language)
    finally:
        line.close()
    if completion.checked.errors:
        checked = completion.checked
        text = report("text", checked.errors, checked.files, root, language, program=read_program())
        raise _RefusedError(say(_REFUSED), text)
    for error in theme_errors:
        raise _RefusedError(say(_THEME, reason=str(error))) if isinstance(error, ThemeError) else error
    try:
        completion.refuse_overwriting(hand_written)
    except OverwritingError as error:
        raise _RefusedError(say(_THEME, reason=error.render(language))) from None
    line = ProgressLine(say(_PAGES), len(completion.pages))
    completion.progress = line.advance
    try:
        completion.complete(stage)
    finally:
        line.close()
    return completion
