"""What follows what: extensions, umbrellas, and mapped needs against the years around them (KS42x, KS43x)."""

import datetime
from collections.abc import Iterator
from typing import Any

from generator.check.collection import Collection
from generator.check.finding import Problem, Spot
from generator.check.rule import Rule
from generator.dates import parse_optional
from generator.records import Record
from generator.text import Text

RULES = (
    Rule("KS420", "extension-overlaps", "warning",
         Text("Perpanjangan ini mulai ({start}) sebelum perjanjian lamanya berakhir ({end}).",
              "This extension starts ({start}) before the agreement it extends has ended ({end})."),
         Text("Periksa kedua tanggal dan jenis hubungannya.", "Check both dates and the type of relation.")),
    Rule("KS421", "extension-late", "advice",
         Text("Perpanjangan ini mulai ({start}) lebih dari setahun sesudah perjanjian lama berakhir ({end}).",
              "This extension starts ({start}) over a year after what it extends has ended ({end})."),
         Text('Periksa kedua tanggal; bila ini perjanjian baru, pakai hubungan "follows" (menindaklanjuti).',
              'Check both dates; where this is a new agreement, use the relation "follows".')),
    Rule("KS422", "implements-no-umbrella", "warning",
         Text('Perjanjian "{id}" yang dilaksanakan bukan naskah payung, melainkan {kind}.',
              'What it carries out ("{id}") is no umbrella document but a {kind}.'),
         Text('Pakai "extends", "amends", atau "follows"; atau betulkan jenis naskahnya.',
              'Use "extends", "amends" or "follows"; or mend the kind of document.'),
         "PP 28/2018 pasal 6: perjanjian kerja sama melaksanakan kesepakatan bersama",
         datetime.date(2018, 7, 13)),
    Rule("KS423", "relation-to-other-type", "warning",
         Text('Perjanjian terkait "{id}" berjenis {found}, sedangkan yang ini {type}.',
              'The related agreement "{id}" is of type {found}, this one of type {type}.'),
         Text('Periksa pengenalnya; antarjenis hanya "follows" dan "replaces" yang lazim.',
              'Check the id; between types only "follows" and "replaces" are usual.')),
    Rule("KS430", "realised-before-mapping", "advice",
         Text('Perjanjian "{id}" ditandatangani ({signed}) sebelum tahun pemetaannya ({year}).',
              '"{id}" was signed ({signed}) before the year of its mapping ({year}).'),
         Text("Periksa pengenal atau tahun pemetaannya.", "Check the id or the year of the mapping.")),
    Rule("KS431", "department-not-of-that-year", "warning",
         Text('Perangkat daerah "{id}" tidak ada pada tahun {year}.',
              'The department "{id}" did not exist in {year}.'),
         Text('Pakai perangkat daerah pada tahun itu; lihat "valid_from" dan "valid_until" pada catatannya.',
              'Use the department of that year; see "valid_from" and "valid_until" in its record.')),
)  # fmt: skip

UMBRELLAS = frozenset((
    "kesepakatan-bersama", "nota-kesepakatan", "nota-kesepahaman", "letter-of-intent", "rencana-kerja-sama",
    "memorandum-of-understanding", "komitmen", "beberapa-naskah", "tidak-diketahui",
))  # fmt: skip
"""The documents that others may carry out."""
_LATE = datetime.timedelta(days=366)


def check_succession(records: Collection) -> Iterator[Problem]:
    """Check each agreement's relations against the agreement at the other end."""
    agreements = records.of("agreement")
    for record in agreements.values():
        value: Any = record.value
        for index, relation in enumerate(value.get("relations", ())):
            other = agreements.get(relation["agreement"])
            if other is None or other is record:
                continue
            spot = Spot(record.file, ("relations", index, "agreement"))
            yield from _check_kind(relation["type"], record, other, spot)
            if relation["type"] == "extends":
                yield from _check_gap(record, other)


def _check_kind(relation: str, record: Record, other: Record, spot: Spot) -> Iterator[Problem]:
    own: Any = record.value
    target: Any = other.value
    kind = target["document"]["kind"]
    if relation == "implements" and kind not in UMBRELLAS:
        yield Problem("KS422", spot, {"id": other.id, "kind": kind})
    if relation not in ("follows", "replaces") and own["type"] != target["type"]:
        params = {"id": other.id, "found": target["type"].upper(), "type": own["type"].upper()}
        yield Problem("KS423", spot, params)


def _check_gap(record: Record, other: Record) -> Iterator[Problem]:
    own: Any = record.value
    start = parse_optional(own.get("term", {}).get("start"))
    target: Any = other.value
    end = parse_optional(target.get("term", {}).get("end"))
    if start is None or end is None:
        return
    spot, related = Spot(record.file, ("term", "start")), (Spot(other.file, ("term", "end")),)
    params = {"start": start.text, "end": end.text}
    if start.is_certainly_before(end):
        yield Problem("KS420", spot, params, related)
    elif start.earliest - end.latest > _LATE:
        yield Problem("KS421", spot, params, related)


def check_mapping_years(records: Collection) -> Iterator[Problem]:
    """Check mapped needs against the years of what realised them and of the departments that mapped them."""
    agreements, departments = records.of("agreement"), records.of("department")
    for record in records.of("mapping-entry").values():
        value: Any = record.value
        for index, target in enumerate(value.get("realised_by", ())):
            agreement: Any = agreements[target].value if target in agreements else {}
            signed = parse_optional(agreement.get("signing", {}).get("date"))
            if signed and signed.latest.year < value["year"]:
                params = {"id": target, "signed": signed.text, "year": str(value["year"])}
                yield Problem("KS430", Spot(record.file, ("realised_by", index)), params)
        department = departments.get(value["department"])
        if department and not _exists_in(department, value["year"]):
            params = {"id": department.id, "year": str(value["year"])}
            yield Problem("KS431", Spot(record.file, ("department",)), params)


def _exists_in(department: Record, year: int) -> bool:
    value: Any = department.value
    first, last = parse_optional(value.get("valid_from")), parse_optional(value.get("valid_until"))
    return not (first and first.earliest.year > year) and not (last and last.latest.year < year)
