"""The site in its two languages: the same pages, one beside the other, each in its own words alone."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po
from builtsite import REGISTERS, BuiltSite
from registers import ROOT, SCHEMAS

from generator.check.rules import RULES
from generator.schemas import read_labels

ENGLISH = "en/"
# The developers' documentation and its pictures stand in Indonesian only, and a server has one page for
# every address that it does not know.
ONE_LANGUAGE = ("pengembang/", "404.html")
_FEWEST_WORDS = 3
# A name is the same in every language.
_NAMES = ("name", "name_as_written")
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_SHOWN = ("title", "aria-label", "placeholder", "alt")


class _Reader(HTMLParser):
    """Reads a page's texts, each with the language it is said to be in."""

    def __init__(self) -> None:
        super().__init__()
        self.languages: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.texts: dict[str, list[str]] = {"id": [], "en": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang") or (self._open[-1][1] if self._open else "")
        if tag == "html":
            self.languages.append(language)
        texts = [given[name] for name in _SHOWN if name in given]
        if tag == "meta" and given.get("name") == "description":
            texts = []
        self.texts.setdefault(language, []).extend(texts)
        if tag not in _VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] not in ("script", "style", "title"):
            self.texts[self._open[-1][1]].append(data)

    def joined(self, language: str) -> str:
        return " ".join(" ".join(self.texts[language]).split())


def _read(site: BuiltSite, address: str) -> _Reader:
    path = site.folder / address
    return _read_file(path / "index.html" if address.endswith("/") or not address else path)


@cache
def _read_file(path: Path) -> _Reader:
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    reader.close()
    return reader


def _list_messages() -> Iterator[tuple[str, str]]:
    """Give each message of the catalogue in English and Indonesian, and each label of the schemas."""
    with (ROOT / "generator/locales/id.po").open("rb") as stream:
        for message in read_po(stream, locale="id"):
            if message.id:
                yield str(message.id), str(message.string)
    for name in sorted(path.name.removesuffix(".schema.json") for path in (ROOT / "schema").iterdir()):
        yield from _list_labels(SCHEMAS.part(name) if name != "shared" else {})


def _list_labels(schema: Any) -> Iterator[tuple[str, str]]:
    if isinstance(schema, dict):
        if "x-labels" in schema:
            yield from ((text.en, text.id) for text in read_labels(schema).values())
        for part in schema.values():
            yield from _list_labels(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _list_labels(part)


def _list_rule_texts(column: int) -> Iterator[str]:
    for rule in RULES.values():
        for text in (rule.message, rule.help):
            yield (text.en, text.id)[column]


def _phrases(column: int) -> re.Pattern[str]:
    """Find what is plainly of one language: the phrases of some words that the other does not have."""
    found = set()
    messages = list(_list_messages())
    # The terms of the law are quoted in English texts too.
    quoted = "\n".join((*(pair[1 - column] for pair in messages), *_list_rule_texts(1 - column)))
    for pair in messages:
        if pair[column] != pair[1 - column]:
            pieces = (piece.strip() for piece in re.split(r"%\(\w+\)s", pair[column]))
            found |= {
                piece for piece in pieces if len(piece.split()) >= _FEWEST_WORDS and piece not in quoted
            }
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(found)))})(?!\w)")


def _list_strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _list_strings(part)


def _list_texts(value: Any) -> Iterator[str]:
    """Give every text of a record, wherever it stands, but for the names of people and of pages' parties."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in _NAMES:
                yield from _list_texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _list_texts(part)


@pytest.fixture(scope="module")
def english(built: BuiltSite) -> dict[str, _Reader]:
    return {address: _read(built, address) for address in built.pages if address.startswith(ENGLISH)}


def test_every_page_stands_in_both_languages(built: BuiltSite) -> None:
    indonesian = {address for address in built.pages if not address.startswith((ENGLISH, *ONE_LANGUAGE))}
    assert {
        address.removeprefix(ENGLISH) for address in built.pages if address.startswith(ENGLISH)
    } == indonesian
    assert len(indonesian) > 100


def test_every_page_names_its_language_and_leads_to_itself_in_the_other(built: BuiltSite) -> None:
    for address, page in built.pages.items():
        language = "en" if address.startswith(ENGLISH) else "id"
        assert _read(built, address).languages == [language], address
        # The form for use without a connection is taken away: a link from it would lead nowhere.
        if address == "404.html" or address.endswith("luring.html"):
            continue
        twin = address.removeprefix(ENGLISH) if language == "en" else ENGLISH + address
        if twin not in built.pages:
            assert address.startswith("pengembang/"), address
            twin = ENGLISH
        assert twin in {found[0] for link in page.links if (found := built.target(address, link))}, address


def test_english_pages_say_nothing_in_indonesian(english: dict[str, _Reader]) -> None:
    phrases = _phrases(1)
    said = {
        (found[0], address)
        for address, reader in english.items()
        for found in phrases.finditer(reader.joined("en"))
    }
    assert sorted(said)[:20] == []


def test_what_records_say_is_marked_as_indonesian(
    english: dict[str, _Reader], request: pytest.FixtureRequest
) -> None:
    root = REGISTERS[request.node.callspec.params["built"]]
    records = [
        yaml.safe_load(path.read_text("utf-8"))
        for path in sorted((root / "records/agreements").rglob("*.yaml"))
    ]
    own = {" ".join(text.split()) for record in records for text in _list_texts(record)}
    named = [path for kind in ("partners", "departments") for path in (root / "records" / kind).iterdir()]
    for path in (root / "records/registry.yaml", *named):
        own -= set(_list_strings(yaml.safe_load(path.read_text("utf-8"))))
    quoted = "\n".join((*(pair[0] for pair in _list_messages()), *_list_rule_texts(0)))
    texts = {text for text in own if len(text.split()) >= _FEWEST_WORDS and text not in quoted}
    whole = {address: reader.joined("en") for address, reader in english.items()}
    assert texts
    wrong = {(text, address) for text in texts for address, said in whole.items() if text in said}
    assert sorted(wrong)[:20] == []


def test_indonesian_pages_say_nothing_in_english(built: BuiltSite) -> None:
    phrases = _phrases(0)
    said = {
        (found[0], address)
        for address in built.pages
        if not address.startswith((ENGLISH, "pengembang/"))
        for found in phrases.finditer(_read(built, address).joined("id"))
    }
    assert sorted(said)[:20] == []


def test_english_pages_speak_of_one_thing_in_the_singular(built: BuiltSite) -> None:
    several = re.compile(
        r"(?<![\d.,/-])1 (?:agreements|evaluations|partners|departments|years|months|days|bytes)\b"
    )
    wrong = {
        (found[0], address)
        for address, page in built.pages.items()
        if address.startswith(ENGLISH)
        for found in several.finditer(page.text)
    }
    assert sorted(wrong)[:20] == []


def test_english_pages_cite_articles_of_the_law_in_english(built: BuiltSite) -> None:
    assert "UU 23/2014 pasal 366; PP 28/2018 pasal 13–22" in built.pages["kerja-sama/jenis/ksdpk/"].text
    english = built.pages["en/kerja-sama/jenis/ksdpk/"].text
    assert "UU 23/2014 article 366; PP 28/2018 articles 13–22" in english


def test_an_affair_goes_by_its_english_name_on_english_agreements(shipped: BuiltSite) -> None:
    agreement = "kerja-sama/ksdpk-sbi-rdf-2024/"
    assert "Urusan pemerintahanLingkungan hidup" in shipped.pages[agreement].text
    assert "Government affairsEnvironment" in shipped.pages[ENGLISH + agreement].text
