"""Cooperation among the gathered governments: every pair of records with what its sides say of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.federation.candidates import Side, list_candidates
from generator.federation.disagreements import Statement, compare_pair, list_differences
from generator.federation.gathered import Gathered
from generator.federation.matching import Matching, Pair, match_all


@dataclass(frozen=True)
class TwoSided:
    """One agreement that two registers tell of: both records, and what they say of it."""

    pair: Pair
    statements: tuple[Statement, ...]

    @cached_property
    def differences(self) -> tuple[Statement, ...]:
        """What the sides contradict each other in."""
        return list_differences(self.statements)


@dataclass(frozen=True)
class Cooperation:
    """What the gathered registers say of the agreements between their governments."""

    matchings: tuple[Matching, ...]
    """One for each two governments of which either names the other."""
    two_sided: tuple[TwoSided, ...]
    possible: tuple[TwoSided, ...]

    @cached_property
    def confirmed(self) -> tuple[TwoSided, ...]:
        """Those whose sides contradict each other in nothing."""
        return tuple(one for one in self.two_sided if not one.differences)

    @cached_property
    def differing(self) -> tuple[TwoSided, ...]:
        """Those whose sides contradict each other."""
        return tuple(one for one in self.two_sided if one.differences)

    @cached_property
    def one_sided(self) -> tuple[Side, ...]:
        """The records without a counterpart."""
        return tuple(side for matching in self.matchings for side in matching.one_sided)

    @cached_property
    def unclear(self) -> tuple[Side, ...]:
        """The records that fit several others equally well."""
        return tuple(
            side for matching in self.matchings for cluster in matching.unclear for side in cluster.sides
        )

    @cached_property
    def crowded(self) -> tuple[Matching, ...]:
        """Those in which too many records are alike for all to be compared."""
        return tuple(one for one in self.matchings if one.uncompared)

    @cached_property
    def by_member(self) -> Mapping[str, "Shares"]:
        """What of it concerns each government, by what its ids begin with."""
        found: dict[str, Shares] = {}
        groups: tuple[tuple[str, tuple[TwoSided, ...]], ...] = (
            ("confirmed", self.confirmed), ("differing", self.differing), ("possible", self.possible)
        )  # fmt: skip
        for name, pairs in groups:
            for one in pairs:
                for side in one.pair.sides:
                    getattr(found.setdefault(side.member.id, Shares({}, {}, {}, {}, {})), name)[
                        side.key[1]
                    ] = side
        for name, sides in (("unclear", self.unclear), ("one_sided", self.one_sided)):
            for side in sides:
                getattr(found.setdefault(side.member.id, Shares({}, {}, {}, {}, {})), name)[side.key[1]] = (
                    side
                )
        return found


@dataclass(frozen=True, slots=True)
class Shares:
    """One government's records of agreements with gathered governments, by how they are matched.

    A record of an agreement among three stands once for each of the others, maybe in several groups.
    """

    confirmed: dict[str, Side]
    differing: dict[str, Side]
    possible: dict[str, Side]
    unclear: dict[str, Side]
    one_sided: dict[str, Side]


NO_SHARES = Shares({}, {}, {}, {}, {})


def compare_registers(gathered: Gathered) -> Cooperation:
    """Match the gathered registers with each other, and compare what they say."""
    matchings = match_all(list_candidates(gathered.members))
    return Cooperation(
        matchings,
        tuple(TwoSided(pair, compare_pair(pair)) for one in matchings for pair in one.pairs),
        tuple(TwoSided(pair, compare_pair(pair)) for one in matchings for pair in one.possible),
    )
