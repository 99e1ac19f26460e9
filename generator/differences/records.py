"""Records before and after: which were added, changed, renamed, merged or removed, each told in sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from generator.check.rules.privacy import find_personal_data
from generator.differences.sentences import Conceals, Sentence, Speakers, tell_changes, tell_new
from generator.differences.words import REFERENCES
from generator.records import Record, RecordKind
from generator.schemas import SchemaSet
from generator.text import Text

RecordChangeKind: TypeAlias = Literal["added", "changed", "renamed", "merged", "removed"]

_NAMES: dict[RecordKind, tuple[str, ...]] = {
    "agreement": ("title",),
    "mapping-entry": ("need",),
    "official-total": ("measure", "place"),
}
_MERGED = Text("Catatan ini digabung ke {other}; alamat lamanya menuju ke sana.",
               "This record was merged into {other}; its address leads there.")  # fmt: skip
_REMOVED = Text("Catatan ini dihapus.", "This record was deleted.")
_ADVICE: dict[RecordKind, Text] = {
    "agreement": Text(
        "Catatan perjanjian tidak boleh dihapus: kembalikan, lalu tarik dengan alasan (withdrawn), atau "
        "sebutkan pengenalnya pada former_ids catatan penggantinya.",
        "Records of agreements may not be deleted: bring it back and withdraw it with a reason (withdrawn), "
        "or name its id in former_ids of the record that takes its place.",
    ),
    "partner": Text(
        "Mitra tidak dihapus: bila digabung atau berganti pengenal, sebutkan pengenal ini pada former_ids "
        "mitra yang menggantikannya.",
        "Partners are not deleted: where it was merged or got another id, name this id in former_ids of the "
        "partner that takes its place.",
    ),
    "department": Text(
        "Perangkat daerah tidak dihapus: tulis valid_until dan successors bila sudah tidak ada.",
        "Departments are not deleted: write valid_until and successors where it is no more.",
    ),
    "mapping-entry": Text(
        "Entri pemetaan tidak dihapus: tulis status batal bila tidak jadi.",
        "Mapped needs are not deleted: write the status batal where it came to nothing.",
    ),
}
_OTHER_ADVICE = Text(
    "Catatan tidak dihapus: yang pernah diumumkan tetap dapat ditemukan.",
    "Records are not deleted: what was once public can still be found.",
)
_FOLLOWED = Text(
    "Hanya rujukannya yang menyesuaikan: yang disebutnya berganti pengenal atau digabung.",
    "Only its references follow: what it names got another id or was merged.",
)
_MOVED = Text("Berkasnya pindah dari {old} ke {new}.", "Its file moved from {old} to {new}.")
_LIKENESS = Text("Mungkin maksudnya berganti pengenal menjadi “{id}”.",
                 "Perhaps it was meant to get the id “{id}”.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that differs: what it was and what it is, and what that means in sentences."""

    what: RecordChangeKind
    kind: RecordKind
    old: Record | None
    new: Record | None
    sentences: tuple[Sentence, ...]
    before: Mapping[str, Any]
    """What the record said, with what it names under the ids that these have now; empty for a new one."""

    @property
    def record(self) -> Record:
        """The record as it is now, or as it was where it is gone."""
        found = self.new or self.old
        assert found is not None  # noqa: S101  a change is of something
        return found

    @property
    def name(self) -> str:
        """What the record is called."""
        return name_record(self.record)


def name_record(record: Record) -> str:
    """Give what a record is called: where its name seems to hold personal data, by its id."""
    keys = _NAMES.get(record.kind, ("name",))
    told = ", ".join(str(record.value[key]) for key in keys if key in record.value)
    return record.id if not told or find_personal_data(told, ()) else told


