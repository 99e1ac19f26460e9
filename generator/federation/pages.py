"""The pages of a gathered site: which there are, and what each shows, as values."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator import addresses as register_addresses
from generator.charts.drawing import NARROW, WIDE
from generator.federation import addresses
from generator.federation.candidates import Side
from generator.federation.cards import KEYS, Card
from generator.federation.gathered import Member
from generator.federation.matching import Matching
from generator.federation.network import draw_network
from generator.federation.page import GatheredPage
from generator.federation.portrait import Portrait
from generator.federation.search import is_searched
from generator.federation.tables import TABLES
from generator.federation.words import PAGE_TITLES, TALLY_NAMES
from generator.text import Text


def iterate_pages(portrait: Portrait) -> Iterator[GatheredPage]:
    """Give every generated page of the site."""
    gathered, cooperation = portrait.gathered, portrait.cooperation
    shown = {
        "cards": list(portrait.cards.values()),
        "gathered": gathered,
        "cooperation": cooperation,
        "ties": portrait.ties,
        "outside": portrait.outside,
        "missing_codes": {one.entry.region_code for one in gathered.missing},
    }
    yield _page(addresses.HOME, "home.html", shown, gathered.gathering.name)
    yield from _iterate_all(portrait)
    yield _page(addresses.GOVERNMENTS, "governments.html", shown)
    yield _page(addresses.TWO_SIDED, "two_sided.html", shown)
    drawings = {
        "wide": draw_network(gathered.members, portrait.ties, WIDE),
        "narrow": draw_network(gathered.members, portrait.ties, NARROW),
    }
    yield _page(addresses.NETWORK, "network.html", {**shown, **drawings})
    yield _page(addresses.SOURCES, "sources.html", shown)
    yield _page(addresses.DATA, "data.html", {"tables": TABLES})
    for card in portrait.cards.values():
        yield from _iterate_government(card, portrait)
    for matching in cooperation.matchings:
        yield _make_parties_page(matching, portrait)


def _page(address: str, template: str, context: dict[str, Any], name: str = "") -> GatheredPage:
    title, summary = PAGE_TITLES[address]
    return GatheredPage(address, address, template, Text(name, name) if name else title, summary, context)


class Year(NamedTuple):
    """A year that agreements were signed in, as the explorer offers it."""

    key: str


def _iterate_all(portrait: Portrait) -> Iterator[GatheredPage]:
    """Give the list of all governments' agreements, in parts."""
    rows = [(member, one) for member in portrait.gathered.members for one in member.agreements]
    # Those of which the day is not known come last, as in a register's own list.
    rows.sort(
        key=lambda row: (-row[1].signed.latest.toordinal() if row[1].signed else 0, row[0].id, row[1].id)
    )
    years = sorted({one.year for _, one in rows if one.year}, reverse=True)
    (title, summary), base = PAGE_TITLES[addresses.AGREEMENTS], addresses.AGREEMENTS
    count = max(1, -(-len(rows) // addresses.ROWS))
    places = [register_addresses.list_page_address(base, number) for number in range(1, count + 1)]
    for number, place in enumerate(places, 1):
        context = {
            "rows": rows[(number - 1) * addresses.ROWS : number * addresses.ROWS],
            "total": len(rows),
            "number": number,
            "places": places,
            "years": [Year(str(year)) for year in years],
            "is_searched": is_searched(portrait.gathered),
        }
        yield GatheredPage(place, base, "agreements.html", title, summary, context)


def _iterate_government(card: Card, portrait: Portrait) -> Iterator[GatheredPage]:
    member = card.member
    title, above = PAGE_TITLES[addresses.GOVERNMENTS][0], addresses.GOVERNMENTS
    name, short = Text(member.name, member.name), Text(member.short_name, member.short_name)
    home = addresses.government_address(member.id)
    others = [
        (tie, portrait.gathered.by_id[next(one for one in tie.parties if one != member.id)])
        for tie in portrait.ties
        if member.id in tie.parties
    ]
    context = {"card": card, "member": member, "others": others}
    yield GatheredPage(home, above, "government.html", name, name, context, ((title, above),))
    for key in KEYS:
        members = card.tallies[key].members
        parts = [members[at : at + addresses.ROWS] for at in range(0, len(members), addresses.ROWS)]
        base = addresses.tally_address(member.id, key)
        places = [register_addresses.list_page_address(base, number) for number in range(1, len(parts) + 1)]
        told = TALLY_NAMES[key]
        heading = Text(f"{told.id}: {member.short_name}", f"{told.en}: {member.short_name}")
        for number, part in enumerate(parts, 1):
            context = {
                "member": member, "rows": part, "total": len(members), "key": key, "number": number,
                "places": places,
            }  # fmt: skip
            crumbs = ((title, above), (short, home))
            yield GatheredPage(places[number - 1], above, "list.html", heading, heading, context, crumbs)


def _make_parties_page(matching: Matching, portrait: Portrait) -> GatheredPage:
    first, second = (portrait.gathered.by_id[name] for name in matching.parties)
    pairs = [portrait.pairs[pair.id] for pair in matching.pairs]
    title = f"{first.short_name} – {second.short_name}"
    context = {
        "first": first,
        "second": second,
        "differing": [one for one in pairs if one.differences],
        "confirmed": [one for one in pairs if not one.differences],
        "possible": [portrait.pairs[pair.id] for pair in matching.possible],
        "unclear": matching.unclear,
        "uncompared": matching.uncompared,
        "one_sided": _split(matching.one_sided, first),
    }
    above = (PAGE_TITLES[addresses.TWO_SIDED][0], addresses.TWO_SIDED)
    return GatheredPage(
        addresses.parties_address(matching.parties), addresses.TWO_SIDED, "parties.html", Text(title, title),
        Text(title, title), context, (above,),
    )  # fmt: skip


def _split(sides: tuple[Side, ...], first: Member) -> list[list[Side]]:
    """Give the records without a counterpart: the first government's, then the second's."""
    return [[side for side in sides if (side.member is first) is is_first] for is_first in (True, False)]
