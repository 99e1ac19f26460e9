"""The layout that the other tools take over from a page of the project: what stands around the article."""

import re
from typing import NamedTuple

_ARTICLE = re.compile(r"(?s)(?P<head>.*<article[^>]*>).*(?P<tail></article>.*)")
_TITLE = re.compile(r"(?s)<title>.*?</title>")
_DESCRIPTION = re.compile(r'(<meta name="description" content=")[^"]*')
_RELATIVE = re.compile(r'((?:href|src)=")(?:\.\./)+')


class NoLayoutError(Exception):
    """The page given as a model of the layout holds no ``<article>``."""


class Layout(NamedTuple):
    """What stands before and after the article, byte for byte but for the links, which begin at the host.

    ``head`` holds the marks of what differs from page to page.
    """

    head: str
    tail: str


TITLE, DESCRIPTION = "\x01", "\x02"
"""The marks: the whole title element, and the text of the description."""


def cut_layout(page: str) -> Layout:
    """Give the layout of a page.

    Raises NoLayoutError for one without an article.
    """
    found = _ARTICLE.fullmatch(page)
    if not found:
        raise NoLayoutError(page[:200])
    head = _DESCRIPTION.sub(f"\\1{DESCRIPTION}", _TITLE.sub(TITLE, found["head"]))
    return Layout(*(_RELATIVE.sub(r"\1/", part) for part in (head, found["tail"])))
