"""Chance that falls the same on every machine: one stream of draws for each thing that is made up."""

import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

_SALTS = 64


class Draw:
    """Draws for one thing, told by its number and a salt.

    Only ``random()`` is used: it is the one method whose sequence Python promises for all versions.
    """

    def __init__(self, number: int, salt: int) -> None:
        # A sample needs no secrecy.
        self._random = random.Random(number * _SALTS + salt).random  # noqa: S311

    def below(self, limit: int) -> int:
        """Give a whole number from 0 to ``limit`` - 1."""
        return int(self._random() * limit)

    def between(self, low: int, high: int) -> int:
        """Give a whole number from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """Give true in ``percent`` of a hundred draws."""
        return self.below(100) < percent

    def pick(self, items: Sequence[Item]) -> Item:
        """Give one of the items."""
        return items[self.below(len(items))]

    def take(self, items: Sequence[Item], count: int) -> list[Item]:
        """Give ``count`` of the items, each once, in their own order."""
        left = list(range(len(items)))
        chosen = [left.pop(self.below(len(left))) for _ in range(min(count, len(items)))]
        return [items[place] for place in sorted(chosen)]
