"""Two folders that take each other's place in one step, where the system can do that."""

import ctypes
import os
import sys
from pathlib import Path

_HERE = -100
"""The number that stands for the folder a process is in, of which whole paths need nothing."""
_EXCHANGE = 2
"""The number of the wish in ``renameat2(2)``."""


def exchange(one: Path, other: Path) -> bool:
    """Give each of two things on a file system the other's name; False where the system does not do that."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
