"""The promise of the API: no change that breaks a program passes unseen."""

import copy
import json
import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from apipromise import Description, describe, find_breaks, find_news, write
from registers import AS_OF, BASE, ROOT, SCHEMAS, check

from generator.api.meta import API_VERSION
from generator.api.openapi import describe_api
from generator.edition import make_edition
from generator.git.history import NO_HISTORY
from generator.locale import Locale
from generator.register.register import build_register

PROMISE = ROOT / "tests" / "api" / "promise.json"
GUIDES = [ROOT / "docs" / "panduan" / "api.md", ROOT / "docs" / "en" / "panduan" / "api.md"]

_WHAT_TO_DO = """
This breaks programs that read the API as it was promised. Mend the change, so that what was there stays as it
was: add a field beside the old one instead of changing or renaming it. If it can't be helped, the API gets
another address (/api/v2/) beside this one, the first number of API_VERSION (generator/api/meta.py) goes up,
and docs/panduan/api.md tells, in both languages, what changed and until when the old one stays.

{breaks}"""
_HOW_TO_WRITE = """
This is new and breaks nothing. Raise the second number of API_VERSION (generator/api/meta.py), tell it under
"Riwayat" in docs/panduan/api.md and under "History" in docs/en/panduan/api.md, and write it down with
UPDATE_GOLDEN=1.

{news}"""


@pytest.fixture(scope="module")
def found() -> Description:
    """Give what the API is now."""
    register = build_register(check(BASE).records, AS_OF)
    # The tables of a sample have a column more, which no other register's have.
    register = replace(register, registry={**register.registry, "standing": "compiled"})
    edition = make_edition(register, NO_HISTORY, Locale("id", SCHEMAS))
    return describe(describe_api(edition, ("", "en/")))


def test_nothing_that_programs_rely_on_is_gone(found: Description) -> None:
    promised = json.loads(PROMISE.read_text("utf-8"))
    breaks = find_breaks(promised, found)
    assert not breaks, _WHAT_TO_DO.format(breaks="\n".join(breaks))


def test_what_is_new_is_written_down(found: Description) -> None:
    text = write(found)
    assert json.loads(text) == found
    # What breaks programs is never written down by the way: for that the old promise must be removed by hand.
    is_kept = not PROMISE.exists() or not find_breaks(json.loads(PROMISE.read_text("utf-8")), found)
    if os.environ.get("UPDATE_GOLDEN") and is_kept:
        PROMISE.write_text(text, "utf-8")
    promised = json.loads(PROMISE.read_text("utf-8"))
    news = find_news(promised, found)
    assert not news, _HOW_TO_WRITE.format(news="\n".join(news))
    assert promised["version"] == API_VERSION
    assert PROMISE.read_text("utf-8") == text


@pytest.mark.parametrize("guide", GUIDES, ids=["id", "en"])
def test_the_guide_tells_of_this_version(guide: Any) -> None:
    assert f"| {API_VERSION} |" in guide.read_text("utf-8")


_TEXT, _CODE = {"types": ["string"]}, {"types": ["string"], "codes": ["a", "b"]}
_OLD: Description = {
    "version": "1.0.0",
    "paths": {"/api/v1/x/{}/index.json": "list", "/api/v1/y.json": "thing"},
    "kinds": {
        "list": {"": {"types": ["object"]}, "rows": {"types": ["array"]}, "rows[]": {"types": ["object"]},
                 "rows[].id": _TEXT, "rows[].kind": _CODE, "rows[].year": {"types": ["integer", "null"]}},
        "thing": {"": {"types": ["object"]}, "name": _TEXT},
    },
}  # fmt: skip


def _set(place: str, field: Any) -> Callable[[Description], None]:
    def change(description: Description) -> None:
        fields = description["kinds"]["list"]
        if field is None:
            del fields[place]
        else:
            fields[place] = field

    return change


def _rename(description: Description) -> None:
    fields = description["kinds"]["list"]
    fields["rows[].name"] = fields.pop("rows[].id")


def _move(description: Description) -> None:
    description["paths"]["/api/v1/z.json"] = description["paths"].pop("/api/v1/y.json")


def _remove_kind(description: Description) -> None:
    del description["kinds"]["thing"]
    del description["paths"]["/api/v1/y.json"]


_BREAKING: dict[str, tuple[Callable[[Description], None], str]] = {
    "a field removed": (_set("rows[].id", None), "list: rows[].id is gone"),
    "a field renamed": (_rename, "list: rows[].id is gone"),
    "a field of another type": (_set("rows[].id", {"types": ["integer"]}),
                                "list: rows[].id was string and is integer"),
    "a field of more types": (_set("rows[].id", {"types": ["integer", "string"]}),
                              "list: rows[].id was string and is integer or string"),
    "a field that may be null": (_set("rows[].id", {"types": ["null", "string"]}),
                                 "list: rows[].id may now be null"),
    "a list that may be null": (_set("rows", {"types": ["array", "null"]}), "list: rows may now be null"),
    "a code removed": (_set("rows[].kind", {"types": ["string"], "codes": ["a"]}),
                       "list: rows[].kind no longer has the code 'b'"),
    "a field narrowed to codes": (_set("rows[].id", _CODE),
                                  "list: rows[].id held any value and is now one of a fixed list"),
    "a path moved": (_move, "/api/v1/y.json is gone"),
    "a path of another kind": (lambda it: it["paths"].update({"/api/v1/y.json": "list"}),
                               "/api/v1/y.json was thing and is list"),
    "a kind removed": (_remove_kind, "no path has the kind thing any more"),
}  # fmt: skip


@pytest.mark.parametrize("case", _BREAKING)
def test_what_breaks_programs_is_told(case: str) -> None:
    change, told = _BREAKING[case]
    new = copy.deepcopy(_OLD)
    change(new)
    assert told in find_breaks(_OLD, new)


_ADDING: dict[str, Callable[[Description], None]] = {
    "a field added": _set("rows[].more", _TEXT),
    "a code added": _set("rows[].kind", {"types": ["string"], "codes": ["a", "b", "c"]}),
    "a field no longer null": _set("rows[].year", {"types": ["integer"]}),
    "a path added": lambda it: it["paths"].update({"/api/v1/z.json": "thing"}),
    "a kind added": lambda it: it["kinds"].update({"more": {"": {"types": ["object"]}}}),
}


@pytest.mark.parametrize("case", _ADDING)
def test_what_is_new_breaks_nothing_but_is_told(case: str) -> None:
    new = copy.deepcopy(_OLD)
    _ADDING[case](new)
    assert not find_breaks(_OLD, new)
    assert len(find_news(_OLD, new)) == 1


def test_nothing_is_told_of_what_stayed() -> None:
    assert not find_breaks(_OLD, _OLD)
    assert not find_news(_OLD, _OLD)


def test_the_real_promise_notices_a_field_that_goes(found: Description) -> None:
    for kind, fields in found["kinds"].items():
        for place in fields:
            new = copy.deepcopy(found["kinds"])
            del new[kind][place]
            assert find_breaks(found, {**found, "kinds": new}), (kind, place)
            break
