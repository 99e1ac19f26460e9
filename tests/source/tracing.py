"""Where each fact of a source entry must stand in the records.

Each leaf of an entry is traced to the places of the record that must hold it; a key without a home is a
KeyError. What is no plain copy goes through the table ``decisions.yaml``, where it can be reviewed.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import yaml

from generator.read.strict_yaml import read_mapping

SOURCE = Path(__file__).resolve().parent
ROOT = SOURCE.parent.parent
RECORDS = ROOT / "records"
OWN = "pemerintah-kota-yogyakarta"

Steps: TypeAlias = tuple[str | int, ...]
Leaf: TypeAlias = str | int | bool


class Fact(NamedTuple):
    """A leaf of a source entry and a place that must say it; a place that starts with "@" is a partner's."""

    origin: Steps
    place: Steps
    value: Leaf


def load(name: str) -> Any:
    return yaml.safe_load((SOURCE / name).read_text(encoding="utf-8"))


def load_record(file: Path) -> Any:
    value, faults = read_mapping(file.read_bytes())
    assert not faults, file
    return value


ENTRIES: list[Any] = load("agreements.yaml")
PUBLISHED: dict[str, Any] = load("official-counts.yaml")
DECISIONS: dict[str, Any] = load("decisions.yaml")
PARTNERS: dict[str, Any] = {file.stem: load_record(file) for file in RECORDS.glob("partners/*.yaml")}


