"""Titles: the words of an agreement's title that say what it is about, and how much two titles share."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]{3,}")
_SAY_NOTHING = frozenset(
    """
    addendum antar antara atas bersama bidang dalam dan daerah dengan di kab kabupaten kerja kerjasama
    kesepahaman kesepakatan kota memorandum mou nota oleh pada para pemerintah pemkab pemkot pemprov
    perjanjian pks program provinsi sama serta tentang untuk wilayah yang
    """.split()
)


def split_title(title: str, names: Iterable[str]) -> frozenset[str]:
    """Give the words of a title without those that any title has and without the parties' names."""
    called = {word for name in names for word in _WORD.findall(name)}
    return frozenset(word for word in _WORD.findall(title.casefold()) if word not in _SAY_NOTHING | called)


def share_words(one: frozenset[str], other: frozenset[str]) -> int:
    """Give how much two titles share, in per cent of the words of both; none where either says nothing."""
    if not one or not other:
        return 0
    return 200 * len(one & other) // (len(one) + len(other))
