"""The page of one agreement, and the pages that former ids lead to."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from generator import addresses
from generator.edition import Edition
from generator.git.history import Commit
from generator.hosting import read_hosting
from generator.pages.citation import Citer
from generator.pages.family import NO_FAMILY, Family, Genealogist
from generator.pages.lists import section_crumb
from generator.pages.page import Crumb, Page
from generator.pages.sentences import SentenceWriter, Telling
from generator.pages.story import Narrator, StoryPart
from generator.pages.timeline import Step, Timekeeper
from generator.register.model import Agreement
from generator.selections import Selection
from generator.words.titles import TYPE_ABBREVIATIONS

_WITHDRAWN = "This record was withdrawn from the register; its page says when and why."


class AgreementFacts(NamedTuple):
    """What an agreement's page shows beside the record's own value: computed, or looked up elsewhere."""

    steps: list[Step]
    family: Family
    citation: str
    change: Commit | None
    change_url: str
    """Where the host shows the last change; empty where that is not known."""
    file_url: str
    edit_url: str
    """Where the host takes a correction of the record's file; empty where that is not known."""
    story: StoryPart


class FactFinder:
    """Finds what the pages of one edition's agreements show."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._timekeeper = Timekeeper(edition.locale, edition.register)
        self._genealogist = Genealogist(edition.locale, edition.register)
        self._narrator = Narrator(edition)
        self._hosting = read_hosting(edition.register.registry.get("repository_url", ""))

    @cached_property
    def _citer(self) -> Citer:
        return Citer(self._edition)

    def find(self, agreement: Agreement) -> AgreementFacts:
        """Give the facts of one agreement."""
        change = self._edition.last_changes.get(("agreement", agreement.id))
        hosting, file = self._hosting, agreement.file
        return AgreementFacts(
            self._timekeeper.list_steps(agreement),
            self._genealogist.find_family(agreement) if agreement.relations else NO_FAMILY,
            self._citer.cite(agreement),
            change,
            hosting.commit(change.id) if hosting and change else "",
            hosting.view(file) if hosting else "",
            hosting.edit(file) if hosting else "",
            self._narrator.tell("agreement", agreement.id, agreement.value.get("former_ids", ())),
        )


def iterate_agreement_pages(edition: Edition, near: str | None = None) -> Iterator[Page]:
    """Give a page for every agreement, the withdrawn ones included.

    With ``near`` the only agreement is that at an address, where one stands there under its present id.
    """
    agreements = edition.register.agreements
    id_ = (near or "").removeprefix(addresses.AGREEMENTS).removesuffix("/")
    chosen = [agreements[id_]] if id_ in agreements else agreements.values()
    say = edition.locale.say
    writer = SentenceWriter(edition.locale, edition.register)
    section = section_crumb(edition, addresses.AGREEMENTS)
    crumbs = {
        kind: (
            section,
            Crumb(name, addresses.selection_address(Selection("type", (kind,)))),
            Crumb(say("This agreement")),
        )
        for kind, name in TYPE_ABBREVIATIONS.items()
    }
    for agreement in chosen:
        address = addresses.agreement_address(agreement.id)
        is_withdrawn = agreement.status == "withdrawn"
        # What a withdrawn record said is repeated nowhere on its page.
        telling = Telling(writer, agreement)
        about = say(_WITHDRAWN) if is_withdrawn else telling
        yield Page(
            address,
            addresses.AGREEMENTS,
            agreement.title,
            about,
            "withdrawn.html" if is_withdrawn else "agreement.html",
            crumbs[agreement.type],
            {"agreement": agreement, "telling": telling},
            title_from_record=True,
            is_unlisted=is_withdrawn,
        )
        for former in agreement.value.get("former_ids", ()):
            title = agreement.title
            yield moved_page(addresses.agreement_address(former), address, section, title, about)


def moved_page(former: str, address: str, section: Crumb, title: str, about: object) -> Page:
    """Give the page that leads from a former address to the present one."""
    crumbs = (section, Crumb(title, from_record=True))
    return Page(
        former,
        section.address or "",
        title,
        about,
        "moved.html",
        crumbs,
        title_from_record=True,
        leads_to=address,
    )
