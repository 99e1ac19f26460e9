"""The ready text by which others name an agreement of the register, so that it can be found again."""

from generator import addresses
from generator.edition import Edition
from generator.git.history import DIRTY
from generator.register.model import Agreement

_COMMIT_LENGTH = 12


class Citer:
    """Writes the citations of one edition."""

    def __init__(self, edition: Edition) -> None:
        registry, locale = edition.register.registry, edition.locale
        site = str(registry.get("site_url", "")).rstrip("/")
        self._edition = edition
        self._base = f"{site}/{addresses.LANGUAGE_ROOTS[locale.language]}" if site else ""
        self._head, self._version = str(registry["name"]), locale.say("version")
        self._day = locale.say("As of %(day)s", day=locale.day(edition.register.as_of))

    def cite_all(self) -> str:
        """Give the text that names the whole register: its name, address, day and commit."""
        place = f" {self._base}{addresses.DATA}." if self._base else ""
        head = self._edition.history.head
        version = f", {self._name_version(head.removesuffix(DIRTY))}" if head else ""
        return f"{self._head}.{place} {self._day}{version}."

    def cite(self, agreement: Agreement) -> str:
        """Give the text: register, title, id, address where the site has one, day, and the record's version.

        That is the commit that changed the record last: it stays, whatever happens to other records.
        """
        place = f" {self._base}{addresses.agreement_address(agreement.id)}." if self._base else ""
        change = self._edition.last_changes.get(("agreement", agreement.id))
        version = ""
        if change:
            version = f", {self._name_version(change.id)} ({self._edition.locale.day(change.day)})"
        return f"{self._head}. “{agreement.title}” ({agreement.id}).{place} {self._day}{version}."

    def _name_version(self, commit: str) -> str:
        """Name a commit, with a mark where the folder held something else than the newest one."""
        mark = "" if self._edition.history.is_clean else DIRTY
        return f"{self._version} {commit[:_COMMIT_LENGTH]}{mark}"
