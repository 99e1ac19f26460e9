"""Killing by SIGKILL: what runs in a fork before each of its steps, and whole commands at random moments."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from registers import ROOT
from smallregister import TODAY, run

# What the interpreter tells of before it is done. That of ctypes is the exchange of two folders.
STEPS = frozenset(
    ("open", "os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.rmdir", "os.truncate")
) | frozenset(("os.utime", "os.chmod", "os.scandir", "os.listdir", "ctypes.dlsym"))

Tree = dict[str, bytes]


def read_tree(folder: Path) -> Tree:
    """Give a folder's files by their names with their bytes; links and empty folders count as well."""
    found: Tree = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = os.fsencode(path.readlink())
        elif path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def kill_before_each_step(
    do: Callable[[], object], is_step: Callable[[str, tuple[object, ...]], bool] = lambda *_: True
) -> Iterator[int]:
    """Do something in forks, each killed one step later than the one before, until one comes to its end.

    Gives the number of each that was killed, for its remains to be looked at.
    ``is_step`` picks among the steps.
    """
    for number in count():
        process = os.fork()
        if not process:
            _die_at(number, is_step)
            try:
                do()
            except BaseException as error:  # noqa: BLE001  the parent must be told, whatever it is
                os.write(2, f"{error!r}\n".encode())
                os._exit(70)
            os._exit(0)
        _, status = os.waitpid(process, 0)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0, "what was to be killed failed by itself"
            return
        assert os.WTERMSIG(status) == signal.SIGKILL
        yield number


def _die_at(number: int, is_step: Callable[[str, tuple[object, ...]], bool]) -> None:
    left = number

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in STEPS and is_step(event, arguments):
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.addaudithook(hook)


class Command:
    """A command of the program in a group of processes of its own, which is killed as a whole."""

    def __init__(self, words: tuple[str, ...], environment: dict[str, str]) -> None:
        self._begun = time.monotonic()
        without = ("REGISTRI_", "GIT_", "GITHUB_")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(without)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "generator", *words],
            env={**inherited, "REGISTRI_AS_OF": TODAY, "PYTHONPATH": str(ROOT), **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def has_ended(self) -> bool:
        """Whether it has come to its end."""
        return self._process.poll() is not None

    def finish(self) -> float:
        """Wait for its end, which must be a good one, and give how long it took."""
        assert self._process.wait(120) == 0
        return time.monotonic() - self._begun

    def kill(self) -> bool:
        """Kill it with all its processes; False where it had come to its end by then."""
        # One that was asked for its end may have left its number to others.
        if self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        return self._process.wait(120) == -signal.SIGKILL


class Fork(Command):
    """The same in a fork of this process, whose modules are loaded already."""

    def __init__(self, words: tuple[str, ...], environment: dict[str, str]) -> None:
        self._begun = time.monotonic()
        self._code: int | None = None
        self._number = os.fork()
        if not self._number:
            os.setsid()
            os.environ.update(environment)
            os._exit(run(*words).returncode)

    def _wait(self, options: int = 0) -> int | None:
        if self._code is None:
            number, status = os.waitpid(self._number, options)
            self._code = os.waitstatus_to_exitcode(status) if number else None
        return self._code

    def has_ended(self) -> bool:
        """Whether it has come to its end."""
        return self._wait(os.WNOHANG) is not None

    def finish(self) -> float:
        """Wait for its end, which must be a good one, and give how long it took."""
        assert self._wait() == 0
        return time.monotonic() - self._begun

    def kill(self) -> bool:
        """Kill it with all its processes; False where it had come to its end by then."""
        if self._code is None:
            # Before it has a group of its own it is in ours.
            while os.getpgid(self._number) != self._number and not self.has_ended():
                time.sleep(0.001)
            os.killpg(self._number, signal.SIGKILL)
        return self._wait() == -signal.SIGKILL


def wait_for(command: Command, has_come: Callable[[], bool]) -> None:
    """Wait until something has come, or the command to its end."""
    while not has_come() and not command.has_ended():
        time.sleep(0.001)
