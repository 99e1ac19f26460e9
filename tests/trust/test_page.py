"""The page about threats: each row names tests that exist, and its figures are of a run without failures."""

import re

import pytest
from registers import ROOT
from tally import ROWS
from write_trust import GUARDS, PAGE, render_guards

_TEST = re.compile(r"`(tests/[\w/.-]+)::(test_\w+)`")
_PAGE = PAGE.read_text("utf-8")


def _find_part(mark: str) -> str:
    begin, end = f"<!-- {mark}:awal -->\n", f"\n<!-- {mark}:akhir -->"
    return _PAGE.partition(begin)[2].partition(end)[0]


def _find_rows(title: str) -> list[list[str]]:
    """Give the cells of every row under a title, without those that name the columns."""
    rows = _PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0].splitlines()
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("| ")][1:]


@pytest.mark.parametrize("row", _find_rows("Ancaman"), ids=lambda row: row[2][:40])
def test_a_threat_names_who_what_stops_them_and_tests_that_exist(row: list[str]) -> None:
    *said, tests = row
    assert len(said) == 4
    assert all(said)
    assert said[0] in {asset for asset, _ in _find_rows("Yang dijaga")}
    assert said[1].capitalize() in {who for who, _ in _find_rows("Penyerang")}
    named = _TEST.findall(tests)
    assert named
    for file, name in named:
        assert f"def {name}(" in (ROOT / file).read_text("utf-8"), (file, name)


def test_the_counts_are_of_a_run_in_which_nothing_failed() -> None:
    rows = [
        [cell.strip() for cell in row.strip("|").split("|")] for row in _find_part("hitungan").splitlines()
    ]
    assert [row[0] for row in rows[2:]] == list(ROWS.values())
    for _, number, failed, files in rows[2:]:
        assert int(number.replace(".", "")) > 0
        assert failed == "0"
        for file in re.findall("`([^`]+)`", files):
            assert (ROOT / file).is_file(), file
    assert int(rows[-1][1]) == len(GUARDS)


def test_all_guards_are_on_the_page() -> None:
    assert _find_part("penjagaan") == render_guards()
