"""What a careless fixer offers is never taken: each guard holds alone, whatever the fixers do.

Each test puts a fixer that does wrong in the place of a real one; the register and its faults are real.
"""

from collections.abc import Callable, Iterator

import pytest
from registers import AS_OF, BASE, KB, SCHEMAS

from generator.check import fixes
from generator.check.checker import Checked, Checker
from generator.check.fix_case import Case
from generator.check.mending import Mender, Mending
from generator.read.files import list_record_files, read_bytes
from generator.write.edits import Edit

ORIGINAL = (BASE / KB).read_text(encoding="utf-8")
RIGHT, WRONG = "certainty: exact", "certainty: exac"
MISSPELT = ORIGINAL.replace(RIGHT, WRONG)

_Fixer = Callable[[Case], Iterator[Edit]]
_Put = Callable[[str, _Fixer], None]


def _mend(text: str) -> Mending:
    files = {KB: text.encode()}

    def check(instead: dict[str, bytes]) -> Checked:
        return Checker(BASE, SCHEMAS, AS_OF, instead={**files, **instead}).check_register()

    def read(file: str) -> bytes:
        return files[file] if file in files else read_bytes(BASE, file)

    return Mender(check, read, list_record_files(BASE), SCHEMAS).mend(lambda _file: True)


def _replace(case: Case, old: str, new: str) -> Edit:
    start = case.text.index(old)
    return Edit(start, start + len(old), new)


def _refuses(text: str) -> list[str]:
    """Look that nothing is mended; give the rules that still find something wrong."""
    mending = _mend(text)
    assert (mending.fixes, mending.data) == ((), {})
    return [found.rule for found in mending.checked.errors]


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> _Put:
    """Put a fixer in the place of a rule's own."""
    return lambda rule, fixer: monkeypatch.setitem(fixes._FIXERS, rule, fixer)


def test_the_real_fixers_mend_it() -> None:
    """So that what the careless ones are refused is not refused for another reason."""
    assert _mend(MISSPELT).data == {KB: ORIGINAL.encode()}


def test_a_fixer_put_in_its_place_is_asked(put: _Put) -> None:
    put("KS104", lambda case: iter([Edit(case.start, case.end, "month")]))
    assert _mend(MISSPELT).data == {KB: ORIGINAL.replace(RIGHT, "certainty: month").encode()}


def test_a_fix_that_mends_nothing(put: _Put) -> None:
    """The finding it announces stands there afterwards, word for word."""
    put("KS104", lambda case: iter([Edit(case.start, case.end, '"exac"')]))
    assert _refuses(MISSPELT) == ["KS104"]


def test_a_fix_that_ends_another_fault_unannounced(put: _Put) -> None:
    def fix(case: Case) -> Iterator[Edit]:
        yield Edit(case.start, case.end, "exact")
        yield _replace(case, "amount: -1", "amount: 1")

    put("KS104", fix)
    assert sorted(_refuses(MISSPELT.replace("amount: 250000000", "amount: -1"))) == ["KS104", "KS110"]


def test_a_fix_that_turns_a_line_into_a_comment(put: _Put) -> None:
    """As many lines, still YAML, and no fault left: but what the notes said is gone."""

    def fix(case: Case) -> Iterator[Edit]:
        yield Edit(case.start, case.end, "exact")
        yield _replace(case, "notes:", "# notes:")

    put("KS104", fix)
    assert _refuses(MISSPELT.replace("purpose:", "notes: Satu.\npurpose:")) == ["KS104"]


def test_a_fix_that_ends_a_text_early(put: _Put) -> None:
    """It writes into a blank alone, but the value around it is another one then."""

    def fix(case: Case) -> Iterator[Edit]:
        yield Edit(case.start, case.end, "exact")
        start = case.text.index("subject: ") + len("subject: ")
        yield Edit(start, start, "pelayanan # ")

    put("KS104", fix)
    assert _refuses(MISSPELT) == ["KS104"]


@pytest.mark.parametrize("rule", ["KS004", "KS005"])
def test_a_fix_that_leaves_no_yaml(rule: str, put: _Put) -> None:
    """What mends a whole text's characters may not take its values with it."""
    put(rule, lambda case: iter([Edit(0, len(case.text), "]" + "\n" * case.text.count("\n"))]))
    text = "\ufeff" + ORIGINAL if rule == "KS004" else ORIGINAL.replace("\n", "\r\n")
    assert _refuses(text) == [rule]


def test_line_endings_change_no_value(put: _Put) -> None:
    """They touch every line: what stands beside them must stay all the same."""

    def fix(case: Case) -> Iterator[Edit]:
        yield Edit(0, len(case.text), case.text.replace("\r\n", "\n").replace("exact", "month"))

    put("KS005", fix)
    assert _refuses(ORIGINAL.replace("\n", "\r\n")) == ["KS005"]
