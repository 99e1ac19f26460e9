"""Selections: every set of agreements that the site counts or lists, made once in one place.

A number on a page is the size of a selection, and links to the list of exactly its agreements; so no
number is computed twice.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from generator.evaluations import find_missed, last_day
from generator.periods import Period
from generator.register.model import Agreement
from generator.register.register import Register
from generator.status import is_only_planned

Kind: TypeAlias = Literal[
    "all",
    "type",
    "type-year",
    "year",
    "status",
    "document",
    "ended-in",
    "in-force-at-end-of",
    "partner",
    "partner-category",
    "department",
    "affair",
    "evaluated",
    "evaluated-in",
    # Of evaluations: what is in force, alone and by the state of its evaluation; and each half-year.
    "current",
    "current-type",
    "current-department",
    "due",
    "due-type",
    "due-department",
    "unevaluated",
    "unevaluated-department",
    "status-department",
    "evaluated-in-type",
    "evaluated-in-department",
    "missed-in",
    "missed-in-type",
    "execution-in",
    "recommended-in",
    # Of the mapping of needs: what was signed in a mapped year, with and without a mapped need.
    "mapped",
    "unmapped",
]

NO_YEAR = "tidak-diketahui"
NOT_KNOWN = "_belum-diketahui"
"""No id can begin so: the list of what is not known never takes the page of a record."""


class Selection(NamedTuple):
    """What is selected: the kind of question and its values, such as ``("type-year", ("ksdd", "2024"))``."""

    kind: Kind
    values: tuple[str, ...] = ()


ALL = Selection("all")

# A selection as the tuple it is: made a dozen times an agreement.
_Key: TypeAlias = tuple[Kind, tuple[str, ...]]


class Selections:
    """All selections of a register that hold at least one agreement."""

    def __init__(self, members: dict[Selection, tuple[Agreement, ...]]) -> None:
        self._members = members

    def members(self, selection: Selection) -> tuple[Agreement, ...]:
        """Give the agreements of a selection in the register's order; none where it is empty."""
        return self._members.get(selection, ())

    def count(self, selection: Selection) -> int:
        """Give the number of agreements in a selection."""
        return len(self.members(selection))

    def of(self, kind: Kind) -> dict[tuple[str, ...], tuple[Agreement, ...]]:
        """Give the selections of one kind by their values, in order of the values."""
        found = [(item.values, members) for item, members in self._members.items() if item.kind == kind]
        return dict(sorted(found, key=lambda pair: pair[0]))

    def years(self) -> list[str]:
        """Give the years in which agreements were signed, newest first, the unknown year last."""
        years = [values[0] for values in self.of("year")]
        return sorted(years, key=lambda year: (year != NO_YEAR, year), reverse=True)

    def __iter__(self) -> Iterator[tuple[Selection, tuple[Agreement, ...]]]:
        return iter(self._members.items())


def select_agreements(register: Register) -> Selections:
    """Sort the register's agreements into every selection they belong to."""
    members: dict[_Key, list[Agreement]] = defaultdict(list)
    mapped = _find_mapped(register)
    missed = find_missed(register)
    for agreement in register.agreements.values():
        for key in (
            *_iterate_keys(agreement, register.as_of),
            *_iterate_evaluation_keys(agreement, missed),
            *_iterate_mapping_keys(agreement, mapped),
        ):
            found = members[key]
            # Once, however often its record names the same department.
            if not found or found[-1] is not agreement:
                found.append(agreement)
    return Selections({Selection(*key): tuple(listed) for key, listed in members.items()})


def year_of(agreement: Agreement) -> str:
    """Give the year of signing as lists name it."""
    return str(agreement.year) if agreement.year else NO_YEAR


def _iterate_keys(agreement: Agreement, as_of: datetime.date) -> Iterator[_Key]:
    yield "status", (agreement.status,)
    if agreement.status == "withdrawn":
        return
    year = year_of(agreement)
    yield "all", ()
    yield "type", (agreement.type,)
    yield "type-year", (agreement.type, year)
    yield "year", (year,)
    yield "document", (agreement.value["document"]["kind"],)
    for partner in agreement.partners:
        yield "partner", (partner.id,)
    for category in dict.fromkeys(_categories(agreement)):
        yield "partner-category", (category,)
    for department_id in _ids(agreement.departments):
        yield "department", (department_id,)
    for affair_id in _ids(agreement.affairs):
        yield "affair", (affair_id,)
    yield "evaluated", (agreement.evaluation_state,)
    for evaluation in agreement.evaluations:
        yield "evaluated-in", (evaluation.period.slug,)
    yield from _iterate_years_in_force(agreement, as_of)


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
    agreement is still in force, so one that ends on 31 December counts for that year's end.
    """
    last = last_day(agreement)
    if last is None or is_only_planned(agreement.value):
        return
    is_over = last.latest < as_of or agreement.status == "terminated"
    if is_over and last.year:
        yield "ended-in", (str(last.year),)
    begin = agreement.start or agreement.signed
    if begin is None or begin.year is None:
        return
    for year in range(begin.year, min(last.earliest.year + 1, as_of.year)):
        if last.earliest >= datetime.date(year, 12, 31):
            yield "in-force-at-end-of", (str(year),)


def _iterate_evaluation_keys(
    agreement: Agreement, missed: Callable[[Agreement], Iterable[Period]]
) -> Iterator[_Key]:
    """Name what is in force by the state of its evaluation, and what each half-year's evaluations say."""
    if agreement.status == "withdrawn":
        return
    departments = _ids(agreement.departments)
    if agreement.status in ("ending-soon", "unknown"):
        for department in departments:
            yield "status-department", (agreement.status, department)
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
    yield "current", ()
    yield "current-type", (agreement.type,)
    yield "due", (state,)
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
