"""The pages of evaluations and of the mapping of needs."""

from collections.abc import Iterator

from generator import addresses
from generator.due import STATES
from generator.pages.edition import Edition
from generator.pages.lists import section_crumb
from generator.pages.page import Crumb, Page
from generator.pages.titles import period_name
from generator.selections import Selection
from generator.statistics import count_selection


def iterate_evaluation_pages(edition: Edition) -> Iterator[Page]:
    """Give the evaluation summary of the register and of each half-year."""
    say, selections = edition.locale.say, edition.selections
    states = [count_selection(selections, Selection("evaluated", (state,))) for state in STATES]
    reported = [a for a in edition.register.counted if "reported_results" in a.value]
    title = say("Evaluations")
    yield Page(
        addresses.EVALUATIONS,
        addresses.EVALUATIONS,
        title,
        say("Which agreements have been evaluated, which are due, and what came of them."),
        "evaluations.html",
        (Crumb(title),),
        {"states": states, "periods": edition.periods, "reported": reported},
    )
    for summary in edition.periods:
        name = period_name(edition.locale, summary.period.slug)
        selection = Selection("evaluated-in", (summary.period.slug,))
        yield Page(
            addresses.evaluation_address(summary.period),
            addresses.EVALUATIONS,
            say("Evaluations: %(period)s", period=name),
            say("Results and recommendations of the evaluations of one half-year."),
            "evaluation_period.html",
            (section_crumb(edition, addresses.EVALUATIONS), Crumb(name)),
            {"summary": summary, "count_of_period": count_selection(selections, selection)},
        )


def iterate_mapping_pages(edition: Edition) -> Iterator[Page]:
    """Give the mapping of needs as a whole and of each year."""
    say = edition.locale.say
    title = say("Mapping of needs")
    yield Page(
        addresses.MAPPING,
        addresses.MAPPING,
        title,
        say("What cooperation was planned, and what was realised."),
        "mapping.html",
        (Crumb(title),),
        {"years": edition.mapping},
    )
    for summary in edition.mapping:
        heading = say("Mapping of needs: %(year)s", year=str(summary.year))
        yield Page(
            addresses.mapping_address(summary.year),
            addresses.MAPPING,
            heading,
            say("Planned against realised cooperation in %(year)s.", year=str(summary.year)),
            "mapping_year.html",
            (section_crumb(edition, addresses.MAPPING), Crumb(str(summary.year))),
            {"summary": summary},
        )
