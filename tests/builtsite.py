"""A built site as tests read it: its files, and what each page links to and counts."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

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


_VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.facts = PageFacts()
        self._open: list[tuple[str, str]] = []
        self._text: list[str] = []
        self._in_sublist = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: C901, PLR0912  one line a fact
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.facts.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.facts.links.append(given["href"])
            if self._in_sublist:
                self.facts.sublists.append(given["href"])
        if "data-count" in given:
            self.facts.counts.append((int(given["data-count"]), given.get("href")))
        for name, numbers in (("data-count", self.facts.asked), ("data-entries", self.facts.asked_entries)):
            if name in given:
                numbers.append((int(given[name]), given.get("href"), given.get("data-of")))
        if "data-total" in given:
            self.facts.totals.append(int(given["data-total"]))
        if "data-things" in given:
            self.facts.things.append((int(given["data-things"]), given["href"]))
        if tag not in _VOID:
            self._open.append((tag, given.get("id", "")))
        if tag in ("td", "tr"):
            self._in_sublist = "data-sublist" in given
        if tag == "data":
            self.facts.values.append(given["value"])
        if "data-id" in given:
            self._add_row(given["data-id"])
        if tag in ("script", "img", "iframe") and "src" in given:
            self.facts.resources.append(given["src"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload"):
            self.facts.resources.append(given["href"])

    def _add_row(self, agreement: str) -> None:
        self.facts.rows.append(agreement)
        for _, around in self._open:
            if around:
                self.facts.sections.setdefault(around, []).append(agreement)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "tr"):
            self._in_sublist = False
        # What was never closed ends with what it stands in.
        places = [place for place, (name, _) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def close(self) -> None:
        super().close()
        self.facts.text = " ".join("".join(self._text).split())


class BuiltSite:
    """A site on disk."""

    def __init__(self, folder: Path, name: str = "") -> None:
        self.folder, self.name = folder, name

    @cached_property
    def pages(self) -> dict[str, PageFacts]:
        """The facts of every page by its address, such as ``mitra/``; the page for what is not found too."""
        found = {}
        for path in sorted(self.folder.rglob("*.html")):
            reader = _Reader()
            reader.feed(path.read_text(encoding="utf-8"))
            reader.close()
            found[path.relative_to(self.folder).as_posix().removesuffix("index.html")] = reader.facts
        return found

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
