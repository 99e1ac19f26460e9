"""The index of a check as it is kept: which records hang on which keys.

A key's files are numbers, and a key is found by its checksum: only what is asked for is unpacked.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain
from types import MappingProxyType
from typing import NamedTuple

from generator.memory.entry import Entry, MemoryLostError
from generator.memory.plain import pack_plain, unpack_plain

_FILES, _ENDS = "files", "ends"
_SHELVES = 256
"""Into how many parts the keys of a kept map are sorted: one of them holds about a hundred keys of many."""


class Index(NamedTuple):
    """Which files hang on which keys: by the records they name or relate to, what they share or count in."""

    naming: Mapping[str, Sequence[str]] = MappingProxyType({})
    relating: Mapping[str, Sequence[str]] = MappingProxyType({})
    sharing: Mapping[str, Sequence[str]] = MappingProxyType({})
    counted: Mapping[str, Sequence[str]] = MappingProxyType({})


_MAPS = Index._fields


class _KeptFiles(Mapping[str, Sequence[str]]):
    """The files of each key of one map, in shelves of which only those that are asked for are unpacked."""

    def __init__(self, files: Sequence[str], packed: bytes, ends: Sequence[int]) -> None:
        self._files, self._packed, self._bounds = files, packed, (0, *ends)
        if len(ends) != _SHELVES or ends[-1] != len(packed):
            raise ValueError
        self._shelves: dict[int, dict[str, list[int]]] = {}

    def __getitem__(self, key: str) -> Sequence[str]:
        return [self._files[number] for number in self._open_shelf(_find_shelf(key))[key]]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(map(self._open_shelf, range(_SHELVES)))

    def __len__(self) -> int:
        return sum(len(self._open_shelf(number)) for number in range(_SHELVES))

    def _open_shelf(self, number: int) -> dict[str, list[int]]:
        if number not in self._shelves:
            start, end = self._bounds[number : number + 2]
            self._shelves[number] = unpack_plain(self._packed[start:end])
        return self._shelves[number]


def _find_shelf(key: str) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % _SHELVES


def pack_index(index: Index) -> dict[str, bytes]:
    """Give an index as parts to keep: each file's name once, and its number wherever it stands."""
    numbers: dict[str, int] = {}
    parts = {}
    for name in _MAPS:
        shelves: list[dict[str, list[int]]] = [{} for _ in range(_SHELVES)]
        for key, files in getattr(index, name).items():
            shelves[_find_shelf(key)][key] = [numbers.setdefault(file, len(numbers)) for file in files]
        packed = list(map(pack_plain, shelves))
        parts[name] = b"".join(packed)
        parts[f"{name}-{_ENDS}"] = pack_plain(list(accumulate(map(len, packed))))
    return {_FILES: pack_plain(list(numbers)), **parts}


def read_index(entry: Entry) -> Index:
    """Give the index that is kept in an entry. Raises MemoryLostError where it is damaged."""
    files = entry.read_plain(_FILES)
    try:
        return Index(
            *(_KeptFiles(files, entry.read(name), entry.read_plain(f"{name}-{_ENDS}")) for name in _MAPS)
        )
    except (TypeError, ValueError):
        raise MemoryLostError from None
