"""Places found line by line are those that the parser has, in every text and for every path."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from registers import ROOT

from generator.canonical import render_record
from generator.read.parser import parse_mapping
from generator.read.places import Places
from generator.read.plain_lines import split_plain_lines
from generator.read.positions import locate, read_places
from generator.read.strict_yaml import Mapping
from read.test_plain_lines import CASES, KEYS, RECORDS, TEXTS, VALUES


def _iterate_paths(
    node: yaml.Node | None, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[str | int, ...]]:
    """Give every path of a text, and beside each some that lead nowhere."""
    yield from ((*path, step) for step in ("tiada", "a: b", 0, 1, 99))
    yield (*path, "tiada", 0)
    yield path
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _iterate_paths(value, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _iterate_paths(item, (*path, number))


def _compare(data: bytes) -> None:
    top, places = read_places(data), Places(data)
    for path in _iterate_paths(top):
        for key in (False, True):
            assert places.locate(path, key=key) == locate(top, path, key=key), (path, key)


@pytest.mark.parametrize("path", RECORDS + CASES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files(path: Path) -> None:
    _compare(path.read_bytes())


def test_nearly_all_records_need_no_parser() -> None:
    needing = [path for path in RECORDS if split_plain_lines(path.read_text(encoding="utf-8")) is None]
    assert len(needing) <= len(RECORDS) // 100


@settings(max_examples=800)
@given(TEXTS)
@example("# a\n\na:\n  # b\n\n  - c: 1\n    d:\n      - e\n  - f: 2\ng: 3\n")
@example("a:\n  - b\n  # c\n  - d: 1\n\n    e: 2\n")
@example("a:\n  - a:b\n")
@example("a:\n  - b:\n      - c: x\n        d: y\n    e: z\n")
def test_any_text(text: str) -> None:
    _compare(text.encode())


@settings(max_examples=300)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_canonical_records(value: Mapping) -> None:
    text = render_record(value)
    assert split_plain_lines(text) is None or parse_mapping(text) == (value, [])
    _compare(text.encode())
