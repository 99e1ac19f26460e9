"""Several things in one text: lists by lines, numbers, semicolons; names by ``dan`` and ``/`` too."""

import re
from collections.abc import Callable, Sequence

from generator.entry.blanks import tidy

_NUMBER = re.compile(r"(?:^|(?<=\s))\(?(?P<number>[0-9]{1,2})[.)]\s+")
_MARK = re.compile(r"^(?:[-–—•*·▪]\s+|\(?[0-9]{1,3}[.)]\s+|\(?[a-z][.)]\s+)")
_SOFT = re.compile(r"(\s*,\s+|\s+(?:dan|serta|and|dengan)\s+|\s*&\s*|\s*/\s*|\s+[-–]\s+)", re.IGNORECASE)


def split_list(text: str) -> list[str]:
    """Give the items of a list written by lines, as ``1. … 2. …``, or with semicolons between.

    One form alone divides a text, the first of these three that it has; marks before items go.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if "\n" in text:
        items = _join_wrapped(text.split("\n"))
    elif _is_numbered(text):
        items = _NUMBER.split(text)[2::2]
    else:
        items = text.split(";")
        if len(items) == 1:
            return [tidy(text)] if tidy(text) else []
    return [item for item in (tidy(_MARK.sub("", tidy(item))) for item in items) if item]


def join_list(items: Sequence[str]) -> str:
    """Give a list as a text that ``split_list`` reads back: a line an item, numbered where that is needed."""
    plain = "\n".join(items)
    if split_list(plain) == list(items):
        return plain
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def _join_wrapped(lines: list[str]) -> list[str]:
    """Join lines that only go on: where the first is numbered, each item begins with its number."""
    if not re.match(r"\s*\(?1[.)]\s", lines[0]):
        return lines
    items: list[str] = []
    for line in lines:
        if re.match(rf"\s*\(?{len(items) + 1}[.)]\s", line):
            items.append(line)
        elif line.strip():
            items[-1] += f" {line}"
    return items


def _is_numbered(text: str) -> bool:
    """Whether a text is ``1. … 2. …``, counted from one without a gap."""
    found = [int(one["number"]) for one in _NUMBER.finditer(text)]
    return bool(found) and _NUMBER.match(text) is not None and found == list(range(1, len(found) + 1))


def split_names(text: str, is_known: Callable[[str], bool]) -> list[str]:
    """Give the names in a text; a name that is itself known is never divided.

    At commas, ``dan`` or ``/`` a text is divided only where that brings a known name to light: ``CV Maju
    dan Rekan`` stays one name, known or not.
    """
    whole = tidy(text)
    if not whole:
        return []
    if is_known(whole):
        return [whole]
    names: list[str] = []
    for part in split_list(text):
        names += [part] if is_known(part) else _split_softly(part, is_known)
    return names


def _split_softly(text: str, is_known: Callable[[str], bool]) -> list[str]:
    pieces = _SOFT.split(text)
    names: list[str] = []
    unknown = ""
    index = 0
    while index < len(pieces):
        end = next(
            (end for end in range(len(pieces), index, -2) if is_known("".join(pieces[index:end]).strip())), 0
        )
        if end:
            names += [unknown] if unknown else []
            unknown = ""
            names.append(tidy("".join(pieces[index:end])))
            index = end + 1
        else:
            before = pieces[index - 1] if unknown else ""
            unknown = tidy(unknown + before + pieces[index])
            index += 2
    names += [unknown] if unknown else []
    return names
