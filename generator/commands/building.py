"""Filling a folder with a register's site: ``registri build`` publishes it, ``registri verify`` compares."""

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.invocation import read_program
from generator.commands.progress import CHECKING, ProgressLine
from generator.refusal import RefusalError, find_refusal
from generator.snapshot import Snapshot
from generator.speech import say, ui_language
from generator.text import Text

if TYPE_CHECKING:
    from generator.edition import Edition
    from generator.git.trees import Repository
    from generator.site.completion import SiteCompletion
    from generator.site.identity import SiteIdentity
    from generator.site.standing import StandingSite

_PAGES = Text("Halaman", "Pages")
_REFUSED = Text(
    "Situs tidak dibangun: betulkan dahulu yang salah di atas. Situs lama tidak berubah.",
    "The site was not built: mend the errors above first. The old site is as it was.",
)
_THEME = Text("Halaman tulisan tangan tidak dapat dibangun:\n{reason}",
              "The hand-written pages could not be built:\n{reason}")  # fmt: skip
_OLD = Text(
    "Register pada commit {name} tidak dapat dibangun dengan program versi ini. Sebabnya:\n{reason}\n"
    "Pakai program dari waktu itu: git worktree add ../register-lama {name}, lalu bangun di sana dengan "
    "program yang ada di dalamnya.",
    "The register at commit {name} can't be built by this version of the program. The reason:\n{reason}\n"
    "Use the program of that time: git worktree add ../old-register {name}, then build there with the "
    "program that it holds.",
)
_FAULTY = Text(
    "catatannya waktu itu memuat yang menurut aturan sekarang salah, seperti disebut di atas.",
    "its records held then what today's rules call wrong, as told above.",
)
_FAULT = Text("skema atau halamannya tidak memuat yang diperlukan program ini ({error})",
              "its schemas or pages lack what this program needs ({error})")  # fmt: skip
_SHOWN = 12


class UnbuiltError(Exception):
    """There is no site: the report of the findings, where there are any, and the reason."""

    def __init__(self, reason: str, report: str = "") -> None:
        super().__init__(reason)
        self.reason, self.report = reason, report


class Plan(NamedTuple):
    """What is to be built: a register's folder, the day that it is judged on, and the past day it shows.

    ``offline_copy`` asks for a copy of the site to be read from a disk, ``compress`` for packed twins of its
    files; what is built ``anew`` takes nothing from the site that stands there. Who builds from a folder that
    ``lasts`` goes on from the check that was kept of it.
    """

    root: Path
    as_of: datetime.date
    jobs: int | None = None
    snapshot: Snapshot | None = None
    offline_copy: bool = False
    compress: bool = False
    anew: bool = False
    lasts: bool = False

    @property
    def remembers(self) -> bool:
        """Whether the check of an earlier building serves this one, and this one keeps its own."""
        return self.lasts and not self.anew

    @property
    def options(self) -> tuple[str, ...]:
        """What is asked for beside the site itself."""
        asked = {"offline-copy": self.offline_copy, "compress": self.compress}
        return tuple(name for name, is_asked in asked.items() if is_asked)


def fill_stage(plan: Plan, stage: Path, stands: "StandingSite | None" = None) -> "SiteCompletion":
    """Check the register while the theme builds its pages, then write all others beside them.

    The site that ``stands`` where the new one will lends it what stays the same.
    Raises UnbuiltError for findings or a hand-written page that forbid it, and RefusalError for what the
    user must mend elsewhere.
    """
    from generator.site.completion import without_collector  # noqa: PLC0415  start-up

    with without_collector():
        return _fill_stage(plan, stage, stands)


