"""The page of one agreement, and the pages that former ids lead to."""

from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator import addresses
from generator.pages.edition import Edition
from generator.pages.lists import section_crumb
from generator.pages.page import Crumb, Page
from generator.pages.titles import TYPE_ABBREVIATIONS
from generator.register.model import Agreement
from generator.selections import Selection
from generator.status import read_date

FAMILY_SIZE = 60
"""How many related agreements a page shows: an umbrella may have hundreds, each with the same family."""

RELATION_NAMES = {
    ("implements", False): "Implements",
    ("implements", True): "Implemented by",
    ("extends", False): "Extends",
    ("extends", True): "Extended by",
    ("renews", False): "Renews",
    ("renews", True): "Renewed by",
    ("amends", False): "Amends",
    ("amends", True): "Amended by",
    ("replaces", False): "Replaces",
    ("replaces", True): "Replaced by",
    ("follows", False): "Follows",
    ("follows", True): "Followed by",
}


class Tie(NamedTuple):
    """A relation as a page shows it: its name and the agreement at the other end."""

    name: str
    agreement: Agreement
    note: str


def iterate_agreement_pages(edition: Edition) -> Iterator[Page]:
    """Give a page for every agreement, the withdrawn ones included."""
    say = edition.locale.say
    section = section_crumb(edition, addresses.AGREEMENTS)
    types = {
        kind: Crumb(name, addresses.selection_address(Selection("type", (kind,))))
        for kind, name in TYPE_ABBREVIATIONS.items()
    }
    for agreement in edition.register.agreements.values():
        address = addresses.agreement_address(agreement.id)
        yield Page(
            address,
            addresses.AGREEMENTS,
            agreement.title,
            agreement.value["purpose"],
            "agreement.html",
            (section, types[agreement.type], Crumb(say("This agreement"))),
            {"agreement": agreement},
        )
        for former in agreement.value.get("former_ids", ()):
            title, about = agreement.title, agreement.value["purpose"]
            yield moved_page(addresses.agreement_address(former), address, section, title, about)


def moved_page(former: str, address: str, section: Crumb, title: str, about: str) -> Page:
    """Give the page that leads from a former address to the present one."""
    crumbs = (section, Crumb(title))
    return Page(former, section.address or "", title, about, "moved.html", crumbs, {"target": address})


def list_ties(edition: Edition, agreement: Agreement) -> list[Tie]:
    """Give the relations of an agreement, its own first, then those that others state."""
    return [
        Tie(
            edition.locale.say(RELATION_NAMES[relation.type, relation.inverse]),
            edition.register.agreements[relation.agreement],
            relation.note,
        )
        for relation in agreement.relations
    ]


def trace_family(edition: Edition, agreement: Agreement) -> tuple[list[Agreement], bool]:
    """Give the agreements that relations connect with this one, and whether there are more than shown.

    The nearest are found first; they come oldest first, this one included. A family of one is no family:
    the list is then empty.
    """
    agreements = edition.register.agreements
    found = {agreement.id: None}
    waiting = deque([agreement])
    while waiting and len(found) <= FAMILY_SIZE:
        for relation in waiting.popleft().relations:
            if relation.agreement not in found:
                found[relation.agreement] = None
                waiting.append(agreements[relation.agreement])
    nearest = list(found)[:FAMILY_SIZE]
    family = sorted((agreements[agreement_id] for agreement_id in nearest), key=_family_order)
    return (family if len(family) > 1 else []), len(found) > FAMILY_SIZE


def _family_order(agreement: Agreement) -> tuple[str, str]:
    """Order by signing; where that is not known, by the next best date the record has."""
    known_by = read_date(agreement.value, "signing", "known_by")
    date = agreement.signed or agreement.start or agreement.end or known_by
    return (date.earliest.isoformat() if date else "9999", agreement.id)


def list_plain_facts(edition: Edition, agreement: Agreement) -> dict[str, Any]:
    """Give what the page shows beside the record's own value: computed or looked up elsewhere."""
    family, is_cut = trace_family(edition, agreement) if agreement.relations else ([], False)
    return {
        "ties": list_ties(edition, agreement),
        "family": family,
        "family_is_cut": is_cut,
        "change": edition.last_changes.get(("agreement", agreement.id)),
    }
