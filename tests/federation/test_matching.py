"""Matching and comparing: the same whoever is asked first, sure only where something says so."""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from generator.dates import parse_date
from generator.federation.candidates import Side, fold_number
from generator.federation.disagreements import compare_pair
from generator.federation.gathered import Member, fold_name
from generator.federation.matching import (
    CONFIDENCES,
    MOST_COMPARED,
    Evidence,
    Matching,
    compare_days,
    judge,
    list_meetings,
    match_sides,
    weigh,
)
from generator.federation.titles import share_words, split_title

A, B = "alfa", "beta"
TITLES = ("Pengolahan Sampah Terpadu", "Pengolahan sampah", "Air bersih perbatasan", "Perjanjian Kerja Sama")
DATES = (
    None,
    "2024-03-12",
    "2024-03",
    "2024",
    "2024-03-15",
    "2024-06-01",
    "[2024-03-12,2024-03-20]",
    "2024-03-12?",
)
NUMBERS = (None, "12/KB/2024", "No. 12/kb/2024", "77/2024")


def _member(name: str) -> Member:
    names = frozenset((fold_name(f"Pemerintah Kota {name}"),))
    return cast("Member", SimpleNamespace(id=name, names=names, registry={"government": f"kota-{name}"}))


MEMBERS = {name: _member(name) for name in (A, B)}


def make_side(
    whose: str,
    number: int,
    title: str = TITLES[0],
    signed: str | None = None,
    numbers: tuple[str | None, str | None] = (None, None),
    **keys: Any,
) -> Side:
    """Give a government's record of an agreement with the other one; ``numbers`` are A's and B's."""
    parties = [
        {"partner": f"kota-{name}", **({"number": text} if text else {})}
        for name, text in zip((A, B), numbers, strict=True)
    ]
    value = {"document": {"kind": keys.get("kind", "kesepakatan-bersama")}, "parties": parties, **keys}
    agreement = SimpleNamespace(
        id=f"ksdd-{number}", title=title, type=keys.get("type", "ksdd"), value=value, start=None,
        signed=parse_date(signed) if signed else None, status=keys.get("status", "unknown"),
        end=parse_date(keys["end"]) if "end" in keys else None,
    )  # fmt: skip
    other = B if whose == A else A
    return Side(MEMBERS[whose], MEMBERS[other], cast("Any", agreement), f"kota-{other}")


def _sides(whose: str) -> st.SearchStrategy[list[Side]]:
    one = st.tuples(
        st.sampled_from(TITLES),
        st.sampled_from(DATES),
        st.tuples(st.sampled_from(NUMBERS), st.sampled_from(NUMBERS)),
        st.sampled_from(("kesepakatan-bersama", "perjanjian-kerja-sama")),
    )
    return st.lists(one, max_size=5).map(
        lambda found: [
            make_side(whose, place, title, signed, numbers, kind=kind)
            for place, (title, signed, numbers, kind) in enumerate(found)
        ]
    )


def _tell(matching: Matching) -> Any:
    """Give all that a matching says, by the records' names, without saying which side is the first."""
    return (
        {frozenset((*(side.key for side in pair.sides),)): pair.confidence for pair in matching.pairs},
        {frozenset(side.key for side in pair.sides) for pair in matching.possible},
        {frozenset(side.key for side in cluster.sides) for cluster in matching.unclear},
        {side.key for side in matching.one_sided},
    )


@given(_sides(A), _sides(B), st.randoms())
def test_neither_order_nor_side_changes_what_is_found(
    ours: list[Side], theirs: list[Side], chance: random.Random
) -> None:
    found = match_sides((A, B), ours, theirs)
    chance.shuffle(ours)
    chance.shuffle(theirs)
    assert match_sides((A, B), ours, theirs) == found
    assert _tell(match_sides((A, B), theirs, ours)) == _tell(found)


@given(_sides(A), _sides(B))
def test_every_record_ends_in_exactly_one_place(ours: list[Side], theirs: list[Side]) -> None:
    found = match_sides((A, B), ours, theirs)
    placed = [side.key for pair in (*found.pairs, *found.possible) for side in pair.sides]
    placed += [side.key for cluster in found.unclear for side in cluster.sides]
    placed += [side.key for side in found.one_sided]
    assert sorted(placed) == sorted(side.key for side in (*ours, *theirs))


@given(_sides(A), _sides(B))
def test_evidence_is_the_same_seen_from_either_side(ours: list[Side], theirs: list[Side]) -> None:
    for one in ours:
        for other in theirs:
            assert weigh(one, other) == weigh(other, one)


