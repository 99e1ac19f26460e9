"""Matching: the records of two governments that tell of the same agreement, with the reasons for thinking so.

Nothing is merged: a pair names two records that stay what they are. What fits several records equally well is
not decided; it is listed as such.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

from generator.dates import Date
from generator.federation.candidates import Parties, Side
from generator.federation.titles import share_words

Confidence: TypeAlias = Literal["certain", "strong", "likely", "weak"]
CONFIDENCES: tuple[Confidence, ...] = ("certain", "strong", "likely", "weak")
NumberTie: TypeAlias = Literal["same", "unknown", "other"]
DayTie: TypeAlias = Literal["same", "compatible", "unknown", "near", "apart"]

NEAR_DAYS = 31
"""So many days apart two sides may put one signing; further apart they tell of two."""
MUCH, SOME, A_LITTLE = 60, 50, 20
"""What share of the title's words, in per cent, counts as much, some and a little."""
MOST_COMPARED = 100_000
"""How many pairs of two governments' records are looked at one by one; a few seconds' work at most."""
_STEP = 20

_NUMBERS: dict[NumberTie, int] = {"same": 2, "unknown": 1, "other": 0}
_DAYS: dict[DayTie, int] = {"same": 4, "compatible": 3, "unknown": 2, "near": 1, "apart": 0}


class Evidence(NamedTuple):
    """What speaks for two records telling of one agreement: the same seen from either side."""

    number: NumberTie
    day: DayTie
    is_same_kind: bool
    words: int
    """The share of the titles' words that both have, in per cent."""

    @property
    def rank(self) -> tuple[int, int, bool, int]:
        """How strongly it speaks: numbers before days before kinds; words only break ties, in steps."""
        return _NUMBERS[self.number], _DAYS[self.day], self.is_same_kind, self.words // _STEP


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that tell of the same agreement, as far as can be said; ``first`` is of the lower id."""

    first: Side
    second: Side
    confidence: Confidence
    evidence: Evidence

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both records."""
        return self.first, self.second

    @property
    def id(self) -> str:
        """The pair's name, made of its records' own: it stays while these do."""
        return "--".join(f"{side.member.id}--{side.agreement.id}" for side in self.sides)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records of two governments that fit each other in more than one way equally well."""

    sides: tuple[Side, ...]
    is_uncompared: bool = False
    """Whether they were not even held against all that they share something with: too many share it."""


@dataclass(frozen=True, slots=True)
class Matching:
    """What came of comparing two governments' records."""

    parties: Parties
    pairs: tuple[Pair, ...]
    possible: tuple[Pair, ...]
    """Pairs of weak evidence: for a person to look at."""
    unclear: tuple[Cluster, ...]
    one_sided: tuple[Side, ...]
    """Records with no counterpart in the other government's register."""

    @property
    def uncompared(self) -> int:
        """How many records have no counterpart only because too many are alike for it to be looked for."""
        return sum(len(cluster.sides) for cluster in self.unclear if cluster.is_uncompared)


def match_all(candidates: Mapping[Parties, tuple[Sequence[Side], Sequence[Side]]]) -> tuple[Matching, ...]:
    """Match the records of each two governments."""
    return tuple(match_sides(parties, *sides) for parties, sides in sorted(candidates.items()))


def match_sides(
    parties: Parties, firsts: Iterable[Side], seconds: Iterable[Side], most: int = MOST_COMPARED
) -> Matching:
    """Match two governments' records of agreements with each other.

    Two become a pair where each is the other's one best fit; what is paired fits nothing else. The order in
    which records are given changes nothing. At most ``most`` pairs are looked at.
    """
    left = sorted(firsts, key=lambda side: side.key)
    right = sorted(seconds, key=lambda side: side.key)
    meetings = list_meetings(left, right, most)
    fits = _find_fits(left, right, meetings)
    found: list[Pair] = []
    while settled := _find_mutual(fits):
        taken = {side.key for pair in settled for side in pair.sides}
        found += settled
        fits = [fit for fit in fits if taken.isdisjoint(side.key for side in fit.sides)]
    placed = {side.key for pair in found for side in pair.sides}
    unclear = _gather_clusters(fits)
    placed.update(side.key for cluster in unclear for side in cluster.sides)
    # Whether these have a counterpart nobody has looked: it is not said of them that they have none.
    rest = tuple(one for one in (*left, *right) if one.key in meetings.uncompared and one.key not in placed)
    if rest:
        unclear += (Cluster(rest, is_uncompared=True),)
        placed |= meetings.uncompared
    found.sort(key=lambda pair: (pair.first.key, pair.second.key))
    return Matching(
        parties,
        tuple(pair for pair in found if pair.confidence != "weak"),
        tuple(pair for pair in found if pair.confidence == "weak"),
        unclear,
        tuple(side for side in (*left, *right) if side.key not in placed),
    )


class Meetings(NamedTuple):
    """Which records are held against each other, by their places; and those that would have met more."""

    pairs: frozenset[tuple[int, int]]
    uncompared: frozenset[tuple[str, str]]


