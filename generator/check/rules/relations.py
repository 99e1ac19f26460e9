"""How agreements hang together, and what realises a mapped need (KS4xx)."""

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from generator.check.collection import Collection
from generator.check.finding import Problem, Spot
from generator.check.rule import Rule
from generator.dates import parse_date
from generator.records import Record
from generator.text import Text

RULES = (
    Rule("KS401", "relation-to-itself", "error",
         Text("Perjanjian ini berhubungan dengan dirinya sendiri.", "The agreement relates to itself."),
         Text("Tulis pengenal perjanjian yang lain, atau hapus hubungannya.",
              "Name the other agreement, or delete the relation.")),
    Rule("KS402", "relation-circle", "error",
         Text("Hubungan ini berputar kembali ke perjanjian ini: {chain}.",
              "This relation leads back to this agreement: {chain}."),
         Text("Hapus salah satu hubungan; hubungan baliknya tampil dengan sendirinya.",
              "Delete one relation; the way back shows by itself.")),
    Rule("KS403", "signed-before-parent", "warning",
         Text("Tanggal penandatanganan ({signed}) mendahului perjanjian yang dirujuk ({parent}).",
              "It was signed ({signed}) before the agreement it refers to ({parent})."),
         Text("Periksa kedua tanggal, atau arah hubungannya.",
              "Check both dates, or the relation's direction.")),
    Rule("KS404", "addendum-without-parent", "warning",
         Text("Addendum ini tidak menyebut perjanjian yang diubahnya.",
              "This addendum does not say which agreement it amends."),
         Text('Tambahkan pada "relations" hubungan "amends" (mengubah) atau "extends" (memperpanjang).',
              'Add to "relations" an entry "amends" or "extends".')),
    Rule("KS405", "relation-twice", "error",
         Text('Hubungan ke "{id}" ditulis dua kali.', 'The relation to "{id}" is written twice.'),
         Text("Hapus salah satu.", "Delete one.")),
    Rule("KS406", "replaced-by-itself", "error",
         Text("Catatan yang ditarik ini digantikan oleh dirinya sendiri.",
              "This withdrawn record is replaced by itself."),
         Text('Tulis pengenal penggantinya, atau hapus "replaced_by".',
              'Name what took its place, or delete "replaced_by".')),
    Rule("KS407", "succeeds-itself", "error",
         Text("Perangkat daerah ini menjadi penggantinya sendiri.", "This department succeeds itself."),
         Text('Tulis pengenal penggantinya pada "successors", atau hapus barisnya.',
              'Name what took its place in "successors", or delete the line.')),
    Rule("KS411", "realised-without-agreement", "warning",
         Text("Entri pemetaan ini berstatus terwujud tanpa menyebut perjanjiannya.",
              "This entry is realised but names no agreement."),
         Text('Isi "realised_by", atau betulkan statusnya.', 'Fill in "realised_by", or mend the status.')),
    Rule("KS412", "realised-by-other-type", "warning",
         Text('Perjanjian "{id}" berjenis {found}, sedangkan yang diusulkan {wanted}.',
              '"{id}" is of type {found}, where {wanted} was proposed.'),
         Text("Periksa pengenal atau jenis usulannya.", "Check the id or the proposed type.")),
)  # fmt: skip


def check_own_relations(record: Record) -> Iterator[Problem]:
    """Check the relations of one agreement that need no other file."""
    value: Any = record.value
    relations = value.get("relations", ())
    seen: dict[tuple[str, str], int] = {}
    for index, relation in enumerate(relations):
        spot = Spot(record.file, ("relations", index, "agreement"))
        if relation["agreement"] == record.id:
            yield Problem("KS401", spot)
        key = (relation["type"], relation["agreement"])
        if key in seen:
            first = Spot(record.file, ("relations", seen[key], "agreement"))
            yield Problem("KS405", spot, {"id": relation["agreement"]}, (first,))
        seen.setdefault(key, index)
    if value["document"]["kind"] == "addendum" and not any(
        relation["type"] in ("amends", "extends") for relation in relations
    ):
        yield Problem("KS404", Spot(record.file, ("document", "kind")))
    if value.get("withdrawn", {}).get("replaced_by") == record.id:
        yield Problem("KS406", Spot(record.file, ("withdrawn", "replaced_by")))


def check_own_successors(record: Record) -> Iterator[Problem]:
    """Check that a department does not take its own place."""
    successors: Any = record.value.get("successors", ())
    for index, successor in enumerate(successors):
        if successor == record.id:
            yield Problem("KS407", Spot(record.file, ("successors", index)))


def check_relations(records: Collection) -> Iterator[Problem]:
    """Check that relations run in no circle and that what follows was signed later."""
    agreements = records.of("agreement")
    related_to_any = [record for record in agreements.values() if "relations" in record.value]
    targets = {
        record.id: [relation["agreement"] for relation in _relations(record)] for record in related_to_any
    }
    told: set[frozenset[str]] = set()
    for record in related_to_any:
        for index, relation in enumerate(_relations(record)):
            target = relation["agreement"]
            spot = Spot(record.file, ("relations", index, "agreement"))
            chain = _find_way(targets, target, record.id) if target != record.id else None
            if chain:
                # A circle is one fault, wherever it is entered.
                if frozenset(chain) not in told:
                    related = tuple(_iterate_steps(agreements, chain))
                    yield Problem("KS402", spot, {"chain": " → ".join([record.id, *chain])}, related)
                told.add(frozenset(chain))
            elif target in agreements:
                yield from _check_order(record, agreements[target], spot)


def _relations(record: Record) -> list[dict[str, str]]:
    value: Any = record.value
    return list(value.get("relations", ()))


def _iterate_steps(agreements: Mapping[str, Record], way: list[str]) -> Iterator[Spot]:
    """Give where each agreement on a way names the next."""
    for start, goal in itertools.pairwise(way):
        targets = [relation["agreement"] for relation in _relations(agreements[start])]
        yield Spot(agreements[start].file, ("relations", targets.index(goal), "agreement"))


def _find_way(targets: dict[str, list[str]], start: str, goal: str) -> list[str] | None:
    """Find the shortest way from one agreement to another along relations."""
    ways, seen = [[start]], {start}
    for way in ways:
        if way[-1] == goal:
            return way
        for target in targets.get(way[-1], ()):
            if target not in seen:
                seen.add(target)
                ways.append([*way, target])
    return None


def _check_order(record: Record, parent: Record, spot: Spot) -> Iterator[Problem]:
    own: Any = record.value
    other: Any = parent.value
    texts = own.get("signing", {}).get("date"), other.get("signing", {}).get("date")
    if texts[0] and texts[1] and parse_date(texts[0]).is_certainly_before(parse_date(texts[1])):
        related = (Spot(parent.file, ("signing", "date")),)
        yield Problem("KS403", spot, {"signed": texts[0], "parent": texts[1]}, related)


def check_realisation(records: Collection) -> Iterator[Problem]:
    """Check that a realised mapping entry names agreements of the type it proposed."""
    for record in records.of("mapping-entry").values():
        value: Any = record.value
        if value["status"] == "terwujud" and "realised_by" not in value:
            yield Problem("KS411", Spot(record.file, ("status",)))
        for index, target in enumerate(value.get("realised_by", ())):
            agreement = records.of("agreement").get(target)
            if agreement and agreement.value["type"] != value["proposed_type"]:
                params = {
                    "id": target,
                    "found": str(agreement.value["type"]).upper(),
                    "wanted": value["proposed_type"].upper(),
                }
                yield Problem("KS412", Spot(record.file, ("realised_by", index)), params)
