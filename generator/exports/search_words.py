"""The index of the search: how much each word tells of each agreement, reckoned once when the site is built.

The weight is that of BM25+ in each of several texts, added up: a browser has only to add the weights of the
words that were asked for. Numbers are spelt in few letters, for half of what a browser fetches is numbers.
"""

import math
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from operator import sub
from typing import NamedTuple

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

_TRIED = 100
"""From how many agreements it is told which of their texts are long."""

_KEPT = 4000
"""Of how many texts the weights are kept for the next agreement with the same one."""

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
    """How much one word tells of each agreement that has it."""

    places: "array[int]"
    weights: "array[float]"


def weigh_words(texts: Mapping[str, Sequence[str]], roots: Mapping[str, str]) -> dict[str, Weights]:
    """Give every word with the agreements that have it, by their places, in order.

    ``texts`` holds, for each name of ``BOOSTS``, one text of every agreement.
    """
    spell = cache(lambda word: spell_word(word, roots))
    # The longest text comes first: it is copied, and the others are added to it.
    names = sorted(BOOSTS, key=lambda name: -len("".join(texts[name][:_TRIED])))
    each = [_weigh_text(texts[name], BOOSTS[name], spell) for name in names]
    # Packed: with each number an object of its own these would take three times the room.
    found: defaultdict[str, Weights] = defaultdict(lambda: Weights(array("I"), array("d")))
    for place, (first, *others) in enumerate(zip(*each, strict=True)):
        whole = first.copy()
        for weights in others:
            for word, weight in weights.items():
                whole[word] = whole.get(word, 0.0) + weight
        for word, weight in whole.items():
            of_word = found[word]
            of_word.places.append(place)
            of_word.weights.append(weight)
    return found


def _weigh_text(
    texts: Sequence[str], boost: float, spell: Callable[[str], list[str]]
) -> Iterator[dict[str, float]]:
    """Give how much each word of a text tells of its agreement, by BM25+ times ``boost``."""
    # The same text stands in many agreements.
    often = Counter(texts)
    counted: dict[str, tuple[list[str], int]] = {}
    having: Counter[str] = Counter()
    for text, count in often.items():
        words = split_words(text)
        terms = [term for word in words for term in spell(word)]
        counted[text] = terms, len(set(words))
        # Counted at once rather than one by one: most texts stand once.
        having.update(set(terms) if count == 1 else dict.fromkeys(terms, count))
    count = len(texts)
    mean = sum(length * often[text] for text, (_, length) in counted.items()) / max(1, count)
    rarity = {term: boost * math.log(1 + (count - own + 0.5) / (own + 0.5)) for term, own in having.items()}

    # Made when its turn comes: kept all at once they would be the largest thing of the whole build.
    @lru_cache(_KEPT)
    def weigh(text: str) -> dict[str, float]:
        terms, length = counted[text]
        ease = _SATURATION * (1 - _LENGTH + _LENGTH * length / (mean or 1))
        once = _LEAST + (_SATURATION + 1) / (1 + ease)
        weights = {term: rarity[term] * once for term in terms}
        if len(weights) < len(terms):
            for term, number in Counter(terms).items():
                weights[term] = rarity[term] * (_LEAST + number * (_SATURATION + 1) / (number + ease))
        return weights

    return map(weigh, texts)


def list_postings(found: Mapping[str, Weights]) -> list[Posting]:
    """Give where each word stands, the words in the order in which browsers compare them."""
    level = cache(lambda weight: _spell_number(int(FINENESS * math.sqrt(weight) + 0.5)))
    return [
        Posting(
            word,
            pack(map(sub, places, chain((-1,), places))),
            "".join(map(level, weights)),
        )
        for word in sorted(found, key=_browser_order)
        for places, weights in (found[word],)
    ]


def _browser_order(word: str) -> bytes:
    return word.encode("utf-16-be")


def pack(numbers: Iterable[int]) -> str:
    """Spell whole numbers from zero on as a text: small ones are one letter each."""
    return "".join(map(_spell_number, numbers))


@cache
def _spell_number(number: int) -> str:
    rest, end = divmod(number, _ENDS)
    letters = [chr(_FIRST + end)]
    while rest:
        rest, middle = divmod(rest, _MIDDLES)
        letters.append(chr(_MIDDLE + middle))
    return "".join(reversed(letters))


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
