"""The provinces by the ministry's codes (Kepmendagri 300.2.2-2138 Tahun 2025).

The statistics office has codes of its own, which differ in Papua (it has a 97, and no 93).
"""

from typing import NamedTuple


class Province(NamedTuple):
    """A province: its name, and from which one it was split since Indonesia had 33 (2012)."""

    name: str
    split_from: str = ""


PROVINCES: dict[str, Province] = {
    "11": Province("Aceh"),
    "12": Province("Sumatera Utara"),
    "13": Province("Sumatera Barat"),
    "14": Province("Riau"),
    "15": Province("Jambi"),
    "16": Province("Sumatera Selatan"),
    "17": Province("Bengkulu"),
    "18": Province("Lampung"),
    "19": Province("Kepulauan Bangka Belitung"),
    "21": Province("Kepulauan Riau"),
    "31": Province("DKI Jakarta"),
    "32": Province("Jawa Barat"),
    "33": Province("Jawa Tengah"),
    "34": Province("Daerah Istimewa Yogyakarta"),
    "35": Province("Jawa Timur"),
    "36": Province("Banten"),
    "51": Province("Bali"),
    "52": Province("Nusa Tenggara Barat"),
    "53": Province("Nusa Tenggara Timur"),
    "61": Province("Kalimantan Barat"),
    "62": Province("Kalimantan Tengah"),
    "63": Province("Kalimantan Selatan"),
    "64": Province("Kalimantan Timur"),
    "65": Province("Kalimantan Utara", "64"),
    "71": Province("Sulawesi Utara"),
    "72": Province("Sulawesi Tengah"),
    "73": Province("Sulawesi Selatan"),
    "74": Province("Sulawesi Tenggara"),
    "75": Province("Gorontalo"),
    "76": Province("Sulawesi Barat"),
    "81": Province("Maluku"),
    "82": Province("Maluku Utara"),
    "91": Province("Papua"),
    "92": Province("Papua Barat"),
    "93": Province("Papua Selatan", "91"),
    "94": Province("Papua Tengah", "91"),
    "95": Province("Papua Pegunungan", "91"),
    "96": Province("Papua Barat Daya", "92"),
}
"""The splits: Kalimantan Utara by UU 20/2012; in Papua by UU 14, 15, 16 and 29 of 2022."""


def province_of(region_code: str) -> str:
    """Give the code of the province that a region's code lies in: its first two digits."""
    return region_code[:2]
