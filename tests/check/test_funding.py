"""What a text states in rupiah is read only where it says one amount plainly."""

import pytest

from generator.check.rules.funding import read_rupiah


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Rp530.000.000", 530_000_000),
        ("sebesar Rp. 530.000.000,00.", 530_000_000),
        ("Rp 530.000.000,-", 530_000_000),
        ("Rp1,125 miliar", 1_125_000_000),
        ("Rp3 milyar", 3_000_000_000),
        ("Rp500", 500),
        ("Rp530.00.000", None),
        ("Rp1.5 miliar", None),
        ("Rp530,000,000", None),
        ("Rp2 juta sampai Rp3 juta", None),
        ("Rp500.000.000 per tahun", None),
        ("sekitar Rp3 miliar", None),
        ("tanpa biaya", None),
        ("Rp" + "9" * 390, int("9" * 390)),
    ],
)
def test_reading_rupiah(text: str, amount: int | None) -> None:
    assert read_rupiah(text) == amount
