"""Which ids the files of a register bear, found from a file's path without going through all files."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property

from generator.records import FOLDERS, NESTED, RECORDS, REGISTRY_FILE, identify


class PresentIds(AbstractSet[tuple[str, str]]):
    """The kinds and ids of all records that have a file, sound or not."""

    def __init__(self, files: Mapping[str, None]) -> None:
        self._files = files

    def __contains__(self, name: object) -> bool:
        return isinstance(name, tuple) and bool(self.find_files(*name))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return filter(None, map(identify, self._files))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def find_files(self, kind: str, record_id: str) -> list[str]:
        """Give the files whose record bears an id, in order; several where it stands in several groups."""
        name = f"{record_id}.yaml"
        places = (f"{folder}/{name}" for folder in self._folders.get(kind, ()))
        found = [place for place in places if place in self._files and identify(place) == (kind, record_id)]
        if (kind, record_id) == identify(REGISTRY_FILE) and REGISTRY_FILE in self._files:
            found.append(REGISTRY_FILE)
        return found

    @cached_property
    def _folders(self) -> dict[str, list[str]]:
        """The folders that hold records of a kind."""
        tops = {f"{RECORDS}/{folder}": kind for folder, kind in FOLDERS.items()}
        found: dict[str, list[str]] = {kind: [top] for top, kind in tops.items()}
        for nested in NESTED:
            start = f"{RECORDS}/{nested}/"
            groups = {file.rpartition("/")[0] for file in self._files if file.startswith(start)}
            found[FOLDERS[nested]] = sorted(groups)
        return found
