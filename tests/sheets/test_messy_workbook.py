"""Two hundred rows as offices keep them: the good become records, bad cells are named, again is no change."""

import hashlib
import json
import os
import subprocess
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from messy import (
    HEAD_ROW,
    LETTERS,
    ROWS,
    MessyRow,
    first_line,
    iterate_lines,
    make_rows,
    write_csv,
    write_ods,
    write_xlsx,
)
from registers import ROOT

from generator.read.strict_yaml import read_mapping
from generator.sample.writer import write_sample

RunCommand = Callable[..., "subprocess.CompletedProcess[str]"]
AS_OF = ("--as-of", "2025-06-30")
GOLDEN = ROOT / "tests" / "sheets" / "golden"

ROWS_MADE = make_rows()
GOOD = [row for row in ROWS_MADE if not row.raw and not row.wrong]
WRITERS = {"daftar.xlsx": write_xlsx, "daftar.ods": write_ods, "daftar.csv": write_csv}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample")
    write_sample(root, 40)
    return root


@pytest.fixture
def register(sample: Path, tmp_path: Path) -> Path:
    root = tmp_path / "register"
    subprocess.run(["cp", "-r", sample, root], check=True)
    return root


@pytest.fixture(params=WRITERS)
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    path.write_bytes(WRITERS[path.name](ROWS_MADE))
    return path


def list_wrong_cells() -> set[tuple[int, str]]:
    """Give the cells that must be named: rows counted from 1, columns by letter."""
    cells: set[tuple[int, str]] = set()
    for number, (row, _line, begins) in enumerate(iterate_lines(ROWS_MADE), first_line()):
        cells |= {(number, LETTERS[key]) for key in row.wrong if begins}
    return cells


def digest(root: Path) -> dict[str, str]:
    files = sorted(path for path in (root / "records").rglob("*") if path.is_file())
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def dig(value: Any, key: str) -> Any:
    for part in key.split("."):
        if isinstance(value, list) and part.isdecimal():
            value = value[int(part)] if int(part) < len(value) else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value


def test_the_table_holds_what_it_should() -> None:
    rows = [row for row in ROWS_MADE if not row.raw]
    assert len(rows) == ROWS == 200
    assert len(GOOD) > 100
    assert sum(bool(row.wrong) for row in rows) > 50
    assert len({row.raw for row in ROWS_MADE}) > 6
    assert HEAD_ROW > 1


def test_a_dry_run_names_every_bad_cell_and_writes_nothing(
    register: Path, table: Path, registri: RunCommand
) -> None:
    before = digest(register)
    done = registri("import", str(table), "--root", str(register), *AS_OF, "--format", "json")
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    errors = [one for one in report["problems"] if one["severity"] == "error"]
    assert {(one["row"], one["column"]) for one in errors} == list_wrong_cells()
    for one in errors:
        assert one["message"]
        assert one["help"]
        assert one["sheet"]
        assert one["heading"]
    assert report["summary"]["new"] == len(GOOD)
    assert report["summary"]["written"] is False
    assert digest(register) == before


def test_nothing_is_written_while_anything_is_wrong(
    register: Path, table: Path, registri: RunCommand
) -> None:
    before = digest(register)
    done = registri("import", str(table), "--root", str(register), *AS_OF, "--write")
    assert done.returncode == 1
    assert digest(register) == before
    assert "Tidak ada yang ditulis" in done.stdout


def test_good_rows_become_records_and_once_more_changes_nothing(
    register: Path, table: Path, registri: RunCommand
) -> None:
    done = registri("import", str(table), "--root", str(register), *AS_OF, "--write", "--only-good")
    assert done.returncode == 1, done.stderr
    values = read_records(register)
    for row in GOOD:
        found = [value for value in values[str(row.wanted["title"])] if value["type"] == row.type]
        assert len(found) == 1, row.wanted["title"]
        check_values(row, found[0])
    bad = [row for row in ROWS_MADE if row.wrong]
    assert not [row for row in bad if str(row.wanted["title"]) in values]
    assert registri("check", "--root", str(register), *AS_OF).returncode == 0

    before = digest(register)
    again = registri(
        "import", str(table), "--root", str(register), *AS_OF, "--write", "--only-good", "--format", "json"
    )
    summary = json.loads(again.stdout)["summary"]
    assert (summary["new"], summary["changed"], summary["same"]) == (0, 0, len(GOOD))
    assert digest(register) == before


def check_values(row: MessyRow, value: dict[str, Any]) -> None:
    for key, wanted in row.wanted.items():
        found = dig(value, key)
        if wanted is True:
            assert found, (row.wanted["title"], key)
        else:
            assert found == wanted, (row.wanted["title"], key)


def read_records(register: Path) -> dict[str, list[dict[str, Any]]]:
    values: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in (register / "records" / "agreements").rglob("*.yaml"):
        value, faults = read_mapping(path.read_bytes())
        assert value is not None, (path, faults)
        values[str(value["title"])].append(value)
    return values


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_report_reads_as_it_was_reviewed(
    register: Path, registri: RunCommand, language: str, tmp_path: Path
) -> None:
    assert register == tmp_path / "register"
    (tmp_path / "daftar.xlsx").write_bytes(write_xlsx(ROWS_MADE[:40]))
    done = registri(
        "import", "daftar.xlsx", "--root", "register", *AS_OF, cwd=tmp_path,
        environment={"REGISTRI_LANG": language},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    shown = "\n".join(line for line in done.stdout.split("\n") if "-m generator" not in line)
    golden = GOLDEN / f"messy.{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")
