"""The register: everything linked both ways, every list in one order, records left as they were."""

import copy
import datetime
import random
from typing import Any

import pytest
from registers import AS_OF, agreement_record, base_records, register_of

from generator.periods import Period
from generator.register.register import build_register


def test_parties_departments_and_affairs() -> None:
    register = build_register(base_records(), AS_OF)
    agreement = register.agreements["ksdd-seberang-2023-kb"]
    assert [partner.id for partner in agreement.partners] == ["kota-seberang"]
    assert [department.id for department in agreement.departments] == ["dinas-kesehatan", "bagian-kerja-sama"]
    assert [affair.code for affair in agreement.affairs] == ["1.02"]
    assert [partner.id for partner in register.partners.values() if partner.is_own] == ["kota-contoh"]
    assert (
        register.partners["universitas-tepi-laut"].unit_name("fakultas-kedokteran") == "Fakultas Kedokteran"
    )
    assert [evaluation.period for evaluation in agreement.evaluations] == [Period(2024, 2), Period(2024, 1)]
    assert [entry.realised_by[0].id for entry in register.mapping] == ["ksdpk-air-bening-2024"]
    assert [total.is_comparable for total in register.totals] == [True]


def test_relations_lead_both_ways() -> None:
    register = build_register(base_records(), AS_OF)
    child, parent = (
        register.agreements["ksdd-seberang-2024-pks"],
        register.agreements["ksdd-seberang-2023-kb"],
    )
    assert [(tie.type, tie.agreement, tie.inverse) for tie in child.relations] == [
        ("implements", parent.id, False)
    ]
    assert [(tie.type, tie.agreement, tie.inverse) for tie in parent.relations] == [
        ("implements", child.id, True)
    ]


def test_back_links_stand_oldest_first_after_the_own_ones() -> None:
    def tie(target: str) -> list[dict[str, str]]:
        return [{"type": "implements", "agreement": target}]

    register = register_of(
        agreement_record("induk", relations=[{"type": "follows", "agreement": "asal"}]),
        agreement_record("asal"),
        agreement_record("muda", relations=tie("induk"), signing={"date": "2025-01-01"}),
        agreement_record("tua", relations=tie("induk"), signing={"date": "2024-01-01"}),
    )
    assert [one.agreement for one in register.agreements["induk"].relations] == ["asal", "tua", "muda"]


def test_newest_signing_first_unknown_last() -> None:
    register = register_of(
        agreement_record("a"),
        agreement_record("b", signing={"date": "2024"}),
        agreement_record("c", signing={"date": "2024-05-01"}),
        agreement_record("d", signing={"date": "2025-01-01"}),
    )
    assert list(register.agreements) == ["d", "b", "c", "a"]


def test_withdrawn_stays_but_is_not_counted() -> None:
    gone = agreement_record("tarik", withdrawn={"date": "2024-01-01", "reason": "Keliru."})
    register = register_of(gone, agreement_record("ada"))
    assert set(register.agreements) == {"tarik", "ada"}
    assert [agreement.id for agreement in register.counted] == ["ada"]


def test_a_partner_with_two_units_is_one_partner() -> None:
    parties = [
        {"partner": "kota-contoh"},
        {"partner": "universitas-tepi-laut", "unit": "fakultas-kedokteran"},
        {"partner": "universitas-tepi-laut"},
    ]
    agreement = register_of(agreement_record("uji", parties=parties)).agreements["uji"]
    assert [partner.id for partner in agreement.partners] == ["universitas-tepi-laut"]


def test_end_is_stated_or_computed() -> None:
    register = build_register(base_records(), AS_OF)
    computed, stated = (
        register.agreements["ksdd-seberang-2024-pks"],
        register.agreements["ksdd-seberang-2023-kb"],
    )
    assert computed.end
    assert (computed.end.text, computed.end_is_computed) == ("2026-07-14", True)
    assert stated.end
    assert (stated.end.text, stated.end_is_computed) == ("2028-03-10", False)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_files_changes_nothing(seed: int) -> None:
    records = base_records()
    in_order = build_register(records, AS_OF)
    random.Random(seed).shuffle(records)  # noqa: S311  no secret
    shuffled = build_register(records, AS_OF)
    assert list(shuffled.agreements) == list(in_order.agreements)
    assert list(shuffled.partners) == list(in_order.partners)
    assert list(shuffled.affairs) == list(in_order.affairs)
    assert [entry.id for entry in shuffled.mapping] == [entry.id for entry in in_order.mapping]


def test_records_are_left_as_they_were() -> None:
    records = base_records()
    before = copy.deepcopy([record.value for record in records])
    build_register(records, datetime.date(2030, 1, 1))
    assert [record.value for record in records] == before


@pytest.mark.parametrize(
    ("others", "since"),
    [
        ([], None),
        ([{"signing": {"date": "2023-05"}}], "2023-05"),
        ([{"signing": {"date": "2023-05-01"}, "term": {"start": "2023-06-01"}}], "2023-06-01"),
        ([{"signing": {"date": "2024-05-01"}}, {"signing": {"date": "2023-07-01"}}], "2023-07-01"),
        ([{"signing": {"date": "2024-05-01"}}, {"signing": {"known_by": "2023-07-01"}}], None),
        ([{"signing": {"known_by": "2023-07-01"}}, {"signing": {"date": "2024-05-01"}}], None),
        ([{"signing": {"date": "2026-05-01"}}], None),
    ],
)
def test_since_when_another_has_taken_its_place(others: list[dict[str, Any]], since: str | None) -> None:
    relations = [{"type": "replaces", "agreement": "lama"}]
    later = [
        agreement_record(f"baru-{number}", relations=relations, **keys) for number, keys in enumerate(others)
    ]
    found = register_of(agreement_record("lama"), *later).agreements["lama"].superseded_from
    assert (found.text if found else None) == since
