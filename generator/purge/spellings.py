"""Spellings: every way in which bytes may hold a text that must vanish, and what stands there afterwards.

A text is found whatever its case and however its words are parted, escaped for addresses, JSON, YAML or
HTML, as UTF-8, UTF-16, Windows-1252 and base64; one of digits alone also with signs between them.
What is packed or is a picture, such as most of a PDF, can't be looked into.
"""

import base64
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress

INSTEAD = b"dihapus"
"""What stands in the place of a text: fit for a record's text, an id and the name of a file."""
LEAST, LEAST_DIGITS = 5, 8
"""How many letters, or digits alone, a text has at least: anything shorter stands everywhere."""

_PART = re.compile(r"[\W_]+")
# Between two words: blanks, a new line of a folded text, a dash of an id, marks of emphasis, or one escaped.
_SIGNS = rb"\s!-/:-@\[-`{-~"
_GAP = (
    rb"(?:["
    + _SIGNS
    + rb"]|\\[nrt]|%(?:0[ad]|2[0-9a-f]|3[a-f]|40|5[b-f]|60|7[b-e])|\\u00[2a]0"
    + rb"|&(?:nbsp|amp|lt|gt|quot|apos);|&#(?:32|160|x20|xa0);|\xc2\xa0)"
)
_WIDE_GAP = (rb"(?:[" + _SIGNS + rb"\xa0]\x00)", rb"(?:\x00[" + _SIGNS + rb"\xa0])")
_MOST_BETWEEN_DIGITS = 3
_BASE64_BREAK = rb"(?:\r?\n[ \t]*)?"
_OF_URLS = bytes.maketrans(b"+/", b"-_")
_LOOKED_AT = 8000


class Spellings:
    """The spellings of some texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        plain: list[bytes] = []
        wide: list[bytes] = []
        # Of two that begin alike the longer one comes first.
        coded: dict[bytes, None] = {}
        for text in texts:
            words = _split(text)
            plain.append(_join_plain(words))
            wide += (_join_wide(words, place) for place in (0, 1))
            coded.update(dict.fromkeys(_iterate_coded(text)))
        self._plain = re.compile(b"|".join(plain), re.IGNORECASE)
        self._wide = re.compile(b"|".join(wide), re.IGNORECASE | re.DOTALL)
        longest_first = sorted(coded, key=len, reverse=True)
        self._coded = re.compile(b"|".join(longest_first))

    def found_in(self, data: bytes) -> bool:
        """Whether bytes hold one of the texts in any spelling."""
        return any(one.search(data) for one in (self._plain, self._wide, self._coded))

    def remove_from_name(self, folder: bytes, name: bytes) -> bytes:
        """Give the name of what lies in a folder without the texts, those that begin in its path too."""
        if not self.found_in(folder + name):
            return name
        cleaned = self.remove(name)

        def take_out(found: re.Match[bytes]) -> bytes:
            before = folder[found.start() : found.end()]
            return before + INSTEAD if found.end() > len(folder) else found[0]

        for one in (self._coded, self._wide, self._plain):
            cleaned = one.sub(take_out, folder + cleaned)[len(folder) :]
        return cleaned

    def remove(self, data: bytes) -> bytes:
        """Give bytes without the texts; what is no text, and what is coded, keeps its length."""
        keeps_length = is_binary(data)

        def take_out(found: re.Match[bytes]) -> bytes:
            return b"x" * (found.end() - found.start()) if keeps_length else INSTEAD

        data = self._coded.sub(lambda found: re.sub(rb"[^\s]", b"A", found[0]), data)
        data = self._wide.sub(lambda found: re.sub(rb"[^\x00]", b"x", found[0]), data)
        return self._plain.sub(take_out, data)


def is_long_enough(text: str) -> bool:
    """Whether a text has enough letters and digits to be told from others."""
    signs = "".join(_split(text))
    return len(signs) >= (LEAST_DIGITS if signs.isdecimal() else LEAST)


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text, as git tells it, or no UTF-8."""
    if b"\0" in data[:_LOOKED_AT]:
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return True
    return False


def _split(text: str) -> list[str]:
    """Give the words of a text; one of digits alone is a word a digit."""
    words = [word for word in _PART.split(unicodedata.normalize("NFC", text)) if word]
    whole = "".join(words)
    return list(whole) if whole.isdecimal() else words


def _join_plain(words: list[str]) -> bytes:
    """Give the pattern of words in UTF-8, with every sign as it is or escaped."""
    return _gap(words, _GAP).join(b"".join(_escape_sign(sign) for sign in word) for word in words)


def _join_wide(words: list[str], place: int) -> bytes:
    """Give the pattern of words in UTF-16, in one of its two orders of bytes."""
    order = ("utf-16-le", "utf-16-be")[place]
    spelled = [
        b"".join(_choose(form.encode(order) for form in _forms(sign)) for sign in word) for word in words
    ]
    return _gap(words, _WIDE_GAP[place]).join(spelled)


def _gap(words: list[str], gap: bytes) -> bytes:
    is_number = all(len(word) == 1 and word.isdecimal() for word in words)
    return gap + (b"{0,%d}" % _MOST_BETWEEN_DIGITS if is_number else b"+")


def _forms(sign: str) -> list[str]:
    """Give a sign in both cases, composed and decomposed."""
    cases = dict.fromkeys((sign, sign.lower(), sign.upper()))
    return list(dict.fromkeys(unicodedata.normalize(form, one) for one in cases for form in ("NFC", "NFD")))


def _escape_sign(sign: str) -> bytes:
    spelled: list[bytes] = []
    for form in _forms(sign):
        raw = form.encode()
        spelled += (raw, "".join(f"%{byte:02x}" for byte in raw).encode())
        with suppress(UnicodeEncodeError):
            # As tables of older spreadsheets hold it.
            spelled.append(form.encode("cp1252"))
        wide = form.encode("utf-16-be")
        spelled.append("".join(rf"\u{wide[at : at + 2].hex()}" for at in range(0, len(wide), 2)).encode())
        spelled.append("".join(f"&#{ord(one)};" for one in form).encode())
        spelled.append("".join(f"&#x{ord(one):x};" for one in form).encode())
        if len(raw) == 1:
            spelled.append(rf"\x{raw.hex()}".encode())
    return _choose(spelled)


def _choose(spelled: Iterable[bytes]) -> bytes:
    """Give the pattern of one of several spellings, each once whatever its case."""
    different = {one.lower(): one for one in spelled}
    return b"(?:" + b"|".join(map(re.escape, different.values())) + b")"


def _iterate_coded(text: str) -> Iterator[bytes]:
    """Give the patterns of a text within base64: it may begin at any of three places of a group."""
    plain = unicodedata.normalize("NFC", text.strip())
    bare = "".join(_split(text))
    forms = [plain, plain.lower(), plain.upper(), plain.title()]
    if bare.isdecimal():
        forms.append(bare)
    for raw in dict.fromkeys(form.encode() for form in forms):
        for before in range(3):
            whole = base64.b64encode(b"\0" * before + raw)
            # Only what the text alone decides: the first and the last sign may hold bits of what is around.
            first, last = (before * 8 + 5) // 6, (before + len(raw)) * 8 // 6
            signs_of_url = whole[first:last].translate(_OF_URLS)
            for signs in dict.fromkeys((whole[first:last], signs_of_url)):
                yield _BASE64_BREAK.join(re.escape(bytes((sign,))) for sign in signs)
