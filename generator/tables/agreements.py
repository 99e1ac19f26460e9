"""The tables of agreements: the agreements themselves, their parties, and every list in their records."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from generator.edition import Edition
from generator.register.model import Agreement
from generator.tables.columns import (
    Cell,
    Column,
    ColumnType,
    Content,
    Field,
    Reference,
    Row,
    Table,
    fill_rows,
    join,
    list_bounds,
    said,
)
from generator.tables.fields import FieldReader
from generator.tables.lists import AGREEMENT, POSITION, SOURCE_ITEMS, Item, list_table, to
from generator.text import Text
from generator.validity import find_last


def _field(name: str, kind: ColumnType, path: str, *, required: bool = False) -> tuple[Column, ...]:
    return list_bounds(Column(name, kind, Field("agreement", path), required))


AS_OF = said("as_of", "date", Text("Keadaan per", "As of"),
             Text("Tanggal yang keadaannya dihitung kolom-kolom hasil hitungan.",
                  "The day for which the computed columns hold."), required=True)  # fmt: skip

_COLUMNS: tuple[Column, ...] = (
    *_field("id", "id", "id", required=True),
    Column("type", "code", Field("cooperation_type", ""), is_required=True),
    *_field("subtype", "code", "subtype"),
    *_field("title", "text", "title", required=True),
    *_field("document_kind", "code", "document.kind"),
    *_field("document_as_stated", "text", "document.as_stated"),
    *_field("document_copies", "integer", "document.copies"),
    *_field("initiative", "code", "initiative"),
    *_field("subject", "text", "subject"),
    *_field("purpose", "text", "purpose"),
    *_field("object", "text", "object"),
    said("partners", "text", Text("Mitra", "Partners"),
         Text("Nama semua mitra, dipisahkan titik koma; satu baris satu pihak ada pada tabel "
              "parties.",
              "The names of all partners, with semicolons between; the table parties has a row for "
              "each.")),
    said("departments", "text", Text("Perangkat daerah", "Departments"),
         Text("Nama semua perangkat daerah, dipisahkan titik koma; rinciannya pada tabel "
              "agreement_departments.",
              "The names of all departments, with semicolons between; the table "
              "agreement_departments has more.")),
    said("affairs", "text", Text("Urusan pemerintahan", "Government affairs"),
         Text("Nama semua urusan, dipisahkan titik koma; rinciannya pada tabel agreement_affairs.",
              "The names of all affairs, with semicolons between; the table agreement_affairs has "
              "more.")),
    *_field("signed", "edtf", "signing.date"),
    said("signed_year", "integer", Text("Tahun penandatanganan", "Year of signing"),
         Text("Tahun tanggal penandatanganan; kosong bila tidak diketahui tahunnya.",
              "The year of the date of signing; empty where the year is not known.")),
    *_field("signing_place", "text", "signing.place"),
    *_field("signing_planned", "edtf", "signing.planned"),
    *_field("known_by", "edtf", "signing.known_by"),
    said("published", "date", Text("Pertama terbit", "First published"),
         Text("Hari catatannya pertama kali terbit, bila itu sesudah tanggal penandatanganan yang "
              "pasti dan dapat dibaca dari riwayat.",
              "The day on which the record was first published, where that was after a certain "
              "signing and the history tells it.")),
    *_field("start", "edtf", "term.start"),
    *_field("end", "edtf", "term.end"),
    said("end_is_computed", "boolean", Text("Tanggal berakhir dihitung", "End is computed"),
         Text("Benar bila tanggal berakhir dihitung dari tanggal mulai dan lamanya, tidak tertulis.",
              "True where the end is computed from the start and the duration and is not stated.")),
    *_field("term_as_stated", "text", "term.as_stated"),
    *_field("terminated", "edtf", "termination.date"),
    *_field("termination_ground", "code", "termination.ground"),
    said("last_day_earliest", "date",
         Text("Hari terakhir berlaku, paling awal", "Last day in force, earliest"),
         Text("Hari terakhir perjanjian berlaku, paling awal: berakhir, diakhiri, atau digantikan; "
              "kosong bila tidak dapat dikatakan.",
              "The earliest day that can be the last in force: by its end, termination or "
              "replacement; empty where it can't be said.")),
    said("last_day_latest", "date", Text("Hari terakhir berlaku, paling akhir", "Last day in force, latest"),
         Text("Hari terakhir perjanjian berlaku, paling akhir; kosong bila tidak dapat dikatakan.",
              "The latest day that can be the last in force; empty where it can't be said.")),
    said("last_year", "integer", Text("Tahun terakhir berlaku", "Last year"),
         Text("Tahun berakhirnya perjanjian menurut yang tercatat: berakhir, diakhiri, atau digantikan; "
              "kosong bila tidak dapat dikatakan.",
              "The year in which the agreement ends by what is recorded: by its end, termination or "
              "replacement; empty where it can't be said.")),
    said("status", "code", Text("Status", "Status"),
         Text("Keadaan perjanjian pada tanggal di kolom as_of, dihitung dari tanggal dan "
              "hubungannya.",
              "The state of the agreement on the day in the column as_of, computed from its dates "
              "and relations."), required=True),
    said("evaluation_state", "code", Text("Keadaan evaluasi", "Evaluation state"),
         Text("Apakah evaluasi yang seharusnya ada pada tanggal di kolom as_of memang ada.",
              "Whether the evaluation that is due by the day in the column as_of is there."), required=True),
    AS_OF,
    *_field("total_amount_idr", "rupiah", "value.total.amount"),
    *_field("total_precision", "code", "value.total.precision"),
    *_field("total_as_stated", "text", "value.total.as_stated"),
    *_field("funding_source", "text", "value.funding_source"),
    *_field("dprd_approval_required", "boolean", "dprd_approval.required"),
    *_field("dprd_approval_number", "text", "dprd_approval.number"),
    *_field("certainty", "code", "certainty"),
    said("withdrawn", "boolean", Text("Ditarik", "Withdrawn"),
         Text("Benar bila catatannya ditarik: tidak lagi dihitung dan isinya tidak lagi ditampilkan, tetapi "
              "halamannya tetap ada.",
              "True where the record is withdrawn: no longer counted, and its content no longer shown, but "
              "its page stays."), required=True),
    *_field("withdrawn_on", "edtf", "withdrawn.date"),
    *_field("withdrawn_reason", "text", "withdrawn.reason"),
    *_field("withdrawn_ground", "text", "withdrawn.ground"),
    *_field("replaced_by", "id", "withdrawn.replaced_by"),
    *_field("notes", "text", "notes"),
    said("record_file", "text", Text("Berkas catatan", "Record file"),
         Text("Letak catatan di dalam repositori.",
              "Where the record stands in the repository."), required=True),
)  # fmt: skip


def _fill_agreements(edition: Edition) -> Content:
    agreements = list(edition.register.agreements.values())
    computed = _compute(agreements, edition)
    reader = FieldReader([agreement.value for agreement in agreements])
    return [computed[one.name] if one.name in computed else reader.fill(one) for one in _COLUMNS]


def _compute(agreements: Sequence[Agreement], edition: Edition) -> dict[str, Sequence[Cell]]:
    """Give the cells of the columns that are not just fields, by the columns' names."""
    published = [edition.published.get(one.id) for one in agreements]
    ends = [one.end for one in agreements]
    lasts = list(map(find_last, agreements))
    return {
        "type": [one.type for one in agreements],
        "partners": [join([partner.name for partner in one.partners]) for one in agreements],
        "departments": [join([department.name for department in one.departments]) for one in agreements],
        "affairs": [join([affair.name for affair in one.affairs]) for one in agreements],
        "signed_year": [one.year for one in agreements],
        "published": [day.isoformat() if day else None for day in published],
        "end": [end.text if end else None for end in ends],
        "end_earliest": [end.earliest.isoformat() if end else None for end in ends],
        "end_latest": [end.latest.isoformat() if end else None for end in ends],
        "end_is_computed": [one.end_is_computed if one.end else None for one in agreements],
        "last_day_earliest": [last.earliest.isoformat() if last else None for last in lasts],
        "last_day_latest": [last.latest.isoformat() if last else None for last in lasts],
        "last_year": [last.year if last else None for last in lasts],
        "status": [one.status for one in agreements],
        "evaluation_state": [one.evaluation_state for one in agreements],
        "as_of": [edition.register.as_of.isoformat()] * len(agreements),
        # Of a withdrawn one its page tells no more either.
        "withdrawn": ["withdrawn" in one.value for one in agreements],
        "record_file": [one.file for one in agreements],
    }


