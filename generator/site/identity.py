"""What the theme must know of a register: its name, its standing and where it lives."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SiteIdentity:
    """The register's face on every page, the hand-written ones included."""

    name: str
    description: str
    notice: str
    standing: str
    site_url: str


def read_identity(registry: Any) -> SiteIdentity:  # noqa: ANN401  a record's value
    """Give the identity that a registry record states, in Indonesian."""
    return SiteIdentity(
        name=registry["name"],
        description=f"Kerja sama {registry['government_name']}",
        notice=registry["standing_notice"]["id"],
        standing=registry["standing"],
        site_url=registry.get("site_url", ""),
    )
