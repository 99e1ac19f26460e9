"""Sorting: into which selections each agreement of a register falls."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from generator.evaluations import find_evaluated, find_missed
from generator.periods import Period
from generator.profiles import iterate_partings
from generator.regions import region_of
from generator.register.model import Agreement
from generator.register.register import Register
from generator.selections import NO_YEAR, NOT_KNOWN, RECORDED, Kind, Selection, Selections
from generator.status import is_only_planned
from generator.validity import find_last

# A selection as the tuple it is: made a dozen times an agreement.
_Key: TypeAlias = tuple[Kind, tuple[str, ...]]

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

    def list_keys(self, agreement: Agreement) -> Iterator[_Key]:
        """Name the selections of one agreement; some of them twice where its record names a thing twice."""
        yield from _iterate_keys(agreement, self.register, self.published)
        yield from _iterate_follow_up(agreement, self._missed)
        yield from _iterate_mapping_keys(agreement, (self.ground.mapped_years, self.realising))


def select_agreements(
    register: Register, published: Collection[str] = (), ground: Ground | None = None
) -> Selections:
    """Sort the register's agreements into every selection they belong to.

    ``published`` and ``ground`` are as for a ``Sorter``.
    """
    members: dict[_Key, list[Agreement]] = defaultdict(list)
    sorter = Sorter(register, published, ground)
    for agreement in register.agreements.values():
        for key in sorter.list_keys(agreement):
            found = members[key]
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

    ``years`` are the agreements that count, by their year of signing.
    """
    known = sorted(int(year) for year in years if year != NO_YEAR)
    signed: list[Agreement] = []
    for year in range(known[0], max(known[-1], as_of.year) + 1) if known else ():
        # In the register's order the later years come first.
        signed = [*years.get(str(year), ()), *signed]
        yield ("signed-by", (str(year),)), signed


def year_of(agreement: Agreement) -> str:
    """Give the year of signing as lists name it."""
    signed = agreement.signed
    return str(signed.year) if signed and signed.year else NO_YEAR


def _iterate_keys(agreement: Agreement, register: Register, published: Collection[str]) -> Iterator[_Key]:
    yield "status", (agreement.status,)
    if agreement.status == "withdrawn":
        return
    year, as_of, kind = year_of(agreement), register.as_of, agreement.type
    yield "all", ()
    yield "type", (kind,)
    yield "type-year", (kind, year)
    yield "year", (year,)
    yield "document", (agreement.value["document"]["kind"],)
    for partner in agreement.partners:
        yield "partner", (partner.id,)
    for category in dict.fromkeys(_categories(agreement)):
        yield "partner-category", (category,)
        yield "type-category", (kind, category)
        yield "year-category", (year, category)
    for department_id in _ids(agreement.departments):
        yield "department", (department_id,)
        yield "type-department", (kind, department_id)
    for affair_id in _ids(agreement.affairs):
        yield "affair", (affair_id,)
        yield "type-affair", (kind, affair_id)
    for region in _regions(agreement):
        yield "region", (region,)
        yield "type-region", (kind, region)
    yield from _iterate_evaluation_keys(agreement)
    yield from iterate_partings(agreement, year)
    yield from _iterate_years_in_force(agreement, as_of)
    yield from _iterate_extensions(agreement, register)
    for name, is_there in zip(RECORDED, _find_recorded(agreement), strict=True):
        yield "recorded", (name, "yes" if is_there else "no")
    if count_days(agreement) is not None:
        yield "length-known", ()
    if agreement.id in published:
        yield "publication-known", ()


def _iterate_evaluation_keys(agreement: Agreement) -> Iterator[_Key]:
    yield "evaluated", (agreement.evaluation_state,)
    for evaluation in agreement.evaluations:
        yield "evaluated-in", (evaluation.period.slug,)
    if agreement.is_current:
        yield "in-force", ()
        if agreement.evaluation_state == "done":
            yield "in-force-evaluated", ()


def _iterate_extensions(agreement: Agreement, register: Register) -> Iterator[_Key]:
    """Name the year of signing of every agreement that extends this one and is known to have come about."""
    for tie in agreement.relations:
        if tie.type == "extends" and tie.inverse:
            later = register.agreements[tie.agreement]
            if later.status != "withdrawn" and not is_only_planned(later.value):
                yield "extended-in", (year_of(later),)


