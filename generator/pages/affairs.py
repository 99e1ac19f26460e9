"""The pages of government affairs: the index by group, the groups, and one page an affair."""

from collections import defaultdict
from collections.abc import Iterator

from generator import addresses
from generator.edition import Edition
from generator.pages.lists import section_crumb, selection_pages
from generator.pages.page import Crumb, Page
from generator.pages.things import thing_pages, unknown_pages
from generator.register.model import MappingEntry
from generator.selections import NOT_KNOWN, Selection
from generator.statistics import count_selection

GROUPS = ("wajib-pelayanan-dasar", "wajib-non-pelayanan-dasar", "pilihan", "penunjang", "keistimewaan")
"""The groups of affairs in the order of UU 23/2014 pasal 12."""


def iterate_affair_pages(edition: Edition) -> Iterator[Page]:
    """Give the index of government affairs, a page for each group and a page for each affair."""
    yield _index(edition)
    crumbs = (section_crumb(edition, addresses.AFFAIRS),)
    for values in edition.selections.of("affair-group"):
        yield from selection_pages(edition, Selection("affair-group", values), addresses.AFFAIRS, crumbs)
    needs: dict[str, list[MappingEntry]] = defaultdict(list)
    for entry in edition.register.mapping:
        for name in dict.fromkeys([affair.id for affair in entry.affairs]):
            needs[name].append(entry)
    for affair in edition.register.affairs.values():
        yield from thing_pages(edition, "affair", affair, entries=needs[affair.id])
    yield from unknown_pages(edition, "affair")


def _index(edition: Edition) -> Page:
    say, selections = edition.locale.say, edition.selections
    title = say("Government affairs")
    groups = []
    for group in GROUPS:
        affairs = [one for one in edition.register.affairs.values() if one.value["group"] == group]
        if affairs:
            rows = [(one, count_selection(selections, Selection("affair", (one.id,)))) for one in affairs]
            groups.append((group, count_selection(selections, Selection("affair-group", (group,))), rows))
    unknown = count_selection(selections, Selection("affair", (NOT_KNOWN,)))
    return Page(
        addresses.AFFAIRS,
        addresses.AFFAIRS,
        title,
        say("The affairs of government and the agreements about them."),
        "affairs.html",
        (Crumb(title),),
        {"groups": groups, "unknown": unknown},
    )
