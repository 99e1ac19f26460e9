"""The pages of partners: the index, those of one kind, province or country, and one page a partner."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from generator import addresses
from generator.edition import Edition
from generator.pages.agreements import moved_page
from generator.pages.lists import list_pages, section_crumb
from generator.pages.page import Crumb, Page
from generator.pages.things import thing_pages
from generator.regions import region_of
from generator.register.model import Partner
from generator.selections import NOT_KNOWN, Kind, Selection
from generator.statistics import Count, count_selection
from generator.words.titles import selection_definition, selection_title

MANY = 60
"""With more partners than this the index is parted by their first letters."""
_BUSIEST = 10


class PartnerRow(NamedTuple):
    """A partner with the number of its agreements."""

    partner: Partner
    number: Count


class PartnerGroup(NamedTuple):
    """The partners of one kind or place, with the number of their agreements."""

    number: Count
    rows: tuple[PartnerRow, ...]

    @property
    def region(self) -> str:
        """The code of the place that groups are made by; empty where none is known."""
        value = self.number.selection.values[0]
        return "" if value == NOT_KNOWN else value


def iterate_partner_pages(edition: Edition) -> Iterator[Page]:
    """Give the index of partners, their groups and a page for each."""
    rows = [
        PartnerRow(partner, count_selection(edition.selections, Selection("partner", (partner.id,))))
        for partner in edition.register.partners.values()
        if not partner.is_own
    ]
    categories = _group(edition, "partner-category", rows)
    regions = _group(edition, "region", rows)
    provinces = [group for group in regions if group.region.isdigit()]
    countries = [group for group in regions if group.region.isalpha()]
    yield _index(edition, rows, categories, {"has_provinces": provinces, "has_countries": countries})
    unplaced = [group for group in regions if not group.region]
    for group in (*categories, *unplaced):
        yield from _group_pages(edition, group)
    section = section_crumb(edition, addresses.PARTNERS)
    for groups, others in ((provinces, countries), (countries, provinces)):
        if groups:
            yield (index := _places_page(edition, groups, has_others=bool(others)))
            for group in groups:
                yield from _group_pages(edition, group, Crumb(index.title, index.address))
    for partner, _ in rows:
        region = region_of(partner)
        place = Selection("region", (region,)) if region else None
        yield from thing_pages(edition, "partner", partner, region=place)
        for former in partner.value.get("former_ids", ()):
            address = addresses.partner_address(partner.id)
            yield moved_page(addresses.partner_address(former), address, section, partner.name, partner.name)


def _group(edition: Edition, kind: Kind, rows: Sequence[PartnerRow]) -> list[PartnerGroup]:
    """Part the partners, the groups of most agreements first."""
    members: dict[str, list[PartnerRow]] = defaultdict(list)
    # Agreements may have parties of a kind that the sources do not name.
    for values in edition.selections.of(kind):
        members[values[0]] = []
    for row in rows:
        if key := region_of(row.partner) if kind == "region" else row.partner.category:
            members[key].append(row)
    groups = [
        PartnerGroup(count_selection(edition.selections, Selection(kind, (key,))), tuple(found))
        for key, found in members.items()
    ]
    return sorted(groups, key=lambda group: (-group.number.number, group.number.selection.values))


def _index(
    edition: Edition, rows: list[PartnerRow], categories: list[PartnerGroup], ways: dict[str, Any]
) -> Page:
    say = edition.locale.say
    title = say("Partners")
    busiest = sorted(rows, key=lambda row: -row.number.number)
    letters: dict[str, list[PartnerRow]] = defaultdict(list)
    for row in rows if len(rows) > MANY else ():
        letters[_letter(row.partner.name)].append(row)
    return Page(
        addresses.PARTNERS,
        addresses.PARTNERS,
        title,
        say("Everyone the government has made agreements with, and how many."),
        "partners.html",
        (Crumb(title),),
        {
            "categories": categories,
            **ways,
            "rows": busiest[:_BUSIEST] if letters else [row for row in busiest if row.number.number],
            "letters": letters,
            "idle": [] if letters else [row.partner for row in rows if not row.number.number],
        },
    )


def _letter(name: str) -> str:
    """Give the letter that a name stands under; what begins with none stands under a number sign."""
    first = name[:1].upper()
    return first if first.isascii() and first.isalpha() else "#"


def _places_page(edition: Edition, groups: list[PartnerGroup], *, has_others: bool) -> Page:
    say = edition.locale.say
    is_abroad = groups[0].region.isalpha()
    title = say("Partners abroad by country" if is_abroad else "Partners by province")
    about = say(
        "The partners abroad, by country."
        if is_abroad
        else "The regional governments of Indonesia among the partners, by province."
    )
    return Page(
        addresses.COUNTRIES if is_abroad else addresses.REGIONS,
        addresses.PARTNERS,
        title,
        about,
        "partner_places.html",
        (section_crumb(edition, addresses.PARTNERS), Crumb(title)),
        {"groups": groups, "is_abroad": is_abroad, "has_others": has_others},
    )


def _group_pages(edition: Edition, group: PartnerGroup, crumb: Crumb | None = None) -> Iterator[Page]:
    say, selection = edition.locale.say, group.number.selection
    title = selection_title(edition, selection)
    count = edition.locale.number(group.number.number)
    between = (crumb,) if crumb else ()
    page = Page(
        addresses.selection_address(selection),
        addresses.PARTNERS,
        title,
        say("%(title)s: %(count)s agreements.", title=title, count=count),
        "partner_group.html",
        (section_crumb(edition, addresses.PARTNERS), *between, Crumb(title)),
        {"definition": selection_definition(edition, selection), "partners": group.rows},
        selection=selection,
    )
    yield from list_pages(page, edition.selections.members(selection), say)
