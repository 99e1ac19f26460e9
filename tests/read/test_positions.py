"""Places: a path leads to the line and column where its value, or its key, stands."""

import pytest

from generator.read.positions import locate, read_places

DATA = b"""id: satu
parties:
  - partner: a
    number: "1"
  - partner: b
term: {end: "2024"}
"""


@pytest.mark.parametrize(
    ("path", "key", "place"),
    [
        (("id",), False, (1, 5, 1, 9)),
        (("id",), True, (1, 1, 1, 3)),
        (("parties", 0, "number"), False, (4, 13, 4, 16)),
        (("parties", 1, "partner"), True, (5, 5, 5, 12)),
        (("parties", 1), False, (5, 5, 5, 6)),
        (("term", "end"), False, (6, 13, 6, 19)),
        ((), False, (1, 1, 1, 2)),
        (("parties", 7), False, (3, 3, 3, 4)),
        (("parties", 0, "lain"), False, (3, 5, 3, 6)),
        (("tidak-ada",), False, (1, 1, 1, 2)),
    ],
)
def test_locate(path: tuple[str | int, ...], key: bool, place: tuple[int, ...]) -> None:  # noqa: FBT001
    found = locate(read_places(DATA), path, key=key)
    assert (found.line, found.column, found.end_line, found.end_column) == place


@pytest.mark.parametrize("data", [b"", b"a: [", b"\xff", b"# kosong\n"])
def test_what_cannot_be_read_gives_the_start(data: bytes) -> None:
    found = locate(read_places(data), ("a",))
    assert (found.line, found.column) == (1, 1)
