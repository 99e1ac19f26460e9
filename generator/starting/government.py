"""The government that begins a register: what is asked of it, and how each answer is read.

The level of a government shows in its code and mostly in its name, the time zone in its province: what can be
told from one answer is not asked for again.
"""

import re
from typing import NamedTuple

from generator.entry.ids import slug
from generator.entry.problem import EntryError, fill
from generator.levels import LEVELS, Level
from generator.schemas import is_http_base_url
from generator.text import Text
from generator.value import Value

ZONES: dict[str, int] = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}
"""Indonesia's time zones, and how many hours each is ahead of UTC."""
LICENCES: dict[str, dict[str, Value]] = {
    "cc-by-4.0": {
        "name": "Creative Commons Atribusi 4.0 Internasional (CC BY 4.0)",
        "url": "https://creativecommons.org/licenses/by/4.0/",
        "spdx": "CC-BY-4.0",
    },
    "cc0-1.0": {
        "name": "Creative Commons CC0 1.0 Universal (CC0 1.0)",
        "url": "https://creativecommons.org/publicdomain/zero/1.0/",
        "spdx": "CC0-1.0",
    },
}
"""Licences that allow everybody to use the data, by their short names, as the register's record has them."""

_EASTERN = frozenset(("81", "82", *(str(code) for code in range(91, 97))))
_CENTRAL = frozenset(("51", "52", "53", "63", "64", "65", *(str(code) for code in range(71, 77))))
_CODE = re.compile(r"([1-9][0-9])(?:\.([0-9]{2}))?")
_FIRST_CITY, _NO_PLACE = 71, frozenset(("00", "70"))
_SHORT = re.compile(r"(?:pem(?P<of>kab|kot|prov)|(?P<short>kab|prov))\b\.?\s+(?=\S)", re.IGNORECASE)
_LONG = {"kab": "Kabupaten", "kot": "Kota", "prov": "Provinsi"}
_NO_REGION = re.compile(
    r"(?:bupati|gubernur|wali ?kota|dinas|badan|bagian|biro|kantor|sekretariat|kecamatan|desa)\b"
    r"|(?:kab|kabupaten|kota|prov|provinsi|pemerintah)\.?$",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"pemerintah\s+(?:daerah\s+(?=(?:provinsi|kabupaten|kota)\b))?", re.IGNORECASE)
_LEVEL = re.compile(r"(provinsi|kabupaten|kota)\s+(?=\S)", re.IGNORECASE)
_NAME = re.compile(r"[\w ,.'’()/-]+")
_OWN_KIND = re.compile(r"daerah\s+(?:istimewa|khusus)\b", re.IGNORECASE)
_LONGEST, _SHORTEST_ID, _LONGEST_ADDRESS = 100, 2, 600
_KINDS = {
    "biro": "biro", "bagian": "bagian", "dinas": "dinas", "badan": "badan", "kantor": "kantor",
    "inspektorat": "inspektorat", "kecamatan": "kecamatan", "satuan": "satuan", "rumah": "rumah-sakit",
    "rsud": "rumah-sakit",
}  # fmt: skip

