"""Changed values in a record's text, and several files written as one."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from registers import BASE, KB, SCHEMAS

from generator.read.strict_yaml import read_mapping
from generator.write.batch import BatchError, write_batch
from generator.write.changing import UnchangeableError, change_record

SCHEMA = SCHEMAS.get("agreement-ksdd")
TEXT = (BASE / KB).read_text(encoding="utf-8")


def read(text: str) -> dict[str, Any]:
    value, faults = read_mapping(text.encode())
    assert value is not None, faults
    return value


def test_only_the_changed_values_differ_and_comments_stay() -> None:
    text = TEXT.replace("signing:\n", "# dari naskah asli\nsigning:\n").replace(
        "stages:\n", "stages:\n  # urut waktu\n"
    )
    value = read(text)
    value["signing"]["place"] = "Balai Kota Baru"
    value["signing"]["known_by"] = "2023-03"
    value["departments"].append({"department": "dinas-lain"})
    value["scope"] = ["Berobat"]
    changed = change_record(text.encode(), value, SCHEMA).decode()
    assert read(changed) == value
    before, after = text.split("\n"), changed.split("\n")
    assert [line for line in before if line not in after] == ["  place: Balai Kota Contoh"]
    assert [line for line in after if line not in before] == [
        "  - department: dinas-lain", "scope:", "  - Berobat", '  known_by: "2023-03"',
        "  place: Balai Kota Baru",
    ]  # fmt: skip


def test_the_same_value_is_the_same_text() -> None:
    assert change_record(TEXT.encode(), read(TEXT), SCHEMA).decode() == TEXT


def test_an_unreadable_record_is_not_changed() -> None:
    with pytest.raises(UnchangeableError):
        change_record(b"a: [", {"a": "b"}, SCHEMA)


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "lama.yaml").write_bytes(b"lama")
    write_batch(tmp_path, {"lama.yaml": b"baru", "dalam/lagi/satu.yaml": b"satu"})
    assert (tmp_path / "lama.yaml").read_bytes() == b"baru"
    assert (tmp_path / "dalam/lagi/satu.yaml").read_bytes() == b"satu"
    (tmp_path / "tautan.yaml").symlink_to(tmp_path / "lama.yaml")
    with pytest.raises(BatchError) as caught:
        write_batch(tmp_path, {"lama.yaml": b"x", "folder/y.yaml": b"y", "tautan.yaml": b"z"})
    assert caught.value.file == "tautan.yaml"
    assert caught.value.written == ()
    assert (tmp_path / "lama.yaml").read_bytes() == b"baru"
    assert not (tmp_path / "folder").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dalam", "lama.yaml", "tautan.yaml"]


@pytest.mark.parametrize("link", ["records", "records/partners"])
def test_nothing_is_written_into_a_folder_that_a_link_leads_to(tmp_path: Path, link: str) -> None:
    root, elsewhere = tmp_path / "register", tmp_path / "luar"
    (elsewhere / "partners").mkdir(parents=True)
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(elsewhere)
    with pytest.raises(BatchError):
        write_batch(root, {"records/partners/a.yaml": b"a", "records/partners/baru/b.yaml": b"b"})
    assert [path.name for path in elsewhere.rglob("*")] == ["partners"]


def test_a_file_that_changed_meanwhile_stops_all(tmp_path: Path) -> None:
    with pytest.raises(BatchError) as caught:
        write_batch(tmp_path, {"a.yaml": b"a", "b.yaml": b"b"}, lambda file: file != "b.yaml")
    assert caught.value.written == ()
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_has_the_rights_that_its_maker_gives_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "lama.yaml").write_bytes(b"lama")
    (tmp_path / "lama.yaml").chmod(0o640)
    mask = os.umask(0o027)
    try:
        write_batch(tmp_path, {"baru.yaml": b"baru", "lama.yaml": b"lain"})
    finally:
        os.umask(mask)
    rights = [(tmp_path / name).stat().st_mode & 0o777 for name in ("baru.yaml", "lama.yaml")]
    assert rights == [0o640, 0o640]
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["baru.yaml", "lama.yaml"]


def test_a_file_that_came_meanwhile_is_never_overwritten(tmp_path: Path) -> None:
    def save_meanwhile(file: str) -> bool:
        (tmp_path / file).write_bytes(b"milik orang lain")
        return True

    with pytest.raises(BatchError) as caught:
        write_batch(tmp_path, {"a.yaml": b"a"}, save_meanwhile)
    assert caught.value.error.errno == errno.EEXIST
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [
        ("a.yaml", b"milik orang lain")
    ]
