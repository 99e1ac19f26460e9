"""Every hostile text in every field of the file about the register itself, which every page speaks of."""

import html
import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import html5lib
import pytest
from carried import Texts, read_calendars, read_json, read_xml
from hostileregister import HostileRegister, describe, fill, list_taken
from registers import SCHEMAS
from smallregister import run, write_small_register
from tally import Tally
from textfields import Field, list_fields, read_schema

from generator.canonical import render_record
from generator.read.strict_yaml import read_mapping
from generator.records import AGREEMENT_TYPES, REGISTRY_FILE
from generator.version import VERSION

pytestmark = pytest.mark.slow

_ROOM = 390
"""So many letters the shortest of the fields that are not one of many may have, and a notice too."""
_STRIDE = 20
_FIELDS = {field.path: field for field in list_fields() if field.schema == "registry" and list_taken(field)}
_LISTS = ("allowed_values", "pages_seen", "purges", "evaluation.exceptions")


def _share_out(field: Field) -> list[tuple[str, ...]]:
    """Give the texts of a field by turns: as many in a turn as have room beside each other."""
    if field.is_address or field.path.startswith(_LISTS):
        return [(payload,) for payload in list_taken(field)]
    turns: list[list[str]] = [[]]
    room = _ROOM
    for payload in list_taken(field):
        room -= len(payload) + 8
        if room < 0 and turns[-1]:
            turns.append([])
            room = _ROOM - len(payload) - 8
        turns[-1].append(payload)
    return [tuple(turn) for turn in turns]


_SHARES = {path: _share_out(field) for path, field in _FIELDS.items()}
_TURNS = max(len(shares) for path, shares in _SHARES.items() if not path.startswith(_LISTS))


def _write(root: Path, turn: int) -> HostileRegister:
    """Write a small register whose file about itself holds the texts of one turn."""
    write_small_register(root)
    written = HostileRegister(root)
    before, faults = read_mapping((root / REGISTRY_FILE).read_bytes())
    assert before, faults
    kept: dict[str, Any] = {
        "government": before["government"],
        "level": "kota",
        "region_code": "99.71",
        "standing": "sample",
        "compiled_on": "2025-01-02",
        "responsible_department": "bagian-kerja-sama",
        "crest": "lambang.svg",
        "other_languages": ["en"],
        "licence.spdx": "CC-BY-4.0",
        "program_version": VERSION,
        "purges[].date": "2025-01-02",
        "purges[].records[].id": "uji",
        "pages_seen[].page_date": "2025-01-02",
        "evaluation.exceptions": [],
    }

    def choose(path: str, number: int = turn) -> str:
        shares = _SHARES[path]
        texts = shares[number % len(shares)]
        return " ".join(written.plant(_FIELDS[path], payload, REGISTRY_FILE) for payload in texts)

    value = fill(read_schema("registry"), "", kept, choose)
    del value["crest"], value["other_languages"]
    value["evaluation"]["exceptions"] = [
        {"types": [kind], "per_year": 1, "basis": choose("evaluation.exceptions[].basis", number)}
        for kind, number in zip(AGREEMENT_TYPES, range(turn, 10**6, _TURNS), strict=False)
    ]
    for name in ("allowed_values", "pages_seen", "purges"):
        part = read_schema("registry")["properties"][name]
        longest = max(len(shares) for path, shares in _SHARES.items() if path.startswith(name))
        value[name] = [
            one
            for number in range(turn, longest, _TURNS)
            for one in fill(part, name, kept, partial(choose, number=number))
        ]
    assert SCHEMAS.is_valid("registry", value), next(iter(SCHEMAS.find_errors("registry", value)))
    (root / REGISTRY_FILE).write_text(render_record(value), encoding="utf-8")
    return written


def _read_pages(paths: list[Path]) -> Texts:
    for path in paths:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        page = parser.parse(path.read_bytes(), transport_encoding="utf-8")
        assert parser.errors == [], path
        for element in page.iter():
            assert not any(str(name).startswith("on") for name in element.attrib), path
            yield from ((path.name, value) for value in element.attrib.values())
        for script in page.iter("script"):
            # What a page says to programs is spelled their way, and reads as JSON.
            assert not script.text or json.loads(script.text), path
            script.text = ""
        yield path.name, "".join(page.itertext())


def _flow(text: str) -> str:
    """Give a text with one blank wherever there are any: between tags more are the same."""
    return " ".join(text.split())


# The content of a feed is HTML within XML.
_PLAIN = {"feeds": html.unescape}


def _read(site: Path) -> Iterator[tuple[str, Texts]]:
    """Give what each output carries, by the output's name."""
    yield "api", read_json([*site.rglob("*.json")])
    yield "feeds", read_xml(site.rglob("*.xml"))
    yield "calendars", read_calendars(site.rglob("*.ics"))
    yield "pages", _read_pages(sorted(site.rglob("index.html"))[::_STRIDE])


@pytest.mark.parametrize("turn", range(_TURNS))
def test_what_is_said_of_the_register_is_whole_everywhere(turn: int, tmp_path: Path, tally: Tally) -> None:
    register = _write(tmp_path / "register", turn)
    site = tmp_path / "site"
    done = run("build", "--root", str(register.root), "--site-dir", str(site), "--jobs", "1")
    assert done.returncode == 0, done.stderr
    # A drawing cuts its labels into lines: it is only sound.
    assert sum(1 for _ in read_xml(site.rglob("*.svg"))) > 0
    for name, texts in _read(site):
        whole = set()
        for where, text in texts:
            for planted, is_whole in register.find(text):
                told = (name, where, describe(planted), text[:300])
                assert is_whole or _flow(planted.text) in _flow(_PLAIN.get(name, str)(text)), told
                whole.add((planted.field, planted.payload))
        assert whole, name
        tally.add("tries", len(whole))
    shutil.rmtree(site)


def test_each_text_has_its_turn_in_each_field() -> None:
    for path, field in _FIELDS.items():
        assert {text for share in _SHARES[path] for text in share} == set(list_taken(field))
        if not path.startswith(_LISTS):
            assert len(_SHARES[path]) <= _TURNS
