"""Spellings: a text is found however it was written down, and nothing of it is left where it was removed."""

import base64
import json
import unicodedata
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.purge.spellings import Spellings, is_long_enough

NAME, NUMBER, MAIL = "Rekaan Purnama", "9912345678901234", "rekaan.p@surel.example"
SPELLINGS = Spellings([NAME, NUMBER, MAIL])

_WRITTEN = {
    "as it is": NAME.encode(),
    "in capitals": NAME.upper().encode(),
    "folded over two lines": b"rekaan\n    purnama",
    "in a comment": b"# Rekaan\n# Purnama",
    "as an id": b"rekaan-purnama",
    "UTF-16": NAME.encode("utf-16"),
    "UTF-16, the other order": NAME.encode("utf-16-be"),
    "in an address": quote(NAME).encode(),
    "in a form": quote_plus(NAME).encode(),
    "every sign escaped": "".join(f"%{byte:02X}" for byte in NAME.encode()).encode(),
    "JSON": b"\\u0052ekaan Purnama",
    "a new line of JSON": b"Rekaan\\nPurnama",
    "YAML": b"\\x52ekaan Purnama",
    "HTML": b"&#82;ekaan&nbsp;Purnama",
    "base64 in lines": base64.encodebytes(b"q" * 50 + NAME.encode()),
    "base64 for addresses": base64.urlsafe_b64encode(b"??" + NAME.encode()),
    "a number with points": b"9912.3456.7890.1234",
    "a number with blanks": b"99 12 34 56 78 90 12 34",
    "a number in UTF-16": NUMBER.encode("utf-16-le"),
    "a mail address": quote(MAIL, safe="").encode(),
}


@pytest.mark.parametrize("way", _WRITTEN)
def test_it_is_found_and_removed_in_every_spelling(way: str) -> None:
    data = b"nama: x " + _WRITTEN[way] + b" y\n"
    assert SPELLINGS.found_in(data)
    cleaned = SPELLINGS.remove(data)
    assert not SPELLINGS.found_in(cleaned)
    assert cleaned.startswith(b"nama: x ")
    assert cleaned.endswith(b" y\n")


@pytest.mark.parametrize(
    "other", [b"Rekaan Purna", b"Purnama Rekaan", b"991234567890123", b"rekaan.q@surel.example", b""]
)
def test_what_is_not_it_stays(other: bytes) -> None:
    assert not SPELLINGS.found_in(other)
    assert SPELLINGS.remove(other) == other


def test_what_is_no_text_keeps_its_length() -> None:
    data = b"%PDF\0\xff" + NAME.encode() + b"\0" + NAME.encode("utf-16-le")
    assert len(SPELLINGS.remove(data)) == len(data)
    coded = base64.b64encode(b"%PDF" + NAME.encode())
    assert base64.b64decode(SPELLINGS.remove(coded)).startswith(b"%PDF")


def test_a_short_text_is_too_short() -> None:
    assert not any(map(is_long_enough, ("Budi", "B. u-di", "1234567", "08-12-34", "")))
    assert all(map(is_long_enough, ("Budi S", "12345678")))


_LETTERS = st.text(st.characters(categories=("Ll", "Lu")), min_size=3, max_size=12)


@given(
    words=st.lists(_LETTERS, min_size=2, max_size=3),
    before=st.text(max_size=20),
    spell=st.sampled_from(
        (
            str.encode,
            lambda text: text.encode("utf-16-le"),
            lambda text: text.encode("utf-16-be"),
            lambda text: quote(text).encode(),
            lambda text: json.dumps(text).encode(),
            lambda text: base64.b64encode(text.encode()),
        )
    ),
)
def test_any_name_is_found_and_removed(words: list[str], before: str, spell: Callable[[str], bytes]) -> None:
    name = unicodedata.normalize("NFC", " ".join(words))
    spellings = Spellings([name])
    data = spell(f"{before} {name}\n")
    assert spellings.found_in(data)
    assert not spellings.found_in(spellings.remove(data))
