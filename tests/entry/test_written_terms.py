"""Written terms: lengths, last days, and words that say neither."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.entry.problem import EntryError
from generator.entry.terms import read_term, spell_term

CASES: dict[str, dict[str, Any] | None] = {
    "36 bulan": {"duration": {"months": 36}},
    "2 tahun 6 bulan": {"duration": {"years": 2, "months": 6}},
    "3 (tiga) tahun": {"duration": {"years": 3}, "as_stated": "3 (tiga) tahun"},
    "3 thn": {"duration": {"years": 3}, "as_stated": "3 thn"},
    "tiga tahun": {"duration": {"years": 3}, "as_stated": "tiga tahun"},
    "tiga puluh enam bulan": {"duration": {"months": 36}, "as_stated": "tiga puluh enam bulan"},
    "setahun": {"duration": {"years": 1}, "as_stated": "setahun"},
    "1,5 tahun": {"duration": {"years": 1, "months": 6}, "as_stated": "1,5 tahun"},
    "6 minggu": {"duration": {"days": 42}, "as_stated": "6 minggu"},
    "5 tahun sejak ditandatangani": {
        "duration": {"years": 5},
        "as_stated": "5 tahun sejak ditandatangani",
    },
    "5 tahun, sejak 1 Januari 2024": {
        "start": "2024-01-01",
        "duration": {"years": 5},
        "as_stated": "5 tahun, sejak 1 Januari 2024",
    },
    "s.d. selesai": {"as_stated": "s.d. selesai"},
    "tidak terbatas": {"as_stated": "tidak terbatas"},
    "90 hari kerja": {"as_stated": "90 hari kerja"},
    "s/d 31 Desember 2026": {"end": "2026-12-31", "as_stated": "s/d 31 Desember 2026"},
    "17 Mei 2024 s.d. 16 Mei 2027": {
        "start": "2024-05-17",
        "end": "2027-05-16",
        "as_stated": "17 Mei 2024 s.d. 16 Mei 2027",
    },
    "17/05/2024 s/d selesai": {"start": "2024-05-17", "as_stated": "17/05/2024 s/d selesai"},
    "2024-2027": {"start": "2024", "end": "2027", "as_stated": "2024-2027"},
    "-": None,
    "tidak diketahui": None,
    "": None,
}
REFUSED = {
    "3": "form",
    "3 (lima) tahun": "words-differ",
    "1 tahun anggaran 2024": "form",
    "s.d. 31 Desember": "form",
    "s.d. 31 Februari 2024": "impossible",
    "900 tahun": "form",
}


@pytest.mark.parametrize("text", CASES)
def test_terms_are_read(text: str) -> None:
    assert read_term(text) == CASES[text]


@pytest.mark.parametrize("text", REFUSED)
def test_numbers_that_make_no_term_are_refused(text: str) -> None:
    with pytest.raises(EntryError) as caught:
        read_term(text)
    assert caught.value.reason == REFUSED[text]


@given(st.integers(0, 100), st.integers(0, 1200), st.integers(0, 36600))
def test_spelt_lengths_are_read_back(years: int, months: int, days: int) -> None:
    duration = {key: n for key, n in (("years", years), ("months", months), ("days", days)) if n}
    if duration:
        assert read_term(spell_term({"duration": dict(duration)})) == {"duration": duration}


@given(st.text(max_size=40))
def test_no_text_is_more_than_refused(text: str) -> None:
    try:
        term = read_term(text)
    except EntryError:
        return
    assert term is None or term.keys() <= {"start", "end", "duration", "as_stated"}
