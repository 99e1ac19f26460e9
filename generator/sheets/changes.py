"""What changes in a record, field by field, in words short enough for a report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.entry.names import References
from generator.schemas import SchemaSet
from generator.sheets.layout import EVALUATION, list_layouts
from generator.sheets.records import write_rows
from generator.text import Text

_Any: TypeAlias = Any
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Change:
    """One field that says something else: its heading, what it said and what it will say."""

    key: str
    title: Text
    before: str
    after: str


def list_changes(
    kind: str,
    before: Mapping[str, _Any],
    after: Mapping[str, _Any],
    references: References,
    schemas: SchemaSet,
) -> list[Change]:
    """Give the fields that differ between two values of a record, in the order of the sheets' columns."""
    old, new = (write_rows(kind, value, references, schemas) for value in (before, after))
    changes: list[Change] = []
    for layout in list_layouts(schemas, kind):
        if layout.kind == EVALUATION:
            continue
        left, right = old.get(layout.group, []), new.get(layout.group, [])
        for number in range(max(len(left), len(right))):
            one, other = (rows[number] if number < len(rows) else {} for rows in (left, right))
            for field in layout.columns:
                texts = one.get(field.key, ""), other.get(field.key, "")
                if texts[0] != texts[1] and not field.key.startswith("@"):
                    title = field.title if not layout.group else _join(layout.name, number + 1, field.title)
                    changes.append(Change(field.key, title, *(_shorten(text) for text in texts)))
    return changes


def _join(name: Text, number: int, title: Text) -> Text:
    return Text(f"{name.id} {number}: {title.id}", f"{name.en} {number}: {title.en}")


def _shorten(text: str) -> str:
    line = " / ".join(text.split("\n"))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def word_changes(changes: list[Change], language: str) -> Iterator[str]:
    """Give a line for each change: ``Judul: "lama" → "baru"``."""
    for change in changes:
        title = change.title.id if language == "id" else change.title.en
        if change.before and change.after:
            yield f'{title}: "{change.before}" → "{change.after}"'
        else:
            yield f'{title}: {"+" if change.after else "−"} "{change.after or change.before}"'
