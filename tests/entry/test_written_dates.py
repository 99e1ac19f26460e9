"""Written dates: the list that both languages of the program share, and the way back."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from registers import ROOT

from generator.dates import parse_date
from generator.entry.dates import read_date, spell_date
from generator.entry.problem import EntryError

CASES = json.loads((ROOT / "tests" / "conformance" / "written-dates.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_every_written_date_is_read_or_refused_as_listed(case: dict[str, str | None]) -> None:
    text = str(case["text"])
    if "refusal" in case:
        with pytest.raises(EntryError) as caught:
            read_date(text)
        assert caught.value.reason == case["refusal"]
        assert text.strip() in caught.value.wrong.id
        assert caught.value.instead.id
        return
    found = read_date(text)
    assert found == case["edtf"]
    assert found is None or parse_date(found).text == found


_DAYS = st.dates(min_value=parse_date("1900").earliest, max_value=parse_date("2199").latest)
_SHAPES = ("%Y-%m-%d", "%Y-%m", "%Y")
_DATES = st.builds(lambda day, shape: day.strftime(shape), _DAYS, st.sampled_from(_SHAPES))


@given(_DATES, st.sampled_from(("", "?", "~")))
def test_spelt_dates_are_read_back(text: str, mark: str) -> None:
    assert read_date(spell_date(text + mark)) == text + mark


@example(["2024", "2024"])
@given(st.lists(_DATES, min_size=2, max_size=4))
def test_dates_of_several_candidates_are_read_back(texts: list[str]) -> None:
    edtf = f"[{','.join(texts)}]"
    assert read_date(spell_date(edtf)) == edtf


@given(st.text(max_size=40))
def test_no_text_is_more_than_refused(text: str) -> None:
    try:
        found = read_date(text)
    except EntryError:
        return
    assert found is None or parse_date(found).text == found
