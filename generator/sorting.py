"""Sorting: into which selections each agreement of a register falls."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from generator.due import EvaluationState
from generator.evaluations import find_evaluated, find_missed
from generator.lineage import find_lines
from generator.periods import Period
from generator.profiles import STATE_OF
from generator.regions import region_of
from generator.register.model import Agreement
from generator.register.register import Register
from generator.selections import NO_YEAR, NOT_KNOWN, RECORDED, Kind, Selection, Selections
from generator.status import CURRENT, Status, is_only_planned
from generator.validity import Last, find_last

# A selection as the tuple it is: made thousands of times.
_Key: TypeAlias = tuple[Kind, tuple[str, ...]]
# What of an agreement decides on some of its selections: the function that names them, and what it is given.
# Many agreements share most of theirs, so that few selections have to be named and looked up for each.
_Trait: TypeAlias = tuple[Any, ...]

_LAST_OF_YEAR = (12, 31)


class Ground(NamedTuple):
    """What of all agreements decides where each single one belongs."""

    evaluated: frozenset[Period]
    """The half-years that anything was evaluated for."""
    mapped_years: frozenset[int]
    """The years that have a mapping."""


class Sorter:
    """Says into which selections each agreement of a register falls.

    ``published`` names the agreements whose record is known to have been published after the signing;
    ``ground`` is given where it is known already, or the register holds a part of all records.
    """

    def __init__(
        self, register: Register, published: Collection[str] = (), ground: Ground | None = None
    ) -> None:
        self.register, self.published = register, published
        years, self.realising = _find_mapped(register)
        self.ground = ground or Ground(find_evaluated(register), years)
        self._missed = find_missed(register, self.ground.evaluated)
        self.lines = find_lines(register.departments)
        """Of each department those in whose line it is; alike wherever its agreements are sorted alike."""

    def list_keys(self, agreement: Agreement) -> Iterator[_Key]:
        """Name the selections of one agreement; some of them twice where its record names a thing twice."""
        for name, *values in self.list_traits(agreement):
            yield from name(*values)

    def list_traits(self, agreement: Agreement) -> list[_Trait]:
        """Give what decides on the selections of one agreement: each trait on some of them."""
        status, kind, state = agreement.status, agreement.type, agreement.evaluation_state
        if status == "withdrawn":
            return [(_name_by_status, status)]
        year, departments = year_of(agreement), [one.id for one in agreement.departments] or [NOT_KNOWN]
        affairs = [(one.id, one.value["group"]) for one in agreement.affairs] or [(NOT_KNOWN, "")]
        traits: list[_Trait] = [
            (_name_by_status, status),
            (_name_by_itself, kind, year, status, state),
            (_name_by_record, agreement.value["document"]["kind"], *_find_recorded(agreement)),
            (_name_by_days, count_days(agreement) is not None, agreement.id in self.published),
            *[(_name_by_department, one, kind, year, status, state) for one in departments],
            *[(_name_by_affair, *one, kind, year, status) for one in affairs],
        ]
        if self.lines:
            traits += [(_name_by_line, line) for one in departments for line in self.lines.get(one, ())]
        traits += _list_parties(agreement, year)
        if agreement.evaluations:
            traits += _iterate_evaluations(agreement, departments)
        if last := find_last(agreement):
            traits += [(_name_by_missed, period, kind) for period in self._missed(agreement, last)]
            traits += _iterate_years_in_force(agreement, last, self.register.as_of)
        if agreement.relations:
            traits += _iterate_extensions(agreement, self.register)
        if agreement.year in self.ground.mapped_years:
            traits.append((_name_by_mapping, agreement.year, agreement.id in self.realising))
        return traits


def select_agreements(
    register: Register, published: Collection[str] = (), ground: Ground | None = None
) -> Selections:
    """Sort the register's agreements into every selection they belong to.

    ``published`` and ``ground`` are as for a ``Sorter``.
    """
    members: dict[_Key, list[Agreement]] = defaultdict(list)
    lists: dict[_Trait, tuple[list[Agreement], ...]] = {}
    sorter = Sorter(register, published, ground)
    for agreement in register.agreements.values():
        for trait in sorter.list_traits(agreement):
            if (its := lists.get(trait)) is None:
                name, *values = trait
                its = lists[trait] = tuple([members[key] for key in name(*values)])
            for found in its:
                # Once, however often its record names the same department.
                if not found or found[-1] is not agreement:
                    found.append(agreement)
    years = {values[0]: listed for (kind, values), listed in members.items() if kind == "year"}
    members.update(run_years(years, register.as_of))
    return Selections({Selection(*key): tuple(listed) for key, listed in members.items()})


def run_years(
    years: Mapping[str, Sequence[Agreement]], as_of: datetime.date
) -> Iterator[tuple[_Key, list[Agreement]]]:
    """Give what had been signed by the end of each year, from the first year with an agreement to today's.

    ``years`` are the agreements that count, by their year of signing. One whose year is still to come is not
    signed: no running number holds it.
    """
    known = sorted(int(year) for year in years if year != NO_YEAR)
    signed: list[Agreement] = []
    for year in range(known[0], as_of.year + 1) if known else ():
        # In the register's order the later years come first.
        signed = [*years.get(str(year), ()), *signed]
        yield ("signed-by", (str(year),)), signed


def year_of(agreement: Agreement) -> str:
    """Give the year of signing as lists name it."""
    signed = agreement.signed
    return str(signed.year) if signed and signed.year else NO_YEAR


def _name_by_status(status: Status) -> Iterator[_Key]:
    yield "status", (status,)


def _name_by_itself(kind: str, year: str, status: Status, state: EvaluationState) -> Iterator[_Key]:
    yield "all", ()
    yield "type", (kind,)
    yield "type-year", (kind, year)
    yield "year", (year,)
    yield "evaluated", (state,)
    if status not in CURRENT:
        return
    yield "in-force", ()
    yield "current-type", (kind,)
    yield "due-type", (state, kind)
    yield ("in-force-evaluated" if state == "done" else "unevaluated"), ()


def _name_by_record(document: str, *recorded: bool) -> Iterator[_Key]:
    yield "document", (document,)
    for name, is_there in zip(RECORDED, recorded, strict=True):
        yield "recorded", (name, "yes" if is_there else "no")


def _name_by_days(is_length_known: bool, is_publication_known: bool) -> Iterator[_Key]:  # noqa: FBT001  a trait
    if is_length_known:
        yield "length-known", ()
    if is_publication_known:
        yield "publication-known", ()


def _name_by_partner(partner: str, status: Status, state: EvaluationState) -> Iterator[_Key]:
    yield "partner", (partner,)
    yield "partner-state", (partner, STATE_OF[status])
    yield "partner-evaluated", (partner, state)


def _name_by_unit(partner: str, unit: str) -> Iterator[_Key]:
    yield "partner-unit", (partner, unit)


def _name_by_category(category: str, kind: str, year: str) -> Iterator[_Key]:
    yield "partner-category", (category,)
    yield "type-category", (kind, category)
    yield "year-category", (year, category)


def _name_by_department(
    department: str, kind: str, year: str, status: Status, state: EvaluationState
) -> Iterator[_Key]:
    yield "department", (department,)
    yield "type-department", (kind, department)
    if department != NOT_KNOWN:
        yield "department-state", (department, STATE_OF[status])
        yield "department-year", (department, year)
        if status in ("ending-soon", "unknown"):
            # For report cards, which only departments have.
            yield "status-department", (status, department)
    if status in CURRENT:
        yield "current-department", (department,)
        yield "due-department", (state, department)
        if state != "done":
            yield "unevaluated-department", (department,)


def _name_by_line(department: str) -> Iterator[_Key]:
    yield "department-line", (department,)


def _name_by_affair(affair: str, group: str, kind: str, year: str, status: Status) -> Iterator[_Key]:
    yield "affair", (affair,)
    yield "type-affair", (kind, affair)
    if affair != NOT_KNOWN:
        yield "affair-state", (affair, STATE_OF[status])
        yield "affair-year", (affair, year)
        yield "affair-group", (group,)


def _name_by_region(region: str, kind: str) -> Iterator[_Key]:
    yield "region", (region,)
    yield "type-region", (kind, region)


def _name_by_evaluation(period: Period, kind: str, state: str, recommendation: str) -> Iterator[_Key]:
    """Name what a half-year's evaluation says."""
    yield "evaluated-in", (period.slug,)
    yield "evaluated-in-type", (period.slug, kind)
    yield "execution-in", (period.slug, state)
    yield "recommended-in", (period.slug, recommendation)


