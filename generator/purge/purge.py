"""A purge: looked through first, then carried out, then looked through once more."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.git.contents import Contents, iterate_objects
from generator.git.trees import Repository
from generator.memory.store import find_store
from generator.purge.repository import (
    Refs,
    find_at_head,
    find_kept,
    find_remains,
    forget_branches,
    forget_old,
    list_versions,
    read_refs,
    refuse_own_name,
    replace_refs,
    rewrite_refs,
    tell_apart,
    write_backup,
)
from generator.purge.rewriting import Counts, Rewriter, Step, Traces, find_traces
from generator.purge.spellings import Spellings
from generator.records import parse_place

RecordName = tuple[str, str]
"""The kind and the id of a record."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a purge would do, told without a word of what is purged."""

    counts: Counts
    commits: int
    """How many commits there are."""
    first: datetime.date | None
    last: datetime.date | None
    """When the first and the last commit was made that holds it."""
    records: tuple[RecordName, ...]
    """The records that held it, under the names that they have afterwards."""
    refs: int
    """How many branches and tags are led elsewhere."""
    unread: int
    """How many versions of documents can't be looked into."""

    @property
    def found(self) -> bool:
        """Whether there is anything to purge."""
        return bool(self.refs)


class Purge:
    """Takes texts and whole documents out of the history of the repository around a register.

    ``documents`` are places in the register, such as ``documents/2024/naskah.pdf``. Raises RefusalError where
    the history could be made anew only in part.
    """

    def __init__(self, root: Path, texts: Sequence[str], documents: Sequence[str], step: Step) -> None:
        self._root, self._step = root, step
        self._repository = Repository.find(root)
        self._spellings = Spellings(texts) if texts else None
        self._documents = [f"{self._repository.prefix}{name}" for name in documents]
        self._own_documents = documents
        self.refs: Refs = read_refs(self._repository)
        # What they held is taken out wherever else it lay, under former names for instance.
        self._doomed = list_versions(root, self._documents)

    def find_present(self) -> list[str]:
        """Give the files of the present state that hold it, without a word of what is purged."""
        found = find_at_head(self._repository, self._spellings, self._documents, self._doomed)
        return [self._mask(path) for path in found]

    @cached_property
    def _traces(self) -> Traces:
        return find_traces(iterate_objects(self._root), self._spellings, self._own_documents, self._step)

    @contextmanager
    def _rewrite(self) -> Iterator[tuple[Rewriter, dict[str, str]]]:
        traces = self._traces
        with closing(Contents(self._root)) as store:
            rewriter = Rewriter(store, self._spellings, traces, self._documents, self._doomed)
            try:
                yield rewriter, rewrite_refs(self._root, self.refs, rewriter, self._step)
            finally:
                rewriter.pack.close()

    def survey(self) -> Survey:
        """Look through the whole history; nothing is changed."""
        with self._rewrite() as (rewriter, new):
            days = [datetime.datetime.fromtimestamp(one, datetime.UTC).date() for one in rewriter.counts.days]
            return Survey(
                rewriter.counts,
                rewriter.seen,
                min(days, default=None),
                max(days, default=None),
                tuple(self._name_records(rewriter.paths)),
                sum(new[name] != oid or self._mask(name) != name for name, oid in self.refs.own.items()),
                self._traces.unread,
            )

    def carry_out(self, backup: Path) -> list[str]:
        """Purge; give the ids of what still holds it afterwards, which should be none.

        The state before is kept in the file ``backup``. Raises RefusalError where git can't do it: nothing
        is changed then, unless old objects could not be deleted.
        """
        if self._spellings:
            refuse_own_name(self._root, self._spellings)
        write_backup(self._root, self.refs, backup)
        with self._rewrite() as (rewriter, new):
            rewriter.pack.store(self._root, rewriter.length)
            renamed = tell_apart({name: self._mask(name) for name in self.refs.own})
            replace_refs(self._root, self.refs, renamed, new)
        if self._spellings:
            forget_branches(self._root, self._spellings)
        forget_old(self._root)
        # What the program remembers of earlier checks and stories may hold it.
        find_store().forget()
        remains = find_kept(self._root, self._doomed)
        if self._spellings:
            remains += find_remains(self._root, self._spellings, self._step)
        return remains

    def _mask(self, text: str) -> str:
        """Give a name without what is purged."""
        raw = text.encode("utf-8", "surrogateescape")
        return (self._spellings.remove(raw) if self._spellings else raw).decode("utf-8", "replace")

    def _name_records(self, paths: set[bytes]) -> list[RecordName]:
        prefix = self._repository.prefix
        named: set[RecordName] = set()
        for raw in paths:
            path = self._mask(raw.decode("utf-8", "surrogateescape"))
            place = parse_place(path.removeprefix(prefix)) if path.startswith(prefix) else None
            if place:
                named.add((place.kind, place.id))
        return sorted(named)
