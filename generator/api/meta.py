"""What stands at the head of every document: of which register it is, as of when, and on which terms."""

from generator.edition import Edition

API_VERSION = "1.0.0"
"""The version of the API: the first number changes with what breaks programs, the second with what is new.

What changed in each stands in docs/panduan/api.md; ``tests/api/promise.json`` holds what programs rely on.
"""


def describe_edition(edition: Edition) -> dict[str, object]:
    """Give the head of every document; ``generated_at`` is the time of the commit, never the clock's."""
    registry, history, snapshot = edition.register.registry, edition.history, edition.snapshot
    site = registry.get("site_url")
    return {
        "api_version": API_VERSION,
        "register": registry["name"],
        "site": site.rstrip("/") + "/" if site else None,
        "as_of": edition.register.as_of.isoformat(),
        "known_on": snapshot.day.isoformat() if snapshot else None,
        "generated_at": history.generated_at,
        "commit": history.head or None,
        "standing": registry["standing"],
        "notice": edition.notices,
        "licence": {"name": registry["licence"]["name"], "url": registry["licence"].get("url")},
    }
