"""The heap of a large build: what is freed goes back to the system, not to wait for more of its kind."""

import ctypes
import gc
import sys
from contextlib import suppress

_MMAP_THRESHOLD = -3
"""The number of the setting in ``mallopt(3)``."""
_LARGE = 1 << 18


def return_large_blocks() -> None:
    """Have every block of a quarter of a mebibyte and more freed to the system, where the C library is glibc.

    Without being told it keeps such blocks once it has seen one freed, and lets small things settle in
    them: a build of 10,000 agreements would hold 15 MB more in each process.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)


def return_free_blocks() -> None:
    """Give the system back what is free, where the C library is glibc: what comes next needs other room.

    With the cycle collector off, what only holds itself is free no sooner than here.
    """
    gc.collect()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
