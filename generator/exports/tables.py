"""The register as flat tables: what tables there are, their columns and their rows.

Every table has one row a thing; a cell is a text, a whole number, true or false, or None for what the
record does not say. Columns marked with the date are computed, the rest stand in the records.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.evaluations import evaluation_state
from generator.register.model import Agreement
from generator.register.register import Register

Cell: TypeAlias = str | int | bool | None
Cells: TypeAlias = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what a row is (a catalogue message) and where the rows come from."""

    name: str
    about: str
    columns: tuple[str, ...]
    rows: Callable[[Register], Iterator[Cells]]


@dataclass(frozen=True, slots=True)
class Export:
    """A downloadable table of a register."""

    table: Table
    register: Register

    @property
    def count(self) -> int:
        """The number of rows, counted when asked for: that is in the process that shows it."""
        return sum(1 for _ in self.table.rows(self.register))


def _get(value: Any, *path: str) -> Any:  # noqa: ANN401  a record's value
    for key in path:
        if value is None:
            return None
        value = value.get(key)
    return value


def _agreement_rows(register: Register) -> Iterator[Cells]:
    for agreement in register.agreements.values():
        value = agreement.value
        yield {
            "id": agreement.id,
            "type": agreement.type,
            "subtype": value.get("subtype"),
            "title": agreement.title,
            "document_kind": value["document"]["kind"],
            "document_as_stated": value["document"].get("as_stated"),
            "subject": value["subject"],
            "purpose": value["purpose"],
            "partners": "; ".join(partner.name for partner in agreement.partners) or None,
            "departments": "; ".join(item.name for item in agreement.departments) or None,
            "affairs": "; ".join(item.name for item in agreement.affairs) or None,
            "signed": _get(value, "signing", "date"),
            "signed_year": agreement.year,
            "signing_place": _get(value, "signing", "place"),
            "known_by": _get(value, "signing", "known_by"),
            "start": _get(value, "term", "start"),
            "end": agreement.end.text if agreement.end else None,
            "end_is_computed": agreement.end_is_computed if agreement.end else None,
            "terminated": _get(value, "termination", "date"),
            "status": agreement.status,
            "evaluation_state": evaluation_state(agreement, register.as_of),
            "as_of": register.as_of.isoformat(),
            "total_amount_idr": _get(value, "value", "total", "amount"),
            "total_precision": _get(value, "value", "total", "precision"),
            "certainty": value["certainty"],
            "withdrawn": "withdrawn" in value,
            "notes": value.get("notes"),
            "record_file": agreement.file,
        }


def _party_rows(register: Register) -> Iterator[Cells]:
    for agreement in register.agreements.values():
        for position, party in enumerate(agreement.value["parties"], 1):
            partner = register.partners[party["partner"]]
            signatories = party.get("signatories", ())
            yield {
                "agreement": agreement.id,
                "position": position,
                "partner": partner.id,
                "name": partner.name,
                "unit": partner.unit_name(party["unit"]) if "unit" in party else None,
                "name_as_written": party.get("name_as_written"),
                "category": partner.category,
                "is_own_government": partner.is_own,
                "number": party.get("number"),
                "signatory_offices": "; ".join(signatory["office"] for signatory in signatories) or None,
                "counts_by_sources": None,
            }
        named = len(agreement.value["parties"])
        for position, party in enumerate(agreement.value.get("unnamed_parties", ()), named + 1):
            yield {
                "agreement": agreement.id,
                "position": position,
                "partner": None,
                "name": None,
                "unit": None,
                "name_as_written": party["description"],
                "category": party["category"],
                "is_own_government": False,
                "number": None,
                "signatory_offices": "; ".join(item["office"] for item in party.get("signatories", ()))
                or None,
                "counts_by_sources": " / ".join(str(count) for count in party.get("counts", ())) or None,
            }


def _iterate_items(register: Register, *path: str) -> Iterator[tuple[Agreement, Any]]:
    for agreement in register.agreements.values():
        for item in _get(agreement.value, *path) or ():
            yield agreement, item


def _source_rows(register: Register) -> Iterator[Cells]:
    for agreement, source in _iterate_items(register, "sources"):
        yield {
            "agreement": agreement.id,
            "source": source["id"],
            "url": source["url"],
            "title": source.get("title"),
            "page_date": source.get("page_date"),
            "read_on": source.get("read_on"),
        }


def _relation_rows(register: Register) -> Iterator[Cells]:
    for agreement, relation in _iterate_items(register, "relations"):
        yield {
            "agreement": agreement.id,
            "type": relation["type"],
            "other_agreement": relation["agreement"],
            "note": relation.get("note"),
        }


