"""The sitemap: every address of the site, for search engines (sitemaps.org protocol 0.9)."""

from collections.abc import Iterable
from xml.sax.saxutils import escape


def render_sitemap(site_url: str, addresses: Iterable[str]) -> str:
    """Give the sitemap of a site whose public address is known."""
    base = site_url.rstrip("/") + "/"
    lines = [f"<url><loc>{escape(base + address)}</loc></url>" for address in sorted(addresses)]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            "</urlset>\n",
        )
    )
