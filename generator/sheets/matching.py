"""Which record of the register a row is about: by its id, by number and party, or by all that names it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from generator.check.rules.parties import normalise_name
from generator.records import Record, RecordKind, kind_of
from generator.sheets.layout import schema_name

_Any: TypeAlias = Any


class Matcher:
    """Finds records by what identifies them."""

    def __init__(self, records: Iterable[Record], own: str | None) -> None:
        self._own = own
        self._ids: dict[tuple[RecordKind, str], Record] = {}
        self._keys: dict[tuple[object, ...], list[Record]] = defaultdict(list)
        for record in records:
            if record.kind == "registry":
                continue
            value: _Any = record.value
            self._ids[record.kind, record.id] = record
            for former in value.get("former_ids", ()):
                self._ids.setdefault((record.kind, former), record)
            for key in self._list_keys(record.kind, value):
                self._keys[key].append(record)

    def find(self, kind: str, value: Mapping[str, _Any], written_id: str | None) -> Record | None:
        """Give the record that a draft of a kind is about; None for a new one, or where several may be meant.

        ``written_id`` is the id that was written down, not one that was proposed.
        """
        record_kind = kind_of(schema_name(kind))
        if written_id is not None:
            return self._ids.get((record_kind, written_id))
        for key in self._list_keys(record_kind, value):
            found = self._keys.get(key, [])
            if len(found) == 1:
                return found[0]
        return None

    def _list_keys(self, kind: RecordKind, value: Mapping[str, _Any]) -> list[tuple[object, ...]]:
        """Give what identifies a record, the surest first."""
        if kind == "agreement":
            return self._list_agreement_keys(value)
        if kind == "mapping-entry":
            need = normalise_name(str(value.get("need", "")))
            return [(kind, value.get("year"), value.get("department"), need)]
        if kind == "official-total":
            return [
                (kind, *(normalise_name(str(value.get(key, ""))) for key in ("place", "measure", "year")))
            ]
        name = normalise_name(str(value.get("name", "")))
        return [(kind, name)] if name else []

    def _list_agreement_keys(self, value: Mapping[str, _Any]) -> list[tuple[object, ...]]:
        parties: _Any = value.get("parties", ())
        partners = frozenset(one.get("partner") for one in parties if one.get("partner") != self._own)
        # A number is its government's own: another's agreement may bear the same.
        numbers = [
            ("number", value.get("type"), one.get("partner"), _fold_number(one["number"]), partners)
            for one in parties
            if "number" in one
        ]
        date = value.get("signing", {}).get("date")
        title = normalise_name(str(value.get("title", "")))
        return [*numbers, ("title", value.get("type"), partners, date, title)]


def _fold_number(number: str) -> str:
    return re.sub(r"[\s.]+", "", number).casefold()
