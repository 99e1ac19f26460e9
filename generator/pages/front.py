"""The page that opens the register."""

import datetime
from collections.abc import Iterator
from typing import Literal

from generator import addresses
from generator.edition import Edition
from generator.pages.charts import draw_years
from generator.pages.page import Page
from generator.register.model import Agreement
from generator.selections import NOT_KNOWN, Selection, Selections
from generator.statistics import count_selection, count_statuses, count_types, count_years_by_type

_NEWEST = 6
_SOON = 8


def iterate_front_pages(edition: Edition) -> Iterator[Page]:
    """Give the home page."""
    yield _home_page(edition)


def _home_page(edition: Edition) -> Page:
    selections, register = edition.selections, edition.register
    years = count_years_by_type(selections)
    statuses = count_statuses(selections)
    ending = selections.members(Selection("status", ("ending-soon",)))
    return Page(
        addresses.HOME,
        addresses.HOME,
        register.registry["name"],
        edition.locale.say(
            "Cooperation agreements of %(government)s: who, what, since when, and what came of it.",
            government=register.registry["government_name"],
        ),
        "home.html",
        (),
        {
            "types": count_types(selections),
            "years": years,
            "chart": draw_years(edition),
            "statuses": statuses,
            "current": count_selection(selections, Selection("in-force")),
            # How many are in force says nothing where it is not known of most.
            "states_known": 2 * selections.count(Selection("status", ("unknown",))) <= len(register.counted),
            "newest": [one for one in register.counted if _is_signed(one, register.as_of)][:_NEWEST],
            "ending": sorted(ending, key=lambda agreement: agreement.end.latest if agreement.end else
                             register.as_of)[:_SOON],
            "overdue": count_selection(selections, Selection("evaluated", ("overdue",))),
            "done": count_selection(selections, Selection("evaluated", ("done",))),
            "partner_count": len(selections.of("partner")),
            "department_count": _count_named(selections, "department"),
            "affair_count": _count_named(selections, "affair"),
        },
    )  # fmt: skip


def _is_signed(agreement: Agreement, as_of: datetime.date) -> bool:
    """Whether an agreement has a day of signing, and that has come."""
    return agreement.signed is not None and agreement.signed.earliest <= as_of


def _count_named(selections: Selections, kind: Literal["department", "affair"]) -> int:
    """Give how many departments or affairs any agreement names."""
    return len(selections.of(kind).keys() - {(NOT_KNOWN,)})
