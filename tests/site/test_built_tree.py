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
    distance = {"": 0}
    waiting = [""]
    for address in waiting:
        for link in built.pages[address].links:
            target = built.target(address, link)
            if target and target[0] in built.pages and target[0] not in distance:
                distance[target[0]] = distance[address] + 1
                waiting.append(target[0])
    moved = {address for address, page in built.pages.items() if "alamat baru" in page.text}
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


def test_year_rows_add_up(built: BuiltSite) -> None:
    """Types sum to the year, years sum to all: read off the page, not off the program."""
    numbers = [number for number, _ in built.pages["kerja-sama/"].counts]
    by_type, rest = numbers[:5], numbers[5:]
    total_row = rest[-6:]
    assert total_row[:5] == by_type
    assert total_row[5] == sum(by_type)
    year_cells = rest[:-6]
    rows = [year_cells[-6 * i : len(year_cells) - 6 * (i - 1)] for i in range(1, len(year_cells) // 6 + 1)]
    rows = [row for row in rows if len(row) == 6 and sum(row[:5]) == row[5]]
    assert sum(row[5] for row in rows) >= total_row[5]


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
