"""Lines of departments: all whose place one has taken, over renamings, mergers and splits, each once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import AS_OF, agreement_record, base_records

from generator.records import Record, parse_place
from generator.register.register import Register, build_register
from generator.selections import Selection
from generator.sorting import select_agreements


def _department(name: str, successors: list[str]) -> Record:
    file = f"records/departments/{name}.yaml"
    place = parse_place(file)
    assert place
    value: dict[str, Any] = {"id": name, "name": name, "kind": "dinas"}
    if successors:
        value["successors"] = successors
    return Record(file, place, value)


def _register(successors: dict[str, list[str]], agreements: dict[str, list[str]]) -> Register:
    """Give a register of departments and what took their places, and of agreements by departments."""
    others = [one for one in base_records() if one.kind not in ("agreement", "mapping-entry")]
    departments = [_department(name, after) for name, after in successors.items()]
    made = [
        agreement_record(name, departments=[{"department": one} for one in named])
        for name, named in agreements.items()
    ]
    return build_register([*others, *departments, *made], AS_OF)


def _line(successors: dict[str, list[str]], agreements: dict[str, list[str]]) -> dict[str, set[str]]:
    """Give the agreements of every department's line that has any."""
    selections = select_agreements(_register(successors, agreements))
    return {
        name: {one.id for one in members} for (name,), members in selections.of("department-line").items()
    }


EACH = {"pkt-a": ["a"], "pkt-b": ["b"], "pkt-c": ["c"], "pkt-ab": ["a", "b"]}


@pytest.mark.parametrize(
    ("successors", "lines"),
    [
        pytest.param({"a": [], "b": [], "c": []}, {}, id="none"),
        pytest.param({"a": ["b"], "b": [], "c": []}, {"b": {"pkt-a", "pkt-b", "pkt-ab"}}, id="renamed"),
        pytest.param(
            {"a": ["c"], "b": ["c"], "c": []}, {"c": {"pkt-a", "pkt-b", "pkt-ab", "pkt-c"}}, id="merged"
        ),
        pytest.param(
            {"a": ["b", "c"], "b": [], "c": []},
            {"b": {"pkt-a", "pkt-ab", "pkt-b"}, "c": {"pkt-a", "pkt-ab", "pkt-c"}},
            id="split",
        ),
        pytest.param(
            {"a": ["b"], "b": ["c"], "c": []},
            {"b": {"pkt-a", "pkt-b", "pkt-ab"}, "c": {"pkt-a", "pkt-b", "pkt-ab", "pkt-c"}},
            id="chain",
        ),
        pytest.param(
            {"a": ["b"], "b": ["a"], "c": []},
            {"a": {"pkt-a", "pkt-b", "pkt-ab"}, "b": {"pkt-a", "pkt-b", "pkt-ab"}},
            id="circle",
        ),
    ],
)
def test_a_line_holds_all_whose_place_was_taken(
    successors: dict[str, list[str]], lines: dict[str, set[str]]
) -> None:
    assert _line(successors, EACH) == lines


def test_what_adds_nothing_has_no_list_of_its_own() -> None:
    agreements = {"pkt-b": ["b"], "pkt-c": ["c"]}
    selections = select_agreements(_register({"a": ["b"], "b": ["c"], "c": []}, agreements))
    own = Selection("department-line", ("b",))
    assert selections.widest(own) == Selection("department", ("b",))
    longer = Selection("department-line", ("c",))
    assert selections.widest(longer) == longer


_NAMES = "abcdef"
_SUCCESSORS = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from(_NAMES), max_size=2, unique=True) for name in _NAMES}
)
_NAMING = st.lists(st.lists(st.sampled_from(_NAMES), max_size=3), max_size=8)


@given(_SUCCESSORS, _NAMING)
def test_a_line_is_the_union_over_all_before_it(
    successors: dict[str, list[str]], naming: list[list[str]]
) -> None:
    """Over any records, circles too, each agreement once and in the register's order."""
    agreements = {f"pkt-{index}": named for index, named in enumerate(naming)}
    register = _register(successors, agreements)
    selections = select_agreements(register)
    for name in _NAMES:
        before = {one for one in _NAMES if name in successors[one]}
        while more := {one for one in _NAMES if before & {*successors[one]}} - before:
            before |= more
        members = [one.id for one in selections.members(Selection("department-line", (name,)))]
        line = before | {name} if before else set()
        assert members == [one for one in register.agreements if line & {*agreements[one]}]
