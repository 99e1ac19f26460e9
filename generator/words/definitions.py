"""What exactly each number counts: one sentence a kind of number, in the catalogue's message ids."""

_IN_FORCE = "Known to be in force on the day that this page was made for."
_UNEVALUATED = "In force, without the evaluation that the schedule asks for: overdue, or not due yet."
_EVALUATED_IN = "The record holds a formal evaluation for this half-year."
_MISSED = "Known to have been in force for all of the period, without an evaluation for it in the register."
_AS_EVALUATED = "As the evaluation for this half-year says it."

DEFINITIONS: dict[str, str] = {
    "all": "All agreements in the register; withdrawn records are in no count.",
    "type": "Counted by the type that the record states.",
    "type-year": "Counted by the year of signing; agreements without a known year stand apart.",
    "year": "Counted by the year of signing; agreements without a known year stand apart.",
    "department-year": "Counted by the year of signing; agreements without a known year stand apart.",
    "department-line": (
        "Agreements of the department and of all whose place it has taken, directly or through others; each "
        "counts once."
    ),
    "affair-year": "Counted by the year of signing; agreements without a known year stand apart.",
    "affair-group": "An agreement about several affairs of a group counts once.",
    "signed-by": "Signed up to the end of this year; those without a known year of signing are left out.",
    "extended-in": "A later agreement extends it; counted in the year in which the later one was signed.",
    "ended-in": (
        "The last day in force, or the day of termination, lies in this year; an agreement that was renewed "
        "or replaced ends on the day before the new one begins."
    ),
    "in-force-at-end-of": (
        "The first and last day are known, and 31 December lies between them; one that had been terminated, "
        "renewed or replaced by then is no longer in force."
    ),
    "document": "Counted by the kind of document.",
    "in-force": (
        "The last day is known and has not passed, and nothing has taken its place; those that end soon "
        "are among them."
    ),
    "in-force-evaluated": "In force and evaluated as the schedule asks.",
    "in-force-overdue": (
        "In force for at least a whole period that has ended, but not evaluated as the schedule asks."
    ),
    "in-force-not-due": (
        "In force, but not yet for a whole period that has ended, or since a day that is not known."
    ),
    "department": "An agreement of several departments counts once for each.",
    "type-department": "An agreement of several departments counts once for each.",
    "affair": "An agreement about several affairs counts once for each.",
    "type-affair": "An agreement about several affairs counts once for each.",
    "partner-category": "An agreement with partners of several categories counts once for each category.",
    "type-category": "An agreement with partners of several categories counts once for each category.",
    "year-category": "An agreement with partners of several categories counts once for each category.",
    "region": (
        "A partner's province or country, where its record states one: mostly that of regional governments "
        "and foreign partners. An agreement with partners in several counts once for each."
    ),
    "type-region": (
        "A partner's province or country, where its record states one: mostly that of regional governments "
        "and foreign partners. An agreement with partners in several counts once for each."
    ),
    "recorded-document-yes": "A document that can be opened is recorded: a file in the register or a link.",
    "recorded-document-no": "No document that can be opened is recorded.",
    "recorded-number-yes": "The document number of at least one party is recorded.",
    "recorded-number-no": "No party's document number is recorded.",
    "recorded-end-yes": "The last day is stated, or follows from the first day and the length.",
    "recorded-end-no": "The last day is not stated, and cannot be computed.",
    "recorded-signing-yes": "The date of signing is recorded, though perhaps only the month or the year.",
    "recorded-signing-no": "No date of signing is recorded.",
    "length": (
        "Days from the first to the last as agreed, both counted; only where both are certain. The first is "
        "the stated one, else that of signing. Of two middle ones the shorter is given."
    ),
    "length-known": "The first and last day are certain; the first is the stated one, else that of signing.",
    "publication": (
        "Days from the signing to the first appearance of the record in the register's published history; "
        "only where the day of signing is certain. Of two middle ones the shorter is given. An older "
        "agreement that was entered later, such as from a list that was imported, counts with the day of its "
        "entry."
    ),
    "publication-known": (
        "The day of signing is certain, and the record first appeared in the register's published history "
        "on that day or later."
    ),
    "published-total": "A figure that the government itself has published, with its source.",
    **dict.fromkeys(("current-type", "current-department"), _IN_FORCE),
    **dict.fromkeys(("unevaluated", "unevaluated-department"), _UNEVALUATED),
    **dict.fromkeys(("evaluated-in", "evaluated-in-type", "evaluated-in-department"), _EVALUATED_IN),
    **dict.fromkeys(("missed-in", "missed-in-type"), _MISSED),
    **dict.fromkeys(("execution-in", "recommended-in"), _AS_EVALUATED),
    "mapped": "A mapped need, of whatever year, names the agreement as what realised it.",
    "unmapped": "No mapped need, of whatever year, names the agreement as what realised it.",
}

COMPILED = (
    "This register is compiled from public pages: the number tells when its compilers came upon the "
    "agreement, not how fast the government publishes."
)
NO_HISTORY = "The register has no published history, or only a part of it, so this cannot be said."