def _iterate_parties(edition: Edition) -> Iterator[tuple[str, int, Any]]:
    """Give every party with its agreement's id and its position."""
    for agreement in edition.register.agreements.values():
        value = agreement.value
        for position, party in enumerate((*value.get("parties", ()), *value.get("unnamed_parties", ())), 1):
            yield agreement.id, position, party


def _iterate_party_rows(edition: Edition) -> Iterator[Row]:
    partners = edition.register.partners
    for agreement, position, party in _iterate_parties(edition):
        partner = partners[party["partner"]] if "partner" in party else None
        yield (
            agreement,
            position,
            partner.id if partner else None,
            partner.name if partner else None,
            party.get("unit"),
            partner.unit_name(party["unit"]) if partner and "unit" in party else None,
            party.get("name_as_written") if partner else party["description"],
            partner.category if partner else party["category"],
            partner.is_own if partner else False,
            party.get("number"),
            party.get("without_number", False),
            join([item["office"] for item in party.get("signatories", ())]),
            " / ".join(map(str, party.get("counts", ()))) or None,
            party.get("note"),
        )


_PARTY_COLUMNS = (
    AGREEMENT.id_column,
    Column("position", "integer", POSITION, is_required=True),
    *_field("partner", "id", "parties.partner"),
    Column("name", "text", Field("partner", "name")),
    *_field("unit_id", "id", "parties.unit"),
    Column("unit", "text", Field("partner", "units.name")),
    said("name_as_written", "text", Text("Nama pada naskah", "Name as written"),
         Text("Nama pihak seperti tertulis pada naskah atau sumber; untuk pihak tanpa nama, "
              "keterangannya.",
              "The party's name as the document or source writes it; what is said of a party "
              "without a name.")),
    Column("category", "code", Field("partner_category", ""), is_required=True),
    said("is_own_government", "boolean", Text("Pemerintah daerah sendiri", "Own government"),
         Text("Benar untuk pemerintah daerah pemilik register.",
              "True for the government whose register it is."), required=True),
    *_field("number", "text", "parties.number"),
    *_field("without_number", "boolean", "parties.without_number", required=True),
    said("signatory_offices", "text", Text("Jabatan penanda tangan", "Offices of signatories"),
         Text("Jabatan semua penanda tangan pihak ini, dipisahkan titik koma; rinciannya pada "
              "tabel signatories.",
              "The offices of all who signed for the party, with semicolons; the table signatories "
              "has more.")),
    *_field("counts_by_sources", "text", "unnamed_parties.counts"),
    *_field("note", "text", "parties.note"),
)  # fmt: skip


