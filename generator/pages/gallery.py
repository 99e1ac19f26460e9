"""The page that holds the charts no other page has room for."""

from collections.abc import Iterator

from generator import addresses
from generator.edition import Edition
from generator.pages.charts import draw_years, iterate_bars, iterate_tiles
from generator.pages.lists import section_crumb
from generator.pages.page import Crumb, Page


def iterate_chart_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of charts."""
    say = edition.locale.say
    title = say("Charts")
    yield Page(
        addresses.CHARTS,
        addresses.STATISTICS,
        title,
        say("The register's numbers as drawings: by year, type, status, partner, department and affair."),
        "charts.html",
        (section_crumb(edition, addresses.STATISTICS), Crumb(title)),
        {
            "figures": [draw_years(edition), *iterate_bars(edition)],
            "small": list(iterate_tiles(edition)),
        },
    )
