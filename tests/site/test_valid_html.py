"""Every kind of page, in both languages, is HTML that a strict reader takes without a complaint."""

import itertools
import json
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import html5lib
import pytest
from builtsite import BuiltSite
from kinds import list_hand_written, list_kinds

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What needs no label: it is not filled in, or is its own.
_UNLABELLED = ("hidden", "submit", "button")


def _list_pages(site: BuiltSite) -> dict[str, ET.Element]:
    kinds = list(list_kinds(site.name).values())
    by_hand = list_hand_written() if site.name == "shipped" else []
    places = [root + place for place in (*kinds, *by_hand) for root in ("", "en/")]
    files = [site.folder / place / "index.html" for place in dict.fromkeys(places)]
    texts = {
        path.parent.relative_to(site.folder).as_posix(): path.read_bytes() for path in files if path.is_file()
    }
    texts["404.html"] = (site.folder / "404.html").read_bytes()
    assert len(texts) > 40, site.name
    return {place: _parse(place, text) for place, text in texts.items()}


def _parse(place: str, text: bytes) -> ET.Element:
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    document: ET.Element = parser.parse(text, transport_encoding="utf-8")
    complaints = [(position, code, words) for position, code, words in parser.errors]
    assert complaints == [], place
    return document


@pytest.fixture(scope="module")
def pages(built: BuiltSite) -> dict[str, ET.Element]:
    return _list_pages(built)


def _read(element: ET.Element) -> str:
    """Give what a reader meets in an element: its text, and what stands for its pictures."""
    words = [element.get("aria-label", ""), element.get("alt", ""), element.text or ""]
    for child in element:
        words += (_read(child), child.tail or "")
    return " ".join(" ".join(words).split())


def test_no_id_stands_twice(pages: dict[str, ET.Element]) -> None:
    for place, page in pages.items():
        ids = sorted(element.get("id", "") for element in page.iter() if "id" in element.attrib)
        assert [one for one, next_ in itertools.pairwise(ids) if one == next_] == [], place
        assert "" not in ids, place
        assert not any(" " in one for one in ids), place


def test_headings_say_something_and_skip_no_level(pages: dict[str, ET.Element]) -> None:
    for place, page in pages.items():
        headings = [element for element in page.iter() if element.tag in _HEADINGS]
        assert [_read(heading) for heading in headings if not _read(heading)] == [], place
        levels = [_HEADINGS.index(str(heading.tag)) + 1 for heading in headings]
        assert levels.count(1) == 1, place
        assert levels[0] == 1, place
        steps = [step for step in itertools.pairwise(levels) if step[1] > step[0] + 1]
        assert steps == [], (place, [_read(heading) for heading in headings])


def test_every_input_has_a_label(pages: dict[str, ET.Element]) -> None:
    for place, page in pages.items():
        labels = {element.get("for"): _read(element) for element in page.iter("label")}
        wrapped = {id(one) for label in page.iter("label") for one in label.iter()}
        for element in _iterate_fields(page):
            name = element.get("aria-label") or labels.get(element.get("id")) or id(element) in wrapped
            assert name, (place, element.attrib)


def _iterate_fields(page: ET.Element) -> Iterator[ET.Element]:
    for element in page.iter():
        if element.tag in ("input", "select", "textarea") and element.get("type") not in _UNLABELLED:
            yield element


def test_references_within_a_page_find_what_they_name(pages: dict[str, ET.Element]) -> None:
    for place, page in pages.items():
        ids = {element.get("id") for element in page.iter() if "id" in element.attrib}
        for element in page.iter():
            for key in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
                for name in element.get(key, "").split():
                    assert name in ids, (place, element.tag, key, name)


def test_pictures_have_a_text_and_documents_one_title(pages: dict[str, ET.Element]) -> None:
    for place, page in pages.items():
        assert [picture.attrib for picture in page.iter("img") if "alt" not in picture.attrib] == [], place
        titles = [_read(title) for title in page.findall("head/title")]
        assert len(titles) == 1, place
        assert titles[0], place
        assert page.get("lang") == ("en" if place.startswith("en") else "id"), place


def test_what_belongs_in_the_head_stands_there(pages: dict[str, ET.Element]) -> None:
    for place, page in pages.items():
        body = page.find("body")
        assert body is not None
        found = [element for tag in ("meta", "link", "title", "style", "base") for element in body.iter(tag)]
        # The title of a drawing is a drawing's.
        assert [one.attrib for one in found if one.tag != "title"] == [], place


def test_no_element_has_a_script_or_style_of_its_own(pages: dict[str, ET.Element]) -> None:
    for place, page in pages.items():
        for element in page.iter():
            assert not [name for name in element.attrib if str(name).startswith("on")], (
                place,
                element.attrib,
            )
            assert "style" not in element.attrib, (place, element.attrib)
            if element.get("type") == "application/ld+json":
                # Data that no browser runs.
                assert json.loads(element.text or "")["@graph"], place
            elif element.tag == "script":
                assert not (element.text or "").strip(), place
