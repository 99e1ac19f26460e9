"""The schedule of evaluation in words, from the register's own configuration."""

from dataclasses import dataclass

from generator.due import Schedule, Timing
from generator.locale import Locale
from generator.records import AGREEMENT_TYPES
from generator.words.titles import TYPE_ABBREVIATIONS

_OFTEN = {
    1: "at least one evaluation for every calendar year",
    2: "at least one evaluation for every half-year",
}


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """What is asked of some types, and on which basis; ``basis`` is as the record has it, or empty."""

    types: str
    rule: str
    basis: str


def describe_schedule(locale: Locale, schedule: Schedule) -> list[ScheduleLine]:
    """Give a line for the types that each timing holds for, in the order of types."""
    groups: dict[Timing, list[str]] = {}
    for agreement_type in AGREEMENT_TYPES:
        groups.setdefault(schedule.of(agreement_type), []).append(TYPE_ABBREVIATIONS[agreement_type])
    if len(groups) == 1:
        groups = {timing: [locale.say("All types")] for timing in groups}
    return [
        ScheduleLine(", ".join(names), _word(locale, timing), timing.basis)
        for timing, names in groups.items()
    ]


def _word(locale: Locale, timing: Timing) -> str:
    rule = locale.say(_OFTEN[timing.per_year])
    if not timing.days_after:
        return rule
    until = locale.say("awaited until %(days)s days after its end", days=timing.days_after)
    return f"{rule}, {until}"
