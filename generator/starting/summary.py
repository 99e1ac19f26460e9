"""What is understood of a government's answers, and where each of it came from."""

from collections.abc import Mapping
from typing import NamedTuple

from generator.entry.problem import fill
from generator.levels import LEVELS
from generator.regions import PROVINCES
from generator.starting.government import ZONES, Government, find_level, find_zone, read_name
from generator.text import Text

_NAME, _LEVEL = Text("Nama", "Name"), Text("Tingkat", "Level")
_PROVINCE, _ZONE = Text("Provinsi", "Province"), Text("Zona waktu", "Time zone")
_LANGUAGES = Text("Bahasa situs", "Site's languages")
_SHORT_ZONES = dict(zip(ZONES, ("WIB", "WITA", "WIT"), strict=True))

_AS_SAID = Text("seperti disebut", "as said")
_BY_DEFAULT = Text("bawaan", "by default")
_FROM_CODE = Text("dari kode {code}", "from the code {code}")
_FROM_NAME_AND_CODE = Text("dari nama dan kode {code}", "from the name and the code {code}")
_READ_AS = Text("dari “{text}”", "from “{text}”")
_LEVEL_ADDED = Text("{origin}; tingkatnya dari kode {code}", "{origin}; its level from the code {code}")
_BY_PROVINCE = Text("menurut provinsinya", "by its province")
_NO_PROVINCE = Text("tidak ada provinsi dengan kode {code}", "there is no province with the code {code}")
_INDONESIAN = Text("Indonesia", "Indonesian")
_BOTH = Text("Indonesia dan Inggris", "Indonesian and English")
_ALWAYS_INDONESIAN = Text("seperti disebut; Indonesia selalu ada", "as said; Indonesian is always there")


class Understood(NamedTuple):
    """One thing that is understood: what it is called, what it is taken to be, and why."""

    title: Text
    value: Text
    origin: Text


def list_understood(answers: Mapping[str, str], government: Government) -> tuple[Understood, ...]:
    """Give what was understood of the answers that told a government."""
    code = government.region_code
    named = read_name(answers["name"], None)
    written = " ".join(answers["name"].split())
    origin = _AS_SAID if written == named else fill(_READ_AS, text=written)
    if named != government.place:
        origin = fill(_LEVEL_ADDED, origin=origin, code=code)
    level_origin = _FROM_NAME_AND_CODE if find_level(named) else _FROM_CODE
    zone, languages = _tell_zone(answers, government), _tell_languages(answers, government)
    province = PROVINCES.get(code[:2], fill(_NO_PROVINCE, code=code[:2]))
    return (
        Understood(_NAME, _plain(government.place), origin),
        Understood(_LEVEL, LEVELS[government.level], fill(level_origin, code=code)),
        Understood(_PROVINCE, province, fill(_FROM_CODE, code=code)),
        zone,
        languages,
    )


def _tell_zone(answers: Mapping[str, str], government: Government) -> Understood:
    code, zone = government.region_code, government.time_zone
    origin = _BY_PROVINCE if code[:2] in PROVINCES else _BY_DEFAULT
    # Who takes what is proposed with Enter has said nothing of their own.
    if "time_zone" in answers and zone != find_zone(code):
        origin = _AS_SAID
    return Understood(_ZONE, _plain(f"{zone} ({_SHORT_ZONES[zone]})"), origin)


def _tell_languages(answers: Mapping[str, str], government: Government) -> Understood:
    if not government.with_english:
        return Understood(_LANGUAGES, _INDONESIAN, _BY_DEFAULT)
    is_whole = "id" in answers.get("language", "").casefold()
    return Understood(_LANGUAGES, _BOTH, _AS_SAID if is_whole else _ALWAYS_INDONESIAN)


def _plain(text: str) -> Text:
    return Text(text, text)
