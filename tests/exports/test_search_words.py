"""The index of the search: the weights are those of BM25+, and numbers come back as they were spelt."""

import math
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from generator.exports.search_words import (
    BOOSTS,
    FINENESS,
    Posting,
    has_number,
    list_postings,
    pack,
    split_postings,
    weigh_words,
)
from generator.roots import split_words

_WORDS = st.lists(st.sampled_from(("air", "sampah", "dan", "kota", "2024")), max_size=6).map(" ".join)
_ROOTS = {"pengelolaan": "kelola"}


def unpack(text: str) -> list[int]:
    """Give the numbers that a text spells, as the browser reads them."""
    numbers, rest = [], 0
    for char in text:
        code = ord(char)
        if code >= ord("]"):
            rest = rest * 32 + code - ord("]")
        else:
            numbers.append(rest * 44 + code - ord("0"))
            rest = 0
    return numbers


@given(st.lists(st.integers(min_value=0, max_value=10**7)))
def test_numbers_come_back(numbers: list[int]) -> None:
    text = pack(numbers)
    assert unpack(text) == numbers
    assert '"' not in text
    assert "\\" not in text
    assert text.isascii()
    assert text.isprintable()


def _weigh_plainly(texts: dict[str, list[str]], word: str, place: int) -> float:
    """Give the weight of a word without a root as the formula says it."""
    whole = 0.0
    for name, boost in BOOSTS.items():
        each = [split_words(text) for text in texts[name]]
        having = sum(word in words for words in each)
        mean = sum(len(set(words)) for words in each) / len(each)
        times = each[place].count(word)
        if times:
            rarity = math.log(1 + (len(each) - having + 0.5) / (having + 0.5))
            length = len(set(each[place])) / mean
            whole += boost * rarity * (0.5 + times * 2.2 / (times + 1.2 * (0.3 + 0.7 * length)))
    return whole


@given(st.lists(st.tuples(_WORDS, _WORDS, _WORDS), min_size=1, max_size=8))
def test_weights_are_those_of_the_formula(agreements: list[tuple[str, str, str]]) -> None:
    texts = {name: [""] * len(agreements) for name in BOOSTS}
    for number, name in enumerate(("title", "parties", "about")):
        texts[name] = [agreement[number] for agreement in agreements]
    found = list(weigh_words(texts, {}))
    words = {word for each in texts.values() for text in each for word in split_words(text)}
    assert [one.word for one in found] == sorted(words)
    for word, places, weights in found:
        assert places == [
            place
            for place in range(len(agreements))
            if any(word in split_words(texts[name][place]) for name in BOOSTS)
        ]
        for place, weight in zip(places, weights, strict=True):
            assert math.isclose(weight, _weigh_plainly(texts, word, place))


def test_a_word_is_kept_under_its_root_and_its_parts() -> None:
    texts = {name: [""] * 2 for name in BOOSTS} | {"title": ["Pengelolaan", "Kerjasama"]}
    found = weigh_words(texts, _ROOTS)
    assert {word: places for word, places, _ in found} == {
        "pengelolaan": [0],
        "kelola": [0],
        "kerjasama": [1],
        "kerja": [1],
        "sama": [1],
    }


@given(st.lists(_WORDS, min_size=1, max_size=30))
def test_postings_say_what_was_weighed(titles: list[str]) -> None:
    texts = {name: [""] * len(titles) for name in BOOSTS} | {"title": titles}
    found = list(weigh_words(texts, {}))
    postings = list_postings(found)
    assert [posting.word for posting in postings] == sorted({word for one in titles for word in one.split()})
    for posting, (word, places, weights) in zip(postings, found, strict=True):
        assert posting.word == word
        place, own = -1, []
        for gap in unpack(posting.gaps):
            place += gap
            own.append(place)
        assert own == places
        for level, weight in zip(unpack(posting.levels), weights, strict=True):
            assert abs(level / FINENESS - math.sqrt(weight)) <= 0.5 / FINENESS + 1e-9


def test_words_stand_in_the_order_of_browsers() -> None:
    # A browser compares halves of letters, which puts those beyond the first plane before others.
    found = weigh_words({name: ["a \U0001f100z \ufb2e"] for name in BOOSTS}, {})
    words = [posting.word for posting in list_postings(found)]
    assert words == sorted(words, key=lambda word: word.encode("utf-16-be"))


_POSTINGS = st.lists(st.builds(Posting, st.just("x"), st.text("0", max_size=90), st.just("1")))


@given(_POSTINGS, st.integers(min_value=1, max_value=9))
def test_runs_hold_every_word_in_order_and_weigh_about_the_same(postings: list[Posting], count: int) -> None:
    runs = split_postings(postings, count)
    assert len(runs) == count
    assert [posting for run in runs for posting in run] == postings
    most = max(map(_weigh, postings), default=0)
    for run in runs:
        assert sum(map(_weigh, run)) <= sum(map(_weigh, postings)) / count + most


def _weigh(posting: Posting) -> int:
    return sum(map(len, posting))


def test_numerals_are_noticed() -> None:
    words: Sequence[str] = ("2024", "covid19", "\u0664", "air")
    assert [has_number(word) for word in words] == [True, True, True, False]