_NO_NAME = Text(
    "Nama pemerintah daerah belum lengkap: “{text}”.", "The government's name is not whole: “{text}”."
)
_NAME_FORM = Text(
    "Tulis nama daerahnya pada satu baris, paling panjang 100 huruf, misalnya “Kabupaten Contoh”.",
    "Write the region's name on one line, 100 letters at most, such as “Kabupaten Contoh”.",
)
_NO_CODE = Text("“{text}” bukan kode wilayah.", "“{text}” is no region code.")
_CODE_FORM = Text(
    "Dua angka untuk provinsi, misalnya 32; dengan titik dan dua angka lagi untuk kabupaten (01–69) atau "
    "kota (71–99), misalnya 32.04. Kodenya ada pada keputusan Mendagri tentang kode wilayah.",
    "Two digits for a province, such as 32; with a dot and two more for a regency (01–69) or a city (71–99), "
    "such as 32.04. The ministry of home affairs sets the codes.",
)
_NO_LEVEL = Text("“{text}” bukan tingkat pemerintahan.", "“{text}” is no level of government.")
_LEVEL_FORM = Text("Tulis provinsi, kabupaten, atau kota.", "Write provinsi, kabupaten or kota.")
_AT_ODDS = Text(
    "Kode {code} adalah kode {found}, bukan {level}.",
    "The code {code} is that of a {found}, not of a {level}.",
)
_AT_ODDS_FORM = Text(
    "Betulkan kodenya, atau tingkat pada nama atau pilihannya.",
    "Mend the code, or the level in the name or the option.",
)
_NO_ZONE = Text("“{text}” bukan zona waktu Indonesia.", "“{text}” is no time zone of Indonesia.")
_ZONE_FORM = Text("Tulis Asia/Jakarta (WIB), Asia/Makassar (WITA), atau Asia/Jayapura (WIT).",
                  "Write Asia/Jakarta, Asia/Makassar or Asia/Jayapura.")  # fmt: skip
_NO_LICENCE = Text("Lisensi “{text}” tidak dikenal di sini.", "The licence “{text}” is not known here.")
_LICENCE_FORM = Text(
    "Tulis cc-by-4.0 atau cc0-1.0. Lisensi lain dapat ditulis kemudian pada records/registry.yaml.",
    "Write cc-by-4.0 or cc0-1.0. Another can be written later in records/registry.yaml.",
)
_NO_ADDRESS = Text("“{text}” bukan alamat web.", "“{text}” is no web address.")
_ADDRESS_FORM = Text("Tulis alamat lengkap yang diawali https://, tanpa “?” dan “#”.",
                     "Write a whole address that begins with https://, without “?” and “#”.")  # fmt: skip
_NO_LANGUAGE = Text("Bahasa situs “{text}” belum ada.", "The site is not made in “{text}”.")
_LANGUAGE_FORM = Text("Tulis id (Indonesia saja) atau id,en (dengan bahasa Inggris).",
                      "Write id (Indonesian alone) or id,en (with English).")  # fmt: skip
_NO_DEPARTMENT = Text("Nama unit itu tidak dapat dipakai: “{text}”.", "That name can't be used: “{text}”.")
_DEPARTMENT_FORM = Text(
    "Tulis nama resminya pada satu baris, paling panjang 100 huruf, diawali bentuknya: Biro, Bagian, Dinas, "
    "Badan, Kantor, Inspektorat, Kecamatan, Satuan, atau RSUD.",
    "Write its official name on one line, 100 letters at most, with its kind at the beginning: Biro, Bagian, "
    "Dinas, Badan, Kantor, Inspektorat, Kecamatan, Satuan or RSUD.",
)


class Government(NamedTuple):
    """A government as it begins its register."""

    place: str
    """What its region is called, with its level: ``Kabupaten Contoh``."""
    level: Level
    region_code: str
    time_zone: str
    licence: str = "cc-by-4.0"
    with_english: bool = False
    repository: str = ""
    site: str = ""
    contact: str = ""
    department: str = ""
    """The unit that is in charge of cooperation; empty where it was not named."""

    @property
    def name(self) -> str:
        """The government's name in full."""
        return f"Pemerintah {self.place}"

    @property
    def id(self) -> str:
        """Its id as a partner."""
        return slug(self.name, _LONGEST)


def read_name(text: str, level: Level | None) -> str:
    """Give what a region is called, with its level, from its own or its government's name.

    ``level`` is put before a name that does not tell it. Raises EntryError for what is no name.
    """
    words = " ".join(text.split())
    place = _PREFIX.sub("", words, count=1)
    if short := _SHORT.match(place):
        place = f"{_LONG[(short['of'] or short['short']).casefold()]} {place[short.end() :]}"
    found = _LEVEL.match(place)
    is_own = _OWN_KIND.match(place) is not None
    bare = place[found.end() :] if found else place
    is_region = slug(bare) and not _NO_REGION.match(bare)
    if not is_region or len(place) > _LONGEST or not _NAME.fullmatch(words):
        raise EntryError("name", fill(_NO_NAME, text=words), _NAME_FORM)
    if bare.islower():
        bare, place = bare.title(), place.title()
    if found:
        return f"{found[1].capitalize()} {bare}"
    return place if is_own or level is None else f"{LEVELS[level].id} {place}"


