"""The family of an agreement: chains and what stands under them, numbered, folded where they are long."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import SCHEMAS, agreement_record, register_of

from generator.locale import Locale
from generator.pages.family import FAMILY_SIZE, NO_FAMILY, Chain, Family, Genealogist, Kin
from generator.records import Record

EN = Locale("en", SCHEMAS)
TYPES = ["implements", "extends", "renews", "amends", "replaces", "follows"]


def tied(record_id: str, *ties: tuple[str, str], signed: str = "2024") -> Record:
    keys: dict[str, Any] = {"signing": {"date": signed}}
    if ties:
        keys["relations"] = [{"type": kind, "agreement": other} for kind, other in ties]
    return agreement_record(record_id, **keys)


def find(own: str, *records: Record) -> Family:
    register = register_of(*records)
    return Genealogist(EN, register).find_family(register.agreements[own])


def walk(chain: Chain) -> Iterator[Kin]:
    for kin in chain:
        if isinstance(kin, Kin):
            yield kin
            yield from walk(kin.under)
        else:
            yield from walk(kin.folded)


def told(family: Family) -> list[tuple[str, str, list[str]]]:
    return [(kin.number, kin.agreement.id, [bond.name for bond in kin.bonds]) for kin in walk(family.chain)]


def test_one_that_is_related_to_nothing_has_no_family() -> None:
    assert find("a", tied("a")) is NO_FAMILY


def test_what_implements_stands_under_and_what_succeeds_stands_after() -> None:
    records = [
        tied("kb", signed="2020"),
        tied("pks-1", ("implements", "kb"), signed="2021"),
        tied("pks-2", ("implements", "kb"), ("renews", "pks-1"), signed="2023"),
        tied("kb-2", ("extends", "kb"), signed="2024"),
        tied("pks-3", ("implements", "kb-2"), signed="2025"),
    ]
    expected = [
        ("1", "kb", []),
        ("1.1", "pks-1", ["Implements number 1"]),
        ("1.2", "pks-2", ["Implements number 1", "Renews number 1.1"]),
        ("2", "kb-2", ["Extends number 1"]),
        ("2.1", "pks-3", ["Implements number 2"]),
    ]
    for own in ("kb", "pks-2", "pks-3"):
        family = find(own, *records)
        assert told(family) == expected
        assert not family.is_cut
        assert [kin.agreement.id for kin in walk(family.chain) if kin.is_own] == [own]


def test_what_both_implements_and_succeeds_stands_beside_what_it_succeeds() -> None:
    family = find(
        "kb-2",
        tied("program", signed="2019"),
        tied("kb", signed="2020"),
        tied("kb-2", ("implements", "program"), ("renews", "kb"), signed="2022"),
    )
    assert told(family) == [
        ("1", "program", []),
        ("2", "kb", []),
        ("3", "kb-2", ["Implements number 1", "Renews number 2"]),
    ]


@pytest.mark.parametrize(
    "keys",
    [
        {"term": {"start": "2021-01-01"}},
        {"term": {"end": "2021-12-31"}},
        {"signing": {"known_by": "2021-05"}},
    ],
)
def test_what_has_no_day_of_signing_stands_by_the_next_best_date(keys: dict[str, Any]) -> None:
    tie = [{"type": "implements", "agreement": "kb"}]
    family = find(
        "kb",
        tied("kb", signed="2019"),
        tied("a", ("implements", "kb"), signed="2023"),
        agreement_record("b", relations=tie, **keys),
        tied("c", ("implements", "kb"), signed="2020"),
        agreement_record("d", relations=tie),
    )
    assert [agreement for _, agreement, _ in told(family)] == ["kb", "c", "b", "a", "d"]


def test_a_note_goes_with_the_relation() -> None:
    note = {"type": "amends", "agreement": "a", "note": "pasal 3"}
    family = find("a", tied("a"), agreement_record("b", relations=[note]))
    assert [(bond.name, bond.note) for kin in walk(family.chain) for bond in kin.bonds] == [
        ("Amends number 1", "pasal 3")
    ]


def umbrella(count: int) -> list[Record]:
    return [
        tied("kb", signed="2020"),
        *(tied(f"pks-{number:03}", ("implements", "kb")) for number in range(1, count + 1)),
    ]


def outline(chain: Chain) -> list[str | int]:
    return [kin.agreement.id if isinstance(kin, Kin) else len(kin.folded) for kin in chain]


def test_a_long_family_folds_what_is_neither_first_nor_last_nor_near() -> None:
    top = find("pks-015", *umbrella(30)).chain[0]
    assert isinstance(top, Kin)
    assert outline(top.under) == [
        "pks-001", "pks-002", "pks-003", 10, "pks-014", "pks-015", "pks-016", 12, "pks-029", "pks-030",
    ]  # fmt: skip
    whole = find("kb", *umbrella(30)).chain[0]
    assert isinstance(whole, Kin)
    assert outline(whole.under) == ["pks-001", "pks-002", "pks-003", 25, "pks-029", "pks-030"]


def test_a_short_family_folds_nothing() -> None:
    top = find("kb", *umbrella(8)).chain[0]
    assert isinstance(top, Kin)
    assert all(isinstance(kin, Kin) for kin in top.under)


def test_a_huge_family_is_cut_and_says_so() -> None:
    family = find("pks-200", *umbrella(200))
    assert family.is_cut
    members = list(walk(family.chain))
    assert len(members) == FAMILY_SIZE
    assert "pks-200" in {kin.agreement.id for kin in members}
    assert not find("kb", *umbrella(FAMILY_SIZE - 1)).is_cut


def test_a_long_chain_is_cut_as_soon_as_one_is_left_out() -> None:
    def chain(count: int) -> list[Record]:
        return [tied("a0"), *(tied(f"a{one}", ("extends", f"a{one - 1}")) for one in range(1, count))]

    assert not find("a0", *chain(FAMILY_SIZE)).is_cut
    assert find("a0", *chain(FAMILY_SIZE + 1)).is_cut


@pytest.mark.parametrize("kind", TYPES)
def test_relations_in_a_circle_still_have_a_top(kind: str) -> None:
    family = find("b", tied("a", (kind, "b")), tied("b", (kind, "c")), tied("c", (kind, "a")))
    assert sorted(kin.agreement.id for kin in walk(family.chain)) == ["a", "b", "c"]


@st.composite
def families(draw: st.DrawFn) -> Any:
    count = draw(st.integers(2, 14))
    records = []
    for index in range(count):
        others = draw(st.lists(st.integers(0, count - 1), max_size=3, unique=True))
        ties = [(draw(st.sampled_from(TYPES)), f"a{other}") for other in others if other != index]
        records.append(tied(f"a{index}", *ties, signed=str(draw(st.integers(2015, 2025)))))
    return records


@given(families())
def test_each_relative_stands_once_with_a_number_of_its_own(records: list[Record]) -> None:
    register = register_of(*records)
    genealogist = Genealogist(EN, register)
    for agreement in register.agreements.values():
        members = list(walk(genealogist.find_family(agreement).chain))
        if not agreement.relations:
            assert not members
            continue
        ids = [kin.agreement.id for kin in members]
        assert len(ids) == len(set(ids))
        assert len({kin.number for kin in members}) == len(members)
        assert {relation.agreement for relation in agreement.relations} | {agreement.id} <= set(ids)
        assert [kin.agreement.id for kin in members if kin.is_own] == [agreement.id]
        for kin in members:
            assert len(kin.bonds) == sum(not relation.inverse for relation in kin.agreement.relations)
