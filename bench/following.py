"""A server that follows changes: started over a register, asked for pages, and ended again."""

import socket
import subprocess
import time
from collections.abc import Sequence
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.measure import MemoryWatcher, wait_for_rest

END = "</html>"
"""What every whole page holds."""

_HOST = "127.0.0.1"
_PATIENCE_SECONDS = 600.0
_ASK_SECONDS = 0.01


class NotShownError(Exception):
    """A server has ended, or a page does not come to hold what it should: its output is the message."""


class Server:
    """A server while it is used in a ``with`` block; its command is given without the port.

    Its memory is watched from its start, which slows it, until ``stop_watching``.
    """

    def __init__(self, command: Sequence[str], log: Path) -> None:
        self._log, self._port = log, _find_free_port()
        with log.open("wb") as stream:
            self._process = subprocess.Popen(
                [*command, "--port", str(self._port)], stdout=stream, stderr=subprocess.STDOUT
            )
        self._watcher = MemoryWatcher(self._process.pid)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()

    def stop_watching(self) -> int:
        """Give the highest memory of its process tree until now, in bytes."""
        return self._watcher.stop()

    def rest(self) -> None:
        """Wait until it has done all that it had to do."""
        wait_for_rest(self._process.pid)

    def wait_for(self, address: str, told: str = END) -> str:
        """Ask for a page again and again until it holds some text, and give the page.

        Raises NotShownError where that does not come about.
        """
        until = time.monotonic() + _PATIENCE_SECONDS
        while told not in (page := self._ask(address)):
            if self._process.poll() is not None or time.monotonic() > until:
                raise NotShownError(f"{address}: {told}\n{self._log.read_text('utf-8', 'replace')[-2000:]}")
            time.sleep(_ASK_SECONDS)
        return page

    def _ask(self, address: str) -> str:
        """Give the page at an address; nothing where there is none, or nobody to answer yet."""
        connection = HTTPConnection(_HOST, self._port, timeout=_PATIENCE_SECONDS)
        try:
            connection.request("GET", f"/{address}")
            answer = connection.getresponse()
            page = answer.read()
        except (OSError, HTTPException):
            return ""
        finally:
            connection.close()
        return page.decode() if answer.status == HTTPStatus.OK else ""


def _find_free_port() -> int:
    with socket.create_server((_HOST, 0)) as free:
        return int(free.getsockname()[1])