def find_level(place: str) -> Level | None:
    """Give the level that a region's name tells; None where it tells none."""
    found = _LEVEL.match(place)
    if found:
        return read_level(found[1])
    return "provinsi" if _OWN_KIND.match(place) else None


def read_level(text: str) -> Level:
    """Give a level by its word. Raises EntryError."""
    word = text.strip().casefold()
    for level, label in LEVELS.items():
        if word in {level, label.en.casefold()}:
            return level
    raise EntryError("level", fill(_NO_LEVEL, text=text), _LEVEL_FORM)


def read_code(text: str, level: Level | None = None) -> tuple[str, Level]:
    """Give a region code and its level. Raises EntryError, also for a code of another ``level``."""
    code = text.strip()
    found = _CODE.fullmatch(code)
    if not found or found[2] in _NO_PLACE:
        raise EntryError("code", fill(_NO_CODE, text=text), _CODE_FORM)
    own: Level = "provinsi" if not found[2] else "kota" if int(found[2]) >= _FIRST_CITY else "kabupaten"
    if level and own != level:
        wrong = fill(_AT_ODDS, code=code, found=_lower(own), level=_lower(level))
        raise EntryError("level", wrong, _AT_ODDS_FORM)
    return code, own


def find_zone(code: str) -> str:
    """Give the time zone of a region by its province (Keppres 41/1987); of no province, the western one."""
    province = code[:2]
    return (
        "Asia/Jayapura"
        if province in _EASTERN
        else "Asia/Makassar"
        if province in _CENTRAL
        else "Asia/Jakarta"
    )


def read_zone(text: str) -> str:
    """Give a time zone. Raises EntryError."""
    word = text.strip()
    short = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
    zone = short.get(word.casefold(), word)
    if zone not in ZONES:
        raise EntryError("zone", fill(_NO_ZONE, text=text), _ZONE_FORM)
    return zone


def read_licence(text: str) -> str:
    """Give the short name of a licence. Raises EntryError."""
    word = text.strip().casefold().replace(" ", "-")
    if word not in LICENCES:
        raise EntryError("licence", fill(_NO_LICENCE, text=text), _LICENCE_FORM)
    return word


def read_languages(text: str) -> bool:
    """Tell whether a site is in English too. Raises EntryError for other languages."""
    words = {word for word in re.split(r"[\s,]+", text.strip().casefold()) if word}
    if not words or words - {"id", "en"}:
        raise EntryError("language", fill(_NO_LANGUAGE, text=text), _LANGUAGE_FORM)
    return "en" in words


def read_address(text: str) -> str:
    """Give a web address. Raises EntryError."""
    address = text.strip()
    if not is_http_base_url(address) or len(address) > _LONGEST_ADDRESS:
        raise EntryError("address", fill(_NO_ADDRESS, text=text), _ADDRESS_FORM)
    return address


def read_department(text: str) -> str:
    """Give the name of a unit. Raises EntryError."""
    name = " ".join(text.split())
    if (
        len(name) > _LONGEST
        or not name.isprintable()
        or find_kind(name) is None
        or len(slug(name)) < _SHORTEST_ID
    ):
        raise EntryError("department", fill(_NO_DEPARTMENT, text=text), _DEPARTMENT_FORM)
    return name


def find_kind(department: str) -> str | None:
    """Give the kind of a unit by the first word of its name; None where that tells none."""
    words = department.split()
    return _KINDS.get(words[0].casefold()) if words else None


def _lower(level: Level) -> Text:
    return Text(LEVELS[level].id.lower(), LEVELS[level].en.lower())
