"""The schemas: closed, explained in both languages, and judged alike by both validators."""

import copy
import json
import typing
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registers import ROOT, SCHEMAS, base_records

from generator.check.schema_faults import check_schema
from generator.records import AGREEMENT_TYPES, FOLDERS, RecordKind
from generator.schemas import FORMATS, is_edtf, is_http_base_url, is_http_url, read_labels

Node = tuple[str, dict[str, Any]]

_TEXTS = ("title", "description", "x-title-en", "x-description-en")
_EXPLAINED = {
    "type", "enum", "const", "pattern", "minLength", "maxLength", "minItems", "minProperties", "uniqueItems",
    "minimum", "maximum", "format", "required", "additionalProperties", "properties", "items",
}  # fmt: skip
_ANNOTATIONS = {*_TEXTS, "$schema", "x-labels", "enumDescriptions"}


def _walk(path: str, schema: dict[str, Any]) -> Iterator[Node]:
    yield path, schema
    for name, part in schema.get("properties", {}).items():
        yield from _walk(f"{path}/{name}", part)
    if "items" in schema:
        yield from _walk(f"{path}[]", schema["items"])


NODES: list[Node] = [node for name in SCHEMAS.names for node in _walk(name, SCHEMAS.get(name))]


def test_there_is_a_schema_for_every_kind_of_record() -> None:
    kinds = {*FOLDERS.values(), "registry"}
    assert kinds == set(typing.get_args(RecordKind))
    expected = {kind for kind in kinds if kind != "agreement"} | {
        f"agreement-{one}" for one in AGREEMENT_TYPES
    }
    assert set(SCHEMAS.names) == expected


def test_every_property_is_explained_in_both_languages() -> None:
    unexplained = [
        f"{path}/{name}: {text}"
        for path, schema in NODES
        for name, part in schema.get("properties", {}).items()
        for text in _TEXTS
        if not part.get(text, "").strip()
    ]
    assert unexplained == []


def test_every_schema_is_explained_in_both_languages() -> None:
    assert [name for name in SCHEMAS.names if not all(SCHEMAS.get(name).get(text) for text in _TEXTS)] == []


def test_every_choice_has_labels_in_both_languages() -> None:
    for path, schema in NODES:
        if "enum" not in schema or path.endswith("/semester"):
            continue
        labels = read_labels(schema)
        assert set(labels) == set(schema["enum"]), path
        assert all(text.id.strip() and text.en.strip() for text in labels.values()), path


def test_every_object_is_closed() -> None:
    for path, schema in NODES:
        if "properties" in schema or schema.get("type") == "object":
            assert schema["type"] == "object", path
            assert schema["additionalProperties"] is False, path


def test_every_required_key_exists() -> None:
    for path, schema in NODES:
        assert set(schema.get("required", ())) <= set(schema.get("properties", {})), path


def test_only_keywords_that_the_check_can_explain() -> None:
    for path, schema in NODES:
        assert set(schema) <= _EXPLAINED | _ANNOTATIONS, path
        assert schema.get("format") in {None, *FORMATS}, path


def test_every_pattern_holds_the_whole_text() -> None:
    for path, schema in NODES:
        if "pattern" in schema:
            assert schema["pattern"].startswith("^"), path
            assert schema["pattern"].endswith("$"), path


def test_every_text_is_bounded() -> None:
    for path, schema in NODES:
        if schema.get("type") == "string" and "pattern" not in schema:
            assert "maxLength" in schema, path


def test_shared_parts_are_all_used() -> None:
    folder = ROOT / "schema"
    everything = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.schema.json"))
    shared = json.loads((folder / "shared.schema.json").read_text(encoding="utf-8"))
    for name in shared["$defs"]:
        assert f'#/$defs/{name}"' in everything or name == "date", name


def test_files_refer_to_nothing_outside() -> None:
    for path in (ROOT / "schema").glob("*.schema.json"):
        document = json.loads(path.read_text(encoding="utf-8"))
        assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        for target in _references(document):
            assert target.startswith(("#/$defs/", "shared.schema.json#/$defs/")), path.name


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from ([part["$ref"]] if "$ref" in part else [])
        for item in part.values():
            yield from _references(item)
    elif isinstance(part, list):
        for item in part:
            yield from _references(item)


ADDRESSES = [
    ("https://contoh.example/", True),
    ("http://contoh.example?a=b", True),
    ("http://contoh.example#a", True),
    ("https://contoh.example:8080/a%20b", True),
    ("https://contoh.example:65535/", True),
    ("https://data_terbuka.contoh.example/[1]", True),
    ("https://xn--bcher-kva.example/", True),
    ("http://203.0.113.7/a", True),
    ("ftp://contoh.example/", False),
    ("//contoh.example/", False),
    ("contoh.example", False),
    ("javascript:alert(1)", False),
    ("https://nama@contoh.example/", False),
    ("https://localhost/", False),
    ("https://contoh.example/a b", False),
    ('https://contoh.example/"><script>', False),
    ("https://contoh.example/\u200b", False),
    ("", False),
    ("http://", False),
    ("http://.", False),
    ("http://[a.b", False),
    ("http://[::1].b/", False),
    ("http://a..b", False),
    ("http://.a.b", False),
    ("http://a.b.", False),
    ("http://-a.b", False),
    ("http://a.b:65536/", False),
    ("http://a.b:999999/", False),
    ("http://a.b:0/", False),
    ("http://a.b:", False),
    ("http://a.b:x/", False),
    ("http://a\u3002b/", False),
    ("http://a\uff0eb.c/", False),
    ("http://a.\u0661/", False),
    ("http://1.2.3/", False),
    ("http://1.2.3.256/", False),
    ("http://1.2.3.4.5/", False),
    ("http://a.0x1/", False),
    ("http://xn--a.example/", False),
    (f"http://{'a' * 64}.example/", False),
    (f"http://{'a.' * 126}example/", False),
    ("http://contoh%2eexample/", False),
]


