"""Which generated pages there are, told from numbers and records alone: nothing is composed or rendered.

The same addresses as those of ``generator.pages.catalogue``; a test holds the two together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator import addresses
from generator.listing import LISTED, PAGE_ROWS, count_parts
from generator.mapping import EntrySelection
from generator.periods import Period
from generator.records import AGREEMENT_TYPES, RecordKind
from generator.selections import ALL, NO_YEAR, NOT_KNOWN, Kind, Selection, Selections
from generator.statistics import statistic_years

_OF_THINGS: dict[str, tuple[Kind, ...]] = {
    "partner": ("partner-state", "partner-evaluated", "partner-unit"),
    "department": ("department-state", "department-year", "department-line"),
    "affair": ("affair-state", "affair-year"),
}
_APART: frozenset[Kind] = frozenset(("department-year", "department-line", "affair-year"))
SHOWN_STATES = frozenset(("done", "overdue"))
"""The states of evaluation that a partner's page has a list of."""


def iterate_counted_addresses(
    selections: Selections,
    entries: Iterable[EntrySelection],
    periods: Iterable[Period],
    groups: Iterable[Selection],
) -> Iterator[str]:
    """Give the addresses of the pages that there are because of numbers: lists, years, half-years, groups.

    ``groups`` are the categories and places that partners are in, with or without agreements.
    """
    for selection in _select_lists(selections):
        yield from _list(selections, selection)
    for year in statistic_years(selections):
        yield addresses.statistics_address(year)
        if year != NO_YEAR:
            yield addresses.report_address(year)
        if selections.count(Selection("signed-by", (year,))):
            yield addresses.selection_address(Selection("signed-by", (year,)))
    for thing, parts in _OF_THINGS.items():
        yield from _list_things(selections, thing, parts)
    yield from _list_groups(selections, groups)
    for entry in entries:
        yield addresses.entry_selection_address(entry)
    for period in periods:
        yield addresses.evaluation_address(period)


def _select_lists(selections: Selections) -> Iterator[Selection]:
    """Give the selections with lists of their own, but for those of things and of groups of partners."""
    for kind in LISTED:
        for values in selections.of(kind):
            selection = Selection(kind, values)
            if selections.widest(selection) == selection:
                yield selection
    yield from (Selection("type", (agreement_type,)) for agreement_type in AGREEMENT_TYPES)
    yield from (ALL, Selection("unevaluated"))
    yield from (Selection("affair-group", values) for values in selections.of("affair-group"))


def _list(selections: Selections, selection: Selection) -> Iterator[str]:
    """Give the address of a list and of its parts."""
    address = addresses.selection_address(selection)
    for number in range(1, count_parts(selections.count(selection)) + 1):
        yield addresses.list_page_address(address, number)


def _list_things(selections: Selections, kind: Any, parts: Sequence[Kind]) -> Iterator[str]:  # noqa: ANN401  narrower than a kind
    """Give the further pages of things with many agreements, and the lists of their figures."""
    long = set()
    for values in selections.of(kind):
        selection = Selection(kind, values)
        if selections.count(selection) > PAGE_ROWS:
            long.add(values[0])
            yield from list(_list(selections, selection))[1:]
        if values[0] == NOT_KNOWN:
            yield addresses.selection_address(selection)
    for part in parts:
        for values in selections.of(part):
            selection = Selection(part, values)
            # The groups of a short list are parts of the thing's own page; what stands apart has a list.
            has_list = part in _APART or values[0] in long
            is_shown = part != "partner-evaluated" or values[1] in SHOWN_STATES
            if has_list and is_shown and selections.widest(selection) == selection:
                yield from _list(selections, selection)


def _list_groups(selections: Selections, groups: Iterable[Selection]) -> Iterator[str]:
    """Give the pages of the categories and places of partners, and the indexes of the places."""
    kinds: tuple[Kind, ...] = ("partner-category", "region")
    found = dict.fromkeys(
        (*groups, *(Selection(kind, values) for kind in kinds for values in selections.of(kind)))
    )
    for selection in found:
        yield from _list(selections, selection)
        if selection.kind == "region" and selection.values[0] != NOT_KNOWN:
            yield addresses.REGIONS if selection.values[0].isdigit() else addresses.COUNTRIES


def list_record_addresses(kind: RecordKind, value: Mapping[str, Any], own: str) -> list[str]:
    """Give the addresses of the pages that a record itself has, those that former ids lead to included.

    ``own`` is the id of the government whose register it is: it has no page as a partner.
    """
    makers = {
        "agreement": addresses.agreement_address,
        "partner": addresses.partner_address,
        "department": addresses.department_address,
        "affair": addresses.affair_address,
    }
    if kind not in makers or (kind == "partner" and value["id"] == own):
        return []
    return [makers[kind](name) for name in (value["id"], *value.get("former_ids", ()))]
