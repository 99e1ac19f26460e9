"""What the patterns of personal data cost to make ready: each command that judges a record makes them."""

import re

import pytest

from generator.check.persons import ADDRESS_PATTERNS, TEXT_PATTERNS, flatten

_RANGE = re.compile(r"\\u([0-9a-f]{4})-\\u([0-9a-f]{4})")
# Python goes through every character of a range where capitals and small letters are the same.
_WIDEST = 1_000


@pytest.mark.parametrize(("rule", "pattern"), [*TEXT_PATTERNS, *ADDRESS_PATTERNS])
def test_no_range_of_characters_takes_long_to_make_ready(rule: str, pattern: str) -> None:
    for first, last in _RANGE.findall(pattern):
        assert int(last, 16) - int(first, 16) < _WIDEST, rule


def test_a_letter_of_another_language_makes_no_entity() -> None:
    other = "&per\N{LATIN SMALL LETTER DOTLESS I}od;"
    assert flatten(f"a&commat;b&PERIOD;c {other}") == f"a@b.c {other}"
