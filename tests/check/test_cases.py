"""Every rule has files that break it, with the message they must give, and files that keep it."""

import os
from pathlib import Path

import pytest
from registers import BASE, CASES, check, copy_base

from generator.check.reporters import report
from generator.check.rules import RULES

# No repository can hold what this rule is about; tests/read/test_files.py makes it.
WITHOUT_CASES = {"KS207"}

BAD = sorted(path for path in CASES.glob("KS*/bad-*") if path.is_dir())
GOOD = sorted(path for path in CASES.glob("KS*/good-*") if path.is_dir())


def _name(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


def test_the_base_register_is_clean() -> None:
    assert check(BASE).findings == ()


@pytest.mark.parametrize("rule", sorted(set(RULES) - WITHOUT_CASES))
def test_each_rule_has_a_bad_and_a_good_case(rule: str) -> None:
    assert list((CASES / rule).glob("bad-*")), f"{rule} has no bad case"
    assert list((CASES / rule).glob("good-*")), f"{rule} has no good case"


def test_each_case_belongs_to_a_rule() -> None:
    assert {path.name for path in CASES.glob("KS*")} == set(RULES) - WITHOUT_CASES


@pytest.mark.parametrize("case", BAD, ids=_name)
def test_bad_case(case: Path, tmp_path: Path) -> None:
    root = copy_base(tmp_path / "register", case)
    checked = check(root)
    assert {finding.rule for finding in checked.findings} == {case.parent.name}
    output = report("text", checked.findings, checked.files, root, "id")
    golden = case / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(output, encoding="utf-8")
    assert output == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", GOOD, ids=_name)
def test_good_case(case: Path, tmp_path: Path) -> None:
    assert check(copy_base(tmp_path / "register", case)).findings == ()


@pytest.mark.parametrize("case", BAD, ids=_name)
def test_bad_case_reads_as_english_too(case: Path, tmp_path: Path) -> None:
    indonesian = check(copy_base(tmp_path / "register", case)).findings
    english = check(tmp_path / "register", "en").findings
    assert [(one.rule, one.line, one.column) for one in indonesian] == [
        (one.rule, one.line, one.column) for one in english
    ]
    for one in (*indonesian, *english):
        assert one.message.strip()
        assert one.help.strip()
        # A parameter that no sentence took would stand in braces.
        assert not {"{key}", "{guess}", "{fix}", "{text}", "{bound}"} & set(one.message.split())


def test_cases_are_complete_directories() -> None:
    for case in (*BAD, *GOOD):
        names = {path.name for path in case.iterdir()}
        assert names <= {"records", "removed.txt", "expected.txt"}, case
        assert names & {"records", "removed.txt"}, case
