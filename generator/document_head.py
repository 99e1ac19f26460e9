"""What every document says of itself: of which register it is, as of when, and on which terms."""

import datetime
from typing import TypedDict

from generator.edition import Edition
from generator.text import Language

_EARLIEST = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
_LATEST = datetime.datetime(2107, 12, 31, tzinfo=datetime.UTC)
"""Between which archives can date their files."""


class Licence(TypedDict):
    """On which terms the data may be used; ``url`` is None where only a name is known."""

    name: str
    url: str | None


class Head(TypedDict):
    """The head of a document; None for what is not known."""

    register: str
    site: str | None
    as_of: str
    known_on: str | None
    """The past day that is shown."""
    generated_at: str | None
    """The time of the commit, never the clock's."""
    commit: str | None
    standing: str
    notice: dict[Language, str]
    licence: Licence


def describe_edition(edition: Edition) -> Head:
    """Give the head of every document."""
    registry, history, snapshot = edition.register.registry, edition.history, edition.snapshot
    site, licence = registry.get("site_url"), registry["licence"]
    return {
        "register": registry["name"],
        "site": site.rstrip("/") + "/" if site else None,
        "as_of": edition.register.as_of.isoformat(),
        "known_on": snapshot.day.isoformat() if snapshot else None,
        "generated_at": history.generated_at,
        "commit": history.head or None,
        "standing": registry["standing"],
        "notice": edition.notices,
        "licence": {"name": licence["name"], "url": licence.get("url")},
    }


def list_facts(edition: Edition) -> dict[str, str | None]:
    """Give the head as single values by their names, for what holds no more: a table, a sheet, a text.

    It also says whose the register is, for a file that is read far from its site.
    """
    head, registry = describe_edition(edition), edition.register.registry
    return {
        "register": head["register"],
        "government": registry["government_name"],
        "region_code": registry["region_code"],
        "standing": head["standing"],
        "notice_id": head["notice"]["id"],
        "notice_en": head["notice"]["en"],
        "licence": head["licence"]["name"],
        "licence_url": head["licence"]["url"],
        "site_url": head["site"],
        "repository_url": registry.get("repository_url"),
        "as_of": head["as_of"],
        "known_on": head["known_on"],
        "commit": head["commit"],
        "generated_at": head["generated_at"],
    }


def find_moment(edition: Edition) -> datetime.datetime:
    """Give the moment that files say they were made: that of the last commit, never the clock's."""
    day = datetime.datetime.combine(edition.register.as_of, datetime.time.min, datetime.UTC)
    return min(_LATEST, max(_EARLIEST, edition.history.head_time or day))
