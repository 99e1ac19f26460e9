"""Random input for everything that reads what others wrote keeps the laws of ``fuzz.targets``.

Few examples in the usual run, many in the slow one; ``make fuzz`` searches on with coverage. What a search
has found stands here as a case of its own.
"""

import os
import random
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from formengine import FormEngine, open_engine
from fuzz.targets import TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from tally import Tally

from generator.read.strict_yaml import read_mapping

_FEW = {
    "reader": 100,
    "fmt": 50,
    "check": 12,
    "edtf": 120,
    "entry": 120,
    "issue": 40,
    "sheet": 80,
    "picture": 80,
}
_TIMES_MORE = 100
_FORM_BATCH = 150
_SCRAPS = (
    *(b"", b" ", b"\n", b"\t", b":", b": ", b"- ", b'"', b"'", b"#", b" # ", b"&a ", b"*a", b"!t "),
    *(b"[", b"]", b"{", b"}", b"~", b"no", b"|-\n", b">\n", b"---", b"<<: ", b"?", b"%", b"@", b"`"),
    *(b"\\u202e", b"\0", b"\r", b"\xff", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xc2\x85", b"2024-02-30"),
    *(b"9" * 40, b"0x1F", b"1e9", b"12:30", b"<a>", b"</row>", b'"\x00', b"### ", b"\n### Tahun\n\n"),
    *(b"```", b"<!--", b"-->", b"_No response_", b"../", b"__proto__", b"constructor", b"[2024,2024]"),
    *(b"2024~?", b"sekitar ", b" atau ", b"Rp", b",", b";", b"miliar"),
)
FOUND: dict[str, tuple[str, bytes]] = {
    "one date written twice": ("edtf", b"[2024,2024]"),
    "a letter unfit for records": ("issue", b"\x02### Nama\n\nPT a\0b\n\n### Kategori mitra\n\nKomunitas\n"),
    "an unknown encoding": ("sheet", b'\0<?xml version="1.0" encoding="UDF-8"?><worksheet/>'),
    "an encoding of another kind": ("sheet", b'\1<?xml version="1.0" encoding="rot13"?><a/>'),
    "thousands of unknown keys": ("check", b"".join(b"# x\nk%d: b\n" % number for number in range(2400))),
    "thousands of values of nothing": ("check", b"a:\n" + b"- ~\n" * 4900),
}  # fmt: skip
"""What searches have found, by what it is: its target and its bytes."""


@cache
def _seeds(name: str) -> tuple[bytes, ...]:
    return tuple(seed for seed in TARGETS[name].seeds() if len(seed) < 20_000)


@st.composite
def inputs(draw: st.DrawFn, name: str) -> bytes:
    """Give bytes for a target: any at all, or a seed with some edits."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=300))
    data = draw(st.sampled_from(_seeds(name)))
    for _ in range(draw(st.integers(1, 5))):
        start, length = draw(st.integers(0, len(data))), draw(st.sampled_from((0, 0, 1, 2, 5, 20, 200)))
        piece = draw(st.sampled_from(_SCRAPS) | st.binary(max_size=4))
        if draw(st.integers(0, 5)) == 0:
            other = draw(st.sampled_from(_seeds(name)))
            piece = other[start : start + length + 40]
        data = data[:start] + piece + data[start + length :]
    return data


def _search(name: str, count: int, tally: Tally) -> None:
    run: Callable[[bytes], object] = TARGETS[name].run

    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(inputs(name))
    def hold(data: bytes) -> None:
        tally.add("fuzz")
        run(data)

    hold()


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_law(name: str, tally: Tally) -> None:
    _search(name, _FEW[name], tally)


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_no_input_of_very_many_breaks_a_law(name: str, tally: Tally) -> None:
    _search(name, _FEW[name] * _TIMES_MORE, tally)


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_keeps_the_laws(name: str, tally: Tally) -> None:
    for seed in _seeds(name)[:40]:
        TARGETS[name].run(seed)
        tally.add("fuzz")


@pytest.mark.parametrize("what", FOUND)
def test_what_was_found_once_is_not_found_again(what: str, tally: Tally) -> None:
    name, data = FOUND[what]
    TARGETS[name].run(data)
    tally.add("fuzz")


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[FormEngine]:
    """Give the form's script in a page of its own."""
    with open_engine(browser) as engine:
        yield engine


_READ = """(texts) => texts.map((text) => {
    const { value, findings } = Reading.read(text, "id");
    return [value && JSON.stringify(value), findings.map((one) => [one.rule, one.line, one.column])];
})"""
_OUTLANDISH = re.compile(r"[?%\[{>|]|\.\.\.|---")


def _compare_form(engine: FormEngine, seed: int, tally: Tally) -> None:
    """Give the form and the reader the same texts: what both take means the same to both."""
    chance = random.Random(seed)  # noqa: S311  no secret
    texts: list[str] = []
    while len(texts) < _FORM_BATCH:
        data = chance.choice(_seeds("reader"))
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data) + 1)
            data = data[:at] + chance.choice(_SCRAPS) + data[at + chance.choice((0, 0, 1, 3, 20)) :]
        texts.append(data.decode("utf-8", "ignore"))
    for text, (spelt, told) in zip(texts, engine.ask(_READ, texts), strict=True):
        value, faults = read_mapping(text.encode())
        if spelt is not None:
            assert value is not None, (text, faults)
            assert TARGETS["reader"].run(text.encode()) == value
            assert engine.ask("(text) => JSON.parse(text)", spelt) == value, text
        else:
            assert told, text
            assert min(min(line, column) for _, line, column in told) >= 1
            # The form may refuse what nobody writes, and says so.
            assert value is None or _OUTLANDISH.search(text), (text, told)
        tally.add("fuzz")


def test_the_form_reads_random_texts_as_the_reader_does(engine: FormEngine, tally: Tally) -> None:
    _compare_form(engine, 1, tally)


@pytest.mark.slow
def test_the_form_reads_very_many_random_texts_as_the_reader_does(engine: FormEngine, tally: Tally) -> None:
    begin = int(os.environ.get("REGISTRI_FUZZ_SEED", "2"))
    for seed in range(begin, begin + 40):
        _compare_form(engine, seed, tally)
