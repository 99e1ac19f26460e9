"""The timeline of an agreement: its stages, signing, term, events, evaluations and end, in one order.

What happened on the same day stands together, and what the record says twice stands once. Nothing is
dated that the record does not date; a step without a day says so.
"""

import datetime
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from generator.dates import Date, parse_date
from generator.locale import Locale
from generator.periods import period_end
from generator.register.model import Agreement
from generator.register.register import Register
from generator.status import read_date
from generator.words.relations import RELATION_NAMES
from generator.words.titles import period_name

SUCCEEDING = frozenset(("extends", "renews", "amends", "replaces"))
"""The relations by which a later agreement changes this one; they belong to its course."""

_SIGNING = "penandatanganan"
_APPROVAL = "persetujuan-dprd"
_LAST = datetime.date.max


class Entry(NamedTuple):
    """One thing that happened: what, what the record adds to it, on which sources, and who did it."""

    name: str
    detail: str = ""
    sources: Sequence[str] = ()
    agreement: Agreement | None = None
    is_quoted: bool = False
    """Whether the name too is the record's text."""
    quote: str = ""
    """The part of the detail that is the record's text."""


class Step(NamedTuple):
    """All that happened at one time; most steps are one entry."""

    words: str
    """When, in words, doubts included."""
    kind: str
    """``sure``, ``unsure`` for a time that is not one certain day, ``future``, or ``open`` for none."""
    entries: list[Entry]


_Dated: TypeAlias = tuple[datetime.date, Date | None, Entry, str]
"""Where an entry stands in the order, its date, itself, and its time in words where that is no date."""


