"""The register as flat tables: what tables there are, their columns and their rows.

Every table has one row a thing; a cell is a text, a whole number, true or false, or None for what the
record does not say. Columns marked with the date are computed, the rest stand in the records.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.register.model import (
    Affair,
    Agreement,
    Department,
    Evaluation,
    MappingEntry,
    OfficialTotal,
    Partner,
)
from generator.register.register import Register

Cell: TypeAlias = str | int | bool | None
Cells: TypeAlias = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what a row is (a catalogue message), the things and the cells of each thing."""

    name: str
    about: str
    columns: tuple[str, ...]
    things: Callable[[Register], Iterable[Any]]
    cells: Callable[[Any, Register], Cells]

    def rows(self, register: Register) -> Iterator[Cells]:
        """Give the rows, one a thing."""
        return (self.cells(thing, register) for thing in self.things(register))

    def count(self, register: Register) -> int:
        """Give the number of rows without making them."""
        return sum(1 for _ in self.things(register))


@dataclass(frozen=True, slots=True)
class Export:
    """A downloadable table of a register."""

    table: Table
    register: Register

    @property
    def count(self) -> int:
        """The number of rows, counted when asked for: that is in the process that shows it."""
        return self.table.count(self.register)


def _get(value: Any, *path: str) -> Any:  # noqa: ANN401  a record's value
    for key in path:
        if value is None:
            return None
        value = value.get(key)
    return value


def _agreement_cells(agreement: Agreement, register: Register) -> Cells:
    value: Any = agreement.value
    return {
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
        "evaluation_state": agreement.evaluation_state,
        "as_of": register.as_of.isoformat(),
        "total_amount_idr": _get(value, "value", "total", "amount"),
        "total_precision": _get(value, "value", "total", "precision"),
        "certainty": value["certainty"],
        "withdrawn": "withdrawn" in value,
        "notes": value.get("notes"),
        "record_file": agreement.file,
    }


_Party: TypeAlias = tuple[Agreement, int, Any]


def _parties(register: Register) -> Iterator[_Party]:
    for agreement in register.agreements.values():
        value = agreement.value
        for position, party in enumerate((*value["parties"], *value.get("unnamed_parties", ())), 1):
            yield agreement, position, party


def _party_cells(place: _Party, register: Register) -> Cells:
    agreement, position, party = place
    partner = register.partners[party["partner"]] if "partner" in party else None
    return {
        "agreement": agreement.id,
        "position": position,
        "partner": partner.id if partner else None,
        "name": partner.name if partner else None,
        "unit": partner.unit_name(party["unit"]) if partner and "unit" in party else None,
        "name_as_written": party.get("name_as_written") if partner else party["description"],
        "category": partner.category if partner else party["category"],
        "is_own_government": partner.is_own if partner else False,
        "number": party.get("number"),
        "signatory_offices": "; ".join(item["office"] for item in party.get("signatories", ())) or None,
        "counts_by_sources": " / ".join(str(count) for count in party.get("counts", ())) or None,
    }


_Item: TypeAlias = tuple[Agreement, Any]


def _members(name: str) -> Callable[[Register], Iterable[Any]]:
    """Give what finds the things of one kind."""
    return lambda register: getattr(register, name).values()


def _items(key: str) -> Callable[[Register], Iterator[_Item]]:
    """Give what finds the items of one list of every agreement."""

    def find(register: Register) -> Iterator[_Item]:
        for agreement in register.agreements.values():
            for item in agreement.value.get(key, ()):
                yield agreement, item

    return find


def _source_cells(place: _Item, _register: Register) -> Cells:
    agreement, source = place
    return {
        "agreement": agreement.id,
        "source": source["id"],
        "url": source["url"],
        "title": source.get("title"),
        "page_date": source.get("page_date"),
        "read_on": source.get("read_on"),
    }


def _relation_cells(place: _Item, _register: Register) -> Cells:
    agreement, relation = place
    return {
        "agreement": agreement.id,
        "type": relation["type"],
        "other_agreement": relation["agreement"],
        "note": relation.get("note"),
    }


def _unknown_cells(place: _Item, _register: Register) -> Cells:
    agreement, item = place
    return {"agreement": agreement.id, "about": item["about"], "note": item["note"]}


