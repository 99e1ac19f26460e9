"""A page: where it stands, which template shows it, and what the template is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from generator.mapping import EntrySelection
from generator.selections import Selection


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the home page; the last, without an address, is the page itself."""

    label: str
    address: str | None = None
    from_record: bool = False
    """Whether a record names it, in its own language."""


class Page(NamedTuple):
    """One generated page; ``section`` names the shell it is put into."""

    address: str
    section: str
    title: str
    description: object
    """What the page is about: a text, or what composes it only when the page is rendered."""
    template: str
    crumbs: tuple[Crumb, ...] = ()
    context: Mapping[str, Any] = MappingProxyType({})
    title_from_record: bool = False
    """Whether the title is a record's, in its own language."""
    selection: Selection | EntrySelection | None = None
    """What the page's list holds, where it has one."""
    leads_to: str | None = None
    """The address that the page leads its reader on to at once."""
    is_unlisted: bool = False
    """Whether search engines are asked to leave it out, and the list of pages does so."""

    @property
    def summary(self) -> str:
        """What the page is about, in one sentence."""
        return str(self.description)
