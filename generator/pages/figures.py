"""The pages of statistics: the whole register, and one page a year."""

from collections.abc import Iterator

from generator import addresses
from generator.pages.charts import draw_in_force, draw_running_total, draw_years
from generator.pages.edition import Edition
from generator.pages.lists import section_crumb
from generator.pages.page import Crumb, Page
from generator.pages.titles import year_name
from generator.selections import NO_YEAR
from generator.statistics import (
    count_movements,
    count_statuses,
    count_types,
    count_values,
    count_years_by_type,
    statistic_years,
)


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
            "chart": draw_years(edition),
            "lines": [draw_running_total(edition), draw_in_force(edition)],
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
