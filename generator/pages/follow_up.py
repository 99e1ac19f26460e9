"""The pages of evaluations: the overview, what is not evaluated, and each half-year."""

from collections.abc import Iterator

from generator import addresses
from generator.due import STATES
from generator.edition import Edition
from generator.evaluation_counts import (
    count_current,
    count_current_by_department,
    count_current_by_type,
    count_findings,
    count_period,
    count_period_by_department,
    count_period_by_type,
)
from generator.evaluations import PeriodSummary
from generator.pages.lists import list_pages, section_crumb
from generator.pages.page import Crumb, Page
from generator.pages.schedules import describe_schedule
from generator.selections import Selection
from generator.statistics import count_selection
from generator.words.titles import period_name, selection_definition, selection_title

_MOST_OBSTACLES = 10


def iterate_evaluation_pages(edition: Edition) -> Iterator[Page]:
    """Give the overview of evaluations, the page of what is not evaluated, and one page a half-year."""
    yield _overview_page(edition)
    yield from _unevaluated_pages(edition)
    for summary in edition.periods:
        yield _period_page(edition, summary)


def _overview_page(edition: Edition) -> Page:
    say, selections, schedule = edition.locale.say, edition.selections, edition.register.schedule
    title = say("Evaluations")
    return Page(
        addresses.EVALUATIONS,
        addresses.EVALUATIONS,
        title,
        say("Which agreements have been evaluated, which are due, and what came of them."),
        "evaluations.html",
        (Crumb(title),),
        {
            "states": [count_selection(selections, Selection("evaluated", (state,))) for state in STATES],
            "schedule": describe_schedule(edition.locale, schedule),
            "current": count_current(selections),
            "unknown": count_selection(selections, Selection("status", ("unknown",))),
            "unevaluated": count_selection(selections, Selection("unevaluated")),
            "by_type": count_current_by_type(selections),
            "by_department": count_current_by_department(selections),
            "periods": [
                (summary, count_period(selections, schedule, summary.period.slug))
                for summary in edition.periods
            ],
            "reported": [one for one in edition.register.counted if "reported_results" in one.value],
        },
    )


def _unevaluated_pages(edition: Edition) -> Iterator[Page]:
    """Give the list of what is in force and not evaluated, with its departments."""
    selection = Selection("unevaluated")
    title = selection_title(edition, selection)
    page = Page(
        addresses.selection_address(selection),
        addresses.EVALUATIONS,
        title,
        selection_definition(edition, selection),
        "unevaluated.html",
        (section_crumb(edition, addresses.EVALUATIONS), Crumb(title)),
        {
            "by_department": [
                (row, count_selection(edition.selections, Selection("unevaluated-department", (row.key,))))
                for row in count_current_by_department(edition.selections)
            ]
        },
        selection=selection,
    )
    yield from list_pages(page, edition.selections.members(selection), edition.locale.say)


def _period_page(edition: Edition, summary: PeriodSummary) -> Page:
    say, selections, slug = edition.locale.say, edition.selections, summary.period.slug
    name, schedule = period_name(edition.locale, slug), edition.register.schedule
    return Page(
        addresses.evaluation_address(summary.period),
        addresses.EVALUATIONS,
        say("Evaluations: %(period)s", period=name),
        say("Results and recommendations of the evaluations of one half-year."),
        "evaluation_period.html",
        (section_crumb(edition, addresses.EVALUATIONS), Crumb(name)),
        {
            "summary": summary,
            "row": count_period(selections, schedule, slug),
            "states": count_findings(selections, "execution-in", summary),
            "recommendations": count_findings(selections, "recommended-in", summary),
            "by_type": count_period_by_type(selections, schedule, slug),
            "by_department": count_period_by_department(selections, slug),
            "obstacles": summary.obstacles[:_MOST_OBSTACLES],
        },
    )