def _find_recorded(agreement: Agreement) -> tuple[bool, ...]:
    """Say of each thing in ``RECORDED`` whether the record holds it."""
    value = agreement.value
    return (
        any("url" in item or "file" in item for item in value.get("attachments", ())),
        any("number" in party for party in value["parties"]),
        agreement.end is not None,
        agreement.signed is not None,
    )


def count_days(agreement: Agreement) -> int | None:
    """Give how many days it runs, first and last counted; None where either is not one certain day."""
    begin, end = agreement.start or agreement.signed, agreement.end
    if not (begin and end and begin.is_exact and end.is_exact) or is_only_planned(agreement.value):
        return None
    days = (end.earliest - begin.earliest).days + 1
    return days if days > 0 else None


def _regions(agreement: Agreement) -> list[str]:
    """Give where its partners are, as far as that is recorded."""
    found = dict.fromkeys(filter(None, map(region_of, agreement.partners)))
    return list(found) or [NOT_KNOWN]


def _ids(things: tuple[object, ...]) -> list[str]:
    return [str(getattr(thing, "id", "")) for thing in things] or [NOT_KNOWN]


def _categories(agreement: Agreement) -> Iterator[str]:
    for partner in agreement.partners:
        yield partner.category
    for party in agreement.value.get("unnamed_parties", ()):
        yield party["category"]


def _iterate_years_in_force(agreement: Agreement, as_of: datetime.date) -> Iterator[_Key]:
    """Name the year it ended in, and each past year at whose end it was in force.

    Only agreements whose first and last day are known count; the rest can't be said. On its last day an
    agreement is still in force, so one that ends on 31 December counts for that year's end; on the day of
    its termination it no longer is, and neither on the day on which the agreement begins that took its place.
    """
    last = find_last(agreement)
    if last is None:
        return
    if last.year and last.latest < as_of:
        yield "ended-in", (str(last.year),)
    begin = agreement.start or agreement.signed
    if begin is None or begin.year is None:
        return
    # The end of the year of the last day is not reached, but for one that lasts to the very end.
    day = last.earliest
    stop = day.year + 1 if (day.month, day.day) == _LAST_OF_YEAR else day.year
    for year in range(begin.year, min(stop, as_of.year)):
        yield "in-force-at-end-of", (str(year),)


def _iterate_follow_up(
    agreement: Agreement, missed: Callable[[Agreement], Iterable[Period]]
) -> Iterator[_Key]:
    """Name what is in force by the state of its evaluation, and what each half-year's evaluations say."""
    if agreement.status == "withdrawn":
        return
    departments = _ids(agreement.departments)
    if agreement.status in ("ending-soon", "unknown"):
        # For report cards, which only departments have.
        for one in agreement.departments:
            yield "status-department", (agreement.status, one.id)
    if agreement.is_current:
        yield from _iterate_current(agreement, departments)
    for evaluation in agreement.evaluations:
        slug, value = evaluation.period.slug, evaluation.value
        yield "evaluated-in-type", (slug, agreement.type)
        for department in departments:
            yield "evaluated-in-department", (slug, department)
        yield "execution-in", (slug, value["state"])
        yield "recommended-in", (slug, value["recommendation"])
    for period in missed(agreement):
        yield "missed-in", (period.slug,)
        yield "missed-in-type", (period.slug, agreement.type)


def _iterate_current(agreement: Agreement, departments: list[str]) -> Iterator[_Key]:
    state = agreement.evaluation_state
    is_done = state == "done"
    yield "current-type", (agreement.type,)
    yield "due-type", (state, agreement.type)
    if not is_done:
        yield "unevaluated", ()
    for department in departments:
        yield "current-department", (department,)
        yield "due-department", (state, department)
        if not is_done:
            yield "unevaluated-department", (department,)


def _find_mapped(register: Register) -> tuple[frozenset[int], frozenset[str]]:
    """Find the years that have a mapping, and the ids of the agreements that realise a mapped need."""
    years = frozenset(entry.year for entry in register.mapping)
    realising = {agreement.id for entry in register.mapping for agreement in entry.realised_by}
    return years, frozenset(realising)


def _iterate_mapping_keys(
    agreement: Agreement, mapping: tuple[frozenset[int], frozenset[str]]
) -> Iterator[_Key]:
    years, realising = mapping
    if agreement.year in years and agreement.status != "withdrawn":
        yield ("mapped" if agreement.id in realising else "unmapped"), (str(agreement.year),)
