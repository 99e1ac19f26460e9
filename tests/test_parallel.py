"""Shared work: the same answers in the same order, whatever the number of processes."""

import errno
import multiprocessing
import os
import signal
import time
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.parallel import Errand, default_jobs, do_beside, limit_jobs, map_chunks
from generator.refusal import find_refusal

_HERE = os.getpid()


def _double(items: Sequence[int]) -> list[int]:
    return [2 * item for item in items]


def _tell_process(_items: Sequence[int]) -> int:
    return os.getpid()


def _fail(_items: Sequence[int]) -> int:
    raise ValueError("rusak")


@given(st.lists(st.integers(), max_size=50), st.integers(1, 8))
def test_few_items(items: list[int], jobs: int) -> None:
    assert [one for chunk in map_chunks(_double, items, jobs) for one in chunk] == _double(items)


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [399, 400, 1001])
def test_many_items(jobs: int, count: int) -> None:
    told: list[int] = []
    results = map_chunks(_double, range(count), jobs, told.append)
    assert [one for chunk in results for one in chunk] == _double(range(count))
    assert sum(told) == count


def _tell_process_slowly(_items: Sequence[int]) -> int:
    time.sleep(0.01)
    return os.getpid()


@pytest.mark.parametrize("jobs", [2, 3])
def test_many_items_are_shared(jobs: int) -> None:
    processes = set(map_chunks(_tell_process_slowly, range(2000), jobs))
    assert os.getpid() in processes
    assert len(processes) == jobs


def test_the_work_meanwhile_is_done_here_and_first() -> None:
    done: list[int] = []
    map_chunks(_tell_process_slowly, range(2000), 2, done.append, lambda: done.append(-1))
    assert done[0] == -1
    assert sum(done[1:]) == 2000


@pytest.mark.parametrize(("jobs", "count", "is_here"), [(1, 2000, True), (2, 100, True), (2, 2000, False)])
def test_an_errand_is_done_elsewhere_and_taken_here(jobs: int, count: int, *, is_here: bool) -> None:
    taken: list[tuple[int, int]] = []
    errand = Errand(os.getpid, lambda process: taken.append((process, os.getpid())))
    assert sum(map(len, map_chunks(_double, range(count), jobs, errand=errand))) == count
    ((process, taker),) = taken
    assert taker == os.getpid()
    assert (process == os.getpid()) is is_here


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_an_errand_raises_is_raised_here(jobs: int) -> None:
    errand = Errand(partial(_fail, ()), lambda _: pytest.fail("nothing was given"))
    with pytest.raises(ValueError, match="rusak"):
        map_chunks(_double, range(2000), jobs, errand=errand)


def test_one_job_stays_here() -> None:
    assert set(map_chunks(_tell_process, range(2000), 1)) == {os.getpid()}


def _die_elsewhere(items: Sequence[int]) -> int:
    # The first of the others only.
    if os.getpid() != _HERE and items[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.01)
    return 0


@pytest.mark.parametrize("jobs", [2, 4])
def test_a_process_that_the_system_ends_is_told_in_plain_words(jobs: int) -> None:
    with pytest.raises(BrokenExecutor) as caught:
        map_chunks(_die_elsewhere, range(2000), jobs)
    assert multiprocessing.active_children() == []
    refusal = find_refusal(caught.value)
    assert refusal is not None
    assert "--jobs 1" in refusal.render("id")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_is_not_swallowed(jobs: int) -> None:
    with pytest.raises(ValueError, match="rusak"):
        map_chunks(_fail, range(1000), jobs)


def test_default_jobs() -> None:
    assert default_jobs() >= 1


@given(st.integers(1, 9999), st.integers(0, 10**6))
def test_no_more_processes_than_the_work_and_the_machine_are_worth(jobs: int, items: int) -> None:
    limited = limit_jobs(jobs, items)
    assert 1 <= limited <= max(1, min(jobs, 4 * default_jobs()))
    assert limited == 1 or items >= 200 * limited


def test_sixty_processes_are_not_begun_at_once() -> None:
    assert len(set(map_chunks(_tell_process_slowly, range(5000), 60))) <= 4 * default_jobs()


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_done_beside_is_waited_for(jobs: int) -> None:
    with do_beside(os.getpid, jobs) as wait:
        assert (wait() == os.getpid()) == (jobs == 1)


def test_a_process_beside_ends_with_its_work_however_long_its_answer() -> None:
    # It would hold all its memory for as long as nobody takes what it found.
    with do_beside(partial(bytes, 1 << 22), 2) as wait:
        deadline = time.monotonic() + 30
        while multiprocessing.active_children():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert wait() == bytes(1 << 22)


def test_what_fails_beside_fails_who_waits_for_it() -> None:
    with pytest.raises(ValueError, match="rusak"), do_beside(partial(_fail, ()), 2) as wait:
        wait()


def test_a_process_beside_that_dies_is_told() -> None:
    with pytest.raises(BrokenExecutor) as told, do_beside(partial(os._exit, 1), 2) as wait:
        wait()
    assert find_refusal(told.value)


def test_what_is_done_beside_ends_with_whoever_leaves_early() -> None:
    with pytest.raises(ValueError, match="pergi"), do_beside(partial(time.sleep, 60), 2):
        raise ValueError("pergi")
    assert not multiprocessing.active_children()


def _answer_late() -> int:
    time.sleep(0.5)
    return os.getpid()


def _refuse_process() -> int:
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def test_work_that_finds_no_process_leaves_what_is_done_beside_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with do_beside(_answer_late, 2) as wait:
        monkeypatch.setattr(os, "fork", _refuse_process)
        assert set(map_chunks(_tell_process, range(2000), 2)) == {os.getpid()}
        assert wait() != os.getpid()
