"""The built tree as a whole: links, reach, numbers, and what a page may load."""

import hashlib
import json

from builtsite import BuiltSite

CLICKS = 3


def test_every_internal_link_leads_somewhere(built: BuiltSite) -> None:
    broken = []
    for address, page in built.pages.items():
        for link in (*page.links, *page.resources):
            if address == "404.html" and link.startswith("/"):
                continue
            target = built.target(address, link)
            if target is None:
                continue
            path, fragment = target
            if path in built.pages:
                if fragment and fragment not in built.pages[path].ids:
                    broken.append((address, link))
            elif not (built.folder / path).is_file():
                broken.append((address, link))
    assert broken == []


def test_every_page_is_at_most_three_clicks_from_home(built: BuiltSite) -> None:
    waiting: list[str] = [home for home in ("", "en/") if home in built.pages]
    distance = dict.fromkeys(waiting, 0)
    for address in waiting:
        for link in built.pages[address].links:
            target = built.target(address, link)
            if target and target[0] in built.pages and target[0] not in distance:
                distance[target[0]] = distance[address] + 1
                waiting.append(target[0])
    told = ("Halaman ini beralamat baru", "This page has a new address")
    moved = {address for address, page in built.pages.items() if any(words in page.text for words in told)}
    far = {address for address in built.pages if distance.get(address, 99) > CLICKS}
    assert far <= {"404.html"} | moved


def test_every_number_is_the_length_of_the_list_it_links_to(built: BuiltSite) -> None:
    checked = 0
    for address, page in built.pages.items():
        for number, link in page.counts:
            if link is None:
                assert number == 0, address
                continue
            target = built.target(address, link)
            assert target
            rows = built.list_rows(target[0])
            assert len(set(rows)) == number, (address, link)
            checked += 1
    assert checked > 100


def test_types_add_up_to_years_and_years_to_all(built: BuiltSite) -> None:
    """Read off the page, not off the program: each number by the list it leads to."""
    address = "kerja-sama/"
    numbers: dict[str, int] = {}
    for number, link in built.pages[address].counts:
        target = built.target(address, link) if link else None
        if target:
            numbers[target[0]] = number
    years = {name.split("/")[2]: number for name, number in numbers.items() if "/tahun/" in name}
    by_type = {name: number for name, number in numbers.items() if "/jenis/" in name}
    assert years
    for year, number in years.items():
        assert number == sum(part for name, part in by_type.items() if name.endswith(f"/{year}/")), year
    types = [number for name, number in by_type.items() if name.count("/") == 3]
    assert sum(types) == sum(years.values()) == numbers[address]


def test_no_page_loads_anything_from_elsewhere(built: BuiltSite) -> None:
    for address, page in built.pages.items():
        for resource in page.resources:
            assert built.target(address, resource) is not None, (address, resource)


def test_manifest_lists_every_file_with_its_hash(built: BuiltSite) -> None:
    manifest = json.loads((built.folder / "manifest.json").read_text(encoding="utf-8"))
    files = {
        path.relative_to(built.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in built.folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert manifest["files"] == files


def test_no_id_stands_twice_on_a_page(built: BuiltSite) -> None:
    for address, page in built.pages.items():
        assert len(set(page.ids)) == len(page.ids), address


def test_a_long_list_stands_in_parts_that_hold_every_agreement_once(long: BuiltSite) -> None:
    assert "kerja-sama/hal/3/" in long.pages
    rows = long.list_rows("kerja-sama/")
    assert len(set(rows)) == len(rows)
    assert len(rows) == next(number for number, link in long.pages[""].counts if link == "./kerja-sama/")
    test_every_internal_link_leads_somewhere(long)
    test_every_number_is_the_length_of_the_list_it_links_to(long)
    test_every_page_is_at_most_three_clicks_from_home(long)
    test_manifest_lists_every_file_with_its_hash(long)
