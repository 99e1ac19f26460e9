"""Regions: a partner is where its record says, and nowhere else."""

import pytest

from generator.regions import PROVINCES, region_of
from generator.register.model import Partner


@pytest.mark.parametrize(
    ("value", "region"),
    [
        ({}, None),
        ({"region_code": "34"}, "34"),
        ({"region_code": "34.71"}, "34"),
        ({"country": "MY"}, "my"),
        ({"country": "ID"}, None),
        ({"country": "ID", "region_code": "51.71"}, "51"),
        ({"country": "MY", "region_code": "51.71"}, "my"),
    ],
)
def test_where_a_partner_is(value: dict[str, str], region: str | None) -> None:
    assert region_of(Partner("mitra", "Mitra", "pemerintah-daerah", value)) == region


def test_there_are_38_provinces_each_with_its_own_name() -> None:
    assert len(PROVINCES) == 38
    for names in ({text.id for text in PROVINCES.values()}, {text.en for text in PROVINCES.values()}):
        assert len(names) == 38
    assert all(code.isdigit() and len(code) == 2 for code in PROVINCES)
    assert PROVINCES["34"].id == "Daerah Istimewa Yogyakarta"
