"""The pages of statistics: the whole register, one page a year, and the types against other properties."""

from collections.abc import Iterator

from generator import addresses
from generator.edition import Edition
from generator.evaluation_counts import count_current
from generator.pages.charts import draw_in_force, draw_running_total, draw_years
from generator.pages.lists import section_crumb
from generator.pages.page import Crumb, Page
from generator.pages.report import report_page
from generator.selections import CROSSED, NO_YEAR, Kind, Selection
from generator.statistics import (
    Cross,
    Row,
    count_movements,
    count_recorded,
    count_selection,
    count_statuses,
    count_types,
    count_values,
    count_year_categories,
    count_years_by_type,
    measure_length,
    measure_publication,
    statistic_years,
    tell_movements,
)
from generator.words.definitions import COMPILED, DEFINITIONS, NO_HISTORY
from generator.words.titles import selection_definition, selection_title, year_name

CROSS_TITLES: dict[Kind, str] = {
    "type-department": "Types by department",
    "type-affair": "Types by government affair",
    "type-category": "Types by partner category",
    "type-region": "Types by the partner's region",
}
CROSS_HEADINGS: dict[Kind, str] = {
    "type-department": "Department",
    "type-affair": "Government affair",
    "type-category": "Partner category",
    "type-region": "Region",
}


def iterate_statistics_pages(edition: Edition) -> Iterator[Page]:
    """Give the statistics of the register, of each year, and the tables of types."""
    yield _overview(edition)
    years = count_years_by_type(edition.selections)
    by_year = {row.key: row for row in years}
    for year in statistic_years(edition.selections):
        yield _year_page(edition, year, by_year.get(year))
        if year != NO_YEAR:
            yield report_page(edition, year, by_year.get(year))
        if edition.selections.count(Selection("signed-by", (year,))):
            yield _running_page(edition, year, years)
    for cross in edition.crosses.values():
        yield _cross_page(edition, cross)


def _overview(edition: Edition) -> Page:
    say, selections, as_of = edition.locale.say, edition.selections, edition.register.as_of
    years = count_years_by_type(selections)
    title = say("Statistics")
    return Page(
        addresses.STATISTICS,
        addresses.STATISTICS,
        title,
        say("How many agreements, since when, how long, how complete, and how well followed up."),
        "statistics.html",
        (Crumb(title),),
        {
            "years": years,
            "types": count_types(selections),
            "chart": draw_years(edition),
            "lines": [draw_running_total(edition), draw_in_force(edition)],
            "movements": [
                (year, tell_movements(selections, year, as_of)) for year in statistic_years(selections)
            ],
            "this_year": count_movements(selections, str(as_of.year)),
            "running": count_current(selections),
            "unknown": count_selection(selections, Selection("status", ("unknown",))),
            "recorded": count_recorded(selections),
            "endless": count_selection(selections, Selection("recorded", ("end", "no"))),
            "length": measure_length(selections),
            "publication": measure_publication(selections, edition.published),
            "compiled": say(COMPILED) if edition.register.registry["standing"] == "compiled" else "",
            "no_history": say(NO_HISTORY),
            "crosses": [(say(CROSS_TITLES[kind]), addresses.cross_address(kind)) for kind in CROSSED],
            "statuses": count_statuses(selections),
            "documents": count_values(selections, "document"),
            "regions": count_values(selections, "region"),
            "other_totals": [total for total in edition.register.totals if not total.is_comparable],
        },
    )


def _year_page(edition: Edition, year: str, row: Row | None) -> Page:
    say, selections = edition.locale.say, edition.selections
    about = (
        say("Agreements without a known year of signing")
        if year == NO_YEAR
        else say("What was signed, what ended and what was in force in %(year)s.", year=year)
    )
    name = year_name(edition.locale, year)
    return Page(
        addresses.statistics_address(year),
        addresses.STATISTICS,
        say("Statistics: %(year)s", year=name),
        about,
        "statistics_year.html",
        (section_crumb(edition, addresses.STATISTICS), Crumb(name)),
        {
            "year": year,
            "row": row,
            "movements": tell_movements(selections, year, edition.register.as_of),
            "categories": count_year_categories(selections, year),
            "coverage": [coverage for coverage in edition.coverage if str(coverage.year) == year],
        },
    )


def _running_page(edition: Edition, year: str, years: list[Row]) -> Page:
    """Give the page of all that had been signed by the end of a year: it is made of the years' own lists."""
    selection = Selection("signed-by", (year,))
    title = selection_title(edition, selection)
    parent = Crumb(year, addresses.statistics_address(year))
    return Page(
        addresses.selection_address(selection),
        addresses.STATISTICS,
        title,
        selection_definition(edition, selection),
        "statistics_running.html",
        (section_crumb(edition, addresses.STATISTICS), parent, Crumb(title)),
        {
            "total": edition.selections.count(selection),
            "parts": [row.counts[-1] for row in years if row.key != NO_YEAR and row.key <= year],
        },
        selection=selection,
    )


def _cross_page(edition: Edition, cross: Cross) -> Page:
    title = edition.locale.say(CROSS_TITLES[cross.kind])
    return Page(
        addresses.cross_address(cross.kind),
        addresses.STATISTICS,
        title,
        edition.locale.say(DEFINITIONS[cross.kind]),
        "statistics_cross.html",
        (section_crumb(edition, addresses.STATISTICS), Crumb(title)),
        {
            "cross": cross,
            "heading": edition.locale.say(CROSS_HEADINGS[cross.kind]),
            "types": count_types(edition.selections),
        },
    )
