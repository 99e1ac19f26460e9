"""Rendering a gathered site: the body of a page from its template, spliced into its section's shell.

What registers say is anybody's text: it is escaped where it stands, and never a part of an address.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from generator.addresses import LANGUAGE_ROOTS
from generator.charts.svg import write_inline
from generator.federation import addresses
from generator.federation.candidates import Parties
from generator.federation.cards import COUNTED_TWICE, GROUPS, Card
from generator.federation.disagreements import Field
from generator.federation.gathered import Member, full_id
from generator.federation.matching import Pair
from generator.federation.network import Tie
from generator.federation.page import GatheredPage
from generator.federation.portrait import Portrait
from generator.federation.words import (
    CONFIDENCE_NAMES,
    CROWDED,
    ELSEWHERE,
    FRESHNESS_NAMES,
    GROUP_NAMES,
    KIND_NAMES,
    STANDING_NAMES,
    TALLY_NAMES,
    VERDICT_NAMES,
    list_reasons,
    name_field,
    say_value,
    tell_standing,
)
from generator.locale import Locale
from generator.records import AGREEMENT_TYPES
from generator.register.model import Agreement
from generator.site.codes import TEMPLATES as SITE_TEMPLATES
from generator.site.shell import ROOT, Shell
from generator.site.templating import TemplateEnvironment
from generator.text import Text
from generator.words.titles import STATUS_NAMES

TEMPLATES = Path(__file__).resolve().parent / "templates"
_EXPLORER = "explorer.html"
"""The explorer is that of a register's own site."""


