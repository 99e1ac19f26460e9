"""What is judged from the files that changed is what a whole check finds."""

import random
from pathlib import Path

import pytest
from registers import AS_OF, SCHEMAS
from slips import KINDS

from generator.check import incremental
from generator.check.checker import Checked, Checker
from generator.serving.judging import Judge

_ROUNDS = 40


def _check(root: Path) -> Checked:
    return Checker(root, SCHEMAS, AS_OF, only_errors=True).check_register()


@pytest.mark.parametrize("most", [400, 0], ids=["a-part", "together"])
@pytest.mark.parametrize("seed", [0, 1])
def test_any_saves_are_judged_as_a_whole_check_does(
    seed: int, most: int, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where so much changes that all records are judged together."""
    monkeypatch.setattr(incremental, "_MOST_AFFECTED", most)
    draw = random.Random(seed)  # noqa: S311  the same each time
    judge = Judge(base, SCHEMAS, AS_OF, "id")
    files = sorted(path for path in base.rglob("records/**/*.yaml"))
    whole = {path: path.read_bytes() for path in files}
    verdict = judge.take_over(_check(base))
    for _ in range(_ROUNDS):
        changed = set()
        for path in draw.sample(files, draw.choice((1, 1, 2, 4))):
            changed.add(path.relative_to(base).as_posix())
            fate = draw.random()
            if fate < 0.5:
                path.write_bytes(whole[path])
            elif fate < 0.65:
                path.unlink(missing_ok=True)
            elif fate < 0.75:
                path.write_bytes(b"id: [\n")
            elif "agreements" not in path.parts:
                path.write_bytes(whole[path].replace(b"name: ", b"name: Lain ", 1))
            elif slip := draw.choice(KINDS).make(whole[path].decode()):
                path.write_bytes(slip.data)
        judged, checked = judge.judge(verdict, changed), _check(base)
        if judged is None:
            # Other values are allowed: all is checked.
            judged = judge.take_over(checked)
        else:
            for file, record in judged.records.items():
                # What says the same is the same.
                old = verdict.records.get(file)
                assert old is record or old is None or old.value != record.value
        assert judged.errors == checked.errors
        assert {file: one.value for file, one in judged.records.items()} == {
            one.file: one.value for one in checked.records
        }
        assert list(judged.records) == [one.file for one in checked.records]
        verdict = judged
