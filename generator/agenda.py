"""The agenda: what ends and what is to be done, each with its day, as the register has it on one date.

Nothing is judged here that is judged elsewhere: what ends soon is ``status``'s word, what is asked of
evaluations ``due``'s. The duties to report are those of the law that names a day for them.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.due import find_asked
from generator.periods import Period
from generator.records import FOREIGN_TYPES
from generator.register.model import Agreement, Department
from generator.register.register import Register
from generator.register.renewal import Renewed
from generator.status import SOON, is_only_planned
from generator.validity import find_last

Duty: TypeAlias = Literal["ending", "extension-notice", "evaluation", "report", "closing"]
DUTIES: tuple[Duty, ...] = ("ending", "extension-notice", "evaluation", "report", "closing")
"""What there is on an agenda, in the order in which it is counted."""

WITHIN = SOON.days
"""How many days an agenda looks ahead where nobody says otherwise: as far as what is ending soon."""
CLOSING_DAYS = 365
"""How long after an agreement's end the evaluation that was never made is still asked for."""

_REPORT_LAW = "Permendagri 25/2020 pasal 35"
_NOTICE_LAW = "Permendagri 25/2020 pasal 33"
_CLOSING_LAWS = {"ksdd": "PP 28/2018 pasal 6", "ksdpk": "PP 28/2018 pasal 19"}
# The first week of January for those who report to their governor, the second for a governor.
_REPORT_DAYS = {"provinsi": 14}
_REPORT_DAY = 7
_NOTICE_MONTHS = 6
_MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Item:
    """One dated duty of one agreement."""

    duty: Duty
    agreement: Agreement
    date: datetime.date
    """The day it ends or the last day to do it; of an end that is not known to the day, the last possible."""
    days_left: int
    """From the agenda's date to that day; negative once it has passed."""
    period: str = ""
    """The half-year (``2026-1``) or the year (``2026``) that an evaluation or a report is about."""
    basis: str = ""
    """On which rule it rests, as the law or the register's schedule is cited; empty where none is known."""

    extended_by: str = ""
    """The id of the agreement that extends or renews what ends; empty where none is recorded."""
    level: str = ""
    """The level of the government whose duty it is: a province has no governor above it."""

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed."""
        return self.days_left < 0

    @property
    def key(self) -> str:
        """What tells it from every other, the same on each day that it stands on the agenda."""
        about = self.date.isoformat() if self.duty in ("ending", "extension-notice") else self.period
        return ":".join(filter(None, (self.agreement.id, self.duty, about)))

    @property
    def departments(self) -> tuple[Department, ...]:
        """The departments that take part, the one in charge first."""
        return order_departments(self.agreement)


def order_departments(agreement: Agreement) -> tuple[Department, ...]:
    """Give an agreement's departments, each once, the one that leads before the others."""
    if len(agreement.departments) == 1:
        return agreement.departments
    leads = {role["department"] for role in agreement.value.get("departments", ()) if role.get("lead")}
    once = {department.id: department for department in agreement.departments}
    return tuple(sorted(once.values(), key=lambda department: department.id not in leads))


def list_agenda(register: Register, within: int = WITHIN) -> list[Item]:
    """Give everything that has passed its day or will reach it within some days, the earliest first."""
    return _order(_list_items(register, register.counted, within))


def renew_agenda(old: Iterable[Item], renewed: Renewed, within: int = WITHIN) -> list[Item]:
    """Give the agenda as some agreements changed, from what it was before."""
    kept = [item for item in old if item.agreement.id not in renewed.gone]
    counted = [one for one in renewed.come.values() if one.status != "withdrawn"]
    return _order([*kept, *_list_items(renewed.register, counted, within)])


def _list_items(register: Register, agreements: Iterable[Agreement], within: int) -> list[Item]:
    until = register.as_of + datetime.timedelta(days=within)
    return [
        item for agreement in agreements for item in _iterate_items(register, agreement) if item.date <= until
    ]


def _order(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.date, item.agreement.id, DUTIES.index(item.duty)))


def group_by_department(items: Iterable[Item]) -> list[tuple[Department | None, list[Item]]]:
    """Give the items under the department in charge of each, in order of names; those without one last."""
    groups: dict[str, tuple[Department | None, list[Item]]] = {}
    for item in items:
        department = next(iter(item.departments), None)
        groups.setdefault(department.id if department else "", (department, []))[1].append(item)
    return sorted(groups.values(), key=_order_group)


def _order_group(group: tuple[Department | None, Sequence[Item]]) -> tuple[bool, str, str]:
    department, _ = group
    if department is None:
        return True, "", ""
    return False, department.name.casefold(), department.id


