"""Evaluations: which are done, which are due, and what they say, period by period."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.register.model import Agreement, Evaluation, Period

EvaluationState: TypeAlias = Literal["done", "overdue", "not-due", "no-term"]
STATES: tuple[EvaluationState, ...] = ("done", "overdue", "not-due", "no-term")


def period_of(day: datetime.date) -> Period:
    """Give the half-year a day lies in."""
    return Period(day.year, 1 if day.month <= 6 else 2)  # noqa: PLR2004  June ends the first half


def period_before(period: Period) -> Period:
    """Give the half-year before."""
    return Period(period.year - 1, 2) if period.semester == 1 else Period(period.year, 1)


def period_start(period: Period) -> datetime.date:
    """Give the first day of a half-year."""
    return datetime.date(period.year, 1 if period.semester == 1 else 7, 1)


def period_end(period: Period) -> datetime.date:
    """Give the last day of a half-year."""
    return datetime.date(period.year, 6, 30) if period.semester == 1 else datetime.date(period.year, 12, 31)


def evaluation_state(agreement: Agreement, as_of: datetime.date) -> EvaluationState:
    """Give whether an agreement has the evaluation it should have on a date.

    The city evaluates at least twice a budget year. An agreement in force is ``done`` when one of the
    last two ended half-years has been evaluated, ``not-due`` while it has not yet been in force for a
    whole half-year, and ``overdue`` otherwise. Once over, it is ``done`` when it was ever evaluated.
    Where it is not known to have been in force, nothing can be called due: ``no-term``.
    """
    done = {evaluation.period for evaluation in agreement.evaluations}
    if not agreement.is_current:
        return "done" if done else "no-term"
    last = period_before(period_of(as_of))
    if done & {last, period_before(last), period_of(as_of)}:
        return "done"
    begin = agreement.start or agreement.signed
    if begin is None or begin.latest > period_start(last):
        return "not-due"
    return "overdue"


@dataclass(frozen=True, slots=True)
class PeriodSummary:
    """What the evaluations of one half-year say together."""

    period: Period
    evaluated: tuple[tuple[Agreement, Evaluation], ...]
    states: Counter[str]
    recommendations: Counter[str]
    outputs_with_target: int
    outputs_met: int

    @property
    def count(self) -> int:
        """The number of evaluations."""
        return len(self.evaluated)


def summarise_periods(agreements: Iterable[Agreement]) -> list[PeriodSummary]:
    """Give a summary for each half-year in which anything was evaluated, newest first."""
    by_period: dict[Period, list[tuple[Agreement, Evaluation]]] = {}
    for agreement in agreements:
        for evaluation in agreement.evaluations:
            by_period.setdefault(evaluation.period, []).append((agreement, evaluation))
    return [_summarise(period, by_period[period]) for period in sorted(by_period, reverse=True)]


def _summarise(period: Period, evaluated: list[tuple[Agreement, Evaluation]]) -> PeriodSummary:
    outputs = [output for _, evaluation in evaluated for output in _measured_outputs(evaluation)]
    return PeriodSummary(
        period=period,
        evaluated=tuple(evaluated),
        states=Counter(evaluation.value["state"] for _, evaluation in evaluated),
        recommendations=Counter(evaluation.value["recommendation"] for _, evaluation in evaluated),
        outputs_with_target=len(outputs),
        outputs_met=sum(result >= target for target, result in outputs),
    )


def _measured_outputs(evaluation: Evaluation) -> Iterator[tuple[int, int]]:
    for output in evaluation.value.get("outputs", ()):
        if "target" in output and "result" in output:
            yield output["target"], output["result"]
