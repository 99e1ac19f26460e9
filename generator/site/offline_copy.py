"""A copy of the site to be read from a disk: every link leads to a file, for no server finds ``index.html``.

What scripts would fetch, browsers refuse to a page from a disk: so the data of the search stand inside its
page, and what leads to the form leads to the form that is one file.
"""

import posixpath
import re
from pathlib import Path

from generator.addresses import (
    AGREEMENTS,
    API,
    ARCHIVE,
    FORM,
    FORM_OFFLINE,
    HOST_HEADERS,
    LANGUAGE_ROOTS,
    MANIFEST,
    OFFLINE_COPY,
    SEARCH_HEAD,
    SEARCH_PARTS,
    SITEMAP,
)
from generator.edition import Edition
from generator.exports.archive import LEVEL, make_entry, open_archive
from generator.exports.search_parts import put_inside
from generator.exports.sink import OpenFile
from generator.site.headers import PAGE_POLICY_TAG

_LEFT_OUT = frozenset((MANIFEST, ARCHIVE, OFFLINE_COPY, SITEMAP, HOST_HEADERS, "404.html"))
"""What speaks of the site as a whole, holds the rest again, or is of use to a server alone."""
_FOR_PROGRAMS = API
"""Under which there is nothing that anybody reads in a browser, and much of it."""
_SEARCHING = {f"{root}{AGREEMENTS}index.html": root + SEARCH_HEAD for root in LANGUAGE_ROOTS.values()}
"""The pages that search, and what each of them reads first."""
_READ_INSIDE = tuple(f"{root}{SEARCH_PARTS}" for root in LANGUAGE_ROOTS.values())
"""Under which stands what those pages hold in the copy."""
_FORMS = {f"{root}{FORM}" for root in LANGUAGE_ROOTS.values()}
_FORM_END = FORM.rstrip("/").rpartition("/")[2].encode() + b"/"
_FORM_FOLDER = re.compile(rb"(?:[^?#]*/)?%b(?=[?#]|\Z)" % _FORM_END)
_FORM_FILE = FORM_OFFLINE.removeprefix(FORM).encode()
_ATTRIBUTES = (b"href", b"action")
_POLICY = PAGE_POLICY_TAG.encode()
"""Left out: it speaks of files of the same site, and browsers differ in whether files of a disk are that."""
_LEAP = b'content="0; url='
"""Before the link of a page that leads its reader on."""
_OUTSIDE = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]*:|//|#|\Z")
_PARTS = re.compile(rb"([^?#]*)(.*)", re.DOTALL)


class LinkMender:
    """Makes the links of a site's pages lead to files; those to what the copy leaves out, to the site."""

    def __init__(self, site_url: str = "") -> None:
        self._site_url = f"{site_url.rstrip('/')}/".encode() if site_url else b""
        # Most links stand on every page.
        self._known: dict[tuple[bytes, bytes], bytes] = {}
        self._folder = ""

    def mend(self, page: bytes, name: str = "index.html") -> bytes:
        """Give a page with its links mended; ``name`` is where it stands in the site."""
        self._folder = posixpath.dirname(name)
        for attribute in _ATTRIBUTES:
            page = self._mend_attribute(page, attribute)
        if _LEAP in page:
            head, leap, rest = page.partition(_LEAP)
            link, quote, rest = rest.partition(b'"')
            page = b"".join((head, leap, _lead_to_file(link), quote, rest))
        return page

    def _mend_attribute(self, page: bytes, attribute: bytes) -> bytes:
        # Cut rather than sought: the pages of a large register are half a gigabyte.
        begin = b'%b="' % attribute
        head, *parts = page.split(begin)
        pieces = [head]
        for part in parts:
            if not pieces[-1][-1:].isspace():
                pieces += (begin, part)
                continue
            link, _, rest = part.partition(b'"')
            key = attribute, link
            mended = self._lead_to_form(attribute, link) or self._known.get(key)
            if mended is None:
                mended = self._known[key] = self._find(attribute, link)
            pieces += (mended, rest)
        return b"".join(pieces)

    def _lead_to_form(self, attribute: bytes, link: bytes) -> bytes | None:
        """Give a link to the form that is one file for one to the form; None for any other.

        It opens no record that the link may name: those can't be fetched either.
        """
        found = _FORM_FOLDER.match(link) if _FORM_END in link else None
        if not found:
            return None
        leads_to = posixpath.normpath(posixpath.join(self._folder, found[0].decode(errors="replace")))
        return b'%b="%b%b"' % (attribute, found[0], _FORM_FILE) if f"{leads_to}/" in _FORMS else None

    def _find(self, attribute: bytes, link: bytes) -> bytes:
        path = link.lstrip(b"./")
        if not _is_left_out(path.decode(errors="replace")):
            return b'%b="%b"' % (attribute, _lead_to_file(link))
        return b'%b="%b%b"' % (attribute, self._site_url, path) if self._site_url else b""


def _is_left_out(address: str) -> bool:
    return address in _LEFT_OUT or address.startswith((_FOR_PROGRAMS, *_READ_INSIDE))


def _lead_to_file(link: bytes) -> bytes:
    if _OUTSIDE.match(link):
        return link
    found = _PARTS.fullmatch(link)
    path, rest = (found[1], found[2]) if found else (link, b"")
    if not path or not (path.endswith((b"/", b"/.", b"/..")) or path in (b".", b"..")):
        return link
    return b"%b/index.html%b" % (path.removesuffix(b"/"), rest)


def write_offline_copy(edition: Edition, site: Path, open_file: OpenFile) -> None:
    """Write the copy; everything else of the site but its manifest must have been written."""
    mender = LinkMender(edition.register.registry.get("site_url", ""))
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    with open_archive(site, OFFLINE_COPY, open_file) as archive:
        for name in names:
            if _is_left_out(name):
                continue
            content = (site / name).read_bytes()
            if name.endswith(".html"):
                content = mender.mend(content.replace(_POLICY, b"", 1), name)
            if name in _SEARCHING:
                head = (site / _SEARCHING[name]).read_bytes()
                content = _embed(content, put_inside(head, lambda part: (site / part).read_bytes()))
            archive.writestr(make_entry(edition, name), content, compresslevel=LEVEL)


def _embed(page: bytes, data: bytes) -> bytes:
    """Give a page with the data that its script would fetch; in a script of JSON only "<" could end it."""
    head, end, rest = page.rpartition(b"</body>")
    whole = data.replace(b"<", b"\\u003c")
    return b"".join(
        (head, b'<script type="application/json" id="rk-search-data">', whole, b"</script>\n", end, rest)
    )
