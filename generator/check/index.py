"""The index of a check: which records hang on which keys, as it is made and as it is kept.

As kept, a key's files are numbers that are looked up only where the key is asked for.
"""

import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import accumulate, chain

from generator.check.footprint import list_keys, trace_footprint
from generator.memory.entry import Entry, MemoryLostError
from generator.memory.plain import pack_plain
from generator.records import Record

_FILES = "files"


@dataclass(frozen=True, slots=True)
class Index:
    """Which files hang on which keys: by the records they name or relate to, what they share or count in."""

    naming: Mapping[str, Sequence[str]] = field(default_factory=dict)
    relating: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sharing: Mapping[str, Sequence[str]] = field(default_factory=dict)
    counted: Mapping[str, Sequence[str]] = field(default_factory=dict)


_MAPS = tuple(one.name for one in fields(Index))


def index_records(records: Iterable[Record]) -> Index:
    """Give which files hang on which keys."""
    maps: list[defaultdict[str, list[str]]] = [defaultdict(list) for _ in _MAPS]
    for record in records:
        file = record.file
        for keys, files in zip(list_keys(record), maps, strict=True):
            for key in keys:
                found = files[key]
                # A record that says a key twice hangs on it once.
                if not found or found[-1] is not file:
                    found.append(file)
    return Index(*map(dict, maps))


def amend_index(index: Index, gone: Iterable[Record], come: Iterable[Record]) -> Index:
    """Give an index without some records and with others."""
    maps = [dict(part) for part in (index.naming, index.relating, index.sharing, index.counted)]
    for records, is_come in ((gone, False), (come, True)):
        for record in records:
            print_ = trace_footprint(record)
            prints = (print_.names, print_.relates, print_.shares, print_.counts)
            for keys, files in zip(prints, maps, strict=True):
                for key in keys:
                    left = [file for file in files.get(key, ()) if file != record.file]
                    files[key] = [*left, record.file] if is_come else left
    return Index(*maps)


class _KeptFiles(Mapping[str, Sequence[str]]):
    """The files of each key of one map."""

    def __init__(self, files: Sequence[str], keys: Sequence[str], numbers: Sequence[int]) -> None:
        self._files, self._numbers = files, numbers[len(keys) :]
        self._ends = list(accumulate(numbers[: len(keys)], initial=0))
        if self._ends[-1] != len(self._numbers):
            raise ValueError
        self._places = dict(zip(keys, range(len(keys)), strict=True))

    def __getitem__(self, key: str) -> Sequence[str]:
        place = self._places[key]
        start, end = self._ends[place : place + 2]
        return [self._files[number] for number in self._numbers[start:end]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def pack_index(index: Index) -> dict[str, bytes]:
    """Give an index as parts to keep: each file's name once, and its number wherever it stands."""
    numbers: dict[str, int] = {}
    parts = {}
    for name in _MAPS:
        files = getattr(index, name)
        flat = [numbers.setdefault(file, len(numbers)) for file in chain.from_iterable(files.values())]
        parts[name] = pack_plain(list(files))
        parts[f"{name}-{_FILES}"] = _pack_numbers([*map(len, files.values()), *flat])
    return {_FILES: pack_plain(list(numbers)), **parts}


def read_index(entry: Entry) -> Index:
    """Give the index that is kept in an entry. Raises MemoryLostError where it is damaged."""
    files = entry.read_plain(_FILES)
    try:
        return Index(
            *(
                _KeptFiles(files, entry.read_plain(name), _unpack_numbers(entry.read(f"{name}-{_FILES}")))
                for name in _MAPS
            )
        )
    except (TypeError, ValueError, struct.error):
        raise MemoryLostError from None


def _pack_numbers(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _unpack_numbers(packed: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(packed) // 4}I", packed)
