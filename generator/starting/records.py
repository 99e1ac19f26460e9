"""The records that a register begins with: whose it is, its government and unit, and the lawful affairs."""

from collections.abc import Iterator
from typing import TypeAlias

from generator.beginning_notices import SAMPLE_NOTICE
from generator.entry.ids import slug
from generator.nomenclature import affair_records
from generator.records import RECORDS, REGISTRY_FILE
from generator.starting.government import LICENCES, Government, find_kind
from generator.value import Value

RecordFile: TypeAlias = tuple[str, dict[str, Value]]
"""A record and its place below the register's root."""


def begin_records(government: Government, registry: dict[str, Value]) -> Iterator[RecordFile]:
    """Give the records of a register that holds no agreement yet; ``registry`` says whose it is."""
    yield REGISTRY_FILE, registry
    yield f"{RECORDS}/partners/{government.id}.yaml", _make_partner(government)
    if government.department:
        yield (
            f"{RECORDS}/departments/{name_department(government.department)}.yaml",
            {
                "id": name_department(government.department),
                "name": government.department,
                "kind": str(find_kind(government.department)),
            },
        )
    for affair in affair_records():
        yield f"{RECORDS}/affairs/{affair['id']}.yaml", affair


def make_registry(government: Government, version: str) -> dict[str, Value]:
    """Give the record that says whose register this is; it announces the examples, and names the program."""
    record: dict[str, Value] = {
        "name": f"Registri Kerja Sama {government.place}",
        "government": government.id,
        "government_name": government.name,
        "place_name": government.place,
        "level": government.level,
        "region_code": government.region_code,
        "standing": "sample",
        "standing_notice": {
            language: SAMPLE_NOTICE.render(language, place=government.place) for language in ("id", "en")
        },
        "licence": {**LICENCES[government.licence]},
    }
    if government.with_english:
        record["other_languages"] = ["en"]
    if government.department:
        record["responsible_department"] = name_department(government.department)
    for key, address in (
        ("repository_url", government.repository),
        ("site_url", government.site),
        ("contact_url", government.contact),
    ):
        record |= {key: address} if address else {}
    return record | {"time_zone": government.time_zone, "program_version": version}


def name_department(name: str) -> str:
    """Give the id of a unit."""
    return slug(name)


def _make_partner(government: Government) -> dict[str, Value]:
    return {
        "id": government.id,
        "name": government.name,
        "category": "pemerintah-daerah",
        "region_code": government.region_code,
    }
