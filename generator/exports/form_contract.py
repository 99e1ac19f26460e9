"""What the form for staff is told of the rules: the rule table's own texts and lists, as JSON.

The form's script holds no word and no list of its own: all of it is read from where the check reads it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from babel.core import Locale as BabelLocale

from generator.check.countries import COUNTRIES
from generator.check.persons import ADDRESS_PATTERNS, AMOUNT, TEXT_PATTERNS, WHOLE, WORTH
from generator.check.rules import RULES
from generator.check.rules.documents import DOCUMENT_KINDS, PRESS_NAMES
from generator.check.rules.files import NEEDS
from generator.check.rules.funding import UNITS
from generator.check.rules.lifecycle import GROUNDS, STAGES
from generator.check.rules.parties import FOREIGN_CATEGORIES, NOT_THIRD_PARTY, USUAL_CATEGORIES
from generator.check.rules.privacy import ADDRESSES, NO_TEXTS
from generator.check.rules.regions import HEAD_OF_REGION, JAKARTA, LEVELS_OF_HEADS, TWINS
from generator.check.rules.succession import UMBRELLAS
from generator.check.schema_faults import FORMS, MOST_KEYS
from generator.check.wording import HALF_YEAR, LONGEST_WORD, SENTENCES, TERMS
from generator.entry.blanks import NOT_KNOWN, NOTHING
from generator.entry.dates import INSTEAD, WRONG
from generator.entry.ids import DOCUMENTS
from generator.entry.months import MONTHS
from generator.levels import HEADS
from generator.locale import load_catalogue
from generator.read.scalars import BOOLEAN_LIKE
from generator.records import FOLDERS, FOREIGN_TYPES, RESERVED_IDS, UNSTORABLE_IDS, Record
from generator.regions import PROVINCES
from generator.text import Language, Text

READING_RULES = (
    "KS002", "KS004", "KS005", "KS006", "KS007", "KS016", "KS020", "KS021", "KS022", "KS023", "KS024",
    "KS025", "KS026", "KS027", "KS028", "KS029",
)  # fmt: skip
"""The rules on how a file is written that the form judges when it opens one, and in what is typed."""
SCHEMA_RULES = (
    "KS101", "KS102", "KS103", "KS104", "KS105", "KS106", "KS107", "KS108", "KS109", "KS110", "KS120",
    "KS121", "KS122", "KS123",
)  # fmt: skip
"""The rules that a schema states."""
OWN_RULES = (
    "KS202", "KS205", "KS208", "KS213", "KS214",
    "KS301", "KS302", "KS303", "KS305", "KS306", "KS307", "KS308", "KS309", "KS310", "KS311",
    "KS313", "KS314", "KS320", "KS321", "KS322", "KS323",
    "KS401", "KS404", "KS405", "KS406", "KS407", "KS411",
    "KS502", "KS503", "KS504", "KS508", "KS509", "KS510",
    "KS601", "KS603", "KS604", "KS605", "KS606", "KS612", "KS613", "KS614", "KS620", "KS621", "KS622",
    "KS634", "KS635",
    "KS701", "KS702", "KS703", "KS704", "KS705", "KS706", "KS707", "KS708", "KS801", "KS802", "KS803",
)  # fmt: skip
"""The rules that need nothing but the record itself and the day."""
SHARED_RULES = (
    "KS203", "KS211", "KS212", "KS304", "KS402", "KS403", "KS412", "KS420", "KS421", "KS422", "KS423",
    "KS430", "KS431", "KS501", "KS505", "KS506", "KS507", "KS511", "KS512", "KS513", "KS514",
    "KS602",
)  # fmt: skip
"""The rules that need what the form knows of the other records: ``list_neighbours``."""
FORM_RULES: tuple[str, ...] = (*READING_RULES, *SCHEMA_RULES, *OWN_RULES, *SHARED_RULES)
"""Every rule that the form judges as the check does; on any other it says nothing."""

_SYNTAX_RULES = (
    "KS001",
    "KS003",
    "KS008",
    "KS009",
    "KS010",
    "KS011",
    "KS012",
    "KS013",
    "KS014",
    "KS015",
    "KS017",
)
_LANGUAGES: tuple[Language, ...] = ("id", "en")


def list_contract() -> dict[str, Any]:
    """Give the rules' texts, the words in them and the lists they rest on, ready for JSON.

    ``claimed`` are the rules that the form judges; of the others in ``rules`` it only borrows the words.
    """
    return {
        "claimed": list(FORM_RULES),
        "rules": {rule: _list_rule(rule) for rule in (*_SYNTAX_RULES, *FORM_RULES)},
        "terms": {
            name: {value: _both(text) for value, text in texts.items()} for name, texts in TERMS.items()
        },
        "sentences": {name: _both(text) for name, text in SENTENCES.items()},
        "half_year": _both(HALF_YEAR),
        "longest_word": LONGEST_WORD,
        "most_keys": MOST_KEYS,
        "forms": FORMS,
        "calendar": {language: _list_calendar(language) for language in _LANGUAGES},
        "boolean_like": sorted(BOOLEAN_LIKE),
        "reserved_ids": {kind: sorted(RESERVED_IDS.get(kind, ())) for kind in FOLDERS.values()},
        "unstorable_ids": sorted(UNSTORABLE_IDS),
        "foreign_types": sorted(FOREIGN_TYPES),
        "twins": TWINS,
        "heads": HEADS,
        "head_of_region": HEAD_OF_REGION,
        "levels_of_heads": LEVELS_OF_HEADS,
        "jakarta": JAKARTA,
        "stages": STAGES,
        "grounds": GROUNDS,
        "document_kinds": DOCUMENT_KINDS,
        "press_names": PRESS_NAMES,
        "umbrellas": sorted(UMBRELLAS),
        "foreign_categories": sorted(FOREIGN_CATEGORIES),
        "usual_categories": {kind: sorted(categories) for kind, categories in USUAL_CATEGORIES.items()},
        "not_third_party": sorted(NOT_THIRD_PARTY),
        "countries": sorted(COUNTRIES),
        "provinces": sorted(PROVINCES),
        "needs": NEEDS,
        "units": UNITS,
        "no_texts": sorted(NO_TEXTS),
        "addresses": sorted(ADDRESSES),
        "persons": {
            "text": TEXT_PATTERNS,
            "address": ADDRESS_PATTERNS,
            "amount": AMOUNT,
            "worth": WORTH,
            "whole": sorted(WHOLE),
        },
        "written_dates": {
            reason: {"wrong": _both(wrong), "instead": _both(INSTEAD[reason])}
            for reason, wrong in WRONG.items()
        },
        "months": MONTHS,
        "nothing": sorted(NOTHING),
        "not_known": sorted(NOT_KNOWN),
        "id_documents": DOCUMENTS,
    }


def _list_rule(rule_id: str) -> dict[str, Any]:
    rule = RULES[rule_id]
    since = rule.since.isoformat() if rule.since else ""
    return {
        "severity": rule.severity, "since": since, "message": _both(rule.message), "help": _both(rule.help),
    }  # fmt: skip


def _both(text: Text) -> dict[Language, str]:
    return {"id": text.id, "en": text.en}


def _list_calendar(language: Language) -> dict[str, Any]:
    """Give the months and the words around dates, as the site's pages write them."""
    babel, say = BabelLocale.parse(language), load_catalogue(language).gettext
    months = babel.months["format"]
    return {
        "months": [months["wide"][number] for number in range(1, 13)],
        "short": [months["abbreviated"][number] for number in range(1, 13)],
        "or": say(" or "),
        "uncertain": say("%(date)s (uncertain)") % {"date": "{date}"},
        "about": say("about %(date)s") % {"date": "{date}"},
    }


