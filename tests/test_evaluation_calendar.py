"""Another calendar of evaluation by configuration alone: a yearly one is told alike wherever it is told."""

import datetime
import html
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from smallregister import run, write_small_register

from generator.amend.evaluation import propose_period
from generator.read.strict_yaml import read_mapping
from generator.records import Record, parse_place

CALENDAR = """\
evaluation:
  per_year: 1
  days_after: 31
  basis: Peraturan Bupati Rekaan 5/2024 pasal 7
  exceptions:
    - types:
        - sinergi
      per_year: 2
"""
LAST_DAY, DAY_AFTER = "2026-01-31", "2026-02-01"
YEARLY = {"ksdd-seberang-2023-kb", "ksdd-seberang-2024-pks"}
HALF_YEARLY = {"sinergi-tepi-laut-2024"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a register whose government evaluates once a year, but for one type."""
    root = write_small_register(tmp_path_factory.mktemp("calendar") / "register")
    registry = root / "records" / "registry.yaml"
    registry.write_text(registry.read_text("utf-8") + CALENDAR, "utf-8")
    return root


def list_due(root: Path, day: str) -> dict[str, Any]:
    """Give the evaluations that are awaited or overdue on a day, by agreement."""
    told = run("due", "--root", str(root), "--within", "200", "--format", "json", today=day)
    assert told.returncode == 0, told.stderr
    items = [item for item in json.loads(told.stdout)["items"] if item["duty"] == "evaluation"]
    return {item["agreement"]: item for item in items}


def list_advised(root: Path, day: str) -> set[str]:
    """Give the agreements of which the check says on a day that their evaluation is overdue."""
    told = run("check", "--root", str(root), "--format", "json", today=day)
    found = [one for one in json.loads(told.stdout)["findings"] if one["rule"] == "KS324"]
    return {Path(one["file"]).stem for one in found}


def test_each_calendar_names_its_periods_and_their_last_days(root: Path) -> None:
    due = list_due(root, LAST_DAY)
    assert due.keys() == YEARLY | HALF_YEARLY
    for one in YEARLY:
        assert (due[one]["period"], due[one]["date"], due[one]["overdue"]) == ("2025", LAST_DAY, False)
        assert due[one]["what"] == "Evaluasi 2025"
        assert due[one]["basis"] == "Peraturan Bupati Rekaan 5/2024 pasal 7"
    (other,) = HALF_YEARLY
    assert (due[other]["period"], due[other]["date"]) == ("2025-2", "2025-12-31")
    assert due[other]["overdue"]


@pytest.mark.parametrize(("day", "overdue"), [(LAST_DAY, HALF_YEARLY), (DAY_AFTER, YEARLY | HALF_YEARLY)])
def test_the_agenda_and_the_check_call_the_same_overdue(root: Path, day: str, overdue: set[str]) -> None:
    assert {one for one, item in list_due(root, day).items() if item["overdue"]} == overdue
    assert list_advised(root, day) == overdue


def test_the_pages_tell_the_calendar_and_count_by_it(root: Path) -> None:
    built = run("build", "--root", str(root), today=DAY_AFTER)
    assert built.returncode == 0, built.stderr
    text = read_page(root, "evaluasi/index.html")
    assert (
        "KSDD, KSDPK, KSDPL, KSDLL : sekurangnya satu evaluasi untuk setiap tahun kalender, ditunggu sampai "
        "31 hari sesudah masa itu berakhir. Dasar: Peraturan Bupati Rekaan 5/2024 pasal 7"
    ) in text
    assert "Sinergi : sekurangnya satu evaluasi untuk setiap semester." in text
    assert " 3 evaluasi terlambat " in text
    # The year is asked for once, with the half-year that ends it.
    assert " 3 belum dievaluasi" in read_page(root, "evaluasi/2025-2/index.html")
    assert " 1 belum dievaluasi" in read_page(root, "evaluasi/2025-1/index.html")


def read_page(root: Path, name: str) -> str:
    """Give the words of a page as a reader sees them."""
    page = (root / "site" / name).read_text("utf-8")
    main = re.sub(r"<svg.*?</svg>", "", page.partition("<main")[2], flags=re.DOTALL)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))


@pytest.mark.parametrize("half", ["2025-1", "2025-2"])
def test_one_evaluation_of_either_half_answers_for_the_year(root: Path, tmp_path: Path, half: str) -> None:
    own = shutil.copytree(root, tmp_path / "register", ignore=shutil.ignore_patterns("site"))
    chosen, *others = sorted(YEARLY)
    written = run(
        "evaluate", "--root", str(own), chosen, "--period", half, "--execution", "berjalan",
        "--recommendation", "dilanjutkan", "--evaluator", "dinas-kesehatan", "--write", today=DAY_AFTER,
    )  # fmt: skip
    assert written.returncode == 0, written.stdout + written.stderr
    assert {one for one, item in list_due(own, DAY_AFTER).items() if item["overdue"]} == {
        *others,
        *HALF_YEARLY,
    }


def test_the_evaluation_that_is_proposed_is_the_one_asked_for(root: Path) -> None:
    """Where the year is asked for, that is the half which ends it."""
    records = read_records(root)
    proposed = {
        record.id: propose_period(records, record, datetime.date.fromisoformat(DAY_AFTER)).slug
        for record in records
        if record.kind == "agreement" and record.id in YEARLY | HALF_YEARLY
    }
    assert proposed == dict.fromkeys(YEARLY | HALF_YEARLY, "2025-2")


def read_records(root: Path) -> list[Record]:
    """Read the records of a register."""
    found = []
    for path in sorted((root / "records").rglob("*.yaml")):
        file = path.relative_to(root).as_posix()
        place, (value, _) = parse_place(file), read_mapping(path.read_bytes())
        if place and value:
            found.append(Record(file, place, value))
    return found
