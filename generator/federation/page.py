"""A page of a gathered site, as a value: where it stands, what it is called, and what its template shows."""

from dataclasses import dataclass, field
from typing import Any

from generator.text import Text


@dataclass(frozen=True, slots=True)
class GatheredPage:
    """One page in both languages; ``title`` may be a government's name, which is the same in each."""

    address: str
    section: str
    template: str
    title: Text
    summary: Text
    context: dict[str, Any]
    crumbs: tuple[tuple[Text, str], ...] = field(default=())
    """The pages above it but the home page, each with its address."""
