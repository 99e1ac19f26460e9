"""The pages of partners, departments and government affairs: an index each, and one page a thing."""

from collections.abc import Iterator, Sequence
from typing import Any

from generator import addresses
from generator.pages.agreements import moved_page
from generator.pages.edition import Edition
from generator.pages.lists import list_pages, section_crumb
from generator.pages.page import Crumb, Page
from generator.register.model import Affair, Department, Partner
from generator.report_cards import make_report_card
from generator.selections import NOT_KNOWN, Kind, Selection
from generator.statistics import Row, count_selection, count_values


def iterate_partner_pages(edition: Edition) -> Iterator[Page]:
    """Give the index of partners and a page for each."""
    say = edition.locale.say
    partners = edition.register.partners
    # The register's order of partners is that of their names.
    order = {partner_id: number for number, partner_id in enumerate(partners)}
    rows = sorted(
        count_values(edition.selections, "partner"),
        key=lambda row: (-row.counts[0].number, order[row.key]),
    )
    idle = [
        partner
        for partner in partners.values()
        if not partner.is_own and not edition.selections.count(Selection("partner", (partner.id,)))
    ]
    yield Page(
        addresses.PARTNERS,
        addresses.PARTNERS,
        say("Partners"),
        say("Everyone the government has made agreements with, and how many."),
        "partners.html",
        (Crumb(say("Partners")),),
        {"rows": rows, "idle": idle, "categories": count_values(edition.selections, "partner-category")},
    )
    section = section_crumb(edition, addresses.PARTNERS)
    for partner in partners.values():
        if partner.is_own:
            continue
        yield from _thing_pages(edition, "partner", partner, addresses.PARTNERS, "partner.html")
        for former in partner.value.get("former_ids", ()):
            address = addresses.partner_address(partner.id)
            yield moved_page(addresses.partner_address(former), address, section, partner.name, partner.name)


def iterate_department_pages(edition: Edition) -> Iterator[Page]:
    """Give the index of departments and a page for each."""
    mapped = {entry.department.id for entry in edition.register.mapping}
    yield _index(edition, "department", list(edition.register.departments.values()), addresses.DEPARTMENTS)
    for department in edition.register.departments.values():
        entries = (
            [entry for entry in edition.register.mapping if entry.department.id == department.id]
            if department.id in mapped
            else []
        )
        yield from _thing_pages(
            edition,
            "department",
            department,
            addresses.DEPARTMENTS,
            "department.html",
            entries=entries,
            card=make_report_card(edition.selections, edition.mapping_selections, department.id),
        )
    yield from _unknown_pages(edition, "department", addresses.DEPARTMENTS)


def iterate_affair_pages(edition: Edition) -> Iterator[Page]:
    """Give the index of government affairs and a page for each."""
    yield _index(edition, "affair", list(edition.register.affairs.values()), addresses.AFFAIRS)
    for affair in edition.register.affairs.values():
        yield from _thing_pages(edition, "affair", affair, addresses.AFFAIRS, "affair.html")
    yield from _unknown_pages(edition, "affair", addresses.AFFAIRS)


_INDEX_TEXTS: dict[Kind, tuple[str, str]] = {
    "department": ("Departments", "The government's departments and the agreements they take part in."),
    "affair": ("Government affairs", "The affairs of government and the agreements about them."),
}


def _index(
    edition: Edition, kind: Kind, things: Sequence[Department] | Sequence[Affair], address: str
) -> Page:
    say = edition.locale.say
    title, description = (say(text) for text in _INDEX_TEXTS[kind])
    rows = []
    for thing in things:
        selection = Selection(kind, (thing.id,))
        rows.append((thing, Row(thing.id, (count_selection(edition.selections, selection),))))
    unknown = Selection(kind, (NOT_KNOWN,))
    context = {"rows": rows, "unknown": count_selection(edition.selections, unknown)}
    return Page(address, address, title, description, f"{kind}s.html", (Crumb(title),), context)


def _thing_pages(
    edition: Edition,
    kind: Kind,
    thing: Partner | Department | Affair,
    section: str,
    template: str,
    **context: Any,  # noqa: ANN401  what the template is given
) -> Iterator[Page]:
    selection = Selection(kind, (thing.id,))
    members = edition.selections.members(selection)
    say = edition.locale.say
    page = Page(
        addresses.selection_address(selection),
        section,
        thing.name,
        say("%(name)s: %(count)s agreements in the register.", name=thing.name,
            count=edition.locale.number(len(members))),
        template,
        (section_crumb(edition, section), Crumb(thing.name)),
        {"thing": thing, **context},
    )  # fmt: skip
    yield from list_pages(page, members, say)


def _unknown_pages(edition: Edition, kind: Kind, section: str) -> Iterator[Page]:
    say = edition.locale.say
    selection = Selection(kind, (NOT_KNOWN,))
    title = say("No department named" if kind == "department" else "No affair assigned")
    definition = say(
        "The sources name no department."
        if kind == "department"
        else "The subject does not plainly name an affair, so none was assigned."
    )
    crumbs = (section_crumb(edition, section), Crumb(title))
    page = Page(
        addresses.selection_address(selection), section, title, definition, "list.html", crumbs,
        {"definition": definition},
    )  # fmt: skip
    members = edition.selections.members(selection)
    if members:
        yield from list_pages(page, members, say)
