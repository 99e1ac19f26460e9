"""What the form reads when its page opens: schemas, words, and the names in the register, as JSON.

The texts are those of the page's language; schemas carry both languages, for the messages about them are the
check's. Of a large register the agreements and mapped needs come in a second file, when they are asked for.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import orjson
from babel.core import Locale as BabelLocale

from generator import addresses
from generator.check.countries import COUNTRIES
from generator.edition import Edition
from generator.hosting import LONGEST_ADDRESS, Hosting, read_hosting
from generator.locale import LENGTHS, Locale
from generator.pages.form import FORM_SCHEMAS
from generator.records import AGREEMENT_TYPES
from generator.text import Language
from generator.words.explanations import TYPES
from generator.words.form import FORM_WORDS
from generator.words.titles import STATUS_NAMES, TYPE_ABBREVIATIONS, affair_name

Neighbours: TypeAlias = Mapping[str, Any]
"""What the form knows of a register's records, by kind and id."""

MOST_AT_ONCE = 1500
"""How many agreements come along with the page; more of them come later."""

_PARAMETER = re.compile(r"%\((\w+)\)s")
# The note that a record gets for what is marked as not known: records are in Indonesian.
_UNKNOWN_NOTE = "Tidak disebut sumber."
_EVALUATION = "part-evaluation"
_LAYOUT: dict[str, Any] = {
    "agreement": {
        "parts": [
            {
                "title": "part-about",
                "fields": ["document.kind", "parties", "subject", "title", "purpose"],
            },
            {"title": "part-when", "fields": ["signing.date", "term.start", "term.end", "term.duration"]},
            {"title": "part-who", "fields": ["departments", "affairs"]},
            {"title": "part-sources", "fields": ["sources", "unknown", "certainty"]},
            {"title": "part-file", "fields": ["id"]},
        ],
        "lists": ["departments", "affairs", "sources"],
        "unknown": {
            "parties": "number",
            "signing.date": "signing-date",
            "term.start": "start",
            "term.end": "end",
            "departments": "departments",
        },
    },
    "evaluation": {
        "parts": [{"title": _EVALUATION, "fields": ["evaluations"]}],
        "lists": [],
        "unknown": {},
    },
    "partner": {
        "parts": [
            {"title": "part-partner", "fields": ["name", "category", "region_code", "country", "aliases"]},
            {"title": "part-file", "fields": ["id"]},
        ],
        "lists": [],
        "unknown": {},
    },
    "mapping-entry": {
        "parts": [
            {"title": "part-mapping", "fields": ["year", "department", "basis", "need", "affairs"]},
            {
                "title": "part-plan",
                "fields": ["proposed_type", "partner_categories", "status", "realised_by"],
            },
            {"title": "part-file", "fields": ["id"]},
        ],
        "lists": ["affairs"],
        "unknown": {},
    },
}


def render_form_data(edition: Edition, neighbours: Neighbours, *, whole: bool = False) -> bytes:
    """Give the data of the form; ``whole`` also for a large register, for a page that can fetch no more.

    ``neighbours`` is what ``list_neighbours`` gives of the register.
    """
    locale, registry = edition.locale, edition.register.registry
    data: dict[str, Any] = {
        "language": locale.language,
        "words": _list_words(locale),
        "unknown_note": _UNKNOWN_NOTE,
        "layout": _LAYOUT,
        "kinds": list(_iterate_kinds(edition)),
        "schemas": {name: _trim(locale.schemas.get_stored(name)) for name in FORM_SCHEMAS},
        "parts": {name: _trim(part) for name, part in locale.schemas.shared.items()},
        "registry": {"government": registry["government"], "name": registry["government_name"]},
        "hosting": _describe_hosting(read_hosting(registry.get("repository_url", ""))),
        "contact": registry.get("contact_url", ""),
        "mapping": [[entry.id, entry.value["need"], entry.year] for entry in edition.register.mapping],
        "affairs": [(one.id, affair_name(locale, one)) for one in edition.register.affairs.values()],
        **_list_codes(locale.language),
        "neighbours": neighbours,
    }
    if not whole and is_large(edition):
        data["mapping"] = None
        data["neighbours"] = {**neighbours, "records": {**neighbours["records"], "agreement": None}}
    return orjson.dumps(data)


def is_large(edition: Edition) -> bool:
    """Whether the register holds more agreements than come along with the page."""
    return len(edition.register.agreements) > MOST_AT_ONCE


def render_form_agreements(edition: Edition, neighbours: Neighbours) -> bytes:
    """Give what the form reads later of a large register: its agreements and mapped needs."""
    return orjson.dumps(
        {
            "agreements": neighbours["records"]["agreement"],
            "mapping": [[entry.id, entry.value["need"], entry.year] for entry in edition.register.mapping],
        }
    )


def list_form_files(edition: Edition) -> tuple[str, ...]:
    """Give the addresses of the form's data, under the root of its language."""
    later = (addresses.FORM_AGREEMENTS,) if is_large(edition) else ()
    return addresses.FORM_DATA, addresses.FORM_OFFLINE, *later


def _list_words(locale: Locale) -> dict[str, str]:
    """Give all that the form says, with ``{name}`` where a part is filled in."""
    words = {key: locale.say(text) for key, text in FORM_WORDS.items()}
    words |= {f"status-{status}": locale.say(text) for status, text in STATUS_NAMES.items()}
    for unit, text in LENGTHS.items():
        words |= {f"p-{unit}": locale.say(text), f"p-{unit}-one": locale.say(text, number="1")}
    return {key: _PARAMETER.sub(r"{\1}", text) for key, text in words.items()}


def _iterate_kinds(edition: Edition) -> Iterator[dict[str, str]]:
    """Give the kinds of records that can be begun, with what each is."""
    locale = edition.locale
    for one in AGREEMENT_TYPES:
        name, about = locale.label("cooperation_type", one), locale.say(TYPES[one].about)
        yield {"key": one, "short": TYPE_ABBREVIATIONS[one], "name": name, "about": about}
    for name in ("partner", "mapping-entry"):
        schema, is_own = locale.schemas.get(name), locale.language == "id"
        title = schema["title" if is_own else "x-title-en"]
        about = schema["description" if is_own else "x-description-en"]
        yield {"key": name, "short": title, "name": title, "about": about}


def _trim(part: Any) -> Any:  # noqa: ANN401  any JSON value
    """Leave out of a schema what only editors read."""
    if isinstance(part, list):
        return [_trim(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: f"#{item.rpartition('/')[2]}" if key == "$ref" else _trim(item)
        for key, item in part.items()
        if key not in ("$schema", "enumDescriptions", "$comment")
    }


def _list_codes(language: Language) -> dict[str, list[tuple[str, str]]]:
    """Give the names of countries and languages by their codes."""
    babel = BabelLocale.parse(language)
    countries = sorted((code, str(babel.territories.get(code, code))) for code in COUNTRIES)
    languages = sorted((code, str(name)) for code, name in babel.languages.items() if len(code) == len("id"))
    return {"countries": countries, "languages": languages}


def _describe_hosting(hosting: Hosting | None) -> dict[str, Any] | None:
    """Give the addresses at which files are proposed; None where no host is known."""
    if hosting is None:
        return None
    return {
        "name": hosting.name,
        "filled": hosting.begin_filled,
        "blank": hosting.begin,
        "edit": hosting.edit_pattern,
        "limit": LONGEST_ADDRESS,
    }
