"""The frame around every page: the crest, what is shown where a page is shared, and no script within."""

import re
from pathlib import Path

import pytest
from builtsite import BuiltSite, build
from registers import CASES, copy_base

ADDRESS = "https://kerja-sama.contoh.example/register/"
PAGES = ("", "kerja-sama/", "kerja-sama/ksdd-seberang-2024-pks/", "mitra/kota-seberang/", "tentang/metode/")
_META = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"')


def _make(folder: Path, case: str, *lines: str) -> BuiltSite:
    root = copy_base(folder / "register", CASES / "KS637" / case)
    with (root / "records" / "registry.yaml").open("a", encoding="utf-8") as stream:
        stream.write("".join(f"{line}\n" for line in lines))
    return build(root, folder / "site")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Give the site of a register with a crest and an address, in two languages."""
    folder = tmp_path_factory.mktemp("crest")
    return _make(folder, "good-svg", f"site_url: {ADDRESS}", "other_languages:", "  - en")


def _read(site: BuiltSite, address: str) -> str:
    path = (
        site.folder / address / "index.html"
        if not address or address.endswith("/")
        else site.folder / address
    )
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("root", ["", "en/"])
@pytest.mark.parametrize("address", PAGES)
def test_a_shared_page_shows_what_it_is(site: BuiltSite, root: str, address: str) -> None:
    page = _read(site, root + address)
    meta = dict(_META.findall(page))
    assert meta["og:url"] == ADDRESS + root + address
    assert meta["og:locale"] == ("en_GB" if root else "id_ID")
    assert meta["og:site_name"] == "Register Kerja Sama Kota Contoh"
    assert meta["og:description"] == meta["description"] != ""
    assert meta["og:image"] == f"{ADDRESS}assets/registri/social.png"
    title = re.search(r"<title>(.*?)</title>", page)
    assert title
    assert title[1].startswith(meta["og:title"])
    assert "@@registri" not in page


def test_without_an_address_no_page_names_one(shipped: BuiltSite) -> None:
    meta = dict(_META.findall(_read(shipped, "mitra/")))
    assert meta["og:title"] == "Mitra"
    assert not {"og:url", "og:image"} & meta.keys()
    assert meta["twitter:card"] == "summary"


def test_the_picture_for_sharing_is_small(site: BuiltSite) -> None:
    picture = (site.folder / "assets/registri/social.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) <= 60_000


@pytest.mark.parametrize("address", [*PAGES, "en/kerja-sama/", "404.html"])
def test_the_crest_stands_on_every_page_as_a_picture(site: BuiltSite, address: str) -> None:
    page = _read(site, address)
    found = re.search(r'<img class="rk-crest" src="([^"]+)" alt="Kota Contoh"', page)
    assert found
    # The page for lost addresses is served at any depth: its links begin at the root of the host.
    target = found[1].removeprefix("/register/") if address == "404.html" else site.target(address, found[1])
    assert target in ("dokumen/lambang.svg", ("dokumen/lambang.svg", ""))
    assert (site.folder / "dokumen/lambang.svg").is_file()
    assert "rk-mark" not in page


def test_a_register_without_a_crest_has_a_mark_of_its_own(shipped: BuiltSite) -> None:
    page = _read(shipped, "mitra/")
    assert '<svg class="rk-mark"' in page
    assert "rk-crest" not in page


@pytest.mark.parametrize("address", [*PAGES, "404.html"])
def test_no_page_holds_a_script_or_a_style_of_its_own(site: BuiltSite, address: str) -> None:
    # Data that no browser runs.
    page = re.sub(r'<script type="application/ld\+json">\{[^<]*\}</script>', "", _read(site, address))
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=", page)


@pytest.mark.parametrize("address", ["404.html"])
def test_the_page_for_lost_addresses_leads_from_the_root(site: BuiltSite, address: str) -> None:
    page = _read(site, address)
    links = re.findall(r'\s(?:href|src|action|data-search|data-agreements)="([^"]*)"', page)
    assert [link for link in links if not link.startswith(("/register/", "#"))] == []
    for target in ("/register/kerja-sama/", "/register/cari/index.json", "/register/mitra/"):
        assert target in links


def test_only_the_parts_of_the_theme_that_pages_ask_for_are_in_the_site(shipped: BuiltSite) -> None:
    files = sorted(
        path.relative_to(shipped.folder).as_posix() for path in shipped.folder.rglob("assets/**/*.*")
    )
    theirs = [file for file in files if not file.startswith("assets/registri/")]
    assert len(theirs) == 1
    assert re.fullmatch(r"assets/stylesheets/main\.\w+\.min\.css", theirs[0])
