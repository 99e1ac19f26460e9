"""``registri verify``: build a site again from the commit that it names, and say which files differ."""

import datetime
import shlex
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from generator.__main__ import CLEAN, FINDINGS, USAGE
from generator.commands.building import Plan, UnbuiltError, fill_stage, lay_out_commit
from generator.commands.invocation import NEXT, read_program, render_next
from generator.commands.options import (
    OPTIONS,
    builder_option,
    jobs_option,
    optional_as_of_option,
    read_place,
    root_option,
)
from generator.commands.progress import ProgressLine
from generator.refusal import RefusalError
from generator.speech import say
from generator.text import Text

if TYPE_CHECKING:
    from generator.git.trees import Repository
    from generator.site.copies import Copy
    from generator.site.manifest import Manifest
    from generator.site.verification import Verdict

_SITE = Text("FOLDER|ALAMAT", "FOLDER|ADDRESS")
_PATTERN = Text("POLA", "PATTERN")
_FILES_HELP = Text(
    "Periksa hanya berkas yang namanya cocok, misalnya 'statistik/2024/*'; boleh berkali-kali.",
    "Look only at files whose names fit, such as 'statistik/2024/*'; may be given several times.",
)
_AS_OF_HELP = Text(
    "Tanggal keadaan situs itu, TTTT-BB-HH; hanya bila manifest.json-nya tidak menyebutnya.",
    "The day the site was judged on, YYYY-MM-DD; only where its manifest.json does not say it.",
)
_EPILOG = Text(
    "Situs disusun ulang dari commit yang disebut manifest.json-nya, lalu dibandingkan berkas demi berkas. "
    "Kode keluar 0: sama; 1: ada yang berbeda; 2: tidak dapat diperiksa.",
    "The site is built again from the commit that its manifest.json names, then compared file by file. Exit "
    "code 0: the same; 1: something differs; 2: it can't be verified.",
)
_NO_NAME = Text(
    "Sebutkan situs yang diperiksa, misalnya: {program} verify site, atau: {program} verify "
    "https://contoh.example/",
    "Name the site to verify, such as: {program} verify site, or: {program} verify https://contoh.example/",
)
_NOT_OURS = Text(
    "manifest.json di sana bukan manifest situs register: {part} tidak dapat dipakai.",
    "The manifest.json there is no manifest of a register's site: {part} can't be used.",
)
_NO_COMMIT = Text(
    "Situs itu tidak menyebut commit: dibangun di luar git, sehingga asalnya tidak dapat dibuktikan.",
    "That site names no commit: it was built outside git, so where it came from can't be proven.",
)
_DIRTY = Text(
    "Situs itu dibangun dari folder yang berbeda dari commit {commit}: ada perubahan yang belum disimpan di "
    "git, sehingga isinya tidak dapat dibuktikan. Minta pengelolanya membangun lagi dari commit yang bersih.",
    "That site was built from a folder that differed from commit {commit}: there were changes that git does "
    "not hold. So its content can't be proven. Ask its keeper to build it again from a clean commit.",
)
_UNKNOWN = Text(
    "Commit {commit} yang disebut situs itu tidak ada di repositori ini. Ambil dahulu yang terbaru dengan: "
    "git fetch. Bila tetap tidak ada, situs itu tidak dibuat dari repositori ini.",
    "Commit {commit}, which the site names, is not in this repository. Fetch the newest first with: git "
    "fetch. If it still is not there, the site was not made from this repository.",
)
_NO_DAY = Text(
    "manifest.json di sana tidak menyebut tanggal keadaannya. Lihat tanggal di bagian bawah halamannya, lalu "
    "sebutkan dengan --as-of TTTT-BB-HH.",
    "The manifest.json there does not say which day the site was judged on. See the date at the foot of its "
    "pages, and name it with --as-of YYYY-MM-DD.",
)
_OTHER_DAY = Text(
    "Situs itu dibuat untuk keadaan pada {as_of}, dan hanya dengan tanggal itu dapat disusun ulang. Jalankan "
    "lagi tanpa --as-of.",
    "That site was judged on {as_of}, and can be built again with that day only. Run again without --as-of.",
)
_NO_MATCH = Text('Tidak ada berkas yang cocok dengan "{pattern}".', 'No file fits "{pattern}".')
_PROGRAM = Text(
    "Perhatian: situs itu dibuat program lain (versi {theirs}) daripada yang dipakai di sini (versi {ours}). "
    "Perbedaan dapat berasal dari programnya. Untuk memastikan, pakai program dari waktu itu: git worktree "
    "add ../register-lama {commit}, lalu jalankan verify dari sana.",
    "Note: that site was made by another program (version {theirs}) than the one used here (version {ours}). "
    "Differences may come from the program. To be sure use the program of that time: git worktree add "
    "../old-register {commit}, then run verify from there.",
)
_NOT_TOLD = Text("tidak disebut", "not told")
_ASTRAY = Text(
    "Perhatian: commit {commit} tidak ada dalam riwayat cabang ini; situs itu dibuat dari cabang lain.",
    "Note: commit {commit} is not in this branch's history; the site was made from another branch.",
)
_OTHER_MOMENT = Text(
    "Perhatian: situs itu mengatakan memperlihatkan yang diketahui pada {day}, tetapi menurut riwayat cabang "
    "ini commit {commit} bukan yang berlaku pada hari itu.",
    "Note: that site says that it shows what was known on {day}, but in this branch's history commit "
    "{commit} is not what held on that day.",
)
_COMPARED = Text("Berkas dibandingkan", "Files compared")
_REBUILT = Text(
    "Disusun ulang dari commit {commit}, keadaan pada {as_of}.",
    "Built again from commit {commit}, judged on {as_of}.",
)
_DIFFERS = Text("berbeda: {name}", "differs: {name}")
_MISSING = Text("tidak ada di situs: {name}", "missing from the site: {name}")
_SURPLUS = Text("tidak berasal dari register: {name}", "not from the register: {name}")
_UNJUDGED = Text(
    "Tidak dinilai, sebab milik penyedia situs: {names}", "Not judged, for they are the host's: {names}"
)
_SAME = Text(
    "Sama: {count} berkas pada situs itu tepat seperti hasil susun ulang.",
    "The same: {count} files of that site are exactly as they were built again.",
)
_SAME_PART = Text(
    "Sama: {count} dari {all} berkas diperiksa, dan semuanya tepat seperti hasil susun ulang.",
    "The same: {count} of {all} files were looked at, and all are exactly as they were built again.",
)
_OTHER = Text(
    "Tidak sama: dari {count} berkas yang diperiksa, {differing} berbeda, {missing} tidak ada, dan {surplus} "
    "berkas tidak berasal dari register.",
    "Not the same: of {count} files looked at {differing} differ and {missing} are missing; {surplus} files "
    "are not from the register.",
)
_SHOWN = 12
_LONGEST_VERSION = 40


