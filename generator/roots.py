"""Roots of Indonesian words: what *pengelolaan*, *mengelola* and *kelola* have in common.

Only this module knows the stemmer, PySastrawi, which strips affixes by the rules of Nazief and Adriani and
looks the rest up in a dictionary of root words.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

_WORD = re.compile(r"[^\W_]+")
_BEYOND = re.compile(r"[^\x00-\x7f]")
_BETWEEN = {code: " " for code in range(128) if not chr(code).isalnum()}
"""What the plain letters stand for that belong to no word."""
# Shorter words carry no affix.
_FEWEST_LETTERS = 5

COMPOUNDS = {
    "kerjasama": ("kerja", "sama"),
    "walikota": ("wali", "kota"),
    "tandatangan": ("tanda", "tangan"),
    "penandatanganan": ("tanda", "tangan"),
    "beritaacara": ("berita", "acara"),
    "rumahsakit": ("rumah", "sakit"),
    "smartcity": ("smart", "city"),
    "pariwisata": ("wisata",),
}
"""Words that people write in one and in two; a search for one spelling finds the other."""


def split_words(text: str) -> list[str]:
    """Give the words of a text as a search compares them: small letters and digits without accents."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        for char in set(_BEYOND.findall(text)):
            if unicodedata.combining(char):
                text = text.replace(char, "")
            elif not char.isalnum():
                text = text.replace(char, " ")
        if not text.isascii():
            return _WORD.findall(text.lower())
    # Twice as fast as the pattern, and most texts are such.
    return text.lower().translate(_BETWEEN).split()


def find_roots(words: Iterable[str]) -> dict[str, str]:
    """Give the root of each word that has another one than itself, in the order of the words."""
    return {word: root for word in sorted(set(words)) if (root := find_root(word)) != word}


@cache
def find_root(word: str) -> str:
    """Give the root of a word; a word without one, such as a name, is its own."""
    if len(word) < _FEWEST_LETTERS or not (word.isascii() and word.isalpha()):
        return word
    return str(_load_stemmer().stem(word)) or word


def forget_roots() -> None:
    """Forget the roots that were found, and the dictionary: for whoever goes on with other things."""
    find_root.cache_clear()
    _load_stemmer.cache_clear()


@cache
def _load_stemmer() -> Any:  # noqa: ANN401  the library has no types
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory  # noqa: PLC0415  only a build needs it

    return StemmerFactory().create_stemmer()
