"""``registri build``: check the records, build the whole site beside the old one, then switch."""

import datetime
import os
import shlex
import time
from contextlib import nullcontext
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from generator.__main__ import FINDINGS
from generator.clock import today
from generator.commands.building import Plan, UnbuiltError, fill_stage, lay_out_commit
from generator.commands.invocation import NEXT, keep_given, render_next
from generator.commands.options import (
    FOLDER,
    OPTIONS,
    as_of_option,
    at_option,
    builder_option,
    jobs_option,
    optional_day_option,
    read_place,
    root_option,
)
from generator.refusal import RefusalError
from generator.snapshot import Snapshot
from generator.speech import say
from generator.text import Text

if TYPE_CHECKING:
    from generator.git.trees import Repository
    from generator.site.completion import SiteCompletion
    from generator.site.standing import StandingSite

_SITE_HELP = Text(
    "Folder situs (bawaan: site/ di dalam register; dengan --at: situs-lampau/).",
    "The site's folder (default: site/ in the register; with --at: situs-lampau/).",
)
_COPY_HELP = Text(
    "Buat juga salinan luring: seluruh situs dalam satu berkas ZIP (data/situs-luring.zip).",
    "Make an offline copy too: the whole site in one ZIP file (data/situs-luring.zip).",
)
_PUBLISHED_HELP = Text(
    "Dengan --at: tanpa keterangan bahwa ini keadaan lampau, tepat seperti diterbitkan dari commit itu.",
    "With --at: without the note that this is a past state, just as it was published from that commit.",
)
_KNOWN_HELP = Text(
    "Dengan --at COMMIT: hari yang menurut setiap halaman diperlihatkan (bawaan: hari commit itu).",
    "With --at COMMIT: the day that every page says it shows (default: the commit's own).",
)
_COMPRESS_HELP = Text(
    "Letakkan juga berkas yang sudah dimampatkan (.gz, dan .br bila pustaka brotli terpasang) di samping "
    "setiap berkas yang menjadi jauh lebih kecil karenanya, untuk server web yang dapat mengirimnya.",
    "Lay compressed files too (.gz, and .br where the library brotli is installed) beside each file that "
    "becomes much smaller by it, for web servers that can send these.",
)
_ANEW_HELP = Text(
    "Bangun semuanya lagi, juga bila tidak ada yang berubah, tanpa memakai berkas situs yang lama.",
    "Build everything again, even if nothing has changed, without using files of the old site.",
)
_ALONE = Text("{option} hanya berarti bersama --at.", "{option} means something only with --at.")
_EITHER = Text(
    "--known-on dan --as-published tidak dapat dipakai bersama: yang terbit waktu itu tidak menyebut hari.",
    "--known-on and --as-published can't be used together: what was published then names no day.",
)
_UNKNOWN_THEN = Text(
    "Pada {day} bukan commit {commit} yang berlaku, jadi halamannya akan mengatakan yang tidak benar. Yang "
    "berlaku hari itu: --at {day}",
    "On {day} commit {commit} was not what was known, so pages would say what is not true. What was known "
    "on that day: --at {day}",
)
_AS_PUBLISHED = Text(
    "Seperti diterbitkan dari commit {commit}, keadaan pada {as_of}.",
    "As it was published from commit {commit}, judged on {as_of}.",
)
_BUILT = Text(
    "{pages} halaman dari {files} berkas dalam {seconds} detik: {site}",
    "{pages} pages from {files} files in {seconds} seconds: {site}",
)
_UNCHANGED = Text(
    "Tidak ada yang berubah sejak situs ini dibangun; situsnya tetap seperti adanya: {site}\n"
    "Untuk membangunnya juga: {command}",
    "Nothing has changed since this site was built; it is left as it is: {site}\n"
    "To build it all the same: {command}",
)
_DECIMAL = Text("{whole},{tenth}", "{whole}.{tenth}")
_PAST = Text(
    "Menurut yang diketahui pada {day} (commit {commit}), keadaan pada {as_of}. Setiap halamannya "
    "mengatakan itu.",
    "As known on {day} (commit {commit}), judged on {as_of}. Each of its pages says so.",
)
_OPEN = Text("Buka {file} di peramban.", "Open {file} in a browser.")
_PAST_SITE = "situs-lampau"
_SHOWN = 12


@click.command("build", options_metavar=say(OPTIONS))
@root_option
@click.option("--site-dir", metavar=say(FOLDER), help=say(_SITE_HELP))
@at_option
@as_of_option
@jobs_option
@builder_option
@optional_day_option("--known-on", _KNOWN_HELP)
@click.option("--as-published", is_flag=True, help=say(_PUBLISHED_HELP))
@click.option("--offline-copy", is_flag=True, help=say(_COPY_HELP))
@click.option("--compress", is_flag=True, help=say(_COMPRESS_HELP))
@click.option("--anew", is_flag=True, help=say(_ANEW_HELP))
@click.pass_context
def command(  # noqa: PLR0917  one a parameter of the command line
    ctx: click.Context,
    root: Path,
    site_dir: str | None,
    at: str | None,
    as_of: datetime.date,
    jobs: int | None,
    known_on: datetime.date | None,
    as_published: bool,  # noqa: FBT001  as click hands it over
    offline_copy: bool,  # noqa: FBT001
    compress: bool,  # noqa: FBT001
    anew: bool,  # noqa: FBT001
) -> None:
    """Build the public site from the register."""
    if at is None and (as_published or known_on):
        raise RefusalError(_ALONE, option="--as-published" if as_published else "--known-on")
    if as_published and known_on:
        raise RefusalError(_EITHER)
    plan = Plan(root, as_of, jobs, offline_copy=offline_copy, compress=compress, anew=anew, lasts=at is None)
    if at is not None:
        is_given = ctx.get_parameter_source("as_of") is not ParameterSource.DEFAULT
        place = root / _PAST_SITE if site_dir is None else read_place(site_dir)
        day = as_of if is_given else None
        _build_past(ctx, place, at, day, plan, known_on=known_on, as_published=as_published)
        return
    if site_dir is not None:
        keep_given(ctx, "--site-dir", site_dir)
    place = root / "site" if site_dir is None else read_place(site_dir)
    if not build_site(plan, place):
        raise click.exceptions.Exit(FINDINGS)
    if site_dir is None:
        # What is shown is always the site inside the register.
        click.echo(say(NEXT, command=render_next(ctx, "serve", "--root", "--as-of", "--builder")))