def _name_by_evaluated(period: Period, department: str) -> Iterator[_Key]:
    yield "evaluated-in-department", (period.slug, department)


def _name_by_missed(period: Period, kind: str) -> Iterator[_Key]:
    yield "missed-in", (period.slug,)
    yield "missed-in-type", (period.slug, kind)


def _name_by_end(year: int) -> Iterator[_Key]:
    yield "ended-in", (str(year),)


def _name_by_years_in_force(first: int, stop: int) -> Iterator[_Key]:
    for year in range(first, stop):
        yield "in-force-at-end-of", (str(year),)


def _name_by_extension(year: str) -> Iterator[_Key]:
    yield "extended-in", (year,)


def _name_by_mapping(year: int, is_realising: bool) -> Iterator[_Key]:  # noqa: FBT001  a trait
    yield ("mapped" if is_realising else "unmapped"), (str(year),)


def _list_parties(agreement: Agreement, year: str) -> list[_Trait]:
    """Give who the other parties are, of what kinds, and where they are as far as that is recorded."""
    kind, status, state = agreement.type, agreement.status, agreement.evaluation_state
    traits: list[_Trait] = []
    categories, regions = dict[str, None](), dict[str, None]()
    for partner in agreement.partners:
        traits.append((_name_by_partner, partner.id, status, state))
        categories[partner.category] = None
        if region := region_of(partner):
            regions[region] = None
    for party in agreement.value["parties"]:
        if "unit" in party:
            traits += ((_name_by_unit, party["partner"], party["unit"]),)
    for party in agreement.value.get("unnamed_parties", ()):
        categories[party["category"]] = None
    traits += [(_name_by_category, one, kind, year) for one in categories]
    traits += [(_name_by_region, one, kind) for one in regions or (NOT_KNOWN,)]
    return traits