@click.command("verify", options_metavar=say(OPTIONS), epilog=say(_EPILOG))
@click.argument("site", metavar=say(_SITE), required=False)
@root_option
@click.option("--files", "patterns", multiple=True, metavar=say(_PATTERN), help=say(_FILES_HELP))
@optional_as_of_option(_AS_OF_HELP)
@jobs_option
@builder_option
@click.pass_context
def command(  # noqa: PLR0917  one a parameter of the command line
    ctx: click.Context,
    site: str | None,
    root: Path,
    patterns: tuple[str, ...],
    as_of: datetime.date | None,
    jobs: int | None,
) -> None:
    """Build a site again and compare it."""
    from generator.addresses import OFFLINE_COPY  # noqa: PLC0415  start-up stays light
    from generator.git.trees import Repository  # noqa: PLC0415
    from generator.site.verification import compare_copy, read_rebuilt  # noqa: PLC0415

    if site is None:
        raise click.UsageError(say(_NO_NAME, program=read_program()))
    copy = _open_copy(site)
    manifest = _read_manifest(copy)
    if as_of and manifest.as_of not in (None, as_of):
        raise RefusalError(_OTHER_DAY, as_of=str(manifest.as_of))
    manifest = replace(manifest, as_of=manifest.as_of or as_of)
    repository = Repository.find(root)
    commit, day = _find_origin(repository, manifest)
    is_true = not _claims_falsely(repository, manifest)
    with TemporaryDirectory(prefix="registri-") as folder:
        built = Path(folder)
        try:
            with lay_out_commit(repository, commit) as tree:
                with_copy = OFFLINE_COPY in manifest.files
                # A proof rests on nothing that was kept.
                plan = Plan(tree, day, jobs, manifest.snapshot, offline_copy=with_copy, anew=True)
                fill_stage(plan, built)
        except UnbuiltError as error:
            click.echo(error.report, nl=False)
            click.echo(error.reason, err=True)
            raise click.exceptions.Exit(USAGE) from None
        again, rebuilt = read_rebuilt(built)
        _tell_program(manifest, again)
        names = _select(rebuilt, manifest, patterns)
        copy.begin()
        line = ProgressLine(say(_COMPARED), len(names))
        try:
            verdict = compare_copy(copy, manifest, rebuilt, names, line.advance)
        finally:
            line.close()
    _tell(verdict, manifest, is_part=bool(patterns))
    if not verdict.is_same:
        words = ["--at", commit[:_SHOWN], "--as-of", day.isoformat()]
        if manifest.known_on is None:
            words.append("--as-published")
        elif is_true:
            words += ["--known-on", manifest.known_on.isoformat()]
        click.echo(
            say(NEXT, command=f"{render_next(ctx, 'build', '--root', '--builder')} {shlex.join(words)}"),
            err=True,
        )
    raise click.exceptions.Exit(CLEAN if verdict.is_same and is_true else FINDINGS)


