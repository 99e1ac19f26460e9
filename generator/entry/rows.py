"""One row of answers read into the value that its table describes: of a record or of a group's item."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generator.entry.blanks import is_blank, is_nothing, tidy
from generator.entry.fields import Field, Table
from generator.entry.leaves import find_record, is_choice, read_leaf, refuse_broken
from generator.entry.lists import split_list, split_names
from generator.entry.money import read_money
from generator.entry.names import NameIndex, References
from generator.entry.packing import unpack
from generator.entry.problem import EntryError, EntryProblem, fill
from generator.entry.terms import read_term
from generator.text import Text
from generator.value import Value

Path: TypeAlias = tuple[str | int, ...]
_Any: TypeAlias = Any

_DIFFERS = Text('"{text}" tidak sama dengan kolom {title}.', '"{text}" differs from the column {title}.')
_ONE_PLACE = Text("Betulkan salah satunya.", "Mend one of the two.")
_NO_UNIT = Text('Mitra ini tidak punya satuan "{text}".', 'This partner has no unit "{text}".')
_UNIT = Text("Tulis nama atau pengenal satuan pada catatan mitranya.",
             "Write the name or id of a unit in the partner's record.")  # fmt: skip


@dataclass(slots=True)
class Row:
    """What a row says: a value, which field each part of it came from, and what is wrong."""

    value: dict[str, Value] = field(default_factory=dict)
    origins: dict[Path, str] = field(default_factory=dict)
    problems: list[EntryProblem] = field(default_factory=list)


def read_row(table: Table, texts: Mapping[str, str], references: References) -> Row:
    """Read a row of texts by key; those that say nothing are passed over."""
    row = Row()
    said = {key: text for key, text in texts.items() if not is_nothing(text) or _is_meant(table, key, text)}
    for one in table.fields:
        if one.key in said and not one.packs and one.form not in ("term", "money"):
            _read_field(row, one, said[one.key], references)
    for one in table.fields:
        # What is read into several keys comes last: it must agree with those.
        if one.key in said and one.form in ("term", "money"):
            _read_spread(row, table, one, said[one.key])
    for group in dict.fromkeys(one.packs for one in table.fields if one.packs):
        own = {one.key: said[one.key] for one in table.fields if one.packs == group and one.key in said}
        if own:
            _unpack(row, table, group, own, references)
    return row


def _is_meant(table: Table, key: str, text: str) -> bool:
    """Whether words for what is not known are a note themselves, or one of the choices of their field."""
    one = table.by_key.get(key)
    if one is None or is_blank(text):
        return False
    return one.key.endswith(("note", "notes")) or is_choice(one, text)


def _read_field(row: Row, one: Field, text: str, references: References) -> None:
    try:
        value = _read_list(one, text, references) if one.is_list else _read_one(row, one, text, references)
    except EntryError as error:
        row.problems.append(error.at(one.key, text))
        return
    # A key that can only be true is left out where the answer is no.
    if value is None or value == [] or (value is False and one.form == "flag" and one.key in _ONLY_TRUE):
        return
    _set(row, one.key, value)


_ONLY_TRUE = frozenset(("lead", "without_number", "approximate"))


def _read_one(row: Row, one: Field, text: str, references: References) -> Value | None:
    if one.names:
        return find_record(references.of(one.names), one.names, text)
    if one.key == "unit" and "partner" in row.value:
        return _find_unit(references.units(str(row.value["partner"])), text)
    if one.key == "amount":
        money = read_money(text)
        return money["amount"] if money else None
    return read_leaf(one, text)


def _find_unit(units: NameIndex, text: str) -> str:
    found = units.find(tidy(text))
    if found.id is None:
        raise EntryError("unknown-name", fill(_NO_UNIT, text=tidy(text)), _UNIT)
    return found.id


def _read_list(one: Field, text: str, references: References) -> list[Value]:
    refuse_broken(text)
    if one.names:
        index, kind = references.of(one.names), one.names
        return [find_record(index, kind, name) for name in split_names(text, index.knows)]
    values = [read_leaf(one, item) for item in split_list(text)]
    return [value for value in values if value is not None]


def _set(row: Row, key: str, value: Value) -> None:
    inside: _Any = row.value
    path = key.split(".")
    for part in path[:-1]:
        inside = inside.setdefault(part, {})
    inside[path[-1]] = value
    row.origins[tuple(path)] = key


def _get(row: Row, key: str) -> Value | None:
    inside: _Any = row.value
    for part in key.split("."):
        inside = inside.get(part) if isinstance(inside, dict) else None
    found: Value | None = inside
    return found


def _read_spread(row: Row, table: Table, one: Field, text: str) -> None:
    """Read a text that says several keys: a term, or an amount of money."""
    try:
        refuse_broken(text)
        parts: dict[str, Value] | None = read_term(text) if one.form == "term" else read_money(text)
    except EntryError as error:
        row.problems.append(error.at(one.key, text))
        return
    outer = one.key.rpartition(".")[0] if one.form == "term" else one.key
    for name, value in (parts or {}).items():
        key = f"{outer}.{name}"
        before = _get(row, key)
        if before is None:
            _set(row, key, value)
            row.origins[tuple(key.split("."))] = one.key
        elif before != value and name not in ("as_stated", "precision"):
            title = table.by_key[key].title if key in table.by_key else one.title
            wrong = fill(_DIFFERS, text=tidy(text), title=title)
            row.problems.append(EntryProblem(one.key, text, wrong, _ONE_PLACE, reason="differs"))


def _unpack(row: Row, table: Table, group: str, texts: dict[str, str], references: References) -> None:
    inner = next(one for one in table.tables if one.key == group)
    result = unpack(group, inner, texts, references)
    row.problems += result.problems
    if result.items:
        row.value[group] = result.items
        row.origins.update({(group, *path): key for path, key in result.origins.items()})
        row.origins[group,] = next(iter(texts))
