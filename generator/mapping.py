"""Mapping of needs: what was planned for a year, and what became of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.register.model import MappingEntry


@dataclass(frozen=True, slots=True)
class MappingYear:
    """One year's mapping: its entries and how many have reached each status."""

    year: int
    entries: tuple[MappingEntry, ...]
    statuses: Counter[str]
    types: Counter[str]

    @property
    def planned(self) -> int:
        """The number of entries."""
        return len(self.entries)

    @property
    def realised(self) -> int:
        """The number of entries that an agreement has realised."""
        return self.statuses["terwujud"]


def summarise_mapping(entries: Sequence[MappingEntry]) -> list[MappingYear]:
    """Give a summary for each mapped year, newest first."""
    years = sorted({entry.year for entry in entries}, reverse=True)
    return [_summarise(year, tuple(entry for entry in entries if entry.year == year)) for year in years]


def _summarise(year: int, entries: tuple[MappingEntry, ...]) -> MappingYear:
    return MappingYear(
        year=year,
        entries=entries,
        statuses=Counter(entry.value["status"] for entry in entries),
        types=Counter(entry.value["proposed_type"] for entry in entries),
    )
