"""The ready text by which others name an agreement of the register, so that it can be found again."""

from generator import addresses
from generator.edition import Edition
from generator.git.history import DIRTY
from generator.register.model import Agreement

_COMMIT_LENGTH = 12


class Citer:
    """Writes the citations of one edition."""

    def __init__(self, edition: Edition) -> None:
        registry, say = edition.register.registry, edition.locale.say
        site = str(registry.get("site_url", "")).rstrip("/")
        self._base = f"{site}/{addresses.LANGUAGE_ROOTS[edition.locale.language]}" if site else ""
        head = edition.history.head
        seen = [say("As of %(day)s", day=edition.locale.day(edition.register.as_of))]
        if head:
            mark = DIRTY if head.endswith(DIRTY) else ""
            version = say("version")
            seen.append(f"{version} {head.removesuffix(DIRTY)[:_COMMIT_LENGTH]}{mark}")
        self._head, self._tail = str(registry["name"]), ", ".join(seen)

    def cite_all(self) -> str:
        """Give the text that names the whole register: its name, address, day and commit."""
        place = f" {self._base}{addresses.DATA}." if self._base else ""
        return f"{self._head}.{place} {self._tail}."

    def cite(self, agreement: Agreement) -> str:
        """Give the text: register, title, id, address where the site has one, day and commit."""
        place = f" {self._base}{addresses.agreement_address(agreement.id)}." if self._base else ""
        return f"{self._head}. “{agreement.title}” ({agreement.id}).{place} {self._tail}."
