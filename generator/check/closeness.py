"""Which known word was meant: an answer only where no other is nearly as close."""

from collections.abc import Iterable
from functools import lru_cache

# Shorter words are too alike to tell a slip from another word.
_FEWEST_LETTERS, _LONG_WORD = 4, 6
# A part of an id is a name: two short names may well differ by a letter.
_FEWEST_ID_LETTERS, _LONG_ID_PART = 6, 9


def find_word(word: str, known: Iterable[str]) -> str | None:
    """Give the one key or choice that a word must mean; None where none or several may be meant."""
    known = list(known)
    same = [one for one in known if _plain(one) == _plain(word)]
    if same:
        return same[0] if len(same) == 1 else None
    if len(word) < _FEWEST_LETTERS:
        return None
    most = 2 if len(word) >= _LONG_WORD else 1
    return _only([one for one in known if count_slips(word.casefold(), one.casefold(), most) <= most])


def find_id(wrong: str, known: Iterable[str]) -> str | None:
    """Give the one id that a misspelt one must mean; None where none or several may be meant.

    Years and numbers are never slips, and only one part may differ, a word of some length.
    """
    known = list(known)
    same = [one for one in known if _letters(one) == _letters(wrong)]
    if same:
        return same[0] if len(same) == 1 else None
    return _only([one for one in known if _is_near_id(wrong, one)])


def _only(found: list[str]) -> str | None:
    return found[0] if len(found) == 1 else None


def _plain(word: str) -> str:
    """Give a word without what people mix up: capitals, blanks and lines between its parts."""
    return "-".join(word.casefold().replace("_", " ").replace("-", " ").split())


def _letters(record_id: str) -> str:
    return "".join(char for char in record_id.casefold() if char.isalnum())


def _is_near_id(wrong: str, known: str) -> bool:
    parts, others = wrong.split("-"), known.split("-")
    if len(parts) != len(others):
        return False
    pairs = [(part, other) for part, other in zip(parts, others, strict=True) if part != other]
    if len(pairs) != 1:
        return False
    part, other = pairs[0]
    if min(len(part), len(other)) < _FEWEST_ID_LETTERS or not (part.isalpha() and other.isalpha()):
        return False
    most = 2 if len(other) >= _LONG_ID_PART else 1
    return count_slips(part, other, most) <= most


@lru_cache(maxsize=4096)
def count_slips(one: str, other: str, most: int) -> int:
    """Count the letters wrong, missing, doubled or swapped between two words, to one above ``most``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        after = [number]
        for index, wanted in enumerate(other, 1):
            cost = min(row[index] + 1, after[-1] + 1, row[index - 1] + (letter != wanted))
            if number > 1 and index > 1 and letter == other[index - 2] and one[number - 2] == wanted:
                cost = min(cost, before[index - 2] + 1)
            after.append(cost)
        before, row = row, after
    return min(row[-1], most + 1)
