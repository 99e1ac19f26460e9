"""A real terminal for commands that ask: what a person sees on it, and what they type."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

from registers import ROOT

_PATIENCE = 90.0
_A_WHILE = 2.0
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """A command of the program, run at a terminal of its own."""

    def __init__(self, words: Sequence[str], folder: Path, as_of: str = "2025-06-30") -> None:
        self._parent, child = pty.openpty()
        settled = {"REGISTRI_AS_OF": as_of, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TERM": "dumb",
                   "XDG_CACHE_HOME": str(folder / "cache"), "COLUMNS": "100"}  # fmt: skip
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("REGISTRI_")}

        def take_terminal() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            # Whoever runs the tests in the background has it ignored.
            signal.signal(signal.SIGINT, signal.SIG_DFL)

        self._process = subprocess.Popen(
            [sys.executable, "-m", "generator", *words],
            cwd=folder, env={**inherited, **settled}, stdin=child, stdout=child, stderr=child,
            start_new_session=True, preexec_fn=take_terminal,  # noqa: PLW1509  only the terminal is taken
        )  # fmt: skip
        os.close(child)
        self.text = ""
        self._seen = 0

    def expect(self, words: str) -> None:
        """Wait until some words are shown, after those waited for before."""
        end = time.monotonic() + _PATIENCE
        while words not in self.text[self._seen :]:
            if time.monotonic() > end or not self._read(end):
                raise AssertionError(f"{words!r} is not shown:\n{self.text[self._seen :]}")
        self._seen = self.text.index(words, self._seen) + len(words)

    def answer(self, *answers: str) -> None:
        """Type an answer at each prompt that comes."""
        for text in answers:
            self.expect("> ")
            self.type(text)

    def type(self, text: str) -> None:
        """Type a line."""
        os.write(self._parent, f"{text}\n".encode())

    def press(self, key: bytes) -> None:
        """Press a key, such as Ctrl-C."""
        os.write(self._parent, key)

    def stop(self, key: bytes) -> int:
        """Press a key until the command leaves, and give its exit code.

        Python sees a signal that comes just before it begins to wait for a line only with the next.
        """
        end = time.monotonic() + _PATIENCE
        with contextlib.suppress(OSError):
            self.press(key)
            while self._process.poll() is None and time.monotonic() < end:
                ready, _, _ = select.select([self._parent], [], [], _A_WHILE)
                if not ready:
                    self.press(key)
                elif not self._read(end):
                    break
        return self.finish()

    def finish(self) -> int:
        """Wait for the end and give the exit code."""
        end = time.monotonic() + _PATIENCE
        while self._read(end):
            pass
        code = self._process.wait(timeout=_PATIENCE)
        os.close(self._parent)
        return code

    def _read(self, end: float) -> bool:
        """Take what is shown next; no more once the command has left."""
        ready, _, _ = select.select([self._parent], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            self._process.kill()
            raise AssertionError(f"nothing more is shown:\n{self.text}")
        data = b""
        with contextlib.suppress(OSError):
            data = os.read(self._parent, 65536)
        self.text += _CONTROL.sub("", data.decode("utf-8", "replace").replace("\r\n", "\n"))
        return bool(data)
