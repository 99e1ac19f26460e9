"""Shells: the theme's page around a placeholder, cut once and filled for every generated page.

A theme takes milliseconds a page; splicing takes microseconds. A shell is the HTML that the theme made
for a section's index, in which title, description and body are marks, and every relative link is led
over the site's root, so that it can stand at any depth.
"""

import html
import posixpath
import re
from functools import lru_cache

from generator.addresses import relative_base

TITLE = "@@registri:title@@"
DESCRIPTION = "@@registri:description@@"
HEAD = "@@registri:head@@"
"""Stands for what a single page adds to its head."""
BODY = "@@registri:body@@"
PLACE = "@@registri:place@@"
"""Stands for the page's address within its language: at the end of a link to the page in another one."""
ROOT = "\x02"
"""Stands for the way up to the site's root; no record can hold this character."""

_ROOT = ROOT.encode()
_BLANKS = re.compile(r"\n\s+")
_MARKS = re.compile(f"({TITLE}|{DESCRIPTION}|{HEAD}|{BODY}|{PLACE})")
_LINK = re.compile(r'(?P<head>\s(?:href|src|action)=")(?P<link>[^"]*)(?=")')
_CANONICAL = re.compile(r'(<link rel="canonical" href=")[^"]*(">)')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#", re.IGNORECASE)


class ShellError(Exception):
    """A theme page that can't serve as a shell: the mark named is not in it."""


class Shell:
    """The theme's page for one section, ready to hold any page of it."""

    def __init__(self, page: str, section: str, site_url: str = "") -> None:
        for mark in (TITLE, BODY):
            if mark not in page:
                raise ShellError(mark)

        def lead_over_root(found: re.Match[str]) -> str:
            return found["head"] + _root_link(html.unescape(found["link"]), section)

        rooted = _LINK.sub(lead_over_root, page)
        own = f"{_escape(site_url.rstrip('/'))}/{PLACE}"

        def name_place(found: re.Match[str]) -> str:
            return f"{found[1]}{own}{found[2]}" if site_url else ""

        # A theme indents and leaves lines empty; a reader of ten thousand pages need not fetch that.
        self._text = _BLANKS.sub("\n", _CANONICAL.sub(name_place, rooted))
        self._at = lru_cache(maxsize=None)(self._part_at)

    def _part_at(self, base: str) -> tuple[list[bytes], tuple[str, ...]]:
        """Give the parts where the way up to the root is ``base``, every second one a mark, and the marks."""
        # A split keeps the marks it found at the odd places.
        parts = _MARKS.split(self._text.replace(ROOT, base))
        return [part.encode() for part in parts], tuple(parts[1::2])

    def fill(self, address: str, title: str, description: str, body: bytes, head: bytes = b"") -> bytes:
        """Give the whole page at an address, in UTF-8, from plain title and description and HTML in it."""
        base = relative_base(address)
        filling = {
            TITLE: html.escape(title).encode(),
            DESCRIPTION: html.escape(description).encode(),
            HEAD: head,
            BODY: body.replace(_ROOT, base.encode()),
            PLACE: address.encode(),
        }
        parts, marks = self._at(base)
        filled = parts.copy()
        filled[1::2] = [filling[mark] for mark in marks]
        return b"".join(filled)


def _escape(address: str) -> str:
    """Give an address from a record as HTML, in which no mark of a shell can stand."""
    return html.escape(address).replace("@", "&#64;")


def _root_link(link: str, section: str) -> str:
    if _ELSEWHERE.match(link):
        own = link.removesuffix(PLACE)
        return _escape(own) + link[len(own) :]
    path, mark, tail = link.partition("#")
    whole = posixpath.normpath(posixpath.join(section, path))
    whole = "" if whole == "." else whole
    if whole and (path.endswith("/") or path.rsplit("/", 1)[-1] in (".", "..")):
        whole += "/"
    return ROOT + html.escape(whole + mark + tail)
