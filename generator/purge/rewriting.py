"""Rewriting: every commit, tree, file and tag that holds what must vanish, made anew without it.

What holds nothing of it, and comes from nothing that does, stays as it is, with the id that it has.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from generator.git.contents import Contents, Object
from generator.purge.objects import (
    FOLDER,
    MODULE,
    Entry,
    Pack,
    name_object,
    parse_tree,
    render_tree,
    split_head,
    split_line,
)
from generator.purge.spellings import Spellings, is_binary
from generator.read.documents import DOCUMENTS

_FULL_ID = re.compile(rb"\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b")
_SIGNATURES = (b"gpgsig", b"gpgsig-sha256", b"mergetag")
_TAG_SIGNATURE = re.compile(rb"-----BEGIN (?:PGP|SSH|SIGNED)[^\n]*-----\n.*\Z", re.DOTALL)


Step: TypeAlias = Callable[[], None]
"""Told of each thing that has been looked at."""


class Traces(NamedTuple):
    """What was found in the files, by their ids."""

    dirty: frozenset[str]
    """The versions of files that hold a text."""
    mentions: frozenset[str]
    """Those that name a document to be taken out."""
    unread: int
    """How many versions of files are no text, and so can't be looked into."""


def find_traces(
    objects: Iterable[Object], spellings: Spellings | None, documents: Iterable[str], step: Step
) -> Traces:
    """Look through the files among some objects; ``step`` is told of each object."""
    dirty, mentions, unread = set(), set(), 0
    names = [name.removeprefix(f"{DOCUMENTS}/").encode() for name in documents]
    for found in objects:
        step()
        if found.kind != "blob":
            continue
        if spellings and spellings.found_in(found.data):
            dirty.add(found.id)
        if any(name in found.data for name in names):
            mentions.add(found.id)
        unread += is_binary(found.data)
    return Traces(frozenset(dirty), frozenset(mentions), unread)


@dataclass(slots=True)
class Counts:
    """What was made anew."""

    commits: int = 0
    files: int = 0
    """Versions of files."""
    messages: int = 0
    """Commits and tags whose own words held it, the names of people included."""
    names: int = 0
    """Names of files and folders."""
    removed: int = 0
    """Versions of folders from which a document was taken out."""
    days: list[int] = field(default_factory=list)
    """When each commit was made, as seconds, where its own tree or words held it."""


