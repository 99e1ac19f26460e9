"""JSON as the forms for programs write it: the same bytes each time, and none that a terminal obeys."""

import json
import re
from typing import Any

# What JSON allows to stand as it is, though no one could see it; line breaks are the layout's own.
_MAYBE_HIDDEN = re.compile(r"[^\n -~]")


def render_document(document: Any) -> str:  # noqa: ANN401  any JSON value
    """Give a JSON document whose texts are readable, with codes for all that can't be seen."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return _MAYBE_HIDDEN.sub(_escape_hidden, text) + "\n"


def _escape_hidden(found: re.Match[str]) -> str:
    char = found[0]
    return char if char.isprintable() else json.dumps(char)[1:-1]
