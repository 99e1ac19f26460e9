"""Every hand-written page has its English counterpart: the same parts in the same order, ids and links."""

import posixpath
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown import Markdown  # type: ignore[import-untyped]
from registers import ROOT

DOCS = ROOT / "docs"
ENGLISH = DOCS / "en"
# The developers' documentation and its pictures stay Indonesian.
UNTRANSLATED = ("en", "pengembang", "gambar")

_PARTS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "dl", "dt", "dd",
          "table", "tr", "th", "td", "pre", "blockquote", "div", "img"}  # fmt: skip
# Within a list's item an example is indented twice.
_INDENTED = " " * 8
_FENCED = re.compile(r"^```(?P<kind>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def list_pages(folder: Path) -> list[str]:
    """Give the pages of a language by their place in it."""
    places = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md"))]
    return [place for place in places if place.split("/", 1)[0] not in UNTRANSLATED]


PAGES = list_pages(DOCS)


@dataclass
class Skeleton(HTMLParser):
    """What the page at a place of ``docs/`` consists of, without its words."""

    place: str
    parts: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag adds to the page."""
        given = dict(attrs)
        if tag in _PARTS:
            self.parts.append(tag)
        # A page's own heading is not linked to; every other id is the same in both languages.
        if "id" in given and tag != "h1":
            self.ids.append(given["id"] or "")
        if tag == "a":
            self.links.append(self._settle(given.get("href") or ""))

    def _settle(self, link: str) -> str:
        """Give a link between pages as the place of its target in ``docs/``, whatever the language."""
        if re.match("[a-z]+:", link):
            return link
        path, mark, tail = link.partition("#")
        # A page of the developers stands in one language only: its published address is linked to.
        here = _publish(self.place) if path.endswith("/") else posixpath.dirname(self.place)
        target = posixpath.normpath(posixpath.join(here, path))
        return f"{_publish(target)}/".removeprefix("en/").strip("/") + mark + tail


def _publish(place: str) -> str:
    """Give the address at which a hand-written page stands on the site; the home page has none."""
    return re.sub(r"(^|/)index$", "", place.removesuffix(".md"))


def _settings() -> dict[str, Any]:
    """Give Markdown's settings as the site has them."""
    settings: dict[str, Any] = {"extensions": ["fenced_code"], "extension_configs": {}}
    for extension in yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]:
        name, own = next(iter(extension.items())) if isinstance(extension, dict) else (extension, {})
        settings["extensions"].append(name)
        settings["extension_configs"][name] = own
    return settings


def read_skeleton(path: Path) -> Skeleton:
    """Give what a page of ``docs/`` consists of."""
    skeleton = Skeleton(path.relative_to(DOCS).as_posix())
    skeleton.feed(Markdown(**_settings()).convert(path.read_text("utf-8")))
    return skeleton


def test_every_page_has_a_counterpart_and_none_stands_alone() -> None:
    assert list_pages(ENGLISH) == PAGES
    assert "tentang/index.md" in PAGES


def list_places(entries: list[Any]) -> list[str]:
    """Give the pages of a menu in their order; the developers' part is in one language only."""
    places: list[str] = []
    for entry in entries:
        (inner,) = entry.values() if isinstance(entry, dict) else (entry,)
        places += list_places(inner) if isinstance(inner, list) else [inner]
    return [place for place in places if not place.startswith("pengembang/")]


def test_the_menus_hold_the_same_pages_in_the_same_order() -> None:
    menus = [
        list_places(yaml.safe_load((ROOT / name).read_text("utf-8"))["nav"])
        for name in ("mkdocs.yml", "mkdocs.en.yml")
    ]
    assert menus[0] == menus[1]
    assert set(PAGES) <= set(menus[0])


@pytest.mark.parametrize("place", PAGES)
def test_the_counterpart_has_the_same_parts(place: str) -> None:
    original, translation = read_skeleton(DOCS / place), read_skeleton(ENGLISH / place)
    assert translation.ids == original.ids, "headings, or the ids that links lead to"
    assert sorted(translation.links) == sorted(original.links)
    assert translation.parts == original.parts, "paragraphs, list items, cells"


@pytest.mark.parametrize("place", PAGES)
def test_the_counterpart_shows_the_same_examples_and_is_translated(place: str) -> None:
    original, translation = ((folder / place).read_text("utf-8") for folder in (DOCS, ENGLISH))
    examples = list(_FENCED.finditer(translation))
    assert [one["text"] for one in examples] == [one["text"] for one in _FENCED.finditer(original)]
    # What an example record says is Indonesian on every page.
    assert [one["kind"] for one in examples if 'lang="id"' not in one["kind"]] == []
    indented, others = (
        [line for line in text.splitlines() if line.startswith(_INDENTED)] for text in (original, translation)
    )
    assert others == indented
    prose = {line for line in _FENCED.sub("", original).splitlines() if len(line.split()) > 5}
    assert prose.intersection(translation.splitlines()) - set(indented) == set()