@pytest.mark.parametrize(("text", "is_address"), ADDRESSES)
def test_web_address(text: str, is_address: bool) -> None:  # noqa: FBT001
    assert is_http_url(text) is is_address
    assert is_http_base_url(text) is (is_address and not {"?", "#"} & set(text))


@pytest.mark.parametrize("key", ["site_url", "repository_url", "contact_url"])
@pytest.mark.parametrize(("text", "is_address"), ADDRESSES)
def test_both_validators_judge_an_address_alike(text: str, is_address: bool, key: str) -> None:  # noqa: FBT001
    (registry,) = [record.value for record in base_records() if record.kind == "registry"]
    wanted = is_address and (key == "contact_url" or not {"?", "#"} & set(text))
    registry[key] = text
    assert SCHEMAS.is_valid("registry", registry) is wanted
    assert (not SCHEMAS.find_errors("registry", registry)) is wanted


_PARTS = st.sampled_from([
    "a", "b-", "-", "_", ".", "..", ":", "80", "65536", "/", "?", "#", "@", "[", "]", "%", "%2e", "xn--",
    "0x1", "example", "\u3002", "\uff0e", "\u00df", "\u2100", "\u0130", "\uff1a", " ", "\\", "\u200b",
    "e\u0301",
])  # fmt: skip


@settings(max_examples=800)
@given(st.lists(_PARTS, max_size=8).map("".join))
def test_what_is_an_address_can_be_taken_apart(rest: str) -> None:
    text = f"https://{rest}"
    if is_http_url(text):
        parts = urlsplit(text)
        assert parts.port is None or 0 < parts.port < 65536
        assert parts.hostname
        assert parts.username is None
        assert all(parts.hostname.split("."))


def test_formats_leave_other_types_to_the_type() -> None:
    assert is_edtf(2024)
    assert is_http_url(None)
    assert not is_edtf("10 Mei 2024")


# Mutations that any record may suffer, and values that stand in for what its author typed.
_RECORDS = base_records()
_LETTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufeff")
_STRANGE = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**12), st.sampled_from(["", " a", "a\n", "2024-02-30"]),
    st.text(_LETTERS, max_size=8),
    st.builds(list), st.builds(dict), st.builds(lambda: ["a", "a"]), st.builds(lambda: {"a": 1}),
    st.just("x" * 5000),
)  # fmt: skip


def _places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield (*path, step)
        yield from _places(item, (*path, step))


@st.composite
def _mutants(draw: st.DrawFn) -> tuple[str, Any]:
    record = draw(st.sampled_from(_RECORDS))
    value: Any = copy.deepcopy(record.value)
    for _ in range(draw(st.integers(0, 3))):
        places = list(_places(value))
        if not places:
            break
        *way, last = draw(st.sampled_from(places))
        holder = value
        for step in way:
            holder = holder[step]
        action = draw(st.sampled_from(["replace", "remove", "add"]))
        if action == "remove":
            del holder[last]
        elif action == "add" and isinstance(holder, dict):
            holder[draw(st.sampled_from(["nik", "titel", "note", "value"]))] = draw(_STRANGE)
        else:
            holder[last] = draw(_STRANGE)
    return record.place.schema, value


@settings(max_examples=250)
@given(_mutants())
def test_both_validators_agree(mutant: tuple[str, Any]) -> None:
    name, value = mutant
    assert SCHEMAS.is_valid(name, value) == (not SCHEMAS.find_errors(name, value))


@settings(max_examples=250)
@given(_mutants())
def test_every_error_is_explained(mutant: tuple[str, Any]) -> None:
    name, value = mutant
    problems = check_schema(SCHEMAS, name, "berkas.yaml", value)
    assert bool(problems) != SCHEMAS.is_valid(name, value)
    assert all(problem.rule.startswith("KS1") for problem in problems)


@pytest.mark.parametrize("key", ["id", "name", "code"])
def test_a_line_break_at_the_end_is_refused_by_both(key: str) -> None:
    value = {"id": "kesehatan", "name": "Kesehatan", "group": "pilihan", "code": "1.02"}
    assert SCHEMAS.is_valid("affair", value)
    value[key] += "\n"
    assert not SCHEMAS.is_valid("affair", value)
    assert SCHEMAS.find_errors("affair", value)