_SIGNATORY_KEYS = ("office", "name", "on_behalf_of", "department", "note")


def _iterate_signatory_rows(edition: Edition) -> Iterator[Row]:
    for agreement, party, value in _iterate_parties(edition):
        for position, signatory in enumerate(value.get("signatories", ()), 1):
            yield (agreement, party, position, *map(signatory.get, _SIGNATORY_KEYS))


def _list_parties(edition: Edition) -> list[Any]:
    lists = [
        agreement.value.get(name, ())
        for agreement in edition.register.agreements.values()
        for name in ("parties", "unnamed_parties")
    ]
    return list(chain.from_iterable(lists))


def _count_signatories(edition: Edition) -> int:
    return sum([len(party.get("signatories", ())) for party in _list_parties(edition)])


_SIGNATORY_COLUMNS = (
    AGREEMENT.id_column,
    said("party", "integer", Text("Pihak", "Party"),
         Text("Urutan pihak yang diwakilinya pada tabel parties.",
              "The position of the party in the table parties."), required=True),
    Column("position", "integer", POSITION, is_required=True),
    *_field("office", "text", "parties.signatories.office", required=True),
    *_field("name", "text", "parties.signatories.name"),
    *_field("on_behalf_of", "text", "parties.signatories.on_behalf_of"),
    *_field("department", "id", "parties.signatories.department"),
    *_field("note", "text", "parties.signatories.note"),
)  # fmt: skip

_AGREEMENTS = Table(
    "agreements", "agreements", "One row per agreement", _COLUMNS,
    _fill_agreements, ("id",), (to("replaced_by", "agreements"),),
    lambda edition: len(edition.register.agreements),
)  # fmt: skip
_PARTIES = Table(
    "parties", "agreements", "One row per party to an agreement", _PARTY_COLUMNS,
    lambda edition: fill_rows(_iterate_party_rows(edition)),
    ("agreement", "position"),
    (AGREEMENT.reference, to("partner", "partners"),
     Reference(("partner", "unit_id"), "partner_units", ("partner", "unit"))),
    lambda edition: len(_list_parties(edition)),
)  # fmt: skip
_SIGNATORIES = Table(
    "signatories", "agreements", "One row per official who signed", _SIGNATORY_COLUMNS,
    lambda edition: fill_rows(_iterate_signatory_rows(edition)), ("agreement", "party", "position"),
    (Reference(("agreement", "party"), "parties", ("agreement", "position")),
     to("department", "departments")),
    _count_signatories,
)  # fmt: skip

