"""What selections are called on the site."""

from generator.locale import Locale
from generator.pages.edition import Edition
from generator.selections import NO_YEAR, NOT_KNOWN, Kind, Selection

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


# What the pages of evaluations and of the mapping count.
FOLLOW_UP_TITLES: dict[Kind, str] = {
    "current": "Agreements in force",
    "current-type": "%(thing)s: agreements in force",
    "current-department": "%(thing)s: agreements in force",
    "due": "In force: %(state)s",
    "due-type": "%(thing)s, in force: %(state)s",
    "due-department": "%(thing)s, in force: %(state)s",
    "unevaluated": "In force and not evaluated",
    "unevaluated-department": "%(thing)s: in force and not evaluated",
    "status-department": "%(thing)s: %(state)s",
    "evaluated-in-type": "%(thing)s: evaluated, %(period)s",
    "evaluated-in-department": "%(thing)s: evaluated, %(period)s",
    "missed-in": "Not evaluated: %(period)s",
    "missed-in-type": "%(thing)s: not evaluated, %(period)s",
    "execution-in": "State of execution “%(state)s”: %(period)s",
    "recommended-in": "Recommendation “%(state)s”: %(period)s",
    "mapped": "Signed in %(year)s, with a mapped need",
    "unmapped": "Signed in %(year)s, without a mapped need",
}
_IN_FORCE = "Known to be in force on the day that this page was made for."
_UNEVALUATED = "In force, without the evaluation that the schedule asks for: overdue, or not due yet."
_EVALUATED_IN = "The record holds a formal evaluation for this half-year."
_MISSED = "Known to have been in force for all of the period, without an evaluation for it in the register."
_AS_EVALUATED = "As the evaluation for this half-year says it."
FOLLOW_UP_DEFINITIONS: dict[Kind, str] = {
    **dict.fromkeys(("current", "current-type", "current-department"), _IN_FORCE),
    **dict.fromkeys(("unevaluated", "unevaluated-department"), _UNEVALUATED),
    **dict.fromkeys(("evaluated-in-type", "evaluated-in-department"), _EVALUATED_IN),
    **dict.fromkeys(("missed-in", "missed-in-type"), _MISSED),
    **dict.fromkeys(("execution-in", "recommended-in"), _AS_EVALUATED),
    "mapped": "A mapped need, of whatever year, names the agreement as what realised it.",
    "unmapped": "No mapped need, of whatever year, names the agreement as what realised it.",
}


def year_name(locale: Locale, year: str) -> str:
    """Give a year as lists name it."""
    return locale.say("Year not known") if year == NO_YEAR else year


def period_name(locale: Locale, slug: str) -> str:
    """Give a half-year in words."""
    year, half = slug.split("-")
    template = "First half of %(year)s" if half == "1" else "Second half of %(year)s"
    return locale.say(template, year=year)


def value_name(edition: Edition, selection: Selection) -> str:  # noqa: C901, PLR0911  one line a kind
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
    if selection.kind in FOLLOW_UP_TITLES:
        return _follow_up_title(edition, selection)
    match selection.kind:
        case "type-year":
            return f"{TYPE_ABBREVIATIONS[selection.values[0]]} {name}"
        case "year":
            return (
                locale.say("Agreements signed in %(year)s", year=name)
                if name.isdigit()
                else locale.say("Agreements without a known year of signing")
            )
        case "ended-in":
            return locale.say("Agreements that ended in %(year)s", year=name)
        case "in-force-at-end-of":
            return locale.say("Agreements in force at the end of %(year)s", year=name)
        case "evaluated-in":
            return locale.say("Agreements evaluated: %(period)s", period=name)
        case _:
            return name


def _follow_up_title(edition: Edition, selection: Selection) -> str:
    """Give the heading of a list of the evaluations or of the mapping, from the parts of its values."""
    locale, kind, values = edition.locale, selection.kind, selection.values
    parts: dict[str, str] = {}
    if kind.endswith("-department"):
        parts["thing"] = value_name(edition, Selection("department", values[-1:]))
    elif kind.endswith("-type"):
        parts["thing"] = value_name(edition, Selection("type", values[-1:]))
    if kind in ("mapped", "unmapped"):
        parts["year"] = values[0]
    elif kind.startswith(("evaluated-in", "missed-in", "execution-in", "recommended-in")):
        parts["period"] = period_name(locale, values[0])
    if kind.startswith("due"):
        parts["state"] = locale.say(EVALUATION_NAMES[values[0]])
    elif kind == "status-department":
        parts["state"] = locale.say(STATUS_NAMES[values[0]])
    elif kind in ("execution-in", "recommended-in"):
        part = "evaluation.state" if kind == "execution-in" else "evaluation.recommendation"
        parts["state"] = locale.label(part, values[1])
    return locale.say(FOLLOW_UP_TITLES[kind], **parts)


def selection_definition(edition: Edition, selection: Selection) -> str:  # noqa: PLR0911  one line a kind
    """Give the sentence that says what exactly is counted."""
    from generator.pages.explanations import EVALUATION_STATES, STATUSES  # noqa: PLC0415  texts only

    say = edition.locale.say
    if selection.kind in FOLLOW_UP_DEFINITIONS:
        return say(FOLLOW_UP_DEFINITIONS[selection.kind])
    match selection.kind:
        case "due" | "due-type" | "due-department":
            return say(EVALUATION_STATES[selection.values[0]])
        case "status" | "status-department":
            return say(STATUSES[selection.values[0]])
        case "evaluated":
            return say(EVALUATION_STATES[selection.values[0]])
        case "year" | "type-year":
            return say("Counted by the year of signing; agreements without a known year stand apart.")
        case "ended-in":
            return say("The last day in force, or the day of termination, lies in this year.")
        case "in-force-at-end-of":
            return say("The first and last day are known, and 31 December lies between them.")
        case "evaluated-in":
            return say("The record holds a formal evaluation for this half-year.")
        case _:
            return ""
