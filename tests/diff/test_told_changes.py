"""Every field of every kind of record is told: equal values by nothing, all others by a sentence."""

import copy
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import SCHEMAS, base_records

from generator.differences.changes import iterate_changes
from generator.differences.sentences import Sentence, tell_changes, tell_new
from generator.differences.words import Words
from generator.locale import Locale
from generator.records import SCHEMAS as NAMES
from generator.records import RecordKind
from generator.schemas import Schema
from generator.text import Language

_LANGUAGES: tuple[Language, ...] = ("id", "en")
_NAMES: dict[tuple[str, str], str] = {("partner", "mitra-satu"): "Mitra Satu"}
SPEAKERS = {
    language: Words(Locale(language, SCHEMAS), lambda kind, name: _NAMES.get((kind, name), name))
    for language in _LANGUAGES
}


def _kind(schema: str) -> RecordKind:
    return "agreement" if schema.startswith("agreement") else schema  # type: ignore[return-value]


def tell(old: Any, new: Any, schema: str) -> list[Sentence]:
    """Tell what differs."""
    return tell_changes(old, new, _kind(schema), SCHEMAS.get(schema), SPEAKERS)


def _make(part: Schema, turn: int) -> Any:  # noqa: PLR0911  one line a form
    """Make a value that a schema takes; each turn another one, as far as there are several."""
    if "const" in part:
        return part["const"]
    if "enum" in part:
        return part["enum"][turn % len(part["enum"])]
    match part.get("type", "object"):
        case "object":
            return {key: _make(inner, turn) for key, inner in part.get("properties", {}).items()}
        case "array":
            return [_make(part["items"], turn)]
        case "integer":
            return max(part.get("minimum", 0), 1950) + turn if part.get("maximum", 9999) > 1950 else 1 + turn
        case "boolean":
            return turn % 2 == 0
    if part.get("format") == "edtf":
        return f"202{turn % 10}-05-17"
    if "format" in part:
        return f"https://contoh.example/{turn}"
    return f"teks-{turn}"