def _fill_stage(plan: Plan, stage: Path, stands: "StandingSite | None") -> "SiteCompletion":
    from generator.parallel import Errand  # noqa: PLC0415
    from generator.site.completion import OverwritingError, SiteCompletion  # noqa: PLC0415  start-up

    built: list[_Theme] = []

    def build_theme(identities: "tuple[SiteIdentity, ...]") -> Errand:
        return Errand(partial(_build_theme, plan, stage, identities), built.append)

    language = ui_language()
    with _show_progress(CHECKING) as line:
        completion = SiteCompletion.prepare(
            plan.root, plan.as_of, plan.jobs, line.advance, build_theme, language=language,
            snapshot=plan.snapshot, remembers=plan.remembers,
        )  # fmt: skip
    _refuse_errors(completion, plan.root)
    theme = built[0] if built else _Theme({})
    if theme.refusal:
        raise theme.refusal
    if theme.complaints:
        raise UnbuiltError(say(_THEME, reason=theme.complaints))
    completion.is_within, completion.stands = theme.is_within, stands
    completion.compressed, completion.offline_copy = plan.compress, plan.offline_copy
    with completion.writing_originals(stage):
        try:
            completion.refuse_overwriting(theme.hand_written)
        except OverwritingError as error:
            raise UnbuiltError(say(_THEME, reason=error.render(language))) from None
        with _show_progress(_PAGES, len(completion.pages)) as line:
            completion.progress = line.advance
            completion.complete(stage)
    return completion


class _Theme(NamedTuple):
    """What came of building the hand-written pages: these by their place in the site, or what is wrong."""

    hand_written: dict[str, str]
    complaints: str = ""
    refusal: RefusalError | None = None
    is_within: bool = False


def _build_theme(plan: Plan, stage: Path, identities: "tuple[SiteIdentity, ...]") -> _Theme:
    """Lay out the hand-written pages; give what is wrong, for faults of records are told first."""
    from generator.site.theme_pages import ThemeError, lay_out_theme_pages  # noqa: PLC0415  start-up

    try:
        hand_written = lay_out_theme_pages(plan.root, stage, identities, remembers=not plan.anew)
        return _Theme(hand_written.files, is_within=hand_written.is_within)
    except ThemeError as error:
        return _Theme({}, str(error))
    except RefusalError as error:
        return _Theme({}, refusal=error)


def read_edition(plan: Plan) -> "Edition":
    """Check the register and give it as the site shows it, without building one.

    Raises UnbuiltError for findings, and RefusalError for schemas that can't be used.
    """
    from generator.site.completion import SiteCompletion  # noqa: PLC0415  start-up stays light

    with _show_progress(CHECKING) as line:
        completion = SiteCompletion.prepare(
            plan.root, plan.as_of, plan.jobs, line.advance, language=ui_language(), snapshot=plan.snapshot
        )
    _refuse_errors(completion, plan.root)
    return completion.edition


def _refuse_errors(completion: "SiteCompletion", root: Path) -> None:
    from generator.check.reporters import report  # noqa: PLC0415  start-up stays light

    checked = completion.checked
    if checked.errors:
        text = report("text", checked.errors, checked.files, root, ui_language(), program=read_program())
        raise UnbuiltError(say(_REFUSED), text)


@contextmanager
def _show_progress(label: Text, total: int | None = None) -> Iterator[ProgressLine]:
    line = ProgressLine(say(label), total)
    try:
        yield line
    finally:
        line.close()


@contextmanager
def lay_out_commit(repository: "Repository", commit: str) -> Iterator[Path]:
    """Give the register's folder as it was at a commit, to be built from.

    It is built with the schemas, hand-written pages and settings of that commit, by this program: they say
    what the data meant then. Where this program can't use them, UnbuiltError or RefusalError names the
    commit and the way to build it all the same.
    """
    from concurrent.futures import BrokenExecutor  # noqa: PLC0415  start-up stays light

    from generator.git.checkouts import lay_out  # noqa: PLC0415

    name = commit[:_SHOWN]
    with lay_out(repository, (commit,)) as (tree,):
        try:
            yield tree
        except (OSError, MemoryError, BrokenExecutor):
            # Of this machine, not of that commit.
            raise
        except UnbuiltError as error:
            told = say(_FAULTY) if error.report else error.reason.replace(f"{tree}/", "")
            reason = say(_OLD, name=name, reason=told)
            raise UnbuiltError(reason, error.report) from None
        except Exception as error:
            refusal = find_refusal(error)
            if refusal is None and os.environ.get("REGISTRI_DEBUG"):
                raise
            said = f"{type(error).__name__}: {error}"
            reason = refusal.render(ui_language()) if refusal else say(_FAULT, error=said)
            raise RefusalError(_OLD, name=name, reason=reason.replace(f"{tree}/", "")) from error
