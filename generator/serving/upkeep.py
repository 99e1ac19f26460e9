"""Upkeep: the site that is shown, kept up to date with what is saved; what can't be shown is told instead.

Only what a change bears on is read, judged and counted again. What shows nothing yet, and what decides
about everything (the register's own record, the schemas, a new commit), is made from the ground up.
"""

import datetime
import gc
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from generator.check.checker import Checked
from generator.check.finding import Finding
from generator.collector import collect_left, collected_later
from generator.edition import Edition, renew_edition
from generator.git.heads import Head, read_head
from generator.git.history import DIRTY
from generator.parallel import Progress
from generator.read.documents import DOCUMENTS
from generator.records import RECORDS, REGISTRY_FILE, Record
from generator.refusal import RefusalError, find_refusal
from generator.register.renewal import renew_register
from generator.schemas import SchemaSet
from generator.serving.judging import Judge, Verdict
from generator.serving.showing import Showing, Source
from generator.serving.theme import Theme
from generator.serving.trouble import Trouble, tell_error, tell_findings
from generator.serving.watching import SETTINGS
from generator.site.codes import Codes
from generator.site.completion import OverwritingError, SiteCompletion
from generator.site.identity import SiteIdentity, read_identities
from generator.site.theme_pages import ThemeError
from generator.speech import ui_language
from generator.text import Language

