"""What each type of cooperation is and on which law it rests, in the catalogue's message ids.

Sources: UU 23/2014 art. 363-367, PP 28/2018, Permendagri 25/2020; see docs/tentang/.
"""

from typing import NamedTuple

from generator.records import AgreementType
from generator.register.model import Agreement
from generator.status import is_only_planned
from generator.text import Text


class Explanation(NamedTuple):
    """A type's sentence for the public and its legal basis."""

    about: str
    law: Text


TYPES: dict[AgreementType, Explanation] = {
    "ksdd": Explanation(
        "Two or more regions of Indonesia work together, because a service crosses their border or is "
        "better run jointly. A joint agreement is the umbrella; cooperation agreements carry it out.",
        Text(
            "UU 23/2014 pasal 363–365; PP 28/2018 pasal 2–12; Permendagri 22/2020",
            "UU 23/2014 articles 363–365; PP 28/2018 articles 2–12; Permendagri 22/2020",
        ),
    ),
    "ksdpk": Explanation(
        "The government works with a party outside government: a company, a foundation, an association, "
        "a school or an individual. A feasibility study comes before every such cooperation.",
        Text(
            "UU 23/2014 pasal 366; PP 28/2018 pasal 13–22; Permendagri 22/2020",
            "UU 23/2014 article 366; PP 28/2018 articles 13–22; Permendagri 22/2020",
        ),
    ),
    "ksdpl": Explanation(
        "The government works with a local government abroad, such as a sister city or province. A letter of "
        "intent comes first; the memorandum needs the council's and the minister's approval.",
        Text(
            "UU 23/2014 pasal 367; PP 28/2018 pasal 23–35; Permendagri 25/2020",
            "UU 23/2014 article 367; PP 28/2018 articles 23–35; Permendagri 25/2020",
        ),
    ),
    "ksdll": Explanation(
        "The government works with an institution abroad, either continuing a cooperation of the central "
        "government or with its approval.",
        Text(
            "UU 23/2014 pasal 367; PP 28/2018 pasal 25 dan 36–42; Permendagri 25/2020",
            "UU 23/2014 article 367; PP 28/2018 articles 25 and 36–42; Permendagri 25/2020",
        ),
    ),
    "sinergi": Explanation(
        "The government and a central-government body join their programmes, each paying from its own "
        "budget. A memorandum of agreement carries the work plan with it.",
        Text("PP 28/2018 pasal 46, 48–49", "PP 28/2018 articles 46, 48–49"),
    ),
}

STATUSES: dict[str, str] = {
    "in-force": "The last day is known and has not come.",
    "ending-soon": "The last day lies within the next 90 days.",
    "upcoming": "The first day has not come yet.",
    "ended": "The last day has passed.",
    "terminated": "It was ended early, on a stated ground.",
    "superseded": "A later agreement renews or replaces it.",
    "unknown": (
        "No source says when it ends, what they say is too coarse to decide, or its signing is only known to "
        "have been planned."
    ),
    "withdrawn": "The record was withdrawn from the register, with a reason; it is in no other count.",
}

NO_END = "No source says when it ends, so whether it is in force is not known."

COARSE_END = "Its last day is not known exactly, so whether it has passed is not known."

NO_BEGIN = "No source says that it was signed or when it begins, so whether it is in force is not known."

LENGTH_ONLY = "Its length is known, but not the day on which it begins, so its last day cannot be computed."

ONLY_PLANNED = "Its signing was planned, but no source says that it was signed."


def explain_status(agreement: Agreement) -> str:
    """Give the message that says what an agreement's status means, and for the unknown ones why."""
    return STATUSES[agreement.status] if agreement.status != "unknown" else _explain_doubt(agreement)


def _explain_doubt(agreement: Agreement) -> str:
    """Give the message that says why it is not known whether an agreement is in force."""
    if is_only_planned(agreement.value):
        return ONLY_PLANNED
    if agreement.end is None:
        return LENGTH_ONLY if "duration" in agreement.value.get("term", {}) else NO_END
    return NO_BEGIN if agreement.end.earliest == agreement.end.latest else COARSE_END


EVALUATION_STATES: dict[str, str] = {
    "done": "In force and evaluated as the schedule asks, or over and evaluated at least once.",
    "overdue": "In force for at least a whole period that has ended, but not evaluated as the schedule asks.",
    "not-due": "In force, but not yet for a whole period that has ended, or since a day that is not known.",
    "no-term": "Not known to be in force, and never evaluated: nothing can be called due.",
}
