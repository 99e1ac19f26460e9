"""What a terminal does with a text: shows its letters, or obeys something in it."""

import re
import unicodedata
from typing import Any

import pyte

_HARMLESS = re.compile("[\n\u200d\U000e0020-\U000e007f]")
"""Ends of lines, and what joins the parts of pictures and flags."""


class _Listener:
    """What a terminal is told to do besides showing letters."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []
        self.shown: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name not in pyte.Stream.events:
            raise AttributeError(name)
        return lambda *given, **named: self.told.append((name, (given, named)))

    def draw(self, text: str) -> None:
        self.shown.append(text)

    def linefeed(self) -> None:
        self.shown.append("\n")


def show_on_terminal(text: str) -> str:
    """Give what a terminal shows of a text, which tells it to do nothing but show it."""
    listener = _Listener()
    stream = pyte.Stream()
    stream.attach(listener)  # type: ignore[arg-type]  # it calls by name, whatever the class
    stream.feed(text)
    assert listener.told == []
    shown = "".join(listener.shown)
    assert shown == text
    # What cannot be seen is shown by its code.
    unseen = {char for char in shown if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert not {char for char in unseen if not _HARMLESS.match(char)}
    return shown
