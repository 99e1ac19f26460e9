"""The program's name and version, and the version since which records have the form that they have now."""

PROGRAM = "registri-kerja-sama"
"""The name by which the program is installed."""
VERSION = "0.3.0"
FORM = "0.3.0"
"""The last version that changed the form of records: of the last step in ``upgrading/migrations.py``."""


def read_version(text: str) -> tuple[int, ...]:
    """Give a version as numbers that can be compared: 0.3 is 0.3.0. Raises ValueError for another text."""
    numbers = [int(part) for part in text.split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
