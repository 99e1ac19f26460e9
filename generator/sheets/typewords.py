"""Which type of agreement words of a sheet mean: its name, a cell, or a row that heads a part of it."""

import re

from generator.entry.blanks import fold
from generator.records import AGREEMENT_TYPES

ABROAD_TYPES = frozenset(("ksdpl", "ksdll"))
"""The types of a cooperation abroad: whether it is with a government tells which of the two."""
_ABROAD = r"(?:di )?(?:luar negeri|ln)"
_PHRASES: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (rf"\b(?:{words})\b", frozenset(types.split()))
    for words, types in (
        (rf"(?:pemerintah(?:an)? daerah|pemda|pemerintah kota|kota|provinsi) {_ABROAD}", "ksdpl"),
        ("sister (?:city|province|regency)|(?:kota|kabupaten|provinsi) (?:kembar|bersaudara)", "ksdpl"),
        (rf"lembaga {_ABROAD}", "ksdll"),
        (rf"kerja sama {_ABROAD}|pihak {_ABROAD}|mitra {_ABROAD}|^{_ABROAD}$", "ksdpl ksdll"),
        ("pihak (?:ke ?)?(?:ketiga|tiga|iii|3)", "ksdpk"),
        ("(?:antar|antara) ?(?:daerah|pemda|pemerintah daerah)", "ksdd"),
        ("(?:daerah|pemda|pemerintah daerah) (?:lain|lainnya)", "ksdd"),
        ("sinergi|sinergitas|synergy", "sinergi"),
    )
)
"""What the types are called in full, each with the types that it may mean."""


def list_types(text: str) -> frozenset[str]:
    """Give the types that a text may mean: one where it is plain, several where it leaves that open."""
    words = " ".join(re.findall(r"[^\W_]+", fold(text))).replace("kerjasama", "kerja sama")
    codes = frozenset(words.split()) & frozenset(AGREEMENT_TYPES)
    if codes:
        return codes
    found = [types for pattern, types in _PHRASES if re.search(pattern, words)]
    # What is said more exactly goes before what leaves it open: "luar negeri" stands in both.
    exact = frozenset[str]().union(*(types for types in found if len(types) == 1))
    return exact or frozenset[str]().union(*found)


def read_type(text: str) -> str | None:
    """Give the one type that a text means; None where it tells none, or leaves open which."""
    types = list_types(text)
    return next(iter(types)) if len(types) == 1 else None
