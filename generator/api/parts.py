"""The parts that several kinds of documents are made of, as shapes with a name each."""

from generator.agenda import DUTIES
from generator.api.shapes import Shape, code, flag, group, maybe, part, rows, text, whole
from generator.records import AGREEMENT_TYPES, FOLDERS
from generator.status import STATUSES
from generator.story.chapter import WHATS
from generator.words.relations import BONDS

DAY = {"type": "string", "format": "date"}
EDTF = {"type": "string", "description": "EDTF (ISO 8601-2)"}
PAGE = text(description="Address of a page, from the site's root.")
API = text(description="Address of a document, from the site's root.")
LINKS = {"page": PAGE, "api": API}
WORDS = part("Words")
COMPUTED = {
    "first_published": maybe(DAY),
    "last_changed": maybe(DAY),
    "last_commit": maybe(text()),
    "changes": rows(API),
}
"""What is computed of every record."""
COUNTED = {
    "selection": part("Selection"),
    "title": WORDS,
    "definition": maybe(WORDS),
}
"""What a selection is called and what exactly it holds."""


def list_shape(name: str, items: Shape) -> dict[str, Shape]:
    """Give the fields of a list that names agreements by their ids, and of where the rest of each stands."""
    api = text(description="Address of an agreement's own document, once its id is put for {id}.")
    return {"agreement_api": api, name: rows(items)}


AGREEMENTS = list_shape("agreements", part("AgreementSummary"))


def name_shape(**more: Shape) -> Shape:
    """Give the shape of a thing that is named by its id and name."""
    return group({"id": text(), "name": text(), **more})


_KNOWN_ON = maybe({**DAY, "description": "Of the site of a past day, that day; null of the present one."})
INDEX_META: dict[str, Shape] = {
    "api_version": text(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$", description="Version of the API."),
    "register": text(description="Name of the register."),
    "site": maybe(text(description="Address that all others begin with, where it is known.")),
    "as_of": {**DAY, "description": "The day for which everything is computed."},
    "known_on": _KNOWN_ON,
    "generated_at": maybe(text(format="date-time", description="Time of the commit; null outside git.")),
    "commit": maybe(text(description="Id of the commit; “-dirty” says that the folder differed.")),
    "standing": code(("official", "preparing", "compiled", "sample")),
    "notice": WORDS,
    "licence": group({"name": text(), "url": maybe(text())}),
}
"""What the index says first; but for the version, every document of data does so too."""
_META = {
    **{name: shape for name, shape in INDEX_META.items() if name not in ("generated_at", "commit")},
    "as_of": maybe(
        {**DAY, "description": "The day for which its values are computed; null where none hangs on a day."}
    ),
    "index": text(description="Address of the index, which says of which commit the whole is."),
}

PARTS: dict[str, Shape] = {
    "Words": group({"id": text(), "en": text()}, description="A text in Indonesian and in English."),
    "IndexMeta": group(
        INDEX_META, description="Of which register, day and commit everything is, and on which terms."
    ),
    "Meta": group(_META, description="Of which register the document is, as of when, and on which terms."),
    "Change": group(
        {
            "what": code(WHATS),
            "record": code(("registry", *FOLDERS.values())),
            "id": text(description="The id that the record has since; of a merger, what it was merged into."),
            "former_id": maybe(text(description="The id that it had, of one that was renamed or merged.")),
            "name": text(),
            "page": maybe(PAGE),
            "api": maybe(API),
            "commit": text(),
            "commit_url": maybe(text(description="Where the host shows the commit.")),
            "reason": maybe(text(description="Why, as it was given; null where that may not be published.")),
            "fields": rows(text(description="A field that changed, as “registri explain” knows it.")),
            "sentences": rows(WORDS),
        },
        description="What one published change did to one record.",
    ),
    "Selection": group(
        {"kind": text(), "values": rows(text())},
        description="What is selected: the kind of question and its values.",
    ),
    "Name": name_shape(),
    "Partner": name_shape(page=maybe(PAGE), api=API),
    "Thing": name_shape(**LINKS),
    "Agreement": group({"id": text(), "title": text(), **LINKS}),
    "Need": group({"id": text(), "need": text(), **LINKS}),
    "Bounds": group(
        {
            "text": EDTF,
            "earliest": {**DAY, "description": "The first day it can be."},
            "latest": {**DAY, "description": "The last day it can be."},
            "is_exact": flag(),
        },
        description="A date as it is written, and the days it can be.",
    ),
    "AgreementSummary": group(
        {
            "id": text(),
            "title": text(),
            "type": code(AGREEMENT_TYPES),
            "status": code(STATUSES),
            "signed": maybe(EDTF),
            "end": maybe(EDTF),
        },
        description="What a list says of an agreement; its own document says the rest.",
    ),
    "EvaluationSummary": group(
        {
            "id": text(description="Id of the agreement, in whose document the evaluation stands whole."),
            "title": text(),
            "date": maybe(EDTF),
            "evaluator": text(),
            "state": text(),
            "recommendation": text(),
        }
    ),
    "NeedSummary": group(
        {
            "id": text(),
            "year": whole(),
            "need": text(),
            "status": text(),
            "proposed_type": code(AGREEMENT_TYPES),
            "department": part("Name"),
            "realised_by": rows(group({"id": text(), "title": text()})),
            **LINKS,
        }
    ),
    "PartnerRow": name_shape(
        category=text(),
        region_code=maybe(text()),
        country=maybe(text()),
        agreement_count=whole(),
        **LINKS,
    ),
    "Count": group(
        {
            **COUNTED,
            "value": whole(),
            "unit": code(("agreements", "mapped-needs")),
            "list": maybe(text(description="Address of the page that lists exactly these; null of nought.")),
            "api": maybe(API),
        },
        description="A number, what exactly it counts, and where that is listed.",
    ),
    "Number": group(
        {
            "key": text(description="What tells the number from every other; it stays."),
            "figure": text(),
            "type": maybe(code(AGREEMENT_TYPES)),
            "item": maybe(text()),
            "item_name": maybe(WORDS),
            "year": maybe(whole()),
            "value": maybe(whole(description="Null where it can't be said.")),
            "unit": code(("agreements", "days")),
            "definition": WORDS,
            "list": maybe(PAGE),
            "api": maybe(API),
        },
        description="A number of the statistics.",
    ),
    "StateRow": group(
        {
            "key": text(description="“all”, a type, or the id of a department."),
            **{key: part("Count") for key in ("current", "evaluated", "overdue", "not_due")},
            "coverage": maybe(whole(description="Per cent of those due that are evaluated.")),
        }
    ),
    "Related": group(
        {
            **AGREEMENTS,
            "relations": rows(group({"from": text(), "type": code(BONDS), "to": text()})),
            "is_cut": flag(),
        },
        description="Everything that relations connect with the agreement, itself included.",
    ),
    "BackLink": group({"type": code(BONDS), "agreement": part("Agreement"), "note": maybe(text())}),
    "AgendaItem": group(
        {
            "key": text(),
            "duty": code(DUTIES),
            "date": DAY,
            "days_left": whole(),
            "overdue": flag(),
            "period": maybe(text()),
            "basis": maybe(text()),
            "extended_by": maybe(text()),
            "agreement": text(description="Id of the agreement."),
            "title": text(),
            "departments": rows(text(description="Id of a department.")),
        }
    ),
}
"""Every part by its name."""
