"""Formatting keeps every value and every comment, and does nothing a second time."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from registers import BASE, ROOT, SCHEMAS, base_records
from ruamel.yaml import YAML

from generator.canonical import render_record
from generator.read.files import list_record_files
from generator.read.strict_yaml import read_mapping
from generator.records import parse_place
from generator.write.formatting import UnformattableError, UnreadableError, format_record
from generator.write.modeline import render_modeline
from generator.write.order import sort_mapping

_KSDD = SCHEMAS.get("agreement-ksdd")
_RECORDS = base_records()


def _format(text: str, schema: dict[str, Any] | None = None, modeline: str | None = None) -> str:
    return format_record(text.encode(), schema or {}, modeline).decode()


def _value(text: str) -> Any:
    value, faults = read_mapping(text.encode())
    assert value is not None, faults
    return value


def _read_with_another_reader(text: str) -> Any:
    """Read a text with a reader of YAML 1.2, which knows nothing of ours."""
    return YAML(typ="safe", pure=True).load(io.StringIO(text))


SHUFFLED = """\
# Tentang berkas ini.

title: Judul
# Kedua pihak
parties: # dua saja
- number: "1"
  # mitranya
  partner: kota-contoh
    # sampai sini
# Yang kedua
-  # tanpa nomor
  partner: kota-seberang
# Pengenal
id: uji
purpose: |-  # dua baris
  Satu: awal.
  Dua.
scope: [  # butirnya
  air,
  # yang lain
  limbah
  # itu saja
]
# akhir
"""
ARRANGED = """\
# Tentang berkas ini.
# Pengenal
id: uji
title: Judul
# Kedua pihak
# dua saja
parties:
  # mitranya
  - partner: kota-contoh
    number: "1"
    # sampai sini
  # Yang kedua
  # tanpa nomor
  - partner: kota-seberang
# dua baris
purpose: |-
  Satu: awal.
  Dua.
# butirnya
scope:
  - air
  # yang lain
  - limbah
  # itu saja
