"""The half-yearly evaluations of a sample agreement: most complete, some brief, some never made."""

import datetime

from generator.periods import Period, period_before, period_end, period_of
from generator.sample.draw import Draw
from generator.sample.plan import LAST_DAY, Plan
from generator.sample.words import FOLLOW_UPS, OBSTACLES
from generator.value import Value

_SALT = 2
_DEMONSTRATION = 60
"""The first agreements, which make the demonstration register, are evaluated more fully than the rest."""

_LEVELS = ("sangat-baik", "baik", "baik", "baik", "cukup", "cukup", "kurang")
_EXTENTS = ("seluruhnya", "seluruhnya", "sebagian", "sebagian", "sebagian", "tidak")


def evaluation_records(plan: Plan, total: int | None) -> list[Value]:
    """Give the evaluations of an agreement, oldest first; together they spend no more than its total."""
    if plan.date_form != "exact" or "withdrawn" in plan.slot.marks or plan.kind == "letter-of-intent":
        return []
    draw = Draw(plan.index, _SALT)
    if plan.index < _DEMONSTRATION:
        wanted = draw.pick((1, 2, 2, 3, 4))
    else:
        wanted = draw.pick((0, 0, 0, 0, 0, 1, 1, 1, 2))
    periods = _list_periods(plan)
    # Some agreements lack the newest evaluations: the gap that the register has to show.
    if draw.chance(25):
        periods = periods[:-2]
    periods = periods[-wanted:] if wanted else []
    most = None if total is None or not periods else total // len(periods)
    return [_evaluate(plan, period, draw, most, is_last=period == periods[-1]) for period in periods]


def _list_periods(plan: Plan) -> list[Period]:
    """Give the ended half-years that lie in the term, oldest first."""
    period = period_of(plan.last_day)
    if period_end(period) > LAST_DAY - datetime.timedelta(days=40):
        period = period_before(period)
    periods = []
    while period_end(period) > plan.start + datetime.timedelta(days=60):
        periods.append(period)
        period = period_before(period)
    return periods[::-1]


def _evaluate(plan: Plan, period: Period, draw: Draw, most: int | None, *, is_last: bool) -> Value:
    done = period_end(period) + datetime.timedelta(days=draw.between(6, 38))
    state = _state(plan, period, draw)
    record: dict[str, Value] = {
        "period": {"year": period.year, "semester": period.semester},
        "date": done.isoformat(),
        "evaluator": plan.topic.departments[0],
        "state": state,
    }
    if state != "belum-dilaksanakan":
        is_full = draw.chance(75) or plan.index < _DEMONSTRATION
        record |= _results(plan, draw, most, is_full=is_full)
        if state == "terhambat" or draw.chance(30):
            record["obstacles"] = [draw.pick(OBSTACLES)]
            record["follow_up"] = draw.pick(FOLLOW_UPS)
        if is_full:
            record["judgement"] = _judgement(draw)
    record["recommendation"] = _recommendation(plan, state, draw, is_last=is_last)
    return record


def _state(plan: Plan, period: Period, draw: Draw) -> str:
    if plan.end <= period_end(period):
        return "selesai"
    return draw.pick(("berjalan",) * 14 + ("terhambat",) * 4 + ("belum-dilaksanakan",))


def _results(plan: Plan, draw: Draw, most: int | None, *, is_full: bool) -> dict[str, Value]:
    topic = plan.topic
    outputs: list[Value] = []
    for name, unit, size in topic.outputs if is_full else topic.outputs[:1]:
        target = max(1, size * draw.between(6, 12) // 20)
        result = target * draw.pick((62, 78, 85, 91, 97, 100, 100, 104, 112, 125)) // 100
        outputs.append({"name": name, "target": target, "result": result, "unit": unit})
    activities: list[Value] = [f"Pelaksanaan {item}" for item in draw.take(topic.scope, 2)]
    record: dict[str, Value] = {"activities": activities, "outputs": outputs}
    if is_full:
        count = draw.between(3, 60) * 20
        record["beneficiaries"] = {"count": count, "description": topic.beneficiaries}
        if draw.chance(35):
            amount = draw.between(4, 90) * 2_500_000
            amount = amount if most is None else min(amount, most)
            record["funding"] = {"amount": amount, "currency": "IDR", "precision": "exact"}
    return record


def _judgement(draw: Draw) -> Value:
    return {
        "goal_fit": draw.pick(("ya-seluruhnya", "ya-seluruhnya", "sebagian", "sebagian", "tidak")),
        "timeliness": draw.pick(("tepat-waktu", "tepat-waktu", "tepat-waktu", "terlambat")),
        "partner_contribution": draw.pick(_LEVELS),
        "coordination": draw.pick(_LEVELS),
        "indicators_met": draw.pick(_EXTENTS),
        "documents_complete": draw.pick(("lengkap", "lengkap", "sebagian")),
        "regular_reporting": draw.pick(("rutin", "rutin", "kadang", "tidak")),
        "still_needed": draw.pick(("ya", "ya", "ya", "sebagian", "tidak")),
    }


def _recommendation(plan: Plan, state: str, draw: Draw, *, is_last: bool) -> str:
    if is_last and plan.terminated:
        return "dihentikan"
    if state in ("terhambat", "belum-dilaksanakan"):
        return "diperbaiki"
    return draw.pick(("dilanjutkan", "dilanjutkan", "dilanjutkan", "diperluas", "diperbaiki"))
