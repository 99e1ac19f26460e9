"""What was gathered: each government with its register, where it comes from, and how fresh it is."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeAlias

from generator.addresses import agreement_address
from generator.federation.sources import Gathering, SourceEntry
from generator.register.model import Agreement
from generator.register.register import Register
from generator.selections import Selections
from generator.text import Text

Freshness: TypeAlias = Literal["fresh", "kept", "missing"]
"""Taken today, the last good copy, or neither."""


class Trouble(NamedTuple):
    """Why a source gave nothing to use: one sentence, and of faulty records the first lines of the report."""

    text: Text
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Member:
    """A government whose register is gathered."""

    entry: SourceEntry
    register: Register
    selections: Selections
    fetched: datetime.date
    freshness: Freshness
    commit: str | None
    digest: str
    is_proven: bool
    left_out: tuple[str, ...] = ()
    trouble: Trouble | None = None

    @property
    def id(self) -> str:
        """What all its ids begin with."""
        return self.entry.id

    @property
    def registry(self) -> Any:  # noqa: ANN401  a record's value
        """What the register says of itself."""
        return self.register.registry

    @property
    def name(self) -> str:
        """The government's name."""
        return str(self.registry["government_name"])

    @property
    def short_name(self) -> str:
        """The name of the place."""
        return str(self.registry["place_name"])

    @property
    def age(self) -> int:
        """How many days ago it was taken."""
        return max(0, (self.register.as_of - self.fetched).days)

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements that count, in the register's order."""
        return tuple(self.register.counted)

    def link(self, agreement_id: str) -> str:
        """Give the address of an agreement's page on the register's own site; empty where it has none."""
        url = str(self.registry.get("site_url", ""))
        return f"{url.rstrip('/')}/{agreement_address(agreement_id)}" if url else ""

    @cached_property
    def names(self) -> frozenset[str]:
        """The government's names as they are compared, aliases included."""
        own = self.register.partners.get(str(self.registry["government"]))
        told = [self.name, *((own.name, *own.value.get("aliases", ())) if own else ())]
        return frozenset(map(fold_name, told))


class MissingSource(NamedTuple):
    """A source of which there is nothing at all, not even an old copy."""

    entry: SourceEntry
    trouble: Trouble


@dataclass(frozen=True)
class Gathered:
    """All that was gathered, on one day."""

    gathering: Gathering
    as_of: datetime.date
    members: tuple[Member, ...]
    """By region code: the province first, then as the ministry numbers them."""
    missing: tuple[MissingSource, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Member]:
        """The members by what their ids begin with."""
        return {member.id: member for member in self.members}

    def is_elsewhere(self, entry: SourceEntry) -> bool:
        """Whether a government lies outside of the area of whoever gathers."""
        return entry.region_code.partition(".")[0] != self.gathering.region_code.partition(".")[0]

    @property
    def is_whole(self) -> bool:
        """Whether every source gave a fresh register, of which a copy is kept."""
        is_well = (member.freshness == "fresh" and member.trouble is None for member in self.members)
        return not self.missing and all(is_well)


def full_id(member: Member, agreement_id: str) -> str:
    """Give the id that an agreement has in the gathering: its source, a colon, its own."""
    return f"{member.id}:{agreement_id}"


def fold_name(name: str) -> str:
    """Give a name as it is compared: without capitals, dots, doubled blanks and short forms."""
    words = name.casefold().replace(".", " ").replace(",", " ").split()
    return " ".join(_SHORT.get(word, word) for word in words)


_SHORT = {"pemkot": "pemerintah kota", "pemkab": "pemerintah kabupaten", "pemprov": "pemerintah provinsi",
          "kab": "kabupaten", "prov": "provinsi"}  # fmt: skip
