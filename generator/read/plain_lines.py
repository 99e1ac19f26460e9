"""The short way: a record whose every line has the plain form is read line by line, without a parser.

Most records are ``key: value``, ``- value`` and ``- key: value``, two blanks a level, texts plain or in
double quotes without escapes. Any other text, wrong or only unusual, gives None and is the parser's
business; so what comes from here is exactly what the parser would have given, at a fifth of its time.
"""

import re
from sys import intern
from typing import TypeAlias

from generator.read.characters import holds_unseen
from generator.read.scalars import BOOLEAN_LIKE, EMPTY, Refusal, resolve_plain, resolve_short
from generator.value import Value

STEP = 2
"""How many blanks deeper each level stands."""
_DEEPEST = 10
# Short texts repeat from record to record: codes, ids, dates; what comes from several processes, too. Only
# the longest are too seldom alike.
_SHORT, _SHARED = 48, 400
# A longer word that begins with a letter is text to every reader.
_LONGEST_SPECIAL = 5

# A line is an indent, perhaps a dash, perhaps a key, perhaps a value (quoted, beginning with a letter, or
# beginning with a digit, a minus or a bracket); or a comment. The signs that end in "+" never give back
# what they took: that spares the search a fifth. Behind a group they would go wrong before Python 3.11.5.
_LINE = re.compile(
    r"""(\ *+)(-\ )?
        (?:([a-z][a-z0-9_]*+):(?:\ |$))?
        (?:("[^"\\\n]*+")
          |([^\W\d_][^\n:#]*+(?:(?::(?=\S)|(?<!\ )\#)[^\n:#]*+)*(?<!\ ))
          |((?:\d|\(|-(?=\d))[^\n:#]*+(?:(?::(?=\S)|(?<!\ )\#)[^\n:#]*+)*(?<!\ )))?
      |\#.*+""",
    re.VERBOSE,
)
_REFUSED_KEYS = (BOOLEAN_LIKE | EMPTY) - {""}

# Stands for the value of a key whose block follows.
_NONE: Value = []

_Block: TypeAlias = dict[str, Value] | list[Value]
Head: TypeAlias = tuple[int, bool, str]
"""How deep a line stands, whether there is a dash, a key or nothing."""
_Line: TypeAlias = tuple[int, bool, str, Value]
"""A head, and a value or ``_NONE``."""

_NOTHING: _Line = (0, False, "", _NONE)
"""An empty line or a comment."""
_EMPTY: tuple[str, Value] = ("", _NONE)
"""A section of nothing else."""

# What lines say, and sections (a key with the lines below that belong to it): the same ones stand in record
# after record. What a section says is shared by all the records that it stands in, and never changed.
_KNOWN: dict[str, _Line] = {}
_HEADS: dict[str, Head] = {}
_SECTIONS: dict[str, tuple[str, Value]] = {}
_MOST_KEPT, _LONGEST_KEPT = 20_000, 80
_MOST_HEADS = 1000
_MOST_SECTIONS, _LONGEST_SECTION = 60_000, 1000
_BEGIN = re.compile("\n(?=[a-z])")


class _NotPlainError(Exception):
    """Something without the plain form: the parser must look."""


def read_plain_lines(text: str) -> dict[str, Value] | None:
    """Give the value of a text in the plain form, or None for any other text.

    Parts of it may be parts of other texts' values too: nobody may change them.
    """
    if text[-1:] != "\n" or holds_unseen(text):
        # A value of nothing else is a fault, which the parser places.
        return None
    top: dict[str, Value] = {}
    try:
        for section in _BEGIN.split(text[:-1]):
            known = _SECTIONS.get(section) or _read_section(section)
            if known is _EMPTY:
                continue
            key, value = known
            if key in top:
                return None
            top[key] = value
    except _NotPlainError:
        return None
    return top or None


def split_plain_lines(text: str) -> list[str] | None:
    """Give the lines of a text in the plain form, empty where they say nothing; None for any other text."""
    if read_plain_lines(text) is None:
        return None
    return ["" if line.isspace() or line.startswith("#") else line for line in text.split("\n")]


def read_head(line: str) -> Head:
    """Give the head of a line of a text in the plain form."""
    return (_KNOWN.get(line) or _read_line(line))[:3]


def forget_parts() -> None:
    """Forget the parts of what was read: for whoever goes on with other things after reading many."""
    _KNOWN.clear()
    _HEADS.clear()
    _SECTIONS.clear()
    resolve_short.cache_clear()


