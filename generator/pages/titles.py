"""What selections are called on the site."""

from generator.locale import Locale
from generator.pages.edition import Edition
from generator.provinces import PROVINCES
from generator.selections import NO_YEAR, NOT_KNOWN, Selection

STATUS_NAMES = {
    "in-force": "In force",
    "ending-soon": "Ending soon",
    "upcoming": "Not yet in force",
    "ended": "Ended",
    "terminated": "Terminated",
    "superseded": "Superseded",
    "unknown": "Validity not known",
    "withdrawn": "Withdrawn",
}
EVALUATION_NAMES = {
    "done": "Evaluated",
    "overdue": "Evaluation overdue",
    "not-due": "Evaluation not due yet",
    "no-term": "Can't be said",
}
TYPE_ABBREVIATIONS = {
    "ksdd": "KSDD",
    "ksdpk": "KSDPK",
    "ksdpl": "KSDPL",
    "ksdll": "KSDLL",
    "sinergi": "Sinergi",
}


def year_name(locale: Locale, year: str) -> str:
    """Give a year as lists name it."""
    return locale.say("Year not known") if year == NO_YEAR else year


def period_name(locale: Locale, slug: str) -> str:
    """Give a half-year in words."""
    year, half = slug.split("-")
    template = "First half of %(year)s" if half == "1" else "Second half of %(year)s"
    return locale.say(template, year=year)


def value_name(edition: Edition, selection: Selection) -> str:  # noqa: C901, PLR0911, PLR0912  one line a kind
    """Give the short name of what a selection selects, as it stands in a table's row."""
    locale, register = edition.locale, edition.register
    value = selection.values[-1] if selection.values else ""
    if value == NOT_KNOWN and selection.kind in ("department", "affair"):
        return locale.say("No department named" if selection.kind == "department" else "No affair assigned")
    match selection.kind:
        case "type":
            return locale.label("cooperation_type", value)
        case "status":
            return locale.say(STATUS_NAMES[value])
        case "document":
            return locale.label("document_kind", value)
        case "partner":
            return register.partners[value].name
        case "partner-category":
            return locale.label("partner_category", value)
        case "province":
            return PROVINCES[value].name if value in PROVINCES else locale.say("Region %(code)s", code=value)
        case "country":
            return locale.country(value)
        case "department":
            return register.departments[value].name
        case "affair":
            return register.affairs[value].name
        case "evaluated":
            return locale.say(EVALUATION_NAMES[value])
        case "evaluated-in":
            return period_name(locale, value)
        case "all":
            return locale.say("All agreements")
        case _:
            return year_name(locale, value)


def selection_title(edition: Edition, selection: Selection) -> str:  # noqa: PLR0911  one line a kind
    """Give the heading of a selection's own page."""
    locale = edition.locale
    name = value_name(edition, selection)
    match selection.kind:
        case "type-year":
            return f"{TYPE_ABBREVIATIONS[selection.values[0]]} {name}"
        case "year":
            return (
                locale.say("Agreements signed in %(year)s", year=name)
                if name.isdigit()
                else locale.say("Agreements without a known year of signing")
            )
        case "province" | "country":
            return locale.say("Agreements with partners in %(place)s", place=name)
        case "ended-in":
            return locale.say("Agreements that ended in %(year)s", year=name)
        case "in-force-at-end-of":
            return locale.say("Agreements in force at the end of %(year)s", year=name)
        case "evaluated-in":
            return locale.say("Agreements evaluated: %(period)s", period=name)
        case _:
            return name


def selection_definition(edition: Edition, selection: Selection) -> str:  # noqa: PLR0911  one line a kind
    """Give the sentence that says what exactly is counted."""
    from generator.pages.explanations import EVALUATION_STATES, STATUSES  # noqa: PLC0415  texts only

    say = edition.locale.say
    match selection.kind:
        case "status":
            return say(STATUSES[selection.values[0]])
        case "evaluated":
            return say(EVALUATION_STATES[selection.values[0]])
        case "year" | "type-year":
            return say("Counted by the year of signing; agreements without a known year stand apart.")
        case "ended-in":
            return say("The last day in force, or the day of termination, lies in this year.")
        case "province":
            return say("The record of a partner names a region of this province, as regional governments do.")
        case "country":
            return say("The record of a partner names this country.")
        case "in-force-at-end-of":
            return say("The first and last day are known, and 31 December lies between them.")
        case "evaluated-in":
            return say("The record holds a formal evaluation for this half-year.")
        case _:
            return ""