class Timekeeper:
    """Draws up the timelines of one register in one language."""

    def __init__(self, locale: Locale, register: Register) -> None:
        self._locale, self._register = locale, register
        self._say = lru_cache(maxsize=None)(locale.say)
        # Most entries are a name alone, and few names there are.
        self._plain = lru_cache(maxsize=None)(lambda message: Entry(locale.say(message)))
        self._stage = lru_cache(maxsize=None)(lambda kind, stage: Entry(self._stage_name(kind, stage)))
        self._no_date = locale.say("date not known")
        self._judged: dict[str, tuple[str, str]] = {}
        self._stage_name = lru_cache(maxsize=None)(
            lambda kind, stage: locale.label(f"agreement-{kind}.stages.[].stage", stage)
        )
        self._evaluation = lru_cache(maxsize=None)(
            lambda period, state: (
                locale.say("Evaluated: %(period)s", period=period),
                locale.label("evaluation.state", state),
            )
        )
        self._period_name = lru_cache(maxsize=None)(lambda slug: period_name(locale, slug))

    def list_steps(self, agreement: Agreement) -> list[Step]:
        """Give the steps of an agreement in their order; none where no day of it is known."""
        found = [*self._begin(agreement), *self._course(agreement), *self._end(agreement)]
        # The order is stable: what happened on the same day stays as it was put.
        found.sort(key=itemgetter(0))
        steps: list[Step] = []
        last, is_open = "", True
        for _, date, entry, words in found:
            if date is None:
                steps.append(Step(words or self._no_date, "unsure" if words else "open", [entry]))
                last, is_open = "", is_open and not words
            elif date.text == last:
                steps[-1].entries.append(entry)
            else:
                when, kind = self._judge(date)
                steps.append(Step(when, kind, [entry]))
                last, is_open = date.text, False
        return [] if is_open else steps

    def _judge(self, date: Date) -> tuple[str, str]:
        """Give a date in words, and of which kind it is."""
        judged = self._judged.get(date.text)
        if judged is None:
            is_future = date.earliest > self._register.as_of
            kind = "future" if is_future else "sure" if date.is_exact else "unsure"
            judged = self._judged[date.text] = (self._locale.date(date), kind)
        return judged

    def _begin(self, agreement: Agreement) -> Iterator[_Dated]:
        """Give what led to the signing, the signing, and what the law asks for."""
        value = agreement.value
        signing = value.get("signing", {})
        signed = agreement.signed
        planned = read_date(signing, "planned")
        if planned:
            yield planned.earliest, planned, self._plain("Planned signing"), ""
        stages = value.get("stages", ())
        joined = _find_signing(stages, signed)
        approval = value.get("dprd_approval", {})
        approved = read_date(approval, "date")
        day = datetime.date.min
        for stage in stages:
            date = signed if stage is joined else parse_date(stage["date"]) if "date" in stage else None
            # Stages are written in their order: a stage's month or year can't take it before the last one.
            if date:
                day = max(day, date.earliest) if date.latest >= day else date.earliest
            entry = self._plain("Signed") if stage is joined else self._stage(agreement.type, stage["stage"])
            if "number" in stage or "note" in stage or "sources" in stage:
                entry = Entry(
                    entry.name, self._detail(stage), stage.get("sources", ()), quote=stage.get("note", "")
                )
            if approved and stage["stage"] == _APPROVAL and date and date.text == approved.text:
                approved = None
            yield day, date, entry, ""
        if approved:
            entry = Entry(
                self._say("Council approval"), self._detail(approval), quote=approval.get("note", "")
            )
            yield approved.earliest, approved, entry, ""
        if joined is None:
            yield from self._sign(signing, signed)

    def _sign(self, signing: Any, signed: Date | None) -> Iterator[_Dated]:  # noqa: ANN401  a record's value
        known_by = read_date(signing, "known_by")
        if signed:
            yield signed.earliest, signed, self._plain("Signed"), ""
        elif known_by:
            entry = self._plain("Existed by then; the day of signing is not known")
            yield known_by.earliest, known_by, entry, ""
        elif "planned" not in signing:
            yield datetime.date.min, None, self._plain("Signed"), ""

    def _detail(self, item: Any) -> str:  # noqa: ANN401  a record's value
        number = self._locale.say("number %(number)s", number=item["number"]) if "number" in item else ""
        return _join(number, item.get("note"))

    def _course(self, agreement: Agreement) -> Iterator[_Dated]:
        """Give what happened from the first day on."""
        value, start = agreement.value, agreement.start
        if start:
            yield start.earliest, start, self._plain("First day in force"), ""
        for event in value.get("events", ()):
            date = parse_date(event["date"])
            place = event.get("place", "")
            entry = Entry(event["kind"], place, event.get("sources", ()), is_quoted=True, quote=place)
            yield date.earliest, date, entry, ""
        for relation in agreement.relations:
            later = self._register.agreements[relation.agreement]
            if (
                relation.inverse
                and relation.type in SUCCEEDING
                and later.signed
                and later.status != "withdrawn"
            ):
                name = self._say(RELATION_NAMES[relation.type, True])
                entry = Entry(name, relation.note, agreement=later, quote=relation.note)
                yield later.signed.earliest, later.signed, entry, ""
        for evaluation in reversed(agreement.evaluations):
            item, period = evaluation.value, self._period_name(evaluation.period.slug)
            held = read_date(item, "date")
            entry = Entry(*self._evaluation(period, item["state"]), item.get("sources", ()))
            if held:
                yield held.earliest, held, entry, ""
            else:
                yield period_end(evaluation.period), None, entry, period

    def _end(self, agreement: Agreement) -> Iterator[_Dated]:
        """Give how it ends; an end that nobody states is said to be unknown."""
        value, end = agreement.value, agreement.end
        if "termination" in value:
            item = value["termination"]
            date = parse_date(item["date"])
            ground = self._locale.label("termination.ground", item["ground"])
            entry = Entry(
                self._say("Ended early"), _join(ground, item.get("note")), quote=item.get("note", "")
            )
            yield date.earliest, date, entry, ""
        if end:
            # What ended early was not in force until the day it was agreed to last.
            entry = self._plain("Last day agreed" if "termination" in value else "Last day in force")
            if agreement.end_is_computed:
                entry = Entry(entry.name, self._say("computed from the stated length"))
            # A day that is only known to lie in a month or a year stands where it lies at the latest.
            yield end.latest, end, entry, ""
        elif agreement.status not in ("terminated", "withdrawn"):
            yield _LAST, None, self._plain("Last day in force"), ""


def _find_signing(stages: Any, signed: Date | None) -> Any:  # noqa: ANN401  a record's values
    """Give the stage that is this agreement's own signing, said a second time; None where there is none."""
    if signed is None:
        return None
    signings = [stage for stage in stages if stage["stage"].startswith(_SIGNING)]
    for stage in reversed(signings):
        if "date" in stage and parse_date(stage["date"]).text == signed.text:
            return stage
    if len(signings) != 1:
        return None
    date = read_date(signings[0], "date")
    covers = date is None or (date.earliest <= signed.earliest and signed.latest <= date.latest)
    return signings[0] if covers else None


def _join(*parts: str | None) -> str:
    return "; ".join(part for part in parts if part)
