"""Series: numbers of agreements by year, as charts draw them and their tables repeat them."""

from collections import Counter
from collections.abc import Iterable

from generator.regions import PROVINCES, SPLIT_FROM
from generator.register.model import Agreement
from generator.selections import NO_YEAR, Selection, Selections
from generator.statistics import Count, count_selection


def count_by_year(agreements: Iterable[Agreement]) -> dict[str, int]:
    """Give the number of agreements by their year of signing, oldest first, the unknown year last."""
    counts = Counter(agreement.year for agreement in agreements)
    without = counts.pop(None, 0)
    return {str(year): counts[year] for year in sorted(filter(None, counts))} | (
        {NO_YEAR: without} if without else {}
    )


def span_years(years: Iterable[str]) -> range:
    """Give every year from the first to the last; years without anything stand between the others."""
    known = [int(year) for year in years if year != NO_YEAR]
    return range(min(known), max(known) + 1) if known else range(0)


def count_running_total(selections: Selections) -> dict[str, Count]:
    """Give how many agreements of a known year were signed up to each year's end."""
    years = span_years(values[0] for values in selections.of("signed-by"))
    return {str(year): count_selection(selections, Selection("signed-by", (str(year),))) for year in years}


def count_in_force(selections: Selections) -> dict[str, Count]:
    """Give how many agreements are known to have been in force at each year's end."""
    years = span_years(values[0] for values in selections.of("in-force-at-end-of"))
    return {
        str(year): count_selection(selections, Selection("in-force-at-end-of", (str(year),)))
        for year in years
    }


def count_outlined(selections: Selections) -> dict[str, int]:
    """Give how many agreements have a partner in each province of 33, the younger ones with their origin.

    An agreement with partners in two that share an outline counts once there.
    """
    found: dict[str, set[str]] = {}
    for (code,), members in selections.of("region").items():
        if code in PROVINCES:
            held = found.setdefault(SPLIT_FROM.get(code, code), set())
            held.update(agreement.id for agreement in members)
    return {code: len(ids) for code, ids in sorted(found.items())}
