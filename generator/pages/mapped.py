"""The pages of the mapping of needs: all years, each year, and the lists that its numbers lead to."""

from collections.abc import Iterator

from generator import addresses
from generator.edition import Edition
from generator.mapping import (
    PUBLIC,
    EntryCount,
    EntryKind,
    EntrySelection,
    pair_entries,
)
from generator.pages.lists import section_crumb
from generator.pages.page import Crumb, Page
from generator.register.model import MappingEntry
from generator.selections import Selection
from generator.statistics import count_selection, percentage
from generator.words.entries import ENTRY_DEFINITIONS, entry_title

_TABLES: tuple[tuple[EntryKind, str, str], ...] = (
    ("year-status", "What became of them", "Status"),
    ("year-basis", "Need or potential", "Need or potential"),
    ("year-proposer", "Who proposed it", "Proposed by"),
    ("year-type", "By proposed type", "Type"),
    ("year-plan", "By development plan", "Development plan"),
)


def iterate_mapping_pages(edition: Edition) -> Iterator[Page]:
    """Give the mapping of needs as a whole, of each year, and every list of mapped needs."""
    yield _overview_page(edition)
    for year in edition.mapping.years():
        yield _year_page(edition, year)
    for selection, entries in edition.mapping:
        if selection.kind != "year":
            yield _list_page(edition, selection, entries)


def _overview_page(edition: Edition) -> Page:
    say, mapping = edition.locale.say, edition.mapping
    title = say("Mapping of needs")
    departments = {entry.department.id: entry.department for entry in edition.register.mapping}
    return Page(
        addresses.MAPPING,
        addresses.MAPPING,
        title,
        say("What cooperation was planned, and what was realised."),
        "mapping.html",
        (Crumb(title),),
        {
            "years": [(year, year_counts(edition, year)) for year in mapping.years()],
            "departments": [
                (
                    departments[name],
                    mapping.count("department", name),
                    mapping.count("department-realised", name),
                )
                for name in sorted(departments, key=lambda name: departments[name].name)
            ],
        },
    )


def year_counts(edition: Edition, year: str) -> dict[str, object]:
    """Give what a year's mapping planned and what was realised, by name."""
    mapping = edition.mapping
    planned, realised = mapping.count("year", year), mapping.count("year-realised", year)
    return {
        "planned": planned,
        "realised": realised,
        "unproven": mapping.count("year-unproven", year),
        "public": mapping.count("year-proposer", year, PUBLIC),
        "share": percentage(realised.number, planned.number),
        "unmapped": count_selection(edition.selections, Selection("unmapped", (year,))),
        "mapped": count_selection(edition.selections, Selection("mapped", (year,))),
    }


def _year_page(edition: Edition, year: str) -> Page:
    say, entries = edition.locale.say, edition.mapping.members("year", year)
    tables: list[tuple[str, str, list[EntryCount]]] = [
        (say(caption), say(heading), edition.mapping.of_year(kind, year))
        for kind, caption, heading in _TABLES
    ]
    return Page(
        addresses.mapping_address(year),
        addresses.MAPPING,
        say("Mapping of needs: %(year)s", year=year),
        say("Planned against realised cooperation in %(year)s.", year=year),
        "mapping_year.html",
        (section_crumb(edition, addresses.MAPPING), Crumb(year)),
        {
            "year": year,
            "entries": entries,
            "counts": year_counts(edition, year),
            "tables": tables,
            "pairs": pair_entries(entries),
        },
        selection=EntrySelection("year", (year,)),
    )


def _list_page(edition: Edition, selection: EntrySelection, entries: tuple[MappingEntry, ...]) -> Page:
    say, kind = edition.locale.say, selection.kind
    title = entry_title(edition, selection)
    crumbs = [section_crumb(edition, addresses.MAPPING)]
    if kind.startswith("year-"):
        year = selection.values[0]
        crumbs.append(Crumb(year, addresses.mapping_address(year)))
    definition = ENTRY_DEFINITIONS.get(kind)
    return Page(
        addresses.entry_selection_address(selection),
        addresses.MAPPING,
        title,
        say("%(title)s: %(count)s mapped needs.", title=title, count=edition.locale.number(len(entries))),
        "mapping_list.html",
        (*crumbs, Crumb(title)),
        {"entries": entries, "definition": say(definition) if definition else ""},
        selection=selection,
    )