def _iterate_evaluations(agreement: Agreement, departments: Sequence[str]) -> Iterator[_Trait]:
    """Give what the evaluations say."""
    for one in agreement.evaluations:
        said = one.value["state"], one.value["recommendation"]
        yield (_name_by_evaluation, one.period, agreement.type, *said)
        yield from [(_name_by_evaluated, one.period, department) for department in departments]


def _iterate_extensions(agreement: Agreement, register: Register) -> Iterator[_Trait]:
    """Give the year of signing of every agreement that extends this one and is known to have come about."""
    for tie in agreement.relations:
        if tie.type == "extends" and tie.inverse:
            later = register.agreements[tie.agreement]
            if later.status != "withdrawn" and not is_only_planned(later.value):
                yield _name_by_extension, year_of(later)


def _iterate_years_in_force(agreement: Agreement, last: Last, as_of: datetime.date) -> Iterator[_Trait]:
    """Give the year it ended in, and the past years at whose end it was in force.

    Only agreements whose first and last day are known count; the rest can't be said. On its last day an
    agreement is still in force, so one that ends on 31 December counts for that year's end; on the day of
    its termination it no longer is, and neither on the day on which the agreement begins that took its place.
    """
    if last.year and last.latest < as_of:
        yield _name_by_end, last.year
    begin = agreement.start or agreement.signed
    if begin is None or begin.year is None:
        return
    # The end of the year of the last day is not reached, but for one that lasts to the very end.
    day = last.earliest
    stop = day.year + 1 if (day.month, day.day) == _LAST_OF_YEAR else day.year
    yield _name_by_years_in_force, begin.year, min(stop, as_of.year)


def _find_recorded(agreement: Agreement) -> tuple[bool, ...]:
    """Say of each thing in ``RECORDED`` whether the record holds it."""
    value = agreement.value
    has_document = has_number = False
    for item in value.get("attachments", ()):
        has_document = has_document or "url" in item or "file" in item
    for party in value["parties"]:
        has_number = has_number or "number" in party
    return has_document, has_number, agreement.end is not None, agreement.signed is not None


def count_days(agreement: Agreement) -> int | None:
    """Give how many days it runs, first and last counted; None where either is not one certain day."""
    begin, end = agreement.start or agreement.signed, agreement.end
    if not (begin and end and begin.is_exact and end.is_exact) or is_only_planned(agreement.value):
        return None
    days = (end.earliest - begin.earliest).days + 1
    return days if days > 0 else None


def _find_mapped(register: Register) -> tuple[frozenset[int], frozenset[str]]:
    """Find the years that have a mapping, and the ids of the agreements that realise a mapped need."""
    years = frozenset(entry.year for entry in register.mapping)
    realising = {agreement.id for entry in register.mapping for agreement in entry.realised_by}
    return years, frozenset(realising)
