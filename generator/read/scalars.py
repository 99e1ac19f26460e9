"""What an unquoted scalar means: text, a whole number, true or false, or a refusal.

Refused is what YAML readers understand in different ways: the YAML 1.1 booleans, sexagesimals, octals,
floats, unquoted dates, empty values.
"""

import re
from functools import lru_cache
from typing import NamedTuple

MAX_DIGITS = 15

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NUMBER_LIKE = re.compile(
    r"[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|0[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
    r"|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF|nan|NaN|NAN))"
)
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_DATE_LIKE = re.compile(r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2}.*)?[?~]?")
BOOLEAN_LIKE = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false"))
EMPTY = frozenset(("", "~", "null", "Null", "NULL"))


class Refusal(NamedTuple):
    """A plain scalar that YAML readers understand in different ways."""

    rule: str


_EMPTY_REFUSAL = Refusal("KS022")
_BOOLEAN_REFUSAL = Refusal("KS023")
_NUMBER_REFUSAL = Refusal("KS024")
_TIME_REFUSAL = Refusal("KS025")
_DATE_REFUSAL = Refusal("KS026")
_SPECIAL_REFUSAL = Refusal("KS027")


def resolve_plain(text: str) -> str | int | bool | Refusal:  # noqa: PLR0911  one line a kind
    """Decide what an unquoted scalar means: text, whole number, true or false, or a refusal."""
    if text in EMPTY:
        return _EMPTY_REFUSAL
    if text in ("true", "false"):
        return text == "true"
    first = text[0]
    if first.isalpha():
        return _BOOLEAN_REFUSAL if text.lower() in BOOLEAN_LIKE else text
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= MAX_DIGITS else _NUMBER_REFUSAL
    if _DATE_LIKE.fullmatch(text):
        return _DATE_REFUSAL
    if _SEXAGESIMAL.fullmatch(text):
        return _TIME_REFUSAL
    if _NUMBER_LIKE.fullmatch(text):
        return _NUMBER_REFUSAL
    if text == "=":
        return _SPECIAL_REFUSAL
    return text


# Keys, codes and dates come again and again.
resolve_short = lru_cache(maxsize=65536)(resolve_plain)
