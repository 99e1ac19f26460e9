"""Documents are listed and read without following a link, waiting for a pipe or holding one whole."""

import hashlib
import os
from pathlib import Path

import pytest
from registers import CASES, PKS, check, copy_base

from generator.read.documents import MAX_DOCUMENT_BYTES, Print, list_document_files, read_print

FILE = "documents/2024/rujukan.txt"


def _write(path: Path, data: bytes = b"Isi.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_document_is_known_by_its_size_and_hash(tmp_path: Path) -> None:
    data = bytes(range(256)) * 10_000
    _write(tmp_path / FILE, data)
    assert list_document_files(tmp_path) == [FILE]
    assert read_print(tmp_path, FILE) == Print(len(data), hashlib.sha256(data).hexdigest())


def test_the_limit_is_the_largest_that_is_read(tmp_path: Path) -> None:
    path = _write(tmp_path / FILE)
    os.truncate(path, MAX_DOCUMENT_BYTES)
    found = read_print(tmp_path, FILE)
    assert found
    assert (found.size, len(found.sha256)) == (MAX_DOCUMENT_BYTES, 64)
    os.truncate(path, 1 << 40)
    found = read_print(tmp_path, FILE)
    assert found
    assert found.sha256 == ""


def test_what_is_no_ordinary_file_has_no_print(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    os.mkfifo(folder / "pipa.txt")
    (folder / "tautan.txt").symlink_to(_write(tmp_path / "lain.txt"))
    for name in ("pipa.txt", "tautan.txt", "tiada.txt", ""):
        assert read_print(tmp_path, f"documents/{name}") is None


@pytest.mark.parametrize("linked", ["documents", "documents/2024"])
def test_a_linked_folder_is_not_entered(tmp_path: Path, linked: str) -> None:
    """The very document, with the right hash, but outside of the register."""
    root = copy_base(tmp_path / "register", CASES / "KS630" / "good-there")
    (root / linked).rename(tmp_path / "luar")
    (root / linked).symlink_to(tmp_path / "luar")
    assert list_document_files(root) == [linked]
    told = {(finding.rule, finding.file) for finding in check(root).findings}
    assert told == {("KS630", PKS), ("KS636", linked)}


def test_a_name_that_is_no_utf_8_is_reported(tmp_path: Path) -> None:
    root = copy_base(tmp_path / "register", CASES / "KS630" / "good-there")
    try:
        _write(Path(os.fsdecode(os.fsencode(root) + b"/documents/\xff.pdf")))
    except OSError:
        pytest.skip("this file system takes no such name")
    assert [finding.file for finding in check(root).findings] == ["documents/\\udcff.pdf"]
