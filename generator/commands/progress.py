"""How far a long command has come: one line that rewrites itself, on a terminal only."""

import sys
import time

from generator.text import Text

_REDRAW_SECONDS = 0.1
CHECKING = Text("Berkas diperiksa", "Files checked")


class ProgressLine:
    """Counts up to a total; shows itself only where a person watches and the work takes over a second."""

    def __init__(self, label: str, total: int | None = None) -> None:
        self._label, self._total, self._done = label, total, 0
        self._begun = self._shown = time.monotonic()
        self._visible = sys.stderr.isatty()

    def advance(self, count: int) -> None:
        """Count more work done."""
        self._done += count
        now = time.monotonic()
        if (
            self._visible
            and now - self._begun > 1
            and (now - self._shown > _REDRAW_SECONDS or self._done == self._total)
        ):
            self._shown = now
            sys.stderr.write(f"\r{self._label} {self._done}{self._share()}")
            sys.stderr.flush()

    def _share(self) -> str:
        """Give what part of the whole is done, where the whole is known."""
        return f"/{self._total} ({100 * self._done // self._total}%)" if self._total else ""

    def close(self) -> None:
        """Clear the line."""
        if self._visible:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
