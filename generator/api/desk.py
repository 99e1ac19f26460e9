"""The desk: what the makers of documents share, each thing put together once for all of them."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import orjson

from generator import addresses
from generator.api.words import Wording
from generator.edition import Edition
from generator.mapping import EntryCount, EntrySelection
from generator.records import Record, RecordKind
from generator.register.model import Affair, Agreement, Department, MappingEntry, Partner
from generator.selections import Selection
from generator.statistics import Count

Fields: TypeAlias = dict[str, Any]
MEMBER_API = addresses.api_address(addresses.agreement_address("{id}"))
"""Where the document of an agreement stands, in whose place its id is put: lists say it once for all."""


class Body(NamedTuple):
    """What a document says: its fields, and behind them its lists, whose members are JSON already."""

    fields: Fields
    lists: Mapping[str, Iterable[bytes]] = {}


def pack_member(fields: Fields) -> bytes:
    """Give a member of a list as JSON, to be kept until all are there.

    What orjson gives holds on to the room that it was written in, four times what a short text needs.
    """
    return memoryview(orjson.dumps(fields)).tobytes()


class Desk:
    """Puts together what several documents of one register hold."""

    def __init__(self, edition: Edition, records: Iterable[Record]) -> None:
        self.edition = edition
        self.register = edition.register
        self.words = Wording(edition)
        self.files: dict[tuple[RecordKind, str], str] = {(one.kind, one.id): one.file for one in records}
        # Put together once an agreement, found forty times.
        self._summarise = cache(_pack_summary)
        self._references: dict[str, orjson.Fragment] = {}

    def summarise(self, agreements: Iterable[Agreement]) -> list[bytes]:
        """Give what lists say of agreements, as JSON."""
        return list(map(self._summarise, agreements))

    def list_agreements(self, fields: Fields, agreements: Iterable[Agreement]) -> Body:
        """Give a document whose list is one of agreements."""
        return Body({**fields, "agreement_api": MEMBER_API}, {"agreements": self.summarise(agreements)})

    def count(self, count: Count) -> Fields:
        """Give a number of agreements with what it counts and where that is listed."""
        selection = count.selection
        place = count.place or addresses.selection_address(self.edition.selections.widest(selection))
        return {
            **self.describe(selection),
            "value": count.number,
            "unit": "agreements",
            **_lead_to(place if count.number else None),
        }

    def count_entries(self, count: EntryCount) -> Fields:
        """Give a number of mapped needs with what it counts and where that is listed."""
        place = addresses.entry_selection_address(count.selection) if count.number else None
        return {
            **self.describe(count.selection),
            "value": count.number,
            "unit": "mapped-needs",
            **_lead_to(place),
        }

    def describe(self, selection: Selection | EntrySelection) -> Fields:
        """Give what a selection holds: its kind and values, its title, and what exactly is counted."""
        return {
            "selection": {"kind": selection.kind, "values": selection.values},
            "title": self.words.title(selection),
            "definition": self.words.definition(selection),
        }

    def refer(self, agreement: Agreement) -> Fields:
        """Give an agreement as others name it."""
        address = addresses.agreement_address(agreement.id)
        return {"id": agreement.id, "title": agreement.title, **link(address)}

    def refer_partner(self, partner: Partner) -> Fields | orjson.Fragment:
        """Give a partner as others name it; the own government has a document, but no page."""
        if partner.is_own:
            api = addresses.record_document_address(self.files["partner", partner.id])
            return {"id": partner.id, "name": partner.name, "page": None, "api": api}
        return self._refer(partner, addresses.partner_address(partner.id))

    def refer_department(self, department: Department) -> orjson.Fragment:
        """Give a department as others name it."""
        return self._refer(department, addresses.department_address(department.id))

    def refer_affair(self, affair: Affair) -> orjson.Fragment:
        """Give a government affair as others name it."""
        return self._refer(affair, addresses.affair_address(affair.id))

    def _refer(self, thing: Partner | Department | Affair, address: str) -> orjson.Fragment:
        found = self._references.get(address)
        if found is None:
            fields = {"id": thing.id, "name": thing.name, **link(address)}
            found = self._references[address] = orjson.Fragment(pack_member(fields))
        return found

    def refer_entry(self, entry: MappingEntry) -> Fields:
        """Give a mapping entry as others name it."""
        return {
            "id": entry.id,
            "need": entry.value["need"],
            "page": addresses.entry_address(entry.id, entry.year),
            "api": addresses.record_document_address(self.files["mapping-entry", entry.id]),
        }


def link(address: str) -> dict[str, str]:
    """Give where a page stands, and where its document does."""
    return {"page": address, "api": addresses.api_address(address)}


def _lead_to(place: str | None) -> dict[str, str | None]:
    """Give where a list stands; one that is a part of a page stands in that page's document."""
    return {
        "list": place,
        "api": None if place is None else addresses.api_address(place.partition("#")[0]),
    }


def _pack_summary(agreement: Agreement) -> bytes:
    """Give what lists say of an agreement: enough to choose by, for its own document says the rest."""
    return pack_member(
        {
            "id": agreement.id,
            "title": agreement.title,
            "type": agreement.type,
            "status": agreement.status,
            "signed": agreement.signed.text if agreement.signed else None,
            "end": agreement.end.text if agreement.end else None,
        }
    )


def summarise_entry(desk: Desk, entry: MappingEntry) -> Fields:
    """Give what lists say of a mapping entry."""
    return {
        "id": entry.id,
        "year": entry.year,
        "need": entry.value["need"],
        "status": entry.value["status"],
        "proposed_type": entry.value["proposed_type"],
        "department": {"id": entry.department.id, "name": entry.department.name},
        "realised_by": [{"id": one.id, "title": one.title} for one in entry.realised_by],
        "page": addresses.entry_address(entry.id, entry.year),
        "api": addresses.record_document_address(desk.files["mapping-entry", entry.id]),
    }
