"""A command that writes records, killed at any step and at any moment: each record is the old one or the new.

Of several records each is whole by itself; what is missing comes when the command is run again.
"""

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from killing import Fork, kill_before_each_step
from smallregister import run
from tally import Tally
from writers import WRITERS, Desk


@pytest.fixture
def desk(writer: str, tmp_path: Path) -> Iterator[Desk]:
    yield Desk(tmp_path, writer)
    shutil.rmtree(tmp_path / "register")


def _kill_steps(desk: Desk) -> int:
    steps = 0
    for _ in kill_before_each_step(lambda: run(*desk.words), desk.changes_records):
        steps += 1
        desk.check_killed()
    # Made ready, given its rights, put in its place.
    assert steps >= 3 * len(desk.changed)
    return steps


@pytest.mark.parametrize("writer", ["fmt"])
def test_what_fmt_writes_is_whole_before_and_after_each_step(desk: Desk, tally: Tally) -> None:
    tally.add("kill_steps", _kill_steps(desk))


@pytest.mark.slow
@pytest.mark.parametrize("writer", [one for one in WRITERS if one != "fmt"])
def test_what_a_command_writes_is_whole_before_and_after_each_step(desk: Desk, tally: Tally) -> None:
    tally.add("kill_steps", _kill_steps(desk))


@pytest.mark.slow
@pytest.mark.parametrize("writer", WRITERS)
def test_what_a_command_writes_is_whole_whenever_it_is_killed(desk: Desk, tally: Tally) -> None:
    draw = random.Random(desk.writer)  # noqa: S311  moments, no secrets
    duration = Fork(desk.words, {}).finish()
    desk.restore()
    killed = 0
    while killed < 20:
        command = Fork(desk.words, {})
        # Most of the time is spent on reading and checking; the writing comes at the end.
        time.sleep(duration * draw.uniform(0, 1) ** 0.3)
        if command.kill():
            killed += 1
            desk.check_killed()
        else:
            desk.restore()
    tally.add("writer_kills", killed)
