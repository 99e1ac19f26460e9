"""Draws the pictures that the site ships: for those who share a page, and for a phone's home screen.

Run it by hand after the mark has changed: ``python tests/write_pictures.py``. It needs Chromium
(``REGISTRI_CHROMIUM``).
"""

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

ASSETS = Path(__file__).resolve().parents[1] / "generator" / "site" / "assets"
PAPER, PINE, GOLD = "#fbfaf6", "#123f38", "#e3b75f"
MARK = f"""<svg viewBox="0 0 48 32" fill="none" stroke-linecap="round" stroke-width="4">
<path stroke="{GOLD}" d="M3 24c8 0 10-16 21-16"/><path stroke="{PINE}" stroke-width="8" stroke-linecap="butt"
 d="M3 8c8 0 10 16 21 16"/><path stroke="{PAPER}" d="M3 8c8 0 10 16 21 16 11 0 13-16 21-16"/>
<path stroke="{PINE}" stroke-width="8" stroke-linecap="butt" d="M24 8c11 0 13 16 21 16"/>
<path stroke="{GOLD}" d="M24 8c11 0 13 16 21 16"/></svg>"""
TWIST = "".join(
    f'<path stroke="{colour}" d="M0 {start}{f"c40 0 80 {way} 120 {way}s80 {-way} 120 {-way}" * 5}"/>'
    for colour, start, way in ((GOLD, 34, -28), ("#a9c9c0", 6, 28))
)
PICTURES = {
    "social.png": (
        (1200, 630),
        f"""<style>body{{margin:0;background:{PINE};height:630px;display:grid;place-items:center;overflow:hidden}}
        .mark{{width:560px}}.twist{{position:absolute;left:0;bottom:36px;width:1200px}}</style>
        <div class="mark">{MARK}</div>
        <svg class="twist" viewBox="0 0 1200 40" fill="none" stroke-width="4">{TWIST}</svg>""",
    ),
    "touch.png": (
        (180, 180),
        f"""<style>body{{margin:0;background:{PINE};height:180px;display:grid;place-items:center}}
        .mark{{width:132px}}</style><div class="mark">{MARK}</div>""",
    ),
}


def main() -> None:
    """Draw every picture anew."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("REGISTRI_CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        for name, ((width, height), drawing) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.set_content(f"<!doctype html>{drawing}")
            page.screenshot(path=str(ASSETS / name))
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
