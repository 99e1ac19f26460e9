"""Resorting: the selections of a register brought up to date from the agreements that changed."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter

from generator.register.model import Agreement
from generator.register.renewal import Renewed
from generator.selections import Selection, Selections
from generator.sorting import Sorter, run_years, select_agreements

_ORDER = attrgetter("order")


def renew_selections(old: Selections, before: Sorter, after: Sorter, renewed: Renewed) -> Selections:
    """Give the selections of the register that ``after`` sorts, from those that ``before`` sorted.

    What decides for all agreements at once makes all be sorted anew: another half-year evaluated for, another
    year mapped, or a department that took another's place.
    """
    register = after.register
    if before.ground != after.ground or before.lines != after.lines:
        return select_agreements(register, after.published)
    # What a mapped need or the day of publication says of an agreement is in no record of its own.
    names = set(renewed.ids) | (before.realising ^ after.realising)
    names |= {*before.published} ^ {*after.published}
    gone = _sort(before, (before.register.agreements.get(name) for name in names))
    come = _sort(after, (register.agreements.get(name) for name in names))
    members = {selection: listed for selection, listed in old if selection.kind != "signed-by"}
    for selection in gone.keys() | come.keys():
        listed = _replace(members.get(selection, ()), gone[selection], come[selection])
        if listed:
            members[selection] = listed
        else:
            members.pop(selection, None)
    years = {selection.values[0]: listed for selection, listed in members.items() if selection.kind == "year"}
    for key, running in run_years(years, register.as_of):
        members[Selection(*key)] = tuple(running)
    return Selections(members)


def _sort(sorter: Sorter, agreements: Iterable[Agreement | None]) -> defaultdict[Selection, set[Agreement]]:
    """Give some agreements by the selections that they fall into."""
    found: defaultdict[Selection, set[Agreement]] = defaultdict(set)
    for agreement in filter(None, agreements):
        for key in sorter.list_keys(agreement):
            found[Selection(*key)].add(agreement)
    return found


def _replace(
    listed: tuple[Agreement, ...], gone: set[Agreement], come: set[Agreement]
) -> tuple[Agreement, ...]:
    """Give a list in the register's order without some agreements and with others."""
    if gone == come:
        return listed
    # The register's order runs backwards.
    left = [agreement for agreement in reversed(listed) if agreement not in gone]
    for agreement in come:
        insort(left, agreement, key=_ORDER)
    return tuple(reversed(left))
