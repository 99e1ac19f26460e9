"""Names: which record is meant, which are near, and how a list of names is divided."""

import datetime
import json
from functools import lru_cache

import pytest
from registers import ROOT, SCHEMAS, base_records

from generator.check.checker import Checker
from generator.entry.ids import propose_agreement_id, propose_name_id
from generator.entry.lists import join_list, split_list, split_names
from generator.entry.names import References
from generator.records import RecordKind

CASES = json.loads((ROOT / "tests" / "conformance" / "ids.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def shipped() -> References:
    return References(Checker(ROOT, SCHEMAS, datetime.date(2026, 11, 1)).check_register(1).records)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_proposed_ids_are_those_listed(case: dict[str, str | list[str]]) -> None:
    taken = frozenset(case["taken"])
    if case["kind"] == "agreement":
        found = propose_agreement_id(case["type"], case["partners"], case["date"], case["document"], taken)  # type: ignore[arg-type]
    else:
        found = propose_name_id(case["kind"], case["name"], taken)  # type: ignore[arg-type]
    assert found == case["id"]


@pytest.mark.parametrize(
    ("text", "partner"),
    [
        ("pln", "pln"),
        ("PT PLN", "pln"),
        ("Pemkot Pekanbaru", "pemerintah-kota-pekanbaru"),
        ("Kota Pekanbaru", "pemerintah-kota-pekanbaru"),
        ("PEMERINTAH KOTA  PEKANBARU", "pemerintah-kota-pekanbaru"),
        ("Pemkab. Kulon Progo", "pemerintah-kabupaten-kulon-progo"),
    ],
)
def test_usual_ways_to_write_a_name_are_known(text: str, partner: str) -> None:
    assert shipped().of("partner").find(text).id == partner


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Pemkot Pekan Baru", "pemerintah-kota-pekanbaru"),
        ("Universitas Gajah Mada", "universitas-gadjah-mada"),
        ("BPJS Kesehatn", "bpjs-kesehatan"),
    ],
)
def test_a_name_written_wrong_is_not_taken_but_the_nearest_is_named(text: str, nearest: str) -> None:
    found = shipped().of("partner").find(text)
    assert found.id is None
    assert found.near[0].id == nearest


def test_every_record_of_the_register_is_found_by_the_words_that_spell_it() -> None:
    kinds: tuple[RecordKind, ...] = ("partner", "department", "affair", "agreement")
    for kind in kinds:
        index = shipped().of(kind)
        assert index.ids
        assert [index.find(index.spell(one)).id for one in index.ids] == list(index.ids)


def test_a_name_that_two_records_bear_means_neither() -> None:
    twin = base_records()
    partner = next(record for record in twin if record.id == "kota-seberang")
    double = type(partner)(
        "records/partners/seberang-dua.yaml",
        type(partner.place)("partner", "partner", "seberang-dua"),
        {**partner.value, "id": "seberang-dua"},
    )
    found = References([*twin, double]).of("partner").find(str(partner.value["name"]))
    assert (found.id, found.is_shared) == (None, True)
    assert [one.id for one in found.near] == ["kota-seberang", "seberang-dua"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pemkot Pekanbaru dan Pemkot Surakarta", ["Pemkot Pekanbaru", "Pemkot Surakarta"]),
        ("1. Pemkot Pekanbaru 2. PT PLN", ["Pemkot Pekanbaru", "PT PLN"]),
        ("Pemkot Pekanbaru; PT Rekaan", ["Pemkot Pekanbaru", "PT Rekaan"]),
        ("Pemkot Pekanbaru\nPLN", ["Pemkot Pekanbaru", "PLN"]),
        ("Pemkot Pekanbaru/PLN", ["Pemkot Pekanbaru", "PLN"]),
        ("PLN, Pemkot Surakarta, CV Maju dan Rekan", ["PLN", "Pemkot Surakarta", "CV Maju dan Rekan"]),
        ("CV Maju dan Rekan", ["CV Maju dan Rekan"]),
        ("  ", []),
    ],
)
def test_names_are_divided_but_no_known_name_is(text: str, names: list[str]) -> None:
    assert split_names(text, shipped().of("partner").knows) == names


def test_no_known_name_is_ever_divided() -> None:
    kinds: tuple[RecordKind, ...] = ("partner", "department", "affair")
    for kind in kinds:
        index = shipped().of(kind)
        for one in index.ids:
            assert split_names(index.name(one), index.knows) == [index.name(one)]


@pytest.mark.parametrize(
    "items", [["a"], ["a; b"], ["a", "b"], ["1. a", "b"], ["- a", "(b)"], ["x 2. y"], ["a, b", "c dan d"]]
)
def test_joined_lists_are_divided_into_the_same(items: list[str]) -> None:
    assert split_list(join_list(items)) == items


def test_the_base_register_says_whose_it_is() -> None:
    assert References(base_records()).own == "kota-contoh"
