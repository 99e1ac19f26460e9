"""Every slip in every real agreement is found, on its line."""

from pathlib import Path

import pytest
from detection import PAGE, RECORDS, copy_records, render_page, try_slips
from slips import KINDS

_FEWEST_KINDS = 25


# One in eight as ever, all of them where there is time: each is judged with some thirty slips.
_IN_PASSING = 8


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(file, id=Path(file).stem, marks=pytest.mark.slow if number % _IN_PASSING else ())
        for number, file in enumerate(RECORDS)
    ],
)
def test_slips_are_found_on_their_lines(file: str, tmp_path: Path) -> None:
    outcomes = list(try_slips(copy_records(tmp_path), file))
    assert len(outcomes) >= _FEWEST_KINDS
    missed = [
        (outcome.kind.name, outcome.slip.lines, [(found.rule, found.line) for found in outcome.findings])
        for outcome in outcomes
        if not outcome.is_located
    ]
    assert missed == []


def test_kinds_have_names_of_their_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


@pytest.mark.slow
def test_the_published_rates_are_those_of_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_page()
