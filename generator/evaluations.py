"""Evaluations: what they say, half-year by half-year, and which should have been there."""

import datetime
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from generator.due import Timing
from generator.periods import Period, last_ended, period_after, period_end, period_start
from generator.records import AGREEMENT_TYPES
from generator.register.model import Agreement, Evaluation
from generator.register.register import Register
from generator.validity import Last


def find_evaluated(register: Register) -> frozenset[Period]:
    """Give the half-years that anything was evaluated for."""
    return frozenset(evaluation.period for one in register.counted for evaluation in one.evaluations)


def list_periods(register: Register, evaluated: Collection[Period] | None = None) -> list[Period]:
    """Give every half-year since the first that anything was evaluated for, oldest first.

    The last is the last that has ended and is no longer waited for, or a later one that was evaluated.
    ``evaluated`` gives the half-years that were, where the register holds a part of all agreements.
    """
    if evaluated is None:
        evaluated = find_evaluated(register)
    if not evaluated:
        return []
    wait = datetime.timedelta(days=register.schedule.timing.days_after)
    last = max(*evaluated, last_ended(register.as_of - wait))
    periods = [min(evaluated)]
    while periods[-1] < last:
        periods.append(period_after(periods[-1]))
    return periods


def find_missed(
    register: Register, evaluated: Collection[Period] | None = None
) -> Callable[[Agreement, Last], list[Period]]:
    """Give the function that names the half-years an agreement should have been evaluated for and was not.

    It is given the agreement and its last day in force.

    Asked for is an ended half-year through which it is known to have been in force from the first day to
    the last; of a type that is evaluated yearly, the year that ends with it. Only half-years since the
    first that the register holds any evaluation of are looked at: before, it kept none. ``evaluated`` is as
    in ``list_periods``.
    """
    schedule, periods = register.schedule, list_periods(register, evaluated)
    timings = {kind: schedule.of(kind) for kind in AGREEMENT_TYPES}
    ended = {
        days: [period for period in periods
               if period_end(period) + datetime.timedelta(days=days) < register.as_of]
        for days in {timing.days_after for timing in schedule.timings}
    }  # fmt: skip
    # The ended ones are the first of all, so that they stand in the same places.
    starts, ends = list(map(period_start, periods)), list(map(period_end, periods))

    def list_missed(agreement: Agreement, last: Last) -> list[Period]:
        begin = agreement.start or agreement.signed
        if begin is None:
            return []
        timing = timings[agreement.type]
        done = {evaluation.period for evaluation in agreement.evaluations}
        since = begin.latest
        whole = ended[timing.days_after][bisect_left(starts, since) : bisect_right(ends, last.earliest)]
        return [period for period in whole if _is_asked(timing, period, since, done)]

    return list_missed


def _is_asked(timing: Timing, period: Period, since: datetime.date, done: set[Period]) -> bool:
    """Whether nothing answers for a half-year: with a yearly timing, for the year it ends."""
    if not timing.is_yearly:
        return period not in done
    year = Period(period.year, 1)
    return period.ends_year and since <= period_start(year) and done.isdisjoint((year, period))


@dataclass(frozen=True, slots=True)
class PeriodSummary:
    """What the evaluations of one half-year say together."""

    period: Period
    evaluated: tuple[tuple[Agreement, Evaluation], ...]
    states: Counter[str]
    recommendations: Counter[str]
    outputs_with_target: int
    outputs_met: int
    obstacles: tuple[tuple[str, tuple[Agreement, ...]], ...]
    """Each obstacle with the agreements it was met in, the commonest first."""

    @property
    def count(self) -> int:
        """The number of evaluations."""
        return len(self.evaluated)


def summarise_periods(register: Register, known: Iterable[PeriodSummary] = ()) -> list[PeriodSummary]:
    """Give a summary for each half-year since the first evaluated, newest first.

    ``known`` are summaries that still hold; those of the other half-years are made.
    """
    made = {summary.period: summary for summary in known}
    periods = list_periods(register)
    by_period: dict[Period, list[tuple[Agreement, Evaluation]]] = {
        period: [] for period in periods if period not in made
    }
    for agreement in register.counted if by_period else ():
        for evaluation in agreement.evaluations:
            if evaluation.period in by_period:
                by_period[evaluation.period].append((agreement, evaluation))
    return [made.get(period) or _summarise(period, by_period[period]) for period in reversed(periods)]


def _summarise(period: Period, evaluated: list[tuple[Agreement, Evaluation]]) -> PeriodSummary:
    with_target, met = measure_outputs(evaluation for _, evaluation in evaluated)
    return PeriodSummary(
        period=period,
        evaluated=tuple(evaluated),
        states=Counter(evaluation.value["state"] for _, evaluation in evaluated),
        recommendations=Counter(evaluation.value["recommendation"] for _, evaluation in evaluated),
        outputs_with_target=with_target,
        outputs_met=met,
        obstacles=_gather_obstacles(evaluated),
    )


def _gather_obstacles(
    evaluated: list[tuple[Agreement, Evaluation]],
) -> tuple[tuple[str, tuple[Agreement, ...]], ...]:
    """Give each obstacle with the agreements it was met in, the commonest first, in the words of the first.

    Free text: only what differs by nothing but case, blanks or the full stop is taken for the same.
    """
    met: dict[str, dict[str, Agreement]] = {}
    words: dict[str, str] = {}
    for agreement, evaluation in evaluated:
        for obstacle in evaluation.value.get("obstacles", ()):
            key = " ".join(obstacle.casefold().split()).rstrip(".")
            words.setdefault(key, obstacle)
            met.setdefault(key, {})[agreement.id] = agreement
    order = sorted(met, key=lambda key: (-len(met[key]), key))
    return tuple((words[key], tuple(met[key].values())) for key in order)


def measure_outputs(evaluations: Iterable[Evaluation]) -> tuple[int, int]:
    """Give how many outputs have a known target and result, and how many of those reached the target."""
    outputs = [output for evaluation in evaluations for output in _measured_outputs(evaluation)]
    return len(outputs), sum(result >= target for target, result in outputs)


def _measured_outputs(evaluation: Evaluation) -> Iterator[tuple[int, int]]:
    for output in evaluation.value.get("outputs", ()):
        if "target" in output and "result" in output:
            yield output["target"], output["result"]