class Rewriter:
    """Makes objects anew; ``documents`` are paths to be taken out, ``doomed`` the ids of their contents."""

    def __init__(
        self,
        store: Contents,
        spellings: Spellings | None,
        traces: Traces,
        documents: Iterable[str],
        doomed: frozenset[str],
    ) -> None:
        self._store, self._spellings = store, spellings
        self._dirty, self._mentions = traces.dirty, traces.mentions
        self._documents, self._doomed = frozenset(name.encode() for name in documents), doomed
        self.pack, self.counts = Pack(), Counts()
        self.length = self.seen = 0
        self.paths: set[bytes] = set()
        """Where what is made anew or taken out stood."""
        self._known: dict[str, str] = {}
        self._trees: dict[tuple[str, bytes], str] = {}
        self._names: dict[tuple[bytes, bytes], bytes] = {}

    @property
    def replaced(self) -> dict[str, str]:
        """The new id of every commit and tag that was made anew."""
        return {old: new for old, new in self._known.items() if old != new}

    def rewrite_commit(self, commit: str) -> str:
        """Give the new id of a commit; its parents must have been given before."""
        if commit in self._known:
            return self._known[commit]
        self.seen += 1
        data = self._store.read_object(commit).data
        self.length = len(commit)
        lines, message = split_head(data)
        tree = next(line[5:].decode() for line in lines if line.startswith(b"tree "))
        new_tree = self._rewrite_tree(tree)
        told = [*map(self._clean_line, lines), self._clean(message)]
        is_told = told != [*lines, message]
        if is_told:
            self.counts.messages += 1
        if is_told or new_tree != tree:
            self.counts.days.append(_read_time(lines))
        changed = [self._lead(line, tree, new_tree) for line in told[:-1]]
        if changed == lines and told[-1] == message:
            self._known[commit] = commit
            return commit
        kept = [line for line in changed if not line.startswith(_SIGNATURES)]
        body = _FULL_ID.sub(lambda found: self._follow(found[0]), told[-1])
        new = self._keep("commit", b"\n".join(kept) + b"\n\n" + body)
        self._known[commit] = new
        self.counts.commits += 1
        return new

    def rewrite_tag(self, tag: str) -> str:
        """Give the new id of what a tag leads to: an object of its own, or a commit, a tree or a file."""
        if tag in self._known:
            return self._known[tag]
        found = self._store.read_object(tag)
        self.length = len(tag)
        if found.kind == "commit":
            return self.rewrite_commit(tag)
        if found.kind == "tree":
            return self._rewrite_tree(tag)
        if found.kind == "blob":
            return self._rewrite_blob(tag)
        target = found.data.split(b"\n", 1)[0][len(b"object ") :].decode()
        new_target = self.rewrite_tag(target)
        lines, message = split_head(found.data)
        cleaned = b"\n".join(map(self._clean_line, lines)) + b"\n\n" + self._clean(message)
        if cleaned != found.data:
            self.counts.messages += 1
        if new_target == target and cleaned == found.data:
            self._known[tag] = tag
            return tag
        cleaned = cleaned.replace(target.encode(), new_target.encode(), 1)
        new = self._keep("tag", _TAG_SIGNATURE.sub(b"", cleaned))
        self._known[tag] = new
        return new

    def _lead(self, line: bytes, tree: str, new_tree: str) -> bytes:
        """Give a line of a commit's head, led to what was made anew."""
        if line == b"tree " + tree.encode():
            return b"tree " + new_tree.encode()
        if line.startswith(b"parent "):
            parent = line[7:].decode()
            return b"parent " + self._known.get(parent, parent).encode()
        return line

    def _follow(self, commit: bytes) -> bytes:
        return self._known.get(commit.decode(), commit.decode()).encode()

    def _clean_line(self, line: bytes) -> bytes:
        said, rest = split_line(line)
        return self._clean(said) + rest

    def _clean(self, data: bytes) -> bytes:
        return self._spellings.remove(data) if self._spellings else data

    def _rewrite_tree(self, tree: str, path: bytes = b"", new_path: bytes = b"") -> str:
        """Give the new id of a folder; ``path`` is where it stands, ``new_path`` where it will."""
        # The same tree in another place is another thing: other documents go, and other records are named.
        key = (tree, path)
        if key in self._trees:
            return self._trees[key]
        entries = list(parse_tree(self._store.read_object(tree).data, self.length))
        kept: list[Entry] = []
        for entry in entries:
            place = path + entry.name
            if place in self._documents or entry.id in self._doomed:
                self.paths.add(place)
                self.counts.removed += 1
                continue
            name = self._rename(new_path, entry.name)
            if name != entry.name or entry.id in self._dirty or entry.id in self._mentions:
                self.paths.add(place)
            kept.append(Entry(entry.mode, name, self._rewrite_entry(entry, place, new_path + name)))
        # A folder of which nothing is left is none.
        kept = [one for one in kept if one.id]
        new = tree
        if kept != entries:
            new = self._keep("tree", render_tree(_tell_apart(kept))) if kept or not path else ""
        self._trees[key] = new
        return new

    def _rewrite_entry(self, entry: Entry, place: bytes, new_place: bytes) -> str:
        if entry.mode == FOLDER:
            return self._rewrite_tree(entry.id, place + b"/", new_place + b"/")
        return entry.id if entry.mode == MODULE else self._rewrite_blob(entry.id)

    def _rewrite_blob(self, blob: str) -> str:
        if blob not in self._dirty:
            return blob
        if blob not in self._known:
            self._known[blob] = self._keep("blob", self._clean(self._store.read_object(blob).data))
            self.counts.files += 1
        return self._known[blob]

    def _rename(self, folder: bytes, name: bytes) -> bytes:
        if not self._spellings:
            return name
        key = (folder, name)
        if key not in self._names:
            self._names[key] = self._spellings.remove_from_name(folder, name)
            self.counts.names += self._names[key] != name
        return self._names[key]

    def _keep(self, kind: str, data: bytes) -> str:
        self.pack.add(kind, data)
        return name_object(kind, data, self.length)


def _read_time(lines: Iterable[bytes]) -> int:
    stamp = next((line for line in lines if line.startswith(b"committer ")), b"").rpartition(b"> ")[2]
    seconds = stamp.partition(b" ")[0]
    return int(seconds) if seconds.isdigit() else 0


def _tell_apart(entries: Iterable[Entry]) -> list[Entry]:
    """Give names that the text's place made alike a number each."""
    taken: set[bytes] = set()
    told: list[Entry] = []
    for entry in entries:
        stem, dot, ending = entry.name.partition(b".")
        name, number = entry.name, 1
        while name in taken:
            number += 1
            name = b"%b-%d%b%b" % (stem, number, dot, ending)
        taken.add(name)
        told.append(entry._replace(name=name))
    return told
