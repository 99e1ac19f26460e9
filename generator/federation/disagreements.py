"""Disagreements: what the two sides of one agreement say of it, field by field, each in its own words.

What one side does not say is no difference; it is said that only the other says it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from generator.dates import Date
from generator.federation.candidates import Side, fold_number
from generator.federation.matching import Pair, compare_days
from generator.status import read_date

Verdict: TypeAlias = Literal["same", "finer", "differs", "only-first", "only-second"]
"""``finer``: both can be true: one date is more exact, or the titles say the same in other words."""
Field: TypeAlias = Literal["type", "document", "title", "signed", "start", "end", "termination", "status",
                           "value", "first-number", "second-number"]  # fmt: skip
FIELDS: tuple[Field, ...] = ("end", "signed", "start", "termination", "status", "first-number",
                             "second-number", "type", "document", "value", "title")  # fmt: skip
"""In the order in which they are told: first what decides whether the agreement holds."""
_UNKNOWN_KIND = "tidak-diketahui"


@dataclass(frozen=True, slots=True)
class Statement:
    """What both sides say of one thing; None for what a side does not say."""

    field: Field
    verdict: Verdict
    first: Any
    second: Any


def compare_pair(pair: Pair) -> tuple[Statement, ...]:
    """Give what the sides of a pair say, thing by thing; nothing of what neither says."""
    return tuple(_compare(pair))


def list_differences(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Give those in which the sides contradict each other."""
    return tuple(one for one in statements if one.verdict == "differs")


def _compare(pair: Pair) -> Iterable[Statement]:
    for field in FIELDS:
        first, second = (_read(field, side, pair) for side in pair.sides)
        if first is None and second is None:
            continue
        if first is None or second is None:
            yield Statement(field, "only-second" if first is None else "only-first", first, second)
        elif field == "title":
            yield Statement(field, _judge_titles(pair), first, second)
        else:
            yield Statement(field, _judge(field, first, second), first, second)


def _read(field: Field, side: Side, pair: Pair) -> Any:  # noqa: ANN401  a record's value
    if field == "first-number":
        return side.numbers.get(pair.first.member.id)
    if field == "second-number":
        return side.numbers.get(pair.second.member.id)
    return _READERS[field](side)


def _read_kind(side: Side) -> str | None:
    kind = str(side.agreement.value["document"]["kind"])
    return None if kind == _UNKNOWN_KIND else kind


def _read_status(side: Side) -> str | None:
    return None if side.agreement.status == "unknown" else side.agreement.status


def _read_total(side: Side) -> int | None:
    total: Any = side.agreement.value.get("value", {}).get("total")
    return total["amount"] if total else None


_READERS: dict[Field, Callable[[Side], Any]] = {
    "type": lambda side: side.agreement.type,
    "document": _read_kind,
    "title": lambda side: side.agreement.title,
    "signed": lambda side: side.agreement.signed,
    "start": lambda side: side.agreement.start,
    "end": lambda side: side.agreement.end,
    "termination": lambda side: read_date(side.agreement.value, "termination", "date"),
    "status": _read_status,
    "value": _read_total,
}


def _judge(field: Field, first: Any, second: Any) -> Verdict:  # noqa: ANN401  records' values
    if isinstance(first, Date) and isinstance(second, Date):
        tie = compare_days(first, second)
        return "same" if tie == "same" or first == second else "finer" if tie == "compatible" else "differs"
    if field in ("first-number", "second-number"):
        return "same" if fold_number(first) == fold_number(second) else "differs"
    return "same" if first == second else "differs"


def _judge_titles(pair: Pair) -> Verdict:
    """Judge titles by what they are about: each side names the parties and the document in its own way."""
    first, second = (side.agreement.title.casefold().split() for side in pair.sides)
    if first == second:
        return "same"
    return "finer" if pair.first.words == pair.second.words else "differs"
