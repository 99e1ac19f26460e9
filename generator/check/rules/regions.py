"""Regional governments by their level (KS51x): codes in the ministry's list, and sister regions."""

import re
from collections.abc import Iterator
from typing import Any

from generator.check.collection import Collection
from generator.check.finding import Problem, Spot
from generator.check.rule import Rule
from generator.check.rules.laws import PP_28_2018
from generator.records import Record
from generator.regions import PROVINCES
from generator.text import Text

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
)  # fmt: skip

TWINS = {
    "provinsi": "provinsi-kembar",
    "kabupaten": "kabupaten-kota-kembar",
    "kota": "kabupaten-kota-kembar",
}
"""The form of a sister region by the level of the register's government."""

_LEVEL = re.compile(r"(?:pemerintah (?:daerah )?)?(provinsi|kabupaten|kota)\b", re.IGNORECASE)
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
    level = _LEVEL.match(name)
    found = "provinsi" if not place else "kota" if int(place) >= _FIRST_CITY else "kabupaten"
    if level and level[1].lower() != found:
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