def test_no_two_that_fit_are_kept_apart_while_there_is_room() -> None:
    told = [
        *product(TITLES, DATES, [(None, None)], ("kesepakatan-bersama", "perjanjian-kerja-sama")),
        *product(TITLES, DATES[:2], product(NUMBERS, NUMBERS), ("kesepakatan-bersama",)),
    ]
    ours, theirs = (
        [
            make_side(whose, at, title, day, numbers, kind=kind)
            for at, (title, day, numbers, kind) in enumerate(told)
        ]
        for whose in (A, B)
    )
    met = list_meetings(ours, theirs, MOST_COMPARED).pairs
    apart = [one for one in product(range(len(told)), repeat=2) if one not in met]
    assert len(apart) > 1000
    assert not [(one, other) for one, other in apart if judge(weigh(ours[one], theirs[other]))]


def test_of_too_many_that_are_alike_it_is_said_that_they_were_not_compared() -> None:
    own = ("7/2024", None)
    ours, theirs = (
        [make_side(whose, number, signed="2024-03-12") for number in range(400)]
        + [make_side(whose, 400, "Air", "2024-03-12", own), make_side(whose, 401 + (whose == A), "Lain")]
        for whose in (A, B)
    )
    found = _match(ours, theirs)
    assert [(pair.confidence, pair.evidence.number) for pair in found.pairs] == [("certain", "same")]
    (cluster,) = found.unclear
    assert (cluster.is_uncompared, found.uncompared) == (True, 800)
    assert not found.one_sided
    few = match_sides((A, B), ours[:20], theirs[:20])
    assert (few.uncompared, [cluster.is_uncompared for cluster in few.unclear]) == (0, [False])


def _match(ours: Sequence[Side], theirs: Sequence[Side]) -> Matching:
    return match_sides((A, B), ours, theirs)


def test_the_same_number_makes_it_certain_whatever_the_titles_say() -> None:
    ours = make_side(A, 1, "Sampah", "2024-03-12", ("12/KB/2024", None))
    theirs = make_side(B, 2, "Air", "2024-03", ("no 12/KB/2024", "9/2024"))
    (pair,) = _match([ours], [theirs]).pairs
    assert (pair.confidence, pair.evidence.number) == ("certain", "same")


def test_the_same_number_on_days_far_apart_is_a_pair_that_differs() -> None:
    ours = make_side(A, 1, signed="2024-03-12", numbers=("12/KB/2024", None))
    theirs = make_side(B, 2, signed="2023-03-12", numbers=("12/KB/2024", None))
    (pair,) = _match([ours], [theirs]).pairs
    assert pair.confidence == "strong"
    assert "signed" in [one.field for one in compare_pair(pair) if one.verdict == "differs"]


def test_other_numbers_are_other_documents_unless_all_else_agrees() -> None:
    ours = make_side(A, 1, "Sampah terpadu", "2024-03-12", ("12/KB/2024", None))
    slip = make_side(B, 2, "Sampah terpadu", "2024-03-12", ("21/KB/2024", None))
    other = make_side(B, 3, "Sampah terpadu", "2024-05-12", ("21/KB/2024", None))
    assert [pair.confidence for pair in _match([ours], [slip]).pairs] == ["likely"]
    assert len(_match([ours], [other]).one_sided) == 2


def test_two_that_fit_equally_well_are_not_decided() -> None:
    ours = make_side(A, 1, signed="2024-03-12")
    theirs = [make_side(B, number, signed="2024-03-12") for number in (2, 3)]
    found = _match([ours], theirs)
    assert not found.pairs
    assert [len(cluster.sides) for cluster in found.unclear] == [3]


def test_all_that_fit_each_other_stand_together_and_apart_from_others() -> None:
    days = ("2023-03-12", "2024-03-12")
    ours = [make_side(A, number, signed=days[number % 2]) for number in range(40)]
    theirs = [make_side(B, number, signed=days[number % 2]) for number in range(40)]
    found = _match(ours, theirs)
    assert [len(cluster.sides) for cluster in found.unclear] == [40, 40]
    assert [{side.agreement.signed for side in cluster.sides} for cluster in found.unclear] == [
        {parse_date(day)} for day in days
    ]


def test_words_of_the_title_break_a_tie() -> None:
    ours = make_side(A, 1, "Pengolahan sampah terpadu", "2024-03-12")
    theirs = [make_side(B, 2, "Air bersih", "2024-03-12"), make_side(B, 3, "Sampah terpadu", "2024-03-12")]
    found = _match([ours], theirs)
    assert [pair.second.agreement.id for pair in found.pairs] == ["ksdd-3"]
    assert [side.agreement.id for side in found.one_sided] == ["ksdd-2"]


