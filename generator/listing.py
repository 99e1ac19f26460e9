"""Listing: which selections have a page that is a list and nothing else, and over how many parts it runs."""

from generator.selections import CROSSED, Kind

PAGE_ROWS = 200
"""Rows a page of a list holds at most."""

FOLLOW_UP: tuple[Kind, ...] = (
    "current-type",
    "current-department",
    "due-type",
    "due-department",
    "unevaluated-department",
    "evaluated-in-type",
    "evaluated-in-department",
    "missed-in",
    "missed-in-type",
    "execution-in",
    "recommended-in",
)
"""What the evaluation pages count; ``unevaluated`` has a richer page of its own."""

LISTED: tuple[Kind, ...] = (
    "year",
    "status",
    "document",
    "type-year",
    "ended-in",
    "in-force-at-end-of",
    "evaluated",
    "evaluated-in",
    *FOLLOW_UP,
    "status-department",
    "mapped",
    "unmapped",
    "extended-in",
    "in-force",
    "in-force-evaluated",
    *CROSSED,
    "year-category",
    "recorded",
    "length-known",
    "publication-known",
)
"""The kinds of selection whose pages are a list and nothing else."""


def count_parts(number: int) -> int:
    """Give over how many pages a list of so many agreements runs."""
    return max(1, -(-number // PAGE_ROWS))
