"""The pictures of hand-written pages: each says how large it is shown, and waits until it is scrolled to."""

import html
import posixpath
import re
import struct
from pathlib import Path
from urllib.parse import unquote

_PNG = b"\x89PNG\r\n\x1a\n"
_PER_INCH = 39.3701
"""How many dots a metre make one an inch."""
_PAGE = 96
"""How many of a page's dots make an inch."""
_PICTURE = re.compile(r'<img\b(?P<before>[^>]*?) src="(?P<source>[^"]+\.png)"(?P<after>[^>]*?)\s*/?>')
_SIZED = re.compile(r"\swidth=")


def size_pictures(page: str, address: str, docs: Path) -> str:
    """Give a page's HTML whose pictures have their width and height, so that nothing moves when they come.

    ``address`` is the page's own, from which its links are read; ``docs`` holds the pictures. A picture
    that is told its size on the page, or that can't be read, stays as it is.
    """

    def size(found: re.Match[str]) -> str:
        source = unquote(html.unescape(found["source"]))
        place = posixpath.normpath(posixpath.join(address, source))
        if "://" in source or place.startswith(("..", "/")) or _SIZED.search(found[0]):
            return found[0]
        shown = read_size(docs / place)
        if shown is None:
            return found[0]
        sizes = f'width="{shown[0]}" height="{shown[1]}" loading="lazy" decoding="async"'
        return f'<img{found["before"]} src="{found["source"]}"{found["after"]} {sizes}>'

    return _PICTURE.sub(size, page)


def read_size(path: Path) -> tuple[int, int] | None:
    """Give the width and height at which a PNG is to be shown, in a page's dots; None for what is none.

    A picture that states its density is smaller on the page than in its file.
    """
    try:
        content = path.read_bytes()
        return _measure(content) if content.startswith(_PNG) else None
    except (OSError, ValueError, struct.error):
        return None


def _measure(content: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", content, 16)
    density = 1.0
    at = len(_PNG)
    while at < len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        if kind == b"pHYs":
            across, _, unit = struct.unpack_from(">IIB", content, at + 8)
            density = across / _PER_INCH / _PAGE if unit == 1 and across else 1.0
        if kind == b"IDAT":
            break
        at += length + 12
    return round(width / density), round(height / density)
