"""The sitemap: every address of the site, for search engines (sitemaps.org protocol 0.9)."""

import html
from collections.abc import Iterable
from pathlib import Path

from generator.addresses import SITEMAP


def remove_sitemaps(folders: Iterable[Path]) -> None:
    """Remove the theme's own: compressed with a clock inside, and of use only where an address is known."""
    for folder in folders:
        for name in (SITEMAP, f"{SITEMAP}.gz"):
            (folder / name).unlink(missing_ok=True)


def render_sitemap(site_url: str, pages: Iterable[str]) -> str:
    """Give the sitemap of a site whose public address is known, from the files of its pages."""
    base = site_url.rstrip("/") + "/"
    addresses = {page.removesuffix("index.html") for page in pages}
    lines = [f"<url><loc>{html.escape(base + address)}</loc></url>" for address in sorted(addresses)]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            "</urlset>\n",
        )
    )
