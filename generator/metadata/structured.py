"""What a page says of itself in the words of schema.org, as JSON-LD within the page: nothing runs.

Addresses are whole where the site's is known, and otherwise lead from the page itself.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias

import orjson

from generator import addresses
from generator.edition import Edition
from generator.git.history import DIRTY
from generator.metadata.facts import find_period, locate_page, name_publisher, read_site
from generator.pages.page import Page
from generator.register.model import Agreement
from generator.tables.tables import TABLES
from generator.words.titles import STATUS_NAMES, affair_name

_HEAD, _TAIL = b'<script type="application/ld+json">', b"</script>"
# Whole in itself: nobody need fetch it.
_CONTEXT = {"@vocab": "https://schema.org/"}
Locate: TypeAlias = Callable[[str], str]


class Describer:
    """Describes the pages of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition, self._site = edition, read_site(edition)
        registry = edition.register.registry
        # Nearly every page asks for the same few names.
        self._say, self._label = cache(edition.locale.say), cache(edition.locale.label)
        self._affairs = {
            one.id: affair_name(edition.locale, one) for one in edition.register.affairs.values()
        }
        self._prefix, self._notice = locate_page(edition, ""), edition.notice
        self._government = {
            "@type": "GovernmentOrganization",
            "name": registry["government_name"],
            "identifier": registry["region_code"],
        }
        licence = registry["licence"]
        self._licence = licence.get("url", licence["name"])
        self._home = self._say("Home")
        self._is_official = registry["standing"] == "official"
        self._last_changes = edition.last_changes
        self._mark = "" if edition.history.is_clean else DIRTY

    def describe(self, page: Page) -> bytes:
        """Give the script of a page: data, which no browser runs; empty for one that says nothing new."""
        if page.leads_to is not None or (not page.crumbs and page.template != "home.html"):
            return b""
        locate = self._locate_from(page.address)
        things = [self._describe_way(page, locate)] if page.crumbs else []
        if page.template == "agreement.html":
            things.append(self._describe_agreement(page, locate))
        elif page.template == "home.html":
            things += self._describe_site(page, locate)
        elif page.address == addresses.DATA:
            things.append(self._describe_data(page, locate))
        text = orjson.dumps({"@context": _CONTEXT, "@graph": things})
        # Nothing in it can end the script or begin a comment.
        return b"".join((_HEAD, text.replace(b"<", b"\\u003c"), _TAIL))

    def _locate_from(self, address: str) -> Locate:
        """Give what finds the address of another page from a page."""
        return (self._prefix if self._site else addresses.relative_base(address)).__add__

    def _locate_file(self, address: str, locate: Locate) -> str:
        """Give the address of a file, which stands once, beside the pages of the first language."""
        if self._site:
            return self._site + address
        return locate("../" * addresses.LANGUAGE_ROOTS[self._edition.locale.language].count("/") + address)

    def _describe_way(self, page: Page, locate: Locate) -> dict[str, Any]:
        items = [
            {"@type": "ListItem", "position": 1, "name": self._home, "item": locate(addresses.HOME)},
            *[
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": crumb.label,
                    # The page itself comes last, without an address of its own in the crumbs.
                    "item": locate(page.address if crumb.address is None else crumb.address),
                }
                for position, crumb in enumerate(page.crumbs, 2)
            ],
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}

    def _describe_agreement(self, page: Page, locate: Locate) -> dict[str, Any]:
        agreement: Agreement = page.context["agreement"]
        value, own = agreement.value, locate(page.address)
        parties = [self._government]
        parties += [{"@type": "Organization", "name": one.name} for one in agreement.partners]
        said: dict[str, Any] = {
            "@type": "CreativeWork",
            "@id": f"{own}#perjanjian",
            "url": own,
            "identifier": agreement.id,
            "name": agreement.title,
            "description": page.summary,
            "genre": self._label("cooperation_type", agreement.type),
            "creativeWorkStatus": self._say(STATUS_NAMES[agreement.status]),
            "inLanguage": value["document"].get("languages", ["id"]),
            "contributor": parties,
            "about": [self._affairs[one.id] for one in agreement.affairs],
            "isBasedOn": [one["url"] for one in value["sources"]],
            "license": self._licence,
            "isPartOf": {"@type": "Dataset", "@id": f"{locate(addresses.DATA)}#data"},
        }
        if agreement.signed:
            said["dateCreated"] = agreement.signed.text
        if change := self._last_changes.get(("agreement", agreement.id)):
            # Of the page, not of the agreement: the version that the citation on it names.
            said["mainEntityOfPage"] = {
                "@type": "WebPage",
                "@id": own,
                "dateModified": change.day.isoformat(),
                "version": change.id + self._mark,
            }
        if not self._is_official:
            said["disambiguatingDescription"] = self._notice
        return said

    def _describe_site(self, page: Page, locate: Locate) -> list[dict[str, Any]]:
        registry = self._edition.register.registry
        return [
            {**self._government, "@id": f"{locate(page.address)}#pemerintah"},
            {
                "@type": "WebSite",
                "@id": f"{locate(page.address)}#situs",
                "url": locate(page.address),
                "name": registry["name"],
                "description": self._edition.notice,
                "inLanguage": self._edition.locale.language,
                "publisher": self._publisher(),
                "about": {"@id": f"{locate(page.address)}#pemerintah"},
            },
        ]

    def _publisher(self) -> dict[str, Any]:
        return self._government if self._is_official else {
            "@type": "Organization", "name": name_publisher(self._edition),
        }  # fmt: skip

    def _describe_data(self, page: Page, locate: Locate) -> dict[str, Any]:
        edition = self._edition
        begin, end = find_period(edition)
        return {
            "@type": "Dataset",
            "@id": f"{locate(page.address)}#data",
            "url": locate(page.address),
            "name": edition.register.registry["name"],
            "description": f"{page.summary} {edition.notice}",
            "license": self._licence,
            "isAccessibleForFree": True,
            "creator": self._publisher(),
            "temporalCoverage": f"{begin or '..'}/{end}",
            "spatialCoverage": {
                "@type": "Place",
                "name": edition.register.registry["place_name"],
                "identifier": edition.register.registry["region_code"],
            },
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": "text/csv",
                    "name": table.name,
                    "contentUrl": self._locate_file(addresses.data_table_address(table.name), locate),
                }
                for table in TABLES
            ],
            "subjectOf": self._locate_file(addresses.CATALOGUE, locate),
        }
