"""What selections are called on the site."""

from generator.locale import Locale
from generator.regions import PROVINCES
from generator.register.model import Affair
from generator.selections import CROSSED, NO_YEAR, NOT_KNOWN, Kind, Selection
from generator.words.definitions import DEFINITIONS
from generator.words.explanations import EVALUATION_STATES, STATUSES
from generator.words.voice import Voice

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
    "no-term": "Cannot be determined",
}
RECORDED_NAMES = {
    "document": "Document that can be opened",
    "number": "Document number",
    "end": "End date",
    "signing": "Signing date",
}
RECORDED_TITLES = {
    ("document", "yes"): "Agreements with a document",
    ("document", "no"): "Agreements without a document",
    ("number", "yes"): "Agreements with a document number",
    ("number", "no"): "Agreements without a document number",
    ("end", "yes"): "Agreements with an end date",
    ("end", "no"): "Agreements without an end date",
    ("signing", "yes"): "Agreements with a signing date",
    ("signing", "no"): "Agreements without a signing date",
}
TITLES: dict[Kind, str] = {
    "in-force": "Agreements in force, those ending soon included",
    "in-force-evaluated": "Agreements in force and evaluated",
    "length-known": "Agreements whose length is known",
    "publication-known": "Agreements whose publication can be dated",
}
"""What selections without values are called."""
MOVEMENT_NAMES: dict[Kind, str] = {
    "year": "Newly signed",
    "signed-by": "Signed so far",
    "extended-in": "Extended",
    "ended-in": "Known to have ended",
    "in-force-at-end-of": "Known in force on 31 December",
}
YEAR_TITLES: dict[Kind, str] = {
    "ended-in": "Agreements that ended in %(year)s",
    "in-force-at-end-of": "Agreements in force at the end of %(year)s",
    "signed-by": "Agreements signed up to the end of %(year)s",
    "extended-in": "Agreements extended in %(year)s",
}
UNKNOWN_DEFINITIONS: dict[Kind, str] = {
    "department": "The sources name no department.",
    "affair": "The subject does not plainly name an affair, so none was assigned.",
}
"""What the lists hold of agreements for which no department or no affair is known."""
STATE_NAMES: dict[str, str] = {
    "current": "In force",
    "upcoming": "Not yet in force",
    "open": "Validity not known",
    "over": "No longer in force",
}
STATE_DEFINITIONS: dict[str, str] = {
    "current": DEFINITIONS["in-force"],
    "upcoming": "The first day has not come yet.",
    "open": STATUSES["unknown"],
    "over": "The last day has passed, it was ended early, or a later agreement renews or replaces it.",
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
    "current-type": "%(thing)s: agreements in force",
    "current-department": "%(thing)s: agreements in force",
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


def year_name(locale: Locale, year: str) -> str:
    """Give a year as lists name it."""
    return locale.say("Year not known") if year == NO_YEAR else year


def period_name(locale: Locale, slug: str) -> str:
    """Give a half-year in words."""
    year, half = slug.split("-")
    template = "First half of %(year)s" if half == "1" else "Second half of %(year)s"
    return locale.say(template, year=year)


def affair_name(locale: Locale, affair: Affair) -> str:
    """Give the name of an affair in the language, where the register has one in it."""
    return str(affair.value.get("name_en", affair.name)) if locale.language == "en" else affair.name


def region_name(locale: Locale, region: str) -> str:
    """Give the name of a province or a country; a code that no province has stands for itself."""
    if region == NOT_KNOWN:
        return locale.say("Region not known")
    if region.isdigit():
        province = PROVINCES.get(region)
        return locale.pick(province) if province else locale.say("Province %(code)s", code=region)
    return locale.country(region.upper())


def value_name(voice: Voice, selection: Selection) -> str:  # noqa: C901, PLR0911, PLR0912  one line a kind
    """Give the short name of what a selection selects, as it stands in a table's row."""
    locale, register = voice.locale, voice.register
    value = selection.values[-1] if selection.values else ""
    kind = CROSSED.get(selection.kind, selection.kind)
    if value == NOT_KNOWN and kind in ("department", "affair"):
        return locale.say("No department named" if kind == "department" else "No affair assigned")
    match kind:
        case "type":
            return locale.label("cooperation_type", value)
        case "status":
            return locale.say(STATUS_NAMES[value])
        case "document":
            return locale.label("document_kind", value)
        case "partner":
            return register.partners[value].name
        case "partner-category" | "year-category":
            return locale.label("partner_category", value)
        case "partner-unit":
            return register.partners[selection.values[0]].unit_name(value)
        case "partner-state" | "department-state" | "affair-state":
            return locale.say(STATE_NAMES[value])
        case "partner-evaluated":
            return locale.say(EVALUATION_NAMES[value])
        case "affair-group":
            return locale.label("affair.group", value)
        case "department" | "department-line":
            return register.departments[value].name
        case "affair":
            return affair_name(locale, register.affairs[value])
        case "region":
            return region_name(locale, value)
        case "evaluated":
            return locale.say(EVALUATION_NAMES[value])
        case "evaluated-in":
            return period_name(locale, value)
        case "recorded":
            return locale.say(RECORDED_NAMES[selection.values[0]])
        case "all":
            return locale.say("All agreements")
        case _:
            return year_name(locale, value)


def selection_title(voice: Voice, selection: Selection) -> str:
    """Give the heading of a selection's own page."""
    if selection.kind in FOLLOW_UP_TITLES:
        return _follow_up_title(voice, selection)
    return _plain_title(voice, selection)


def _plain_title(voice: Voice, selection: Selection) -> str:  # noqa: C901, PLR0911, PLR0912  one line a kind
    locale = voice.locale
    if selection.kind in TITLES:
        return locale.say(TITLES[selection.kind])
    name = value_name(voice, selection)
    if selection.kind in CROSSED:
        return f"{TYPE_ABBREVIATIONS[selection.values[0]]}: {name}"
    match selection.kind:
        case "type-year":
            return f"{TYPE_ABBREVIATIONS[selection.values[0]]} {name}"
        case (
            "partner-state" | "partner-evaluated" | "partner-unit" | "department-state"
            | "department-year" | "affair-state" | "affair-year"
        ):  # fmt: skip
            return f"{_thing_name(voice, selection)}: {name}"
        case "department-line":
            return locale.say("%(name)s and its predecessors", name=name)
        case "region" if selection.values[0] != NOT_KNOWN:
            return locale.say("Partners in %(place)s", place=name)
        case "year":
            return (
                locale.say("Agreements signed in %(year)s", year=name)
                if name.isdigit()
                else locale.say("Agreements without a known year of signing")
            )
        case "ended-in" | "in-force-at-end-of" | "signed-by":
            return locale.say(YEAR_TITLES[selection.kind], year=name)
        case "extended-in":
            return (
                locale.say(YEAR_TITLES[selection.kind], year=name)
                if name.isdigit()
                else locale.say("Agreements extended in a year that is not known")
            )
        case "year-category":
            return f"{year_name(locale, selection.values[0])}: {name}"
        case "recorded":
            return locale.say(RECORDED_TITLES[selection.values[0], selection.values[1]])
        case "evaluated-in":
            return locale.say("Agreements evaluated: %(period)s", period=name)
        case _:
            return name


def _follow_up_title(voice: Voice, selection: Selection) -> str:
    """Give the heading of a list of the evaluations or of the mapping, from the parts of its values."""
    locale, kind, values = voice.locale, selection.kind, selection.values
    parts: dict[str, str] = {}
    if kind.endswith("-department"):
        parts["thing"] = value_name(voice, Selection("department", values[-1:]))
    elif kind.endswith("-type"):
        parts["thing"] = value_name(voice, Selection("type", values[-1:]))
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


def _thing_name(voice: Voice, selection: Selection) -> str:
    """Give the name of the partner, department or affair whose agreements a selection parts."""
    register, thing = voice.register, selection.values[0]
    match selection.kind.partition("-")[0]:
        case "partner":
            return register.partners[thing].name
        case "department":
            return register.departments[thing].name
        case _:
            return affair_name(voice.locale, register.affairs[thing])


def selection_definition(voice: Voice, selection: Selection) -> str:  # noqa: PLR0911  one line a kind
    """Give the sentence that says what exactly is counted."""
    say = voice.locale.say
    match selection.kind:
        case "department" | "affair" if selection.values[0] == NOT_KNOWN:
            return say(UNKNOWN_DEFINITIONS[selection.kind])
        case "status" | "status-department":
            return say(STATUSES[selection.values[0]])
        case "evaluated" | "due-type" | "due-department":
            return say(EVALUATION_STATES[selection.values[0]])
        case "partner-evaluated":
            return say(EVALUATION_STATES[selection.values[1]])
        case "partner-state" | "department-state" | "affair-state":
            return say(STATE_DEFINITIONS[selection.values[1]])
        case "recorded":
            return say(DEFINITIONS["-".join(("recorded", *selection.values))])
        case "document" | "partner-category":
            return ""
        case _:
            return say(DEFINITIONS[selection.kind]) if selection.kind in DEFINITIONS else ""
