"""Two built sites compared page by page: where pages are, what they are called, what they say and lead to.

What readers, links and search engines take of a page comes first; bytes that differ where all of that is the
same are told apart, and so are files that are no pages.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import urljoin

Kind: TypeAlias = Literal["address", "title", "heading", "text", "link", "byte"]

_HOST = "http://register.test/"
_VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
_UNSEEN = ("script", "style", "template", "title")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEADING = ("href", "src", "action", "data")


class Difference(NamedTuple):
    """One thing in which two sites differ: where, in what, and what each of them has there."""

    place: str
    kind: Kind
    one: str = ""
    other: str = ""


class PageReading(NamedTuple):
    """What is taken of a page, or of all elements of one name in it."""

    title: str
    headings: tuple[str, ...]
    """Each with its level and its own address within the page."""
    text: str
    links: tuple[str, ...]
    """Where everything on it leads, from the root of the site."""


class _Reader(HTMLParser):
    def __init__(self, address: str, within: str) -> None:
        super().__init__()
        self._address, self._within = address, within
        self._open: list[str] = []
        self._heads: list[tuple[str, list[str]]] = []
        self._title: list[str] = []
        self._text: list[str] = []
        self._links: list[str] = []

    @property
    def _is_within(self) -> bool:
        return self._within in self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append(tag)
        if not self._is_within:
            return
        self._links += (
            urljoin(_HOST + self._address, given[name]).removeprefix(_HOST)
            for name in _LEADING
            if name in given
        )
        if tag in _HEADINGS:
            self._heads.append((f"{tag}#{given.get('id', '')}", []))

    def handle_endtag(self, tag: str) -> None:
        # What was never closed ends with what it stands in.
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self._title.append(data)
        if not self._is_within or any(tag in _UNSEEN for tag in self._open):
            return
        self._text.append(data)
        if any(tag in _HEADINGS for tag in self._open):
            self._heads[-1][1].append(data)

    def give(self) -> PageReading:
        headings = (f"{head} {_settle(parts)}" for head, parts in self._heads)
        return PageReading(_settle(self._title), tuple(headings), _settle(self._text), tuple(self._links))


def _settle(parts: list[str]) -> str:
    return " ".join("".join(parts).split())


def read_page(html: str, address: str, within: str = "html") -> PageReading:
    """Read a page that stands at an address of its site; all but the title from the elements of one name."""
    reader = _Reader(address, within)
    reader.feed(html)
    reader.close()
    return reader.give()


def list_files(site: Path) -> dict[str, Path]:
    """Give the files of a site by their place in it."""
    return {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}


def compare_sites(one: Path, other: Path) -> list[Difference]:
    """Give everything in which two sites differ, page by page."""
    first, second = list_files(one), list_files(other)
    found = [
        Difference(place, "address", *("there" if place in files else "missing" for files in (first, second)))
        for place in sorted(first.keys() ^ second.keys())
    ]
    for place in sorted(first.keys() & second.keys()):
        sides = first[place].read_bytes(), second[place].read_bytes()
        if sides[0] == sides[1]:
            continue
        told = list(_compare_pages(place, *sides)) if place.endswith(".html") else []
        found += told or [Difference(place, "byte", *_cut(*map(str, sides)))]
    return found


def _compare_pages(place: str, one: bytes, other: bytes) -> Iterator[Difference]:
    address = place.removesuffix("index.html")
    first, second = (read_page(side.decode("utf-8"), address) for side in (one, other))
    yield from compare_readings(place, first, second)


def compare_readings(place: str, one: PageReading, other: PageReading) -> Iterator[Difference]:
    """Give everything in which two readings of a page differ."""
    if one.title != other.title:
        yield Difference(place, "title", one.title, other.title)
    if one.text != other.text:
        yield Difference(place, "text", *_cut(one.text, other.text))
    lists: tuple[tuple[Kind, tuple[str, ...], tuple[str, ...]], ...] = (
        ("heading", one.headings, other.headings),
        ("link", one.links, other.links),
    )
    for kind, own, theirs in lists:
        if own != theirs:
            yield Difference(place, kind, *_cut("\n".join(own), "\n".join(theirs)))


def _cut(one: str, other: str) -> tuple[str, str]:
    """Give of two texts a stretch around the first place where they differ."""
    pairs = zip(one, other, strict=False)
    place = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    begin = max(0, place - 40)
    return one[begin : place + 80], other[begin : place + 80]
