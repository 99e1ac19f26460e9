"""A digest: an agenda with what every form of it tells beside the items."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from generator.addresses import CALENDARS, LANGUAGE_ROOTS, agreement_address
from generator.agenda import Item, group_by_department
from generator.locale import Locale
from generator.register.model import Agreement, Department
from generator.register.register import Register


@dataclass(frozen=True)
class Digest:
    """The items of a register's agenda, to be told in one language; ``within`` is in days."""

    register: Register
    locale: Locale
    items: list[Item]
    within: int

    @property
    def name(self) -> str:
        """What the register is called."""
        return str(self.register.registry["name"])

    @property
    def notice(self) -> str:
        """What must be said with everything that the register publishes."""
        return self.locale.pick(self.register.registry["standing_notice"])

    @property
    def until(self) -> datetime.date:
        """The last day it looks ahead to."""
        return self.register.as_of + datetime.timedelta(days=self.within)

    @cached_property
    def groups(self) -> list[tuple[Department | None, list[Item]]]:
        """The items by the department in charge."""
        return group_by_department(self.items)

    def group_name(self, department: Department | None) -> str:
        """Give what a group is called."""
        return department.name if department else self.locale.say("No department named")

    def scope(self) -> str:
        """Say on which day it was made and how far it looks."""
        return self.locale.say(
            "As of %(day)s, looking ahead %(number)s days, up to %(until)s.",
            day=self.locale.day(self.register.as_of),
            number=self.locale.number(self.within),
            until=self.locale.day(self.until),
        )

    def others(self, item: Item) -> str:
        """Give the departments that take part beside the one in charge."""
        return "; ".join(department.name for department in item.departments[1:])

    def url(self, agreement: Agreement) -> str:
        """Give the full address of an agreement's page in the digest's language; empty where unknown."""
        return self._full(agreement_address(agreement.id))

    @property
    def calendars_url(self) -> str:
        """The full address of the page of calendars; empty where the site's address is not known."""
        return self._full(CALENDARS)

    def _full(self, address: str) -> str:
        registry = self.register.registry
        if "site_url" not in registry:
            return ""
        languages = ("id", *registry.get("other_languages", ()))
        root = LANGUAGE_ROOTS[self.locale.language] if self.locale.language in languages else ""
        return f"{registry['site_url'].rstrip('/')}/{root}{address}"