_KEPT: dict[str, tuple[str, ...]] = {
    "agreement": (
        "type",
        "title",
        "document.kind",
        "signing.date",
        "term.end",
        "relations",
        "parties",
        "former_ids",
    ),
    "partner": ("name", "aliases", "category", "region_code", "units", "former_ids"),
    "department": ("name", "valid_from", "valid_until", "former_ids"),
    "affair": ("name", "former_ids"),
    "mapping-entry": ("former_ids",),
    "official-total": ("former_ids",),
}
_KEPT_OF_ITEMS = {
    "relations": ("type", "agreement"),
    "parties": ("partner", "number"),
    "units": ("id", "name"),
}


def list_neighbours(records: Iterable[Record], known: Iterable[Record] = ()) -> dict[str, Any]:
    """Give what the form knows of a register: whose it is, and of each record what rules on others ask.

    ``known`` are records that have a file but also faults of their own: they exist, and no more is said.
    """
    by_kind: dict[str, dict[str, Any]] = {kind: {} for kind in _KEPT}
    registry: Mapping[str, Any] = {}
    for record in sorted(records, key=lambda one: one.file):
        if record.kind == "registry":
            registry = record.value
        else:
            by_kind[record.kind].setdefault(
                record.id, {"file": record.file, **_keep(record.value, _KEPT[record.kind])}
            )
    for record in known:
        if record.kind in by_kind:
            by_kind[record.kind].setdefault(record.id, {"file": record.file, "broken": True})
    return {
        "government": registry.get("government", ""),
        "standing": registry.get("standing", ""),
        "level": registry.get("level", ""),
        "region_code": registry.get("region_code", ""),
        "longest_term": registry.get("longest_term"),
        "allowed_values": [item["value"] for item in registry.get("allowed_values", ())],
        "records": by_kind,
    }


def _keep(value: Any, paths: tuple[str, ...]) -> dict[str, Any]:  # noqa: ANN401  a record's value
    kept: dict[str, Any] = {}
    for path in paths:
        key, _, inner = path.partition(".")
        if key not in value:
            continue
        if inner:
            kept[key] = _keep(value[key], (inner,))
        elif key in _KEPT_OF_ITEMS:
            kept[key] = [_keep(item, _KEPT_OF_ITEMS[key]) for item in value[key]]
        else:
            kept[key] = value[key]
    return kept
