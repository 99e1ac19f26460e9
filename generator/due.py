"""When an evaluation is due: the schedule a register follows, and what it makes of one agreement.

The one definition of "overdue": the site's counts and the check's advice (KS324) both ask here. Where
registry.yaml says nothing, an evaluation is asked for every half-year, in step with the duty to publish
performance at least every six months (UU 14/2008 art. 9).
"""

import datetime
from collections.abc import Collection
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias

from generator.dates import Date
from generator.periods import (
    Period,
    last_ended,
    period_after,
    period_before,
    period_end,
    period_of,
    period_start,
)

EvaluationState: TypeAlias = Literal["done", "overdue", "not-due", "no-term"]
_DAY = datetime.timedelta(days=1)
STATES: tuple[EvaluationState, ...] = ("done", "overdue", "not-due", "no-term")
CURRENT_STATES: tuple[EvaluationState, ...] = ("done", "overdue", "not-due")
"""The states that an agreement in force can be in: each is in exactly one."""


class Timing(NamedTuple):
    """How often something is evaluated, and how many days after a period its evaluation may still come."""

    per_year: int = 2
    days_after: int = 0
    basis: str = ""
    """On what it rests, as the register's record says it."""

    @property
    def is_yearly(self) -> bool:
        """Whether one evaluation answers for a whole year; else each half-year asks for its own."""
        return self.per_year == 1


class Schedule(NamedTuple):
    """A register's rule of evaluation: one timing for all types, and those that differ."""

    timing: Timing
    exceptions: tuple[tuple[tuple[str, ...], Timing], ...] = ()

    @property
    def timings(self) -> tuple[Timing, ...]:
        """Every timing that any type has."""
        return self.timing, *(timing for _, timing in self.exceptions)

    def of(self, agreement_type: str) -> Timing:
        """Give the timing of a type: that of the first exception that names it, else the common one."""
        for types, timing in self.exceptions:
            if agreement_type in types:
                return timing
        return self.timing


DEFAULT_SCHEDULE = Schedule(Timing())
"""Twice a year, whatever the type."""


def read_schedule(registry: Any) -> Schedule:  # noqa: ANN401  a record's value
    """Read the schedule from the value of registry.yaml; the default where it has none."""
    stated = registry.get("evaluation")
    if not stated:
        return DEFAULT_SCHEDULE
    exceptions = tuple(
        (tuple(exception["types"]), _read_timing(exception)) for exception in stated.get("exceptions", ())
    )
    return Schedule(_read_timing(stated), exceptions)


def _read_timing(value: Any) -> Timing:  # noqa: ANN401  a part of a record's value
    common = DEFAULT_SCHEDULE.timing
    return Timing(
        value.get("per_year", common.per_year),
        value.get("days_after", common.days_after),
        value.get("basis", common.basis),
    )


class _Window(NamedTuple):
    """What is looked at on a day: since when an evaluation is asked for, and which periods' answer it."""

    first: datetime.date
    answering: frozenset[Period]


@lru_cache(maxsize=64)
def _open_window(as_of: datetime.date, days_after: int, *, is_yearly: bool) -> _Window:
    """Give the last ended period, a half-year or a year, and what answers for it.

    A period counts as ended once the days after it have passed. Evaluations answer for a year back: those
    of the last two ended half-years, or of the last ended year, and any since.
    """
    last = last_ended(as_of - datetime.timedelta(days=days_after))
    if is_yearly:
        year = last.year if last.ends_year else last.year - 1
        first = oldest = Period(year, 1)
    else:
        first, oldest = last, period_before(last)
    answering, period = {oldest}, oldest
    while period < period_of(as_of):
        period = period_after(period)
        answering.add(period)
    return _Window(period_start(first), frozenset(answering))


def judge_evaluation(
    timing: Timing, *, is_current: bool, begin: Date | None, done: Collection[Period], as_of: datetime.date
) -> EvaluationState:
    """Give whether an agreement has the evaluation it should have on a date.

    In force, it is ``done`` when an evaluation of the past year answers, ``not-due`` while it has not been
    in force for a whole ended period, and ``overdue`` otherwise. Once over, it is ``done`` when it was
    ever evaluated. Where it is not known to be in force, nothing can be called due: ``no-term``.
    """
    if not is_current:
        return "done" if done else "no-term"
    window = _open_window(as_of, timing.days_after, is_yearly=timing.is_yearly)
    if not window.answering.isdisjoint(done):
        return "done"
    return "not-due" if begin is None or begin.latest > window.first else "overdue"


class Asked(NamedTuple):
    """An evaluation that is asked for, and the last day on which it is in time."""

    period: Period
    """The half-year; of a yearly timing the one that ends its year."""
    last_day: datetime.date


def find_asked(
    timing: Timing, *, begin: Date | None, done: Collection[Period], as_of: datetime.date
) -> Asked | None:
    """Give the evaluation that an agreement in force lacks, or will lack first if none is added.

    The last day has passed exactly where ``judge_evaluation`` says ``overdue``; otherwise it is the day
    before that will be said. None where the agreement's beginning is not known: nothing is asked then.
    """
    if begin is None:
        return None
    window = _open_window(as_of, timing.days_after, is_yearly=timing.is_yearly)
    period = period_of(window.first)
    if timing.is_yearly:
        period = Period(period.year, 2)
    while True:
        asked = Asked(period, period_end(period) + datetime.timedelta(days=timing.days_after))
        day = max(as_of, asked.last_day + _DAY)
        if judge_evaluation(timing, is_current=True, begin=begin, done=done, as_of=day) == "overdue":
            return asked
        period = Period(period.year + 1, 2) if timing.is_yearly else period_after(period)
