"""The sentence that says an agreement whole: who with whom, about what, since when, until when, its state.

Composed from the record alone, of the catalogue's messages; what the record does not know is said as such.
"""

from functools import lru_cache
from typing import NamedTuple

from generator.dates import Date
from generator.locale import Locale
from generator.register.model import Agreement
from generator.register.register import Register
from generator.status import is_only_planned, read_date

NAMED = 3
"""How many partners the sentence names before it says how many more there are."""

DOCUMENTS = {
    "kesepakatan-bersama": "a joint agreement",
    "perjanjian-kerja-sama": "a cooperation agreement",
    "nota-kesepakatan": "a memorandum of agreement",
    "nota-kesepahaman": "a memorandum of understanding",
    "rencana-kerja": "a work plan",
    "letter-of-intent": "a letter of intent",
    "rencana-kerja-sama": "a cooperation plan",
    "memorandum-of-understanding": "a memorandum of understanding",
    "addendum": "an addendum",
    "perjanjian-hibah": "a grant agreement",
    "komitmen": "a joint commitment",
    "beberapa-naskah": "several documents",
}
"""What was signed, by the kind of document; a kind that is not known is missing."""

OPENINGS = {
    "signed": "%(parties)s signed %(document)s about “%(subject)s” %(when)s",
    "entered": "%(parties)s entered into cooperation about “%(subject)s” %(when)s",
    "to-sign": "%(parties)s are to sign %(document)s about “%(subject)s” %(when)s",
    "planned": "%(parties)s planned to sign %(document)s about “%(subject)s” %(when)s; "
    "no source says that it was signed",
    "known-by": "Sources mention %(document)s of %(parties)s about “%(subject)s” that existed %(when)s; "
    "when it was signed is not known",
    "mentioned": "Sources mention %(document)s of %(parties)s about “%(subject)s”; "
    "when it was signed is not known",
}
"""How the sentence begins, by what is known of the signing."""

ENDINGS = {
    "in-force": ", and it is in force",
    "ending-soon": ", and it is in force but ends soon",
    "upcoming": ", and it has not begun yet",
    "ended": ", and it has ended",
    "superseded": ", and a later agreement has taken its place",
    "unknown": ", and whether it still runs is not known",
    "endless": ", so whether it still runs is not known",
}
"""What the sentence says last, by state, ``endless`` where no last day is known either.

The other two states name a day.
"""

_A_DOCUMENT = "a cooperation document"
_SUBJECT = "\x1f"
"""Stands for the subject while the sentence is composed; no record can hold this character."""


class Sentence(NamedTuple):
    """A sentence around the subject, which alone is in the language of the record."""

    before: str
    subject: str
    after: str

    @property
    def text(self) -> str:
        """The whole sentence."""
        return f"{self.before}{self.subject}{self.after}"


class Telling(NamedTuple):
    """The sentence of one agreement, written when it is asked for."""

    writer: "SentenceWriter"
    agreement: Agreement

    def write(self) -> Sentence:
        """Give the sentence."""
        return self.writer.write(self.agreement)

    def __str__(self) -> str:
        return self.write().text


