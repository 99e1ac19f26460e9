"""A comparison: two states of a register read from git or from the folder, and what lies between them.

The older state is checked and counted once and kept in the user's cache, by its commit. What the newer one
says is then had from the files that differ and from what hangs on them, not from all there are.
"""

import datetime
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.check.checker import Checker
from generator.check.kept import find_slot
from generator.comparison.kept_states import KeptState, find_state, recall_state
from generator.comparison.newer_states import Look, advance_state, find_changed
from generator.comparison.recount import NewerState, Recount, find_published
from generator.differences.concealing import holds_personal_data
from generator.differences.difference import (
    Difference,
    Ends,
    NamedFigure,
    PageChange,
    Untold,
    compare_findings,
)
from generator.differences.figures import FigureChange, State, compare_figures, compare_pages
from generator.differences.records import Matcher, RecordChange, name_record
from generator.differences.second_looks import find_second_looks
from generator.differences.tallies import Tally, take_tally
from generator.differences.titles import FigureTitles
from generator.differences.words import Words
from generator.git.history import History, read_commits
from generator.git.trees import FileDifference, Repository, TreeSource, list_outside, write_tree
from generator.home import find_part
from generator.locale import Locale
from generator.memory.entry import MemoryLostError
from generator.memory.store import Slot
from generator.parallel import Progress
from generator.presence import list_record_addresses
from generator.read.source import FolderSource, Source
from generator.records import RECORDS, REGISTRY_FILE, Record, RecordKind
from generator.register.register import Register, build_register
from generator.schemas import Schema, SchemaSet
from generator.text import Language, Text

