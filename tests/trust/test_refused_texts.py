"""What no field may hold is refused where it stands, in every field, and however it is spelled."""

from collections import defaultdict
from pathlib import Path

import pytest
from payloads import HUGE
from refusedregister import list_refused, quote, write_huge, write_refused
from registers import AS_OF, SCHEMAS
from tally import Tally
from textfields import list_fields

from generator.check.checker import Checker
from generator.read.characters import FORBIDDEN


def _find_lines(root: Path) -> dict[tuple[str, int], set[str]]:
    """Give the rules of the errors found in each line of each file of a register."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for finding in Checker(root, SCHEMAS, AS_OF).check_register().errors:
        for line in range(finding.line, finding.end_line + 1):
            found[finding.file, line].add(finding.rule)
        # A message tells of a text, it does not bring it along.
        assert not FORBIDDEN.search(f"{finding.message}{finding.help}{finding.fix or ''}".replace("\n", ""))
    return found


@pytest.mark.slow
def test_every_text_is_refused_in_every_field_that_may_not_hold_it(tmp_path: Path, tally: Tally) -> None:
    written = write_refused(tmp_path)
    pairs = {(one.field, one.payload) for one in written}
    assert pairs == list_refused()
    assert len(pairs) > 40_000
    for root in {one.root for one in written}:
        found = _find_lines(root)
        assert [one for one in written if one.root == root and not found[one.file, one.line]] == []
    tally.add("outputs")
    tally.add("tries", len(pairs))


@pytest.mark.slow
def test_a_text_of_a_hundred_thousand_letters_is_refused_in_every_field(tmp_path: Path, tally: Tally) -> None:
    written = write_huge(tmp_path)
    assert {one.field for one in written} == set(list_fields())
    assert all(len(one.payload) >= HUGE for one in written)
    for root in {one.root for one in written}:
        found = _find_lines(root)
        for one in written:
            # Where its letters take more than one byte, the whole file is too large.
            if one.root == root:
                assert found[one.file, one.line] or "KS002" in found[one.file, 1], one.field
    tally.add("outputs")
    tally.add("tries", len(written))


def test_what_a_terminal_would_obey_is_refused_in_the_open_and_by_its_code(tmp_path: Path) -> None:
    text = "x\x1b[31my"
    for spelled in (quote(text, in_the_open=True), quote(text, in_the_open=False)):
        path = tmp_path / "records" / "partners" / "uji.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"id: uji\nname: {spelled}\ncategory: yayasan\n", encoding="utf-8")
        assert "KS004" in _find_lines(tmp_path)["records/partners/uji.yaml", 2]


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "lpt9"])
def test_no_record_of_any_kind_is_named_as_windows_names_a_device(name: str, tmp_path: Path) -> None:
    for kind, folder in (("department", "departments"), ("affair", "affairs"), ("partner", "partners")):
        value = {
            "department": {"id": name, "name": "Dinas", "kind": "dinas"},
            "affair": {"id": name, "code": '"1.02"', "name": "Urusan", "group": "wajib-pelayanan-dasar"},
            "partner": {"id": name, "name": "Mitra", "category": "yayasan"},
        }[kind]
        path = tmp_path / "records" / folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{key}: {one}\n" for key, one in value.items()), encoding="utf-8")
        assert "KS208" in _find_lines(tmp_path)[f"records/{folder}/{name}.yaml", 1]