class SentenceWriter:
    """Writes the sentences of one register in one language."""

    def __init__(self, locale: Locale, register: Register) -> None:
        self._locale, self._register = locale, register
        # Most sentences say the same few things, and many name the same day.
        self._say = lru_cache(maxsize=None)(locale.say)
        self._days: dict[str, tuple[str, str]] = {}
        # A page shows its sentence and is described by it, one after the other.
        self.write = lru_cache(maxsize=1)(self._write)

    def _write(self, agreement: Agreement) -> Sentence:
        """Give the sentence of an agreement that stands: of a withdrawn one nothing is told."""
        value = agreement.value
        if is_only_planned(value) and "term" not in value:
            end = ""
        else:
            end = f"; {self._term(agreement)}{self._state(agreement)}"
        before, _, after = self._opening(agreement).partition(_SUBJECT)
        return Sentence(before, value["subject"], f"{after}{end}.")

    def _words(self, date: Date) -> str:
        return self._say_day(date)[0]

    def _when(self, date: Date) -> str:
        """Give a date as it follows a verb."""
        return self._say_day(date)[1]

    def _say_day(self, date: Date) -> tuple[str, str]:
        said = self._days.get(date.text)
        if said is None:
            say, words = self._locale.say, self._locale.date(date)
            is_day = date.candidates[0].precision == "day"
            when = say("on %(date)s", date=words) if is_day else say("in %(date)s", date=words)
            said = self._days[date.text] = (words, when)
        return said

    def _opening(self, agreement: Agreement) -> str:
        """Say who made what with whom about what, and when."""
        value = agreement.value
        kind = DOCUMENTS.get(value["document"]["kind"])
        opening, date, unknown = "mentioned", None, "cooperation"
        if agreement.signed:
            opening, date, unknown = "signed" if kind else "entered", agreement.signed, _A_DOCUMENT
            if date.earliest > self._register.as_of:
                opening = "to-sign"
        elif is_only_planned(value):
            opening, date, unknown = "planned", read_date(value, "signing", "planned"), _A_DOCUMENT
        elif known_by := read_date(value, "signing", "known_by"):
            opening, date = "known-by", known_by
        return self._say(OPENINGS[opening]) % {
            "parties": self._name_parties(agreement),
            "document": self._say(kind or unknown),
            "subject": _SUBJECT,
            "when": self._when(date) if date else "",
        }

    def _name_parties(self, agreement: Agreement) -> str:
        """Name the own government and the first partners, and say how many more there are."""
        value, partners = agreement.value, agreement.partners
        own = self._register.registry["government"]
        names = [partner.name for partner in partners[:NAMED]]
        if own in [party["partner"] for party in value["parties"]]:
            names.insert(0, self._register.partners[own].name)
        if len(partners) > NAMED:
            names.append(self._say("%(count)s more", count=self._locale.number(len(partners) - NAMED)))
        if not partners or "unnamed_parties" in value:
            names.append(self._say("parties that the sources do not name"))
        return self._enumerate(names)

    def _enumerate(self, names: list[str]) -> str:
        *others, last = names
        if not others:
            return last
        if len(others) == 1:
            return self._say("%(first)s and %(last)s") % {"first": others[0], "last": last}
        return self._say("%(first)s, and %(last)s") % {"first": ", ".join(others), "last": last}

    def _term(self, agreement: Agreement) -> str:
        """Say from when and until when, and what of it is not known."""
        start, end = agreement.start, agreement.end
        if end and start:
            days = {"start": self._words(start), "end": self._words(end)}
            term = self._say("its term runs from %(start)s to %(end)s") % days
        elif end:
            term = self._say("its term runs to %(end)s") % {"end": self._words(end)}
        else:
            return self._open_term(agreement)
        if not agreement.end_is_computed:
            return term
        return f"{term} ({self._say('computed from the stated length')})"

    def _open_term(self, agreement: Agreement) -> str:
        say, start = self._locale.say, agreement.start
        duration = agreement.value.get("term", {}).get("duration")
        if duration:
            length = self._locale.duration(duration)
            if start is None:
                return self._say("its length is %(length)s, but its first day is not known", length=length)
            return say(
                "its term runs from %(start)s for %(length)s, but its last day cannot be computed",
                start=self._words(start),
                length=length,
            )
        if start:
            return say(
                "its term runs from %(start)s, but its last day is not known", start=self._words(start)
            )
        return self._say("its term is not known")

    def _state(self, agreement: Agreement) -> str:
        terminated = read_date(agreement.value, "termination", "date")
        if terminated and agreement.status == "terminated":
            return self._locale.say(", but it was ended early %(when)s", when=self._when(terminated))
        is_endless = agreement.status == "unknown" and agreement.end is None
        ending = self._say(ENDINGS["endless" if is_endless else agreement.status])
        if terminated:
            early = self._locale.say("; its early end is recorded for %(date)s", date=self._words(terminated))
            return f"{ending}{early}"
        return ending