def _evaluation_rows(register: Register) -> Iterator[Cells]:
    for agreement in register.agreements.values():
        for evaluation in agreement.evaluations:
            value = evaluation.value
            yield {
                "agreement": agreement.id,
                "year": evaluation.period.year,
                "semester": evaluation.period.semester,
                "state": value["state"],
                "evaluator": value["evaluator"],
                "beneficiaries": _get(value, "beneficiaries", "count"),
                "recommendation": value["recommendation"],
                "follow_up": value.get("follow_up"),
            }


def _unknown_rows(register: Register) -> Iterator[Cells]:
    for agreement, item in _iterate_items(register, "unknown"):
        yield {"agreement": agreement.id, "about": item["about"], "note": item["note"]}


def _partner_rows(register: Register) -> Iterator[Cells]:
    for partner in register.partners.values():
        yield {
            "id": partner.id,
            "name": partner.name,
            "aliases": "; ".join(partner.value.get("aliases", ())) or None,
            "category": partner.category,
            "region_code": partner.value.get("region_code"),
            "country": partner.value.get("country"),
            "is_own_government": partner.is_own,
        }


def _department_rows(register: Register) -> Iterator[Cells]:
    for department in register.departments.values():
        yield {
            "id": department.id,
            "name": department.name,
            "kind": department.value["kind"],
            "valid_from": department.value.get("valid_from"),
            "valid_until": department.value.get("valid_until"),
        }


def _affair_rows(register: Register) -> Iterator[Cells]:
    for affair in register.affairs.values():
        code = affair.code or None
        yield {"id": affair.id, "code": code, "name": affair.name, "group": affair.value["group"]}


def _mapping_rows(register: Register) -> Iterator[Cells]:
    for entry in register.mapping:
        value = entry.value
        yield {
            "id": entry.id,
            "year": entry.year,
            "department": entry.department.id,
            "affairs": "; ".join(affair.id for affair in entry.affairs),
            "need": value["need"],
            "proposed_type": value["proposed_type"],
            "proposer": value.get("proposer"),
            "status": value["status"],
            "realised_by": "; ".join(agreement.id for agreement in entry.realised_by) or None,
        }


def _total_rows(register: Register) -> Iterator[Cells]:
    for total in register.totals:
        for figure in total.value["figures"]:
            yield {
                "id": total.id,
                "place": total.value["place"],
                "measure": total.value["measure"],
                "year": figure.get("year", total.value.get("year")),
                "as_of": total.value.get("as_of"),
                "type": figure.get("type"),
                "label": figure.get("label"),
                "value": figure["value"],
                "comparison": figure.get("comparison"),
                "status": total.value["status"],
                "source": total.value["sources"][0]["url"],
            }


TABLES = (
    Table("agreements", "One row an agreement", (
        "id", "type", "subtype", "title", "document_kind", "document_as_stated", "subject", "purpose",
        "partners", "departments", "affairs", "signed", "signed_year", "signing_place", "known_by", "start",
        "end", "end_is_computed", "terminated", "status", "evaluation_state", "as_of", "total_amount_idr",
        "total_precision", "certainty", "withdrawn", "notes", "record_file"), _agreement_rows),
    Table("parties", "One row a party of an agreement", (
        "agreement", "position", "partner", "name", "unit", "name_as_written", "category",
        "is_own_government", "number", "signatory_offices", "counts_by_sources"), _party_rows),
    Table("sources", "One row a source of an agreement", (
        "agreement", "source", "url", "title", "page_date", "read_on"), _source_rows),
    Table("relations", "One row a relation between agreements", (
        "agreement", "type", "other_agreement", "note"), _relation_rows),
    Table("evaluations", "One row an evaluation", (
        "agreement", "year", "semester", "state", "evaluator", "beneficiaries", "recommendation",
        "follow_up"), _evaluation_rows),
    Table("unknown", "One row a thing not known of an agreement", (
        "agreement", "about", "note"), _unknown_rows),
    Table("partners", "One row a partner", (
        "id", "name", "aliases", "category", "region_code", "country", "is_own_government"), _partner_rows),
    Table("departments", "One row a department", (
        "id", "name", "kind", "valid_from", "valid_until"), _department_rows),
    Table("affairs", "One row a government affair", ("id", "code", "name", "group"), _affair_rows),
    Table("mapping", "One row a mapped need", (
        "id", "year", "department", "affairs", "need", "proposed_type", "proposer", "status",
        "realised_by"), _mapping_rows),
    Table("totals", "One row a published figure", (
        "id", "place", "measure", "year", "as_of", "type", "label", "value", "comparison", "status",
        "source"), _total_rows),
)  # fmt: skip


def list_exports(register: Register) -> list[Export]:
    """Give every table of a register."""
    return [Export(table, register) for table in TABLES]
