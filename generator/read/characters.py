"""Characters that no record may hold, and those that a reader cannot see."""

import re

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
"""Controls, marks that turn the direction of writing, and what is no character at all."""

_UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_ANY_UNSEEN = re.compile(f"[{_UNSEEN}]")
_ALL_UNSEEN = re.compile(rf"[\s{_UNSEEN}]+")


def holds_unseen(text: str) -> bool:
    """Whether a text holds a character that shows nothing: a joiner, a filler, a mark of no width."""
    return not text.isascii() and _ANY_UNSEEN.search(text) is not None


def drop_unseen(text: str) -> str:
    """Give a text without such characters."""
    return _ANY_UNSEEN.sub("", text)


def shows_nothing(text: str) -> bool:
    """Whether a text looks empty though it is not."""
    return holds_unseen(text) and _ALL_UNSEEN.fullmatch(text) is not None
