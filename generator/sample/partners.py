"""Sample partners: each is told by its category and a number, under a name that no real body bears."""

import re
from functools import lru_cache
from typing import NamedTuple

from generator.sample.draw import Draw
from generator.sample.words import COUNTRIES, FIELDS, FIRST_NAMES, PLACES, SECOND_NAMES, TOWNS
from generator.value import Value

OWN_ID = "pemerintah-kota-contoh-raya"
OWN_NAME = "Pemerintah Kota Contoh Raya"
OWN_PLACE = "Kota Contoh Raya"
OWN_REGION = "99.71"

_SALT = 7
_STRIDE = 97
_REGIONS_A_PROVINCE = 70
_DIRECTIONS = ("", " Utara", " Selatan", " Timur", " Barat", " Tengah")


class _Category(NamedTuple):
    """How the bodies of one category are named, who signs for them, and how fast their number grows."""

    name: str
    office: str
    agreements_each: int
    """One more partner for each so many agreements of the register."""


_CATEGORIES: dict[str, _Category] = {
    "pemerintah-daerah": _Category("Pemerintah {region}", "{head}", 130),
    "pemerintah-daerah-luar-negeri": _Category(
        "Pemerintah Kota Contoh {town}, {country}", "Wali Kota Contoh {town}", 170
    ),
    "kementerian-lembaga": _Category("Kementerian Contoh Bidang {field}", "Direktur Jenderal", 400),
    "instansi-vertikal": _Category("Kantor Wilayah Contoh Bidang {field}", "Kepala Kantor", 300),
    "kepolisian": _Category("Kepolisian Resor Contoh {place}", "Kepala Kepolisian Resor", 1200),
    "tni": _Category("Komando Distrik Militer Contoh {place}", "Komandan", 1200),
    "lembaga-peradilan": _Category("Pengadilan Contoh {place}", "Ketua Pengadilan", 900),
    "penyelenggara-pemilu": _Category("Komisi Pemilihan Umum Contoh {place}", "Ketua", 1500),
    "badan-hukum-publik": _Category("Badan Penyelenggara Contoh Bidang {field}", "Kepala Cabang", 900),
    "perguruan-tinggi": _Category("Universitas Contoh {first} {second}", "Rektor", 60),
    "satuan-pendidikan": _Category("SMK Contoh {first} {second}", "Kepala Sekolah", 200),
    "fasilitas-kesehatan": _Category("Rumah Sakit Contoh {first} {second}", "Direktur", 90),
    "bumn": _Category("PT Contoh {first} {second} (BUMN rekaan)", "Kepala Wilayah", 220),
    "bumd": _Category("Perumda Contoh {first} {second}", "Direktur Utama", 220),
    "badan-usaha-swasta": _Category("PT Contoh {first} {second}", "Direktur Utama", 24),
    "koperasi": _Category("Koperasi Contoh {first} {second}", "Ketua Pengurus", 90),
    "yayasan": _Category("Yayasan Contoh Bakti {first} {second}", "Ketua Pengurus", 50),
    "organisasi-kemasyarakatan": _Category("Perkumpulan Contoh {first} {second}", "Ketua Umum", 80),
    "lembaga-adat": _Category("Lembaga Adat Contoh {place}", "Ketua", 900),
    "lembaga-internasional": _Category(
        "Badan Internasional Contoh untuk {field}", "Kepala Perwakilan di Indonesia", 700
    ),
    "lembaga-luar-negeri": _Category("Institut Contoh {town}, {country}", "Direktur", 300),
    "perseorangan": _Category("Perseorangan Contoh {place}", "Pelaku seni", 1500),
}  # fmt: skip


class PartnerKey(NamedTuple):
    """Which partner: its category and its number in it."""

    category: str
    number: int


