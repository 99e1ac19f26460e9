"""The facts that every description of the register repeats: whose it is, of when, under which licence."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.addresses import LANGUAGE_ROOTS
from generator.edition import Edition
from generator.tables.columns import ColumnType
from generator.text import Text

UNITS: dict[ColumnType, Text] = {"rupiah": Text("rupiah", "rupiah"), "days": Text("hari", "days")}
"""In what the numbers of a column are; a number of things has no unit."""


@dataclass(slots=True)
class Weight:
    """How many bytes a file has, and its SHA-256 as hexadecimal digits."""

    size: int
    sha256: str


@dataclass(slots=True)
class Scale:
    """Takes bytes for a file and weighs them."""

    size: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def add(self, data: bytes) -> None:
        """Weigh the next bytes."""
        self.size += len(data)
        self._hash.update(data)

    def read(self) -> Weight:
        """Give the weight of all bytes."""
        return Weight(self.size, self._hash.hexdigest())


def read_site(edition: Edition) -> str:
    """Give the public address of the site with a slash behind it; empty where it is not known."""
    registry = edition.register.registry
    return str(registry["site_url"]).rstrip("/") + "/" if "site_url" in registry else ""


def locate_page(edition: Edition, address: str) -> str:
    """Give the whole address of a page in an edition's language, or one from the site's root."""
    return read_site(edition) + LANGUAGE_ROOTS[edition.locale.language] + address


def name_publisher(edition: Edition) -> str:
    """Give who answers for the register: the government itself only where the register is its own."""
    registry = edition.register.registry
    return str(registry["government_name" if registry["standing"] == "official" else "name"])


def name_producer(edition: Edition) -> str:
    """Give who makes the data, as Satu Data Indonesia asks: the department in charge, else the publisher."""
    register = edition.register
    department = register.departments.get(register.registry.get("responsible_department", ""))
    is_own = register.registry["standing"] == "official"
    return department.name if department and is_own else name_publisher(edition)


def find_period(edition: Edition) -> tuple[str, str]:
    """Give the day from which and the day until which the register tells; the first is empty for none."""
    days = [one.signed.earliest for one in edition.register.counted if one.signed]
    return (min(days).isoformat() if days else ""), edition.register.as_of.isoformat()


def pick_both(text: Text, edition: Edition) -> Iterator[dict[str, str]]:
    """Give a text in every language of the site, each with its tag."""
    for language in ("id", *edition.register.registry.get("other_languages", ())):
        yield {"@language": language, "@value": text.render(language)}
