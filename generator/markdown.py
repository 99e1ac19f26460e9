"""Text in Markdown, as code hosts read it: every sign is meant as it stands, and nobody is called."""

import re

# Signs that Markdown reads; a colon or a full stop only where it would make a link or a picture.
_MARKS = re.compile(r"[\\`*_\[\]|~$]|:(?=/|[\w+-]+:)|(?<=www)\.")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Where a code host would see the name of a person or the number of an issue, an empty comment parts it.
_MENTION = re.compile(r"[@#!](?=[\w\[])")
_PARTED = "<!-- -->"


def escape_marks(text: str) -> str:
    """Give a text that reads the same in Markdown, in a cell of a table too, and is nothing but text."""
    text = _MARKS.sub(lambda found: f"\\{found[0]}", text)
    for char, entity in _ENTITIES.items():
        text = text.replace(char, entity)
    return part_mentions(text)


def part_mentions(text: str) -> str:
    """Put an empty comment where a code host would see a person's name or an issue's number."""
    return _MENTION.sub(lambda found: f"{found[0]}{_PARTED}", text)
