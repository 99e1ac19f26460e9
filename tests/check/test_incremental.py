"""Checking only what a change can affect says just what checking everything says."""

import hashlib
import os
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from conftest import RunCommand
from hypothesis import given, settings
from hypothesis import strategies as st
from registers import AS_OF, BASE, KB, PARTNER, PKS, SCHEMAS
from slips import KINDS
from stamping import pack_stamps

from generator.check.checker import Checker
from generator.check.incremental import check_incrementally
from generator.check.kept import find_slot, recall_check
from generator.check.remembered import check_remembered
from generator.memory.store import Store
from generator.read.stamps import Stamps

FILES = sorted(path.relative_to(BASE).as_posix() for path in (BASE / "records").rglob("*.yaml"))
_AGREEMENTS = [file for file in FILES if "/agreements/" in file]
_PARTNERS = [file for file in FILES if "/partners/" in file]

_WITHDRAWN = 'withdrawn:\n  date: "2025-01-02"\n  reason: Tercatat dua kali.\n'
# Something another record hangs on: (what is written, what is written instead).
EXCHANGES = (
    ("number: 10/KB/2023", "number: 21/PKS/2024"),
    ("number: 21/PKS/2024", "number: 10/KB/2023"),
    ("name: PT Air Bening", "name: Pemkot Seberang"),
    ("name: Pemerintah Kota Seberang", "name: PT Air Bening"),
    ("category: pemerintah-daerah", "category: bumd"),
    ("category: badan-usaha-swasta", "category: kementerian-lembaga"),
    ("partner: kota-seberang", "partner: kota-sebrang"),
    ("department: dinas-kesehatan", "department: dinas-kesehata"),
    ("agreement: ksdd-seberang-2023-kb", "agreement: ksdpk-air-bening-2024"),
    ("type: implements", "type: extends"),
    ('date: "2024-07-15"', 'date: "2022-02-15"'),
    ('date: "2023-03-10"', 'date: "2024-03-10"'),
    ('date: "2024-05"', 'date: "2022"'),
    ("value: 9", "value: 0"),
    ("kind: kesepakatan-bersama", "kind: perjanjian-kerja-sama"),
    ("- kesehatan", "- kesehata"),
    ("certainty: exact", "former_ids:\n  - ksdd-seberang-2024-pks\ncertainty: exact"),
    (
        "certainty: exact",
        "relations:\n  - type: follows\n    agreement: ksdd-seberang-2024-pks\ncertainty: exact",
    ),
    (
        "certainty: partial",
        "relations:\n  - type: follows\n    agreement: ksdd-seberang-2023-kb\ncertainty: partial",
    ),
    ("certainty: exact", f"{_WITHDRAWN}certainty: exact"),
    ("certainty: partial", f"{_WITHDRAWN}certainty: partial"),
    ("unit: fakultas-kedokteran", "unit: fakultas-lain"),
    ("government: kota-contoh", "government: kota-seberang"),
    ("year: 2024", "year: 2023"),
)


def _delete(root: Path, file: str) -> None:
    (root / file).unlink(missing_ok=True)


_DOCUMENTS = ("documents/2024/rujukan.txt", "documents/lain.txt", "documents/.simpan")
_TEXT = b"Naskah rujukan.\n"
_NAMED = f"""attachments:
  - title: Naskah
    kind: naskah
    file: 2024/rujukan.txt
    sha256: {hashlib.sha256(_TEXT).hexdigest()}
    size: {len(_TEXT)}
"""
# The naming of a document, by one agreement or by two, of this one or of that.
DOCUMENT_EXCHANGES = (
    ("certainty: partial", f"{_NAMED}certainty: partial"),
    ("certainty: exact", f"{_NAMED}certainty: exact"),
    ("file: 2024/rujukan.txt", "file: lain.txt"),
    ("file: lain.txt", "file: 2024/rujukan.txt"),
    (f"    size: {len(_TEXT)}\n", "    size: 1\n"),
    (_NAMED, ""),
)


def _put(number: int, data: bytes) -> Callable[[Path, str], None]:
    def apply(root: Path, _file: str) -> None:
        path = root / _DOCUMENTS[number]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return apply


def _drop(number: int) -> Callable[[Path, str], None]:
    return lambda root, _file: (root / _DOCUMENTS[number]).unlink(missing_ok=True)


def _restore(root: Path, file: str) -> None:
    shutil.copy(BASE / file, root / file)


