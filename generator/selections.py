"""Selections: every set of agreements that the site counts or lists, made once in one place.

A number on a page is the size of a selection, and links to the list of exactly its agreements; so no
number is computed twice.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from generator.dates import Date, parse_date
from generator.evaluations import evaluation_state
from generator.provinces import province_of
from generator.register.model import Agreement
from generator.register.register import Register
from generator.register.status import is_only_planned

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
    "province",
    "country",
    "department",
    "affair",
    "evaluated",
    "evaluated-in",
]

HOME = "ID"
"""The country of every partner whose record names none."""
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
    for agreement in register.agreements.values():
        for key in _iterate_keys(agreement, register.as_of):
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
    yield from dict.fromkeys(_places(agreement))
    for department_id in _ids(agreement.departments):
        yield "department", (department_id,)
    for affair_id in _ids(agreement.affairs):
        yield "affair", (affair_id,)
    yield "evaluated", (evaluation_state(agreement, as_of),)
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


def _places(agreement: Agreement) -> Iterator[_Key]:
    """Name where its partners are, as far as their records say: a province, or a country abroad."""
    for partner in agreement.partners:
        value = partner.value
        if "region_code" in value:
            yield "province", (province_of(value["region_code"]),)
        if value.get("country", HOME) != HOME:
            yield "country", (value["country"],)


def _last_day(agreement: Agreement) -> Date | None:
    """Give the last day in force as far as it is known: the termination that has come, else the end."""
    terminated = agreement.value.get("termination", {}).get("date")
    return parse_date(terminated) if terminated and agreement.status == "terminated" else agreement.end


def _iterate_years_in_force(agreement: Agreement, as_of: datetime.date) -> Iterator[_Key]:
    """Name the year it ended in, and each past year at whose end it was in force.

    Only agreements whose first and last day are known count; the rest can't be said. On its last day an
    agreement is still in force, so one that ends on 31 December counts for that year's end.
    """
    last = _last_day(agreement)
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
