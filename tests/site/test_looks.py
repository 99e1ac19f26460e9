"""How every kind of page looks: small pictures of the sample's pages, beside those kept in ``tests/looks/``.

The pictures are taken in a font of their own, so that they are the same on every machine. Whoever changes
a look on purpose takes them anew with ``UPDATE_GOLDEN=1``, and looks at them before they are kept.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from builtsite import REGISTERS, BuiltSite, build
from conftest import serve
from kinds import list_kinds
from pictures import KEPT, coarsen, find_difference, is_updating, read_shot, settle, write_picture
from PIL import Image
from playwright.sync_api import Browser, Page

PAGES = ("panduan/", "tentang/metode/", "404.html")
LONGEST = 3200
"""How much of a page is looked at, in CSS pixels from its top."""


@dataclass(frozen=True)
class Look:
    """One way to see the site: how wide the window is, how often the picture is smaller, light or dark."""

    width: int
    shrink: int
    scheme: Literal["light", "dark"]
    root: str


LOOKS = {
    f"{device}-{scheme}-{root.strip('/') or 'id'}": Look(width, shrink, scheme, root)
    for device, width, shrink in (("desktop", 1280, 4), ("phone", 390, 2))
    for scheme in ("light", "dark")
    for root in ("", "en/")
}


_HALVES = {"desktop-light-id": 0, "phone-dark-en": 1}
"""How the usual lane looks at the pages: every other one one way, and those between them the other way."""


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[BuiltSite, str]]:
    """Give the sample's site and its address, built from a copy that has no history of its own."""
    root = tmp_path_factory.mktemp("looks") / "register"
    shutil.copytree(REGISTERS["sample"], root)
    site = build(root, root / "site")
    with serve(site) as address:
        yield site, address


@pytest.fixture(scope="module")
def kinds() -> dict[str, str]:
    own = {name.strip("/").replace("/", "-").removesuffix(".html"): name for name in PAGES}
    return {**list_kinds("sample"), **own}


def _picture(page: Page, look: Look) -> Image.Image:
    settle(page)
    whole = read_shot(page.screenshot(full_page=True, animations="disabled"))
    return coarsen(whole.crop((0, 0, whole.width, min(whole.height, LONGEST))), look.shrink)


@pytest.mark.parametrize("name", _HALVES)
def test_every_kind_of_page_looks_as_it_did(
    name: str, looked_at: tuple[BuiltSite, str], kinds: dict[str, str], browser: Browser, tmp_path: Path
) -> None:
    half = dict(list(kinds.items())[_HALVES[name] :: 2])
    compare(name, looked_at, half, browser, tmp_path)
    assert_whole(name, looked_at[0], kinds)


@pytest.mark.slow
@pytest.mark.parametrize("name", LOOKS)
def test_every_kind_of_page_looks_as_it_did_in_every_way(
    name: str, looked_at: tuple[BuiltSite, str], kinds: dict[str, str], browser: Browser, tmp_path: Path
) -> None:
    if is_updating():
        shutil.rmtree(KEPT / name, ignore_errors=True)
    compare(name, looked_at, kinds, browser, tmp_path)
    assert_whole(name, looked_at[0], kinds)


def assert_whole(name: str, site: BuiltSite, kinds: dict[str, str]) -> None:
    """Hold the kinds of pages against the pictures that are kept: one of each, and no other."""
    there = [kind for kind, place in kinds.items() if LOOKS[name].root + place in site.pages]
    assert sorted(path.stem for path in (KEPT / name).glob("*.png")) == sorted(there)


def compare(
    name: str, looked_at: tuple[BuiltSite, str], kinds: dict[str, str], browser: Browser, tmp_path: Path
) -> None:
    """Hold pages of some kinds against their pictures, or take these anew."""
    look, (site, address) = LOOKS[name], looked_at
    context = browser.new_context(
        viewport={"width": look.width, "height": 900}, color_scheme=look.scheme, bypass_csp=True
    )
    page = context.new_page()
    folder, faults = KEPT / name, []
    wanted = {kind: look.root + place for kind, place in kinds.items() if look.root + place in site.pages}
    if is_updating():
        folder.mkdir(exist_ok=True)
    for kind, place in wanted.items():
        page.goto(address + place)
        picture = _picture(page, look)
        kept = folder / f"{kind}.png"
        if is_updating():
            write_picture(picture, kept)
        reason = find_difference(picture, Image.open(kept).convert("RGB")) if kept.is_file() else "never kept"
        if reason:
            picture.save(tmp_path / f"{kind}.png")
            faults.append(f"{kind}: {reason}; see {tmp_path / kind}.png")
    context.close()
    assert faults == []
