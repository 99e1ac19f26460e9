"""The register on one date: everything linked, every list in its one order."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from generator.dates import Date
from generator.records import AgreementType, Record, RecordKind
from generator.register.model import (
    Affair,
    Agreement,
    Department,
    Evaluation,
    MappingEntry,
    OfficialTotal,
    Partner,
    Period,
    Relation,
)
from generator.register.status import compute_end, compute_status, read_date

_SUPERSEDING = frozenset(("replaces", "renews"))


@dataclass(frozen=True, slots=True)
class Register:
    """All that is public of one government's cooperation, as seen on ``as_of``."""

    registry: Any
    as_of: datetime.date
    agreements: dict[str, Agreement]
    """By id, newest signing first, those without a known date last."""
    partners: dict[str, Partner]
    departments: dict[str, Department]
    affairs: dict[str, Affair]
    mapping: tuple[MappingEntry, ...]
    totals: tuple[OfficialTotal, ...]

    @property
    def counted(self) -> list[Agreement]:
        """The agreements that count: all but the withdrawn ones."""
        return [agreement for agreement in self.agreements.values() if agreement.status != "withdrawn"]


def build_register(records: Iterable[Record], as_of: datetime.date) -> Register:
    """Link checked records into a register.

    The records must be free of errors: KeyError otherwise.
    """
    by_kind: dict[RecordKind, list[Record]] = defaultdict(list)
    for record in records:
        by_kind[record.kind].append(record)
    registry: Any = by_kind["registry"][0].value
    partners = _link_partners(by_kind["partner"], registry["government"])
    departments = {
        record.id: Department(record.id, str(record.value["name"]), record.value)
        for record in by_kind["department"]
    }
    affairs = _link_affairs(by_kind["affair"])
    agreements = _link_agreements(by_kind["agreement"], as_of, partners, departments, affairs)
    return Register(
        registry=registry,
        as_of=as_of,
        agreements=agreements,
        partners=partners,
        departments=departments,
        affairs=affairs,
        mapping=_link_mapping(by_kind["mapping-entry"], agreements, departments, affairs),
        totals=tuple(OfficialTotal(record.id, record.value) for record in by_kind["official-total"]),
    )


def _link_partners(records: list[Record], own: str) -> dict[str, Partner]:
    partners = [
        Partner(
            record.id,
            str(record.value["name"]),
            str(record.value["category"]),
            record.value,
            is_own=record.id == own,
        )
        for record in records
    ]
    return {partner.id: partner for partner in sorted(partners, key=lambda item: item.name.casefold())}


def _link_affairs(records: list[Record]) -> dict[str, Affair]:
    affairs = [
        Affair(record.id, str(record.value["name"]), str(record.value.get("code", "")), record.value)
        for record in records
    ]
    return {affair.id: affair for affair in sorted(affairs, key=lambda item: (item.code or "9", item.name))}


def _link_agreements(
    records: list[Record],
    as_of: datetime.date,
    partners: dict[str, Partner],
    departments: dict[str, Department],
    affairs: dict[str, Affair],
) -> dict[str, Agreement]:
    superseded = _find_superseded(records, as_of)
    agreements = []
    for record in records:
        value: Any = record.value
        end, is_computed = compute_end(value)
        named = dict.fromkeys(party["partner"] for party in value["parties"])
        agreement = Agreement(
            id=record.id,
            type=cast("AgreementType", value["type"]),
            title=value["title"],
            value=value,
            file=record.file,
            signed=read_date(value, "signing", "date"),
            start=read_date(value, "term", "start"),
            end=end,
            end_is_computed=is_computed,
            status=compute_status(value, end, as_of, superseded=record.id in superseded),
            partners=tuple(partners[name] for name in named if not partners[name].is_own),
            departments=tuple(departments[role["department"]] for role in value.get("departments", ())),
            affairs=tuple(affairs[name] for name in value.get("affairs", ())),
            evaluations=_read_evaluations(value),
            superseded_from=superseded.get(record.id),
        )
        agreements.append(agreement)
    agreements.sort(key=lambda agreement: agreement.order, reverse=True)
    linked = {agreement.id: agreement for agreement in agreements}
    _link_relations(linked)
    return linked


def _read_evaluations(value: Any) -> tuple[Evaluation, ...]:  # noqa: ANN401  a record's value
    evaluations = [
        Evaluation(Period(item["period"]["year"], item["period"]["semester"]), item)
        for item in value.get("evaluations", ())
    ]
    return tuple(sorted(evaluations, key=lambda evaluation: evaluation.period, reverse=True))


def _find_superseded(records: list[Record], as_of: datetime.date) -> dict[str, Date | None]:
    """Find since when a signed, standing agreement has taken the place of others: once that has begun.

    Where several did, the first counts; None where it is not known when the other one began.
    """
    superseded: dict[str, Date | None] = {}
    for record in records:
        value: Any = record.value
        signed = read_date(value, "signing", "date")
        known = signed or read_date(value, "signing", "known_by")
        if known is None or known.latest > as_of or "withdrawn" in value:
            continue
        start = read_date(value, "term", "start")
        if start and start.latest > as_of:
            continue
        begin = start or signed
        for relation in value.get("relations", ()):
            if relation["type"] in _SUPERSEDING:
                other = superseded.get(relation["agreement"], begin)
                both = (begin, other) if begin and other else None
                superseded[relation["agreement"]] = min(both, key=_bounds) if both else None
    return superseded


def _bounds(date: Date) -> tuple[datetime.date, datetime.date]:
    return date.earliest, date.latest


def _link_relations(agreements: dict[str, Agreement]) -> None:
    inverse: dict[str, list[Relation]] = defaultdict(list)
    for agreement in agreements.values():
        for item in agreement.value.get("relations", ()):
            tie = Relation(item["type"], agreement.id, inverse=True, note=item.get("note", ""))
            inverse[item["agreement"]].append(tie)
    for agreement in agreements.values():
        own = [
            Relation(item["type"], item["agreement"], inverse=False, note=item.get("note", ""))
            for item in agreement.value.get("relations", ())
        ]
        back = sorted(inverse.get(agreement.id, ()), key=lambda tie: agreements[tie.agreement].order)
        agreement.relations = (*own, *back)


def _link_mapping(
    records: list[Record],
    agreements: dict[str, Agreement],
    departments: dict[str, Department],
    affairs: dict[str, Affair],
) -> tuple[MappingEntry, ...]:
    entries = []
    for record in records:
        value: Any = record.value
        entries.append(
            MappingEntry(
                id=record.id,
                year=value["year"],
                department=departments[value["department"]],
                affairs=tuple(affairs[name] for name in value["affairs"]),
                value=value,
                realised_by=tuple(agreements[name] for name in value.get("realised_by", ())),
            )
        )
    return tuple(sorted(entries, key=lambda entry: (-entry.year, entry.department.name, entry.id)))
