"""The documents of records: each whole, null where it says nothing, and apart from it what is computed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import orjson

from generator import addresses
from generator.api.desk import MEMBER_API, Body, Desk, Fields, pack_member
from generator.api.filling import Filler, make_filler
from generator.api.history import list_change_days
from generator.api.shapes import unite_schemas
from generator.dates import Date
from generator.hosting import read_hosting
from generator.pages.family import trace_family
from generator.records import AGREEMENT_TYPES, FOLDERS, RecordKind
from generator.register.model import Agreement, MappingEntry, Partner
from generator.schemas import SchemaSet
from generator.status import read_date

FORMER: tuple[RecordKind, ...] = ("agreement", "partner")
"""The kinds of record that may have had other ids before."""


def find_schema(schemas: SchemaSet, kind: RecordKind) -> dict[str, Any]:
    """Give the schema of a kind of record; that of agreements holds the fields of all types."""
    if kind == "agreement":
        return unite_schemas([schemas.get(f"agreement-{one}") for one in AGREEMENT_TYPES])
    return schemas.get(kind)


class RecordDesk:
    """Makes the documents of records."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._charts: dict[str, orjson.Fragment] = {}
        # By the text: a date's own hash is slow, and the same few thousand days stand in every record.
        self._dates: dict[str, orjson.Fragment] = {}
        self._hosting = read_hosting(desk.register.registry.get("repository_url", ""))
        schemas = desk.edition.locale.schemas
        kinds: tuple[RecordKind, ...] = ("registry", *FOLDERS.values())
        self._fillers: dict[RecordKind, Filler] = {
            kind: make_filler(find_schema(schemas, kind)) for kind in kinds
        }

    def make(self, kind: RecordKind, record_id: str, value: Any, page: str | None, **computed: Any) -> Fields:  # noqa: ANN401
        """Give the document of a record; ``computed`` is what the register adds to what it says."""
        desk, edition = self._desk, self._desk.edition
        file = desk.files[kind, record_id]
        ids = (record_id, *(value.get("former_ids", ()) if kind in FORMER else ()))
        first, last = edition.find_first_day(kind, *ids), edition.last_changes.get((kind, record_id))
        days = list_change_days(edition.story, kind, ids)
        gone = kind == "agreement" and "withdrawn" in value
        own = addresses.record_document_address(file) if page is None or "#" in page else None
        return {
            "id": record_id,
            "page": page,
            "api": own or addresses.api_address(page or ""),
            "yaml": None if gone else addresses.record_file_address(file),
            "repository_file": self._hosting.view(file) if self._hosting else None,
            "record": None if gone else self._fillers[kind](value),
            "computed": {
                "first_published": first.isoformat() if first else None,
                "last_changed": last.day.isoformat() if last else None,
                "last_commit": last.id if last else None,
                "changes": [addresses.day_changes_address(day) for day in days],
                **computed,
            },
        }

    def make_agreement(self, agreement: Agreement) -> Body:
        """Give the document of an agreement."""
        desk, value = self._desk, agreement.value
        gone = self._tell_withdrawal(agreement)
        return Body(
            {"withdrawn": gone}
            | self.make(
                "agreement",
                agreement.id,
                value,
                addresses.agreement_address(agreement.id),
                status=agreement.status,
                evaluation_state=agreement.evaluation_state,
                signed_year=agreement.year,
                signed=self._bound(agreement.signed),
                known_by=self._bound(read_date(value, "signing", "known_by")),
                start=self._bound(agreement.start),
                end=self._bound(agreement.end),
                end_is_computed=agreement.end_is_computed if agreement.end else None,
                terminated=self._bound(read_date(value, "termination", "date")),
                superseded_from=self._bound(agreement.superseded_from),
                partners=[desk.refer_partner(one) for one in agreement.partners],
                departments=[desk.refer_department(one) for one in agreement.departments],
                affairs=[desk.refer_affair(one) for one in agreement.affairs],
                referred_to_by=[] if gone else list(self._list_back_links(agreement)),
                related=None if gone else self._chart(agreement),
                mapped_needs=[] if gone else [desk.refer_entry(one) for one in self._realised[agreement.id]],
            )
        )

    def _tell_withdrawal(self, agreement: Agreement) -> Fields | None:
        """Give what is still told of a withdrawn record; None of any other."""
        gone = agreement.value.get("withdrawn")
        if gone is None:
            return None
        instead = gone.get("replaced_by")
        return {
            "title": agreement.title,
            "type": agreement.type,
            "date": gone["date"],
            "reason": gone["reason"],
            "ground": gone.get("ground"),
            "replaced_by": self._desk.refer(self._desk.register.agreements[instead]) if instead else None,
        }

    @cached_property
    def _realised(self) -> Mapping[str, list[MappingEntry]]:
        """The mapping entries that each agreement realised."""
        found: dict[str, list[MappingEntry]] = defaultdict(list)
        for entry in self._desk.register.mapping:
            for agreement in entry.realised_by:
                found[agreement.id].append(entry)
        return found

    def _bound(self, date: Date | None) -> orjson.Fragment | None:
        if date is None:
            return None
        found = self._dates.get(date.text)
        if found is None:
            found = self._dates[date.text] = orjson.Fragment(pack_member(_bound(date)))
        return found

    def _list_back_links(self, agreement: Agreement) -> Iterator[Fields]:
        for tie in agreement.relations:
            if tie.inverse:
                other = self._desk.register.agreements[tie.agreement]
                yield {"type": tie.type, "agreement": self._desk.refer(other), "note": tie.note or None}

    def _chart(self, agreement: Agreement) -> orjson.Fragment | None:
        """Give what relations connect with an agreement; the same for all whom they connect."""
        if not agreement.relations:
            return None
        chart = self._charts.get(agreement.id)
        if chart is None:
            members, is_cut = trace_family(self._desk.register.agreements, agreement)
            chart = orjson.Fragment(pack_member(self._draw(members, is_cut=is_cut)))
            if not is_cut:
                self._charts.update((member.id, chart) for member in members)
        return chart

    def _draw(self, members: list[Agreement], *, is_cut: bool) -> Fields:
        here = {member.id for member in members}
        return {
            "agreement_api": MEMBER_API,
            "agreements": list(map(orjson.Fragment, self._desk.summarise(members))),
            "relations": [
                {"from": member.id, "type": tie.type, "to": tie.agreement}
                for member in members
                for tie in member.relations
                if not tie.inverse and tie.agreement in here
            ],
            "is_cut": is_cut,
        }

    def make_own_government(self, partner: Partner) -> Body:
        """Give the document of the partner that the register is of, which has no page."""
        fields = self.make("partner", partner.id, partner.value, None, is_own_government=True, counts=[])
        return self._desk.list_agreements(fields, ())

    def make_entry(self, entry: MappingEntry) -> Body:
        """Give the document of a mapping entry."""
        desk = self._desk
        return Body(
            self.make(
                "mapping-entry",
                entry.id,
                entry.value,
                addresses.entry_address(entry.id, entry.year),
                department=desk.refer_department(entry.department),
                affairs=[desk.refer_affair(one) for one in entry.affairs],
                realised_by=[desk.refer(one) for one in entry.realised_by],
            )
        )


def _bound(date: Date) -> Fields:
    """Give a date as it is written, and the days it can be at the earliest and at the latest."""
    return {
        "text": date.text,
        "earliest": date.earliest.isoformat(),
        "latest": date.latest.isoformat(),
        "is_exact": date.is_exact,
    }
