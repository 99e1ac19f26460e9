"""Every rule has files that break it, with the message they must give, and files that keep it."""

import os
from pathlib import Path

import pytest
from registers import AS_OF, BASE, CASES, SCHEMAS, check, copy_base
from write_examples import EXAMPLES, render_examples

from generator.check.checker import Checker
from generator.check.example import read_examples
from generator.check.reporters import report
from generator.check.rule import GROUPS, Rule
from generator.check.rules import RULES

# No repository can hold what the first is about, and the other judges no record: tests/read/test_files.py and
# tests/check/test_pages.py make it.
WITHOUT_CASES = {"KS207", "KS640"}

BAD = sorted(path for path in CASES.glob("KS*/bad-*") if path.is_dir())
GOOD = sorted(path for path in CASES.glob("KS*/good-*") if path.is_dir())


def _name(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


def test_the_base_register_is_clean() -> None:
    assert check(BASE).findings == ()


# What only the web can tell has tests of its own: test_links.py.
LOCAL_RULES = sorted(rule for rule in RULES if not rule.startswith("KS9") and rule not in WITHOUT_CASES)


@pytest.mark.parametrize("rule", LOCAL_RULES)
def test_each_rule_has_a_bad_and_a_good_case(rule: str) -> None:
    assert list((CASES / rule).glob("bad-*")), f"{rule} has no bad case"
    assert list((CASES / rule).glob("good-*")), f"{rule} has no good case"


def test_each_case_belongs_to_a_rule() -> None:
    assert {path.name for path in CASES.glob("KS*")} == set(LOCAL_RULES)


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


@pytest.mark.parametrize("case", BAD, ids=_name)
def test_a_build_sees_just_the_errors(case: Path, tmp_path: Path) -> None:
    root = copy_base(tmp_path / "register", case)
    strict = Checker(root, SCHEMAS, AS_OF, only_errors=True).check_register()
    assert strict.findings == check(root).errors


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
        assert names <= {"records", "documents", "removed.txt", "enlarged.txt", "expected.txt"}, case
        assert names & {"records", "removed.txt"}, case


def test_the_examples_shown_are_cut_from_the_cases() -> None:
    """Stale after a change of a case or a message: ``make examples`` writes them anew."""
    assert EXAMPLES.read_text(encoding="utf-8") == render_examples()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_each_rule_is_whole(rule: Rule) -> None:
    example = read_examples()[rule.id]
    assert example.bad != example.good
    for text in (rule.message, rule.help, example.message, example.help):
        assert text.id.strip()
        assert text.en.strip()
    assert any(rule.id.startswith(prefix) for prefix in GROUPS)