def iterate_leaves(value: Any, path: Steps = ()) -> Iterator[tuple[Steps, Leaf]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from iterate_leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from iterate_leaves(item, (*path, index))
    else:
        yield path, value


# ---- tracing an agreement

PLAIN: dict[str, Steps] = {
    "id": ("id",),
    "title": ("title",),
    "type_note": ("type_note",),
    "subject": ("subject",),
    "purpose": ("purpose",),
    "notes": ("notes",),
    "certainty": ("certainty",),
    "copies": ("document", "copies"),
    "number": ("parties", 0, "number"),
    "partner_number": ("parties", 1, "number"),
    "place_signed": ("signing", "place"),
    "date_known_by": ("signing", "known_by"),
    "date_planned": ("signing", "planned"),
    "date_as_written": ("signing", "date_note"),
    "date_event": ("events", 0, "date"),
    "date_event_kind": ("events", 0, "kind"),
    "place_event": ("events", 0, "place"),
    "start": ("term", "start"),
    "start_note": ("term", "start_note"),
    "end": ("term", "end"),
}
RELATIONS = {"parent": "implements", "extends": "extends", "renews": "renews", "follows": "follows"}


def trace_agreement(entry: Any) -> Iterator[Fact]:
    """Give every fact of an entry; KeyError for a key that has no home."""
    yield Fact(("id",), ("parties", 0, "partner"), OWN)
    reworded = DECISIONS["reworded"].get(entry["id"], {})
    for key, value in entry.items():
        if key in PLAIN:
            yield Fact((key,), PLAIN[key], reworded.get(key, value))
        elif key in RELATIONS:
            index = [name for name in entry if name in RELATIONS].index(key)
            yield Fact((key,), ("relations", index, "type"), RELATIONS[key])
            yield Fact((key,), ("relations", index, "agreement"), value)
        else:
            yield from TRACES[key](entry)
    for index, affair in enumerate(DECISIONS["affairs"].get(entry["id"], ())):
        yield Fact(("subject",), ("affairs", index), affair)
    if entry["id"] in DECISIONS["sister_cities"]:
        assert "kota bersaudara" in entry["title"]
        yield Fact(("title",), ("subtype",), "kabupaten-kota-kembar")


def trace_type(entry: Any) -> Iterator[Fact]:
    yield Fact(("type",), ("type",), entry["type"].lower())


def trace_document(entry: Any) -> Iterator[Fact]:
    stated, origin = entry["document_kind"], ("document_kind",)
    kinds = DECISIONS["document_kinds"][stated]
    if entry["type"] in ("KSDPL", "KSDLL"):
        kinds = DECISIONS["document_kinds_abroad"].get(stated, kinds)
    yield Fact(origin, ("document", "as_stated"), stated)
    yield Fact(origin, ("document", "kind"), kinds[0])
    for index, kind in enumerate(kinds[1:]):
        yield Fact(origin, ("document", "possible_kinds", index), kind)


def trace_languages(entry: Any) -> Iterator[Fact]:
    for index, name in enumerate(entry["languages"]):
        yield Fact(("languages", index), ("document", "languages", index), DECISIONS["languages"][name])


def find_seats(entry: Any) -> dict[int, Steps]:
    """Give the place among the record's parties of each partner, by its position in the entry."""
    seats: dict[int, Steps] = {}
    named = unnamed = 0
    for index, partner in enumerate(entry["partners"]):
        if partner["name"] in DECISIONS["unnamed_partners"]:
            seats[index] = ("unnamed_parties", unnamed)
            unnamed += 1
        else:
            named += 1
            seats[index] = ("parties", named)
    return seats


def trace_partners(entry: Any) -> Iterator[Fact]:
    for index, seat in find_seats(entry).items():
        partner, origin = entry["partners"][index], ("partners", index)
        trace = trace_partner if seat[0] == "parties" else trace_unnamed_partner
        yield from trace(partner, origin, seat)


def trace_partner(partner: Any, origin: Steps, seat: Steps) -> Iterator[Fact]:
    name, kind = partner["name"], DECISIONS["partner_kinds"][partner["kind"]]
    chosen = DECISIONS["partners"][name]
    home = ("@", chosen["partner"])
    for part, record_id in chosen.items():
        yield Fact((*origin, "name"), (*seat, part), record_id)
    shown = find_shown_name(chosen)
    written = partner.get("name_as_written", name if name != shown else None)
    if written:
        place = "name_as_written" if "name_as_written" in partner else "name"
        yield Fact((*origin, place), (*seat, "name_as_written"), written)
    yield Fact((*origin, "kind"), (*home, "category"), kind["category"])
    if kind.get("kept"):
        yield Fact((*origin, "kind"), (*home, "category_as_stated"), partner["kind"])
    if kind.get("unit"):
        index = [unit["id"] for unit in PARTNERS[home[1]]["units"]].index(chosen["unit"])
        note = f"Jenis satuan menurut sumber: {partner['kind']}."
        yield Fact((*origin, "kind"), (*home, "units", index, "note"), note)
    if "country" in partner:
        country = DECISIONS["countries"][partner["country"]]
        yield Fact((*origin, "country"), (*home, "country"), country)


def find_shown_name(chosen: dict[str, str]) -> str:
    record = PARTNERS[chosen["partner"]]
    units = {unit["id"]: unit["name"] for unit in record.get("units", ())}
    return str(units[chosen["unit"]] if "unit" in chosen else record["name"])


def trace_unnamed_partner(partner: Any, origin: Steps, seat: Steps) -> Iterator[Fact]:
    kind = DECISIONS["partner_kinds"][partner["kind"]]
    yield Fact((*origin, "name"), (*seat, "description"), partner["name"])
    yield Fact((*origin, "kind"), (*seat, "category"), kind["category"])
    if kind.get("kept"):
        yield Fact((*origin, "kind"), (*seat, "category_as_stated"), partner["kind"])
    if "count" in partner:
        yield Fact((*origin, "count"), (*seat, "counts", 0), partner["count"])
    for index, count in enumerate(partner.get("count_reported", ())):
        yield Fact((*origin, "count_reported", index), (*seat, "counts", index), count)


def trace_signatories(entry: Any) -> Iterator[Fact]:
    seats: dict[str, Steps] = {OWN: ("parties", 0)}
    for index, seat in find_seats(entry).items():
        name = entry["partners"][index]["name"]
        key = "/".join(DECISIONS["partners"][name].values()) if seat[0] == "parties" else "unnamed"
        seats[key] = seats[name] = seat
    places = DECISIONS["signing_for"] | {"Pemerintah Kota Yogyakarta": OWN}
    taken: dict[Steps, int] = {}
    for index, person in enumerate(entry["signatories"]):
        party = person["for"]
        seat = seats[places.get(person["office"]) or places.get(party) or party]
        place = (*seat, "signatories", taken.setdefault(seat, 0))
        taken[seat] += 1
        yield Fact(("signatories", index, "office"), (*place, "office"), person["office"])
        yield Fact(("signatories", index, "for"), (*place, "on_behalf_of"), party)
        if "name" in person:
            yield Fact(("signatories", index, "name"), (*place, "name"), person["name"])
        if party in DECISIONS["departments"]:
            department = DECISIONS["departments"][party]
            yield Fact(("signatories", index, "for"), (*place, "department"), department)


def trace_date(entry: Any) -> Iterator[Fact]:
    doubt = "?" if entry["id"] in DECISIONS["uncertain_dates"] else ""
    yield Fact(("date_signed",), ("signing", "date"), entry["date_signed"] + doubt)
    if entry["id"] in DECISIONS["date_notes"]:
        yield Fact(("date_signed",), ("signing", "date_note"), DECISIONS["date_notes"][entry["id"]])


def trace_conflicts(entry: Any) -> Iterator[Fact]:
    for index, conflict in enumerate(entry["date_conflict"]):
        for key, value in conflict.items():
            part = {"date_as_written": "as_written", "source": "source", "reading": "reading"}[key]
            yield Fact(("date_conflict", index, key), ("signing", "conflicts", index, part), value)


def trace_same_event(entry: Any) -> Iterator[Fact]:
    for index, city in enumerate(entry["other_cities_same_event"]):
        yield Fact(("other_cities_same_event", index), ("signing", "same_event", index), city)


def trace_period(entry: Any) -> Iterator[Fact]:
    yield Fact(("period",), ("term", "as_stated"), entry["period"])
    for unit, number in DECISIONS["durations"][entry["period"]].items():
        yield Fact(("period",), ("term", "duration", unit), number)


def trace_number_note(entry: Any) -> Iterator[Fact]:
    for party in (0, 1):
        yield Fact(("number_note",), ("parties", party, "number_note"), entry["number_note"])


def trace_departments(entry: Any) -> Iterator[Fact]:
    for index, name in enumerate(entry["perangkat_daerah"]):
        place = ("departments", index, "department")
        yield Fact(("perangkat_daerah", index), place, DECISIONS["departments"][name])


def trace_figures(entry: Any) -> Iterator[Fact]:
    for index, (key, value) in enumerate(entry["scope_numbers"].items()):
        origin, place = ("scope_numbers", key), ("figures", index)
        for part, text in DECISIONS["figures"][key].items():
            yield Fact(origin, (*place, part), text)
        bounds = str(value).split("-")
        for part, bound in zip(
            ("value",) if len(bounds) == 1 else ("minimum", "maximum"), bounds, strict=True
        ):
            yield Fact(origin, (*place, part), int(bound))


VALUE_TEXTS = {
    "basis": "basis",
    "source_of_funds": "funding_source",
    "payment": "payment",
    "breakdown": "breakdown",
    "rounded_elsewhere": "note",
}
VALUE_AMOUNTS: dict[str, dict[Steps, Leaf]] = {
    "total_idr": {("total", "currency"): "IDR", ("total", "precision"): "exact"},
    "total_idr_approx": {("total", "currency"): "IDR", ("total", "precision"): "approximate"},
    "unit_price_idr": {("unit_prices", 0, "currency"): "IDR"},
    "support_idr_per_family": {
        ("unit_prices", 0, "currency"): "IDR",
        ("unit_prices", 0, "unit"): "per keluarga",
    },
}
VALUE_PARTS = {"unit": "unit", "families": "quantity"}


def trace_value(entry: Any) -> Iterator[Fact]:
    for key, value in entry["value"].items():
        origin = ("value", key)
        if key in VALUE_TEXTS:
            yield Fact(origin, ("value", VALUE_TEXTS[key]), value)
        elif key in VALUE_PARTS:
            yield Fact(origin, ("value", "unit_prices", 0, VALUE_PARTS[key]), value)
        else:
            parts = VALUE_AMOUNTS[key]
            for place, text in parts.items():
                yield Fact(origin, ("value", *place), text)
            yield Fact(origin, ("value", *next(iter(parts))[:-1], "amount"), value)


def trace_results(entry: Any) -> Iterator[Fact]:
    yield Fact(("results",), ("reported_results", 0, "text"), entry["results"])
    for index, mark in enumerate(DECISIONS["result_sources"].get(entry["id"], ())):
        yield Fact(("results",), ("reported_results", 0, "sources", index), mark)


def trace_unknown(entry: Any) -> Iterator[Fact]:
    place = 0
    for index, remark in enumerate(entry["unknown"]):
        for about, remarks in DECISIONS["unknown"].items():
            if remark in remarks:
                yield Fact(("unknown", index), ("unknown", place, "about"), about)
                yield Fact(("unknown", index), ("unknown", place, "note"), remark)
                place += 1


def trace_sources(entry: Any) -> Iterator[Fact]:
    for index, page in enumerate(entry["sources"]):
        origin, place = ("sources", index), ("sources", index)
        for key, value in page.items():
            if key == "page_date":
                yield Fact((*origin, key), (*place, name_page_date(value)), value)
            elif key == "event_date":
                yield Fact((*origin, key), ("as_of",), value)
            else:
                yield Fact((*origin, key), (*place, {"url": "url"}[key]), value)
        yield Fact((*origin, "url"), (*place, "id"), f"s{index + 1}")


def name_page_date(text: str) -> str:
    return "page_date" if text[0].isdigit() else "page_date_note"


TRACES: dict[str, Callable[[Any], Iterator[Fact]]] = {
    "type": trace_type,
    "document_kind": trace_document,
    "languages": trace_languages,
    "partners": trace_partners,
    "signatories": trace_signatories,
    "date_signed": trace_date,
    "date_conflict": trace_conflicts,
    "other_cities_same_event": trace_same_event,
    "period": trace_period,
    "number_note": trace_number_note,
    "perangkat_daerah": trace_departments,
    "scope_numbers": trace_figures,
    "value": trace_value,
    "results": trace_results,
    "unknown": trace_unknown,
    "sources": trace_sources,
}
