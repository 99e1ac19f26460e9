"""Reading the story of a register: one pass of git for what is new, the rest from what was told before."""

from collections.abc import Collection
from contextlib import closing, suppress
from pathlib import Path

from generator.check.rules.privacy import find_personal_data
from generator.fingerprints import fingerprint_folder
from generator.git.contents import Contents
from generator.git.days import settle_days
from generator.git.heads import read_head
from generator.git.history import (
    LineCommit,
    make_history,
    read_first,
    read_line,
)
from generator.memory.store import Slot, find_store
from generator.refusal import RefusalError
from generator.schemas import SchemaSet
from generator.story.chapter import NO_STORY, Publication, Story
from generator.story.kept import ToldCommit, find_place, keep_line, recall_line
from generator.story.telling import Shelf, Teller


def read_story(root: Path, schemas: SchemaSet, allowed: Collection[str] = ()) -> Story:
    """Read what happened to a register's records; NO_STORY for a folder under no git of its own.

    ``allowed`` are the values that only look like personal data. Raises RefusalError for a repository that
    git can't read.
    """
    head = read_head(root)
    if head is None:
        return NO_STORY
    slot = _find_slot(root, head.prefix, schemas, allowed)
    line = _read_line(root, head.commit, slot, schemas, allowed)
    history = make_history(head, [told.commit for told in line])
    days = settle_days([told.commit.day for told in line])
    commits = {commit.id: commit for commit in history.commits}
    return Story(
        history,
        tuple(
            Publication(commits[told.commit.id], told.events)
            for told, day in zip(line, days, strict=True)
            if day and told.events
        ),
    )


def _find_slot(root: Path, prefix: str, schemas: SchemaSet, allowed: Collection[str]) -> Slot:
    """Give where the story is kept: it is the same in every copy of the repository."""
    # Two registers of one repository have the same commits and other records: the prefix tells them apart.
    # Days, numbers and countries are worded by a library, which is part of the program.
    schema = fingerprint_folder(schemas.folder, ".json")
    return find_store().slot(("story", read_first(root), prefix), (schema, *sorted(allowed)))


def _read_line(
    root: Path, head: str, slot: Slot, schemas: SchemaSet, allowed: Collection[str]
) -> tuple[ToldCommit, ...]:
    """Give the main line that ends in a commit, newest first, with what is told of each."""
    kept = recall_line(slot)
    start = find_place(kept, head)
    if start is not None:
        return kept[start:]
    new: tuple[LineCommit, ...] = ()
    if kept:
        with suppress(RefusalError):
            # What was kept may lead to commits that are gone.
            new = read_line(root, f"{kept[0].commit.id}..{head}")
        start = find_place(kept, new[-1].parent) if new else None
    if start is None:
        new, kept = read_line(root, head), ()
    else:
        kept = kept[start:]
    shelf = Shelf()
    for told in reversed(kept):
        shelf.pass_by(told.commit.changes, told.events)
    with closing(Contents(root)) as contents:
        teller = Teller(contents, schemas, allowed, shelf)
        fresh = [ToldCommit(_clear(commit, allowed), teller.tell(commit.changes)) for commit in reversed(new)]
    line = (*reversed(fresh), *kept)
    keep_line(slot, line)
    return line


def _clear(commit: LineCommit, allowed: Collection[str]) -> LineCommit:
    """Give a commit without a reason that may not be published."""
    return commit._replace(subject="") if find_personal_data(commit.subject, allowed) else commit
