"""Stamps: they name the very files that a listing names, and tell each that may have changed."""

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stamping import pack_stamps

from generator.read.documents import list_document_files
from generator.read.files import UNSURE, is_record_file, list_record_files
from generator.read.stamps import Stamps, list_unsure, read_settled, read_stamps

# Names that sort before a slash and after it, and those of files, folders and what is hidden.
NAMES = ("a", "a.yaml", "a-b", "a/b", "a/b.yaml", "a!/c.yaml", "a.yaml/d", "b.yml/e/f", ".git/g", "z/.h")
OLD = 10**9
_BEFORE_NUMBERS = -(1 << 63) - 10**12
"""A time in nanoseconds, before 1677, that 64 bits do not hold."""


def _lay_out(root: Path, names: set[str]) -> None:
    """Write files, but for those that would stand in a file or in the place of a folder."""
    for name in sorted(names):
        path = root / name
        if path.exists() or any(parent.is_file() for parent in path.parents):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
        os.utime(path, ns=(OLD, OLD))


@given(st.sets(st.sampled_from([f"{top}/{name}" for top in ("records", "documents") for name in NAMES])))
def test_the_files_are_those_of_a_listing_in_its_order(
    tmp_path_factory: pytest.TempPathFactory, names: set[str]
) -> None:
    root = tmp_path_factory.mktemp("root")
    _lay_out(root, names)
    records, documents = list_record_files(root), list_document_files(root)
    assert records == sorted(records)
    stamps = read_stamps(root, time.time_ns() + OLD)
    assert stamps.files == records + documents
    for file, stamp in zip(stamps.files, stamps.iterate(), strict=True):
        status = (root / file).lstat()
        expected = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        assert stamp == pack_stamps({file: expected}).packed


@given(st.sets(st.sampled_from([f"records/{name}" for name in NAMES])))
def test_a_file_is_known_for_one_of_a_listing_without_it(
    tmp_path_factory: pytest.TempPathFactory, names: set[str]
) -> None:
    root = tmp_path_factory.mktemp("root")
    _lay_out(root, names | {"documents/a.yaml"})
    (root / "records").mkdir(exist_ok=True)
    (root / "records/link").symlink_to(root / "records/a")
    listed = set(list_record_files(root))
    asked = {f"records/{name}" for name in NAMES} | {"records/link/b", "documents/a.yaml", "records", "."}
    known = {file for file in asked if is_record_file(root, file)}
    assert known <= listed
    assert known == {file for file in listed if (root / file).is_file() and not (root / file).is_symlink()}


def test_links_and_folders_that_cannot_be_listed_are_looked_at(tmp_path: Path) -> None:
    _lay_out(tmp_path, {"records/a/b.yaml", "records/a.yaml", "records/c/d.yaml"})
    (tmp_path / "records/link").symlink_to(tmp_path)
    (tmp_path / "documents").symlink_to(tmp_path / "records")
    (tmp_path / "records/a").chmod(0)
    try:
        stamps = read_stamps(tmp_path, time.time_ns() + OLD)
        assert stamps.files == list_record_files(tmp_path) + list_document_files(tmp_path)
        assert "documents" in stamps.files
        assert "records/link" in stamps.files
        # Who may do everything lists this one too.
        assert ("records/a" in stamps.files) != ("records/a/b.yaml" in stamps.files)
        assert stamps.is_whole
        assert stamps.is_sure
    finally:
        (tmp_path / "records/a").chmod(0o700)


def test_what_changed_just_now_is_never_sure(tmp_path: Path) -> None:
    _lay_out(tmp_path, {"records/a.yaml", "records/b.yaml"})
    fresh = read_stamps(tmp_path, read_settled())
    # Whatever the times of its content, the system notes when it was touched.
    assert not fresh.is_sure
    assert fresh.find_changed(fresh) == {"records/a.yaml", "records/b.yaml"}


def test_a_time_that_is_too_old_for_a_number_is_unsure(tmp_path: Path) -> None:
    # Linux keeps such a time in memory, other file systems come as near as they can.
    memory = Path("/dev/shm")  # noqa: S108  nothing is kept there
    with TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as folder:
        _lay_out(Path(folder), {"records/a.yaml"})
        file = Path(folder) / "records/a.yaml"
        os.utime(file, ns=(_BEFORE_NUMBERS, _BEFORE_NUMBERS))
        fits = file.stat().st_mtime_ns >= -(1 << 63)
        assert read_stamps(Path(folder), time.time_ns() + OLD).is_sure is fits


A, B, C = (1, 1, 1, 1), (2, 2, 2, 2), (3, 3, 3, 3)


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ({"a": A, "b": B}, {"a": A, "b": B}, set()),
        ({"a": A, "b": B}, {"a": A, "b": C}, {"b"}),
        ({"a": A, "b": B}, {"a": B, "b": A}, {"a", "b"}),
        ({"a": A, "b": B}, {"a": A}, {"b"}),
        ({"a": A}, {"a": A, "b": B}, {"b"}),
        ({"a": A, "b": B}, {"a": A, "c": B}, {"b", "c"}),
        ({"a": UNSURE, "b": B}, {"a": UNSURE, "b": B}, {"a"}),
        ({"a": UNSURE}, {"a": UNSURE, "b": B}, {"a", "b"}),
        ({"a": A}, {"a": UNSURE}, {"a"}),
        ({}, {}, set()),
        # The zeros at the end of one stamp and the beginning of the next are none of a file.
        ({"a": (1, 1, 0, 0), "b": (0, 0, 1, 1)}, {"a": (1, 1, 0, 0), "b": (0, 0, 1, 1)}, set()),
    ],
)
def test_what_has_changed(
    old: dict[str, tuple[int, int, int, int]], new: dict[str, tuple[int, int, int, int]], changed: set[str]
) -> None:
    assert pack_stamps(new).find_changed(pack_stamps(old)) == changed


def test_files_of_which_nothing_is_known() -> None:
    stamps = list_unsure(("a", "b"))
    assert stamps.find_changed(stamps) == {"a", "b"}
    assert stamps.is_whole
    assert not Stamps(("a",), b"").is_whole
