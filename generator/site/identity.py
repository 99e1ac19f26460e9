"""What the theme must know of a register: its name, its standing and where it lives."""

import html
from dataclasses import dataclass
from typing import Any

from generator.locale import load_catalogue


@dataclass(frozen=True, slots=True)
class SiteIdentity:
    """The register's face on every page, the hand-written ones included; texts ready to stand in HTML."""

    name: str
    description: str
    notice: str
    standing: str
    site_url: str
    place: str
    crest: str = ""

    def say(self, message: str) -> str:
        """Give a message of the catalogue."""
        return _escape(load_catalogue("id").gettext(message))


def _escape(text: str) -> str:
    """Give a text as HTML: the theme escapes nothing, and the marks of a shell must not stand in it."""
    return html.escape(text).replace("@", "&#64;")


def read_identity(registry: Any) -> SiteIdentity:  # noqa: ANN401  a record's value
    """Give the identity that a registry record states, in Indonesian."""
    return SiteIdentity(
        name=_escape(registry["name"]),
        description=_escape(f"Kerja sama {registry['government_name']}"),
        notice=_escape(registry["standing_notice"]["id"]),
        standing=registry["standing"],
        site_url=registry.get("site_url", ""),
        place=_escape(registry["place_name"]),
    )
