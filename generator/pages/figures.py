"""The pages of statistics: the whole register, and one page a year."""

from collections.abc import Iterator

from generator import addresses
from generator.pages.chart import Chart, stack_bars
from generator.pages.edition import Edition
from generator.pages.lists import section_crumb
from generator.pages.page import Crumb, Page
from generator.pages.titles import year_name
from generator.records import AGREEMENT_TYPES
from generator.selections import NO_YEAR
from generator.statistics import (
    Row,
    count_movements,
    count_statuses,
    count_types,
    count_values,
    count_years_by_type,
    statistic_years,
)


def draw_years(rows: list[Row]) -> Chart:
    """Draw the signed agreements of each known year, stacked by type, oldest year first.

    Years without any stand empty between the others, so that the axis is honest.
    """
    known = {int(row.key): row for row in rows if row.key != NO_YEAR}
    years = range(min(known), max(known) + 1) if known else range(0)
    numbers = [
        [count.number for count in known[year].counts[:-1]] if year in known else [0] * len(AGREEMENT_TYPES)
        for year in years
    ]
    return stack_bars([str(year) for year in years], numbers)


def iterate_statistics_pages(edition: Edition) -> Iterator[Page]:
    """Give the statistics of the register and of each year."""
    say, selections = edition.locale.say, edition.selections
    years = count_years_by_type(selections)
    title = say("Statistics")
    yield Page(
        addresses.STATISTICS,
        addresses.STATISTICS,
        title,
        say("Agreements by year, type, status, document, partner, department and affair."),
        "statistics.html",
        (Crumb(title),),
        {
            "years": years,
            "types": count_types(selections),
            "chart": draw_years(years),
            "statuses": count_statuses(selections),
            "tables": [
                (kind, count_values(selections, kind))
                for kind in ("document", "partner-category", "department", "affair")
            ],
            "statistic_years": statistic_years(selections),
            "other_totals": [total for total in edition.register.totals if not total.is_comparable],
        },
    )
    by_year = {row.key: row for row in years}
    for year in statistic_years(selections):
        heading = say("Statistics: %(year)s", year=year_name(edition.locale, year))
        about = (
            say("Agreements without a known year of signing")
            if year == NO_YEAR
            else say("What was signed, what ended and what was in force in %(year)s.", year=year)
        )
        yield Page(
            addresses.statistics_address(year),
            addresses.STATISTICS,
            heading,
            about,
            "statistics_year.html",
            (section_crumb(edition, addresses.STATISTICS), Crumb(year_name(edition.locale, year))),
            {
                "year": year,
                "row": by_year.get(year),
                "movements": count_movements(selections, year),
                "coverage": [coverage for coverage in edition.coverage if str(coverage.year) == year],
            },
        )