def _read_section(section: str) -> tuple[str, Value]:
    """Read one key with what belongs to it, and keep what it says."""
    if "\n" not in section:
        # Without the loop, and kept as a line.
        parsed = _KNOWN.get(section) or _read_line(section)
        if parsed is not _NOTHING:
            depth, dash, key, value = parsed
            if depth or dash or not key or value is _NONE:
                raise _NotPlainError
            return key, value
        return _EMPTY
    top: dict[str, Value] = {}
    _read_lines(section.split("\n"), top)
    if not top:
        return _EMPTY
    if len(top) > 1:
        # What does not begin with a letter may hold several keys.
        raise _NotPlainError
    found = next(iter(top.items()))
    if len(section) <= _LONGEST_SECTION and len(_SECTIONS) < _MOST_SECTIONS:
        _SECTIONS[section] = found
    return found


def _read_lines(lines: list[str], top: dict[str, Value]) -> None:  # noqa: C901  the innermost loop, kept in one piece
    # The block of each depth, of which those down to the present one are open; the key that waits for its
    # block, and whose it is.
    blocks: list[_Block] = [top] * (_DEEPEST + 2)
    present, waiting, holder = 0, "", top
    for line in lines:
        parsed = _KNOWN.get(line) or _read_line(line)
        if parsed is _NOTHING:
            continue
        depth, dash, key, value = parsed
        if waiting:
            present += 1
            blocks[present] = holder[waiting] = [] if dash else {}
            waiting = ""
        elif depth < present:
            present = depth
        # A dash opens a block of its own, one deeper: there must be room for it.
        if depth != present or depth >= _DEEPEST:
            raise _NotPlainError
        block = blocks[depth]
        if dash:
            if type(block) is not list:
                raise _NotPlainError
            if not key:
                block.append(value)
                continue
            item: _Block = {}
            block.append(item)
            present += 1
            blocks[present] = block = item
        if not key or type(block) is not dict or key in block:
            raise _NotPlainError
        if value is _NONE:
            waiting, holder = key, block
        else:
            block[key] = value
    if waiting:
        raise _NotPlainError


def _read_line(line: str) -> _Line:
    """Read one line, and keep what it says if it is short: most lines of a register are not new."""
    if not line.isprintable():
        # Tabs and blanks of other kinds have meanings that only the parser knows.
        raise _NotPlainError
    head, colon, text = line.partition(": ")
    place = _HEADS.get(head) if colon else None
    if place and len(text) > _LONGEST_SPECIAL and _is_plainly_text(text):
        said = text[1:-1] if text[0] == '"' else text
        parsed: _Line = (*place, intern(said) if len(said) <= _SHARED else said)
    else:
        parsed = _parse_line(line)
        if colon and parsed[2] and parsed[3] is not _NONE and len(_HEADS) < _MOST_HEADS:
            _HEADS[head] = parsed[:3]
    if len(line) <= _LONGEST_KEPT and len(_KNOWN) < _MOST_KEPT:
        _KNOWN[line] = parsed
    return parsed


def _is_plainly_text(text: str) -> bool:
    """Whether what stands behind a key is text to every reader: what ``_LINE`` finds, in most cases."""
    if text[0] == '"':
        return text.find('"', 1) == len(text) - 1 and "\\" not in text
    return text[0].isalpha() and text[-1] not in " :" and ": " not in text and " #" not in text


def _parse_line(line: str) -> _Line:
    """Read one line of any plain form."""
    found = _LINE.fullmatch(line)
    if found is None:
        raise _NotPlainError
    margin, dash, key, quoted, word, other_plain = found.groups("")
    value: Value = _NONE
    if quoted:
        value = quoted[1:-1]
    elif word:
        # A longer word that begins with a letter is text to every reader.
        value = word if len(word) > _LONGEST_SPECIAL else _read_plain(word)
    elif other_plain:
        value = _read_plain(other_plain)
    elif not key and dash:
        raise _NotPlainError
    depth, rest = divmod(len(margin), STEP)
    if rest or key in _REFUSED_KEYS:
        raise _NotPlainError
    if type(value) is str and len(value) <= _SHARED:
        value = intern(value)
    return (depth, bool(dash), intern(key), value) if key or value is not _NONE else _NOTHING


def _read_plain(text: str) -> Value:
    """Give the meaning of an unquoted text that is not plainly text."""
    value = resolve_short(text) if len(text) <= _SHORT else resolve_plain(text)
    if isinstance(value, Refusal):
        raise _NotPlainError
    return value
