"""Written amounts and numbers: whole rupiah, never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.entry.money import read_money, spell_money
from generator.entry.numbers import read_number
from generator.entry.problem import EntryError

EXACT = {
    "Rp1.250.000.000,00": 1_250_000_000,
    "Rp. 1.250.000,-": 1_250_000,
    "Rp 1,25 miliar": 1_250_000_000,
    "1.25 milyar": 1_250_000_000,
    "250 jt": 250_000_000,
    "1250000000": 1_250_000_000,
    "1250000000.0": 1_250_000_000,
    "1,250,000": 1_250_000,
    "1.250": 1250,
    "5.000": 5000,
    "Rp5.000": 5000,
    "Rp250.000.000 (dua ratus lima puluh juta rupiah)": 250_000_000,
    "dua ratus lima puluh juta rupiah": 250_000_000,
    "Rp0": 0,
}
REFUSED = {
    "1,250": "ambiguous",
    "1.250 miliar": "ambiguous",
    "Rp1,25 M": "ambiguous",
    "USD 5,000": "currency",
    "Rp12.345,67": "fraction",
    "Rp1.000/kg": "unit-price",
    "Rp1-2 miliar": "range",
    "Rp250.000.000 (dua ratus juta rupiah)": "words-differ",
    "gratis": "form",
    "-5": "form",
    "Rp": "form",
}


@pytest.mark.parametrize("text", EXACT)
def test_amounts_are_read(text: str) -> None:
    money = read_money(text)
    assert money is not None
    assert (money["amount"], money["currency"], money["precision"]) == (EXACT[text], "IDR", "exact")
    # What only repeats the digits is not kept a second time.
    assert money.get("as_stated") == (None if text.removesuffix(".0").isdigit() else text)


@pytest.mark.parametrize("text", REFUSED)
def test_what_may_mean_two_amounts_is_refused(text: str) -> None:
    with pytest.raises(EntryError) as caught:
        read_money(text)
    assert caught.value.reason == REFUSED[text]


def test_rounded_amounts_are_marked_and_nothing_is_nothing() -> None:
    about = read_money("sekitar Rp3 miliar")
    assert about
    assert (about["amount"], about["precision"]) == (3_000_000_000, "approximate")
    assert read_money("tidak diketahui") is None
    assert read_money("-") is None


@given(st.integers(0, 10**15 - 1))
def test_spelt_amounts_are_read_back(amount: int) -> None:
    money = read_money(spell_money(amount))
    assert money
    assert money["amount"] == amount


@given(st.text(max_size=40))
def test_no_text_is_more_than_refused(text: str) -> None:
    try:
        money = read_money(text)
    except EntryError:
        return
    assert money is None or isinstance(money["amount"], int)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12 (dua belas)", 12),
        ("1.250", 1250),
        ("2012.0", 2012),
        ("5.000", 5000),
        ("tiga puluh enam", 36),
        ("-7", -7),
    ],
)
def test_numbers_are_read(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["1,5", "12 orang", "12 (dua puluh)", "", "dua belas puluh"])
def test_no_number_is_refused(text: str) -> None:
    with pytest.raises(EntryError):
        read_number(text)