def _build_past(
    ctx: click.Context,
    place: Path,
    at: str,
    as_of: datetime.date | None,
    plan: Plan,
    *,
    known_on: datetime.date | None,
    as_published: bool,
) -> None:
    """Build the site of what was known at a commit or on a day, in a folder of its own.

    Raises RefusalError for what ``--at`` can't mean, a day on which something else was known, and what the
    program can't use of that time.
    """
    from generator.git.moments import find_moment, was_known_on  # noqa: PLC0415  start-up stays light
    from generator.git.trees import Repository  # noqa: PLC0415

    repository = Repository.find(plan.root)
    moment = find_moment(repository, at, today())
    if known_on:
        if known_on > today() or not was_known_on(repository, moment.commit, known_on):
            raise RefusalError(_UNKNOWN_THEN, day=known_on.isoformat(), commit=moment.commit[:_SHOWN])
        moment = replace(moment, day=known_on)
    snapshot = None if as_published else Snapshot(moment.commit, moment.day)
    plan = plan._replace(as_of=as_of or moment.day, snapshot=snapshot)
    if not _publish(plan, place, _recall(plan, place), (repository, moment.commit)):
        raise click.exceptions.Exit(FINDINGS)
    words = {"commit": moment.commit[:_SHOWN], "as_of": plan.as_of.isoformat()}
    told = say(_AS_PUBLISHED, **words) if as_published else say(_PAST, day=moment.day.isoformat(), **words)
    click.echo(told)
    click.echo(say(_OPEN, file=str(place / "index.html")))
    way = render_next(ctx, "verify", "--root", "--builder")
    click.echo(say(NEXT, command=f"{way} {shlex.quote(str(place))}"))


def build_site(plan: Plan, site_dir: Path) -> bool:
    """Check, build and publish; False where findings or a hand-written page forbid it.

    Where the site that stands there is known to be what would be built, that is said instead. Raises
    RefusalError for what the user must mend elsewhere: the site's folder, the settings, the schemas.
    """
    from generator.site.grounds import read_grounds  # noqa: PLC0415  start-up stays light

    options = plan.options
    if plan.compress:
        from generator.site.packing import describe_packing  # noqa: PLC0415  start-up stays light

        options = (*options, describe_packing())
    grounds = cache(partial(read_grounds, plan.root, plan.as_of, options))
    stands = _recall(plan, site_dir)
    if stands and stands.is_as_written(grounds):
        kept = ("--root", "--as-of", "--builder", "--site-dir")
        again = render_next(click.get_current_context(), "build", *kept)
        words = " ".join((again, *(f"--{option}" for option in plan.options), "--anew"))
        click.echo(say(_UNCHANGED, site=str(site_dir), command=words))
        return True
    return _publish(plan, site_dir, stands, grounds=grounds())


def _recall(plan: Plan, site_dir: Path) -> "StandingSite | None":
    """Give the site that stands there, as it is remembered, where something may be taken from it."""
    from generator.site.standing import recall_site  # noqa: PLC0415  start-up stays light

    return None if plan.anew else recall_site(Path(os.path.realpath(site_dir)))


def _publish(
    plan: Plan,
    site_dir: Path,
    stands: "StandingSite | None",
    past: "tuple[Repository, str] | None" = None,
    grounds: str = "",
) -> bool:
    """Build as planned and publish; of the past what a repository held at a commit.

    ``stands`` is the site that stands there and lends its files, ``grounds`` are what the new one hangs on,
    empty where that is not known.
    """
    from generator.site.publish import find_site_dir, stage_site  # noqa: PLC0415  start-up stays light
    from generator.site.standing import remember_site, survey_site  # noqa: PLC0415

    begun = time.monotonic()
    site_dir = find_site_dir(site_dir, plan.root)
    try:
        with stage_site(site_dir) as stage:
            with stands.open() if stands else nullcontext():
                completion = _fill(plan, stage, past, stands)
            survey = survey_site(stage, completion.written, completion.jobs)
    except UnbuiltError as refused:
        if refused.report:
            click.echo(refused.report, nl=False)
        click.echo(refused.reason, err=True)
        return False
    if survey:
        remember_site(site_dir, survey, grounds if completion.is_within else "")
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


def _fill(
    plan: Plan, stage: Path, past: "tuple[Repository, str] | None", stands: "StandingSite | None"
) -> "SiteCompletion":
    if past is None:
        return fill_stage(plan, stage, stands)
    with lay_out_commit(*past) as tree:
        return fill_stage(plan._replace(root=tree), stage, stands)