def test_a_framework_and_what_carries_it_out_are_told_apart_by_their_kind() -> None:
    kinds = ("kesepakatan-bersama", "perjanjian-kerja-sama")
    ours, theirs = (
        [make_side(whose, number, signed="2024-03-12", kind=kind) for number, kind in enumerate(kinds)]
        for whose in (A, B)
    )
    pairs = _match(ours, theirs).pairs
    assert [(one.first.agreement.id, one.second.agreement.id) for one in pairs] == [
        ("ksdd-0", "ksdd-0"),
        ("ksdd-1", "ksdd-1"),
    ]


def test_weak_signs_make_no_pair_but_are_shown() -> None:
    found = _match([make_side(A, 1)], [make_side(B, 2)])
    assert not found.pairs
    assert [pair.confidence for pair in found.possible] == ["weak"]


def test_confidence_never_falls_with_better_evidence() -> None:
    days = ("apart", "near", "unknown", "compatible", "same")
    order = [None, *reversed(CONFIDENCES)]
    for number in ("other", "unknown", "same"):
        for kind in (False, True):
            for words in range(0, 101, 10):
                steps = [order.index(judge(Evidence(number, day, kind, words))) for day in days]  # type: ignore[arg-type]
                more = judge(Evidence(number, "same", kind, min(words + 10, 100)))
                assert steps[-1] == max(steps)
                assert order.index(more) >= steps[-1]


def test_days_are_compared_as_far_as_they_are_known() -> None:
    expected = {
        ("2024-03-12", "2024-03-12"): "same",
        ("2024-03-12", "2024-03"): "compatible",
        ("2024-03-12", "2024-03-12?"): "compatible",
        ("2024-03-12", "[2024-03-12,2024-03-20]"): "compatible",
        ("2024-03-15", "[2024-03-12,2024-03-20]"): "near",
        ("2024-03-12", "2024-03-20"): "near",
        ("2024-03-12", "2024-06-01"): "apart",
    }
    for (one, other), tie in expected.items():
        assert compare_days(parse_date(one), parse_date(other)) == tie, (one, other)
        assert compare_days(parse_date(other), parse_date(one)) == tie
    assert compare_days(None, parse_date("2024")) == "unknown"


def test_what_one_side_does_not_say_is_no_difference() -> None:
    ours = make_side(A, 1, signed="2024-03-12", numbers=("1/2024", "2/2024"), end="2027-03-11",
                     status="in-force", value={"total": {"amount": 5}})  # fmt: skip
    theirs = make_side(B, 2, signed="2024-03", numbers=("1/2024", None), end="2029-03-11", status="in-force")
    (pair,) = _match([ours], [theirs]).pairs
    said = {one.field: one.verdict for one in compare_pair(pair)}
    assert said == {
        "end": "differs", "signed": "finer", "status": "same", "first-number": "same",
        "second-number": "only-first", "type": "same", "document": "same", "value": "only-first",
        "title": "same",
    }  # fmt: skip


def test_titles_about_the_same_in_other_words_do_not_differ() -> None:
    ours = make_side(A, 1, "PKS Pengolahan Sampah Kota Alfa dan Beta", "2024-03-12", ("1/2024", None))
    same = make_side(B, 2, "Perjanjian Kerja Sama pengolahan sampah", "2024-03-12", ("1/2024", None))
    (pair,) = _match([ours], [same]).pairs
    assert {one.field: one.verdict for one in compare_pair(pair)}["title"] == "finer"
    other = replace(pair, second=make_side(B, 2, "Pengolahan air", "2024-03-12", ("1/2024", None)))
    assert {one.field: one.verdict for one in compare_pair(other)}["title"] == "differs"


def test_numbers_and_names_are_compared_as_people_write_them() -> None:
    assert (
        fold_number("Nomor: 119/PKS/2024")
        == fold_number("119 / pks / 2024")
        == fold_number("No. 119/PKS/2024")
    )
    assert fold_number("119/PKS/2024") != fold_number("120/PKS/2024")
    assert fold_name("Pemkot Bandar Rekaan") == fold_name("PEMERINTAH KOTA  Bandar Rekaan")


def test_a_title_of_nothing_but_common_words_shares_nothing() -> None:
    empty = split_title("Perjanjian Kerja Sama dengan Pemerintah Kota Alfa", ["pemerintah kota alfa"])
    assert empty == frozenset()
    assert share_words(empty, empty) == 0
