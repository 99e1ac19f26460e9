"""Regions: where a partner is, as its record says, and what provinces are called.

The codes and names of provinces are those of the Ministry of Home Affairs (Kepmendagri 300.2.2-2138/2025).
"""

import re
from typing import TYPE_CHECKING

from generator.text import Text

if TYPE_CHECKING:
    from generator.register.model import Partner

PROVINCES: dict[str, Text] = {
    "11": Text("Aceh", "Aceh"),
    "12": Text("Sumatera Utara", "North Sumatra"),
    "13": Text("Sumatera Barat", "West Sumatra"),
    "14": Text("Riau", "Riau"),
    "15": Text("Jambi", "Jambi"),
    "16": Text("Sumatera Selatan", "South Sumatra"),
    "17": Text("Bengkulu", "Bengkulu"),
    "18": Text("Lampung", "Lampung"),
    "19": Text("Kepulauan Bangka Belitung", "Bangka Belitung Islands"),
    "21": Text("Kepulauan Riau", "Riau Islands"),
    "31": Text("Daerah Khusus Ibukota Jakarta", "Special Capital Region of Jakarta"),
    "32": Text("Jawa Barat", "West Java"),
    "33": Text("Jawa Tengah", "Central Java"),
    "34": Text("Daerah Istimewa Yogyakarta", "Special Region of Yogyakarta"),
    "35": Text("Jawa Timur", "East Java"),
    "36": Text("Banten", "Banten"),
    "51": Text("Bali", "Bali"),
    "52": Text("Nusa Tenggara Barat", "West Nusa Tenggara"),
    "53": Text("Nusa Tenggara Timur", "East Nusa Tenggara"),
    "61": Text("Kalimantan Barat", "West Kalimantan"),
    "62": Text("Kalimantan Tengah", "Central Kalimantan"),
    "63": Text("Kalimantan Selatan", "South Kalimantan"),
    "64": Text("Kalimantan Timur", "East Kalimantan"),
    "65": Text("Kalimantan Utara", "North Kalimantan"),
    "71": Text("Sulawesi Utara", "North Sulawesi"),
    "72": Text("Sulawesi Tengah", "Central Sulawesi"),
    "73": Text("Sulawesi Selatan", "South Sulawesi"),
    "74": Text("Sulawesi Tenggara", "Southeast Sulawesi"),
    "75": Text("Gorontalo", "Gorontalo"),
    "76": Text("Sulawesi Barat", "West Sulawesi"),
    "81": Text("Maluku", "Maluku"),
    "82": Text("Maluku Utara", "North Maluku"),
    "91": Text("Papua", "Papua"),
    "92": Text("Papua Barat", "West Papua"),
    "93": Text("Papua Selatan", "South Papua"),
    "94": Text("Papua Tengah", "Central Papua"),
    "95": Text("Papua Pegunungan", "Highland Papua"),
    "96": Text("Papua Barat Daya", "Southwest Papua"),
}
"""By the first two digits of a region code."""

SPLIT_FROM = {"65": "64", "93": "91", "94": "91", "95": "91", "96": "92"}
"""Provinces split off since Indonesia had 33, by their origin (UU 20/2012; UU 14, 15, 16 and 29 of 2022)."""

HOME_COUNTRY = "ID"


# What goes before the name of a province that is a government; Aceh and the special region need not say that
# they are provinces.
_LEAD_OF_PROVINCE = re.compile(
    r"(?:pemprov|pemerintah provinsi|pemerintah daerah provinsi|provinsi) "
    r"|(?:pemerintah|pemda) (?=(?:aceh$|daerah istimewa ))",
    re.IGNORECASE,
)
_SHORT = {"daerah istimewa ": "di ", "daerah khusus ibukota ": "dki "}
"""How the names of the provinces with a status of their own begin, and what they are cut to."""


def find_province(government: str) -> str | None:
    """Give the code of the province whose government bears just this name; None for every other name."""
    name = " ".join(government.split())
    said = _LEAD_OF_PROVINCE.match(name)
    if said is None:
        return None
    rest = name[said.end() :].casefold()
    return next((code for code, text in PROVINCES.items() if rest in _list_spellings(text.id)), None)


def _list_spellings(name: str) -> list[str]:
    full = name.casefold()
    cut = [short + full.removeprefix(long) for long, short in _SHORT.items() if full.startswith(long)]
    bare = [full.removeprefix(long) for long in _SHORT if full.startswith(long)]
    return [full, *cut, *bare]


def region_of(partner: "Partner") -> str | None:
    """Give where a partner is, or None where its record does not say.

    That is the province's two digits such as ``34``, or for a foreign partner its country's code in small
    letters such as ``my``.
    """
    country = partner.value.get("country", HOME_COUNTRY)
    if country != HOME_COUNTRY:
        return str(country).lower()
    code = partner.value.get("region_code")
    return str(code)[:2] if code else None
