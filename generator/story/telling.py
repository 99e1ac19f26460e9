"""Telling: what a published change did to records, from their contents before and after in git.

It is told by the very functions of ``generator.differences``, so a record's story says what
``registri diff`` said of each step of it. A content that can't be read is said to have been unreadable.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from generator.check.rules.privacy import find_personal_data
from generator.differences.changes import Change
from generator.differences.concealing import holds_personal_data
from generator.differences.records import Matcher, RecordChange, name_record
from generator.differences.words import Words
from generator.git.contents import Contents
from generator.git.history import NO_FILE, FileChange
from generator.locale import Locale
from generator.read.files import MAX_BYTES
from generator.read.strict_yaml import read_mapping
from generator.records import Record, RecordKind, parse_place
from generator.schemas import SchemaSet
from generator.story.chapter import Event, Key, Told, What
from generator.text import Language, Text

MANY = 100
"""A change that adds more records than these is an import: what each of them says is not told."""

_IMPORTED = Told("", Text("Catatan ini diterbitkan.", "This record was published."))
_RETURNED = Told("", Text("Catatan ini dimuat kembali setelah pernah dihapus.",
                          "This record is back after it had been deleted."))  # fmt: skip
_UNREADABLE = Told("", Text(
    "Pada versi ini catatan tidak dapat dibaca program, sehingga perubahannya tidak dapat diceritakan.",
    "In this version the program can't read the record, so what changed can't be told.",
))  # fmt: skip
_READABLE = Told("", Text("Catatan ini dapat dibaca kembali.", "This record can be read again."))
_REMOVED = Told("", Text("Catatan ini dihapus.", "This record was deleted."))
_CONCEALED = Text(
    "Isian ini berubah; isinya tidak ditampilkan karena tampaknya memuat data pribadi.",
    "This field changed; its content is not shown, for it seems to hold personal data.",
)
_NO_NAME = ""
_FORMERS = b"former_ids"
# What a record of another time, which met other schemas, may make a sentence stumble over.
_STUMBLES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class _Version(NamedTuple):
    """A record as it was: None where it could not be read, and whether it meets today's schema."""

    record: Record | None
    is_sound: bool


@dataclass(slots=True)
class Shelf:
    """What is known of the records on the way along the line: the contents that they have, by their ids."""

    files: dict[Key, tuple[str, str]] = field(default_factory=dict)
    """The file and the content of each record that is there."""
    gone: dict[Key, tuple[str, str]] = field(default_factory=dict)
    """The same of those that were deleted, as they were last."""
    readable: dict[Key, tuple[str, str]] = field(default_factory=dict)
    """Of those that can't be read now, the last that could."""

    def pass_by(self, changes: Iterable[FileChange], events: Iterable[Event] = ()) -> None:
        """Go past a change, of which something was told.

        What git calls renamed may have been told as one record gone and another new, and the other way round.
        """
        told = {(event.kind, event.former): event.what for event in events if event.former}
        removed = {event.key for event in events if event.what == "removed"}
        unread = {event.key for event in events if _UNREADABLE in event.sentences}
        for change in changes:
            key: Key = (change.place.kind, change.place.id)
            if key not in unread:
                self.readable.pop(key, None)
            elif change.before:
                self.readable.setdefault(key, (change.former or change.file, change.before))
        for change in changes:
            if change.kind in ("removed", "renamed"):
                place = parse_place(change.former or change.file)
                if place is None:
                    continue
                key = (place.kind, place.id)
                self.files.pop(key, None)
                if told.get(key) != "renamed" and (change.kind == "removed" or key in removed):
                    self.gone[key] = (change.former or change.file, change.before)
        for change in changes:
            if change.kind != "removed":
                key = (change.place.kind, change.place.id)
                self.files[key] = (change.file, change.after)
                self.gone.pop(key, None)


