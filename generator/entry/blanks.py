"""What people write where they have nothing to say, or the same as above."""

import re
import unicodedata

NOTHING = frozenset((
    "", "-", "–", "—", "--", "---", "?", ".", "n/a", "na", "n.a.", "nihil", "kosong", "#n/a",
))  # fmt: skip
"""What stands for nothing."""
NOT_KNOWN = frozenset((
    "tidak diketahui", "belum diketahui", "tdk diketahui", "tak diketahui", "tidak tahu", "belum tahu",
    "tidak ada data", "tidak ada keterangan", "belum ada data", "tidak tertulis", "tidak disebut",
    "tidak disebutkan", "unknown", "not known", "not stated",
))  # fmt: skip
"""What says in words that something is not known."""
_SAME = frozenset((
    "sda", "s.d.a", "s.d.a.", "idem", "ditto", "sama dengan atas", "sama dengan di atas", "same as above",
    "seperti di atas", '"', "''", "〃", '-"-', '- " -',
))  # fmt: skip
_BLANKS = re.compile(r"[\s\u00a0\u2007\u202f\ufeff]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")


def tidy(text: str) -> str:
    """Give a text on one line without doubled, leading and trailing blanks or letters that show nothing."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()


def tidy_lines(text: str) -> str:
    """Give a text whose lines are tidy each; empty lines at either end go."""
    lines = [tidy(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def fold(text: str) -> str:
    """Give a text for comparing with fixed words: tidy, in small letters, of one kind of letters."""
    return tidy(unicodedata.normalize("NFKC", text)).casefold()


def is_blank(text: str) -> bool:
    """Whether a text is empty or only a sign that stands for nothing."""
    return fold(text) in NOTHING


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing to say."""
    return is_blank(text) or is_not_known(text)


def is_not_known(text: str) -> bool:
    """Whether a text says in words that something is not known."""
    return fold(text).strip("() .") in NOT_KNOWN


def is_same(text: str) -> bool:
    """Whether a text says that it is the same as above."""
    return fold(text).strip("() ") in _SAME
