"""``registri preview``: build the site as it is and as a proposal makes it; keep the pages that differ."""

import datetime
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from generator.__main__ import FINDINGS
from generator.commands.invocation import read_program
from generator.commands.options import (
    FOLDER,
    OPTIONS,
    as_of_option,
    builder_option,
    read_place,
    root_option,
)
from generator.refusal import RefusalError
from generator.speech import say
from generator.text import Text

_BASE = Text("DASAR", "BASE")
_HEAD = Text("[USULAN]", "[HEAD]")
_SITE_HELP = Text("Folder pratinjau (bawaan: pratinjau/ di dalam register).",
                  "The preview's folder (default: pratinjau/ in the register).")  # fmt: skip
_NO_BASE = Text(
    "Sebutkan yang dibandingkan, misalnya: {program} preview main usulan-saya",
    "Name what to compare, such as: {program} preview main my-proposal",
)
_UNBUILT = Text(
    "Situs pada {name} tidak dapat dibangun, jadi tidak ada pratinjau. Sebabnya:\n{reason}",
    "The site at {name} can't be built, so there is no preview. The reason:\n{reason}",
)
_TRUST_HELP = Text(
    "Pakai juga mkdocs.yml, templat, dan program pembantu milik usulan. Hanya bila isinya sudah Anda baca, "
    "sebab ia dijalankan di komputer ini.",
    "Use the proposal's own mkdocs.yml, templates and hooks too. Only where you have read them, for they "
    "are run on this machine.",
)
_BASE_HELP = Text(
    "Pakai mkdocs.yml, templat, dan program pembantu milik dasar pada kedua sisi; yang diusulkan tidak "
    "dijalankan.",
    "Use the base's mkdocs.yml, templates and hooks on both sides; those of the proposal are not run.",
)
_ONE_OF_TWO = Text("--with-settings dan --base-settings tidak dapat dipakai bersama.",
                   "--with-settings and --base-settings can't be used together.")  # fmt: skip
_RUNS = Text(
    "Usulan ini mengubah berkas yang dijalankan saat situs dibangun: {files}. Tidak ada yang dijalankan. "
    "Baca dahulu perubahannya; bila aman, ulangi dengan --with-settings. Tanpa menjalankannya: "
    "--base-settings.",
    "This proposal changes files that are run when the site is built: {files}. Nothing was run. Read them "
    "first; if they are safe, try again with --with-settings. Without running them: --base-settings.",
)
_LEFT_OUT = Text(
    "Dibangun dengan yang milik dasar, bukan dengan yang diusulkan: {files}.",
    "Built with what the base has, not with what is proposed: {files}.",
)
_MOST_NAMED = 5
_BUILDING = Text(
    "Membangun situs sebelum dan sesudah usulan …", "Building the site before and after the proposal …"
)
_WRITTEN = Text(
    "{pages} halaman berubah, {shown} di antaranya disertakan: {site}",
    "{pages} pages change, {shown} of them are included: {site}",
)
_NOTHING = Text("Usulan ini tidak mengubah satu halaman pun: {site}", "This proposal changes no page: {site}")
_NEXT = Text("Buka {file} di peramban.", "Open {file} in a browser.")
_FAULT = 3


@click.command("preview", options_metavar=say(OPTIONS))
@click.argument("base", metavar=say(_BASE), required=False)
@click.argument("head", metavar=say(_HEAD), default="HEAD")
@root_option
@click.option("--site-dir", metavar=say(FOLDER), help=say(_SITE_HELP))
@click.option("--with-settings", is_flag=True, help=say(_TRUST_HELP))
@click.option("--base-settings", is_flag=True, help=say(_BASE_HELP))
@as_of_option
@builder_option
def command(  # noqa: PLR0917  one a parameter of the command line
    base: str | None,
    head: str,
    root: Path,
    site_dir: str | None,
    with_settings: bool,  # noqa: FBT001  click hands it over by name
    base_settings: bool,  # noqa: FBT001
    as_of: datetime.date,
) -> None:
    """Build both sites and keep what differs."""
    from babel.dates import format_date  # noqa: PLC0415  start-up stays light

    from generator.git.checkouts import lay_out, list_running, put_back  # noqa: PLC0415
    from generator.git.trees import Repository  # noqa: PLC0415
    from generator.site.preview import compare_sites, write_preview  # noqa: PLC0415  start-up stays light
    from generator.site.publish import find_site_dir, stage_site  # noqa: PLC0415

    if base is None:
        raise click.UsageError(say(_NO_BASE, program=read_program()))
    if with_settings and base_settings:
        raise click.UsageError(say(_ONE_OF_TWO))
    target = find_site_dir(root / "pratinjau" if site_dir is None else read_place(site_dir), root)
    names = (base, head)
    repository = Repository.find(root)
    proposed = repository.resolve(head)
    # What the other side has gained meanwhile is no change of the proposal.
    common = repository.find_common((base, repository.resolve(base)), (head, proposed))
    commits = (common, proposed)
    running = [] if with_settings else list_running(repository.compare(common, proposed), repository.prefix)
    if running:
        if not base_settings:
            raise RefusalError(_RUNS, files=_name(running))
        click.echo(say(_LEFT_OUT, files=_name(running)), err=True)
    if sys.stderr.isatty():
        click.echo(say(_BUILDING), err=True)
    with lay_out(repository, commits) as trees, TemporaryDirectory(prefix="registri-") as folder:
        put_back(trees, running, repository.prefix)
        before, after = (Path(folder) / side for side in ("before", "after"))
        _build_both(trees, (before, after), names, as_of)
        comparison = compare_sites(before, after)
        with stage_site(target) as stage:
            left_out = write_preview(
                comparison,
                before,
                after,
                stage,
                names=names,
                as_of=format_date(as_of, "d MMMM y", locale="id"),
            )
    number = len(comparison.pages)
    text = _WRITTEN if number else _NOTHING
    click.echo(say(text, pages=str(number), shown=str(number - left_out), site=str(target)))
    click.echo(say(_NEXT, file=str(target / "index.html")))


def _name(files: list[str]) -> str:
    return ", ".join([*files[:_MOST_NAMED], *(["…"] if len(files) > _MOST_NAMED else [])])


def _build_both(
    trees: list[Path], sites: tuple[Path, Path], names: tuple[str, str], as_of: datetime.date
) -> None:
    """Build both sites beside each other, each in a process of its own.

    The proposal's own copy of this program, where it brings one, takes no part.
    """
    running = [
        subprocess.Popen(  # noqa: S603  this program again, with fixed arguments
            [
                *(sys.executable, "-P", "-m", "generator", "build"),
                *("--root", str(tree), "--site-dir", str(site), "--as-of", as_of.isoformat(), "--jobs", "1"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for tree, site in zip(trees, sites, strict=True)
    ]
    told = [process.communicate()[0].decode("utf-8", "replace") for process in running]
    for process, name, tree, text in zip(running, names, trees, told, strict=True):
        if process.returncode == _FAULT or process.returncode < 0:
            raise RuntimeError(text.strip())
        if process.returncode:
            refusal = RefusalError(_UNBUILT, name=name, reason=text.strip().replace(f"{tree}/", ""))
            if process.returncode != FINDINGS:
                raise refusal
            click.echo(say(_UNBUILT, name=name, reason=text.strip().replace(f"{tree}/", "")), err=True)
            raise click.exceptions.Exit(FINDINGS)
