"""The core of a sample agreement, told by its index alone: who, what, when, and what it relates to.

The index says everything, so that a record is the same whatever the size of the register around it.
"""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from generator.dates import add_duration
from generator.records import AgreementType
from generator.sample.draw import Draw
from generator.sample.partners import PartnerKey, pool_size
from generator.sample.slots import SLOTS, Slot
from generator.sample.topic import TOPICS_BY_TYPE, Topic

LAST_DAY = datetime.date(2026, 10, 31)
"""No sample fact is later than this day, save ends of terms and plans."""

_SALT = 1
# Later years have more agreements, as registers do that were begun in earnest only lately.
_YEARS = [year for year in range(2016, 2027) for _ in range(1 + (year - 2016) // 2)]
_EARLY_YEARS = [2017, 2018, 2019, 2020, 2021]
_NEW_YEARS = [2023, 2024, 2024, 2025, 2025, 2026]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is settled of an agreement before its record is worded."""

    index: int
    id: str
    slot: Slot
    topic: Topic
    partners: tuple[PartnerKey, ...]
    signed: datetime.date
    start: datetime.date
    end: datetime.date
    years: int
    parent: "Plan | None"

    @property
    def type(self) -> AgreementType:
        """The cooperation type."""
        return self.slot.type

    @property
    def kind(self) -> str:
        """The kind of document."""
        return self.slot.kind

    @property
    def number(self) -> str:
        """The agreement's number in the register, as it stands in ids and document numbers."""
        return f"{self.index + 1:04d}"

    @property
    def date_form(self) -> str:
        """How well the signing date is known: ``exact`` or one of the slots' ``partial`` forms."""
        return self.slot.marks.get("partial", "exact")

    @property
    def terminated(self) -> datetime.date | None:
        """The day it was ended early, where it was."""
        if "terminated" not in self.slot.marks:
            return None
        return min(self.start + (self.end - self.start) * 6 // 10, LAST_DAY)

    @property
    def last_day(self) -> datetime.date:
        """The last day on which anything can have happened under it."""
        return min(self.terminated or self.end, LAST_DAY)


@lru_cache(maxsize=512)
def make_plan(index: int) -> Plan:
    """Make the plan of the agreement with this index, from 0."""
    place = index % len(SLOTS)
    slot, draw = SLOTS[place], Draw(index, _SALT)
    block = index - place
    parent = make_plan(block + slot.parent) if slot.relation else None
    # What was entered twice has the facts of the record that stays.
    twin = make_plan(block + int(slot.marks["withdrawn"])) if "withdrawn" in slot.marks else None
    model = parent or twin
    topic = model.topic if model else draw.pick(TOPICS_BY_TYPE[slot.type])
    partners = model.partners if model else _pick_partners(index, slot, topic, draw)
    if twin:
        signed, start, end, years = twin.signed, twin.start, twin.end, twin.years
    else:
        signed, start, end, years = _set_dates(slot, parent, draw)
    known_year = f"-{signed.year}" if slot.marks.get("partial") not in ("unknown", "planned") else ""
    id_ = f"{slot.type}-{topic.slug}{known_year}-{index + 1:04d}"
    return Plan(index, id_, slot, topic, partners, signed, start, end, years, parent)


def _pick_partners(index: int, slot: Slot, topic: Topic, draw: Draw) -> tuple[PartnerKey, ...]:
    category = draw.pick(topic.partners[slot.type])
    size = pool_size(category, index)
    first = draw.below(size)
    count = min(size, draw.between(2, 3)) if "several" in slot.marks else 1
    return tuple(PartnerKey(category, (first + step) % size) for step in range(count))


_Dates = tuple[datetime.date, datetime.date, datetime.date, int]


def _set_dates(slot: Slot, parent: Plan | None, draw: Draw) -> _Dates:
    years = 1 if slot.kind in ("letter-of-intent", "rencana-kerja") else draw.pick((1, 2, 3, 3, 5, 5))
    if parent is None:
        if slot.kind == "kesepakatan-bersama" or slot.type in ("ksdpl", "ksdll"):
            years = max(years, 3) if slot.kind != "letter-of-intent" else 1
        elif "early" in slot.marks:
            years = min(years, 3)
        signed = _pick_day(slot, draw)
        # Most begin on the day of signing, some on the first of the next month.
        start = signed if draw.chance(70) else _next_month(signed)
    elif slot.relation in ("extends", "renews"):
        signed = parent.end - datetime.timedelta(days=draw.between(12, 75))
        start = parent.end + datetime.timedelta(days=1)
    elif slot.relation in ("amends", "replaces", "follows"):
        signed = start = parent.start + (parent.end - parent.start) * draw.between(4, 7) // 10
    else:
        signed = start = parent.signed + datetime.timedelta(days=draw.between(25, 160))
        years = min(years, 2)
    begins_at_once = start == signed
    signed = _workday(signed)
    start = signed if begins_at_once else start
    end = parent.end if parent and slot.relation == "amends" else add_duration(start, years=years)
    return signed, start, end, years


def _pick_day(slot: Slot, draw: Draw) -> datetime.date:
    if "early" in slot.marks:
        year = draw.pick(_EARLY_YEARS)
    elif "new" in slot.marks:
        year = draw.pick(_NEW_YEARS)
    else:
        year = draw.pick(_YEARS)
    first = datetime.date(year, 1, 4)
    last = min(datetime.date(year, 12, 24), LAST_DAY - datetime.timedelta(days=3))
    return first + datetime.timedelta(days=draw.below((last - first).days))


def _next_month(day: datetime.date) -> datetime.date:
    return (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


def _workday(day: datetime.date) -> datetime.date:
    """Give the day itself, or the Friday before a weekend."""
    return day - datetime.timedelta(days=max(0, day.weekday() - 4))
