"""How long the running agreements run: the timeline and its page."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest

from generator import addresses
from generator.charts.drawing import NARROW, WIDE, Drawing, Mark
from generator.charts.figure import DataTable, Figure
from generator.charts.timeline import (
    BEYOND_SWATCH,
    UNSURE_SWATCH,
    Axis,
    Run,
    draw_axis,
    draw_timeline,
    fit_axis,
    lay_run,
    rule_today,
    rule_years,
)
from generator.edition import Edition
from generator.pages.lists import section_crumb
from generator.pages.page import Crumb, Page
from generator.records import AGREEMENT_TYPES
from generator.register.model import Agreement
from generator.selections import Selection
from generator.statistics import count_selection
from generator.words.titles import TYPE_ABBREVIATIONS

MOST_RUNS = 150
"""Agreements a timeline shows at most: those that end first."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One agreement on the timeline: its first and last day in words, and its bar."""

    agreement: Agreement
    start: str
    end: str
    bar: Drawing


def list_soonest(edition: Edition) -> list[Agreement]:
    """Give the agreements known to be in force that end first, as many as are shown, type by type."""
    soonest = nsmallest(MOST_RUNS, edition.selections.members(Selection("in-force")), key=_find_end)
    # Within a type those that end first stay at the start.
    return sorted(soonest, key=lambda agreement: AGREEMENT_TYPES.index(agreement.type))


def _find_end(agreement: Agreement) -> tuple[datetime.date, str]:
    return (agreement.end.latest if agreement.end else datetime.date.min, agreement.id)


def draw_runs(edition: Edition) -> Figure:
    """Draw how long the running agreements run, by type, at most ``MOST_RUNS``."""
    say, number = edition.locale.say, edition.locale.number
    shown, running = list_soonest(edition), edition.selections.count(Selection("in-force"))
    runs = [_run(agreement) for agreement in shown]
    words = {
        "today": say("Today"),
        **TYPE_ABBREVIATIONS,
        "unsure": say("hatched: the day is not known exactly"),
    }

    def tell(run: Run) -> str:
        return f"{_tell_start(edition, run)} – {edition.locale.date(run.end, short=True)}"

    def draw(width: int) -> Drawing:
        axis = fit_axis(runs, edition.register.as_of, width)
        return draw_timeline(runs, axis, edition.register.as_of, words, tell)

    rest = running - len(shown)
    table = DataTable(
        (say("Agreement"), say("Type"), say("In force from"), say("In force until")),
        tuple(
            (
                agreement.title,
                TYPE_ABBREVIATIONS[agreement.type],
                _tell_start(edition, run),
                edition.locale.date(run.end),
            )
            for agreement, run in zip(shown, runs, strict=True)
        ),
        tuple(addresses.agreement_address(agreement.id) for agreement in shown),
    )
    return Figure(
        "lini-masa",
        say("Running agreements"),
        say(
            "%(shown)s of the %(count)s agreements known to be in force, each as a bar from its first to its "
            "last day.",
            shown=number(len(shown)), count=number(running),
        )
        if rest
        else say(
            "%(count)s agreements that are known to be in force, each as a bar from its first to its last "
            "day.",
            count=number(len(shown)),
        ),
        draw,
        table,
        say("Those that end first are shown; %(rest)s more run longer.", rest=number(rest)) if rest else "",
    )  # fmt: skip


def _run(agreement: Agreement) -> Run:
    end = agreement.end
    assert end is not None  # noqa: S101  without one it is not known to be in force
    return Run(agreement.title, agreement.type, agreement.start or agreement.signed, end)


def _tell_start(edition: Edition, run: Run) -> str:
    return edition.locale.date(run.start, short=True) if run.start else edition.locale.say("not known")


def _lay_lanes(edition: Edition, shown: list[Agreement], axis: Axis) -> list[tuple[str, list[Lane]]]:
    lanes: dict[str, list[Lane]] = {}
    for agreement in shown:
        run = _run(agreement)
        bar: tuple[Mark, ...] = tuple(lay_run(run, axis, edition.register.as_of))
        lane = Lane(
            agreement,
            _tell_start(edition, run),
            edition.locale.date(run.end, short=True),
            Drawing(axis.width, 12, bar),
        )
        lanes.setdefault(agreement.type, []).append(lane)
    return list(lanes.items())


def iterate_timeline_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of the timeline."""
    say, selections, as_of = edition.locale.say, edition.selections, edition.register.as_of
    shown = list_soonest(edition)
    runs = [_run(agreement) for agreement in shown]
    axes = {width: fit_axis(runs, as_of, width) for width in (WIDE, NARROW)}
    title = say("Timeline")
    yield Page(
        addresses.TIMELINE,
        addresses.STATISTICS,
        title,
        say("How long the agreements that are in force run, those that end first at the top of each type."),
        "timeline.html",
        (section_crumb(edition, addresses.STATISTICS), Crumb(title)),
        {
            "figure": draw_runs(edition),
            "lanes": _lay_lanes(edition, shown, axes[WIDE]),
            "axes": [draw_axis(axis, as_of, say("Today")) for axis in axes.values()],
            "years": Drawing(WIDE, 12, tuple(rule_years(axes[WIDE]))),
            "today": Drawing(WIDE, 12, (rule_today(axes[WIDE], as_of),)),
            "pattern_series": (*AGREEMENT_TYPES, "unsure"),
            "swatches": (UNSURE_SWATCH, BEYOND_SWATCH),
            "statuses": [
                count_selection(selections, Selection("status", (status,)))
                for status in ("in-force", "ending-soon", "unknown")
            ],
        },
    )
