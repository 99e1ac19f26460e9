"""What is wrong with something written by hand, as a value: what was written, why not so, what instead."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.text import Text

Weight: TypeAlias = Literal["error", "note"]


@dataclass(frozen=True, slots=True)
class EntryProblem:
    """One thing to mend in what was written for a field.

    ``field`` is the key of the field (``signing.date``), or the heading itself where no field has it.
    A ``note`` keeps nothing from being written; it says what was understood.
    """

    field: str
    written: str
    wrong: Text
    instead: Text
    weight: Weight = "error"
    reason: str = ""


class EntryError(ValueError):
    """A text that can't be read: ``reason`` is a short fixed word, the rest is for people."""

    def __init__(self, reason: str, wrong: Text, instead: Text) -> None:
        super().__init__(reason)
        self.reason, self.wrong, self.instead = reason, wrong, instead

    def at(self, field: str, written: str) -> EntryProblem:
        """Give the problem that it is for a field."""
        return EntryProblem(field, written, self.wrong, self.instead, reason=self.reason)


def fill(text: Text, /, **params: str | Text) -> Text:
    """Give a text with its parameters filled in, in both languages."""
    return Text(
        text.id.format(**{name: _in("id", value) for name, value in params.items()}),
        text.en.format(**{name: _in("en", value) for name, value in params.items()}),
    )


def _in(language: Literal["id", "en"], value: str | Text) -> str:
    return value.render(language) if isinstance(value, Text) else value
