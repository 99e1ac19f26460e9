"""The short way reads what the parser reads, or stands back: it never has an opinion of its own."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from registers import ROOT

from generator.canonical import render_record
from generator.read.files import MAX_BYTES
from generator.read.parser import parse_mapping
from generator.read.plain_lines import forget_parts, read_plain_lines
from generator.read.strict_yaml import Mapping, read_mapping
from generator.value import Value

RECORDS = sorted((*(ROOT / "records").rglob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")))
CASES = sorted(
    path for path in (ROOT / "tests" / "cases").rglob("*.yaml") if path.is_file() and not path.is_symlink()
)

# Pieces that lines of YAML are made of, ordinary and not.
PIECES = st.sampled_from((
    "a", "kunci", "no", "2024", "01", "0x1f", "12:30", "-", "- ", "-1", ": ", ":", " ", "  ", "    ",
    "\n", "\n  ", "\n- ", "\n  - ", '"', '"teks"', '"a: b"', "'", "#", " #", "{", "[", "]", "}",
    ",", "&a", "*a", "!t", "|", ">", "%", "@", "`", "?", "? ", "---", "...", "<<", "=", "~", "null",
    "true", "yes", "é", "(", "_", "\\", "1.5", "2024-05-17", "a: 1\n", "b:\n", "  c: x\n", "- d: y\n",
    "  - e\n", "# catatan\n",
))  # fmt: skip
TEXTS = st.lists(PIECES, max_size=24).map("".join)


@pytest.mark.parametrize("path", RECORDS + CASES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    if len(text) < MAX_BYTES:
        short = read_plain_lines(text)
        assert short is None or (short, []) == parse_mapping(text)


def test_nearly_all_records_go_the_short_way() -> None:
    stood_back = [path for path in RECORDS if read_plain_lines(path.read_text(encoding="utf-8")) is None]
    assert len(stood_back) <= len(RECORDS) // 100


def test_a_section_that_two_records_share_is_kept_once() -> None:
    section = "document:\n  kind: perjanjian-kerja-sama\n  copies: 2\n"
    one, other = (read_plain_lines(f"id: {name}\n{section}") for name in ("a", "b"))
    assert one == {"id": "a", "document": {"kind": "perjanjian-kerja-sama", "copies": 2}}
    assert other is not None
    assert one is not None
    assert one["document"] is other["document"]
    forget_parts()
    again = read_plain_lines(section)
    assert again == {"document": one["document"]}
    assert again is not None
    assert again["document"] is not one["document"]


@settings(max_examples=1500)
@given(TEXTS)
@example("a: b\n  c: d\n")
@example("a: b\n- c\n")
@example("a:\n- b\n")
@example("a:\n    b: c\n")
@example("a: b\n\n  c\n")
@example("a: 1\na: 2\n")
@example("a: -\n")
@example("- a: b\n")
@example("no: a\n")
def test_any_text(text: str) -> None:
    short = read_plain_lines(text)
    if short is not None:
        assert (short, []) == parse_mapping(text)


@settings(max_examples=500)
@given(st.lists(st.one_of(PIECES, st.sampled_from(("\t", "\t#", "\u00a0", "\u3164", "\u200b"))), max_size=24))
@example(["a: x", "\t#", " y\n"])
@example(["a: x", "\t", "\n"])
@example(["a: ", "\u3164", "\n"])
@example(["a: ", '"', "\u200b", '"', "\n"])
def test_the_reader_has_the_parsers_opinion(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert read_mapping(text.encode()) == parse_mapping(text)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)
LEAVES: st.SearchStrategy[Value] = st.one_of(WORDS, st.integers(-9999, 9999), st.booleans())
KEYS = st.from_regex(r"[a-z][a-z_]{0,6}", fullmatch=True)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(LEAVES | st.dictionaries(KEYS, inner, min_size=1, max_size=3), min_size=1, max_size=3),
        st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    ),
    max_leaves=12,
)


@settings(max_examples=400)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_canonical_records(value: Mapping) -> None:
    text = render_record(value)
    short = read_plain_lines(text)
    if short is not None:
        assert short == value
        # The same in every type and order too.
        assert repr((short, [])) == repr(parse_mapping(text))
