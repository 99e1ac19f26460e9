"""What the search knows: each agreement's words and facets once, and the roots of all words.

Everything that several agreements share (partners, departments, affairs) stands once and is named by its
place in a list, so that ten thousand agreements stay some hundred kilobytes compressed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import orjson

from generator.document_head import describe_edition
from generator.edition import Edition
from generator.locale import Locale
from generator.register.model import Agreement
from generator.register.register import Register
from generator.roots import COMPOUNDS, find_roots, split_words
from generator.words.titles import EVALUATION_NAMES, STATUS_NAMES, TYPE_ABBREVIATIONS, affair_name


class SearchData:
    """What the search knows in one language: the agreements, and the things that they share."""

    columns: tuple[str, ...]
    links: Sequence[str] = ()
    """Where each agreement's page is, from that of the explorer; nothing where each has its place there."""

    def __init__(self, head: Mapping[str, Any], locale: Locale, things: "Things") -> None:
        self.head, self.locale, self.things, self.columns = head, locale, things, COLUMNS
        self.rows: list[list[Any]] = []
        """The agreements that count, each in the order of ``columns``."""

    @classmethod
    def read(cls, edition: Edition) -> "SearchData":
        """Give what is known of a register's agreements."""
        data = cls(describe_edition(edition), edition.locale, Things(edition.register, edition.locale))
        data.rows = [list_cells(one, edition.locale, data.things) for one in edition.register.counted]
        return data

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """What codes are called."""
        return _list_names(self.locale, {category for row in self.rows for category in row[_CATEGORIES]})

    @cached_property
    def roots(self) -> dict[str, str]:
        """The roots of all words that have another one than themselves."""
        # The same phrase stands in many agreements; numbers have no roots.
        phrases = set(self.things.texts)
        for row in self.rows:
            phrases.add(row[_TITLE])
            phrases.update(row[_ABOUT].split(_SEPARATOR))
            phrases.add(row[_PLACES])
        return find_roots({word for phrase in phrases for word in split_words(phrase)})

    def column(self, name: str) -> list[Any]:
        """Give one cell of every agreement."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]


def render_search(data: SearchData) -> bytes:
    """Give all that the search knows as one JSON document, for programs.

    ``agreements`` holds lists in the order of ``columns``; a partner, department or affair in them is a
    place in the list of that name, whose items are id, name, further names and, for partners, category.
    """
    document = {
        **data.head,
        "columns": COLUMNS,
        "names": data.names,
        "partners": data.things.partners,
        "departments": data.things.departments,
        "affairs": data.things.affairs,
        "agreements": data.rows,
        "compounds": COMPOUNDS,
        "roots": data.roots,
    }
    return orjson.dumps(document)


COLUMNS = (
    "id", "title", "type", "status", "evaluation", "year", "signed", "signed_words", "end_words", "partners",
    "departments", "affairs", "categories", "about", "numbers", "places",
)  # fmt: skip

_TITLE, _ABOUT, _PLACES, _CATEGORIES = map(COLUMNS.index, ("title", "about", "places", "categories"))
# Stands between the parts of a text that says what an agreement is about.
_SEPARATOR = " · "


class Things:
    """A register's partners, departments and affairs by their places in the lists."""

    def __init__(self, register: Register, locale: Locale) -> None:
        self.partners = [
            [partner.id, partner.name, _join(_other_names(partner.value)), partner.category]
            for partner in register.partners.values()
        ]
        self.departments = [
            [department.id, department.name, _join(department.value.get("aliases", ()))]
            for department in register.departments.values()
        ]
        self.affairs = [
            [affair.id, *_name_twice(affair_name(locale, affair), affair.name)]
            for affair in register.affairs.values()
        ]
        self.partner_at = {partner_id: at for at, partner_id in enumerate(register.partners)}
        self.department_at = {department_id: at for at, department_id in enumerate(register.departments)}
        self.affair_at = {affair_id: at for at, affair_id in enumerate(register.affairs)}

    @property
    def texts(self) -> list[str]:
        """Every name in the lists."""
        return [
            text
            for things in (self.partners, self.departments, self.affairs)
            for thing in things
            for text in thing
        ]


def _name_twice(name: str, own: str) -> tuple[str, str]:
    """Give the name as shown and, where the record has another, that one: both are asked for."""
    return name, own if own != name else ""


def _other_names(partner: Any) -> Iterator[str]:  # noqa: ANN401  a record's value
    yield from partner.get("aliases", ())
    for unit in partner.get("units", ()):
        yield unit["name"]
        yield from unit.get("aliases", ())


def _join(texts: Iterable[str]) -> str:
    return "; ".join(texts)


def _list_names(locale: Locale, categories: set[str]) -> dict[str, dict[str, str]]:
    """Give what codes are called; of the categories of partners, those that agreements have."""
    return {
        "type": TYPE_ABBREVIATIONS,
        "type_whole": {kind: locale.label("cooperation_type", kind) for kind in TYPE_ABBREVIATIONS},
        "status": {
            status: locale.say(name) for status, name in STATUS_NAMES.items() if status != "withdrawn"
        },
        "evaluation": {state: locale.say(name) for state, name in EVALUATION_NAMES.items()},
        "category": {category: locale.label("partner_category", category) for category in sorted(categories)},
    }


def list_cells(agreement: Agreement, locale: Locale, things: Things) -> list[Any]:
    """Give what the search knows of an agreement, in the order of ``COLUMNS``."""
    return list(_iterate_cells(agreement, locale, things))


def _iterate_cells(agreement: Agreement, locale: Locale, things: Things) -> Iterator[Any]:
    value = agreement.value
    unnamed = value.get("unnamed_parties", ())
    parties = value["parties"]
    yield agreement.id
    yield agreement.title
    yield agreement.type
    yield agreement.status
    yield agreement.evaluation_state
    yield agreement.year
    yield agreement.signed.latest.isoformat() if agreement.signed else None
    yield locale.date(agreement.signed, short=True) if agreement.signed else None
    yield locale.date(agreement.end, short=True) if agreement.end else None
    yield [things.partner_at[partner.id] for partner in agreement.partners]
    yield [things.department_at[department.id] for department in agreement.departments]
    yield [things.affair_at[affair.id] for affair in agreement.affairs]
    yield sorted(
        {partner.category for partner in agreement.partners} | {party["category"] for party in unnamed}
    )
    yield _SEPARATOR.join(
        (value["subject"], value["purpose"], *filter(None, (value.get("object"),)), *value.get("scope", ()))
    )
    yield _join(party["number"] for party in parties if "number" in party)
    yield _join(_iterate_places(value))


def _iterate_places(value: Any) -> Iterator[str]:  # noqa: ANN401  a record's value
    if place := value.get("signing", {}).get("place"):
        yield place
    for party in value["parties"]:
        if "name_as_written" in party:
            yield party["name_as_written"]
    for party in value.get("unnamed_parties", ()):
        yield party["description"]
