"""Which country a written word means: its code, its name in either language, or what it is often called."""

import re
from functools import lru_cache

from generator.check.closeness import find_word
from generator.check.countries import COUNTRIES
from generator.entry.blanks import fold, tidy
from generator.entry.problem import EntryError, fill
from generator.text import Text

# What lists call a country instead of the name that it has in the languages' own data.
_OTHER_NAMES = {
    "amerika": "US", "as": "US", "usa": "US", "amerika serikat as": "US", "inggris": "GB", "uk": "GB",
    "britania raya": "GB", "cina": "CN", "rrt": "CN", "china": "CN", "republik rakyat tiongkok": "CN",
    "republik korea": "KR", "korsel": "KR", "south korea": "KR", "uea": "AE", "turki": "TR", "turkey": "TR",
    "selandia baru": "NZ", "timor leste": "TL", "hongkong": "HK", "ceko": "CZ", "ri": "ID",
}  # fmt: skip
_CODE = re.compile(r"[A-Z]{2}")
_AT_END = re.compile(r"(?:\((?P<bracketed>[^()]+)\)|,\s*(?P<last>[^,()]+))\s*\Z")

_NO_COUNTRY = Text('"{text}" bukan nama negara yang dikenal.', '"{text}" is no known name of a country.')
_WRITE = Text('Tulis namanya, atau kode dua hurufnya, misalnya "Jepang" atau "JP".{near}',
              'Write its name, or its code of two letters, such as "Japan" or "JP".{near}')  # fmt: skip
_NEAR = Text(' Mungkin maksudnya "{name}".', ' Perhaps "{name}" is meant.')


def read_country(text: str) -> str:
    """Give the code of a country.

    Raises EntryError with the reason ``country`` for what names none.
    """
    written, names = tidy(text), _list_names()
    # Whether there is such a code is for the check to say; what lists write for a name is none.
    if _CODE.fullmatch(written) and (written in COUNTRIES or _make_key(written) not in _OTHER_NAMES):
        return written
    found = names.get(_make_key(written))
    if found is not None:
        return found
    near = find_word(_make_key(written), names)
    instead = fill(_NEAR, name=_name(names[near])) if near else Text("", "")
    raise EntryError("country", fill(_NO_COUNTRY, text=written), fill(_WRITE, near=instead))


def read_list_country(text: str) -> str:
    """Give the code of a country as lists of agreements call it: in them AS is no code but the United States.

    Raises EntryError as ``read_country`` does.
    """
    return _OTHER_NAMES.get(_make_key(text)) or read_country(text)


def find_country(name: str) -> str | None:
    """Give the country that a name ends with, in brackets or after a comma; None where none does."""
    found = _AT_END.search(tidy(name))
    if found is None:
        return None
    return _list_names().get(_make_key(found["bracketed"] or found["last"]))


def _make_key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _name(code: str) -> Text:
    return Text(*(str(_read_names(language).get(code, code)) for language in ("id", "en")))


@lru_cache(maxsize=1)
def _list_names() -> dict[str, str]:
    """Give the code of each country by its names; one that two countries share is left out."""
    names: dict[str, str] = {}
    shared: set[str] = set()
    for language in ("id", "en"):
        territories = _read_names(language)
        for code in sorted(COUNTRIES):
            key = _make_key(str(territories.get(code, code)))
            if names.setdefault(key, code) != code:
                shared.add(key)
    names.update(_OTHER_NAMES)
    return {key: code for key, code in names.items() if key not in shared}


@lru_cache(maxsize=2)
def _read_names(language: str) -> dict[str, str]:
    from babel.core import Locale  # noqa: PLC0415  start-up stays light

    return dict(Locale.parse(language).territories)
