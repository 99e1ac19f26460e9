"""Which calendars a register has, and which items of its agenda stand in each."""

from collections.abc import Sequence
from typing import NamedTuple

from generator.addresses import CalendarScope, calendar_address
from generator.agenda import Item
from generator.records import AGREEMENT_TYPES
from generator.register.register import Register

AHEAD = 366
"""How many days a calendar looks ahead: a year, whether it has a leap day or not."""


class Listing(NamedTuple):
    """One calendar: whose it is and what stands in it."""

    scope: CalendarScope
    value: str
    items: tuple[Item, ...]

    @property
    def address(self) -> str:
        """Where it stands in the site."""
        return calendar_address(self.scope, self.value)


def list_calendars(register: Register, items: Sequence[Item]) -> list[Listing]:
    """Give the calendars of an agenda: of all, of each type and of each department, empty ones too."""
    types: dict[str, list[Item]] = {kind: [] for kind in AGREEMENT_TYPES}
    departments: dict[str, list[Item]] = {name: [] for name in register.departments}
    for item in items:
        types[item.agreement.type].append(item)
        for department in item.departments:
            departments[department.id].append(item)
    return [
        Listing("all", "", tuple(items)),
        *(Listing("type", kind, tuple(found)) for kind, found in types.items()),
        *(Listing("department", name, tuple(found)) for name, found in departments.items()),
    ]


def list_calendar_files(register: Register) -> tuple[str, ...]:
    """Give the address of every calendar."""
    return tuple(listing.address for listing in list_calendars(register, ()))
