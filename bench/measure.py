"""Measuring one command: wall time, peak memory of its whole process tree, and what it wrote."""

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_POLL_SECONDS = 0.05
_KB = 1024
_REST_SECONDS, _REST_CPU_SECONDS = 1.0, 0.1


class CommandFailedError(Exception):
    """A measured command ended with an error: its output is the message."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one run took.

    ``tree_bytes`` is the highest sum of the proportional set sizes of all processes (shared pages count
    once), or None where it was not watched.
    """

    seconds: float
    cpu_seconds: float
    tree_bytes: int | None


@dataclass(frozen=True, slots=True)
class Output:
    """What a site holds: its pages (HTML files) with their bytes, and all files with theirs."""

    pages: int
    page_bytes: int
    files: int
    file_bytes: int


def measure_command(
    command: Sequence[str], log: Path, *, watch_memory: bool, folder: Path | None = None
) -> Measurement:
    """Run a command, in a folder where it must be, and measure it; its output goes to ``log``.

    Watching the memory reads page tables twenty times a second and so slows what it watches: times to
    compare come from runs without it.
    """
    # As it is for whoever does nothing about it: Python keeps the code that it has compiled.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    os.sync()
    with log.open("wb") as stream:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=stream, stderr=subprocess.STDOUT, cwd=folder, env=environment
        )
        watcher = MemoryWatcher(process.pid) if watch_memory else None
        # wait4 leaves the counters of the process and of all children it waited for.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = watcher.stop() if watcher else None
    if process.returncode:
        tail = log.read_text("utf-8", "replace")[-2000:]
        raise CommandFailedError(f"{' '.join(command)}: {process.returncode}\n{tail}")
    return Measurement(seconds, usage.ru_utime + usage.ru_stime, peak)


class MemoryWatcher:
    """Adds up the memory of a process tree until it is told to stop."""

    def __init__(self, root: int) -> None:
        """Begin with the process at the root of the tree."""
        self._root, self._peak = root, 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.wait(_POLL_SECONDS):
            self._peak = max(self._peak, sum(map(_read_pss, _list_tree(self._root))))

    def stop(self) -> int:
        """Give the highest sum of all that was seen, in bytes."""
        self._ended.set()
        self._thread.join()
        return self._peak


def _list_tree(root: int) -> list[int]:
    """Give a process and all that descend from it; those that ended meanwhile drop out."""
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                waiting += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def _read_pss(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * _KB for line in lines if line.startswith("Pss:")), 0)


def wait_for_rest(root: int) -> None:
    """Wait until a process tree has done next to nothing for a second."""
    now = _read_cpu_seconds(root)
    busy = True
    while busy:
        time.sleep(_REST_SECONDS)
        before, now = now, _read_cpu_seconds(root)
        busy = now - before > _REST_CPU_SECONDS


def _read_cpu_seconds(root: int) -> float:
    """Give what the processes that are there now have used of the processor."""
    ticks = 0
    for process in _list_tree(root):
        try:
            told = Path(f"/proc/{process}/stat").read_text()
        except OSError:
            continue
        # The second field, the program's name in parentheses, may hold anything; the 14th and 15th count.
        ticks += sum(map(int, told.rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def count_output(site: Path) -> Output:
    """Count what was built."""
    pages = page_bytes = files = file_bytes = 0
    for folder, _, names in os.walk(site):
        for name in names:
            size = Path(folder, name).stat().st_size
            files, file_bytes = files + 1, file_bytes + size
            if name.endswith(".html"):
                pages, page_bytes = pages + 1, page_bytes + size
    return Output(pages, page_bytes, files, file_bytes)
