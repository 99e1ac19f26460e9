"""Fixes: certain ones only, exactly what was announced, and nothing else."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registers import AS_OF, BASE, CASES, KB, PARTNER, ROOT, SCHEMAS, copy_base
from slips import iterate_slips

from generator.check.checker import Checked, Checker
from generator.check.mending import Mender, Mending
from generator.read.files import list_record_files, read_bytes
from generator.read.positions import locate, read_places
from generator.read.strict_yaml import read_mapping

ORIGINAL = (BASE / KB).read_text(encoding="utf-8")


def _mend(root: Path, files: dict[str, bytes] | None = None) -> Mending:
    """Mend a register in which some files have other bytes; the disk is left alone."""
    files = files or {}

    def check(instead: dict[str, bytes]) -> Checked:
        return Checker(root, SCHEMAS, AS_OF, instead={**files, **instead}).check_register()

    def read(file: str) -> bytes:
        return files[file] if file in files else read_bytes(root, file)

    return Mender(check, read, list_record_files(root), SCHEMAS).mend(lambda _file: True)


def _mend_agreement(text: str) -> str:
    return _mend(BASE, {KB: text.encode()}).data.get(KB, text.encode()).decode()


RESTORED = [
    ("opening quote lost", 'start: "2023-03-10"', 'start: 2023-03-10"'),
    ("closing quote lost", 'start: "2023-03-10"', 'start: "2023-03-10'),
    ("both quotes lost", 'start: "2023-03-10"', "start: 2023-03-10"),
    ("month of one digit", 'start: "2023-03-10"', "start: 2023-3-10"),
    ("date in words", 'start: "2023-03-10"', "start: 10 Maret 2023"),
    ("date with dots", 'end: "2028-03-10"', 'end: "2028.3.10"'),
    ("unknown partner", "partner: kota-seberang", "partner: kota-seberan"),
    ("unknown affair", "  - kesehatan", "  - kesehatam"),
    ("unknown department", "department: dinas-kesehatan", "department: dinas-keehatan"),
    ("key with a capital", "subject:", "Subject:"),
    ("key misspelt", "certainty:", "certanty:"),
    ("blank after the colon lost", "subject: pelayanan", "subject:pelayanan"),
    ("full-width colon", "subject: pelayanan", "subject：pelayanan"),
    ("tab for indent", "    number: 77/KSD/2023", "\tnumber: 77/KSD/2023"),
    ("wrong choice", "certainty: exact", "certainty: exac"),
    ("choice with capitals", "kind: kesepakatan-bersama", "kind: Kesepakatan Bersama"),
    ("id changed", "id: ksdd-seberang-2023-kb", "id: ksdd-seberang-2023-ks"),
    ("number in groups", "amount: 250000000", "amount: 250.000.000"),
    ("number with underscores", "amount: 250000000", "amount: 250_000_000"),
    ("number in quotes", "amount: 250000000", 'amount: "250000000"'),
    ("boolean of YAML 1.1", "lead: true", "lead: yes"),
    ("boolean with a capital", "lead: true", "lead: True"),
    ("boolean in quotes", "lead: true", 'lead: "true"'),
    ("byte order mark", "id: ksdd", "\ufeffid: ksdd"),
    ("direction mark", "subject: pelayanan", "subject: \u200epelayanan"),
    ("blanks around a text", "subject: pelayanan kesehatan", 'subject: " pelayanan kesehatan "'),
]


@pytest.mark.parametrize(("what", "right", "wrong"), RESTORED)
def test_restored(what: str, right: str, wrong: str) -> None:
    assert ORIGINAL.count(right) >= 1, what
    assert _mend_agreement(ORIGINAL.replace(right, wrong, 1)) == ORIGINAL


def test_line_endings_are_restored() -> None:
    assert _mend_agreement(ORIGINAL.replace("\n", "\r\n")) == ORIGINAL


MENDED = [
    ("subject: pelayanan kesehatan", "subject: layanan: kesehatan", 'subject: "layanan: kesehatan"'),
    ("subject: pelayanan kesehatan", "subject: @kesehatan", 'subject: "@kesehatan"'),
    ("subject: pelayanan kesehatan", "subject: 2024", 'subject: "2024"'),
    ("subject: pelayanan kesehatan", "subject: 0123", 'subject: "0123"'),
    ("subject: pelayanan kesehatan", "subject: 12:30", 'subject: "12:30"'),
    ("subject: pelayanan kesehatan", "subject: no", 'subject: "no"'),
    ("subject: pelayanan kesehatan", 'subject: "pelayanan', 'subject: "pelayanan"'),
    ("number: 77/KSD/2023", "number: 2023-01-05/KSD", 'number: "2023-01-05/KSD"'),
    ("purpose: Warga kedua", "purpose: |\n  Warga kedua", "purpose: |-\n  Warga kedua"),
    ('end: "2028-03-10"', 'end: "17/05/2028"', 'end: "2028-05-17"'),
    ('end: "2028-03-10"', "end: Mei 2028", 'end: "2028-05"'),
]


@pytest.mark.parametrize(("right", "wrong", "mended"), MENDED)
def test_mended(right: str, wrong: str, mended: str) -> None:
    assert ORIGINAL.count(right) >= 1
    assert _mend_agreement(ORIGINAL.replace(right, wrong, 1)) == ORIGINAL.replace(right, mended, 1)


UNCERTAIN = [
    ('end: "2028-03-10"', 'end: "05/06/2028"'),
    ('end: "2028-03-10"', 'end: "2028-02-30"'),
    ('end: "2028-03-10"', 'end: "28-05-17"'),
    ("subject: pelayanan kesehatan", "subject: kesehatan #5"),
    ("subject: pelayanan kesehatan", "subject:"),
    ("subject: pelayanan kesehatan", "subject: true"),
    ("subject: pelayanan kesehatan", "subject: layanan: a # b: c"),
    ("amount: 250000000", "amount: 250.000"),
    ("amount: 250000000", "amount: 0250000000"),
    ("amount: 250000000", "amount: 250.000,000"),
    ("amount: 250000000", "amount: 25000000O"),
    ("lead: true", "lead: no"),
    ("type: ksdd", "type: ksdpk"),
    ("partner: kota-seberang", "partner: kota-sebelah"),
    ("subject: pelayanan", "pokok: pelayanan"),
    ("subject: pelayanan", "id: lain\nsubject: pelayanan"),
    ("subject: pelayanan", "subject: &a pelayanan"),
    ("subject: pelayanan", "subject: pela\u0085yanan"),
    ("  - kesehatan\n", "  - kesehatan\n  - kesehatan\n"),
    # With two blanks for the tab the amount is in the total, with four beside it.
    ("  total:\n", "\ttotal:\n"),
    # The nearest agreement is this one itself.
    ("sources:", "relations:\n  - type: implements\n    agreement: ksdd-seberan-2023-kb\nsources:"),
]


@pytest.mark.parametrize(("right", "wrong"), UNCERTAIN)
def test_what_is_not_certain_is_left_alone(right: str, wrong: str) -> None:
    assert ORIGINAL.count(right) >= 1
    wrong_text = ORIGINAL.replace(right, wrong, 1)
    mending = _mend(BASE, {KB: wrong_text.encode()})
    assert (mending.fixes, mending.data) == ((), {})
    assert mending.checked.errors


def test_a_lone_carriage_return_is_left_alone() -> None:
    text = ORIGINAL.replace("\n", "\r\n").replace("pelayanan ", "pelayanan\r")
    assert _mend(BASE, {KB: text.encode()}).fixes == ()


def test_an_id_that_others_know_is_left_alone() -> None:
    """A file that was renamed by mistake: the others still mean what it says itself."""
    partner = (BASE / PARTNER).read_bytes().replace(b"kota-seberang\n", b"kota-sana\n", 1)
    mending = _mend(BASE, {PARTNER: partner, KB: ORIGINAL.replace("kota-seberang", "kota-sana").encode()})
    assert [fix.finding.rule for fix in mending.fixes] == []


def test_a_unit_of_the_partner() -> None:
    partner = (BASE / PARTNER).read_text(
        encoding="utf-8"
    ) + "units:\n  - id: dinas-kesehatan\n    name: Dinas\n"
    right = ORIGINAL.replace("partner: kota-seberang", "partner: kota-seberang\n    unit: dinas-kesehatan")
    wrong = right.replace("unit: dinas-kesehatan", "unit: dinas-kesehatn")
    assert _mend(BASE, {PARTNER: partner.encode(), KB: wrong.encode()}).data == {KB: right.encode()}


def test_several_rounds_in_one_go() -> None:
    """A quote hides the keys, and the keys hide the references."""
    wrong = (
        ORIGINAL.replace('start: "2023-03-10"', "start: 2023-03-10")
        .replace("purpose:", "purpos:")
        .replace("partner: kota-seberang", "partner: kota-seberan")
    )
    mending = _mend(BASE, {KB: wrong.encode()})
    assert mending.data == {KB: ORIGINAL.encode()}
    assert [fix.finding.rule for fix in mending.fixes] == ["KS026", "KS101", "KS211"]
    assert mending.checked.findings == ()


def _keys(checked: Checked) -> Counter[tuple[str, str, int, str]]:
    return Counter((one.file, one.rule, one.line, one.message) for one in checked.findings)


def _check_exactness(root: Path, before: dict[str, bytes], mending: Mending) -> None:
    """Check what was announced against what was done, without a word from the program."""
    first = Checker(root, SCHEMAS, AS_OF, instead=before).check_register()
    announced = Counter(
        (one.file, one.rule, one.line, one.message) for one in (fix.finding for fix in mending.fixes)
    )
    last = Checker(root, SCHEMAS, AS_OF, instead={**before, **mending.data}).check_register()
    assert _keys(last) == _keys(mending.checked)
    assert not announced & (_keys(last) - (_keys(first) - announced))
    assert not (_keys(first) - announced) - _keys(last)
    for file, data in mending.data.items():
        _check_lines(file, before[file] if file in before else read_bytes(root, file), data, mending)


def _check_lines(file: str, before: bytes, after: bytes, mending: Mending) -> None:
    rules = {fix.finding.rule for fix in mending.fixes if fix.finding.file == file}
    lines = {fix.finding.line for fix in mending.fixes if fix.finding.file == file}
    old, new = before.replace(b"\r\n", b"\n").split(b"\n"), after.split(b"\n")
    assert len(old) == len(new)
    if not rules & {"KS009", "KS012"}:
        changed = {number for number, pair in enumerate(zip(old, new, strict=True), 1) if pair[0] != pair[1]}
        assert changed <= lines
    (value, _), (again, faults) = read_mapping(before), read_mapping(after)
    if value is not None:
        assert again is not None, faults
        for path in _find_changes(value, again):
            assert locate(read_places(after), path, key=True).line in lines


def _find_changes(old: Any, new: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [*old, *(key for key in new if key not in old)]
        added = [(*path, key) for key in keys if key not in old]
        kept = [key for key in keys if key in old and key in new]
        return [*added, *(found for key in kept for found in _find_changes(old[key], new[key], (*path, key)))]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [
            found
            for index, pair in enumerate(zip(old, new, strict=True))
            for found in _find_changes(*pair, (*path, index))
        ]
    return [] if (old, type(old)) == (new, type(new)) else [path]


_PIECES = st.sampled_from(
    ["", " ", "\n", "\t", ":", "- ", '"', "'", "#", "&a ", "*a", "[", "]", "{", "0", "~", "no", "|", "yes",
     "2024-02-30", '"9999"', "\u202e", "\ufeff", "\r\n", "\u3042", "true", "years: 9", "1_000", "12:30", "@"]
)  # fmt: skip
_quiet = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(_quiet, max_examples=100)
@given(
    edits=st.lists(
        st.tuples(st.integers(0, len(ORIGINAL)), st.integers(0, 6), _PIECES), min_size=1, max_size=3
    )
)
def test_any_edit(edits: list[tuple[int, int, str]]) -> None:
    text = ORIGINAL
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    before = {KB: text.encode("utf-8")}
    _check_exactness(BASE, before, _mend(BASE, before))


@_quiet
@given(data=st.binary(max_size=120))
def test_any_bytes(data: bytes) -> None:
    before = {PARTNER: data}
    _check_exactness(BASE, before, _mend(BASE, before))


BAD = sorted(path for path in CASES.glob("KS*/bad-*") if path.is_dir())


MENDED_CASES = {
    "KS004/bad-bidi-override", "KS004/bad-byte-order-mark", "KS005/bad-windows", "KS012/bad-tab",
    "KS013/bad-unclosed", "KS014/bad-colon-in-title", "KS015/bad-at-sign", "KS015/bad-backtick",
    "KS023/bad-no-as-country", "KS023/bad-yes", "KS024/bad-underscores", "KS025/bad-time",
    "KS026/bad-short-form", "KS026/bad-unquoted", "KS026/bad-unquoted-impossible", "KS027/bad-equals",
    "KS101/bad-misspelt", "KS103/bad-grouped-number", "KS103/bad-number-for-text", "KS106/bad-trailing-blank",
    "KS120/bad-indonesian-date", "KS120/bad-short-form", "KS202/bad-id", "KS211/bad-partner",
    "KS212/bad-unit", "KS013/bad-swallowing", "KS801/bad-two-blanks",
}  # fmt: skip


@pytest.mark.parametrize("case", BAD, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_bad_cases(case: Path, tmp_path: Path) -> None:
    root = copy_base(tmp_path / "register", case)
    mending = _mend(root)
    _check_exactness(root, {}, mending)
    if f"{case.parent.name}/{case.name}" in MENDED_CASES:
        assert mending.fixes


_AGREEMENTS = [
    pytest.param(path, id=path.stem, marks=[pytest.mark.slow] if index % 16 else [])
    for index, path in enumerate(sorted((ROOT / "records" / "agreements").rglob("*.yaml")))
]
# What these slips wrote over can't be known again.
_LOST = {"tanggal dengan kata", "tanggal dengan garis miring", "angka menggantikan teks", "no", "12:30",
         "titik dua di dalam teks"}  # fmt: skip


@pytest.mark.parametrize("path", _AGREEMENTS)
def test_a_slip_is_undone_or_left_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    value, _ = read_mapping(text.encode())
    file = path.relative_to(ROOT).as_posix()
    for kind, slip in iterate_slips(text):
        mending = _mend(ROOT, {file: slip.data})
        assert set(mending.data) <= {file}, kind.name
        if mending.data and not any(found.file == file for found in mending.checked.errors):
            again, _ = read_mapping(mending.data[file])
            assert again == value or kind.name in _LOST, kind.name


def test_the_cases_exist() -> None:
    assert {f"{case.parent.name}/{case.name}" for case in BAD} >= MENDED_CASES


def test_the_base_register_needs_no_fix() -> None:
    assert _mend(BASE).fixes == ()
    assert _mend(ROOT).fixes == ()