class GatheredRenderer:
    """Renders the pages of a gathered site in one language."""

    def __init__(self, portrait: Portrait, locale: Locale, shells: Mapping[str, Shell]) -> None:
        self._portrait, self._locale, self._shells = portrait, locale, shells
        self._numbers = {one.id: number for number, one in enumerate(portrait.gathered.members, 1)}
        self._environment = TemplateEnvironment(self._load_template)
        self._environment.globals.update(self._list_links() | self._list_names() | self._list_numbers())
        pick, numbers = locale.pick, locale.number
        self._environment.filters.update(pick=pick, number=numbers, day=locale.day, date=locale.date)
        module: Any = self._environment.get_template("provenance.html").module
        self._environment.globals["provenance"] = module.provenance
        explorer: Any = self._environment.get_template(_EXPLORER).module
        self._environment.globals["explorer"] = explorer.explorer

    def render(self, page: GatheredPage) -> bytes:
        """Give the whole HTML of a page, in UTF-8."""
        body = self._environment.render(page.template, {"page": page, **page.context})
        title, summary = self._locale.pick(page.title), self._locale.pick(page.summary)
        return self._shells[page.section].fill(page.address, title, summary, body.encode())

    def _load_template(self, name: str) -> str:
        folder = SITE_TEMPLATES if name == _EXPLORER else TEMPLATES
        source = (folder / name).read_text(encoding="utf-8")
        return source.replace("{{ record_lang }}", "" if self._locale.language == "id" else ' lang="id"')

    def _list_links(self) -> dict[str, Any]:
        """Give the templates what leads to other pages and files."""
        up = "../" * LANGUAGE_ROOTS[self._locale.language].count("/")
        return {
            "addresses": addresses,
            "language": self._locale.language,
            "as_of": self._portrait.gathered.as_of,
            "groups": tuple(GROUPS.items()),
            "all_types": AGREEMENT_TYPES,
            "link": lambda address: ROOT + address,
            "file_link": lambda path: f"{ROOT}{up}{path}",
            "full_id": full_id,
            "draw": lambda drawing, key, label: Markup(write_inline(drawing, key, label, lambda _: "")),  # noqa: S704  written escaped
            "number_of": self._numbers.__getitem__,
            "member_of": self._portrait.gathered.by_id.__getitem__,
        }

    def _list_names(self) -> dict[str, Any]:
        """Give the templates what things are called."""
        return {
            "_": self._locale.say,
            "tally_name": self._name_by(TALLY_NAMES),
            "type_whole": lambda key: self._locale.label("cooperation_type", key),
            "group_name": self._name_by(GROUP_NAMES),
            "standing_name": self._name_by(STANDING_NAMES),
            "kind_name": self._name_by(KIND_NAMES),
            "freshness_name": self._name_by(FRESHNESS_NAMES),
            "verdict_name": self._name_by(VERDICT_NAMES),
            "confidence_name": self._name_by(CONFIDENCE_NAMES),
            "status_name": lambda status: self._locale.say(STATUS_NAMES[status]),
            "field_name": self._name_field,
            "list_reasons": self._list_reasons,
            "crowded": self._tell_crowded,
            "elsewhere": self._tell_elsewhere,
            "say_value": lambda field, value: say_value(field, value, self._locale),
            "name_partners": _name_partners,
            "tell_standing": lambda member: tell_standing(member, self._locale),
            "notice": lambda member: str(member.registry["standing_notice"][self._locale.language]),
            "drawing_summary": self._summarise,
        }

    def _list_numbers(self) -> dict[str, Any]:
        """Give the templates the ways to show a number with what it counts."""
        return {
            "tally": self._tally,
            "counted_twice": COUNTED_TWICE,
            "sum_tallies": lambda cards, key: sum(card.tallies[key].number for card in cards),
            "part": self._show_part,
        }

    def _name_by(self, texts: Mapping[Any, Text]) -> Callable[[str], str]:
        return lambda key: self._locale.pick(texts[key])

    def _tally(self, card: Card, key: str) -> Markup:
        """Give a number as a link to the list of exactly what it counts; nothing counted has no list."""
        number = card.tallies[key].number
        shown = self._locale.number(number)
        if not number:
            return Markup('<span data-count="0">{}</span>').format(shown)
        address = ROOT + addresses.tally_address(card.member.id, key)
        return Markup('<a href="{}" data-count="{}">{}</a>').format(address, number, shown)

    def _show_part(self, parties: Parties, number: int, part: str) -> Markup:
        """Give a number of two governments' agreements as a link to where these are."""
        shown = self._locale.number(number)
        if not number:
            return escape(shown)
        address = ROOT + addresses.parties_address(parties, part)
        return Markup('<a href="{}">{}</a>').format(address, shown)

    def _name_field(self, field: Field, pair: Pair) -> str:
        first, second = (side.member.short_name for side in pair.sides)
        return self._locale.pick(name_field(field, first, second))

    def _list_reasons(self, pair: Pair) -> str:
        return "; ".join(map(self._locale.pick, list_reasons(pair.evidence)))

    def _tell_crowded(self, first: Member, second: Member, count: int) -> str:
        return CROWDED.render(
            self._locale.language,
            first=first.short_name,
            second=second.short_name,
            count=self._locale.number(count),
        )

    def _tell_elsewhere(self, member: Member) -> str:
        """Say that a government lies outside of the gatherer's area; nothing where it does not."""
        gathered = self._portrait.gathered
        if not gathered.is_elsewhere(member.entry):
            return ""
        code, own = member.entry.region_code, gathered.gathering.region_code
        return ELSEWHERE.render(self._locale.language, code=code, own=own)

    def _summarise(self, ties: Iterable[Tie]) -> str:
        """Say in a sentence what the network's drawing shows."""
        told = list(ties)
        both = sum(tie.is_two_sided for tie in told)
        return self._locale.say(
            "Of the pairs of gathered governments of which one names the other, %(both)s have an agreement "
            "in both registers and %(others)s in one only.",
            both=self._locale.number(both),
            others=self._locale.number(len(told) - both),
        )


def _name_partners(agreement: Agreement) -> str:
    return "; ".join(partner.name for partner in agreement.partners)
