"""Every guard is needed: with it switched off, a test that names it fails.

A guard is a file of ``guards/``: what it keeps away (``title``), where it stands (``file``, ``old``), what
the program would be without it (``new``), and the tests that must then fail (``tests``).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from registers import ROOT
from tally import Tally
from write_trust import GUARDS

_FEWEST = 20
_LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".cache", "site", "__pycache__", ".*_cache", "node_modules"
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a copy of the whole project, in which a guard may be switched off."""
    copy = tmp_path_factory.mktemp("guards") / "project"
    asked = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    named = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    for place in filter(None, named.split("\0")):
        if (ROOT / place).is_file():
            (copy / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / place, copy / place)
    for words in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "--all"],
        ["-c", "user.name=Uji", "-c", "user.email=uji@contoh.example", "commit", "--quiet", "-m", "Salinan"],
    ):
        subprocess.run(["git", "-C", str(copy), *words], check=True)
    yield copy
    shutil.rmtree(copy)


def _run(program: Path, tests: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONPATH": str(program), "XDG_CACHE_HOME": str(folder / "cache")}
    surroundings.pop("REGISTRI_TALLY", None)
    words = ["-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "-q", "-x", *tests]
    words += ["--basetemp", str(folder / "pytest")]
    return subprocess.run(
        [sys.executable, *words], cwd=program, env=surroundings, capture_output=True, text=True, check=False
    )


def test_there_are_enough_guards() -> None:
    assert len(GUARDS) >= _FEWEST


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_stands_where_it_is_said_to(name: str) -> None:
    guard = GUARDS[name]
    assert guard.keys() == {"title", "file", "old", "new", "tests"}
    assert (ROOT / guard["file"]).read_text("utf-8").count(guard["old"]) == 1
    assert guard["old"] != guard["new"]
    for test in guard["tests"]:
        file, _, function = test.partition("::")
        assert f"def {function.partition('[')[0]}(" in (ROOT / file).read_text("utf-8"), test


@pytest.mark.slow
@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_that_is_switched_off_is_missed(
    name: str, program: Path, tmp_path: Path, tally: Tally
) -> None:
    guard = GUARDS[name]
    file = program / guard["file"]
    whole = file.read_text("utf-8")
    try:
        file.write_text(whole.replace(guard["old"], guard["new"]), encoding="utf-8")
        without = _run(program, guard["tests"], tmp_path)
    finally:
        file.write_text(whole, encoding="utf-8")
    # 1: tests failed. Anything else is a run that never came to testing.
    assert without.returncode == 1, without.stdout + without.stderr
    assert " failed" in without.stdout, without.stdout
    tally.add("guards")