def pool_size(category: str, index: int) -> int:
    """Give how many partners of a category the agreement with this index may choose from."""
    return min(2 + index // _CATEGORIES[category].agreements_each, _capacity(category))


def _capacity(category: str) -> int:
    name = _CATEGORIES[category].name
    if "{first}" in name:
        return len(FIRST_NAMES) * len(SECOND_NAMES)
    if "{region}" in name:
        return 3 * _REGIONS_A_PROVINCE
    if "{town}" in name:
        return len(TOWNS) * len(COUNTRIES)
    return len(PLACES) if "{place}" in name else len(FIELDS)


@lru_cache(maxsize=8192)
def partner_name(key: PartnerKey) -> str:
    """Give a partner's name."""
    return _CATEGORIES[key.category].name.format(**_words(key))


@lru_cache(maxsize=8192)
def partner_id(key: PartnerKey) -> str:
    """Give a partner's id, made of its name."""
    return re.sub(r"[^a-z0-9]+", "-", partner_name(key).lower()).strip("-")


def partner_office(key: PartnerKey) -> str:
    """Give the office that signs for a partner."""
    return _CATEGORIES[key.category].office.format(**_words(key))


def partner_units(key: PartnerKey) -> list[tuple[str, str]]:
    """Give the units of a partner that has any: id and name."""
    if key.category != "perguruan-tinggi":
        return []
    units = [
        ("fakultas-teknik", "Fakultas Teknik"),
        ("fakultas-ilmu-sosial", "Fakultas Ilmu Sosial"),
        ("lembaga-penelitian", "Lembaga Penelitian dan Pengabdian kepada Masyarakat"),
    ]
    return Draw(key.number, _SALT).take(units, 2)


def _words(key: PartnerKey) -> dict[str, str]:
    number = key.number
    # Each category begins elsewhere in the lists, and both parts of a name change from one number to the
    # next: neither the categories' first bodies nor neighbours look alike.
    named = number + _STRIDE * list(_CATEGORIES).index(key.category)
    second = (named + named // len(FIRST_NAMES)) % len(SECOND_NAMES)
    town, country = number % len(TOWNS), COUNTRIES[(number + number // len(TOWNS)) % len(COUNTRIES)]
    level = ("Kabupaten", "Kota")[number % 3 == 1]
    return {
        "first": FIRST_NAMES[named % len(FIRST_NAMES)],
        "second": SECOND_NAMES[second],
        "place": PLACES[number % len(PLACES)],
        "field": FIELDS[number % len(FIELDS)],
        "town": TOWNS[town],
        "country": country[1],
        "region": f"{level} Contoh {_region_name(number)}",
        "head": "Bupati" if level == "Kabupaten" else "Wali Kota",
    }


def _region_name(number: int) -> str:
    direction = _DIRECTIONS[number // len(PLACES) % len(_DIRECTIONS)]
    return f"{PLACES[number % len(PLACES)]}{direction}"


def partner_record(key: PartnerKey) -> dict[str, Value]:
    """Give a partner's record."""
    name = partner_name(key)
    record: dict[str, Value] = {"id": partner_id(key), "name": name}
    if key.number % 4 == 1 and key.category in ("perguruan-tinggi", "badan-usaha-swasta"):
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        record["aliases"] = [f"{initials}-{key.number + 1}"]
    record["category"] = key.category
    if key.category == "pemerintah-daerah":
        province, place = divmod(key.number, _REGIONS_A_PROVINCE)
        record["region_code"] = f"{99 - province}.{place + 1:02d}"
    if "luar-negeri" in key.category:
        record["country"] = COUNTRIES[(key.number + key.number // len(TOWNS)) % len(COUNTRIES)][0]
    if units := partner_units(key):
        record["units"] = [{"id": unit, "name": unit_name} for unit, unit_name in units]
    record["note"] = "Lembaga rekaan untuk register contoh; tidak ada lembaga sungguhan dengan nama ini."
    return record


def own_record() -> dict[str, Value]:
    """Give the record of the invented government itself."""
    return {
        "id": OWN_ID,
        "name": OWN_NAME,
        "aliases": ["Pemkot Contoh Raya"],
        "category": "pemerintah-daerah",
        "region_code": OWN_REGION,
        "note": "Pemerintah kota rekaan; kode wilayah 99.71 tidak dipakai daerah mana pun.",
    }