def _evaluations(register: Register) -> Iterator[tuple[Agreement, Evaluation]]:
    for agreement in register.agreements.values():
        for evaluation in agreement.evaluations:
            yield agreement, evaluation


def _evaluation_cells(place: tuple[Agreement, Evaluation], _register: Register) -> Cells:
    agreement, evaluation = place
    value = evaluation.value
    return {
        "agreement": agreement.id,
        "year": evaluation.period.year,
        "semester": evaluation.period.semester,
        "state": value["state"],
        "evaluator": value["evaluator"],
        "beneficiaries": _get(value, "beneficiaries", "count"),
        "recommendation": value["recommendation"],
        "follow_up": value.get("follow_up"),
    }


def _partner_cells(partner: Partner, _register: Register) -> Cells:
    return {
        "id": partner.id,
        "name": partner.name,
        "aliases": "; ".join(partner.value.get("aliases", ())) or None,
        "category": partner.category,
        "region_code": partner.value.get("region_code"),
        "country": partner.value.get("country"),
        "is_own_government": partner.is_own,
    }


def _department_cells(department: Department, _register: Register) -> Cells:
    return {
        "id": department.id,
        "name": department.name,
        "kind": department.value["kind"],
        "valid_from": department.value.get("valid_from"),
        "valid_until": department.value.get("valid_until"),
    }


def _affair_cells(affair: Affair, _register: Register) -> Cells:
    code = affair.code or None
    return {"id": affair.id, "code": code, "name": affair.name, "group": affair.value["group"]}


def _mapping_cells(entry: MappingEntry, _register: Register) -> Cells:
    value = entry.value
    return {
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


_Figure: TypeAlias = tuple[OfficialTotal, Any]


def _figures(register: Register) -> Iterator[_Figure]:
    for total in register.totals:
        for figure in total.value["figures"]:
            yield total, figure


def _total_cells(place: _Figure, _register: Register) -> Cells:
    total, figure = place
    return {
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
    Table("agreements", "One row per agreement", (
        "id", "type", "subtype", "title", "document_kind", "document_as_stated", "subject", "purpose",
        "partners", "departments", "affairs", "signed", "signed_year", "signing_place", "known_by", "start",
        "end", "end_is_computed", "terminated", "status", "evaluation_state", "as_of", "total_amount_idr",
        "total_precision", "certainty", "withdrawn", "notes", "record_file"),
        _members("agreements"), _agreement_cells),
    Table("parties", "One row per party to an agreement", (
        "agreement", "position", "partner", "name", "unit", "name_as_written", "category",
        "is_own_government", "number", "signatory_offices", "counts_by_sources"), _parties, _party_cells),
    Table("sources", "One row per source of an agreement", (
        "agreement", "source", "url", "title", "page_date", "read_on"), _items("sources"), _source_cells),
    Table("relations", "One row per relation between agreements", (
        "agreement", "type", "other_agreement", "note"), _items("relations"), _relation_cells),
    Table("evaluations", "One row per evaluation", (
        "agreement", "year", "semester", "state", "evaluator", "beneficiaries", "recommendation",
        "follow_up"), _evaluations, _evaluation_cells),
    Table("unknown", "One row per fact not known about an agreement", (
        "agreement", "about", "note"), _items("unknown"), _unknown_cells),
    Table("partners", "One row per partner", (
        "id", "name", "aliases", "category", "region_code", "country", "is_own_government"),
        _members("partners"), _partner_cells),
    Table("departments", "One row per department", (
        "id", "name", "kind", "valid_from", "valid_until"), _members("departments"), _department_cells),
    Table("affairs", "One row per government affair", (
        "id", "code", "name", "group"), _members("affairs"), _affair_cells),
    Table("mapping", "One row per mapped need", (
        "id", "year", "department", "affairs", "need", "proposed_type", "proposer", "status",
        "realised_by"), lambda register: register.mapping, _mapping_cells),
    Table("totals", "One row per published figure", (
        "id", "place", "measure", "year", "as_of", "type", "label", "value", "comparison", "status",
        "source"), _figures, _total_cells),
)  # fmt: skip


def list_exports(register: Register) -> list[Export]:
    """Give every table of a register."""
    return [Export(table, register) for table in TABLES]