def _open_copy(site: str) -> "Copy":
    from generator.site.copies import FolderCopy  # noqa: PLC0415
    from generator.site.web_copies import WebCopy  # noqa: PLC0415

    return WebCopy(site) if "://" in site else FolderCopy(read_place(site))


def _read_manifest(copy: "Copy") -> "Manifest":
    """Read what a copy says of itself. Raises RefusalError for one that nothing can be proven of."""
    from generator.site.manifest import ManifestError, parse_manifest  # noqa: PLC0415

    try:
        manifest = parse_manifest(copy.read_manifest())
    except ManifestError as error:
        raise RefusalError(_NOT_OURS, part=str(error)) from None
    if manifest.commit is None:
        raise RefusalError(_NO_COMMIT)
    commit, mark, _ = manifest.commit.partition("-")
    if mark:
        raise RefusalError(_DIRTY, commit=commit[:_SHOWN])
    return manifest


def _find_origin(repository: "Repository", manifest: "Manifest") -> tuple[str, datetime.date]:
    """Give the commit and the day that a site was made from, and say what is odd about either.

    Raises RefusalError for a commit that is not here, or that is somebody else's and runs what it brings.
    """
    from generator.git.moments import refuse_stranger  # noqa: PLC0415
    from generator.git.obstacles import refuse_untold  # noqa: PLC0415

    commit = manifest.commit or ""
    refuse_untold(repository.root)
    if not repository.has(commit):
        raise RefusalError(_UNKNOWN, commit=commit[:_SHOWN])
    refuse_stranger(repository, commit)
    if manifest.as_of is None:
        raise RefusalError(_NO_DAY)
    if not repository.is_before(commit, repository.resolve("HEAD")):
        click.echo(say(_ASTRAY, commit=commit[:_SHOWN]), err=True)
    return commit, manifest.as_of


def _claims_falsely(repository: "Repository", manifest: "Manifest") -> bool:
    """Whether a site shows another past day than its commit is of; built again, its pages say the same."""
    from generator.git.moments import was_known_on  # noqa: PLC0415

    commit, known = manifest.commit or "", manifest.known_on
    if known is None or was_known_on(repository, commit, known):
        return False
    click.echo(say(_OTHER_MOMENT, day=known.isoformat(), commit=commit[:_SHOWN]), err=True)
    return True


def _tell_program(manifest: "Manifest", again: "Manifest") -> None:
    """Say where another program made the site than the one that has built it again."""
    if manifest.program != again.program:
        ours, theirs = (
            _show(f"{one.version[:_LONGEST_VERSION]}, {one.fingerprint[:_SHOWN]}") if one else say(_NOT_TOLD)
            for one in (again.program, manifest.program)
        )
        commit = (manifest.commit or "")[:_SHOWN]
        click.echo(say(_PROGRAM, commit=commit, ours=ours, theirs=theirs), err=True)


def _select(rebuilt: Iterable[str], manifest: "Manifest", patterns: tuple[str, ...]) -> list[str]:
    """Give the names of what was built that fit the patterns.

    Raises RefusalError for a pattern that fits nothing, neither built nor named by the site: what a site has
    left out must be found to be missing.
    """
    from generator.site.verification import select_names  # noqa: PLC0415

    for pattern in patterns:
        if not (select_names(rebuilt, (pattern,)) or select_names(manifest.files, (pattern,))):
            raise RefusalError(_NO_MATCH, pattern=pattern)
    return select_names(rebuilt, patterns)


def _tell(verdict: "Verdict", manifest: "Manifest", *, is_part: bool) -> None:
    commit, day = (manifest.commit or "")[:_SHOWN], manifest.as_of
    click.echo(say(_REBUILT, commit=commit, as_of=day.isoformat() if day else ""))
    groups = ((_DIFFERS, verdict.differing), (_MISSING, verdict.missing), (_SURPLUS, verdict.surplus))
    for text, names in groups:
        for name in names:
            click.echo(say(text, name=_show(name)))
    if verdict.unjudged:
        click.echo(say(_UNJUDGED, names=", ".join(map(_show, verdict.unjudged))))
    counts = {"count": str(verdict.looked_at), "all": str(verdict.built)}
    if verdict.is_same:
        click.echo(say(_SAME_PART if is_part else _SAME, **counts))
        return
    found = {"differing": verdict.differing, "missing": verdict.missing, "surplus": verdict.surplus}
    click.echo(say(_OTHER, **counts, **{name: str(len(names)) for name, names in found.items()}))


def _show(name: str) -> str:
    """Give a name that lies in a copy as a terminal may show it: nobody knows who gave it."""
    return name if name.isprintable() else ascii(name)
