"""What ``registri diff`` says of each kind of change, as files to be reviewed: ``make differences``."""

from pathlib import Path

import pytest
from changesets import CASES, KINDS, make_repository
from write_differences import render_all


@pytest.mark.parametrize("kind", KINDS)
def test_reports(kind: str, tmp_path: Path) -> None:
    reports = render_all(make_repository(tmp_path / "register", kind))
    assert {path.name for path in (CASES / kind).glob("expected.*")} == set(reports)
    for name, text in reports.items():
        assert text == (CASES / kind / name).read_text(encoding="utf-8"), name
