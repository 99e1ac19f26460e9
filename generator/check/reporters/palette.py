"""Colours of a report on a terminal; without them the same words stand plain."""

from typing import Literal, TypeAlias

from generator.check.finding import Severity

Style: TypeAlias = Literal["error", "warning", "advice", "place", "frame", "fix"]

_CODES: dict[Style, str] = {
    "error": "1;31",
    "warning": "1;33",
    "advice": "1;36",
    "place": "1",
    "frame": "34",
    "fix": "32",
}


def paint(text: str, style: Style | Severity, *, colour: bool) -> str:
    """Give a text in the colour that a style has; as it is where there are no colours."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if colour and text else text
