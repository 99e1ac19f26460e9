"""Plain data as bytes and back: what is kept may be read by anybody, and must never do anything when read.

Plain data are texts, whole numbers, truth values, None, lists, and mappings by text. What went in as a tuple
comes back as a list.
"""

import json
from typing import Any

import orjson

# Nothing is silently made into plain data that is none.
_PLAIN = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_SUBCLASS
# Before what only the slower library takes: names of files that are no Unicode, and numbers of any length.
_ODD = b" "


def pack_plain(value: Any) -> bytes:  # noqa: ANN401  plain data of any shape
    """Give plain data as bytes."""
    try:
        return orjson.dumps(value, option=_PLAIN)
    except orjson.JSONEncodeError:
        return _ODD + json.dumps(value, allow_nan=False).encode()


def unpack_plain(content: bytes) -> Any:  # noqa: ANN401  plain data of any shape
    """Give plain data from bytes.

    Raises ValueError for bytes that are none.
    """
    try:
        return json.loads(content) if content.startswith(_ODD) else orjson.loads(content)
    except RecursionError:
        raise ValueError from None
