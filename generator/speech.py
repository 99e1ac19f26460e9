"""The language that the program speaks to the one who runs it; the library click speaks it too."""

import gettext
import os
from pathlib import Path

from generator.text import Language, Text

_CATALOGUES = Path(__file__).resolve().parent / "locales"


def ui_language() -> Language:
    """Give the language of the command line: Indonesian unless REGISTRI_LANG says ``en``."""
    return "en" if os.environ.get("REGISTRI_LANG", "").startswith("en") else "id"


def say(text: Text, /, **params: str) -> str:
    """Give a text of the command line in its language."""
    return text.render(ui_language(), **params)


def teach_click() -> None:
    """Let click's own words come from ``locales/id/LC_MESSAGES/messages.mo``; English is click's own.

    click asks Python's gettext, which asks LANGUAGE first: what the machine's own language is (LANG,
    LC_ALL) plays no part.
    """
    gettext.bindtextdomain("messages", str(_CATALOGUES))
    os.environ["LANGUAGE"] = ui_language()