_HeadFuture = Future[Head | None]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is shown: a register on a day, with a folder for what is made of it."""

    root: Path
    as_of: datetime.date
    work: Path
    jobs: int | None = None


class Upkeep:
    """Keeps the site of one register up to date. One thread changes it; any may read ``showing``."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self.showing: Showing | None = None
        """The last good site; None where there has been none."""
        self.number = 0
        """How often what is shown has changed."""
        self._schemas: SchemaSet | None = None
        self._judge: Judge | None = None
        self._verdict: Verdict | None = None
        self._records: Mapping[str, Record] = {}
        self._editions: Mapping[Language, Edition] = {}
        self._theme: Theme | None = None
        self._codes: dict[Language, Codes] = {}
        self._refused: ThemeError | RefusalError | None = None
        self._is_theme_old = self._is_history_old = False
        self._asker = ThreadPoolExecutor(1)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the records from being shown."""
        return self._verdict.errors if self._verdict else ()

    @property
    def files(self) -> int:
        """The number of files among the records."""
        return self._verdict.count if self._verdict else 0

    @property
    def refused(self) -> ThemeError | RefusalError | None:
        """What is wrong with settings, schemas or hand-written pages."""
        return self._refused

    @property
    def trouble(self) -> Trouble | None:
        """What stands in the way of showing all that was saved; None for nothing."""
        if self.errors:
            return tell_findings(self.errors)
        return tell_error(self._refused) if self._refused else None

    def begin(self, progress: Progress | None = None) -> None:
        """Check everything and make the site from the ground up.

        Raises RefusalError for schemas that can't be used, and a repository whose history was cut off.
        """
        with collected_later():
            self._begin(self._subject.jobs, progress)
            gc.freeze()

    def take(self, changed: Iterable[str]) -> None:
        """Bring the site up to date with files that changed, named as a ``Watch`` names them."""
        records, theme, others, is_schema = [], False, False, False
        for file in changed:
            part = file.partition("/")[0]
            if part in (RECORDS, DOCUMENTS):
                records.append(file)
            elif part == "schema":
                is_schema = True
            elif part == "docs" or file in SETTINGS:
                theme = True
            else:
                others = True
        self._is_theme_old = self._is_theme_old or theme
        self._is_history_old = self._is_history_old or others
        with collected_later():
            self._take(records, is_schema=is_schema)

    def _take(self, records: list[str], *, is_schema: bool) -> None:
        try:
            head = self._ask_for_head()
            if is_schema or not self._judge_again(records):
                # No process is parted from one with several threads.
                self._begin(1)
                collect_left()
                gc.freeze()
            else:
                self._show(head)
        except Exception as error:
            refusal = find_refusal(error)
            if refusal is None:
                raise
            # Whatever was to be made is made again once something is saved.
            self._refused, self._verdict = refusal, None

    def close(self) -> None:
        """End what runs beside."""
        self._asker.shutdown(wait=False)

    def _begin(self, jobs: int | None, progress: Progress | None = None) -> None:
        subject, language = self._subject, ui_language()
        self._verdict, self._refused, self._editions = None, None, {}
        completion = SiteCompletion.prepare(subject.root, subject.as_of, jobs, progress, language=language)
        self._schemas, self._codes = completion.schemas, {}
        self._judge = Judge(subject.root, completion.schemas, subject.as_of, language)
        self._verdict = self._judge.take_over(completion.checked)
        self._is_theme_old = True
        self._show(None)

    def _judge_again(self, files: Iterable[str]) -> bool:
        """Judge what changed among the records; False where all has to be checked."""
        if self._judge is None or self._verdict is None:
            return False
        verdict = self._judge.judge(self._verdict, files)
        if verdict is None:
            return False
        self._verdict = verdict
        return True

    def _show(self, head: _HeadFuture | None) -> None:
        """Show what was judged, where nothing is wrong with it."""
        verdict = self._verdict
        if verdict is None or verdict.errors:
            return
        is_same = verdict.records is self._records and self._editions
        editions = self._editions if is_same else self._renew(verdict)
        editions = self._know_head(editions, head, verdict)
        registry = verdict.records[REGISTRY_FILE].value
        theme, identities = self._theme, read_identities(registry, None, self._subject.root)
        if theme is None or self._is_theme_old or theme.identities != identities:
            self._refused = None
            theme = self._build_theme(identities) or self._theme
        self._editions, self._records = editions, verdict.records
        if theme is None or [one.language for one in theme.identities] != list(editions):
            return
        old = self.showing.source if self.showing else None
        source = Source(self._subject.root, verdict.records, editions, theme)
        if old and all(one is other for one, other in zip(old, source, strict=True)):
            return
        for language in editions:
            self._codes.setdefault(language, Codes(language))
        showing = Showing(source, self._codes, self._subject.work)
        if theme is not self._theme or self.showing is None:
            self._refuse_overwriting(showing, theme)
        self._theme, self.showing = theme, showing
        self.number += 1

    def _renew(self, verdict: Verdict) -> Mapping[Language, Edition]:
        """Give the editions of the records as they are now."""
        first = next(iter(self._editions.values()), None)
        renewed = first and renew_register(first.register, self._records, verdict.records)
        if first is None or not renewed:
            return self._make_all(verdict)
        edition = renew_edition(first, renewed)
        return {language: edition.speaking(old.locale) for language, old in self._editions.items()}

    def _make_all(self, verdict: Verdict) -> Mapping[Language, Edition]:
        assert self._schemas  # noqa: S101  nothing is judged without them
        checked = Checked(tuple(verdict.records.values()), (), verdict.count)
        subject = self._subject
        self._is_history_old = False
        return SiteCompletion(subject.root, subject.as_of, 1, self._schemas, checked).editions

    def _ask_for_head(self) -> _HeadFuture | None:
        """Ask git, beside all else, whether the folder holds what was committed."""
        edition = next(iter(self._editions.values()), None)
        if edition is None or not edition.history.head:
            return None
        return self._asker.submit(read_head, self._subject.root)

    def _know_head(
        self, editions: Mapping[Language, Edition], head: _HeadFuture | None, verdict: Verdict
    ) -> Mapping[Language, Edition]:
        """Give the editions with what git says now of the folder."""
        if self._is_history_old:
            return self._make_all(verdict)
        found = head.result() if head else None
        history = next(iter(editions.values())).history
        if found is None or found.is_clean == history.is_clean:
            return editions
        history = history._replace(
            head=found.commit + ("" if found.is_clean else DIRTY), is_clean=found.is_clean
        )
        return {
            language: replace(edition, history=history, story=replace(edition.story, history=history))
            for language, edition in editions.items()
        }

    def _build_theme(self, identities: tuple[SiteIdentity, ...]) -> Theme | None:
        try:
            theme = Theme(self._subject.root, self._subject.work, identities)
        except (ThemeError, RefusalError) as error:
            self._refused, self._is_theme_old = error, True
            return None
        self._is_theme_old = False
        return theme

    def _refuse_overwriting(self, showing: Showing, theme: Theme) -> None:
        """Refuse hand-written files that stand where files are generated. Raises OverwritingError."""
        for place, file in theme.hand_written.items():
            if showing.is_generated(place):
                self._is_theme_old = True
                raise OverwritingError(file, place)
