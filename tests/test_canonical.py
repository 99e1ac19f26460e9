"""The canonical text: what is written is read back the same, by us and by any YAML reader."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from registers import BASE

from generator.canonical import render_record, render_scalar
from generator.read.characters import shows_nothing
from generator.read.files import list_record_files
from generator.read.scalars import MAX_DIGITS
from generator.read.strict_yaml import read_mapping

# What the reader refuses in any spelling: control, bidirectional and other invisible characters.
_REFUSED = (
    "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
)
TEXTS = st.text(
    st.one_of(
        st.sampled_from("-?:,[]{}#&*!|>'\"%@` \n\t~=<.0123456789eExXoOyYnN_+/\\"),
        st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=_REFUSED),
    ),
    max_size=30,
).filter(lambda text: not shows_nothing(text))
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
LEAVES = st.one_of(TEXTS, st.integers(-(10 ** (MAX_DIGITS - 1)) + 1, 10**MAX_DIGITS - 1), st.booleans())
VALUES: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner.filter(lambda item: not isinstance(item, list)), min_size=1, max_size=3),
        st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)
RECORDS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=4)


@given(RECORDS)
def test_round_trip_through_the_strict_reader(record: dict[str, Any]) -> None:
    text = render_record(record)
    assert read_mapping(text.encode()) == (record, [])


def test_what_is_empty_is_written_as_such() -> None:
    record: dict[str, Any] = {"a": {}, "b": [], "c": [{}, {"d": {}}]}
    text = render_record(record)
    assert text == "a: {}\nb: []\nc:\n  - {}\n  - d: {}\n"
    assert read_mapping(text.encode()) == (record, [])


@given(RECORDS)
def test_round_trip_through_a_yaml_reader(record: dict[str, Any]) -> None:
    assert yaml.safe_load(render_record(record)) == record


@given(RECORDS)
def test_stable(record: dict[str, Any]) -> None:
    text = render_record(record)
    again, faults = read_mapping(text.encode())
    assert again is not None, faults
    assert render_record(again) == text
    assert list(again) == list(record)


@pytest.mark.parametrize("file", list_record_files(BASE))
def test_the_base_register_is_canonical(file: str) -> None:
    data = (BASE / file).read_bytes()
    value, _ = read_mapping(data)
    assert value is not None
    assert render_record(value) == data.decode()


@pytest.mark.parametrize(
    "text",
    ["no", "YES", "on", "null", "~", "", "=", "<<", "2024", "2024-05-17", "2024-05", "1_000", "0o17", "12:30",
     ".inf", "1e3", "-", "- a", "? a", "#a", "a #b", "a: b", "a:", " a", "a ", "*a", "&a", "!a", "@a", "`a",
     "%a", "'a", '"a', "[a", "{a", "a\nb", "a\tb", "---", "..."],
)  # fmt: skip
def test_quoted(text: str) -> None:
    assert render_scalar(text).startswith('"')


@pytest.mark.parametrize(
    "text", ["Kota Yogyakarta", "10/KB/2023", "a#b", "a:b", "Jum'at", "Rp1.000", "東京", "-a"]
)
def test_plain(text: str) -> None:
    assert render_scalar(text) == text


def test_a_text_of_several_lines_is_a_block() -> None:
    text = "Baris satu: awal # bukan komentar\n\n  baris menjorok\n- bukan daftar"
    assert render_record({"a": [{"b": text}, text], "c": 1}) == (
        "a:\n"
        "  - b: |-\n"
        "      Baris satu: awal # bukan komentar\n"
        "\n"
        "        baris menjorok\n"
        "      - bukan daftar\n"
        "  - |-\n"
        "    Baris satu: awal # bukan komentar\n"
        "\n"
        "      baris menjorok\n"
        "    - bukan daftar\n"
        "c: 1\n"
    )


@pytest.mark.parametrize(
    "text", ["a\n", "\na", " a\nb", "a \nb", "a\n \nb", "a\tb\nc", "a\n\tb", "a\u00a0\nb"]
)
def test_a_text_that_a_block_would_change_is_quoted(text: str) -> None:
    assert render_record({"a": text}).startswith('a: "')


def test_a_list_inside_a_list_is_refused() -> None:
    with pytest.raises(TypeError, match="list directly inside a list"):
        render_record({"a": [["b"]]})
