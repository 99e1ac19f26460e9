"""How far a long command has come: one line that rewrites itself, on a terminal only."""

import sys
import time

_REDRAW_SECONDS = 0.1


class ProgressLine:
    """Counts up to a total; shows itself only where a person watches and the work takes over a second."""

    def __init__(self, label: str, total: int) -> None:
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
            percent = 100 * self._done // max(self._total, 1)
            sys.stderr.write(f"\r{self._label} {self._done}/{self._total} ({percent}%)")
            sys.stderr.flush()

    def close(self) -> None:
        """Clear the line."""
        if self._visible:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
