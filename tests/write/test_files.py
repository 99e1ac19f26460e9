"""A file is replaced whole or not at all."""

from pathlib import Path

import pytest

from generator.write.files import replace_bytes


def test_replaces_and_keeps_permissions(tmp_path: Path) -> None:
    path = tmp_path / "catatan.yaml"
    path.write_bytes(b"lama")
    path.chmod(0o640)
    replace_bytes(path, b"baru")
    assert path.read_bytes() == b"baru"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_not_replaced(tmp_path: Path) -> None:
    outside = tmp_path / "luar.yaml"
    outside.write_bytes(b"lama")
    link = tmp_path / "tautan.yaml"
    link.symlink_to(outside)
    with pytest.raises(OSError, match="symbolic"):
        replace_bytes(link, b"baru")
    assert outside.read_bytes() == b"lama"
    assert link.is_symlink()


def test_nothing_is_left_behind_where_it_fails(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "tidak" / "ada.yaml", tmp_path / "folder", tmp_path / "hilang.yaml"):
        with pytest.raises(OSError, match=str(path.name)):
            replace_bytes(path, b"baru")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
