"""A built site as tests read it: its files, and what each page links to and counts."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree
from registers import ROOT

REGISTERS = {"shipped": ROOT, "sample": ROOT / "examples" / "contoh"}
AS_OF = "2026-11-24"
HOST = "http://register.test/"


Asked: TypeAlias = tuple[int, str | None, str | None]


@dataclass
class PageFacts:
    """What a test asks of a page's HTML."""

    links: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    counts: list[tuple[int, str | None]] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    """How many the page says that its own list holds."""
    things: list[tuple[int, str]] = field(default_factory=list)
    """Numbers of partners, departments and affairs, with the link to their index."""
    asked: list[Asked] = field(default_factory=list)
    """The same numbers, each also with the address that its list would have if there were anything in it."""
    asked_entries: list[Asked] = field(default_factory=list)
    """As ``asked``, of mapped needs."""
    rows: list[str] = field(default_factory=list)
    sections: dict[str, list[str]] = field(default_factory=dict)
    """The ids of the agreements listed within each element that has an id of its own."""
    sublists: list[str] = field(default_factory=list)
    """Links to the lists that this page's list is made of."""
    values: list[str] = field(default_factory=list)
    """What is measured and not counted, such as days."""
    text: str = ""


_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
_TELLING = etree.XPath(
    "//*[self::data or @id or @href or @src or @data-id"
    " or @data-count or @data-entries or @data-total or @data-things]"
)
_TEXT = etree.XPath("string()", smart_strings=False)


def read_page(content: bytes) -> PageFacts:
    """Read what a page says."""
    facts = PageFacts()
    page = etree.fromstring(content, _PARSER)
    for element in _TELLING(page):
        _note(facts, element)
    facts.text = " ".join(_TEXT(page).split())
    return facts


def _note(facts: PageFacts, element: etree._Element) -> None:  # noqa: C901, PLR0912  one line a fact
    """Take down what an element says."""
    given, tag = element.attrib, element.tag
    link = given.get("href")
    if "id" in given:
        facts.ids.append(given["id"])
    if tag == "a" and link is not None:
        facts.links.append(link)
        cell = next(element.iterancestors("td", "tr"), None)
        if cell is not None and "data-sublist" in cell.attrib:
            facts.sublists.append(link)
    if "data-count" in given:
        facts.counts.append((int(given["data-count"]), link))
    for name, numbers in (("data-count", facts.asked), ("data-entries", facts.asked_entries)):
        if name in given:
            numbers.append((int(given[name]), link, given.get("data-of")))
    if "data-total" in given:
        facts.totals.append(int(given["data-total"]))
    if "data-things" in given:
        facts.things.append((int(given["data-things"]), given["href"]))
    if tag == "data":
        facts.values.append(given["value"])
    if "data-id" in given:
        facts.rows.append(given["data-id"])
        around = [place for one in (element, *element.iterancestors()) if (place := one.get("id"))]
        for place in reversed(around):
            facts.sections.setdefault(place, []).append(given["data-id"])
    if tag in ("script", "img", "iframe") and "src" in given:
        facts.resources.append(given["src"])
    if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload"):
        facts.resources.append(given["href"])


class _Pages(Mapping[str, PageFacts]):
    """The pages of a site by their address, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            path.relative_to(folder).as_posix().removesuffix("index.html"): path
            for path in sorted(folder.rglob("*.html"))
        }
        self._read: dict[str, PageFacts] = {}

    def __getitem__(self, address: str) -> PageFacts:
        if address not in self._read:
            self._read[address] = read_page(self._files[address].read_bytes())
        return self._read[address]

    def __contains__(self, address: object) -> bool:
        return address in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class BuiltSite:
    """A site on disk."""

    def __init__(self, folder: Path, name: str = "") -> None:
        self.folder, self.name = folder, name

    @cached_property
    def pages(self) -> Mapping[str, PageFacts]:
        """The facts of every page by its address, such as ``mitra/``; the page for what is not found too."""
        return _Pages(self.folder)

    def target(self, address: str, link: str) -> tuple[str, str] | None:
        """Give the address and fragment that a link on a page leads to; None when it leaves the site."""
        whole = urlsplit(urljoin(HOST + address, link))
        if f"{whole.scheme}://{whole.netloc}/" != HOST:
            return None
        return unquote(whole.path.lstrip("/")), unquote(whole.fragment)

    def list_rows(self, address: str, section: str = "") -> list[str]:
        """Give the ids of the agreements on a list, or in one section of its page.

        A list's parts and the lists it is made of belong to it.
        """
        if section:
            return list(self.pages[address].sections.get(section, ()))
        rows = list(self.pages[address].rows)
        part = 2
        while f"{address}hal/{part}/" in self.pages:
            rows += self.pages[f"{address}hal/{part}/"].rows
            part += 1
        for link in self.pages[address].sublists:
            target = self.target(address, link)
            assert target
            rows += self.list_rows(target[0])
        return rows


def build(root: Path, site: Path, *options: str) -> BuiltSite:
    """Build a register as a user would."""
    words = ["build", "--root", str(root), "--site-dir", str(site), "--as-of", AS_OF, *options]
    done = subprocess.run(
        [sys.executable, "-m", "generator", *words],
        cwd=ROOT,
        env={**os.environ, "REGISTRI_DEBUG": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return BuiltSite(site, next((name for name, folder in REGISTERS.items() if folder == root), ""))
