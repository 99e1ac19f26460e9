"""The page about threats: each row names who attacks, what stops them, and tests that exist."""

import re

import pytest
from registers import ROOT
from write_trust import PAGE

_TEST = re.compile(r"`(tests/[\w/.-]+)::(test_\w+)`")
_PAGE = PAGE.read_text("utf-8")


def _find_threats() -> list[list[str]]:
    """Give the cells of every threat's row."""
    rows = _PAGE.partition("## Ancaman")[2].partition("\n## ")[0].splitlines()
    found = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("| ")]
    return [row for row in found if row[0] != "Aset"]


@pytest.mark.parametrize("row", _find_threats(), ids=lambda row: row[2][:40])
def test_a_threat_names_who_what_stops_them_and_tests_that_exist(row: list[str]) -> None:
    *said, tests = row
    assert len(said) == 4
    assert all(said)
    named = _TEST.findall(tests)
    assert named
    for file, name in named:
        assert f"def {name}(" in (ROOT / file).read_text("utf-8"), (file, name)
