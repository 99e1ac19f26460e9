"""The files of a register: all of them, in one order, and no trouble with odd ones."""

import os
from pathlib import Path

from registers import check

from generator.read.files import list_record_files, read_bytes


def test_order_and_hidden_files(tmp_path: Path) -> None:
    for name in ("records/b.yaml", "records/a/z.yaml", "records/a/.git/x", "records/.DS_Store", "docs/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert list_record_files(tmp_path) == ["records/a/z.yaml", "records/b.yaml"]


def test_no_records(tmp_path: Path) -> None:
    assert list_record_files(tmp_path) == []
    assert read_bytes(tmp_path, "records/tidak-ada.yaml") == b""


def test_a_name_that_is_no_text_is_a_finding(base: Path) -> None:
    folder = os.fsencode(base / "records" / "partners")
    with open(os.path.join(folder, b"kota-\xff.yaml"), "wb") as stream:  # noqa: PTH118, PTH123  a name in bytes
        stream.write(b"id: a\n")
    findings = check(base).findings
    assert [(found.rule, found.file) for found in findings] == [
        ("KS201", "records/partners/kota-\\udcff.yaml")
    ]


def test_a_link_that_leads_nowhere_is_a_finding(base: Path) -> None:
    (base / "records" / "partners" / "hilang.yaml").symlink_to("tidak-ada")
    assert [found.rule for found in check(base).findings] == ["KS007"]
