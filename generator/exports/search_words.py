"""The index of the search: how much each word tells of each agreement, reckoned once when the site is built.

The weight is that of BM25+ in each of several texts, added up: a browser has only to add the weights of the
words that were asked for. Numbers are spelt in few letters, for half of what a browser fetches is numbers.
"""

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, repeat
from operator import sub
from typing import NamedTuple, TypeAlias

from generator.roots import COMPOUNDS, split_words

BOOSTS = {
    "title": 5,
    "parties": 4,
    "affairs": 3,
    "departments": 2,
    "numbers": 3,
    "places": 1,
    "about": 1,
}
"""How much more a word tells that stands in one text of an agreement than in another."""

# The usual numbers of BM25+: how soon repeating a word tells no more, how much long texts are marked down,
# and what a word is worth at least.
_SATURATION, _LENGTH, _LEAST = 1.2, 0.7, 0.5

_FIRST, _MIDDLE = 48, 93
"""The first letters of two kinds: those that end a number, and those that stand before others in it."""
_ENDS, _MIDDLES = 44, 32
"""How many of each kind there are. Between them lies the backslash, which JSON would spell in two."""

FINENESS = 18
"""The level of a weight is so many times its root: what tells much is told apart most finely."""


class Posting(NamedTuple):
    """Where a word stands."""

    word: str
    gaps: str
    """How far each agreement that has the word stands from the one before, spelt by ``pack``."""
    levels: str
    """The level of its weight for each, spelt likewise."""


def spell_word(word: str, roots: Mapping[str, str]) -> list[str]:
    """Give all under which a word is kept: itself, its root, its parts where it joins two."""
    root = roots.get(word, word)
    return list(dict.fromkeys((word, root, *(COMPOUNDS.get(word) or COMPOUNDS.get(root) or ()))))


class Weights(NamedTuple):
    """How much one word tells of each agreement that has it, by their places in order."""

    word: str
    places: list[int]
    weights: list[float]


_Held: TypeAlias = Mapping[str, Sequence[tuple[float, Sequence[int]]]]
"""What words tell in one kind of text were they as rare as any, with the agreements of which they tell it."""


def weigh_words(texts: Mapping[str, Sequence[str]], roots: Mapping[str, str]) -> Iterator[Weights]:
    """Give what every word tells, the words in the order in which browsers compare them.

    ``texts`` holds, for each name of ``BOOSTS``, one text of every agreement.
    """
    spell = cache(lambda word: spell_word(word, roots))
    held = [(boost, _hold_words(texts[name], spell)) for name, boost in reversed(BOOSTS.items())]
    count = len(texts[next(iter(BOOSTS))])
    del texts
    # One word after the other: the weights of all would be the largest thing of the whole build.
    for word in sorted(set[str]().union(*(words for _, words in held)), key=_browser_order):
        found: dict[int, float] = {}
        for boost, words in held:
            if word in words:
                _add_weights(found, words[word], boost, count)
        places = sorted(found)
        yield Weights(word, places, list(map(found.__getitem__, places)))


def _hold_words(texts: Sequence[str], spell: Callable[[str], list[str]]) -> _Held:
    """Give for each word the texts that have it."""
    places = defaultdict[str, list[int]](list)
    for place, text in enumerate(texts):
        places[text].append(place)
    words = {text: split_words(text) for text in places}
    # In texts of one length a word tells the same: that is held once, with all places.
    alike = defaultdict[int, list[str]](list)
    for text, those in words.items():
        alike[len(set(those))].append(text)
    whole = sum(length * len(places[text]) for length, some in alike.items() for text in some)
    mean = whole / max(1, len(texts))
    held = defaultdict[str, list[tuple[float, Sequence[int]]]](list)
    for length, some in alike.items():
        ease = _SATURATION * (1 - _LENGTH + _LENGTH * length / (mean or 1))
        found = defaultdict[tuple[str, int], list[int]](list)
        for text in some:
            own = places[text]
            for counted in Counter(chain.from_iterable(map(spell, words[text]))).items():
                found[counted].extend(own)
        for (term, number), told in found.items():
            held[term].append((_score(number, ease), told))
    return held


def _score(number: int, ease: float) -> float:
    """Give what a word tells by standing in a text so many times, by BM25+."""
    return _LEAST + number * (_SATURATION + 1) / (number + ease)


def _add_weights(
    found: dict[int, float], held: Sequence[tuple[float, Sequence[int]]], boost: float, count: int
) -> None:
    """Add what a word tells of each of ``count`` agreements that have it in one kind of text."""
    own = sum(len(places) for _, places in held)
    rarity = boost * math.log(1 + (count - own + 0.5) / (own + 0.5))
    is_first = not found
    for score, places in held:
        weight = rarity * score
        if is_first:
            found.update(dict.fromkeys(places, weight))
        else:
            # None of a word's places comes twice in one kind of text.
            found.update(zip(places, map(weight.__add__, map(found.get, places, repeat(0.0))), strict=True))


class _Levels(dict[float, str]):
    """The levels of weights, spelt, found out when first asked."""

    def __missing__(self, weight: float) -> str:
        level = self[weight] = _SPELT[int(FINENESS * math.sqrt(weight) + 0.5)]
        return level


def list_postings(found: Iterable[Weights]) -> list[Posting]:
    """Give where each word stands."""
    return [
        Posting(
            word,
            pack(map(sub, places, chain((-1,), places))),
            # For each word anew: there are many weights.
            "".join(map(_Levels().__getitem__, weights)),
        )
        for word, places, weights in found
    ]


def _browser_order(word: str) -> bytes:
    return word.encode("utf-16-be")


def pack(numbers: Iterable[int]) -> str:
    """Spell whole numbers from zero on as a text: small ones are one letter each."""
    return "".join(map(_SPELT.__getitem__, numbers))


class _Spelt(dict[int, str]):
    """How numbers are spelt, found out when first asked."""

    def __missing__(self, number: int) -> str:
        rest, end = divmod(number, _ENDS)
        letters = [chr(_FIRST + end)]
        while rest:
            rest, middle = divmod(rest, _MIDDLES)
            letters.append(chr(_MIDDLE + middle))
        spelt = self[number] = "".join(reversed(letters))
        return spelt


_SPELT = _Spelt()


def forget_numbers() -> None:
    """Forget how numbers are spelt: for whoever goes on with other things."""
    _SPELT.clear()


def split_postings(postings: Sequence[Posting], count: int) -> list[list[Posting]]:
    """Part the words into ``count`` runs that weigh about the same; one may be empty."""
    weights = [len(one.word) + len(one.gaps) + len(one.levels) for one in postings]
    parts: list[list[Posting]] = [[] for _ in range(count)]
    whole, passed = sum(weights), 0
    for posting, weight in zip(postings, weights, strict=True):
        parts[min(count - 1, passed * count // whole)].append(posting)
        passed += weight
    return parts


def has_number(word: str) -> bool:
    """Whether a digit or another numeral stands in a word: such words are many, and stand once each."""
    return any(
        char.isdigit() if char.isascii() else unicodedata.category(char).startswith("N") for char in word
    )
