"""The pictures of the staff guide: taken from the sample's site as it is, so that they are never stale.

``UPDATE_GOLDEN=1`` takes them anew; look at them before they are kept. Where a picture no longer shows what
its page does, this fails; so does a picture that no page shows, and a page that shows one nobody takes.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from builtsite import AS_OF, REGISTERS, BuiltSite, build
from conftest import serve
from pictures import find_difference, is_updating, read_shot, settle, write_picture
from PIL import Image
from playwright.sync_api import Browser, Locator, Page
from registers import ROOT
from scenes import SCENES, Shown, Site

from generator.addresses import LANGUAGE_ROOTS
from generator.text import Language

DENSITY = 2
"""How many dots of a picture make one of the page's: sharp on every screen."""
MARGIN = 8
MOST_BYTES, MOST_BYTES_OF_PAGE = 80_000, 220_000
HOST = "https://github.contoh.example/kota/registri"
"""Where the sample's records would be proposed; an invented address."""

_REFERENCE = re.compile(r"!\[(?P<told>[^\]]*)\]\((?P<file>[^)]+\.png)\)")
# What stays at the window's edge while the page moves would cover what is shown.
_STILL = ".rk-progress, .rk-masthead, .rk-ways-bar { position: static !important; }"
_LANGUAGES: tuple[Language, ...] = ("id", "en")


def _folder(language: Language) -> Path:
    return ROOT / "docs" / LANGUAGE_ROOTS[language] / "gambar" / "panduan"


@pytest.fixture(scope="module")
def taken_from(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[BuiltSite, str]]:
    """Give the sample's site and its address, as if its records stood at a host for proposals."""
    root = tmp_path_factory.mktemp("pictures") / "register"
    shutil.copytree(REGISTERS["sample"], root)
    registry = root / "records" / "registry.yaml"
    text = registry.read_text(encoding="utf-8")
    given = re.sub(r"^repository_url: .*$", f"repository_url: {HOST}", text, flags=re.MULTILINE)
    registry.write_text(given, encoding="utf-8")
    if is_updating():
        _hold_places()
    site = build(root, root / "site")
    with serve(site) as address:
        yield site, address


def _hold_places() -> None:
    """Put something where a picture will be: no page that shows one is built without it."""
    for language in _LANGUAGES:
        for name in SCENES:
            kept = _folder(language) / f"{name}.png"
            if not kept.is_file():
                write_picture(Image.new("RGB", (1, 1)), kept)


# The slow lane has the English ones: the pages are the same, and their words are held elsewhere.
@pytest.fixture(params=["id", pytest.param("en", marks=pytest.mark.slow)])
def site(
    request: pytest.FixtureRequest, taken_from: tuple[BuiltSite, str], browser: Browser
) -> Iterator[Site]:
    """Give the site in each language, in a window of its own."""
    context = browser.new_context(
        viewport={"width": 560, "height": 900}, device_scale_factor=DENSITY, locale="id-ID", bypass_csp=True
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.clock.set_fixed_time(f"{AS_OF}T09:00:00")
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield Site(page, taken_from[1], request.param)
    context.close()
    assert faults == []


def _take(page: Page, shown: Shown) -> Image.Image:
    """Take a picture of the parts, with a ring around what is to be pressed."""
    settle(page)
    page.add_style_tag(content=_STILL)
    if not shown.keeps_focus:
        page.evaluate("document.activeElement.blur()")
    if shown.ring:
        shown.ring.evaluate(
            "one => { one.style.outline = '3px solid #a2442d'; one.style.outlineOffset = '3px'; }"
        )
    # What stands above may end within a dot: the same letters would be smoothed in another way.
    page.evaluate("by => { document.body.style.marginTop = `${by}px`; }", -_frame(shown.parts)[1] % 1)
    left, top, right, bottom = map(round, _frame(shown.parts))
    size = page.viewport_size
    assert size
    right, bottom = min(right + MARGIN, size["width"]), min(bottom + MARGIN, top + shown.most)
    left, top = max(0, left - MARGIN), max(0, top - MARGIN)
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return read_shot(page.screenshot(full_page=True, animations="disabled", clip=clip))  # type: ignore[arg-type]


def _frame(parts: tuple[Locator, ...]) -> tuple[float, float, float, float]:
    """Give the edges of what holds all parts, from the page's top."""
    boxes = [
        part.evaluate(
            "one => { const box = one.getBoundingClientRect();"
            " return [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY]; }"
        )
        for part in parts
    ]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_shows_what_its_page_does(name: str, site: Site, tmp_path: Path) -> None:
    scene = SCENES[name]
    site.page.set_viewport_size({"width": scene.width, "height": 900})
    picture = _take(site.page, scene.show(site))
    kept = _folder(site.language) / f"{name}.png"
    reason = _compare(picture, kept)
    if reason and is_updating():
        # What few dots have, such as a ring, keeps its colour.
        write_picture(picture, kept, DENSITY, Image.Quantize.MAXCOVERAGE)
        reason = _compare(picture, kept)
    if reason:
        picture.save(tmp_path / f"{name}.png")
    assert not reason, f"{reason}; see {tmp_path / name}.png"
    assert kept.stat().st_size <= MOST_BYTES


def _compare(picture: Image.Image, kept: Path) -> str:
    """Say in what a picture differs from the one that is kept; nothing where it does not."""
    if not kept.is_file():
        return "never kept"
    return find_difference(picture.reduce(DENSITY), Image.open(kept).convert("RGB").reduce(DENSITY))


def _list_references(language: Language) -> dict[Path, dict[str, str]]:
    """Give the pictures that each page of the guide shows, with the words for who can't see them."""
    folder = ROOT / "docs" / LANGUAGE_ROOTS[language]
    found: dict[Path, dict[str, str]] = {}
    for page in sorted((folder / "panduan").rglob("*.md")):
        for reference in _REFERENCE.finditer(page.read_text(encoding="utf-8")):
            file = (page.parent / reference["file"]).resolve()
            assert file.parent == _folder(language), f"{page}: {reference['file']}"
            found.setdefault(page, {})[file.stem] = reference["told"]
    return found


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_picture_is_taken_and_shown(language: Language) -> None:
    shown = {name for pictures in _list_references(language).values() for name in pictures}
    kept = {path.stem for path in _folder(language).iterdir()}
    assert shown == set(SCENES)
    assert kept == set(SCENES)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_picture_is_told_in_words_and_no_page_is_heavy(language: Language) -> None:
    for page, pictures in _list_references(language).items():
        for name, told in pictures.items():
            assert len(told.split()) >= 8, f"{page}: what {name} shows"
        weight = sum((_folder(language) / f"{name}.png").stat().st_size for name in pictures)
        assert weight <= MOST_BYTES_OF_PAGE, page
