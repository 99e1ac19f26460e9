"""What every exported document says of itself: whose it is, under which licence, of which day and commit."""

import datetime

from generator.edition import Edition

_EARLIEST = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
"""Before which no archive can date its files."""


def make_head(edition: Edition) -> dict[str, str | None]:
    """Give it as single values by their names; None for what is not known."""
    registry = edition.register.registry
    licence, notice = registry["licence"], edition.notices
    return {
        "register": registry["name"],
        "government": registry["government_name"],
        "region_code": registry["region_code"],
        "standing": registry["standing"],
        "notice_id": notice["id"],
        "notice_en": notice["en"],
        "licence": licence["name"],
        "licence_url": licence.get("url"),
        "site_url": registry.get("site_url"),
        "repository_url": registry.get("repository_url"),
        "as_of": edition.register.as_of.isoformat(),
        "commit": edition.history.head or None,
        "generated_at": edition.history.generated_at,
    }


def find_moment(edition: Edition) -> datetime.datetime:
    """Give the moment that files say they were made: that of the last commit, never the clock's."""
    day = datetime.datetime.combine(edition.register.as_of, datetime.time.min, datetime.UTC)
    return max(_EARLIEST, edition.history.head_time or day)