class Teller:
    """Tells changes one after the other, oldest first; ``allowed`` values only look like personal data."""

    def __init__(
        self, contents: Contents, schemas: SchemaSet, allowed: Collection[str], shelf: Shelf
    ) -> None:
        self._contents, self._schemas, self._allowed, self.shelf = contents, schemas, allowed, shelf
        self._versions: dict[Key, tuple[str, _Version]] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._near: dict[Key, Record] = {}
        languages: tuple[Language, ...] = ("id", "en")
        speakers = {language: Words(Locale(language, schemas), self._name) for language in languages}
        self._matcher = Matcher(schemas, speakers, advises=False, conceals=self._conceals)

    def tell(self, changes: Iterable[FileChange]) -> tuple[Event, ...]:
        """Tell what a commit did to records, by kind and id; the changes of one commit at a time."""
        whole = tuple(changes)
        changes = [
            change
            for one in whole
            for change in self._split_return(one)
            if not self._is_personal(change.place.id)
        ]
        is_import = sum(change.kind == "added" for change in changes) > MANY
        lost = {change.place.kind for change in changes if change.kind == "removed"}
        events: list[Event] = []
        old: list[Record] = []
        new: list[Record] = []
        known: dict[Key, str] = {}
        for change in changes:
            if is_import and self._is_new(change, lost):
                events.append(self._make(change, "added", (_IMPORTED,)))
                continue
            before, after = self._read_before(change), self._read(change.file, change.after)
            if told := self._tell_unread(change, before, after):
                events.append(told)
            elif all(version is None or version.is_sound for version in (before, after)):
                pair = [version.record if version else None for version in (before, after)]
                if change.kind == "renamed" and self._is_same(*pair):
                    known[change.place.kind, cast("Record", pair[0]).id] = change.place.id
                old += filter(None, pair[:1])
                new += filter(None, pair[1:])
            else:
                events += self._tell_oddly(change, before, after)
        self._near = {(record.kind, record.id): record for record in (*old, *new)}
        events += [self._settle(found) for found in self._matcher.match(old, new, known)]
        self._near = {}
        self._mark_returned(changes, events)
        # All of it, as where what was told before is only gone past.
        self.shelf.pass_by(whole, events)
        return tuple(sorted(events, key=lambda event: (event.kind, event.id, event.what, event.former)))

    def _split_return(self, change: FileChange) -> Iterator[FileChange]:
        """Part what git takes for renamed where it is another that comes back under the id that it had."""
        former = parse_place(change.former) if change.former else None
        if change.kind == "renamed" and former and self._key(change) in self.shelf.gone:
            old, new = (
                self._read(*side) for side in ((change.former, change.before), (change.file, change.after))
            )
            formers = new.record.value.get("former_ids") if new and new.record else None
            is_one = isinstance(formers, list) and former.id in formers
            if not is_one and not self._is_same(old and old.record, new and new.record):
                yield FileChange("removed", former, change.former, before=change.before)
                yield FileChange("added", change.place, change.file, after=change.after)
                return
        yield change

    def _is_new(self, change: FileChange, lost: Collection[RecordKind]) -> bool:
        """Whether a record of an import is no other before: of those that are lost none has its id here."""
        if change.kind != "added" or self._key(change) in self.shelf.gone:
            return False
        if change.place.kind not in lost or change.after == NO_FILE:
            return True
        return _FORMERS not in self._contents.read(change.after, MAX_BYTES + 1)

    # What a record was.

    def _key(self, change: FileChange) -> Key:
        return change.place.kind, change.place.id

    def _read_before(self, change: FileChange) -> _Version | None:
        key = self._key(change)
        if change.kind == "added":
            # What comes back is compared with what it was when it went.
            return self._read(*self.shelf.gone[key]) if key in self.shelf.gone else None
        return self._read(change.former or change.file, change.before)

    def _read(self, file: str, blob: str) -> _Version | None:
        """Give a version of a record; None where there was none."""
        if not blob:
            return None
        place = parse_place(file)
        if place is None:
            return None
        key: Key = (place.kind, place.id)
        kept = self._versions.get(key)
        if kept and kept[0] == blob and kept[1].record and kept[1].record.file == file:
            return kept[1]
        data = b"" if blob == NO_FILE else self._contents.read(blob, MAX_BYTES + 1)
        value, _ = read_mapping(data)
        if value is None:
            version = _Version(None, is_sound=False)
        else:
            is_sound = self._schemas.is_valid(place.schema, value)
            version = _Version(Record(file, place, value), is_sound)
        self._versions[key] = (blob, version)
        return version

    def _is_same(self, old: Record | None, new: Record | None) -> bool:
        """Whether what git takes for renamed is one, of a kind that keeps no former ids: by its name."""
        if not (old and new) or old.kind != new.kind or old.id == new.id:
            return False
        keeps_formers = "former_ids" in self._schemas.get(new.place.schema).get("properties", {})
        return not keeps_formers and name_record(old) == name_record(new)

    # What is told of it.

    def _make(
        self, change: FileChange, what: What, sentences: tuple[Told, ...], name: str = _NO_NAME
    ) -> Event:
        former = parse_place(change.former) if change.former else None
        old_id = former.id if former and former.id != change.place.id else ""
        return Event(what, change.place.kind, change.place.id, old_id, self._clear(name), sentences)

    def _tell_unread(
        self, change: FileChange, before: _Version | None, after: _Version | None
    ) -> Event | None:
        """Tell a change of which one side can't be read; None where both can."""
        what: What = change.kind
        if after and after.record is None:
            return self._make(change, what, (_UNREADABLE,))
        if not before or before.record:
            return None
        if not after or after.record is None:
            return self._make(change, "removed", (_REMOVED,))
        last = self._read(*self.shelf.readable.get(self._key(change), ("", "")))
        more: tuple[Told, ...] = ()
        if last and last.record:
            told = [*self._tell_oddly(change, last, after)]
            more = tuple(sentence for event in told for sentence in event.sentences)
        return self._make(change, what, (_READABLE, *more), name_record(after.record))

    def _tell_oddly(
        self, change: FileChange, before: _Version | None, after: _Version | None
    ) -> Iterator[Event]:
        """Tell a change of a record that may not meet today's schema, by itself."""
        old, new = ([version.record] if version and version.record else [] for version in (before, after))
        self._near = {(record.kind, record.id): record for record in (*old, *new)}
        try:
            yield from [self._settle(found) for found in self._matcher.match(old, new)]
        except _STUMBLES:
            yield self._make(change, change.kind, (_UNREADABLE,))

    def _mark_returned(self, changes: Iterable[FileChange], events: list[Event]) -> None:
        """Say of what had been deleted that it is back."""
        back = {
            self._key(change): change
            for change in changes
            if change.kind == "added" and self._key(change) in self.shelf.gone
        }
        for number, event in enumerate(events):
            if event.key in back and event.what in ("added", "changed"):
                events[number] = Event(
                    "added", event.kind, event.id, "", event.name, (_RETURNED, *event.sentences)
                )
                del back[event.key]
        for change in back.values():
            version = self._read(change.file, change.after)
            name = name_record(version.record) if version and version.record else _NO_NAME
            events.append(self._make(change, "added", (_RETURNED,), name))

    def _settle(self, found: RecordChange) -> Event:
        """Give a change of a record as everybody may read it, whoever reads old versions of it."""
        record = found.record
        former = found.old.id if found.old and found.old.id != record.id else ""
        sentences = tuple(
            Told(
                sentence.field,
                _CONCEALED if any(map(self._is_personal, (sentence.text.id, sentence.text.en)))
                else sentence.text,
            )
            for sentence in found.sentences
        )  # fmt: skip
        return Event(
            found.what, found.kind, record.id, self._clear(former), self._clear(found.name), sentences
        )

    def _clear(self, name: str) -> str:
        return _NO_NAME if self._is_personal(name) else name

    def _is_personal(self, text: str) -> bool:
        return find_personal_data(text, self._allowed) is not None

    def _conceals(self, change: Change) -> bool:
        return holds_personal_data(change, self._allowed)

    def _name(self, kind: RecordKind, record_id: str) -> str:
        """Give what another record is called after the change, or before it where it is gone."""
        near = self._near.get((kind, record_id))
        if near:
            return self._clear(name_record(near)) or record_id
        found = self.shelf.files.get((kind, record_id))
        if found is None:
            return record_id
        # By the file too: what can't be read, or bears no name, is called by its id.
        if found not in self._names:
            version = self._read(*found)
            name = name_record(version.record) if version and version.record else record_id
            self._names[found] = self._clear(name) or record_id
        return self._names[found]