_SCHEMA = "schema"


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be compared, and how it is to be judged."""

    root: Path
    base: str
    head: str
    """Empty for the folder with all that is not committed."""
    as_of: datetime.date
    language: Language
    is_exact: bool = False
    jobs: int = 1
    progress: Progress | None = None


def compare_states(question: Question) -> Difference:
    """Give what a change does to a register.

    Raises RefusalError where there is no such change to be looked at.
    """
    with ExitStack() as stack:
        try:
            return _Comparison(question, stack).compare()
        except MemoryLostError:
            return _Comparison(question, stack, remembers=False).compare()


class _Comparison:
    """One comparison."""

    def __init__(self, question: Question, stack: ExitStack, *, remembers: bool = True) -> None:
        self._question, self._stack, self._remembers = question, stack, remembers
        self._repository = Repository.find(question.root)
        self._ends = self._find_ends()
        head = self._ends.head_commit if question.head else None
        self._differing = self._repository.compare(self._ends.base_commit, head)
        self._difference = find_changed(self._differing, self._repository.prefix)
        self._changed = self._difference.files

    def compare(self) -> Difference:
        base, newer = self._base, self._newer
        broken, mended = self._find_broken()
        records = self._matcher.match(
            (record for file, record in self._old_records.items() if file not in broken),
            (record for file, record in newer.changed.items() if file not in mended),
        )
        renamed = {change.old.file: change.new.file for change in records
                   if change.old and change.new and change.what != "merged"}  # fmt: skip
        came, went = compare_findings(base.findings, newer.findings, renamed)
        untold = self._find_untold()
        states = None if untold else self._recount.count()
        changes = compare_figures(*states) if states else []
        pages = self._compare_pages(states) if states else ((), ())
        return Difference(
            ends=self._ends,
            as_of=self._question.as_of.isoformat(),
            records=tuple(records),
            broken=tuple(sorted(broken)),
            mended=tuple(sorted(mended)),
            second_looks=tuple(find_second_looks(records, self._schema_of, self._name)),
            untold=untold,
            figures=tuple(self._name_figures(states, changes)) if states else (),
            new_pages=pages[0],
            gone_pages=pages[1],
            new_findings=came,
            mended_findings=went,
            other_files=tuple(list_outside(self._differing, self._repository.prefix)),
            documents=tuple(file for file in sorted(self._changed) if not file.startswith(f"{RECORDS}/")),
        )  # fmt: skip

    def _find_broken(self) -> tuple[set[str], set[str]]:
        """Give the changed files that hold no sound record now, and those that held none before."""
        files = {file for file in self._changed if file.startswith(f"{RECORDS}/")}
        broken = (files & self._newer.files) - self._newer.changed.keys()
        return broken, (files & self._base.files) - self._old_records.keys() - broken

    # What is compared.

    def _find_ends(self) -> Ends:
        question, repository = self._question, self._repository
        head = repository.resolve(question.head or "HEAD")
        asked = base = repository.resolve(question.base)
        if not question.is_exact:
            base = repository.find_common((question.base, base), (question.head or "HEAD", head))
        return Ends(question.base, base, question.head, head, question.is_exact, base != asked)

    # The two states.

    @cached_property
    def _schemas(self) -> tuple[SchemaSet, SchemaSet]:
        """The schemas of the older and of the newer state."""
        head = self._find_schema_folder(self._ends.head_commit if self._question.head else None)
        base = head if self._has_same_schemas else self._find_schema_folder(self._ends.base_commit)
        return SchemaSet(base), SchemaSet(head)

    @cached_property
    def _has_same_schemas(self) -> bool:
        place = f"{self._repository.prefix}{_SCHEMA}/"
        return not any(found.path.startswith(place) for found in self._differing)

    def _find_schema_folder(self, commit: str | None) -> Path:
        root, repository = self._question.root, self._repository
        if commit is None:
            return find_part(root, _SCHEMA)
        there = repository.list_files(commit, _SCHEMA)
        if not there:
            return find_part(None, _SCHEMA)
        place = f"{repository.prefix}{_SCHEMA}/"
        if not any(found.path.startswith(place) for found in self._folder_differences(commit)):
            return root / _SCHEMA
        folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="registri-")))
        write_tree(repository, commit, _SCHEMA, folder)
        return folder / _SCHEMA

    def _folder_differences(self, commit: str) -> list[FileDifference]:
        return self._repository.compare(commit, None)

    @cached_property
    def _source(self) -> Source:
        """The files of the newer state."""
        if not self._question.head:
            return FolderSource(self._question.root)
        source = TreeSource(self._repository, self._ends.head_commit)
        self._stack.callback(source.close)
        return source

    @cached_property
    def _base(self) -> KeptState:
        slot = self._find_slot()
        source = TreeSource(self._repository, self._ends.base_commit)
        self._stack.callback(source.close)
        question = self._question
        checker = Checker(question.root, self._schemas[0], question.as_of, question.language, source=source)
        if slot and self._remembers and (recalled := recall_state(slot)):
            commit, kept = recalled
            found = kept if commit == source.commit else self._advance(commit, kept, checker, source)
            if found:
                return found
        return find_state(checker, source, self._count_base, slot, question.jobs, question.progress)

    def _advance(
        self, commit: str, kept: KeptState, checker: Checker, source: TreeSource
    ) -> KeptState | None:
        """Bring what is kept of an earlier commit on to the base; None where it is better made anew."""
        repository, base = self._repository, self._ends.base_commit
        if repository.is_shallow or not repository.is_before(commit, base):
            return None
        differing = repository.compare(commit, base)
        place = f"{repository.prefix}{_SCHEMA}/"
        if any(found.path.startswith(place) for found in differing):
            return None
        look = Look(checker, source, find_changed(differing, repository.prefix))
        days = {**self._read_first_days(f"{commit}..{base}"), **kept.first_days}
        return advance_state(kept, look, days, self._question.as_of)

    def _find_slot(self) -> Slot | None:
        """Give where the older state is kept; None where its schemas are no folder that stays."""
        root = self._question.root
        folder = self._schemas[0].folder
        if folder not in (root / _SCHEMA, find_part(None, _SCHEMA)):
            return None
        question = self._question
        parts = (question.as_of.isoformat(), str(self._repository.is_shallow))
        return find_slot(root, folder, parts, f"diff-{question.language}")

    def _count_base(self, records: list[Record]) -> tuple[Tally, Mapping[str, int]]:
        days = self._read_first_days(self._ends.base_commit)
        register = build_register(records, self._question.as_of)
        return take_tally(register, find_published(register, days)), days

    @cached_property
    def _old_records(self) -> dict[str, Record]:
        """The sound records of the changed files as they were."""
        found = ((file, self._base.read(file)) for file in sorted(self._changed))
        return {file: record for file, record in found if record}

    @cached_property
    def _newer(self) -> NewerState:
        question = self._question
        checker = Checker(
            question.root, self._schemas[1], question.as_of, question.language, source=self._source
        )
        look = Look(checker, self._source, self._difference, question.jobs, question.progress)
        return look.look_from(self._base, is_judged_alike=self._has_same_schemas)

    # Their numbers.

    def _find_untold(self) -> Untold | None:
        """Say why numbers can't be told, where they can't."""
        newer, base = self._newer, self._base
        if REGISTRY_FILE not in base.files:
            return "nothing-before"
        if REGISTRY_FILE not in newer.files:
            return "nothing-after"
        if base.tally is None:
            return "errors-before"
        return "errors-after" if any(found.severity == "error" for found in newer.findings) else None

    @cached_property
    def _recount(self) -> Recount:
        return Recount(
            self._base, self._newer, self._old_records, self._changed, self._newer_first_days,
            self._question.as_of,
        )  # fmt: skip

    @cached_property
    def _newer_first_days(self) -> Mapping[str, int]:
        """The days of the newer state: those of the older one, and of what was committed since."""
        ends = self._ends
        if self._repository.is_shallow or ends.base_commit == ends.head_commit:
            return self._base.first_days
        if ends.is_exact:
            return self._read_first_days(ends.head_commit)
        since = self._read_first_days(f"{ends.base_commit}..{ends.head_commit}")
        return {**since, **self._base.first_days}

    def _read_first_days(self, revisions: str) -> Mapping[str, int]:
        if self._repository.is_shallow:
            return {}
        commits = read_commits(self._question.root, revisions)
        days = History("", None, commits).first_days
        return {f"{kind}/{record_id}": day.toordinal() for (kind, record_id), day in days.items()}

    # What is said of it.

    @cached_property
    def _locales(self) -> dict[Language, Locale]:
        languages: tuple[Language, ...] = ("id", "en")
        return {language: Locale(language, self._schemas[1]) for language in languages}

    @cached_property
    def _matcher(self) -> Matcher:
        speakers = {language: Words(locale, self._name) for language, locale in self._locales.items()}
        # What is told is read by everybody, whoever asks.
        allowed = self._list_allowed()
        return Matcher(
            self._schemas[1], speakers, conceals=lambda change: holds_personal_data(change, allowed)
        )

    def _list_allowed(self) -> frozenset[str]:
        registry = self._recount.shelves[1].find("registry", "registry")
        items: Any = registry.value.get("allowed_values", ()) if registry else ()
        return frozenset(item["value"] for item in items)

    def _name(self, kind: RecordKind, record_id: str) -> str:
        old, new = self._recount.shelves
        record = new.find(kind, record_id) or old.find(kind, record_id)
        return name_record(record) if record else record_id

    def _schema_of(self, change: RecordChange) -> Schema:
        return self._schemas[1].get(change.record.place.schema)

    def _name_figures(
        self, states: tuple[State, State], changes: Iterable[FigureChange]
    ) -> Iterable[NamedFigure]:
        register = _join(states[0].register, states[1].register)
        titles = {language: FigureTitles(locale, register) for language, locale in self._locales.items()}
        for change in changes:
            names = {language: title.name(change.key) for language, title in titles.items()}
            yield NamedFigure(change, Text(names["id"], names["en"]))

    def _compare_pages(
        self, states: tuple[State, State]
    ) -> tuple[tuple[PageChange, ...], tuple[PageChange, ...]]:
        """Give the pages that appear and those that vanish: the records' own, and those of numbers."""
        old, new = states
        own = old.register.registry["government"], new.register.registry["government"]
        before, after = (
            {
                address: name_record(record)
                for record in records.values()
                for address in list_record_addresses(record.kind, record.value, mine)
            }
            for records, mine in zip((self._old_records, self._newer.changed), own, strict=True)
        )
        came, went = compare_pages(old, new)
        appearing = {**dict.fromkeys(came, ""), **{key: after[key] for key in after.keys() - before.keys()}}
        vanishing = {**dict.fromkeys(went, ""), **{key: before[key] for key in before.keys() - after.keys()}}
        return _list_pages(appearing), _list_pages(vanishing)


def _list_pages(pages: Mapping[str, str]) -> tuple[PageChange, ...]:
    return tuple(PageChange(address, pages[address]) for address in sorted(pages))


def _join(old: Register, new: Register) -> Register:
    """Give a register that knows the partners, departments, affairs and totals of both."""
    totals = {total.id: total for total in (*old.totals, *new.totals)}
    return replace(
        new,
        partners={**old.partners, **new.partners},
        departments={**old.departments, **new.departments},
        affairs={**old.affairs, **new.affairs},
        totals=tuple(totals.values()),
    )
