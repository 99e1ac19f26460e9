"""The register on one date: everything linked, every list in its one order."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from generator.dates import Date
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


@dataclass(frozen=True, slots=True)
class Ground:
    """What an agreement is linked with, and judged by."""

    as_of: datetime.date
    partners: dict[str, Partner]
    departments: dict[str, Department]
    affairs: dict[str, Affair]
    schedule: Schedule


def build_register(records: Iterable[Record], as_of: datetime.date) -> Register:
    """Link checked records into a register.

    The records must be free of errors: KeyError otherwise.
    """
    by_kind = sort_records(records)
    registry: Any = by_kind["registry"][0].value
    ground = Ground(
        as_of,
        link_partners(by_kind["partner"], registry["government"]),
        link_departments(by_kind["department"]),
        link_affairs(by_kind["affair"]),
        read_schedule(registry),
    )
    superseded = find_superseded(by_kind["agreement"], as_of)
    agreements = order_agreements(
        make_agreement(record, ground, superseded) for record in by_kind["agreement"]
    )
    link_relations(agreements, agreements, agreements.values())
    return assemble(registry, ground, agreements, by_kind)


def sort_records(records: Iterable[Record]) -> dict[RecordKind, list[Record]]:
    """Give records by their kind, each kind in the order given."""
    by_kind: dict[RecordKind, list[Record]] = defaultdict(list)
    for record in records:
        by_kind[record.kind].append(record)
    return by_kind


def assemble(
    registry: Any,  # noqa: ANN401  a record's value
    ground: Ground,
    agreements: dict[str, Agreement],
    by_kind: dict[RecordKind, list[Record]],
) -> Register:
    """Give the register of linked agreements, with the mapping and the totals that belong to them."""
    return Register(
        registry=registry,
        as_of=ground.as_of,
        agreements=agreements,
        partners=ground.partners,
        departments=ground.departments,
        affairs=ground.affairs,
        mapping=_link_mapping(by_kind["mapping-entry"], agreements, ground.departments, ground.affairs),
        totals=tuple(OfficialTotal(record.id, record.value) for record in by_kind["official-total"]),
        schedule=ground.schedule,
    )


def link_partners(records: list[Record], own: str) -> dict[str, Partner]:
    """Give the partners by id, in order of their names; ``own`` is the government's id."""
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


def link_departments(records: list[Record]) -> dict[str, Department]:
    """Give the departments by id, in the order of their records."""
    return {record.id: Department(record.id, str(record.value["name"]), record.value) for record in records}


def link_affairs(records: list[Record]) -> dict[str, Affair]:
    """Give the affairs by id, in the order of their codes."""
    affairs = [
        Affair(record.id, str(record.value["name"]), str(record.value.get("code", "")), record.value)
        for record in records
    ]
    return {affair.id: affair for affair in sorted(affairs, key=lambda item: (item.code or "9", item.name))}


def make_agreement(record: Record, ground: Ground, superseded: Mapping[str, Date | None]) -> Agreement:
    """Give an agreement as it is on the day, before it is tied to others."""
    value: Any = tell_value(record.value)
    end, is_computed = compute_end(value)
    named = dict.fromkeys([party["partner"] for party in value.get("parties", ())])
    partners = [ground.partners[name] for name in named]
    signed, start = read_date(value, "signing", "date"), read_date(value, "term", "start")
    status = compute_status(value, end, ground.as_of, superseded=record.id in superseded)
    evaluations = _read_evaluations(value)
    return Agreement(
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
        partners=tuple([partner for partner in partners if not partner.is_own]),
        departments=tuple([ground.departments[role["department"]] for role in value.get("departments", ())]),
        affairs=tuple([ground.affairs[name] for name in value.get("affairs", ())]),
        evaluations=evaluations,
        evaluation_state=judge_evaluation(
            ground.schedule.of(value["type"]),
            is_current=status in CURRENT,
            begin=start or signed,
            done=[evaluation.period for evaluation in evaluations],
            as_of=ground.as_of,
        ),
        superseded_from=superseded.get(record.id),
    )


def order_agreements(agreements: Iterable[Agreement]) -> dict[str, Agreement]:
    """Give agreements by id in the register's order."""
    ordered = sorted(agreements, key=lambda agreement: agreement.order, reverse=True)
    return {agreement.id: agreement for agreement in ordered}


def _read_evaluations(value: Any) -> tuple[Evaluation, ...]:  # noqa: ANN401  a record's value
    if "evaluations" not in value:
        return ()
    evaluations = [
        Evaluation(Period(item["period"]["year"], item["period"]["semester"]), item)
        for item in value["evaluations"]
    ]
    return tuple(sorted(evaluations, key=lambda evaluation: evaluation.period, reverse=True))


def link_relations(
    agreements: dict[str, Agreement], of: Collection[str], stating: Iterable[Agreement]
) -> None:
    """Tie some of the agreements, by their ids, to all that they are related to.

    ``stating`` are those that may state a tie to one of them.
    """
    inverse: dict[str, list[Relation]] = defaultdict(list)
    for agreement in stating:
        for item in agreement.value.get("relations", ()):
            if item["agreement"] in of:
                tie = Relation(item["type"], agreement.id, inverse=True, note=item.get("note", ""))
                inverse[item["agreement"]].append(tie)
    for name in of:
        agreement = agreements[name]
        if "relations" not in agreement.value and name not in inverse:
            # As most are: what is carried over from an earlier register may have had some.
            agreement.relations = ()
            continue
        own = [
            Relation(item["type"], item["agreement"], inverse=False, note=item.get("note", ""))
            for item in agreement.value.get("relations", ())
        ]
        back = sorted(inverse.get(name, ()), key=lambda tie: agreements[tie.agreement].order)
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
