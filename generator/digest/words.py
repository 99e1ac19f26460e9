"""What is said of each item of an agenda: its kind, its day and what to do, in one language."""

from generator.agenda import DUTIES, Duty, Item
from generator.dates import from_day
from generator.locale import Locale

DUTY_TITLES: dict[Duty, str] = {
    "ending": "Ends",
    "extension-notice": "Announce an extension",
    "evaluation": "Evaluation, %(period)s",
    "report": "Yearly report on %(period)s",
    "closing": "Ended without an evaluation",
}
"""What an item is called; the catalogue has it in the other language."""
DUTY_COUNTS: dict[tuple[Duty, bool], str] = {
    ("ending", False): "%(count)s agreements end",
    ("extension-notice", False): "%(count)s extensions to announce",
    ("evaluation", True): "%(count)s evaluations overdue",
    ("evaluation", False): "%(count)s evaluations due",
    ("report", True): "%(count)s yearly reports overdue",
    ("report", False): "%(count)s yearly reports due",
    ("closing", True): "%(count)s agreements ended without an evaluation",
}
"""How many there are of a kind, overdue or not."""
DUTY_ACTIONS: dict[tuple[Duty, bool], str] = {
    ("ending", False): "The agreement is in force up to and including this day. If it is to go on, prepare "
    "its extension now.",
    ("extension-notice", False): "If this agreement is to be extended, tell the Minister of Home Affairs by "
    "this day, six months before it ends, with copies to the governor and the council.",
    ("evaluation", True): "The register holds no evaluation for this period, though it was awaited until "
    "this day.",
    ("evaluation", False): "The evaluation for this period is awaited until this day.",
    ("report", True): "The register holds no evaluation of this year, which is what the report is made of; "
    "the report was due on this day.",
    ("report", False): "Cooperation abroad is reported to the governor every year; this report is due by "
    "this day.",
    ("closing", True): "It ended on this day and the register holds no evaluation of it. Add one, so that "
    "it is known what came of it.",
}
"""What there is to do about an item, overdue or not."""
PROVINCE_ACTIONS: dict[tuple[Duty, bool], str] = {
    ("extension-notice", False): "If this agreement is to be extended, tell the Minister of Home Affairs by "
    "this day, six months before it ends, with a copy to the council.",
    ("report", False): "Cooperation abroad is reported to the Minister of Home Affairs every year; this "
    "report is due by this day.",
}
"""What a province does otherwise: no governor stands above it."""
PERIOD_WORDS = {"1": "first half of %(year)s", "2": "second half of %(year)s"}
"""A half-year within a sentence."""


def word_kind(locale: Locale, item: Item) -> str:
    """Give what an item is, such as "Evaluation, first half of 2026"."""
    return locale.say(DUTY_TITLES[item.duty], period=word_period(locale, item.period))


def word_period(locale: Locale, period: str) -> str:
    """Give a half-year or a year as a part of a sentence; nothing where there is none."""
    year, _, half = period.partition("-")
    return locale.say(PERIOD_WORDS[half], year=year) if half else year


def word_action(locale: Locale, item: Item) -> str:
    """Give what is to be done, or was not."""
    if item.extended_by:
        action = locale.say("It goes on by %(id)s, which extends or renews it.", id=item.extended_by)
    else:
        key = item.duty, item.is_overdue
        own = PROVINCE_ACTIONS.get(key) if item.level == "provinsi" else None
        action = locale.say(own or DUTY_ACTIONS[key])
    return " ".join(filter(None, (action, word_doubt(locale, item))))


def word_doubt(locale: Locale, item: Item) -> str:
    """Say where the day itself is not certain; nothing where it is."""
    end = item.agreement.end
    if item.duty not in ("ending", "extension-notice") or end is None:
        return ""
    if not end.is_exact:
        return locale.say("The end is recorded as %(date)s; this counts with its last possible day.",
                          date=locale.date(end))  # fmt: skip
    if item.agreement.end_is_computed:
        return locale.say("The end was computed from the stated length.")
    return ""


def word_days(locale: Locale, item: Item) -> str:
    """Give how long there is still, or how long it has been."""
    if item.days_left == 0:
        return locale.say("today")
    if not item.is_overdue:
        return locale.say("in %(number)s days", number=locale.number(item.days_left))
    ago = "%(number)s days ago" if item.duty == "closing" else "%(number)s days overdue"
    return locale.say(ago, number=locale.number(-item.days_left))


def word_day(locale: Locale, item: Item) -> str:
    """Give an item's day in full."""
    return locale.date(from_day(item.date))


def word_counts(locale: Locale, items: list[Item]) -> list[str]:
    """Give how many items there are of each kind, those that have passed apart from those that have not."""
    found = []
    for duty in DUTIES:
        for passed in (True, False):
            number = sum(item.duty == duty and item.is_overdue == passed for item in items)
            if number:
                found.append(locale.say(DUTY_COUNTS[duty, passed], count=locale.number(number)))
    return found
