"""Regional governments by their level (KS51x): codes in the ministry's list, sister regions, who signs."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from generator.check.collection import Collection
from generator.check.finding import Problem, Spot
from generator.check.rule import Rule
from generator.check.rules.laws import PP_28_2018, UU_23_2014
from generator.levels import HEADS, Level
from generator.records import Record
from generator.regions import PROVINCES
from generator.text import Text

if TYPE_CHECKING:
    from generator.read.places import Path

_LIST = "Kepmendagri 300.2.2-2138 Tahun 2025"

RULES = (
    Rule("KS511", "unknown-region-code", "warning",
         Text('"{code}" bukan kode provinsi, kabupaten, atau kota.',
              '"{code}" is no code of a province, regency or city.'),
         Text('Dua angka provinsi, lalu 01–69 (kabupaten) atau 71–99 (kota), misalnya "73.71".',
              'Two digits of the province, then 01–69 (regency) or 71–99 (city), such as "73.71".'),
         _LIST),
    Rule("KS512", "region-code-of-other-level", "warning",
         Text('"{name}" tidak cocok dengan kodenya ({code}).', '"{name}" does not fit its code ({code}).'),
         Text("Kode provinsi dua angka; angka kedua kabupaten 01–69, kota 71–99.",
              "A province has two digits; a regency's second part is 01–69, a city's 71–99."), _LIST),
    Rule("KS513", "twin-of-other-level", "warning",
         Text('"{subtype}" bukan bentuk untuk pemerintah daerah setingkat ini.',
              '"{subtype}" is no form for a government of this level.'),
         Text('Tulis "{expected}", atau jelaskan pada "type_note" mengapa berbeda.',
              'Write "{expected}", or say in "type_note" why it differs.'),
         "PP 28/2018 pasal 24; Permendagri 25/2020 pasal 6", PP_28_2018),
    Rule("KS514", "office-of-other-level", "warning",
         Text('"{office}" bukan jabatan pada pemerintah {level}.', 'A {level} has no "{office}".'),
         Text('Tulis "{expected}" dengan nama daerahnya, pindahkan penanda tangan ini ke pihaknya, atau '
              'jelaskan pada "note" di bawahnya.',
              'Write "{expected}" with the region\'s name, move this signatory to its own party, or explain '
              'in the "note" below it.'),
         "UU 23/2014 pasal 59; PP 28/2018 pasal 2, 13", UU_23_2014),
)  # fmt: skip

TWINS = {
    "provinsi": "provinsi-kembar",
    "kabupaten": "kabupaten-kota-kembar",
    "kota": "kabupaten-kota-kembar",
}
"""The form of a sister region by the level of the register's government."""

_HEAD = "gubernur|bupati|wali[ -]?kota"
HEAD_OF_REGION = (
    r"^(?:(?:pj|pjs|plt|plh|penjabat(?: sementara)?|pelaksana (?:tugas|harian))\.? *)*(wakil +)?"
    f"({_HEAD})(?:[ ,](?![^\\n]*(?:{_HEAD}|administra))[^\\n]*)?$"
)
"""An office that is a head's of a region, its deputy's, or stands in for it, whatever the case.

The form reads it too: the first group is of a deputy alone, the second is the head.
Offices that name two heads say nothing sure, and a *kota administrasi* is no region of its own.
"""
LEVELS_OF_HEADS: dict[str, Level] = {
    head.casefold().replace(" ", ""): level for level, head in HEADS.items()
}  # fmt: skip
"""The level of a head of a region, its office written small and as one word."""
JAKARTA = "31"
"""The province whose *wali kota* and *bupati* are officials of its own government."""

_LEVELS: dict[str, Level] = {level: level for level in HEADS}
_LEVEL = re.compile(r"(?:pemerintah (?:daerah )?)?(provinsi|kabupaten|kota)\b", re.IGNORECASE)
_OFFICE = re.compile(HEAD_OF_REGION, re.IGNORECASE)
_FIRST_CITY, _BETWEEN = 71, ("00", "70")


