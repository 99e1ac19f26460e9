"""One wrong character in a real agreement is found, at its line and column; no bytes upset the program."""

from pathlib import Path

import pytest
from conftest import RunCommand
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registers import BASE, KB, check

from generator.check.reporters import REPORTERS, report

ORIGINAL = (BASE / KB).read_text(encoding="utf-8")

MUTATIONS = [
    ("opening quote lost", 'start: "2023-03-10"', 'start: 2023-03-10"', "KS026", 36, 10),
    ("closing quote lost", 'start: "2023-03-10"', 'start: "2023-03-10', "KS013", 36, 10),
    ("both quotes lost", 'start: "2023-03-10"', "start: 2023-03-10", "KS026", 36, 10),
    ("indent lost", "    number: 77/KSD/2023", "number: 77/KSD/2023", "KS101", 14, 1),
    ("indent one short", "  - partner: kota-seberang", " - partner: kota-seberang", "KS001", 13, 2),
    ("indent one too many", "subject: pelayanan", " subject: pelayanan", "KS001", 15, 2),
    ("key doubled", "subject: pelayanan", "id: lain\nsubject: pelayanan", "KS020", 15, 1),
    ("impossible date", 'end: "2028-03-10"', 'end: "2024-02-30"', "KS121", 37, 8),
    ("unknown partner", "partner: kota-seberang", "partner: kota-seberan", "KS211", 13, 14),
    ("unknown affair", "  - kesehatan", "  - kesehatam", "KS211", 17, 5),
    ("unknown department", "department: dinas-kesehatan", "department: dinas-keehatan", "KS211", 19, 17),
    ("unknown key", "subject:", "subjek:", "KS101", 15, 1),
    ("colon lost", "subject: pelayanan", "subject pelayanan", "KS001", 15, 1),
    ("space after colon lost", "subject: pelayanan", "subject:pelayanan", "KS001", 15, 1),
    ("dash lost", "  - partner: kota-seberang", "    partner: kota-seberang", "KS020", 13, 5),
    ("tab for indent", "    number: 77/KSD/2023", "\tnumber: 77/KSD/2023", "KS012", 14, 1),
    ("wrong choice", "certainty: exact", "certainty: exac", "KS104", 60, 12),
    ("letter O for zero", "amount: 250000000", "amount: 25000000O", "KS103", 29, 13),
    ("id changed", "id: ksdd-seberang-2023-kb", "id: ksdd-seberang-2023-ks", "KS202", 1, 5),
]


@pytest.mark.parametrize(("what", "old", "new", "rule", "line", "column"), MUTATIONS)
def test_mutation(  # noqa: PLR0917  the columns of the table
    what: str, old: str, new: str, rule: str, line: int, column: int, base: Path, registri: RunCommand
) -> None:
    assert ORIGINAL.count(old) >= 1, what
    (base / KB).write_text(ORIGINAL.replace(old, new, 1), encoding="utf-8")
    done = registri("check", "--root", str(base))
    assert done.returncode == 1
    assert done.stderr == ""
    assert f"{KB}:{line}:{column}: salah {rule}: " in done.stdout


def test_the_original_is_clean(base: Path, registri: RunCommand) -> None:
    done = registri("check", "--root", str(base))
    assert (done.returncode, done.stderr) == (0, "")


def _check_quietly(root: Path, data: bytes) -> None:
    """Check a register with these bytes as one agreement: findings in every form, never an exception."""
    (root / KB).write_bytes(data)
    checked = check(root)
    for form in REPORTERS:
        report(form, checked.findings, checked.files, root, "id").encode("utf-8")
    for found in checked.findings:
        assert found.line >= 1
        assert found.column >= 1


_quiet = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@_quiet
@given(data=st.binary(max_size=200))
def test_any_bytes(base: Path, data: bytes) -> None:
    _check_quietly(base, data)


_PIECES = st.sampled_from(
    ["", " ", "\n", "\t", ":", "- ", '"', "'", "#", "&a ", "*a", "!", "[", "]", "{", "}", "0", "~", "no", "|",
     ">", "2024-02-30", '"9999"', "9" * 30, "\u202e", "\x00", "\r", "\u3042", "true", "99999999999",
     "years: 9", "..."]
)  # fmt: skip


@settings(_quiet, max_examples=150)
@given(
    edits=st.lists(
        st.tuples(st.integers(0, len(ORIGINAL)), st.integers(0, 12), _PIECES), min_size=1, max_size=3
    )
)
def test_any_edit(base: Path, edits: list[tuple[int, int, str]]) -> None:
    text = ORIGINAL
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    _check_quietly(base, text.encode("utf-8"))


LINES = ORIGINAL.splitlines(keepends=True)


@settings(_quiet, max_examples=100)
@given(order=st.lists(st.integers(0, len(LINES) - 1), max_size=len(LINES) + 5))
def test_any_order_of_lines(base: Path, order: list[int]) -> None:
    _check_quietly(base, "".join(LINES[index] for index in order).encode("utf-8"))
