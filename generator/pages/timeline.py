"""The timeline of an agreement: its stages, signing, term, events, evaluations and end, in one order.

What happened on the same day stands together, and what the record says twice stands once. Nothing is
dated that the record does not date; a step without a day says so.
"""

import datetime
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from generator.dates import Date, parse_date
from generator.locale import Locale
from generator.pages.family import RELATION_NAMES
from generator.pages.titles import period_name
from generator.periods import period_end
from generator.register.model import Agreement
from generator.register.register import Register
from generator.status import read_date

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


class Step(NamedTuple):
    """All that happened at one time; most steps are one entry."""

    words: str
    """When, in words, doubts included."""
    kind: str
    """``sure``, ``unsure`` for a time that is not one certain day, ``future``, or ``open`` for none."""
    entries: list[Entry]


class _Dated(NamedTuple):
    day: datetime.date
    """Where it stands in the order."""
    date: Date | None
    entry: Entry
    words: str = ""


class Timekeeper:
    """Draws up the timelines of one register in one language."""

    def __init__(self, locale: Locale, register: Register) -> None:
        self._locale, self._register = locale, register
        self._say = lru_cache(maxsize=None)(locale.say)
        self._no_date = locale.say("date not known")
        self._judged: dict[str, tuple[str, str]] = {}
        self._stage_name = lru_cache(maxsize=None)(
            lambda kind, stage: locale.label(f"agreement-{kind}.stages.[].stage", stage)
        )
        self._period_name = lru_cache(maxsize=None)(lambda slug: period_name(locale, slug))

    def list_steps(self, agreement: Agreement) -> list[Step]:
        """Give the steps of an agreement in their order; none where no day of it is known."""
        found = [*self._begin(agreement), *self._course(agreement), *self._end(agreement)]
        if not any(item.date or item.words for item in found):
            return []
        # The order is stable: what happened on the same day stays as it was put.
        found.sort(key=itemgetter(0))
        steps: list[Step] = []
        last = ""
        for _, date, entry, words in found:
            if date is None:
                steps.append(Step(words or self._no_date, "unsure" if words else "open", [entry]))
                last = ""
            elif date.text == last:
                steps[-1].entries.append(entry)
            else:
                steps.append(Step(*self._judge(date), [entry]))
                last = date.text
        return steps

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
            yield _Dated(planned.earliest, planned, Entry(self._say("Planned signing")))
        stages = value.get("stages", ())
        joined = _find_signing(stages, signed)
        approval = value.get("dprd_approval", {})
        approved = read_date(approval, "date")
        day = datetime.date.min
        for stage in stages:
            date = signed if stage is joined else read_date(stage, "date")
            # Stages are written in their order: a stage's month or year can't take it before the last one.
            day = max(day, date.earliest) if date and date.latest >= day else date.earliest if date else day
            if stage is joined:
                name = self._say("Signed")
            else:
                name = self._stage_name(agreement.type, stage["stage"])
            if stage["stage"] == _APPROVAL and date and date == approved:
                approved = None
            detail = self._detail(stage) if "number" in stage or "note" in stage else ""
            yield _Dated(day, date, Entry(name, detail, stage.get("sources", ())))
        if approved:
            yield _Dated(
                approved.earliest, approved, Entry(self._say("Council approval"), self._detail(approval))
            )
        if joined is None:
            yield from self._sign(signing, signed)

    def _sign(self, signing: Any, signed: Date | None) -> Iterator[_Dated]:  # noqa: ANN401  a record's value
        known_by = read_date(signing, "known_by")
        if signed:
            yield _Dated(signed.earliest, signed, Entry(self._say("Signed")))
        elif known_by:
            entry = Entry(self._say("Existed by then; the day of signing is not known"))
            yield _Dated(known_by.earliest, known_by, entry)
        elif "planned" not in signing:
            yield _Dated(datetime.date.min, None, Entry(self._say("Signed")))

    def _detail(self, item: Any) -> str:  # noqa: ANN401  a record's value
        number = self._locale.say("number %(number)s", number=item["number"]) if "number" in item else ""
        return _join(number, item.get("note"))

    def _course(self, agreement: Agreement) -> Iterator[_Dated]:
        """Give what happened from the first day on."""
        value, start = agreement.value, agreement.start
        if start:
            yield _Dated(start.earliest, start, Entry(self._say("First day in force")))
        for event in value.get("events", ()):
            date = parse_date(event["date"])
            entry = Entry(event["kind"], event.get("place", ""), event.get("sources", ()), is_quoted=True)
            yield _Dated(date.earliest, date, entry)
        for relation in agreement.relations:
            later = self._register.agreements[relation.agreement]
            if (
                relation.inverse
                and relation.type in SUCCEEDING
                and later.signed
                and later.status != "withdrawn"
            ):
                entry = Entry(self._say(RELATION_NAMES[relation.type, True]), relation.note, agreement=later)
                yield _Dated(later.signed.earliest, later.signed, entry)
        for evaluation in reversed(agreement.evaluations):
            item, period = evaluation.value, self._period_name(evaluation.period.slug)
            held = read_date(item, "date")
            state = self._locale.label("evaluation.state", item["state"])
            entry = Entry(self._say("Evaluated: %(period)s", period=period), state, item.get("sources", ()))
            if held:
                yield _Dated(held.earliest, held, entry)
            else:
                yield _Dated(period_end(evaluation.period), None, entry, period)

    def _end(self, agreement: Agreement) -> Iterator[_Dated]:
        """Give how it ends; an end that nobody states is said to be unknown."""
        value, end = agreement.value, agreement.end
        if "termination" in value:
            item = value["termination"]
            date = parse_date(item["date"])
            ground = self._locale.label("termination.ground", item["ground"])
            yield _Dated(
                date.earliest, date, Entry(self._say("Ended early"), _join(ground, item.get("note")))
            )
        if end:
            detail = self._say("computed from the stated length") if agreement.end_is_computed else ""
            # A day that is only known to lie in a month or a year stands where it lies at the latest.
            yield _Dated(end.latest, end, Entry(self._say("Last day in force"), detail))
        elif agreement.status not in ("terminated", "withdrawn"):
            yield _Dated(_LAST, None, Entry(self._say("Last day in force")))


def _find_signing(stages: Any, signed: Date | None) -> Any:  # noqa: ANN401  a record's values
    """Give the stage that is this agreement's own signing, said a second time; None where there is none."""
    if signed is None:
        return None
    signings = [stage for stage in stages if stage["stage"].startswith(_SIGNING)]
    for stage in reversed(signings):
        if "date" in stage and parse_date(stage["date"]) == signed:
            return stage
    if len(signings) != 1:
        return None
    date = read_date(signings[0], "date")
    covers = date is None or (date.earliest <= signed.earliest and signed.latest <= date.latest)
    return signings[0] if covers else None


def _join(*parts: str | None) -> str:
    return "; ".join(part for part in parts if part)