def check_regions(records: Collection) -> Iterator[Problem]:
    """Check the codes of regional governments; those of a sample register's places are invented."""
    if records.registry is None or records.registry["standing"] == "sample":
        return
    for record in records.of("partner").values():
        value: Any = record.value
        if "region_code" in value and value["category"] == "pemerintah-daerah":
            yield from _check_code(record, value["name"], value["region_code"])


def _check_code(record: Record, name: str, code: str) -> Iterator[Problem]:
    spot = Spot(record.file, ("region_code",))
    province, _, place = code.partition(".")
    if province not in PROVINCES or place in _BETWEEN:
        yield Problem("KS511", spot, {"code": code})
        return
    named = _read_level(name)
    if named and named != _find_level(code):
        yield Problem("KS512", spot, {"name": name, "code": code}, (Spot(record.file, ("name",)),))


def check_twins(records: Collection) -> Iterator[Problem]:
    """Check that sister regions are of the government's own level."""
    expected = TWINS.get((records.registry or {}).get("level", ""))
    if expected is None:
        return
    for record in records.of("agreement").values():
        value: Any = record.value
        if value["type"] != "ksdpl" or "type_note" in value:
            continue
        subtype = value.get("subtype")
        if subtype in TWINS.values() and subtype != expected:
            params = {"subtype": subtype, "expected": expected}
            yield Problem("KS513", Spot(record.file, ("subtype",)), params)


def check_offices(records: Collection) -> Iterator[Problem]:
    """Check that a head of a region who signs for a government is the head of one of its level."""
    registry, partners = records.registry or {}, records.of("partner")
    levels: dict[str, Level | None] = {}
    for record in records.of("agreement").values():
        value: Any = record.value
        for path, party, office in _iterate_offices(value):
            found = _OFFICE.match(office)
            head = _tell_head(found[2]) if found else None
            if head and party not in levels:
                levels[party] = _tell_level(party, registry, partners.get(party))
            level = levels[party] if head else None
            if found and level and level != head:
                expected = f"Wakil {HEADS[level]}" if found[1] else HEADS[level]
                params = {"office": office, "level": level, "expected": expected}
                yield Problem("KS514", Spot(record.file, path), params)


def _iterate_offices(value: Mapping[str, Any]) -> Iterator[tuple["Path", str, str]]:
    """Give the office of each signatory that no note explains, after its path and the party's id."""
    for index, party in enumerate(value["parties"]):
        for number, signatory in enumerate(party.get("signatories", ())):
            if "note" not in signatory:
                path = ("parties", index, "signatories", number, "office")
                yield path, party["partner"], signatory["office"]


def _tell_head(head: str) -> Level | None:
    """Give the level of the region that has a head of this name; None for a word that only looks like one."""
    return LEVELS_OF_HEADS.get(re.sub("[ -]", "", head).lower())


def _tell_level(id_: str, registry: Mapping[str, Any], partner: Record | None) -> Level | None:
    """Give the level of a party that is a regional government; None where that can't be told."""
    is_own, value = id_ == registry.get("government"), partner.value if partner else {}
    code = str((registry if is_own else value).get("region_code", ""))
    if code.startswith(JAKARTA):
        return None
    if is_own:
        level: Level | None = registry.get("level")
        return level
    if value.get("category") != "pemerintah-daerah":
        return None
    told = {_find_level(code), _read_level(str(value["name"]))} - {None}
    return told.pop() if len(told) == 1 else None


def _read_level(name: str) -> Level | None:
    found = _LEVEL.match(name)
    # Letters of other languages pass for ours where capitals don't count: they make another word.
    return _LEVELS.get(found[1].lower()) if found else None


def _find_level(code: str) -> Level | None:
    """Give the level of a region code; None for one that no region can have."""
    province, _, place = code.partition(".")
    if not province or place in _BETWEEN:
        return None
    return "provinsi" if not place else "kota" if int(place) >= _FIRST_CITY else "kabupaten"
