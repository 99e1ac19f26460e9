"""The list pages: one for every selection that no other page shows, long ones in several parts."""

from collections.abc import Iterator, Sequence
from typing import Any

from generator import addresses
from generator.edition import Edition
from generator.listing import FOLLOW_UP, LISTED, PAGE_ROWS, count_parts
from generator.pages.charts import draw_type_years
from generator.pages.page import Crumb, Page
from generator.records import AGREEMENT_TYPES, AgreementType
from generator.register.model import Agreement
from generator.selections import ALL, CROSSED, Kind, Selection
from generator.statistics import (
    count_selection,
    count_statuses,
    count_types,
    count_values,
    count_years_by_type,
)
from generator.words.explanations import TYPES
from generator.words.titles import selection_definition, selection_title, value_name, year_name

_SECTION: dict[Kind, str] = {
    "ended-in": addresses.STATISTICS,
    "in-force-at-end-of": addresses.STATISTICS,
    "evaluated": addresses.EVALUATIONS,
    "evaluated-in": addresses.EVALUATIONS,
    **dict.fromkeys(FOLLOW_UP, addresses.EVALUATIONS),
    "status-department": addresses.DEPARTMENTS,
    "mapped": addresses.MAPPING,
    "unmapped": addresses.MAPPING,
    "extended-in": addresses.STATISTICS,
    "in-force": addresses.STATISTICS,
    "in-force-evaluated": addresses.STATISTICS,
    "year-category": addresses.STATISTICS,
    "recorded": addresses.STATISTICS,
    "length-known": addresses.STATISTICS,
    "publication-known": addresses.STATISTICS,
}
_OF_YEAR = frozenset(("ended-in", "in-force-at-end-of", "extended-in", "year-category"))


def section_crumb(edition: Edition, section: str) -> Crumb:
    """Give the step that leads to a section's index."""
    names = {
        addresses.AGREEMENTS: "Agreements",
        addresses.PARTNERS: "Partners",
        addresses.DEPARTMENTS: "Departments",
        addresses.AFFAIRS: "Government affairs",
        addresses.STATISTICS: "Statistics",
        addresses.EVALUATIONS: "Evaluations",
        addresses.MAPPING: "Mapping",
    }
    return Crumb(edition.locale.say(names[section]), section)


def list_pages(
    page: Page,
    members: Sequence[Agreement],
    locale_say: Any,  # noqa: ANN401  the catalogue's function
) -> Iterator[Page]:
    """Give a page with a list of agreements, and further pages where the list is long."""
    count = count_parts(len(members))
    # One for all parts: a list of fifty would hold fifty times fifty addresses otherwise.
    parts = [addresses.list_page_address(page.address, part) for part in range(1, count + 1)]
    for number in range(1, count + 1):
        rows = members[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
        context = {
            **page.context,
            "rows": rows,
            "total": len(members),
            "number": number,
            "parts": parts,
        }
        suffix = locale_say(" (part %(number)s of %(count)s)", number=number, count=count)
        yield Page(
            parts[number - 1],
            page.section,
            page.title if number == 1 else page.title + suffix,
            page.description,
            page.template if number == 1 else "list.html",
            page.crumbs,
            context,
            title_from_record=page.title_from_record and number == 1,
            selection=page.selection,
        )


def iterate_list_pages(edition: Edition, near: str | None = None) -> Iterator[Page]:
    """Give the pages of all selections that have no richer page of their own.

    With ``near`` only the lists are given that an address may be a part of.
    """

    def is_meant(selection: Selection) -> bool:
        return near is None or near.startswith(addresses.selection_address(selection))

    for kind in LISTED:
        for values in edition.selections.of(kind):
            selection = Selection(kind, values)
            # Another's list of exactly the same agreements serves for both.
            if is_meant(selection) and edition.selections.widest(selection) == selection:
                yield from _listed_pages(edition, selection)
    for agreement_type in AGREEMENT_TYPES:
        if is_meant(Selection("type", (agreement_type,))):
            yield from _type_pages(edition, agreement_type)
    if is_meant(ALL):
        yield from _index_pages(edition)


def _listed_pages(edition: Edition, selection: Selection) -> Iterator[Page]:
    section = _SECTION.get(selection.kind, addresses.AGREEMENTS)
    crumbs = [section_crumb(edition, section)]
    if selection.kind == "type-year" or selection.kind in CROSSED:
        parent = Selection("type", selection.values[:1])
        crumbs.append(Crumb(value_name(edition, parent), addresses.selection_address(parent)))
    elif selection.kind in _OF_YEAR:
        year = selection.values[0]
        crumbs.append(Crumb(year_name(edition.locale, year), addresses.statistics_address(year)))
    yield from selection_pages(edition, selection, section, crumbs)


def selection_pages(
    edition: Edition, selection: Selection, section: str, crumbs: Sequence[Crumb]
) -> Iterator[Page]:
    """Give the pages of a selection that are a list and nothing else; ``crumbs`` lead to them."""
    say = edition.locale.say
    members = edition.selections.members(selection)
    title = selection_title(edition, selection)
    page = Page(
        addresses.selection_address(selection),
        section,
        title,
        say("%(title)s: %(count)s agreements.", title=title, count=edition.locale.number(len(members))),
        "list.html",
        (*crumbs, Crumb(title)),
        {"definition": selection_definition(edition, selection)},
        selection=selection,
    )
    yield from list_pages(page, members, say)


def _type_pages(edition: Edition, agreement_type: AgreementType) -> Iterator[Page]:
    selection = Selection("type", (agreement_type,))
    title = value_name(edition, selection)
    column = AGREEMENT_TYPES.index(agreement_type)
    years = [
        (row.key, row.counts[column])
        for row in count_years_by_type(edition.selections)
        if row.counts[column].number
    ]
    about = edition.locale.say(TYPES[agreement_type].about)
    law = edition.locale.pick(TYPES[agreement_type].law)
    page = Page(
        addresses.selection_address(selection),
        addresses.AGREEMENTS,
        title,
        about,
        "type.html",
        (section_crumb(edition, addresses.AGREEMENTS), Crumb(title)),
        {
            "about": about,
            "law": law,
            "years": years,
            "type": agreement_type,
            "figure": draw_type_years(edition, agreement_type),
            "crosses": [(kind, cross.of_type(agreement_type)) for kind, cross in edition.crosses.items()],
        },
        selection=selection,
    )
    yield from list_pages(page, edition.selections.members(selection), edition.locale.say)


def _index_pages(edition: Edition) -> Iterator[Page]:
    say = edition.locale.say
    title = say("Agreements")
    selections = edition.selections
    page = Page(
        addresses.AGREEMENTS,
        addresses.AGREEMENTS,
        title,
        say("All agreements in the register, by type, year, status and document."),
        "agreements.html",
        (Crumb(title),),
        {
            "types": count_types(selections),
            "years": count_years_by_type(selections),
            "statuses": count_statuses(selections),
            "documents": count_values(selections, "document"),
            "withdrawn": count_selection(selections, Selection("status", ("withdrawn",))),
        },
        selection=ALL,
    )
    yield from list_pages(page, selections.members(ALL), say)