def _slip(number: int) -> Callable[[Path, str], None]:
    def apply(root: Path, file: str) -> None:
        path = root / file
        try:
            slip = KINDS[number].make(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return
        if slip:
            path.write_bytes(slip.data)

    return apply


def _exchange(number: int) -> Callable[[Path, str], None]:
    return _replace(*EXCHANGES[number])


def _replace(old: str, new: str) -> Callable[[Path, str], None]:
    def apply(root: Path, file: str) -> None:
        path = root / file
        data = path.read_bytes() if path.is_file() else b""
        if old.encode() in data:
            path.write_bytes(data.replace(old.encode(), new.encode(), 1))

    return apply


def _copy(root: Path, file: str) -> None:
    """Write the record once more under another name, with or without the id that goes with it."""
    path = root / file
    if path.is_file():
        twin = path.with_name(f"{path.stem}-lagi.yaml")
        twin.write_bytes(
            path.read_bytes().replace(b"id: " + path.stem.encode(), b"id: " + twin.stem.encode(), 1)
        )


EDITS = st.one_of(
    st.just(_delete),
    st.just(_restore),
    st.just(_copy),
    st.integers(0, len(KINDS) - 1).map(_slip),
    st.integers(0, len(EXCHANGES) - 1).map(_exchange),
    st.integers(0, len(EXCHANGES) - 1).map(_exchange),
)
Step: TypeAlias = tuple[Callable[[Path, str], None], str, bool]
"""An edit, the file it is made in, and whether what was remembered is thrown away after it."""
STEPS = st.lists(st.tuples(EDITS, st.sampled_from(FILES), st.booleans()), min_size=1, max_size=6)
DOCUMENT_EDITS = st.one_of(
    st.just(_delete),
    st.just(_restore),
    st.sampled_from(DOCUMENT_EXCHANGES).map(lambda exchange: _replace(*exchange)),
    st.builds(_put, st.integers(0, 2), st.sampled_from((_TEXT, b"Lain.\n"))),
    st.integers(0, 2).map(_drop),
)
DOCUMENT_STEPS = st.lists(
    st.tuples(DOCUMENT_EDITS, st.sampled_from(_AGREEMENTS), st.booleans()), min_size=1, max_size=6
)


_HOW_MANY = pytest.mark.parametrize("most", [150, pytest.param(1_000, marks=pytest.mark.slow)])


@_HOW_MANY
def test_incremental_equals_full(most: int, tmp_path: Path) -> None:
    @settings(max_examples=most, deadline=None)
    @given(steps=STEPS)
    def compare(steps: list[Step]) -> None:
        _compare(steps, tmp_path)

    compare()


@_HOW_MANY
def test_incremental_equals_full_for_documents(most: int, tmp_path: Path) -> None:
    naming = [(_replace(*DOCUMENT_EXCHANGES[0]), PKS, False), (_put(0, _TEXT), PKS, True)]

    @settings(max_examples=most, deadline=None)
    @given(steps=DOCUMENT_STEPS)
    def compare(steps: list[Step]) -> None:
        _compare([*naming, *steps], tmp_path)

    compare()


def _compare(steps: list[Step], tmp_path: Path) -> None:
    root, kept = tmp_path / "register", tmp_path / "kept"
    shutil.rmtree(root, ignore_errors=True)
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(BASE, root)
    slot, building = Store(kept).slot(("check",), ()), Store(kept).slot(("build",), ())
    check_incrementally(_Settled(root), slot, 1)
    check_remembered(_Settled(root), building)
    for edit, file, forget in steps:
        edit(root, file)
        told = check_incrementally(_Settled(root), slot, 1)
        whole = Checker(root, SCHEMAS, AS_OF).check_register()
        assert (told.findings, told.files) == (whole.findings, whole.files)
        assert check_remembered(_Settled(root), building) == whole
        if forget:
            Store(kept).forget()


@pytest.mark.parametrize("mark", ["certainty: exact", "certainty: partial"])
def test_a_total_is_judged_again_when_an_agreement_is_withdrawn(mark: str, tmp_path: Path) -> None:
    lower = [(_replace("value: 9", "value: 0"), file, True) for file in FILES if "/totals/" in file]
    withdraw = _replace(mark, _WITHDRAWN + mark)
    _compare([*lower, *((withdraw, file, False) for file in _AGREEMENTS)], tmp_path)


class _Settled(Checker):
    """Knows files by their content: a test changes them quicker than a file system's clock moves on."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, SCHEMAS, AS_OF)
        self._place = root

    def read_stamps(self) -> Stamps:
        files = super().read_stamps().files
        return pack_stamps({file: (1, 1, 1, zlib.crc32((self._place / file).read_bytes())) for file in files})


def _run(registri: RunCommand, root: Path, *more: str) -> str:
    done = registri("check", "--root", str(root), "--as-of", AS_OF.isoformat(), *more)
    assert done.stderr == ""
    return done.stdout


def test_the_command_remembers_and_forgets(base: Path, registri: RunCommand, tmp_path: Path) -> None:
    clean = _run(registri, base)
    assert (tmp_path / "cache" / "registri").is_dir()
    assert _run(registri, base) == clean
    text = (base / PKS).read_text(encoding="utf-8")
    (base / PKS).write_text(text.replace("ksdd-seberang-2023-kb", "ksdd-seberang-2023-bk"), encoding="utf-8")
    broken = _run(registri, base)
    assert "KS211" in broken
    assert _run(registri, base, "--anew") == broken
    (base / PKS).write_text(text, encoding="utf-8")
    assert _run(registri, base) == clean
    os.rename(base / KB, base / "records/agreements/ksdd/lain.yaml")  # noqa: PTH104
    assert _run(registri, base) == _run(registri, base, "--anew")


def test_a_document_that_changes_is_noticed(base: Path, registri: RunCommand) -> None:
    """Without a change to any record: changed, removed, brought back, and one more that nobody names."""
    document, other = base / _DOCUMENTS[0], base / _DOCUMENTS[1]
    _replace(*DOCUMENT_EXCHANGES[0])(base, PKS)
    assert "KS630" in _run(registri, base)
    _put(0, _TEXT)(base, PKS)
    clean = _run(registri, base)
    assert "KS63" not in clean
    document.write_bytes(_TEXT.upper())
    assert "KS631" in _run(registri, base)
    document.unlink()
    assert "KS630" in _run(registri, base)
    document.write_bytes(_TEXT)
    assert _run(registri, base) == clean
    other.write_bytes(_TEXT)
    assert "KS636" in _run(registri, base)
    other.unlink()
    assert _run(registri, base) == clean


@pytest.mark.parametrize("damage", [b"", b"x", b"\x00" * 4000])
def test_a_damaged_memory_is_none(base: Path, registri: RunCommand, tmp_path: Path, damage: bytes) -> None:
    clean = _run(registri, base)
    for path in (tmp_path / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(damage)
    assert _run(registri, base) == clean


@pytest.mark.parametrize("share", [0, 0.3, 0.6, 0.9])
def test_a_memory_damaged_in_part_is_found_out(
    base: Path, registri: RunCommand, tmp_path: Path, share: float
) -> None:
    _run(registri, base)
    (path,) = (tmp_path / "cache/registri").iterdir()
    kept = path.read_bytes()
    start = int(len(kept) * share)
    path.write_bytes(kept[:start] + bytes(200) + kept[start + 200 :])
    _replace("ksdd-seberang-2023-kb", "ksdd-seberang-2023-bk")(base, PKS)
    assert _run(registri, base) == _run(registri, base, "--anew")


def test_a_folder_that_cannot_be_written_keeps_nothing(
    base: Path, registri: RunCommand, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    words = ("check", "--root", str(base))
    first, second = (registri(*words, environment={"XDG_CACHE_HOME": str(tmp_path / "file")}) for _ in "12")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == second.stdout


def test_a_user_without_a_home_keeps_nothing(
    base: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", refuse)
    checker = Checker(base, SCHEMAS, AS_OF)
    slot = find_slot(base, tmp_path, ())
    assert check_incrementally(checker, slot, 1) == check_incrementally(checker, slot, 1)
    assert recall_check(slot) is None


def test_a_cache_folder_that_hangs_on_where_one_stands_is_none(base: Path, registri: RunCommand) -> None:
    home = {"XDG_CACHE_HOME": "cache", "HOME": str(base.parent / "home")}
    done = registri("check", "--root", str(base), cwd=base, environment=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (base / "cache").exists()
    assert (base.parent / "home/.cache/registri").is_dir()


def test_another_day_is_another_memory(base: Path, registri: RunCommand) -> None:
    _run(registri, base)
    done = registri("check", "--root", str(base), "--as-of", "2022-01-01")
    assert "KS303" in done.stdout
    assert PARTNER not in done.stdout
