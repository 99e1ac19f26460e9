"""What is wrong once is told once, wherever it is met."""

from pathlib import Path

import pytest
from registers import CASES, check, copy_base

from generator.records import REGISTRY_FILE


@pytest.mark.parametrize("text", ["nama: x\n", "name: [\n", "", "standing: resmi\n", "\ufeff- x\n"])
def test_a_registry_with_faults_is_not_called_missing_too(tmp_path: Path, text: str) -> None:
    root = copy_base(tmp_path / "register")
    (root / REGISTRY_FILE).write_text(text, encoding="utf-8")
    rules = {finding.rule for finding in check(root).findings}
    assert rules
    assert "KS204" not in rules


def test_a_registry_that_is_no_file_is_told_once(tmp_path: Path) -> None:
    root = copy_base(tmp_path / "register")
    (root / REGISTRY_FILE).unlink()
    (root / REGISTRY_FILE).symlink_to("lain.yaml")
    assert [finding.rule for finding in check(root).findings] == ["KS206"]


def test_a_circle_is_told_once_with_all_its_places(tmp_path: Path) -> None:
    (finding,) = check(copy_base(tmp_path / "register", CASES / "KS402" / "bad-circle")).findings
    assert [place.file for place in finding.related] == [
        "records/agreements/ksdd/ksdd-seberang-2024-pks.yaml"
    ]
