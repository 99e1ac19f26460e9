"""Dates and ids: the form reads, writes, counts and proposes as the Python program does."""

import datetime
import json
from typing import Any

import pytest
from formengine import FormEngine
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from registers import ROOT, SCHEMAS

from generator.dates import Date, DateError, add_duration, parse_date
from generator.entry.dates import read_date
from generator.entry.ids import propose_name_id
from generator.entry.problem import EntryError
from generator.locale import Locale
from generator.text import Language

FIXTURES = ROOT / "tests" / "conformance"
WRITTEN: list[dict[str, Any]] = json.loads((FIXTURES / "written-dates.json").read_text(encoding="utf-8"))
IDS: list[dict[str, Any]] = json.loads((FIXTURES / "ids.json").read_text(encoding="utf-8"))

_TRY = """(texts) => texts.map((text) => {
    try { return { text, edtf: Dates.fromWords(text) }; }
    catch (error) { return { text, refusal: error.reason }; }
})"""
_PARSE = """(texts) => texts.map((text) => {
    try {
        const { candidates, ...date } = Dates.parse(text);
        return [date.text, Dates.spell(date.earliest), Dates.spell(date.latest), date.isExact];
    } catch (error) { return [error.reason, error.culprit]; }
})"""


# Many texts go to the page at once: made smaller, such a heap would say no more.
_unshrunk = settings(max_examples=12, phases=[Phase.explicit, Phase.generate])


def test_every_written_date_is_read_or_refused_as_listed(engine: FormEngine) -> None:
    assert engine.ask(_TRY, [case["text"] for case in WRITTEN]) == WRITTEN


def test_every_refusal_has_its_words(engine: FormEngine) -> None:
    refused = [case["text"] for case in WRITTEN if "refusal" in case]
    explain = """(texts) => texts.map((text) => {
        try { Dates.fromWords(text); }
        catch (error) { return ["id", "en"].map((language) => Dates.explain(error, language)); }
    })"""
    for text, told in zip(refused, engine.ask(explain, refused), strict=True):
        for one in told:
            assert text.strip() in one["message"]
            assert one["help"]


def test_ids_are_proposed_as_listed(engine: FormEngine) -> None:
    propose = """(cases) => cases.map((one) => one.kind === "agreement"
        ? Naming.proposeAgreementId(one, one.taken) : Naming.proposeNameId(one.kind, one.name, one.taken))"""
    assert engine.ask(propose, IDS) == [case["id"] for case in IDS]


_SCRAPS = st.sampled_from((
    "17", "5", "05", "31", "2024", "24", "1899", "'24", "Mei", "mei", "Februari", "feb.", "May", "Agt",
    "/", "-", " - ", ".", " ", " ", " ", ",", ", ", "sekitar ", "about ", "± ", "~", "?",
    " (belum pasti)", " (?)", "(perkiraan)", "antara ", " dan ", " atau ", "between ", " and ", " or ",
    " s.d. ", "Jumat, ", "hari ", "tanggal ", "tahun ", "th", "st", "[", "]", " 08:30", "T00:00:00",
    "45429", "tidak diketahui", "n/a", "2024-05-17", "2024-05", "17/05/2024", "\u00a0", "\u200b", "İ",
))  # fmt: skip


@_unshrunk
@given(st.lists(st.lists(_SCRAPS, max_size=8).map("".join), min_size=60, max_size=120))
def test_whatever_is_written_is_read_alike(engine: FormEngine, texts: list[str]) -> None:
    wanted = []
    for text in texts:
        try:
            wanted.append({"text": text, "edtf": read_date(text)})
        except EntryError as error:
            wanted.append({"text": text, "refusal": error.reason})
    assert engine.ask(_TRY, texts) == wanted


_NAMES = st.lists(st.sampled_from(("Dinas", "Kesehatan", "PT", "d'Oro", "é", "x")), max_size=20).map(
    " ".join
) | st.text(st.sampled_from("aAzZ09 -_.'’éŠ&/İß順") | st.characters(max_codepoint=0x24F), max_size=150)
_TAKEN = st.lists(st.sampled_from(("a", "aa", "a-2", "partner", "partner-2", "wilayah")), max_size=4)


@_unshrunk
@given(st.lists(st.tuples(_NAMES, _TAKEN), min_size=30, max_size=60))
def test_ids_are_made_alike(engine: FormEngine, names: list[tuple[str, list[str]]]) -> None:
    propose = """(names) => names.map(([name, taken]) => Naming.proposeNameId("partner", name, taken))"""
    assert engine.ask(propose, names) == [propose_name_id("partner", name, taken) for name, taken in names]


_DAYS = st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2200, 12, 31))
_PARTS = st.builds(
    lambda day, shape: day.strftime(shape), _DAYS, st.sampled_from(("%Y-%m-%d", "%Y-%m", "%Y"))
)
_DATES = st.builds(str.__add__, _PARTS, st.sampled_from(("", "", "?", "~"))) | st.lists(
    _PARTS, min_size=2, max_size=3
).map(lambda members: f"[{','.join(members)}]")
_LIKE_DATES = st.text(alphabet="0123456789-?~[], ", max_size=14) | st.from_regex(
    r"[12][0-9]{3}-[0-3][0-9](-[0-4][0-9])?[?~]?", fullmatch=True
)


def _describe(text: str) -> list[Any]:
    try:
        date = parse_date(text)
    except DateError as error:
        return [error.reason, error.culprit]
    return [date.text, date.earliest.isoformat(), date.latest.isoformat(), date.is_exact]


@_unshrunk
@given(st.lists(_DATES | _LIKE_DATES, min_size=40, max_size=80))
def test_dates_mean_the_same(engine: FormEngine, texts: list[str]) -> None:
    assert engine.ask(_PARSE, texts) == [_describe(text) for text in texts]


@_unshrunk
@given(st.lists(st.tuples(_DAYS, *[st.integers(0, 30)] * 3), min_size=20, max_size=60))
def test_terms_end_on_the_same_day(
    engine: FormEngine, terms: list[tuple[datetime.date, int, int, int]]
) -> None:
    add = """(terms) => terms.map(([start, years, months, days]) =>
        Dates.spell(Dates.addDuration(Dates.parseDay(start), { years, months, days })))"""
    wanted = [add_duration(day, years=years, months=months, days=days) for day, years, months, days in terms]
    found = engine.ask(add, [[term[0].isoformat(), *term[1:]] for term in terms])
    assert found == [day.isoformat() for day in wanted]


@pytest.mark.parametrize("language", ["id", "en"])
def test_dates_have_the_words_of_the_pages(engine: FormEngine, language: Language) -> None:
    locale = Locale(language, SCHEMAS)
    texts = [f"2024-{month:02}-07" for month in range(1, 13)]
    texts += ["2024-05", "2024", "2013-09-06?", "2013-09~", "[2024-05-20,2024-05-27]", "[2023,2024-01,2025]"]
    dates: list[Date] = [parse_date(text) for text in texts]
    for is_short in (False, True):
        words = engine.ask(
            "([texts, language, isShort]) => texts.map((text) => Dates.inWords(text, language, isShort))",
            [texts, language, is_short],
        )
        assert words == [locale.date(date, short=is_short) for date in dates]
