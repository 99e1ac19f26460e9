"""The register on one date: everything linked, every list in its one order."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from generator.due import Schedule, judge_evaluation, read_schedule
from generator.periods import Period
from generator.records import AgreementType, Record, RecordKind
from generator.register.model import (
    Affair,
    Agreement,
    Department,
    Evaluation,
    MappingEntry,
    OfficialTotal,
    Partner,
    Relation,
)
from generator.register.tombstones import tell_value
from generator.status import CURRENT, compute_end, compute_status, find_superseded, read_date


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
    schedule: Schedule
    """When agreements are to be evaluated."""

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
    schedule = read_schedule(registry)
    agreements = _link_agreements(
        by_kind["agreement"], as_of, partners, departments, affairs, schedule=schedule
    )
    return Register(
        registry=registry,
        as_of=as_of,
        agreements=agreements,
        partners=partners,
        departments=departments,
        affairs=affairs,
        mapping=_link_mapping(by_kind["mapping-entry"], agreements, departments, affairs),
        totals=tuple(OfficialTotal(record.id, record.value) for record in by_kind["official-total"]),
        schedule=schedule,
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
    *,
    schedule: Schedule,
) -> dict[str, Agreement]:
    superseded = find_superseded(records, as_of)
    agreements = []
    for record in records:
        value: Any = tell_value(record.value)
        end, is_computed = compute_end(value)
        named = dict.fromkeys(party["partner"] for party in value.get("parties", ()))
        signed, start = read_date(value, "signing", "date"), read_date(value, "term", "start")
        status = compute_status(value, end, as_of, superseded=record.id in superseded)
        evaluations = _read_evaluations(value)
        agreement = Agreement(
            id=record.id,
            type=cast("AgreementType", value["type"]),
            title=value["title"],
            value=value,
            file=record.file,
            signed=signed,
            start=start,
            end=end,
            end_is_computed=is_computed,
            status=status,
            partners=tuple(partners[name] for name in named if not partners[name].is_own),
            departments=tuple(departments[role["department"]] for role in value.get("departments", ())),
            affairs=tuple(affairs[name] for name in value.get("affairs", ())),
            evaluations=evaluations,
            evaluation_state=judge_evaluation(
                schedule.of(value["type"]),
                is_current=status in CURRENT,
                begin=start or signed,
                done=[evaluation.period for evaluation in evaluations],
                as_of=as_of,
            ),
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
