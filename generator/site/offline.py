"""The form as one file: styles, script and data inside it, so that it works from a disk without a connection.

Its own policy names the hashes of what may run and allows no request of any kind.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from markupsafe import Markup

from generator.addresses import FORM_AGREEMENTS, FORM_DATA, FORM_OFFLINE, LANGUAGE_ROOTS
from generator.edition import Edition
from generator.exports.form import Neighbours, is_large, render_form_agreements, render_form_data
from generator.exports.sink import OpenFile
from generator.site.identity import SiteIdentity
from generator.site.render import Renderer
from generator.text import Language

_THEME_STYLE = "assets/stylesheets/main.*.min.css"
_OWN = "assets/registri/"
_FILE = re.compile(r"url\((['\"]?)([^)'\":]+)\1\)")
_DATA = "\x1fdata\x1f"
"""Stands in the page for the data; nothing that the page is made of can hold this character."""
_MAP = re.compile(rb"/\*# sourceMappingURL=.*?\*/")


class OfflineForm:
    """Makes the file in each language from a site's own styles and scripts."""

    def __init__(
        self, site: Path, renderers: Mapping[Language, Renderer], identities: Iterable[SiteIdentity]
    ) -> None:
        self._renderers = renderers
        self._addresses = {one.language: one.address for one in identities}
        self._style = _read_style(site)
        self._look, self._script = (
            (site / _OWN / name).read_text("utf-8") for name in ("look.js", "form.js")
        )

    def iterate_parts(self, edition: Edition, neighbours: Neighbours) -> Iterator[bytes]:
        """Give the file in an edition's language, the data of a large register as a part of its own."""
        language = edition.locale.language
        policy = (
            f"default-src 'none'; script-src {_hash(self._look)} {_hash(self._script)}; "
            f"style-src {_hash(self._style)}; img-src data:; base-uri 'none'; form-action 'none'"
        )
        page = self._renderers[language].render_alone(
            "form_offline.html",
            {
                "policy": policy,
                "style": Markup(self._style),  # noqa: S704  the site's own
                "look": Markup(self._look),  # noqa: S704  the site's own
                "script": Markup(self._script),  # noqa: S704  the site's own
                "data": _DATA,
                "site": self._addresses[language],
            },
        )
        before, _, after = page.partition(_DATA.encode())
        yield before
        # In a script of JSON only the end of the script would be read as markup.
        yield render_form_data(edition, neighbours, whole=True).replace(b"<", b"\\u003c")
        yield after


def write_form(
    editions: Mapping[Language, Edition], neighbours: Neighbours, offline: OfflineForm, open_file: OpenFile
) -> None:
    """Write for each language what the form reads, and the form as one file."""
    for language, edition in editions.items():
        root = LANGUAGE_ROOTS[language]
        with open_file(root + FORM_DATA) as file:
            file.write(render_form_data(edition, neighbours))
        with open_file(root + FORM_OFFLINE) as file:
            for part in offline.iterate_parts(edition, neighbours):
                file.write(part)
        if is_large(edition):
            with open_file(root + FORM_AGREEMENTS) as file:
                file.write(render_form_agreements(edition, neighbours))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _read_style(site: Path) -> str:
    """Give the theme's style and our own as one text that asks for no other file."""
    theme = b"".join(path.read_bytes() for path in sorted(site.glob(_THEME_STYLE)))
    own = (site / _OWN / "registri.css").read_text("utf-8")
    # The theme's pictures are symbols of parts that the form does not have.
    theme_text = _MAP.sub(b"", theme).decode()
    return f"{theme_text}\n{_FILE.sub(lambda found: _inline(site, found[2]), own)}"


def _inline(site: Path, name: str) -> str:
    path = site / _OWN / name
    if path.suffix != ".svg" or not path.is_file():
        return "none"
    return f'url("data:image/svg+xml;base64,{base64.b64encode(path.read_bytes()).decode()}")'
