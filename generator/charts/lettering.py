"""Lettering: how much room a text takes in a drawing, and how it is broken or cut to fit.

A drawing is made where no font is at hand, so widths are estimated from above: a reader's font may be
narrower, hardly wider.
"""

from functools import lru_cache

SIZE = 12
"""Height of all letters in a drawing's units."""

_NARROW, _WIDE = frozenset("iljtfr.,:;'|!()[] -/"), frozenset("mwMW%@—…")
_SHARES = {"narrow": 0.38, "wide": 0.95, "capital": 0.7, "other": 0.6}


@lru_cache(maxsize=4096)
def measure(text: str) -> float:
    """Give the width of a text in a drawing's units, estimated from above."""
    return SIZE * sum(_share(letter) for letter in text)


def _share(letter: str) -> float:
    if letter in _NARROW:
        return _SHARES["narrow"]
    if letter in _WIDE or ord(letter) > 0x2000:  # noqa: PLR2004  scripts whose letters are as wide as high
        return _SHARES["wide"]
    return _SHARES["capital" if letter.isupper() else "other"]


def shorten(text: str, width: float) -> str:
    """Give a text that fits a width: whole, else cut with an ellipsis."""
    if measure(text) <= width:
        return text
    room, kept = width - measure("…"), []
    for letter in text:
        room -= measure(letter)
        if room < 0:
            break
        kept.append(letter)
    return "".join(kept).rstrip(" ,.-") + "…"


def wrap(text: str, width: float, most: int) -> list[str]:
    """Give a text in lines that fit a width, at most so many; the last is cut where it has more."""
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most - 1:
        taken = [rest.pop(0)]
        while rest and measure(" ".join([*taken, rest[0]])) <= width:
            taken.append(rest.pop(0))
        lines.append(shorten(" ".join(taken), width))
    if rest:
        lines.append(shorten(" ".join(rest), width))
    return lines