def _iterate_items(register: Register, agreement: Agreement) -> Iterator[Item]:
    if agreement.is_current:
        yield from _find_ending(register, agreement)
        yield from _find_evaluation(register, agreement)
    if agreement.type in FOREIGN_TYPES:
        yield from _find_reports(register, agreement)
    if agreement.status in ("ended", "terminated"):
        yield from _find_closing(register, agreement)


def _make(register: Register, agreement: Agreement, duty: Duty, date: datetime.date, **more: str) -> Item:
    level = register.registry["level"]
    return Item(duty, agreement, date, (date - register.as_of).days, level=level, **more)


def _find_ending(register: Register, agreement: Agreement) -> Iterator[Item]:
    """Give the end of what is in force, and of a memorandum from abroad the day to announce an extension."""
    if agreement.end is None:
        return
    end = agreement.end.latest
    yield _make(register, agreement, "ending", end, extended_by=_find_extension(register, agreement))
    kind = agreement.value["document"]["kind"]
    if agreement.type in FOREIGN_TYPES and kind == "memorandum-of-understanding":
        notice = _subtract_months(end, _NOTICE_MONTHS)
        # Once it has passed there is nothing left to do about it.
        if notice >= register.as_of:
            yield _make(register, agreement, "extension-notice", notice, basis=_NOTICE_LAW)


def _find_extension(register: Register, agreement: Agreement) -> str:
    """Give the id of the agreement by which this one goes on; one that may never come about is none."""
    for tie in agreement.relations:
        if tie.inverse and tie.type in ("extends", "renews"):
            later = register.agreements[tie.agreement]
            if later.status != "withdrawn" and not is_only_planned(later.value):
                return later.id
    return ""


def _subtract_months(day: datetime.date, months: int) -> datetime.date:
    """Give the day as many months earlier; a day that the month lacks becomes the month's last."""
    index = day.year * _MONTHS_OF_YEAR + day.month - 1 - months
    first = datetime.date(index // _MONTHS_OF_YEAR, index % _MONTHS_OF_YEAR + 1, 1)
    following = datetime.date(
        (index + 1) // _MONTHS_OF_YEAR, (index + 1) % _MONTHS_OF_YEAR + 1, 1
    ) - datetime.timedelta(days=1)
    return first.replace(day=min(day.day, following.day))


def _find_evaluation(register: Register, agreement: Agreement) -> Iterator[Item]:
    """Give the evaluation that is overdue, or the next one if what is in force still is when it is."""
    if agreement.end is None:
        return
    timing = register.schedule.of(agreement.type)
    asked = find_asked(
        timing,
        begin=agreement.start or agreement.signed,
        done=[evaluation.period for evaluation in agreement.evaluations],
        as_of=register.as_of,
    )
    if asked is None:
        return
    if asked.last_day >= register.as_of and agreement.end.latest <= asked.last_day:
        return
    period = str(asked.period.year) if timing.is_yearly else asked.period.slug
    yield _make(register, agreement, "evaluation", asked.last_day, period=period, basis=timing.basis)


def _find_reports(register: Register, agreement: Agreement) -> Iterator[Item]:
    """Give the reports on the past year and on this one, of which the register holds no evaluation.

    Cooperation abroad is reported each year, in January (Permendagri 25/2020, article 35); an evaluation
    of the year, or of its second half, holds what the report must (article 37).
    """
    begin, last = agreement.start or agreement.signed, find_last(agreement)
    if begin is None or last is None:
        return
    done = {evaluation.period for evaluation in agreement.evaluations}
    is_yearly = register.schedule.of(agreement.type).is_yearly
    day = _REPORT_DAYS.get(register.registry["level"], _REPORT_DAY)
    for year in (register.as_of.year - 1, register.as_of.year):
        answers = {Period(year, 2), Period(year, 1)} if is_yearly else {Period(year, 2)}
        was_in_force = begin.latest.year <= year <= last.earliest.year
        if was_in_force and done.isdisjoint(answers):
            due = datetime.date(year + 1, 1, day)
            yield _make(register, agreement, "report", due, period=str(year), basis=_REPORT_LAW)


def _find_closing(register: Register, agreement: Agreement) -> Iterator[Item]:
    """Give what ended lately and was never evaluated."""
    if agreement.evaluation_state == "done":
        return
    last = find_last(agreement)
    if last is None or last.latest >= register.as_of:
        return
    if (register.as_of - last.latest).days <= CLOSING_DAYS:
        basis = _CLOSING_LAWS.get(agreement.type, "")
        yield _make(register, agreement, "closing", last.latest, basis=basis)
