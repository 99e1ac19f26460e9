"""Gathering: every source fetched, judged by the check that every register passes, and kept or recalled."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.check.checker import Checked, Checker
from generator.check.reporters.cells import render_printable
from generator.federation.copies import KeptCopy, hold_copies, keep_copy, recall_copy
from generator.federation.files import RegisterFiles
from generator.federation.gathered import Freshness, Gathered, Member, MissingSource, Trouble
from generator.federation.places import fetch_register
from generator.federation.sources import Gathering, SourceEntry
from generator.home import find_part
from generator.reasons import read_reason
from generator.refusal import RefusalError
from generator.register.register import build_register
from generator.schemas import SchemaSet
from generator.sorting import select_agreements
from generator.text import Language, Text

Progress = Callable[[int], None]
_MOST_DETAILS = 5
_FAULTY = Text(
    "Registernya memuat {count} kesalahan menurut pemeriksaan, sehingga tidak dipakai.",
    "The check finds {count} errors in that register, so it was not used.",
)
_LIES = Text(
    "Register itu menyebut kode wilayah {found}, padahal sumber ini untuk {wanted}; tidak dipakai.",
    "That register states the region code {found}, but this source is for {wanted}; it was not used.",
)
_EMPTY = Text("Register itu tidak memuat satu catatan pun.", "That register holds no record.")
_UNREADABLE = Text("Sumber itu tidak dapat dibaca: {reason}.", "That source can't be read: {reason}.")
_UNKEPT = Text("Salinannya tidak dapat disimpan: {reason}.", "Its copy can't be kept: {reason}.")


class _Judged(NamedTuple):
    """What came of a source's files: records that may be used, or why not."""

    checked: Checked
    trouble: Trouble | None


class Gatherer:
    """Gathers on one day; ``base`` is the folder that SOURCES.yaml stands in, and that holds the copies."""

    def __init__(self, base: Path, as_of: datetime.date, today: datetime.date, language: Language) -> None:
        self._base, self._as_of, self._today, self._language = base, as_of, today, language
        # Those of the program: a gathered register's own would let it judge itself.
        self._schemas = SchemaSet(find_part(None, "schema"))

    @property
    def schemas(self) -> SchemaSet:
        """The schemas that every gathered register is judged by."""
        return self._schemas

    def gather(
        self, gathering: Gathering, progress: Progress | None = None, *, fetches: bool = True
    ) -> Gathered:
        """Gather all sources; one that fails takes nothing from the others.

        Where nothing is to be fetched, the last good copies are all there is. Raises RefusalError where
        another gathering is under way in the same folder.
        """
        members, missing = [], []
        with hold_copies(self._base, for_writing=fetches):
            for entry in gathering.sources:
                found = self._take(entry) if fetches else self._recall(entry, None)
                if isinstance(found, Member):
                    members.append(found)
                else:
                    missing.append(found)
                if progress:
                    progress(1)
        return Gathered(
            gathering,
            self._as_of,
            tuple(sorted(members, key=lambda one: (one.entry.region_code, one.id))),
            tuple(missing),
        )

    def _take(self, entry: SourceEntry) -> Member | MissingSource:
        """Fetch a source, and fall back on the last good copy where that fails."""
        try:
            files = fetch_register(entry, self._base)
        except RefusalError as error:
            return self._recall(entry, Trouble(_both(error)))
        except OSError as error:
            # Without the file: what is said here is published.
            return self._recall(entry, Trouble(_fill(_UNREADABLE, reason=read_reason(error))))
        judged = self._judge(entry, files)
        if judged.trouble:
            return self._recall(entry, judged.trouble)
        try:
            copy, trouble = keep_copy(self._base, entry, files, self._today), None
        except OSError as error:
            copy = KeptCopy(files, self._today, entry.kind, entry.place, entry.folder)
            trouble = Trouble(_fill(_UNKEPT, reason=read_reason(error)))
        except RefusalError as error:
            copy, trouble = (
                KeptCopy(files, self._today, entry.kind, entry.place, entry.folder),
                Trouble(_both(error)),
            )
        return self._join(entry, copy, judged.checked, "fresh", trouble)

    def _recall(self, entry: SourceEntry, trouble: Trouble | None) -> Member | MissingSource:
        """Give the last good copy of a source, with why it is not a fresh one."""
        copy = recall_copy(self._base, entry)
        if copy is None:
            return MissingSource(entry, trouble or Trouble(_NO_COPY))
        judged = self._judge(entry, copy.files)
        if judged.trouble:
            # What was free of errors by the rules of an earlier program, or on an earlier day.
            return MissingSource(entry, trouble or judged.trouble)
        return self._join(entry, copy, judged.checked, "kept", trouble)

    def _judge(self, entry: SourceEntry, files: RegisterFiles) -> _Judged:
        checker = Checker(
            self._base, self._schemas, self._as_of, self._language, only_errors=True, source=files,
            without_documents=True,
        )  # fmt: skip
        checked = checker.check_register()
        if not files.contents:
            return _Judged(checked, Trouble(_EMPTY))
        if checked.errors:
            return _Judged(checked, _tell_errors(checked))
        stated = (str(one.value["region_code"]) for one in checked.records if one.kind == "registry")
        found = next(stated, "–")
        if found != entry.region_code:
            return _Judged(checked, Trouble(_fill(_LIES, found=found, wanted=entry.region_code)))
        return _Judged(checked, None)

    def _join(
        self,
        entry: SourceEntry,
        copy: KeptCopy,
        checked: Checked,
        freshness: Freshness,
        trouble: Trouble | None,
    ) -> Member:
        register = build_register(checked.records, self._as_of)
        files, origin = copy.files, replace(entry, kind=copy.kind, place=copy.place, folder=copy.within)
        return Member(
            origin, register, select_agreements(register), copy.fetched, freshness, files.commit,
            files.digest, files.is_proven, files.left_out, trouble,
        )  # fmt: skip


_NO_COPY = Text("Belum ada salinan dari sumber ini.", "There is no copy of this source yet.")


def _tell_errors(checked: Checked) -> Trouble:
    lines = tuple(
        render_printable(f"{one.file}:{one.line}:{one.column} {one.rule}: {one.message}")
        for one in checked.errors[:_MOST_DETAILS]
    )
    return Trouble(_fill(_FAULTY, count=str(len(checked.errors))), lines)


def _fill(text: Text, **params: str | Text) -> Text:
    """Give a text of both languages with its parameters filled in, themselves of both."""
    return _both(RefusalError(text, **params))


def _both(refusal: RefusalError) -> Text:
    """Give a refusal as it may be published: what a server or a git says may hold anything."""
    return Text(render_printable(refusal.render("id")), render_printable(refusal.render("en")))
