"""Headers: what every answer of the site's server says, so that a browser runs and loads nothing foreign.

The one place of the policy. Pages carry the part of it that a page can carry, for hosts that send no headers;
``header_files`` words it for servers, and ``registri serve`` sends it itself.

Sources: CSP Level 3 and Trusted Types (W3C), RFC 6797 (HSTS), RFC 9110 and 9111 (HTTP and its caches), the
Fetch and HTML standards (nosniff, CORP, COOP).
"""

import base64
import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from generator.addresses import FORM_OFFLINE, LANGUAGE_ROOTS
from generator.exports.charts import STYLE

_CHART_STYLE = f"'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
"""A chart that is opened by itself brings its style inside it: the same for all of them."""
_IN_PAGES: Mapping[str, str] = {
    # Whatever is not named below, frames and plugins too, is loaded from nowhere.
    "default-src": "'none'",
    # Files of the site alone: neither what stands within a page nor an attribute such as onerror is run.
    "script-src": "'self'",
    "style-src": "'self'",
    # The theme's style holds small pictures as data.
    "img-src": "'self' data:",
    # The search and the form fetch data of the site.
    "connect-src": "'self'",
    "form-action": "'self'",
    # No page is led elsewhere as a whole.
    "base-uri": "'none'",
    # Nor is a text ever made into markup by a script.
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
_ALONE: Mapping[str, str] = {
    "style-src": f"{_IN_PAGES['style-src']} {_CHART_STYLE}",
    # Of no effect within a page.
    "frame-ancestors": "'none'",
}
_CLOSED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
           "microphone", "midi", "payment", "usb")  # fmt: skip


def _join(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


PAGE_POLICY = _join(_IN_PAGES)
"""What a page says itself: all that has an effect there."""
PAGE_POLICY_TAG = f'<meta http-equiv="Content-Security-Policy" content="{PAGE_POLICY}">'
POLICY = _join({**_IN_PAGES, **_ALONE})


class Header(NamedTuple):
    """A header of every answer."""

    name: str
    value: str
    reason: str
    """Why it is sent, for those who run a server."""


TRANSPORT = Header(
    "Strict-Transport-Security",
    "max-age=31536000",
    "setelah sekali dibuka lewat HTTPS, peramban tidak lagi memakai HTTP",
)
"""Sent over HTTPS alone: elsewhere it has no effect."""
HEADERS = (
    Header("Content-Security-Policy", POLICY, "hanya naskah dan gaya milik situs yang dijalankan"),
    Header("X-Content-Type-Options", "nosniff", "berkas data tidak dijalankan sebagai naskah"),
    Header("X-Frame-Options", "DENY", "frame-ancestors bagi peramban lama"),
    Header("Referrer-Policy", "no-referrer", "situs yang dituju tidak tahu halaman asalnya"),
    Header(
        "Permissions-Policy",
        ", ".join(f"{name}=()" for name in _CLOSED),
        "tidak ada halaman yang memakai kamera, lokasi, dan sejenisnya",
    ),
    Header("Cross-Origin-Opener-Policy", "same-origin", "jendela situs lain tidak memegang jendela ini"),
    # Everything is public and nobody logs in: what others may read, they may also show.
    Header("Cross-Origin-Resource-Policy", "cross-origin", "bagan boleh ditampilkan situs lain"),
    Header("Access-Control-Allow-Origin", "*", "data terbuka boleh dibaca skrip situs mana pun"),
)

LASTING = "public, max-age=31536000, immutable"
"""How long a file may be kept whose address changes with its content."""
ASKED = "public, max-age=0, s-maxage=600, must-revalidate"
"""Browsers ask each time; what many share may keep it for ten minutes, so that what is taken down is gone."""

OFFLINE_FORMS = tuple(f"{root}{FORM_OFFLINE}" for root in LANGUAGE_ROOTS.values())
SAVED = 'attachment; filename="formulir-catatan.html"'
"""The form as one file is saved and not shown: the scripts within it run from a disk, never on the site."""