# akhir
"""


def test_comments_go_with_what_they_speak_of() -> None:
    assert _format(SHUFFLED, _KSDD) == ARRANGED
    assert _format(ARRANGED, _KSDD) == ARRANGED


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("b: 1\nid: a\n", "id: a\nb: 1\n"),
        ("zz: 1\nb: 2\nid: a\n", "id: a\nzz: 1\nb: 2\n"),
        ("id:   'a'\n\n\ntitle: \"b\"   \n", "id: a\ntitle: b\n"),
        ("{id: a, affairs: [b, c]}", "id: a\naffairs:\n  - b\n  - c\n"),
        ("id: a\ntitle: b\n   c\n", "id: a\ntitle: b c\n"),
        ("id: a\ntitle: >\n  b\n  c\n", 'id: a\ntitle: "b c\\n"\n'),
        ("id: a\naffairs: []\nsigning: {}\n", "id: a\naffairs: []\nsigning: {}\n"),
        ("id: a\naffairs: [  # belum\n]\n", "id: a\n# belum\naffairs: []\n"),
        ("id: a\naffairs: [\n  # belum\n]\n", "id: a\n# belum\naffairs: []\n"),
        ("id:\n  # sebab\n  a\n", "# sebab\nid: a\n"),
        ("---  # b\nid: a\n...\n# c\n", "# b\nid: a\n# c\n"),
        ("#a\nid: a\n", "#a\nid: a\n"),
        ("id: a\nterm:\n  # awal\n  start: b\n # jauh\n", "id: a\nterm:\n  # awal\n  start: b\n# jauh\n"),
        ("? id\n: a\n", "id: a\n"),
    ],
)
def test_spellings(text: str, formatted: str) -> None:
    assert _format(text, _KSDD) == formatted
    assert _format(formatted, _KSDD) == formatted


def test_a_list_inside_a_list_has_no_form() -> None:
    with pytest.raises(UnformattableError):
        _format("id: a\nb:\n  - - c\n")


@pytest.mark.parametrize(
    "text", ["", "id: no\n", "id: a\nid: b\n", "id: &a b\n", "id: a\r\n", "\ufeffid: a\n"]
)
def test_a_record_that_can_not_be_read_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        _format(text)


def test_the_modeline_stands_first_and_once() -> None:
    place = parse_place("records/agreements/ksdd/uji.yaml")
    assert place
    line = render_modeline("records/agreements/ksdd/uji.yaml", place)
    assert line == "# yaml-language-server: $schema=../../../schema/agreement-ksdd.schema.json"
    old = "# kepala\n#yaml-language-server: $schema=lain.json\nid: a\n"
    assert _format(old, _KSDD, line) == f"{line}\n# kepala\nid: a\n"
    assert _format(f"{line}\n# kepala\nid: a\n", _KSDD, line) == f"{line}\n# kepala\nid: a\n"
    # A register without schemas of its own may point its editors elsewhere.
    assert _format(old, _KSDD) == old


@pytest.mark.parametrize("file", list_record_files(BASE))
def test_the_base_register_is_in_order(file: str) -> None:
    place, data = parse_place(file), (BASE / file).read_bytes()
    assert place
    assert format_record(data, SCHEMAS.get(place.schema)) == data


@pytest.mark.parametrize("file", sorted((ROOT / "records").rglob("*.yaml")), ids=lambda path: path.stem)
def test_another_reader_reads_the_same(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert _read_with_another_reader(text) == _value(text)


# Anything a record may hold, and comments wherever its text has room for one.
_WORDS = st.text(
    st.one_of(
        st.sampled_from("-?:,[]{}#&*!|>'\"%@` \n=<.019eExXoOyYnN_+/\\"),
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")),
    ),
    max_size=24,
)
_REMARKS = st.text(st.sampled_from("abc #:-[]{},\"'&*!|>%"), max_size=8).map(
    lambda text: f"# {text}".rstrip()
)


@st.composite
def _twisted(draw: st.DrawFn) -> tuple[str, str]:
    """Give a schema's name and a record's text out of order."""
    record = draw(st.sampled_from(_RECORDS))
    return record.place.schema, render_record(_twist(draw, record.value))


def _twist(draw: st.DrawFn, value: Any) -> Any:
    """Give a value with some of its keys in another order and some of its texts other texts."""
    if isinstance(value, dict):
        keys = draw(st.permutations(list(value)))
        return {key: _twist(draw, value[key]) for key in keys}
    if isinstance(value, list):
        return [_twist(draw, item) for item in value]
    return draw(_WORDS) if draw(st.integers(0, 5)) == 0 else value


@st.composite
def _remarked(draw: st.DrawFn) -> tuple[str, str, int]:
    """Give a schema's name, a record's text out of order and full of numbered comments, and their number."""
    record = draw(st.sampled_from(_RECORDS))
    count = 0
    remarked: list[str] = []

    def remark() -> str:
        nonlocal count
        count += 1
        return f"# <{count}>{draw(_REMARKS)}".rstrip()

    for line in render_record(_twist(draw, record.value)).split("\n")[:-1]:
        remarked += (
            " " * draw(st.integers(0, 8)) + remark() for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2])))
        )
        # Beside a value the strict reader takes no comment.
        is_open = line.endswith((":", "|-")) and draw(st.booleans())
        remarked.append(f"{line} {remark()}" if is_open else line)
        remarked += [""] * draw(st.sampled_from([0, 0, 0, 0, 1]))
    remarked += (remark() for _ in range(draw(st.integers(0, 2))))
    return record.place.schema, "\n".join(remarked) + "\n", count


@settings(max_examples=300)
@given(_remarked())
def test_formatting_keeps_data_and_comments_and_is_stable(remarked: tuple[str, str, int]) -> None:
    schema, text, count = remarked
    value = read_mapping(text.encode())[0]
    assume(value is not None)
    formatted = _format(text, SCHEMAS.get(schema))
    again = _value(formatted)
    assert again == value
    assert list(again) == list(sort_mapping(again, SCHEMAS.get(schema)))
    assert [number for number in range(1, count + 1) if formatted.count(f"<{number}>") != 1] == []
    assert _format(formatted, SCHEMAS.get(schema)) == formatted
    assert _read_with_another_reader(formatted) == value


_PAIR = re.compile(r" *([a-z_]+):")


@settings(max_examples=100)
@given(_twisted(), st.data())
def test_a_comment_above_a_key_stays_above_it(twisted: tuple[str, str], data: st.DataObject) -> None:
    schema, text = twisted
    lines = text.split("\n")[:-1]
    pairs = [index for index, line in enumerate(lines) if index and _PAIR.match(line)]
    index = data.draw(st.sampled_from(pairs))
    line = lines[index]
    remark = f"{line[: len(line) - len(line.lstrip())]}# di sini"
    remarked = "\n".join([*lines[:index], remark, *lines[index:]]) + "\n"
    assume(read_mapping(remarked.encode())[0] == _value(text))
    formatted = _format(remarked, SCHEMAS.get(schema)).split("\n")
    place = next(number for number, found in enumerate(formatted) if found.strip() == "# di sini")
    assert formatted[place + 1].replace("- ", "  ") == line


_PIECES = st.sampled_from((
    "a", "- ", ": ", " ", "  ", "    ", "\n", "\n  ", "\n- ", "\n  - ", '"', '"a: b"', "'", "#", " # c",
    "# d\n", "{", "[", "]", "}", ",", "|", "|-\n", ">\n  ", "? ", "---\n", "\n...\n", "%", "@", "a: 1\n",
    "b:\n", "  c: x\n", "- d: y\n", "  - e\n", "[a, # f\n", "{g: h # i\n", "k: |\n  l # m\n", "  # n\n",
    "\to", "é", "\\",
))  # fmt: skip


@settings(max_examples=600)
@given(st.lists(_PIECES, max_size=24).map("".join))
def test_any_text(text: str) -> None:
    value = read_mapping(text.encode())[0]
    if value is None:
        with pytest.raises(UnreadableError):
            _format(text)
        return
    try:
        formatted = _format(text)
    except UnformattableError as error:
        assert "list directly inside a list" in str(error)  # noqa: PT017  the only reason there may be
        return
    assert _value(formatted) == value
    assert _format(formatted) == formatted


def test_what_is_empty_stays_so() -> None:
    text = "a: {}\nb:\n  - {}\n  - c: []\n"
    assert _format(text) == text
