"""The sitemap: every address of the site, for search engines (sitemaps.org protocol 0.9)."""

import html
from collections.abc import Iterable


def render_sitemap(site_url: str, addresses: Iterable[str]) -> str:
    """Give the sitemap of a site whose public address is known."""
    base = site_url.rstrip("/") + "/"
    lines = [f"<url><loc>{html.escape(base + address)}</loc></url>" for address in sorted(addresses)]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            "</urlset>\n",
        )
    )
