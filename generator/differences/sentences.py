"""Sentences: what changed in a record, so that someone who has never seen its file understands it.

Every field of every kind of record is told: by a sentence of its own where it matters much
(``generator.differences.events``), else by a general one made of the title that the schema gives it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.differences.changes import Change, ChangeKind, Step, iterate_changes
from generator.differences.events import tell_event
from generator.differences.words import Words
from generator.records import RecordKind
from generator.schemas import Schema
from generator.text import Language, Text

Speakers: TypeAlias = Mapping[Language, Words]
"""The words of both languages."""
Conceals: TypeAlias = Callable[[Change], bool]
"""Whether of a change no more may be told than that it was made."""

_CHANGED = Text("{what} berubah dari {old} menjadi {new}.", "{what} changed from {old} to {new}.")
_ADDED = Text("{what} ditambahkan: {new}.", "{what} added: {new}.")
_REMOVED = Text("{what} dihapus, tadinya: {old}.", "{what} removed, it was: {old}.")
_NOW_SO = Text("Kini dinyatakan: {what}.", "Now stated: {what}.")
_NO_LONGER = Text("Tidak lagi dinyatakan: {what}.", "No longer stated: {what}.")
_MOVED = Text("Urutan {what} berubah; isinya tetap.", "The order of {what} changed; its content did not.")
_STATED = Text("{what}: {new}.", "{what}: {new}.")
_CONCEALED = Text(
    "{what} berubah; isinya tidak ditampilkan karena tampaknya memuat data pribadi.",
    "{what} changed; its content is not shown, for it seems to hold personal data.",
)
_WITHIN = Text("{around} – {told}", "{around} – {told}")
_ITEM = Text("{list} ({item})", "{list} ({item})")

# Their fields are called what they are wherever they stand.
_PLAIN = frozenset(("signing", "term", "value", "document", "period"))
_NAMED = frozenset(("parties", "departments"))
_FIRST: dict[RecordKind, tuple[str, ...]] = {
    "agreement": ("type", "document.kind", "subject", "purpose", "parties", "unnamed_parties", "departments",
                  "signing.date", "signing.planned", "signing.known_by", "term.start", "term.end",
                  "term.duration", "value.total", "sources"),
    "partner": ("name", "category", "region_code", "country", "units"),
    "department": ("name", "kind", "valid_from", "valid_until", "successors"),
    "affair": ("name", "code", "group"),
    "mapping-entry": ("year", "department", "affairs", "basis", "need", "proposed_type", "proposer",
                      "status", "realised_by", "sources"),
    "official-total": ("place", "measure", "year", "figures", "total", "stated_by", "sources"),
    "registry": ("name", "government", "standing"),
}  # fmt: skip
"""What is told of a record that is new."""
_EVENTS = ("relations", "termination", "evaluations", "withheld", "unknown", "withdrawn")
"""What is told of a new agreement as it would be of an old one that gets it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both languages, with the field that it is about, as ``explain`` knows it."""

    field: str
    kind: ChangeKind
    text: Text


def tell_changes(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    kind: RecordKind,
    schema: Schema,
    speakers: Speakers,
    *,
    conceals: Conceals | None = None,
) -> list[Sentence]:
    """Tell in what two values of one record differ; nothing of equal ones, something of all others."""

    def tell(change: Change) -> Sentence:
        return (
            _conceal(change, speakers)
            if conceals and conceals(change)
            else _tell(change, kind, (old, new), speakers)
        )

    told = [
        tell(change)
        for change in iterate_changes(old, new, schema)
        if kind == "registry" or change.path != "id"
    ]
    # Several changes may come to one sentence, such as both fields of a rename.
    return list(dict.fromkeys(told)) or [tell(change) for change in iterate_changes(old, new, schema)]


def tell_new(
    value: Mapping[str, Any],
    kind: RecordKind,
    schema: Schema,
    speakers: Speakers,
    *,
    conceals: Conceals | None = None,
) -> list[Sentence]:
    """Tell the main facts of a new record; those that are concealed are left out."""
    told = [
        _sentence(found, "added", {language: _state(found, words) for language, words in speakers.items()})
        for path in _FIRST[kind]
        if (found := _find(value, path, schema)) and not (conceals and conceals(found))
    ]
    events = {key: value[key] for key in _EVENTS if key in value and kind == "agreement"}
    happened = iterate_changes({}, events, schema)
    return told + [
        _tell(change, kind, ({}, value), speakers)
        for change in happened
        if not (conceals and conceals(change))
    ]


def _sentence(change: Change, kind: ChangeKind, texts: Mapping[Language, str]) -> Sentence:
    return Sentence(change.path, kind, Text(texts["id"], texts["en"]))


def _conceal(change: Change, speakers: Speakers) -> Sentence:
    """Tell no more than which field changed: neither its value nor what is around it."""
    texts: dict[Language, str] = {}
    for language, words in speakers.items():
        fields = [words.title(step.key, step.part) for step in change.way if step.item is None]
        texts[language] = words.say(_CONCEALED, what=" – ".join(fields))
    return _sentence(change, "changed", texts)


def _find(value: Any, path: str, part: Schema) -> Change | None:  # noqa: ANN401  a record's value
    """Give what stands at a path, as a thing that was added."""
    way: list[Step] = []
    for key in path.split("."):
        if not isinstance(value, dict) or key not in value:
            return None
        value, part = value[key], part.get("properties", {}).get(key, {})
        way.append(Step(key, part))
    return Change("added", tuple(way), None, value)


def _state(change: Change, words: Words) -> str:
    key, part, value = change.way[-1].key, change.part, change.new
    if key in _NAMED or key == "sources":
        new = ", ".join(name_item(key, part.get("items", {}), item, words) for item in value)
    else:
        new = words.value(key, part, value)
    return words.say(_STATED, what=words.title(key, part), new=new)


def _tell(
    change: Change, kind: RecordKind, values: tuple[Mapping[str, Any], Mapping[str, Any]], speakers: Speakers
) -> Sentence:
    texts: dict[Language, str] = {}
    for language, words in speakers.items():
        event = tell_event(change, kind, values, words)
        texts[language] = event or _tell_plainly(change, words)
    return _sentence(change, change.kind, texts)


def _tell_plainly(change: Change, words: Words) -> str:
    """Tell a change by the titles that the schema gives to its field and to what is around."""
    last = change.way[-1]
    what = words.title(last.key, _list_part(change) if last.item is not None else last.part)
    around = _name_around(change.way[:-1] if last.item is None else change.way[:-2], words)
    told = _tell_field(change, what, words)
    return words.say(_WITHIN, around=around, told=told) if around else told


def _list_part(change: Change) -> Schema:
    return change.way[-2].part if len(change.way) > 1 else {}


def _tell_field(change: Change, what: str, words: Words) -> str:
    key, part = change.way[-1].key, change.part
    if change.kind == "moved":
        return words.say(_MOVED, what=what)
    if change.kind == "changed":
        if part.get("type") == "boolean" or isinstance(change.new, bool):
            return words.say(_NOW_SO if change.new else _NO_LONGER, what=what)
        old, new = words.contrast(key, part, change.old, change.new)
        return words.say(_CHANGED, what=what, old=old, new=new)
    value = change.new if change.kind == "added" else change.old
    if value is True:
        return words.say(_NOW_SO if change.kind == "added" else _NO_LONGER, what=what)
    said = words.value(key, part, value)
    return words.say(_ADDED, what=what, new=said) if change.kind == "added" else words.say(
        _REMOVED, what=what, old=said
    )  # fmt: skip


def _name_around(way: Sequence[Step], words: Words) -> str:
    """Name the groups and items that a field stands in, from the outside in."""
    names: list[str] = []
    for place, step in enumerate(way):
        is_list = place + 1 < len(way) and way[place + 1].item is not None
        if step.item is not None:
            item = name_item(step.key, step.part, step.item, words)
            title = words.title(step.key, way[place - 1].part) if place else step.key
            names.append(item if step.key in _NAMED else words.say(_ITEM, list=title, item=item))
        elif not is_list and step.key not in _PLAIN:
            names.append(words.title(step.key, step.part))
    return ", ".join(names)


def name_item(key: str, part: Schema, item: Any, words: Words) -> str:  # noqa: ANN401  a part of a value
    """Name an item of a list by the first thing it says of itself, or by itself where it is no group."""
    if not isinstance(item, dict):
        return words.value(key, part, item)
    parts = part.get("properties", {})
    # A reviewer opens every source.
    first = ("url", "title") if key == "sources" else ("partner", "title", "url")
    for name in (*first, *parts):
        if name in item:
            return words.value(name, parts.get(name, {}), item[name])
    return words.value(key, part, item)
