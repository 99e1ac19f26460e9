"""What the agreements of one thing say together."""

import datetime
from typing import Any

import pytest
from registers import agreement_record, register_of

from generator.profiles import find_signings, list_moments, rank_things
from generator.register.register import Register

TODAY = datetime.date(2025, 6, 30)


def _register(*keys: dict[str, Any]) -> Register:
    return register_of(*(agreement_record(f"uji-{number}", **one) for number, one in enumerate(keys)))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"signing": {"date": "2014"}}, [("2014", "signed")]),
        ({"signing": {"date": "2030-01-01"}}, []),
        ({"signing": {"planned": "2014"}}, []),
        (
            {"signing": {"date": "2014-02"}, "term": {"end": "2019-02-01"}},
            [("2014-02", "signed"), ("2019-02-01", "ended")],
        ),
        ({"signing": {"date": "2024-02"}, "term": {"end": "2029-02-01"}}, [("2024-02", "signed")]),
        ({"term": {"end": "2025"}}, []),
        (
            {
                "signing": {"date": "2024-01-01"},
                "term": {"end": "2029-01-01"},
                "termination": {"date": "2024-06-01", "ground": "tujuan-tercapai"},
            },
            [("2024-01-01", "signed"), ("2024-06-01", "terminated")],
        ),
    ],
)
def test_only_what_has_come_and_has_a_date_is_a_moment(
    keys: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    agreements = tuple(_register(keys).agreements.values())
    found = list_moments(agreements, TODAY)
    assert [(moment.date.text, moment.what) for moment in found] == expected


def test_a_replaced_agreement_says_so_and_not_that_it_ended() -> None:
    register = _register(
        {"signing": {"date": "2015-01-01"}, "term": {"end": "2024-12-31"}},
        {
            "signing": {"date": "2020-01-01"},
            "relations": [{"type": "replaces", "agreement": "uji-0"}],
        },
    )
    found = list_moments(tuple(register.agreements.values()), TODAY)
    assert [(moment.date.text, moment.what, moment.agreement.id) for moment in found] == [
        ("2015-01-01", "signed", "uji-0"),
        ("2020-01-01", "signed", "uji-1"),
        ("2020-01-01", "superseded", "uji-0"),
    ]


def test_the_first_and_last_signing_leave_out_what_is_not_known() -> None:
    register = _register(
        {"signing": {"date": "2018"}}, {}, {"signing": {"date": "2016-03-01"}}, {"signing": {"date": "2031"}}
    )
    found = find_signings(tuple(register.agreements.values()), TODAY)
    assert found is not None
    assert [agreement.id for agreement in found] == ["uji-2", "uji-0"]
    assert find_signings((), TODAY) is None


def test_things_stand_by_how_many_agreements_name_them() -> None:
    register = _register(
        {"parties": [{"partner": "kota-contoh"}, {"partner": "universitas-tepi-laut"}]},
        {"parties": [{"partner": "kota-contoh"}, {"partner": "kota-seberang"}]},
        {"parties": [{"partner": "kota-contoh"}, {"partner": "universitas-tepi-laut"}]},
    )
    ranked = rank_things(tuple(register.agreements.values()), lambda agreement: agreement.partners)
    assert [partner.id for partner in ranked] == ["universitas-tepi-laut", "kota-seberang"]
