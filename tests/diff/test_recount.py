"""Counting only what a change bears on gives just what counting both states whole gives."""

import datetime
import random
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from builtsite import AS_OF
from changesets import commit, run_git
from drift import Drift
from registers import ROOT

from generator.comparison.comparison import Question, compare_states
from generator.differences.difference import Difference

_ROUNDS = 5


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the sample register in a repository, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "register"
    shutil.copytree(ROOT / "examples" / "contoh", root)
    # Some departments took the place of others, so that an agreement of one counts for several.
    for first, second in pairwise(sorted(root.glob("records/departments/*.yaml"))[::2]):
        first.write_text(f"{first.read_text('utf-8')}successors:\n  - {second.stem}\n", "utf-8")
    run_git(root, "init", "-q", "-b", "main")
    commit(root, "Awal")
    return root


def _tell(root: Path) -> Difference:
    return compare_states(Question(root, "HEAD", "", datetime.date.fromisoformat(AS_OF), "id"))


@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 8))]
)
def test_a_part_counts_as_the_whole(seed: int, sample: Path) -> None:
    draw = random.Random(seed)  # noqa: S311  the same each time
    told = 0
    for _ in range(_ROUNDS):
        run_git(sample, "checkout", "-q", ".")
        slips = Drift(sample, draw)
        for _ in range(draw.choice((1, 1, 2, 3))):
            slips.make()
        part = _tell(sample)
        # A word in the register's own record changes no number, yet everything is counted anew.
        registry = sample / "records" / "registry.yaml"
        registry.write_text(registry.read_text(encoding="utf-8").replace("name: ", "name: Uji ", 1), "utf-8")
        whole = _tell(sample)
        assert (part.untold, part.figures, part.new_pages, part.gone_pages) == (
            whole.untold, whole.figures, whole.new_pages, whole.gone_pages,
        )  # fmt: skip
        assert set(part.new_findings) == {one for one in whole.new_findings if "registry" not in one.file}
        told += bool(part.figures)
    assert told


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 6))])
def test_a_kept_state_is_brought_on(
    seed: int, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the base has moved on, what was kept of it serves; what is told is what a first look tells."""
    slips = Drift(sample, random.Random(seed))  # noqa: S311  the same each time
    _tell(sample)
    for day in range(1, _ROUNDS):
        slips.make()
        commit(sample, f"Perubahan {day}", f"2026-11-0{day}")
        slips.make()
        told = _tell(sample)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"lain-{day}"))
        assert told == _tell(sample)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        run_git(sample, "checkout", "-q", ".")