_NOTE = Item("note", "text", "note")
_SOURCES = Item("sources", "text", "sources")

AGREEMENT_TABLES = (
    _AGREEMENTS,
    _PARTIES,
    _SIGNATORIES,
    list_table("agreement_departments", "agreements", "One row per department of an agreement",
               AGREEMENT, "departments",
               (Item("department", "id", "department", is_required=True), Item("lead", "boolean", "lead"),
                _NOTE),
               to("department", "departments")),
    list_table("agreement_affairs", "agreements", "One row per affair of an agreement",
               AGREEMENT, "affairs", (Item("affair", "id", is_required=True),), to("affair", "affairs")),
    list_table("sources", "agreements", "One row per source of an agreement",
               AGREEMENT, "sources", SOURCE_ITEMS, key="source"),
    list_table("relations", "agreements", "One row per relation between agreements", AGREEMENT, "relations",
               (Item("type", "code", "type", is_required=True),
                Item("other_agreement", "id", "agreement", is_required=True), _NOTE),
               to("other_agreement", "agreements")),
    list_table("stages", "agreements", "One row per stage that an agreement has completed",
               AGREEMENT, "stages",
               (Item("stage", "code", "stage", is_required=True), Item("date", "edtf", "date"),
                Item("number", "text", "number"), _NOTE, _SOURCES)),
    list_table("unknown", "agreements", "One row per fact not known about an agreement",
               AGREEMENT, "unknown",
               (Item("about", "code", "about", is_required=True),
                Item("note", "text", "note", is_required=True))),
    list_table("scope", "agreements", "One row per item of an agreement's scope",
               AGREEMENT, "scope", (Item("text", is_required=True),)),
    list_table("scope_figures", "agreements", "One row per figure about an agreement's scope",
               AGREEMENT, "figures",
               (Item("label", "text", "label", is_required=True), Item("value", "integer", "value"),
                Item("minimum", "integer", "minimum"), Item("maximum", "integer", "maximum"),
                Item("unit", "text", "unit"), Item("approximate", "boolean", "approximate"), _SOURCES)),
    list_table("unit_prices", "agreements", "One row per price of a unit in an agreement",
               AGREEMENT, "value.unit_prices",
               (Item("amount_idr", "rupiah", "amount", is_required=True),
                Item("unit", "text", "unit", is_required=True), Item("quantity", "integer", "quantity"),
                _NOTE)),
    list_table("events", "agreements", "One row per other event of an agreement", AGREEMENT, "events",
               (Item("date", "edtf", "date", is_required=True),
                Item("kind", "text", "kind", is_required=True), Item("place", "text", "place"), _SOURCES)),
    list_table("date_conflicts", "agreements", "One row per date of signing that sources contradict",
               AGREEMENT, "signing.conflicts",
               (Item("as_written", "text", "as_written", is_required=True),
                Item("source", "text", "source", is_required=True), Item("reading", "text", "reading"))),
    list_table("plan_references", "agreements", "One row per reference of an agreement to a plan",
               AGREEMENT, "plan_references",
               (Item("document", "code", "document", is_required=True), Item("period", "text", "period"),
                Item("programme", "text", "programme"))),
    list_table("attachments", "agreements", "One row per document of an agreement", AGREEMENT, "attachments",
               (Item("title", "text", "title", is_required=True),
                Item("kind", "code", "kind", is_required=True), Item("url", "url", "url"),
                Item("file", "text", "file"), Item("sha256", "text", "sha256"),
                Item("size", "integer", "size"))),
    list_table("withheld", "agreements", "One row per piece of information withheld",
               AGREEMENT, "withheld",
               (Item("what", "text", "what", is_required=True),
                Item("ground", "text", "ground", is_required=True),
                Item("decision_number", "text", "decision_number"), Item("until", "edtf", "until"), _NOTE)),
    list_table("reported_results", "agreements", "One row per result that sources report of an agreement",
               AGREEMENT, "reported_results", (Item("text", "text", "text", is_required=True), _SOURCES)),
    list_table("former_ids", "agreements", "One row per earlier id of an agreement",
               AGREEMENT, "former_ids", (Item("former_id", "id", is_required=True),)),
)  # fmt: skip
"""The tables of agreements."""
