"""All valid records of a register, as the rules across files see them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any

from generator.records import Record, RecordKind


class Collection:
    """Records by kind and id, with the one date on which everything is judged."""

    def __init__(
        self,
        records: Iterable[Record],
        as_of: datetime.date,
        known: AbstractSet[tuple[str, str]] = frozenset(),
    ) -> None:
        self.as_of = as_of
        self._by_kind: dict[RecordKind, dict[str, Record]] = defaultdict(dict)
        self.records = sorted(records, key=lambda record: record.file)
        for record in self.records:
            self._by_kind[record.kind].setdefault(record.id, record)
        # A record with faults of its own still exists: references to it are not broken.
        self._known = known

    def of(self, kind: RecordKind) -> Mapping[str, Record]:
        """Give the records of one kind by id."""
        return self._by_kind[kind]

    def exists(self, kind: RecordKind, record_id: str) -> bool:
        """Whether a record of this id has a file, valid or not."""
        return record_id in self._by_kind[kind] or (kind, record_id) in self._known

    def ids(self, kind: RecordKind) -> list[str]:
        """Give all ids of a kind that have a file, in order."""
        return sorted({*self._by_kind[kind], *(known for other, known in self._known if other == kind)})

    @cached_property
    def registry(self) -> dict[str, Any] | None:
        """The value of registry.yaml, where there is one."""
        record = self._by_kind["registry"].get("registry")
        return dict(record.value) if record else None
