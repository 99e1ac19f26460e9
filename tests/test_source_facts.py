"""The shipped records say what their source says: every fact of it, in one known place, and no other.

The places that ``source/tracing.py`` traces and the leaves of the records must be the same: one missing is
a lost fact, one too many an invented fact.
"""

import copy
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from source.tracing import (
    DECISIONS,
    ENTRIES,
    OWN,
    PARTNERS,
    RECORDS,
    ROOT,
    SOURCE,
    Fact,
    Leaf,
    Steps,
    iterate_leaves,
    load,
    load_record,
    name_page_date,
    trace_agreement,
    trace_sources,
)

AGREEMENTS: dict[str, Any] = {file.stem: load_record(file) for file in RECORDS.glob("agreements/*/*.yaml")}
TOTALS: dict[str, Any] = {file.stem: load_record(file) for file in RECORDS.glob("totals/*.yaml")}
REGISTRY: Any = load_record(RECORDS / "registry.yaml")
PUBLISHED: dict[str, Any] = load("official-counts.yaml")
BY_ID: dict[str, Any] = {entry["id"]: entry for entry in ENTRIES}
TOTAL_ENTRIES: dict[str, tuple[str, Any]] = {
    record_id: (section, entry)
    for section, record_ids in DECISIONS["totals"].items()
    for record_id, entry in zip(record_ids, PUBLISHED[section], strict=True)
}

TOTAL_TEXTS = {
    "place": "place",
    "measure": "measure",
    "year": "year",
    "as_of": "as_of",
    "kind": "kind",
    "status": "status",
    "total": "total",
    "total_status": "total_status",
    "stated_by": "stated_by",
    "meaning_unknown": "meaning_note",
    "note": "note",
    "notes": "note",
}


def trace_total(record_id: str) -> Iterator[Fact]:
    """Give every fact of a published total; KeyError for a key that has no home."""
    section, entry = TOTAL_ENTRIES[record_id]
    reworded = DECISIONS["reworded"].get(record_id, {})
    scope = "elsewhere" if section == "other_places" else "own-government"
    yield Fact(("place",), ("id",), record_id)
    yield Fact(("place",), ("scope",), scope)
    if record_id in DECISIONS["total_measures"]:
        yield Fact(("place",), ("measure",), DECISIONS["total_measures"][record_id])
    if record_id in DECISIONS["total_stated_by"]:
        office = DECISIONS["total_stated_by"][record_id]
        assert office in entry["notes"]
        yield Fact(("notes",), ("stated_by",), office)
    numbers = 0
    for key, value in entry.items():
        if key == "sources":
            yield from trace_sources(entry)
        elif key in TOTAL_TEXTS:
            yield Fact((key,), (TOTAL_TEXTS[key],), reworded.get(key, value))
        else:
            found = list(
                trace_published(key, value, numbers, labelled=bool({"without", "partners"} & set(entry)))
            )
            numbers += len({fact.place[1] for fact in found if fact.place[0] == "figures"})
            yield from found


def trace_published(key: str, value: Any, first: int, *, labelled: bool) -> Iterator[Fact]:
    """Give the facts of one key that holds numbers; ``first`` is the position of its first figure."""
    plain = {"count": (), "count_more_than": (), "partners": (), "countries": (), "without": ()}
    if key in plain:
        yield Fact((key,), ("figures", first, "value"), value)
        if key == "count_more_than":
            yield Fact((key,), ("figures", first, "comparison"), "more-than")
        if labelled:
            yield Fact((key,), ("figures", first, "label"), DECISIONS["total_labels"][key])
    elif key == "counts_by_year":
        for index, (year, number) in enumerate(value.items(), first):
            yield Fact((key, year), ("figures", index, "year"), year)
            yield Fact((key, year), ("figures", index, "value"), number)
    elif isinstance(value, list):
        for index, number in enumerate(value, first):
            yield Fact((key, index - first), ("figures", index, "value"), number)
    else:
        assert key == "counts", f"no home for {key}"
        yield Fact((key,), ("compared_with",), "agreements-signed")
        for index, (kind, number) in enumerate(value.items(), first):
            yield Fact((key, kind), ("figures", index, "type"), kind.lower())
            yield Fact((key, kind), ("figures", index, "value"), number)


def find_homeless(entry: Any, facts: Iterable[Fact]) -> list[Steps]:
    """Give the leaves of an entry that no fact comes from."""
    origins = {fact.origin for fact in facts}
    return [path for path, _ in iterate_leaves(entry) if path not in origins]


def compare(facts: Iterable[Fact], record: Any) -> dict[str, dict[Steps, Leaf]]:
    """Give what a record lacks and what it has that no fact supports."""
    wanted = {fact.place: fact.value for fact in facts if fact.place[0] != "@"}
    found = dict(iterate_leaves(record))
    return {
        "lost": {place: value for place, value in wanted.items() if found.get(place) != value},
        "invented": {place: value for place, value in found.items() if wanted.get(place) != value},
    }


SAME: dict[str, dict[Steps, Leaf]] = {"lost": {}, "invented": {}}


def test_there_are_63_agreements_one_record_an_entry() -> None:
    assert len(ENTRIES) == 63
    assert sorted(AGREEMENTS) == sorted(BY_ID)


@pytest.mark.parametrize("agreement_id", sorted(BY_ID))
def test_an_agreement_keeps_every_fact_and_adds_none(agreement_id: str) -> None:
    entry = BY_ID[agreement_id]
    facts = list(trace_agreement(entry))
    assert find_homeless(entry, facts) == []
    assert compare(facts, AGREEMENTS[agreement_id]) == SAME


