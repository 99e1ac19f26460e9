"""Counting only what a change bears on gives just what counting both states whole gives."""

import datetime
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builtsite import AS_OF
from changesets import commit, run_git
from registers import ROOT

from generator.canonical import render_record
from generator.comparison.comparison import Question, compare_states
from generator.differences.difference import Difference
from generator.read.strict_yaml import read_mapping

_ROUNDS = 5


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the sample register in a repository, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "register"
    shutil.copytree(ROOT / "examples" / "contoh", root)
    run_git(root, "init", "-q", "-b", "main")
    commit(root, "Awal")
    return root


class _Slips:
    """Draws changes that keep a register sound, most of them, and that move it about in its counts."""

    def __init__(self, root: Path, draw: random.Random) -> None:
        self._root, self._draw = root, draw
        names = ("agreements/*", "partners", "departments", "affairs", "mapping/*")
        self._files = {name.partition("/")[0]: sorted(root.glob(f"records/{name}/*.yaml")) for name in names}

    def _id(self, kind: str) -> str:
        return self._draw.choice(self._files[kind]).stem

    def make(self) -> None:
        """Change one record."""
        kind = self._draw.choice(("agreements", "agreements", "agreements", "partners", "affairs", "mapping"))
        path = self._draw.choice(self._files[kind])
        value: Any = dict(read_mapping(path.read_bytes())[0] or {})
        slips: dict[str, Callable[[Any], None]] = {
            "agreements": self._slip_agreement,
            "partners": lambda one: one.update(category=self._draw.choice(("koperasi", "yayasan", "bumn"))),
            "affairs": lambda one: one.update(group=self._draw.choice(("pilihan", "penunjang"))),
            "mapping": self._slip_mapping,
        }
        slips[kind](value)
        path.write_text(render_record(value), encoding="utf-8")

    def _slip_agreement(self, value: Any) -> None:
        draw = self._draw
        year, month = draw.randint(2015, 2028), draw.randint(1, 9)
        evaluation = {"period": {"year": min(year, 2026), "semester": draw.choice((1, 2))},
                      "evaluator": self._id("departments"), "state": "berjalan",
                      "recommendation": "diperluas"}  # fmt: skip
        relation = {"type": draw.choice(("extends", "renews", "replaces", "implements")),
                    "agreement": self._id("agreements")}  # fmt: skip
        changes: list[dict[str, Any]] = [
            {"term": {**value.get("term", {}), "end": f"{year}-0{month}-11"}},
            {"signing": {"date": f"{min(year, 2026)}-0{month}-04"}},
            {"withdrawn": {"date": "2026-01-02", "reason": "Uji."}},
            {"departments": [{"department": self._id("departments")}]},
            {"affairs": [self._id("affairs")]},
            {"relations": [relation]},
            {"evaluations": [evaluation]},
            {"evaluations": [], "termination": {"date": f"{year}-0{month}-01"}},
            {"departments": [], "affairs": []},
            {"signing": {}, "relations": []},
            {"parties": [value["parties"][0], {"partner": self._id("partners")}]},
        ]
        value.update(draw.choice(changes))
        for key in [key for key, item in value.items() if item in ([], {})]:
            del value[key]

    def _slip_mapping(self, value: Any) -> None:
        value.pop("realised_by", None)
        value["status"] = self._draw.choice(("terwujud", "ditunda"))
        if value["status"] == "terwujud" and self._draw.random() < 0.8:
            value["realised_by"] = [self._id("agreements")]


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
        slips = _Slips(sample, draw)
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
    slips = _Slips(sample, random.Random(seed))  # noqa: S311  the same each time
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
