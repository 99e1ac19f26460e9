"""The page of calendars: how to subscribe to one, which there are, and the days that come next."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator import addresses
from generator.agenda import Item
from generator.calendars import Listing, list_calendars
from generator.digest.words import word_days, word_kind
from generator.edition import Edition
from generator.pages.page import Crumb, Page
from generator.selections import Selection
from generator.statistics import count_selection
from generator.words.titles import TYPE_ABBREVIATIONS

MOST_NEXT = 20
"""How many of the days that come next the page shows; the calendars hold all."""


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One calendar as the page lists it."""

    name: str
    address: str
    url: str
    """Its full address; empty where the site's is not known."""
    number: int
    from_record: bool

    @property
    def subscription(self) -> str:
        """The address that a phone or a calendar program takes at once; empty where the site's is unknown."""
        _, sign, rest = self.url.partition("://")
        return f"webcal{sign}{rest}" if rest else ""


def iterate_calendar_pages(edition: Edition) -> Iterator[Page]:
    """Give the one page of calendars."""
    locale, register = edition.locale, edition.register
    title = locale.say("Calendars")
    rows = [_make_row(edition, listing) for listing in list_calendars(register, edition.agenda)]
    everything, others = rows[0], rows[1:]
    coming = [item for item in edition.agenda if not item.is_overdue]
    yield Page(
        addresses.CALENDARS,
        addresses.CALENDARS,
        title,
        locale.say(
            "The days on which agreements end and evaluations and reports are due, for your calendar."
        ),
        "calendars.html",
        (Crumb(title),),
        {
            "everything": everything,
            "filled": [row for row in others if row.number],
            "empty": [row for row in others if not row.number],
            "coming": [_word(edition, item) for item in coming[:MOST_NEXT]],
            "coming_number": len(coming),
            "overdue": count_selection(edition.selections, Selection("evaluated", ("overdue",))),
        },
    )


def _make_row(edition: Edition, listing: Listing) -> CalendarRow:
    register = edition.register
    site = register.registry.get("site_url", "").rstrip("/")
    name = edition.locale.say("All agreements")
    if listing.scope == "type":
        label = edition.locale.label("cooperation_type", listing.value)
        name = f"{TYPE_ABBREVIATIONS[listing.value]}: {label}"
    elif listing.scope == "department":
        name = register.departments[listing.value].name
    url = f"{site}/{listing.address}" if site else ""
    return CalendarRow(name, listing.address, url, len(listing.items), listing.scope == "department")


@dataclass(frozen=True, slots=True)
class Coming:
    """A day that comes, in words."""

    item: Item
    kind: str
    days: str


def _word(edition: Edition, item: Item) -> Coming:
    return Coming(item, word_kind(edition.locale, item), word_days(edition.locale, item))
