"""Pictures that a site may show as its own: whole, and nothing in them runs or fetches anything."""

import re
import struct
from xml.parsers import expat

_SVG_SPACE = "http://www.w3.org/2000/svg"
# What drawing programs leave for themselves; no browser does anything with it.
_INERT_SPACES = re.compile(
    r"http://(?:www\.inkscape\.org/|sodipodi\.sourceforge\.net/|www\.w3\.org/1999/02/22-rdf-syntax-ns#|"
    r"purl\.org/dc/|creativecommons\.org/ns#|web\.resource\.org/cc/|ns\.adobe\.com/)"
)
# What runs, what holds another kind of document, and what could write either while the picture is shown.
_ACTIVE = frozenset(
    ("script", "foreignobject", "handler", "listener", "iframe", "embed", "object", "audio", "video", "set",
     "animate", "animatemotion", "animatetransform", "animatecolor", "discard")
)  # fmt: skip
_WITHIN = r"(?:#|data:image/(?:png|jpeg|gif|webp)[;,])"
_INNER = re.compile(rf"\s*{_WITHIN}", re.IGNORECASE)
# The pictures of a set need no "url" before their addresses.
_FETCHING = re.compile(rf"@import|\\|image-set\(|src\(|url\((?![\s\"']*{_WITHIN})", re.IGNORECASE)
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_END = b"IEND\xaeB`\x82"
_LONGEST_SIDE = 4096
"""A picture of few bytes may unfold into many."""


class _UnfitError(Exception):
    """The picture holds what no plain picture holds."""


def is_png(content: bytes) -> bool:
    """Whether a file is a whole PNG of a size that every reader's machine can unfold."""
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or not content.endswith(_PNG_END):
        return False
    sides: tuple[int, int] = struct.unpack(">II", content[16:24])
    return all(0 < side <= _LONGEST_SIDE for side in sides)


def is_plain_svg(content: bytes) -> bool:
    """Whether a file is a whole SVG in which nothing runs and which fetches nothing from elsewhere."""
    parser = expat.ParserCreate(namespace_separator=" ")
    watch = _Watch()
    parser.StartElementHandler = watch.start
    parser.EndElementHandler = watch.end
    parser.CharacterDataHandler = watch.read
    parser.StartDoctypeDeclHandler = _refuse_subset
    parser.ProcessingInstructionHandler = _refuse_style
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, _UnfitError, ValueError, LookupError):
        return False
    return not _FETCHING.search("".join(watch.styles))


def _refuse_style(target: str, _data: str) -> None:
    """Refuse a style sheet from elsewhere; what programs note for themselves does nothing."""
    if target.lower().startswith("xml"):
        raise _UnfitError


def _refuse_subset(_name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
    """Refuse what defines words of its own; what is only named by a document type is fetched by nobody."""
    if has_subset:
        raise _UnfitError


class _Watch:
    """Looks at an SVG's elements as they come."""

    def __init__(self) -> None:
        self.styles: list[str] = []
        self._is_first, self._is_style = True, False

    def start(self, element: str, attributes: dict[str, str]) -> None:
        space, _, name = element.rpartition(" ")
        if self._is_style:
            # A browser reads what stands around an element in a style as one text.
            raise _UnfitError
        if self._is_first and (space, name) != (_SVG_SPACE, "svg"):
            raise _UnfitError
        self._is_first = False
        if space != _SVG_SPACE and not _INERT_SPACES.match(space):
            raise _UnfitError
        if name.lower() in _ACTIVE:
            raise _UnfitError
        self._is_style = name.lower() == "style"
        for key, value in attributes.items():
            self._look_at(key.rpartition(" ")[2].lower(), value, is_drawn=space == _SVG_SPACE)

    def end(self, _element: str) -> None:
        self._is_style = False

    def _look_at(self, key: str, value: str, *, is_drawn: bool) -> None:
        is_foreign = key in ("href", "src", "ping") and not _INNER.match(value)
        if key.startswith("on") or (is_drawn and (is_foreign or key == "base" or _FETCHING.search(value))):
            raise _UnfitError

    def read(self, text: str) -> None:
        if self._is_style:
            self.styles.append(text)
