"""The program's name and version, and the version since which records have the form that they have now."""

import re
from typing import TypeAlias

PROGRAM = "registri-kerja-sama"
"""The name by which the program is installed."""
VERSION = "0.3.0"
FORM = "0.3.0"
"""The last version that changed the form of records: of the last step in ``upgrading/migrations.py``."""


_VERSION = re.compile(r"([0-9]+(?:\.[0-9]+)*)(?:(a|b|rc|\.post|\.dev)([0-9]+))?")
_STAGES = {".dev": 0, "a": 1, "b": 2, "rc": 3, "": 4, ".post": 5}
"""What may come before and after the version itself, in this order."""

Version: TypeAlias = tuple[tuple[int, ...], int, int]


def read_version(text: str) -> Version:
    """Give a version as what can be compared: 0.3 is 0.3.0, and 0.3.0rc1 comes before it.

    Raises ValueError for another text.
    """
    found = _VERSION.fullmatch(text)
    if not found:
        raise ValueError(text)
    numbers = [int(part) for part in found[1].split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers), _STAGES[found[2] or ""], int(found[3] or 0)