class Matcher:
    """Finds which of two states' changed records are the same, and tells what became of each.

    ``advises`` says to those who propose a change what they might have meant; ``conceals`` keeps values from
    being told.
    """

    def __init__(
        self,
        schemas: SchemaSet,
        speakers: Speakers,
        *,
        advises: bool = True,
        conceals: Conceals | None = None,
    ) -> None:
        self._schemas, self._speakers = schemas, speakers
        self._advises, self._conceals = advises, conceals
        self._followed: dict[tuple[RecordKind, str], str] = {}

    def match(
        self,
        old: Iterable[Record],
        new: Iterable[Record],
        known: Mapping[tuple[RecordKind, str], str] | None = None,
    ) -> list[RecordChange]:
        """Give the changes of records, by kind and id, from the changed records of both states.

        Of the records in ``known`` it is known otherwise which id they have now.
        """
        before = {(record.kind, record.id): record for record in old}
        after = {(record.kind, record.id): record for record in new}
        formers = {
            (record.kind, former): record
            for record in after.values()
            for former in _read_formers(record)
            if (record.kind, former) not in after
        }
        for (kind, former), record_id in (known or {}).items():
            formers.setdefault((kind, former), after[kind, record_id])
        self._followed = {
            (kind, former): successor.id
            for (kind, former), successor in formers.items()
            if (kind, former) in before
        }
        changes: list[RecordChange] = []
        renamed: set[tuple[RecordKind, str]] = set()
        for key, record in before.items():
            successor = after.get(key) or formers.get(key)
            if successor is None:
                changes.append(self._tell_removed(record, after.values(), before))
            elif key in after:
                changes += self._tell_changed(record, successor)
            elif (successor.kind, successor.id) in before or (successor.kind, successor.id) in renamed:
                changes.append(self._tell_merged(record, successor))
            else:
                renamed.add((successor.kind, successor.id))
                changes += self._tell_changed(record, successor)
        changes += [
            RecordChange("added", record.kind, None, record, self._tell_new(record), {})
            for key, record in after.items()
            if key not in before and key not in renamed
        ]
        return sorted(changes, key=_order)

    def _schema(self, record: Record) -> Any:  # noqa: ANN401  a schema
        return self._schemas.get(record.place.schema)

    def _tell_new(self, record: Record) -> tuple[Sentence, ...]:
        schema = self._schema(record)
        return tuple(tell_new(record.value, record.kind, schema, self._speakers, conceals=self._conceals))

    def _tell_changed(self, old: Record, new: Record) -> list[RecordChange]:
        before = follow_references(old.value, self._followed)
        sentences = tell_changes(
            before, new.value, new.kind, self._schema(new), self._speakers, conceals=self._conceals
        )
        if not sentences and old.value != new.value:
            sentences.append(self._word("", _FOLLOWED))
        if old.id == new.id and old.file != new.file:
            sentences.append(self._word("file", _MOVED, old=old.file, new=new.file))
        if not sentences:
            # Written another way, with the same content.
            return []
        what: RecordChangeKind = "changed" if old.id == new.id else "renamed"
        return [RecordChange(what, new.kind, old, new, tuple(sentences), before)]

    def _tell_merged(self, old: Record, new: Record) -> RecordChange:
        sentence = self._word("former_ids", _MERGED, other=f"“{name_record(new)}”")
        return RecordChange("merged", old.kind, old, new, (sentence,), old.value)

    def _tell_removed(
        self, old: Record, after: Iterable[Record], before: Mapping[tuple[RecordKind, str], Record]
    ) -> RecordChange:
        texts = [_REMOVED]
        if self._advises:
            texts.append(_ADVICE.get(old.kind, _OTHER_ADVICE))
            name = name_record(old)
            like = [
                one for one in after
                if one.kind == old.kind and (one.kind, one.id) not in before and name_record(one) == name
            ]  # fmt: skip
            texts += [Text(_LIKENESS.render("id", id=one.id), _LIKENESS.render("en", id=one.id))
                      for one in like[:1]]  # fmt: skip
        told = Text(" ".join(text.id for text in texts), " ".join(text.en for text in texts))
        return RecordChange("removed", old.kind, old, None, (Sentence("id", "removed", told),), old.value)

    def _word(self, field: str, text: Text, **params: str) -> Sentence:
        return Sentence(field, "changed", Text(text.render("id", **params), text.render("en", **params)))


def follow_references(value: Any, followed: Mapping[tuple[RecordKind, str], str], key: str = "") -> Any:  # noqa: ANN401
    """Give a value of a record with the ids of others as they are now."""
    if isinstance(value, dict):
        return (
            {name: follow_references(inner, followed, name) for name, inner in value.items()}
            if followed
            else value
        )
    if isinstance(value, list):
        return [follow_references(item, followed, key) for item in value]
    kind = REFERENCES.get(key)
    return followed.get((kind, value), value) if kind else value


def _read_formers(record: Record) -> list[str]:
    found: Any = record.value.get("former_ids", ())
    return list(found)


_KINDS: tuple[RecordKind, ...] = (
    "registry", "agreement", "official-total", "mapping-entry", "partner", "department", "affair",
)  # fmt: skip


def _order(change: RecordChange) -> tuple[int, str, str]:
    return _KINDS.index(change.kind), change.record.id, change.what