def list_meetings(left: Sequence[Side], right: Sequence[Side], most: int) -> Meetings:
    """Give the records that share what any two that fit must share: a number, the day, a word of the title.

    What few share tells most, and comes first. What so many share that more than ``most`` pairs would be
    looked at is left: which of them belong together nobody could say.
    """
    ours, theirs = _sort_into_shelves(left), _sort_into_shelves(right)
    shared = sorted((len(ours[key]) * len(theirs[key]), key) for key in ours.keys() & theirs.keys())
    pairs: set[tuple[int, int]] = set()
    uncompared: set[tuple[str, str]] = set()
    for size, key in shared:
        if len(pairs) + size <= most:
            pairs.update(product(ours[key], theirs[key]))
        elif not _have_met(ours[key], theirs[key], size, pairs):
            uncompared.update(left[place].key for place in ours[key])
            uncompared.update(right[place].key for place in theirs[key])
    return Meetings(frozenset(pairs), frozenset(uncompared))


def _have_met(ours: Sequence[int], theirs: Sequence[int], size: int, pairs: set[tuple[int, int]]) -> bool:
    """Whether all of a shelf have been held against each other for what else they share."""
    return size <= len(pairs) and all(meeting in pairs for meeting in product(ours, theirs))


def _sort_into_shelves(sides: Sequence[Side]) -> Mapping[tuple[str, str], list[int]]:
    """Give the places of the records that have each number, day and word."""
    shelves: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, side in enumerate(sides):
        for whose, number in side.number_keys.items():
            shelves[f"number {whose}", number].append(place)
        signed = side.agreement.signed
        if signed and signed.is_exact:
            shelves["day", signed.earliest.isoformat()].append(place)
        for word in side.words:
            shelves["word", word].append(place)
    return shelves


def _find_fits(left: Sequence[Side], right: Sequence[Side], meetings: Meetings) -> list[Pair]:
    """Give every two records that may tell of one agreement, of those that are held against each other."""
    fits = []
    for ours, theirs in sorted(meetings.pairs):
        evidence = weigh(left[ours], right[theirs])
        confidence = judge(evidence)
        if confidence:
            fits.append(Pair(left[ours], right[theirs], confidence, evidence))
    return fits


def weigh(first: Side, second: Side) -> Evidence:
    """Give what speaks for two records telling of one agreement."""
    return Evidence(
        _compare_numbers(first.number_keys, second.number_keys),
        compare_days(first.agreement.signed, second.agreement.signed),
        _kind_of(first) == _kind_of(second),
        share_words(first.words, second.words),
    )


def judge(evidence: Evidence) -> Confidence | None:
    """Give how sure it is that two records tell of one agreement; None where nothing says so."""
    number, day, is_same_kind, words = evidence
    if number == "same":
        return "certain" if day in ("same", "compatible", "unknown") else "strong"
    if number == "other":
        # Two numbers are two documents, unless all else is the same and one of them is a slip.
        return "likely" if day == "same" and is_same_kind and words >= MUCH else None
    return _judge_unnumbered(day, is_same_kind=is_same_kind, words=words)


def _judge_unnumbered(day: DayTie, *, is_same_kind: bool, words: int) -> Confidence | None:
    if day == "same" and words >= SOME:
        return "strong"
    if day == "same" and is_same_kind and words >= A_LITTLE:
        return "likely"
    if day == "compatible" and words >= SOME:
        return "likely"
    needed = {"same": 0 if is_same_kind else A_LITTLE, "compatible": A_LITTLE, "unknown": MUCH, "near": MUCH}
    return "weak" if day != "apart" and words >= needed[day] else None


def _compare_numbers(one: Mapping[str, str], other: Mapping[str, str]) -> NumberTie:
    """Compare the numbers that the same government gave: one that is the same outweighs one that isn't."""
    both = one.keys() & other.keys()
    if any(one[whose] == other[whose] for whose in both):
        return "same"
    return "other" if both else "unknown"


def compare_days(one: Date | None, other: Date | None) -> DayTie:
    """Compare two days of signing as far as they are known."""
    if one is None or other is None:
        return "unknown"
    if one.is_exact and other.is_exact and one.earliest == other.earliest:
        return "same"
    if any(
        span.first <= their.last and their.first <= span.last
        for span in one.candidates
        for their in other.candidates
    ):
        return "compatible"
    gap = max(one.earliest - other.latest, other.earliest - one.latest)
    return "near" if gap <= datetime.timedelta(days=NEAR_DAYS) else "apart"


def _kind_of(side: Side) -> str:
    return str(side.agreement.value["document"]["kind"])


def _find_mutual(fits: Sequence[Pair]) -> list[Pair]:
    """Give the pairs in which each record is the other's one best fit."""
    best: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for fit in fits:
        for side in fit.sides:
            known = best[side.key]
            if not known or fit.evidence.rank > known[0].evidence.rank:
                best[side.key] = [fit]
            elif fit.evidence.rank == known[0].evidence.rank:
                known.append(fit)
    return [
        fit
        for fit in fits
        if all(len(best[side.key]) == 1 and best[side.key][0] is fit for side in fit.sides)
    ]


def _gather_clusters(fits: Sequence[Pair]) -> tuple[Cluster, ...]:
    """Give the records that still fit each other, together with all that they fit."""
    groups: dict[tuple[str, str], dict[tuple[str, str], Side]] = {}
    for fit in fits:
        own = (groups.setdefault(side.key, {side.key: side}) for side in fit.sides)
        small, large = sorted(own, key=len)
        if small is not large:
            # The smaller goes into the larger: of many that fit each other, each moves a few times.
            large.update(small)
            groups.update(dict.fromkeys(small, large))
    unique = {id(group): group for group in groups.values()}.values()
    clusters = [Cluster(tuple(group[key] for key in sorted(group))) for group in unique]
    return tuple(sorted(clusters, key=lambda cluster: cluster.sides[0].key))
