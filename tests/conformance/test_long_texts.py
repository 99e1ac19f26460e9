"""Long texts that search patterns stumble over are judged at once, by the program and by the form."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from formengine import FormEngine

from generator.check.reporters.excerpt import hide_personal
from generator.check.rules.privacy import find_personal_data
from generator.entry.dates import read_date
from generator.entry.issue_form import read_issue_form
from generator.entry.problem import EntryError

LONGEST_SECONDS = 3.0
MANY = 60_000
DATES = [
    "1" * MANY,
    "a" + "," * MANY + "b",
    "antara" + " dan" * MANY,
    "1," * MANY,
    "[2024" + ",2024" * MANY + "]",
]


def _refuse(text: str) -> str:
    try:
        return read_date(text) or ""
    except EntryError as error:
        return error.reason


_READ = (
    """(text) => { try { return Dates.fromWords(text).length; } catch (error) { return error.reason; } }"""
)
_JUDGE = (
    """(text) => [...OwnRules.checkPersonalData({ value: { title: text } }, [])].map((one) => one.rule)"""
)


@pytest.mark.parametrize("text", DATES, ids=["digits", "commas", "pairs", "several", "choices"])
def test_no_long_text_is_sought_for_a_date(text: str, engine: FormEngine) -> None:
    started = time.perf_counter()
    known = _refuse(text)
    assert engine.ask(_READ, text) == (len(known) if known.startswith("[") else known)
    assert time.perf_counter() - started < LONGEST_SECONDS


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("@" + "a" * MANY * 4, None),
        ("a" * MANY * 2 + "@b", None),
        ("a" * MANY * 2 + "@contoh.example", "KS705"),
        ("a@" * MANY, None),
    ],
    ids=["behind", "before", "address", "signs"],
)
def test_no_long_text_is_sought_for_an_address(text: str, rule: str | None, engine: FormEngine) -> None:
    started = time.perf_counter()
    assert find_personal_data(text, ()) == rule
    assert engine.ask(_JUDGE, text) == ([rule] if rule else [])
    assert time.perf_counter() - started < LONGEST_SECONDS


_ASKED: dict[str, tuple[str, Callable[[], Any]]] = {
    "blanks": ("(many) => Letters.strip(`a${' '.repeat(4 * many)}b`).length", lambda: 4 * MANY + 2),
    "comment": (
        "(many) => Reading.read(`a: b\\n# a${' '.repeat(3 * many)}b\\n`, 'id').document.top.below.length",
        lambda: 1,
    ),
    "amount": ("(many) => RecordRules.readRupiah(`Rp1${','.repeat(4 * many)}1`)", lambda: None),
    "likeness": (
        "(many) => Closeness.suggest('ab-'.repeat(many), Array(2000).fill('mitra').map((one, i) => one + i))",
        lambda: "",
    ),
}


@pytest.mark.parametrize("what", _ASKED)
def test_the_form_does_not_stand_still(what: str, engine: FormEngine) -> None:
    function, expected = _ASKED[what]
    started = time.perf_counter()
    assert engine.ask(function, MANY) == expected()
    assert time.perf_counter() - started < LONGEST_SECONDS


def test_long_headings_and_lines_are_read_at_once() -> None:
    started = time.perf_counter()
    assert read_issue_form("### a" + "#" * MANY + "b\n\nc\n") == {"a" + "#" * MANY + "b": "c"}
    assert read_issue_form("### Judul ###  \n\nc\n") == {"Judul": "c"}
    assert hide_personal("a" * MANY * 2) == "a" * MANY * 2
    assert hide_personal("1ab@c 2x") == "••••• •x"
    assert time.perf_counter() - started < LONGEST_SECONDS