@pytest.mark.parametrize("record_id", sorted(TOTALS))
def test_a_published_total_keeps_every_fact_and_adds_none(record_id: str) -> None:
    entry = TOTAL_ENTRIES[record_id][1]
    facts = list(trace_total(record_id))
    assert find_homeless(entry, facts) == []
    assert compare(facts, TOTALS[record_id]) == SAME


def test_every_list_of_published_figures_is_traced() -> None:
    assert set(PUBLISHED) == {*DECISIONS["totals"], "official_pages_seen"}
    assert sorted(TOTALS) == sorted(TOTAL_ENTRIES)
    figures = {(figure["type"], figure["value"]) for figure in TOTALS["kota-yogyakarta-2024"]["figures"]}
    assert figures == {("ksdpk", 39), ("ksdd", 2), ("ksdpl", 1), ("sinergi", 9)}


def test_the_registry_keeps_the_pages_seen() -> None:
    names = {"url": "url", "facts_own_words": "facts"}
    wanted = [
        {names.get(key) or name_page_date(value): value for key, value in page.items()}
        for page in PUBLISHED["official_pages_seen"]
    ]
    assert REGISTRY["pages_seen"] == wanted


def partner_facts() -> dict[Steps, Leaf]:
    facts = (fact for entry in ENTRIES for fact in trace_agreement(entry) if fact.place[0] == "@")
    return {fact.place[1:]: fact.value for fact in facts}


def test_partners_keep_what_the_source_says_of_them() -> None:
    found = dict(iterate_leaves(PARTNERS))
    assert {place: value for place, value in partner_facts().items() if found.get(place) != value} == {}


def test_partners_say_nothing_that_the_source_does_not() -> None:
    """Names are the source's words, in a text or an address; region codes come from the ministry's list."""
    facts = partner_facts()
    words = normalise((SOURCE / "agreements.yaml").read_text(encoding="utf-8"))
    for (partner, *steps), value in iterate_leaves(PARTNERS):
        key = next(step for step in reversed(steps) if isinstance(step, str))
        if key in ("name", "aliases"):
            assert normalise(str(value).removeprefix("Pemerintah ")) in words, (partner, value)
        elif key == "region_code":
            assert PARTNERS[str(partner)]["category"] == "pemerintah-daerah"
        elif key != "id" and partner != OWN:
            assert facts[partner, *steps] == value, (partner, steps)


def normalise(text: str) -> str:
    words = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    return f" {words} "


def test_every_partner_takes_part_and_every_decision_is_used() -> None:
    used = {party["partner"] for record in AGREEMENTS.values() for party in record["parties"]}
    assert used == set(PARTNERS)
    named = {partner["name"] for entry in ENTRIES for partner in entry["partners"]}
    assert named == {*DECISIONS["partners"], *DECISIONS["unnamed_partners"]}
    assert {entry["document_kind"] for entry in ENTRIES} == set(DECISIONS["document_kinds"])
    remarks = {remark for about in DECISIONS["unknown"].values() for remark in about}
    assert {remark for entry in ENTRIES for remark in entry["unknown"]} == remarks
    for table in ("affairs", "result_sources", "uncertain_dates", "date_notes", "sister_cities"):
        assert set(DECISIONS[table]) <= set(BY_ID), table


def test_a_date_that_the_source_infers_is_marked_uncertain() -> None:
    inferred = {
        entry["id"]
        for entry in ENTRIES
        if "date_conflict" in entry or any(remark.startswith("tahun ") for remark in entry["unknown"])
    }
    assert inferred == set(DECISIONS["uncertain_dates"])


def test_what_was_left_out_is_on_its_page_with_its_addresses() -> None:
    text = (SOURCE / "agreements.yaml").read_text(encoding="utf-8")
    comment = text[text.index("# DITEMUKAN TETAPI TIDAK DICATAT") :]
    addresses = re.findall(r"https?://[^\s),]+", comment)
    page = (ROOT / "docs/tentang/tidak-dicatat.md").read_text(encoding="utf-8")
    assert len(addresses) == 10
    assert [address for address in addresses if address not in page] == []


# ---- the test itself: a broken record, or a new key in the source, is seen


def test_a_changed_date_is_seen() -> None:
    record = copy.deepcopy(AGREEMENTS["ksdpk-uny-2024"])
    record["signing"]["date"] = "2024-12-06"
    difference = compare(trace_agreement(BY_ID["ksdpk-uny-2024"]), record)
    assert difference["lost"] == {("signing", "date"): "2024-12-05"}
    assert difference["invented"] == {("signing", "date"): "2024-12-06"}


def test_a_dropped_source_is_seen() -> None:
    record = copy.deepcopy(AGREEMENTS["ksdpk-48pt-2025"])
    dropped = record["sources"].pop()
    difference = compare(trace_agreement(BY_ID["ksdpk-48pt-2025"]), record)
    assert difference["lost"] == {("sources", 5, key): value for key, value in dropped.items()}


def test_an_invented_fact_is_seen() -> None:
    record = copy.deepcopy(AGREEMENTS["ksdpl-hue"])
    record["term"] = {"end": "2020"}
    assert compare(trace_agreement(BY_ID["ksdpl-hue"]), record)["invented"] == {("term", "end"): "2020"}


def test_a_new_key_of_the_source_is_seen() -> None:
    with pytest.raises(KeyError, match="colour"):
        list(trace_agreement({**BY_ID["ksdpl-hue"], "colour": "hijau"}))
    partner = {**BY_ID["ksdpl-hue"]["partners"][0], "founded": 1800}
    entry = {**BY_ID["ksdpl-hue"], "partners": [partner]}
    assert find_homeless(entry, trace_agreement(entry)) == [("partners", 0, "founded")]
