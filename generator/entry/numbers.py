"""Whole numbers as people write them: ``1.250``, ``12 (dua belas)``, ``tiga puluh enam``."""

import re

from generator.entry.blanks import fold
from generator.entry.problem import EntryError, fill
from generator.text import Text

_UNITS = {
    "nol": 0, "kosong": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7,
    "delapan": 8, "sembilan": 9, "sepuluh": 10, "sebelas": 11,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip
_SCALES = {"ratus": 100, "ribu": 1000, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12}
_ONE_OF = {"seratus": "satu ratus", "seribu": "satu ribu", "sejuta": "satu juta", "semiliar": "satu miliar"}
_TENS = re.compile(r"^(?P<tens>[a-z]+) (?:puluh)(?: (?P<unit>[a-z]+))?$")
_IN_WORDS = re.compile(r" ?\((?P<words>[^()]*)\) ?")
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+")
_COMMAED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}")
# Three zeros are thousands, not decimals.
_WHOLE = re.compile(r"(?P<whole>-?[0-9]+)\.0{1,2}")
_MOST_DIGITS = 15

_WRONG = Text('"{text}" bukan bilangan bulat.', '"{text}" is no whole number.')
_DIFFER = Text('Angka dan huruf pada "{text}" berbeda.', 'The digits and the words of "{text}" differ.')
_INSTEAD = Text(
    "Tulis angkanya saja, misalnya 1250 atau 1.250.", "Write the digits alone, such as 1250 or 1.250."
)


def read_number(text: str) -> int:
    """Give a whole number written in digits or words, or in both where they agree.

    Raises EntryError with the reason ``form`` or ``words-differ``.
    """
    bare = fold(text)
    bracketed = _IN_WORDS.search(bare)
    plain = _IN_WORDS.sub("", bare).strip() if bracketed else bare
    number = read_digits(plain)
    if number is None:
        number = read_number_words(plain)
    if number is None:
        raise EntryError("form", fill(_WRONG, text=text.strip()), _INSTEAD)
    said = read_number_words(bracketed["words"]) if bracketed else None
    if bracketed and said != number:
        reason = "form" if said is None else "words-differ"
        raise EntryError(reason, fill(_WRONG if said is None else _DIFFER, text=text.strip()), _INSTEAD)
    return number


def read_digits(text: str) -> int | None:
    """Give a whole number in digits; points and blanks between thousands are taken out."""
    whole = _WHOLE.fullmatch(text)
    if whole:
        text = whole["whole"]
    sign, text = (-1, text[1:]) if text.startswith("-") else (1, text)
    if not any(form.fullmatch(text) for form in (_DOTTED, _SPACED, _COMMAED)):
        return None
    digits = re.sub(r"[., ]", "", text)
    return sign * int(digits) if len(digits) <= _MOST_DIGITS else None


def read_number_words(text: str) -> int | None:
    """Give the number that Indonesian words (or an English one up to ten) say; None for other words."""
    words = " ".join(_ONE_OF.get(word, word) for word in fold(text).replace("-", " ").split())
    total = 0
    for name, size in sorted(_SCALES.items(), key=lambda item: -item[1]):
        before, found, after = words.partition(f" {name}")
        if found and (not after or after.startswith(" ")):
            count = read_number_words(before)
            if count is None:
                return None
            total += count * size
            words = after.strip()
    if not words:
        return total or None
    rest = _read_small(words)
    return None if rest is None else total + rest


def _read_small(words: str) -> int | None:
    """Give a number below a hundred."""
    if words in _UNITS:
        return _UNITS[words]
    teens = re.fullmatch(r"(?P<unit>[a-z]+) belas", words)
    if teens:
        unit = _UNITS.get(teens["unit"], 0)
        return 10 + unit if 2 <= unit <= 9 else None  # noqa: PLR2004  a digit
    found = _TENS.match(words)
    if found is None:
        return None
    tens, unit = _UNITS.get(found["tens"], 0), _UNITS.get(found["unit"], 0) if found["unit"] else 0
    return tens * 10 + unit if 2 <= tens <= 9 and unit <= 9 and (unit or not found["unit"]) else None  # noqa: PLR2004