def _leaves(part: Schema, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if "items" in part:
        yield from _leaves(part["items"], (*way, "[]"))
    elif part.get("properties"):
        for key, inner in part["properties"].items():
            yield from _leaves(inner, (*way, key))
    else:
        yield way


def _change(value: Any, part: Schema, way: tuple[str, ...]) -> Any:
    """Give a value with another one at a leaf; None where only one is possible there."""
    if not way:
        other = _make(part, 3)
        return None if other == value else other
    key, *rest = way
    if key == "[]":
        inner = _change(value[0], part["items"], tuple(rest))
        return None if inner is None else [inner]
    inner = _change(value[key], part["properties"][key], tuple(rest))
    return None if inner is None else {**value, key: inner}


def _drop(value: Any, way: tuple[str, ...]) -> Any:
    key, *rest = way
    if key == "[]":
        return [_drop(value[0], tuple(rest))] if rest else []
    if not rest:
        return {name: inner for name, inner in value.items() if name != key}
    return {**value, key: _drop(value[key], tuple(rest))}


@pytest.mark.parametrize("schema", NAMES)
def test_every_leaf_is_told(schema: str) -> None:
    part = SCHEMAS.get(schema)
    value = _make(part, 2)
    assert tell(value, copy.deepcopy(value), schema) == []
    for way in _leaves(part):
        for other in (_change(value, part, way), _drop(value, way)):
            for old, new in ((value, other), (other, value)) if other is not None else ():
                told = tell(old, new, schema)
                assert told, way
                for sentence in told:
                    assert sentence.text.id
                    assert sentence.text.en
                    assert sentence.text.id.rstrip(" ”").endswith("."), sentence.text.id


@pytest.mark.parametrize("schema", NAMES)
def test_titles_come_from_the_schema(schema: str) -> None:
    """No sentence falls back on a key of the file, for people do not know these."""
    part = SCHEMAS.get(schema)
    value = _make(part, 2)
    for way in _leaves(part):
        other = _change(value, part, way)
        for sentence in tell(value, other, schema) if other is not None else ():
            assert "_" not in sentence.text.id, sentence
            assert not sentence.text.id.startswith(way[-1] + " "), sentence


_RECORDS = base_records()


@given(st.sampled_from(_RECORDS), st.data())
def test_equal_values_are_silent_and_others_speak(record: Any, data: st.DataObject) -> None:
    new = copy.deepcopy(record.value)
    for _ in range(data.draw(st.integers(0, 3))):
        _slip(new, data)
    told = tell_changes(record.value, new, record.kind, SCHEMAS.get(record.place.schema), SPEAKERS)
    assert bool(told) is (new != record.value)


def _slip(value: Any, data: st.DataObject) -> None:
    """Change something somewhere in a value: a text, the order or number of items, a key."""
    spots = list(_spots(value))
    holder, key = data.draw(st.sampled_from(spots))
    what = data.draw(st.sampled_from(("text", "drop", "double", "reverse")))
    held = holder[key]
    if what == "text" and isinstance(held, str):
        holder[key] = data.draw(st.text(max_size=300))
    elif what == "drop":
        del holder[key]
    elif isinstance(held, list):
        holder[key] = held + held if what == "double" else held[::-1]


def _spots(value: Any) -> Iterator[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _spots(value[key])


@given(st.permutations(range(5)), st.permutations(range(5)))
def test_items_are_matched_whatever_their_order(before: list[int], after: list[int]) -> None:
    def make(order: list[int]) -> dict[str, Any]:
        return {"parties": [{"partner": f"mitra-{one}", "number": f"{one}/2024"} for one in order]}

    changes = list(iterate_changes(make(before), make(after), SCHEMAS.get("agreement-ksdd")))
    assert [change.kind for change in changes] == (["moved"] if before != after else [])


def test_long_texts_show_what_differs() -> None:
    words = [f"kata{number}" for number in range(200)]
    old = {"purpose": " ".join(words)}
    new = {"purpose": " ".join([*words[:100], "BARU", *words[101:]])}
    (sentence,) = tell(old, new, "agreement-ksdd")
    assert "“…kata96 kata97 kata98 kata99 BARU kata101 kata102 kata103 kata104…”" in sentence.text.id
    assert len(sentence.text.id) < 300


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({"term": {"end": "2025-12-31"}}, {"term": {"end": "2027-12-31"}},
         "Tanggal berakhir berubah dari 31 Desember 2025 menjadi 31 Desember 2027 (730 hari lebih lama)."),
        ({"term": {"end": "2025"}}, {"term": {"end": "2025-12-31"}},
         "Tanggal berakhir berubah dari 2025 menjadi 31 Desember 2025."),
        ({"term": {"end": "2025-12-31?"}}, {"term": {"end": "2025-12-31"}},
         "Tanggal berakhir berubah dari 31 Desember 2025 (tidak pasti) menjadi 31 Desember 2025."),
        ({"term": {"end": "[2025-05-20,2025-05-27]"}}, {"term": {}},
         "Tanggal berakhir dihapus, tadinya: 20 Mei 2025 atau 27 Mei 2025."),
        ({}, {"term": {"duration": {"years": 1, "months": 6}}},
         "Lama ditambahkan: 1 tahun, 6 bulan."),
        ({}, {"parties": [{"partner": "mitra-satu", "number": "1/A"}]},
         "Mitra Satu kini tercatat sebagai pihak, dengan nomor naskah “1/A”."),
        ({"former_ids": ["a"], "id": "b"}, {"id": "b"},
         "Pengenal lama “a” dihapus: alamat lamanya tidak lagi menuju ke sini."),
        ({"parties": [{"partner": "mitra-satu", "without_number": True}]},
         {"parties": [{"partner": "mitra-satu"}]},
         "Mitra Satu – Tidak lagi dinyatakan: Tanpa nomor."),
    ],
)  # fmt: skip
def test_wording(old: Any, new: Any, told: str) -> None:
    assert [sentence.text.id for sentence in tell(old, new, "agreement-ksdd")] == [told]


def test_braces_in_records_are_text() -> None:
    (sentence,) = tell({"title": "{0} {nama}"}, {"title": "{new!r} %s {"}, "agreement-ksdd")
    assert "“{0} {nama}”" in sentence.text.id
    assert "“{new!r} %s {”" in sentence.text.en


def test_a_new_record_is_told_by_its_main_facts() -> None:
    for record in _RECORDS:
        told = tell_new(record.value, record.kind, SCHEMAS.get(record.place.schema), SPEAKERS)
        assert told
        assert all(one != other for one, other in itertools.pairwise(told))
