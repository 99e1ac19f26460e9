"""Examples of the rules: what was written, what should be, and what is said of it, cut from tested cases."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.text import Text

_EXAMPLES = Path(__file__).resolve().parent / "examples.json"


@dataclass(frozen=True, slots=True)
class Example:
    """A rule broken in one file: the lines as they were, as they should be, and the finding's words.

    ``good`` is empty where no line could stand there instead.
    """

    file: str
    bad: tuple[str, ...]
    good: tuple[str, ...]
    message: Text
    help: Text


@lru_cache(maxsize=1)
def read_examples() -> dict[str, Example]:
    """Give the example of each rule by the rule's id."""
    return {
        rule: Example(
            item["file"],
            tuple(item["bad"]),
            tuple(item["good"]),
            Text(item["said"]["id"]["message"], item["said"]["en"]["message"]),
            Text(item["said"]["id"]["help"], item["said"]["en"]["help"]),
        )
        for rule, item in json.loads(_EXAMPLES.read_text(encoding="utf-8")).items()
    }
